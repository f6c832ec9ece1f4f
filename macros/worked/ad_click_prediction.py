"""The sums of the ad click prediction case, done as one would on paper."""

from __future__ import annotations

from math import exp, log, sqrt

from macros.worked import Worked

# Four ads for one request: value of a click to the advertiser in USD, true probability of a click when seen.
# D bids 40 USD a conversion and converts 3 % of its clicks.
TARGET_CPA, TRUE_CVR = 40.0, 0.03
BIDS = {"A": 2.00, "B": 0.80, "C": 4.00, "D": TARGET_CPA * TRUE_CVR}
RATES = {"A": 0.010, "B": 0.030, "C": 0.004, "D": 0.012}
SLOTS = (1.0, 0.6)  # chance that a slot is looked at
RESERVE = 18.0  # USD per thousand: what the content in the ad's place is worth
# Ten thousand impressions in three bins of score: rows, clicks, and what three models say.
ROWS, CLICKS = (7000, 2500, 500), (21, 35, 44)
GOOD, INFLATED, SKEWED = (0.003, 0.014, 0.088), (0.0045, 0.021, 0.132), (0.0045, 0.014, 0.067)
KEEP = 0.1
CVR, MEAN_DELAY = 0.03, 3.0  # of clicks; days
STREAM_CLICKS, STREAM_CONVERSIONS = 10_000, 300
EARLY, LATE_RATIO, SALE_EARLY, SALE_RATIO = 0.012, 1.5, 0.024, 1.0
PRIOR_CLICKS, PRIOR_SEEN, NEW_CLICKS, NEW_SEEN = 5, 500, 5, 256
BUDGET, TRAFFIC_GONE, SPENT = 1000.0, 0.30, 450.0
CAPPED, LIFT = 0.6, 0.02
ALPHA, BETA, LAMBDA1, CLICK_RATE = 0.1, 1.0, 1.0, 0.01


def auction(said: dict[str, float]) -> list[tuple[str, float]]:
    """The ads in order of bid times predicted rate, each with its price a click: the next score over its own rate."""
    scores = sorted(((BIDS[ad] * said[ad], ad) for ad in said), reverse=True)
    return [(ad, scores[place + 1][0] / said[ad]) for place, (_, ad) in enumerate(scores[:-1])][: len(SLOTS)]


def revenue(said: dict[str, float]) -> float:
    """Expected USD per thousand requests when the predictions are `said` and the clicks follow the true rates."""
    return sum(1000 * seen * RATES[ad] * price for seen, (ad, price) in zip(SLOTS, auction(said), strict=True))


def worth(said: dict[str, float]) -> float:
    """Expected value to advertisers, USD per thousand requests: bid times true rate of the ads that are shown."""
    return sum(1000 * seen * RATES[ad] * BIDS[ad] for seen, (ad, _) in zip(SLOTS, auction(said), strict=True))


def with_rate(ad: str, factor: float) -> dict[str, float]:
    """The true rates with one of them mispredicted by a factor."""
    return RATES | {ad: RATES[ad] * factor}


def normalised_entropy(said: tuple[float, ...]) -> float:
    """Log loss over the bins divided by that of always saying the mean rate."""
    total = sum(ROWS)
    loss = -sum(
        clicks * log(p) + (rows - clicks) * log(1 - p) for rows, clicks, p in zip(ROWS, CLICKS, said, strict=True)
    )
    base = sum(CLICKS) / total
    return loss / (-total * (base * log(base) + (1 - base) * log(1 - base)))


def ratio(said: tuple[float, ...]) -> float:
    """Predicted clicks over observed clicks, all bins together."""
    return sum(rows * p for rows, p in zip(ROWS, said, strict=True)) / sum(CLICKS)


def sampled(rate: float) -> float:
    """The rate among rows of which only a share KEEP of the negatives was kept."""
    return rate / (rate + KEEP * (1 - rate))


def still_converts(days: float) -> float:
    """Chance that a click silent for so many days still converts, delays being exponential."""
    silent = CVR * exp(-days / MEAN_DELAY)
    return silent / (1 - CVR + silent)


def weight_as_negative(days: float) -> float:
    """Gradient of a silent click's likelihood over that of a sure negative."""
    arrived = 1 - exp(-days / MEAN_DELAY)
    return (1 - CVR) * arrived / (1 - CVR * arrived)


def arrived_by(days: float) -> float:
    """Share of conversions that have arrived when clicks came evenly over the days of a new campaign."""
    return 1 - MEAN_DELAY / days * (1 - exp(-days / MEAN_DELAY))


def ftrl_weight(gradients: list[float]) -> float:
    """Weight of one coordinate after gradients that all met a weight of zero."""
    z, n = sum(gradients), sum(g * g for g in gradients)
    if abs(z) <= LAMBDA1:
        return 0.0
    return -(z - LAMBDA1 * (1 if z > 0 else -1)) / ((BETA + sqrt(n)) / ALPHA)


