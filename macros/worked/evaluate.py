"""NDCG of one request, calibration of four buckets, slices and the reading of an experiment, computed by hand."""

from __future__ import annotations

from math import log2, sqrt
from typing import NamedTuple

from macros.worked import Worked

OLD_LIST = [0, 1, 0, 0, 1, 0]
NEW_LIST = [1, 0, 0, 1, 0, 0]


class Bucket(NamedTuple):
    """Cards with scores in one range: how many, their mean score, and how many were added."""

    cards: int
    predicted: float
    added: int


BUCKETS = (
    Bucket(10_000, 0.0010, 11),
    Bucket(10_000, 0.0025, 24),
    Bucket(10_000, 0.0040, 38),
    Bucket(10_000, 0.0085, 98),
)


class Slice(NamedTuple):
    """Requests of one kind of user, with mean NDCG of the old and the new model."""

    requests: int
    old: float
    new: float


SLICES = {"known": Slice(8_500, 0.612, 0.640), "new": Slice(1_500, 0.588, 0.541)}


class Arm(NamedTuple):
    """One arm of the experiment: users and how many of them had a recipe-led order."""

    users: int
    converted: int


CONTROL, TREATMENT = Arm(430_000, 26_190), Arm(430_000, 27_160)
Z_95 = 1.959964


def dcg(gains: list[int]) -> float:
    """Sum of gain over log2(position + 1)."""
    return sum(gain / log2(position + 1) for position, gain in enumerate(gains, 1))


def ndcg(gains: list[int]) -> float:
    """DCG over that of the best possible order."""
    return dcg(gains) / dcg(sorted(gains, reverse=True))


def calibration_error(buckets: tuple[Bucket, ...]) -> float:
    """Mean over cards of the distance between predicted and observed rate of their bucket."""
    total = sum(bucket.cards for bucket in buckets)
    return sum(abs(b.predicted * b.cards - b.added) for b in buckets) / total


def overall(which: str) -> float:
    """NDCG over all requests: the slices' means, weighted by their requests."""
    total = sum(part.requests for part in SLICES.values())
    return float(sum(part.requests * getattr(part, which) for part in SLICES.values()) / total)


def rate(arm: Arm) -> float:
    """Share of the arm's users who converted."""
    return arm.converted / arm.users


def z_score(a: Arm, b: Arm) -> float:
    """Two-proportion z statistic with pooled variance."""
    pooled = (a.converted + b.converted) / (a.users + b.users)
    return (rate(b) - rate(a)) / sqrt(pooled * (1 - pooled) * (1 / a.users + 1 / b.users))


def relative_interval(a: Arm, b: Arm) -> tuple[float, float]:
    """95 % interval of the difference, over the control's rate (which is taken as known)."""
    error = sqrt(rate(a) * (1 - rate(a)) / a.users + rate(b) * (1 - rate(b)) / b.users)
    difference = rate(b) - rate(a)
    return (difference - Z_95 * error) / rate(a), (difference + Z_95 * error) / rate(a)


_LOW, _HIGH = relative_interval(CONTROL, TREATMENT)

WORKED: dict[str, Worked] = {
    "dcg_old": Worked(dcg(OLD_LIST), ".3f"),
    "dcg_new": Worked(dcg(NEW_LIST), ".3f"),
    "dcg_best": Worked(dcg(sorted(NEW_LIST, reverse=True)), ".3f"),
    "ndcg_old": Worked(ndcg(OLD_LIST), ".3f"),
    "ndcg_new": Worked(ndcg(NEW_LIST), ".3f"),
    **{f"expected_{n}": Worked(b.predicted * b.cards, ".0f") for n, b in enumerate(BUCKETS, 1)},
    "top_ratio": Worked(BUCKETS[3].added / (BUCKETS[3].predicted * BUCKETS[3].cards), ".2f"),
    "calibration_error": Worked(calibration_error(BUCKETS), ".4%"),
    "top_sigma": Worked(
        (BUCKETS[3].added - BUCKETS[3].predicted * BUCKETS[3].cards) / sqrt(BUCKETS[3].predicted * BUCKETS[3].cards),
        ".1f",
    ),
    "overall_old": Worked(overall("old"), ".3f"),
    "overall_new": Worked(overall("new"), ".3f"),
    "rate_control": Worked(rate(CONTROL), ".2%"),
    "rate_treatment": Worked(rate(TREATMENT), ".2%"),
    "lift": Worked(rate(TREATMENT) / rate(CONTROL) - 1, ".1%"),
    "z": Worked(z_score(CONTROL, TREATMENT), ".2f"),
    "lift_low": Worked(_LOW, ".1%"),
    "lift_high": Worked(_HIGH, ".1%"),
}
