"""The worked numbers of the drift and retraining chapter, each computed from its formula in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import exp, log, sqrt

from macros.worked import Worked

# Shares of one feature's five bins: when the model was trained, last week, and after a client release.
TRAINED = (0.20, 0.30, 0.25, 0.15, 0.10)
LAST_WEEK = (0.15, 0.25, 0.25, 0.20, 0.15)
AFTER_RELEASE = (0.08, 0.20, 0.25, 0.25, 0.22)

# A classifier with these rates on its test set, where this share of the posts was positive.
HIT_RATE, FALSE_ALARM, PRIOR = 0.80, 0.10, 0.10
FLAGGED_NOW = 0.24

# Kolmogorov's constant: the asymptotic 5 % point of the scaled statistic.
KOLMOGOROV = 1.3581

RUN_COST, DAILY_LOSS, PIPELINE_DAYS = 2000.0, 1000.0, 0.25


def stability_index(expected: Sequence[float], actual: Sequence[float]) -> float:
    """Population stability index: the sum over bins of (actual - expected) * ln(actual / expected)."""
    return sum((a - e) * log(a / e) for e, a in zip(expected, actual, strict=True))


def index_noise(bins: int, first: int, second: int) -> float:
    """Expected index when nothing moved: (bins - 1) * (1/n + 1/m), from its chi-squared limit."""
    return (bins - 1) * (1 / first + 1 / second)


def kolmogorov_smirnov(expected: Sequence[float], actual: Sequence[float]) -> float:
    """Largest gap between the two cumulative distributions."""
    return max(abs(a - b) for a, b in zip(accumulate(expected), accumulate(actual), strict=True))


def critical_gap(n: int, m: int) -> float:
    """Gap above which the two-sample test rejects at 5 %."""
    return KOLMOGOROV * sqrt((n + m) / (n * m))


def jensen_shannon(p: Sequence[float], q: Sequence[float]) -> float:
    """Jensen-Shannon divergence in bits: 0 when equal, at most 1, and finite when a bin is empty."""
    middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    return sum(_relative_entropy(side, middle) for side in (p, q)) / 2


def _relative_entropy(p: Sequence[float], q: Sequence[float]) -> float:
    return sum(a * log(a / b) for a, b in zip(p, q, strict=True) if a > 0) / log(2)


def estimated_prevalence(flagged: float) -> float:
    """Share of positives that explains the share flagged, if positives and negatives still look as they did."""
    return (flagged - FALSE_ALARM) / (HIT_RATE - FALSE_ALARM)


def shifted(probability: float, before: float, after: float) -> float:
    """A probability learnt under one prior, moved to another: the odds times the ratio of the prior odds."""
    odds = probability / (1 - probability) * (after / (1 - after)) / (before / (1 - before))
    return odds / (1 + odds)


def band(expected: float) -> float:
    """Three standard deviations of a Poisson count, relative to its mean."""
    return 3 / sqrt(expected)


def count_for(precision: float) -> float:
    """Expected events at which three standard deviations equal `precision`."""
    return (3 / precision) ** 2


def arrived(days: float, mean_delay: float) -> float:
    """Share of labels in after `days` when the delay is exponential."""
    return 1 - exp(-days / mean_delay)


def daily_cost(interval: float) -> float:
    """Training plus staleness a day: runs cost RUN_COST, each day of age DAILY_LOSS a day, age averages interval/2."""
    return RUN_COST / interval + DAILY_LOSS * (PIPELINE_DAYS + interval / 2)


def failures_seen(rate: float, requests: int) -> float:
    """Chance that a canary of `requests` shows at least one failure."""
    return 1 - (1 - rate) ** requests


def greedy_shares(first: float, second: float, rounds: int, sharpness: float = 1.0) -> float:
    """Exposure of the first of two equally good topics after `rounds` of retraining on its own log.

    Each round the next exposure is proportional to (share of the clicks) ** (1 + sharpness).
    """
    for _ in range(rounds):
        a, b = first ** (1 + sharpness), second ** (1 + sharpness)
        first, second = a / (a + b), b / (a + b)
    return first


BEST_INTERVAL = sqrt(2 * RUN_COST / DAILY_LOSS)
PREVALENCE_NOW = estimated_prevalence(FLAGGED_NOW)

WORKED: dict[str, Worked] = {
    "psi_week": Worked(stability_index(TRAINED, LAST_WEEK), ".3f"),
    "psi_release": Worked(stability_index(TRAINED, AFTER_RELEASE), ".3f"),
    "psi_last_bin": Worked((0.22 - 0.10) * log(0.22 / 0.10), ".3f"),
    "psi_noise_100": Worked(index_noise(10, 100, 100), ".2f"),
    "psi_noise_10000": Worked(index_noise(10, 10_000, 10_000), ".4f"),
    "ks_week": Worked(kolmogorov_smirnov(TRAINED, LAST_WEEK), ".2f"),
    "ks_release": Worked(kolmogorov_smirnov(TRAINED, AFTER_RELEASE), ".2f"),
    "ks_critical_1000": Worked(critical_gap(1000, 1000), ".3f"),
    "ks_critical_10m": Worked(critical_gap(10_000_000, 10_000_000), ".4f"),
    "js_week": Worked(jensen_shannon(TRAINED, LAST_WEEK), ".3f"),
    "js_release": Worked(jensen_shannon(TRAINED, AFTER_RELEASE), ".3f"),
    "flagged_at_training": Worked(100 * (HIT_RATE * PRIOR + FALSE_ALARM * (1 - PRIOR)), ".0f"),
    "prevalence_now": Worked(100 * PREVALENCE_NOW, ".0f"),
    "shifted_30": Worked(shifted(0.30, PRIOR, PREVALENCE_NOW), ".2f"),
    "band_2400": Worked(100 * band(2400), ".1f"),
    "band_24": Worked(100 * band(24), ".0f"),
    "clicks_for_2_percent": Worked(count_for(0.02), ",.0f"),
    "hours_for_2_percent": Worked(count_for(0.02) / 2400, ".1f"),
    "days_for_2_percent_slice": Worked(count_for(0.02) / 24 / 24, ".0f"),
    "hours_for_20_percent_slice": Worked(count_for(0.2) / 24, ".1f"),
    "false_alarms_day": Worked(300 * 24 * 0.01, ".0f"),
    "false_alarms_strict": Worked(300 * 0.0001, ".2f"),
    "labels_1_day": Worked(100 * arrived(1, 2), ".0f"),
    "labels_3_days": Worked(100 * arrived(3, 2), ".0f"),
    "labels_7_days": Worked(100 * arrived(7, 2), ".0f"),
    "best_interval": Worked(BEST_INTERVAL, ".0f"),
    **{f"cost_{days}": Worked(daily_cost(days), ",.0f") for days in (1, 2, 7, 30)},
    "cost_off": Worked(100 * (daily_cost(BEST_INTERVAL / 2) / daily_cost(BEST_INTERVAL) - 1), ".0f"),
    "canary_miss": Worked(100 * (1 - failures_seen(0.001, 1000)), ".0f"),
    "canary_requests": Worked(round(3 / 0.001), ",d"),
    "canary_sure": Worked(100 * failures_seen(0.001, 3000), ".0f"),
    "loop_1": Worked(100 * greedy_shares(0.55, 0.45, 1), ".0f"),
    "loop_2": Worked(100 * greedy_shares(0.55, 0.45, 2), ".0f"),
    "loop_4": Worked(100 * greedy_shares(0.55, 0.45, 4), ".0f"),
}
