"""The worked numbers of the features chapter, by hand: target encoding, its leak, hashing, bucketing, a cross."""

from __future__ import annotations

from math import log, log1p, sqrt

from macros.worked import Worked

# Impressions and clicks by creator in one thousand logged impressions; the rest of the chapter keeps to these counts.
CREATORS: dict[str, tuple[int, int]] = {"ana": (3, 4), "bo": (24, 200), "cy": (23, 796)}
SMOOTHING = 20
SINGLETON_ADS, SINGLETON_CLICKS = 40, 2
IDS = 1_000_000
WATCH_COUNTS = (0, 1, 2, 3, 5, 8, 40, 900)
CROSS_RATES = {("weekday", "tutorial"): 0.08, ("weekday", "film"): 0.02, ("weekend", "tutorial"): 0.02}
CROSS_RATES[("weekend", "film")] = 0.08


def prior() -> float:
    """The click rate over all creators."""
    return sum(clicks for clicks, _ in CREATORS.values()) / sum(shown for _, shown in CREATORS.values())


def smoothed(clicks: int, shown: int) -> float:
    """The target encoding of a category: its rate after SMOOTHING extra impressions at the prior."""
    return (clicks + SMOOTHING * prior()) / (shown + SMOOTHING)


def auc(positives: list[float], negatives: list[float]) -> float:
    """The share of positive-negative pairs in which the positive scores higher; a tie counts half."""
    wins = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return wins / (len(positives) * len(negatives))


def leak_auc() -> float:
    """AUC of the in-sample encoding over ads seen once each, where the only impression is the row itself."""
    clicked = [smoothed(1, 1)] * SINGLETON_CLICKS
    ignored = [smoothed(0, 1)] * (SINGLETON_ADS - SINGLETON_CLICKS)
    return auc(clicked, ignored)


def out_of_fold_auc() -> float:
    """AUC of the same ads when a row's encoding leaves the row out: every one of them gets the prior."""
    return auc([prior()] * SINGLETON_CLICKS, [prior()] * (SINGLETON_ADS - SINGLETON_CLICKS))


def collision_share(ids: int, buckets: float) -> float:
    """The expected share of ids that share their bucket with at least one other id, for a uniform hash."""
    return 1 - (1 - 1 / buckets) ** (ids - 1)


def quantile_position(value: float, sample: tuple[int, ...]) -> float:
    """The empirical distribution function: the share of the sample at or below the value."""
    return sum(other <= value for other in sample) / len(sample)


def z_score(value: float, sample: tuple[int, ...]) -> float:
    """Distance from the mean in (population) standard deviations."""
    mean = sum(sample) / len(sample)
    return (value - mean) / sqrt(sum((other - mean) ** 2 for other in sample) / len(sample))


def entropy(rate: float) -> float:
    """Log loss (nats) of predicting `rate` where clicks happen at `rate`."""
    return -rate * log(rate) - (1 - rate) * log(1 - rate)


def cross_loss() -> float:
    """Log loss when each of the four equally large cells is predicted by its own rate."""
    return sum(entropy(rate) for rate in CROSS_RATES.values()) / len(CROSS_RATES)


def marginal_rate(day: str) -> float:
    """The click rate of a kind of day over both genres, in equal parts."""
    rates = [rate for (d, _), rate in CROSS_RATES.items() if d == day]
    return sum(rates) / len(rates)


WORKED: dict[str, Worked] = {
    "prior": Worked(prior(), ".3f"),
    "raw_ana": Worked(3 / 4, ".3f"),
    "raw_bo": Worked(24 / 200, ".3f"),
    "raw_cy": Worked(23 / 796, ".3f"),
    "smooth_ana": Worked(smoothed(3, 4), ".3f"),
    "smooth_bo": Worked(smoothed(24, 200), ".3f"),
    "smooth_cy": Worked(smoothed(23, 796), ".3f"),
    "smooth_new": Worked(smoothed(0, 0), ".3f"),
    "leak_clicked": Worked(smoothed(1, 1), ".3f"),
    "leak_ignored": Worked(smoothed(0, 1), ".3f"),
    "leak_auc": Worked(leak_auc(), ".2f"),
    "out_of_fold_auc": Worked(out_of_fold_auc(), ".2f"),
    "collide_2_20": Worked(100 * collision_share(IDS, 2**20), ".1f"),
    "collide_2_23": Worked(100 * collision_share(IDS, 2**23), ".1f"),
    "collide_2_24": Worked(100 * collision_share(IDS, 2**24), ".1f"),
    "collide_two_hashes": Worked(100 * collision_share(IDS, 2.0**40), ".5f"),
    "z_median": Worked(z_score(5, WATCH_COUNTS), ".2f"),
    "z_low": Worked(z_score(0, WATCH_COUNTS), ".2f"),
    "z_high": Worked(z_score(900, WATCH_COUNTS), ".2f"),
    "cdf_median": Worked(quantile_position(5, WATCH_COUNTS), ".3f"),
    "cdf_low": Worked(quantile_position(0, WATCH_COUNTS), ".3f"),
    "cdf_high": Worked(quantile_position(900, WATCH_COUNTS), ".3f"),
    "log_median": Worked(log1p(5), ".2f"),
    "log_high": Worked(log1p(900), ".2f"),
    "marginal_rate": Worked(marginal_rate("weekday"), ".2f"),
    "loss_without_cross": Worked(entropy(marginal_rate("weekday")), ".4f"),
    "loss_with_cross": Worked(cross_loss(), ".4f"),
    "loss_gain_percent": Worked(100 * (1 - cross_loss() / entropy(marginal_rate("weekday"))), ".1f"),
}
