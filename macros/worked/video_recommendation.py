"""The sums of the video recommendation case, done as one would on paper."""

from __future__ import annotations

from itertools import product
from math import exp, log, log2, sqrt

from macros.worked import Worked

# Four videos for one user: P(watch), seconds if watched, P(good survey answer), P(dismiss).
VIDEOS = {
    "A": (0.20, 60, 0.40, 0.060),
    "B": (0.10, 240, 0.80, 0.010),
    "C": (0.03, 1500, 0.70, 0.010),
    "D": (0.08, 360, 0.90, 0.005),
}
# One video shown 50 times: the seconds of the four watches.
SHOWN, WATCHES = 50, (30, 300, 600, 270)
# One slate, best score first: minutes watched.
SCORES, MINUTES = (0.9, 0.8, 0.6, 0.5, 0.3, 0.1), (0, 12, 0, 2, 7, 0)
# Videos watched the next day, and the candidate list cut at six.
WATCHED, RETRIEVED = {"v11", "v203", "v310", "v402"}, ("v203", "v977", "v11", "v018", "v402", "v555")
# Two negatives in a batch: score and probability of being sampled.
HIT, NICHE = (5.0, 0.01), (4.2, 0.0001)
GLOBAL_RATE, PRIOR_IMPRESSIONS, KEEP, EXPLORED = 0.08, 50, 0.1, 480


def expected_seconds(video: str) -> float:
    """P(watch) times seconds if watched."""
    chance, seconds, _, _ = VIDEOS[video]
    return chance * seconds


def final_score(video: str) -> float:
    """Expected seconds x P(good survey)^2 x (1 - P(dismiss))^5."""
    _, _, good, dismiss = VIDEOS[video]
    return expected_seconds(video) * good**2 * (1 - dismiss) ** 5


def dcg(gains: tuple[int, ...]) -> float:
    """Sum of gain / log2(rank + 1)."""
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def pairs_right() -> list[tuple[int, int]]:
    """(minutes of the watched video, 1 if it is scored above the unwatched one) for each pair of the slate."""
    slate = list(zip(SCORES, MINUTES, strict=True))
    watched = [row for row in slate if row[1]]
    unwatched = [row for row in slate if not row[1]]
    return [(minutes, int(score > other)) for (score, minutes), (other, _) in product(watched, unwatched)]


def weighted_auc() -> float:
    """Share of pairs in the right order, each weighted by the minutes of its watched video."""
    return sum(minutes * right for minutes, right in pairs_right()) / sum(minutes for minutes, _ in pairs_right())


def push_on_hit(corrected: bool) -> float:
    """Share of the expected push-down that the hit gets out of both negatives, with or without the logQ correction."""
    hit, niche = (q * exp(score - (log(q) if corrected else 0)) for score, q in (HIT, NICHE))
    return hit / (hit + niche)


def order(score: dict[str, float]) -> str:
    """The videos, best first."""
    return ", ".join(sorted(score, key=lambda video: -score[video]))


TOTAL, UNWATCHED = sum(WATCHES), SHOWN - len(WATCHES)
IDEAL = tuple(sorted(MINUTES, reverse=True))[:5]
PAIRS = pairs_right()

WORKED: dict[str, Worked] = {
    "expected_a": Worked(expected_seconds("A"), ".1f"),
    "expected_b": Worked(expected_seconds("B"), ".1f"),
    "expected_c": Worked(expected_seconds("C"), ".1f"),
    "expected_d": Worked(expected_seconds("D"), ".1f"),
    "order_click": Worked(order({video: row[0] for video, row in VIDEOS.items()})),
    "order_watch": Worked(order({video: expected_seconds(video) for video in VIDEOS})),
    "order_score": Worked(order({video: final_score(video) for video in VIDEOS})),
    "keep_shift": Worked(log(KEEP), ".2f"),
    "smoothed_rate": Worked((2 + GLOBAL_RATE * PRIOR_IMPRESSIONS) / (3 + PRIOR_IMPRESSIONS), ".3f"),
    "logq_raw": Worked(100 * push_on_hit(corrected=False), ".1f"),
    "logq_fixed": Worked(100 * push_on_hit(corrected=True), ".0f"),
    "wlr_watches": Worked(f"{WATCHES[0]}, {WATCHES[1]}, {WATCHES[2]} and {WATCHES[3]}"),
    "wlr_total": Worked(TOTAL, ",d"),
    "wlr_true": Worked(TOTAL / SHOWN, ".1f"),
    "wlr_odds": Worked(TOTAL / UNWATCHED, ".1f"),
    "wlr_bias": Worked(100 * (SHOWN / UNWATCHED - 1), ".1f"),
    "wlr_fixed": Worked(TOTAL / (UNWATCHED + len(WATCHES)), ".1f"),
    "row_weight": Worked(412 / 60, ".2f"),
    "recall_at_6": Worked(len(WATCHED & set(RETRIEVED)) / len(WATCHED), ".2f"),
    "pairs_right": Worked(sum(right for _, right in PAIRS), "d"),
    "auc": Worked(sum(right for _, right in PAIRS) / len(PAIRS), ".3f"),
    "weighted_auc": Worked(weighted_auc(), ".3f"),
    "dcg": Worked(dcg(MINUTES[:5]), ".2f"),
    "ideal_dcg": Worked(dcg(IDEAL), ".2f"),
    "ndcg_at_5": Worked(dcg(MINUTES[:5]) / dcg(IDEAL), ".3f"),
    "explore_error": Worked(100 * sqrt(GLOBAL_RATE * (1 - GLOBAL_RATE) / EXPLORED), ".1f"),
    "survey_factor": Worked((0.9 / 0.6) ** 2, ".2f"),
}