def beta_sd(clicks: float, seen: float) -> float:
    """Standard deviation of a beta distribution of that many clicks in that many impressions."""
    rate = clicks / seen
    return sqrt(rate * (1 - rate) / (seen + 1))


TRUE, OVER, UNDER = auction(RATES), auction(with_rate("C", 1.6)), auction(with_rate("B", 0.7))
FORGOTTEN = auction({ad: sampled(rate) for ad, rate in RATES.items()})
PACE_NOW, PACE_NEEDED = SPENT / TRAFFIC_GONE, (BUDGET - SPENT) / (1 - TRAFFIC_GONE)

WORKED: dict[str, Worked] = {
    **{f"score_{ad.lower()}": Worked(1000 * BIDS[ad] * RATES[ad], ".2f") for ad in BIDS},
    "target_cpa": Worked(TARGET_CPA, ".0f"),
    "budget": Worked(BUDGET, ",.0f"),
    "bid_d": Worked(BIDS["D"], ".2f"),
    "order": Worked(", ".join(ad for ad, _ in TRUE)),
    "price_b": Worked(TRUE[0][1], ".2f"),
    "price_a": Worked(TRUE[1][1], ".2f"),
    "revenue": Worked(revenue(RATES), ".2f"),
    "worth": Worked(worth(RATES), ".2f"),
    "over_order": Worked(", ".join(ad for ad, _ in OVER)),
    "over_score_c": Worked(1000 * BIDS["C"] * RATES["C"] * 1.6, ".2f"),
    "over_price_c": Worked(OVER[0][1], ".2f"),
    "over_slot_c": Worked(1000 * RATES["C"] * OVER[0][1], ".2f"),
    "over_revenue": Worked(revenue(with_rate("C", 1.6)), ".2f"),
    "over_revenue_change": Worked(100 * (revenue(with_rate("C", 1.6)) / revenue(RATES) - 1), ".0f"),
    "over_worth": Worked(worth(with_rate("C", 1.6)), ".2f"),
    "over_worth_change": Worked(100 * (worth(with_rate("C", 1.6)) / worth(RATES) - 1), ".0f"),
    "under_order": Worked(", ".join(ad for ad, _ in UNDER)),
    "under_price_b": Worked(UNDER[1][1], ".2f"),
    "under_price_change": Worked(100 * (UNDER[1][1] / TRUE[0][1] - 1), ".0f"),
    "under_revenue": Worked(revenue(with_rate("B", 0.7)), ".2f"),
    "under_revenue_change": Worked(100 * (revenue(with_rate("B", 0.7)) / revenue(RATES) - 1), "+.0f"),
    "under_worth": Worked(worth(with_rate("B", 0.7)), ".2f"),
    "under_worth_change": Worked(100 * (worth(with_rate("B", 0.7)) / worth(RATES) - 1), ".0f"),
    "scaled_c": Worked(1.5 * 1000 * BIDS["C"] * RATES["C"], ".2f"),
    "reserve": Worked(RESERVE, ".2f"),
    "cpa_bid_true": Worked(TARGET_CPA * TRUE_CVR, ".2f"),
    "cpa_bid_over": Worked(TARGET_CPA * TRUE_CVR * 1.5, ".2f"),
    "cpa_paid": Worked(1.5 / TRUE_CVR, ".0f"),
    "cpa_excess": Worked(100 * (1.5 / TRUE_CVR / TARGET_CPA - 1), ".0f"),
    "curse": Worked((0.75 * 12 + 0.25 * 8) / 10, ".2f"),
    "ne_good": Worked(normalised_entropy(GOOD), ".4f"),
    "ne_inflated": Worked(normalised_entropy(INFLATED), ".4f"),
    "ne_skewed": Worked(normalised_entropy(SKEWED), ".4f"),
    "ne_gap": Worked(100 * (normalised_entropy(INFLATED) / normalised_entropy(GOOD) - 1), ".1f"),
    "ne_skew_gap": Worked(100 * (normalised_entropy(SKEWED) / normalised_entropy(GOOD) - 1), ".1f"),
    "ratio_good": Worked(ratio(GOOD), ".2f"),
    "ratio_inflated": Worked(ratio(INFLATED), ".2f"),
    "ratio_skewed": Worked(ratio(SKEWED), ".2f"),
    "top_skewed": Worked(ROWS[2] * SKEWED[2] / CLICKS[2], ".2f"),
    "bottom_skewed": Worked(ROWS[0] * SKEWED[0] / CLICKS[0], ".2f"),
    "keep_shift": Worked(log(KEEP), ".2f"),
    "sampled_base": Worked(100 * sampled(0.01), ".1f"),
    "sampled_b": Worked(sampled(RATES["B"]), ".3f"),
    "sampled_slot_a": Worked(sampled(SLOTS[1] * RATES["A"]) / sampled(RATES["A"]), ".2f"),
    "sampled_slot_b": Worked(sampled(SLOTS[1] * RATES["B"]) / sampled(RATES["B"]), ".2f"),
    "unsampled_b": Worked(sampled(RATES["B"]) / (sampled(RATES["B"]) + (1 - sampled(RATES["B"])) / KEEP), ".3f"),
    "forgotten_price_b": Worked(FORGOTTEN[0][1], ".2f"),
    "forgotten_change": Worked(100 * (FORGOTTEN[0][1] / TRUE[0][1] - 1), ".0f"),
    "still_6h": Worked(100 * still_converts(0.25), ".2f"),
    "still_1d": Worked(100 * still_converts(1), ".2f"),
    "still_3d": Worked(100 * still_converts(3), ".2f"),
    "still_7d": Worked(100 * still_converts(7), ".2f"),
    "weight_6h": Worked(weight_as_negative(0.25), ".2f"),
    "weight_1d": Worked(weight_as_negative(1), ".2f"),
    "weight_3d": Worked(weight_as_negative(3), ".2f"),
    "weight_7d": Worked(weight_as_negative(7), ".2f"),
    "arrived_day": Worked(100 * arrived_by(1), ".0f"),
    "arrived_week": Worked(100 * arrived_by(7), ".0f"),
    "naive_day": Worked(100 * CVR * arrived_by(1), ".2f"),
    "stream_rate": Worked(100 * STREAM_CONVERSIONS / (STREAM_CLICKS + STREAM_CONVERSIONS), ".2f"),
    "stream_mended": Worked(100 * STREAM_CONVERSIONS / STREAM_CLICKS, ".2f"),
    "weight_positive": Worked(1 + CVR, ".2f"),
    "weight_negative": Worked((1 - CVR) * (1 + CVR), ".4f"),
    "bucket_total": Worked(100 * EARLY * (1 + LATE_RATIO), ".1f"),
    "bucket_sale": Worked(100 * SALE_EARLY * (1 + LATE_RATIO), ".1f"),
    "bucket_truth": Worked(100 * SALE_EARLY * (1 + SALE_RATIO), ".1f"),
    "bucket_over": Worked(100 * ((1 + LATE_RATIO) / (1 + SALE_RATIO) - 1), ".0f"),
    "slot_ratio": Worked((72 / 10_000) / (120 / 10_000), ".1f"),
    "raw_rate": Worked(100 * 77 / 10_000, ".2f"),
    "seen_rate": Worked(100 * 77 / (1000 + 9000 * SLOTS[1]), ".2f"),
    "ftrl_one_click": Worked(ftrl_weight([CLICK_RATE - 1]), ".0f"),
    "ftrl_two_clicks": Worked(ftrl_weight([CLICK_RATE - 1] * 2), ".3f"),
    "ftrl_z": Worked(abs(CLICK_RATE - 1), ".2f"),
    "new_error": Worked(100 * sqrt(0.01 * 0.99 / NEW_SEEN), ".2f"),
    "new_raw": Worked(100 * NEW_CLICKS / NEW_SEEN, ".2f"),
    "new_mean": Worked(100 * (PRIOR_CLICKS + NEW_CLICKS) / (PRIOR_SEEN + NEW_SEEN), ".2f"),
    "prior_sd": Worked(100 * beta_sd(PRIOR_CLICKS, PRIOR_SEEN), ".2f"),
    "new_sd": Worked(100 * beta_sd(PRIOR_CLICKS + NEW_CLICKS, PRIOR_SEEN + NEW_SEEN), ".2f"),
    "pace_now": Worked(PACE_NOW, ",.0f"),
    "pace_needed": Worked(PACE_NEEDED, ",.0f"),
    "pace_gone": Worked(100 * BUDGET / PACE_NOW, ".0f"),
    "pace_factor": Worked(sqrt(PACE_NEEDED / PACE_NOW), ".2f"),
    "measured_lift": Worked(100 * LIFT, ".1f"),
    "true_lift": Worked(100 * LIFT * (1 - CAPPED), ".1f"),
    "bot_rate": Worked(100 * 300 / 10_000, ".0f"),
    "noise_sd": Worked(sqrt(2), ".2f"),
    "noise_day": Worked(100 * sqrt(2) / 30, ".0f"),
    "noise_hour": Worked(100 * sqrt(2) / 0.5, ".0f"),
    "smoothed": Worked(100 * (3 + 0.01 * 500) / (120 + 500), ".2f"),
}
