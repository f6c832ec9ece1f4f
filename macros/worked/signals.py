"""The worked numbers of the signals chapter, by hand: propensities, watch time, delay, agreement, value."""

from __future__ import annotations

from math import exp, log, sqrt

from macros.worked import Worked

# Two items, each shown a thousand times at one rank: (clicks, impressions, examination propensity of the rank).
TOP_ITEM = (120, 1_000, 1.0)
LOW_ITEM = (50, 1_000, 0.25)
SWAP_TOP_CLICKS, SWAP_LOW_CLICKS = 400, 100
IMPRESSIONS, WATCH_MINUTES = 1_000, 3.0
SHORT_WATCHES = (3, 5, 8, 10, 15, 20, 25, 30, 30, 30)
LONG_WATCHES = (5, 20, 40, 60, 90, 150, 240, 300, 480, 600)
CONVERSION_RATE, MEAN_DELAY_DAYS = 0.02, 2.0
RATERS = {"both": 8, "first": 4, "second": 3, "neither": 85}
VALUES = {"click": 1.0, "like": 5.0, "share": 12.0, "hide": -60.0}
POST_A = {"click": 0.20, "like": 0.020, "share": 0.002, "hide": 0.004}
POST_B = {"click": 0.12, "like": 0.025, "share": 0.004, "hide": 0.0005}


def corrected_rate(clicks: int, shown: int, propensity: float) -> float:
    """Inverse propensity estimate of the click rate had every impression been examined."""
    return clicks / propensity / shown


def corrected_error(clicks: int, shown: int, propensity: float) -> float:
    """Standard error of `corrected_rate`."""
    rate = clicks / shown
    return sqrt(rate * (1 - rate) / shown) / propensity


def weighted_odds(clicks: int) -> float:
    """Odds that a logistic regression without features learns when each click weighs its watch time in minutes."""
    return clicks * WATCH_MINUTES / (IMPRESSIONS - clicks)


def watch_per_impression(clicks: int) -> float:
    """Minutes watched for each impression, the quantity the odds stand in for."""
    return clicks * WATCH_MINUTES / IMPRESSIONS


def mid_rank(value: float, sample: tuple[int, ...]) -> float:
    """Position of the value in the sample, 0 to 1; ties count half."""
    below = sum(other < value for other in sample)
    return (below + 0.5 * sum(other == value for other in sample)) / len(sample)


def arrived(days: float) -> float:
    """Share of conversions that arrive within `days` of the click, for an exponential delay."""
    return 1 - exp(-days / MEAN_DELAY_DAYS)


def wait_for(share: float) -> float:
    """Days after which `share` of the conversions have arrived."""
    return -MEAN_DELAY_DAYS * log(1 - share)


def still_to_come(days: float) -> float:
    """Probability that a click silent for `days` still converts."""
    waiting = CONVERSION_RATE * (1 - arrived(days))
    return waiting / (1 - CONVERSION_RATE + waiting)


def kappa() -> float:
    """Cohen's kappa of the two raters."""
    total = sum(RATERS.values())
    first = (RATERS["both"] + RATERS["first"]) / total
    second = (RATERS["both"] + RATERS["second"]) / total
    expected = first * second + (1 - first) * (1 - second)
    return (agreement() - expected) / (1 - expected)


def agreement() -> float:
    """Share of items on which the raters agree."""
    return (RATERS["both"] + RATERS["neither"]) / sum(RATERS.values())


def value(post: dict[str, float]) -> float:
    """Expected value of showing a post: action probabilities times what each action is worth."""
    return sum(VALUES[action] * probability for action, probability in post.items())


WORKED: dict[str, Worked] = {
    "ctr_top": Worked(100 * TOP_ITEM[0] / TOP_ITEM[1], ".1f"),
    "ctr_low": Worked(100 * LOW_ITEM[0] / LOW_ITEM[1], ".1f"),
    "ips_top": Worked(100 * corrected_rate(*TOP_ITEM), ".1f"),
    "ips_low": Worked(100 * corrected_rate(*LOW_ITEM), ".1f"),
    "ips_error_top": Worked(100 * corrected_error(*TOP_ITEM), ".1f"),
    "ips_error_low": Worked(100 * corrected_error(*LOW_ITEM), ".1f"),
    "swap_ratio": Worked(SWAP_LOW_CLICKS / SWAP_TOP_CLICKS, ".2f"),
    "odds_rare": Worked(weighted_odds(40), ".4f"),
    "watch_rare": Worked(watch_per_impression(40), ".4f"),
    "odds_excess_rare": Worked(100 * (weighted_odds(40) / watch_per_impression(40) - 1), ".1f"),
    "odds_common": Worked(weighted_odds(400), ".2f"),
    "watch_common": Worked(watch_per_impression(400), ".2f"),
    "odds_excess_common": Worked(100 * (weighted_odds(400) / watch_per_impression(400) - 1), ".0f"),
    "rank_short": Worked(mid_rank(30, SHORT_WATCHES), ".2f"),
    "rank_long": Worked(mid_rank(60, LONG_WATCHES), ".2f"),
    "arrived_1d": Worked(100 * arrived(1), ".1f"),
    "arrived_3d": Worked(100 * arrived(3), ".1f"),
    "arrived_7d": Worked(100 * arrived(7), ".1f"),
    "rate_seen_1d": Worked(100 * CONVERSION_RATE * arrived(1), ".2f"),
    "rate_seen_3d": Worked(100 * CONVERSION_RATE * arrived(3), ".2f"),
    "rate_seen_7d": Worked(100 * CONVERSION_RATE * arrived(7), ".2f"),
    "wait_90": Worked(wait_for(0.9), ".1f"),
    "still_1d": Worked(100 * still_to_come(1), ".2f"),
    "still_3d": Worked(100 * still_to_come(3), ".2f"),
    "still_7d": Worked(100 * still_to_come(7), ".3f"),
    "agreement": Worked(100 * agreement(), ".0f"),
    "kappa": Worked(kappa(), ".2f"),
    "value_a": Worked(value(POST_A), ".3f"),
    "value_b": Worked(value(POST_B), ".3f"),
    "value_a_without_hide": Worked(value({k: v for k, v in POST_A.items() if k != "hide"}), ".3f"),
    "value_b_without_hide": Worked(value({k: v for k, v in POST_B.items() if k != "hide"}), ".3f"),
}
