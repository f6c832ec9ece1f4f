"""The worked numbers of the sampling chapter, by hand: downsampling, weights, logQ, sampled metrics, prevalence."""

from __future__ import annotations

from math import comb, exp, log, sqrt

from macros.worked import Worked

CTR, KEPT = 0.02, 0.05
POSITIVES = 1_000
# A batch of four items: score given by the model, and how often the item is drawn into a batch.
BATCH: dict[str, tuple[float, float]] = {
    "niche": (2.0, 0.001),
    "blockbuster": (3.0, 0.05),
    "middle": (1.5, 0.01),
    "other": (1.0, 0.002),
}
# For one user: how likely each item is the next watch, and its share of all watches.
NEXT_WATCH = {"blockbuster": (0.05, 0.05), "niche": (0.004, 0.001)}
BATCH_SIZE, POPULAR_SHARE = 4_096, 0.001
CATALOGUE, SAMPLED, TOP = 1_000_000, 100, 10
RECALL_RATE, FALSE_ALARM_RATE = 0.9, 0.01


def sampled_rate(rate: float, kept: float) -> float:
    """The positive rate after keeping all positives and the share `kept` of negatives."""
    return rate / (rate + (1 - rate) * kept)


def recalibrated(probability: float, kept: float) -> float:
    """The probability in all traffic of one predicted in downsampled data."""
    return probability / (probability + (1 - probability) / kept)


def log_odds_error(positives: float, negatives: float) -> float:
    """Standard error of the log odds of an intercept-only logistic regression."""
    return sqrt(1 / positives + 1 / negatives)


def error_growth(negatives_per_positive: float) -> float:
    """Growth of that error, percent, when only so many negatives per positive are kept of 49."""
    full = log_odds_error(POSITIVES, POSITIVES * (1 - CTR) / CTR)
    return 100 * (log_odds_error(POSITIVES, POSITIVES * negatives_per_positive) / full - 1)


def effective_size(weights: dict[float, int]) -> float:
    """Kish's effective sample size of `count` rows of each weight: (sum w)^2 / sum w^2."""
    total = sum(weight * count for weight, count in weights.items())
    return total**2 / sum(weight**2 * count for weight, count in weights.items())


def softmax(logits: dict[str, float]) -> dict[str, float]:
    """Softmax over named logits."""
    total = sum(exp(logit) for logit in logits.values())
    return {name: exp(logit) / total for name, logit in logits.items()}


def plain() -> dict[str, float]:
    """The batch's probabilities without correction."""
    return softmax({name: score for name, (score, _) in BATCH.items()})


def corrected() -> dict[str, float]:
    """The batch's probabilities after subtracting each item's log sampling probability."""
    return softmax({name: score - log(drawn) for name, (score, drawn) in BATCH.items()})


def uncorrected_optimum(item: str) -> float:
    """The score that in-batch training without correction converges to, up to a constant: log p(item|user)/q."""
    probability, share = NEXT_WATCH[item]
    return log(probability / share)


def accidental_hit(share: float, batch: int) -> float:
    """Probability that an item is also the positive of another row of the batch."""
    return 1 - (1 - share) ** (batch - 1)


def sampled_hit(rank: int) -> float:
    """Probability that an item of `rank` in the catalogue is in the top 10 against 100 sampled others."""
    better = (rank - 1) / (CATALOGUE - 1)
    return sum(comb(SAMPLED, k) * better**k * (1 - better) ** (SAMPLED - k) for k in range(TOP))


def precision(prevalence: float) -> float:
    """Precision of the classifier at a prevalence."""
    caught = RECALL_RATE * prevalence
    return caught / (caught + FALSE_ALARM_RATE * (1 - prevalence))


def weighted_probability(rate: float, weight: float) -> float:
    """What a calibrated model predicts for a true `rate` when positives weigh `weight`."""
    return weight * rate / (weight * rate + 1 - rate)


WORKED: dict[str, Worked] = {
    "sampled_rate": Worked(sampled_rate(CTR, KEPT), ".3f"),
    "recalibrated": Worked(recalibrated(0.30, KEPT), ".4f"),
    "intercept_shift": Worked(log(KEPT), ".3f"),
    "overbid": Worked(0.30 / recalibrated(0.30, KEPT), ".1f"),
    "rows_kept_percent": Worked(100 * (CTR + (1 - CTR) * KEPT), ".1f"),
    "error_full": Worked(log_odds_error(POSITIVES, 49 * POSITIVES), ".4f"),
    "growth_1": Worked(error_growth(1), ".0f"),
    "growth_5": Worked(error_growth(5), ".1f"),
    "growth_10": Worked(error_growth(10), ".1f"),
    "effective_1_to_1": Worked(effective_size({1.0: POSITIVES, 49.0: POSITIVES}), ",.0f"),
    "effective_1_to_10": Worked(effective_size({1.0: POSITIVES, 4.9: 10 * POSITIVES}), ",.0f"),
    "weighted_half": Worked(weighted_probability(CTR, 49.0), ".2f"),
    "plain_niche": Worked(plain()["niche"], ".3f"),
    "plain_blockbuster": Worked(plain()["blockbuster"], ".3f"),
    "corrected_niche": Worked(corrected()["niche"], ".3f"),
    "corrected_blockbuster": Worked(corrected()["blockbuster"], ".3f"),
    "shift_niche": Worked(-log(BATCH["niche"][1]), ".2f"),
    "shift_blockbuster": Worked(-log(BATCH["blockbuster"][1]), ".2f"),
    "optimum_blockbuster": Worked(uncorrected_optimum("blockbuster"), ".2f"),
    "optimum_niche": Worked(uncorrected_optimum("niche"), ".2f"),
    "watch_ratio": Worked(NEXT_WATCH["blockbuster"][0] / NEXT_WATCH["niche"][0], ".1f"),
    "accidental_hit": Worked(100 * accidental_hit(POPULAR_SHARE, BATCH_SIZE), ".1f"),
    "sampled_hit_500": Worked(sampled_hit(500), ".3f"),
    "sampled_hit_50000": Worked(sampled_hit(50_000), ".3f"),
    "precision_rare": Worked(100 * precision(0.001), ".1f"),
    "precision_balanced": Worked(100 * precision(0.5), ".1f"),
    "precision_tenth": Worked(100 * precision(0.1), ".1f"),
}
