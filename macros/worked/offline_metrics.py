"""The worked numbers of the offline metrics chapter, each computed from its definition in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, log, log2, sqrt

from macros.worked import Worked

# Ten posts, highest score first: what a violation classifier said, and what two reviewers agreed on.
SCORES = (0.95, 0.90, 0.80, 0.70, 0.60, 0.40, 0.35, 0.20, 0.15, 0.05)
LABELS = (1, 1, 0, 1, 0, 0, 1, 0, 0, 0)
THRESHOLD = 0.5

# Calibration bins of an ad model: mean predicted rate, impressions, clicks.
CALIBRATION = ((0.005, 6000, 24), (0.015, 2500, 40), (0.030, 1000, 36), (0.080, 500, 50))

# One query: grades of the ten ranked results; only the first five are shown.
GRADES = (3, 0, 2, 0, 1, 0, 0, 2, 0, 0)
# Three queries: relevance of the top five, and how many relevant items exist in all.
QUERIES = (((0, 1, 0, 1, 0), 2), ((1, 0, 0, 0, 1), 4), ((0, 0, 0, 0, 0), 1))

ACTUAL = (30.0, 45.0, 60.0, 20.0, 200.0)
PREDICTED = (35.0, 40.0, 55.0, 25.0, 120.0)

# Top-3 lists of four users over a catalogue of ten items, and the embeddings of the first list.
LISTS = (("A", "B", "C"), ("A", "B", "D"), ("A", "C", "D"), ("A", "B", "E"))
CATALOGUE = 10
VECTORS = ((1.0, 0.0), (0.8, 0.6), (0.0, 1.0))

# Logged impressions: probability under the logging policy, under the new policy, clicked or not.
LOGGED = ((0.8, 0.2, 0), (0.5, 0.5, 1), (0.1, 0.6, 1), (0.8, 0.2, 1), (0.2, 0.4, 0))


def confusion(threshold: float = THRESHOLD) -> tuple[int, int, int, int]:
    """True positives, false positives, false negatives, true negatives at `threshold`."""
    said = [score >= threshold for score in SCORES]
    pairs = list(zip(said, LABELS, strict=True))
    return pairs.count((True, 1)), pairs.count((True, 0)), pairs.count((False, 1)), pairs.count((False, 0))


def f_beta(precision: float, recall: float, beta: float) -> float:
    """Weighted harmonic mean; `beta` above 1 favours recall."""
    return (1 + beta**2) * precision * recall / (beta**2 * precision + recall)


def roc_auc(scores: Sequence[float], labels: Sequence[int]) -> float:
    """Share of (positive, negative) pairs in the right order; a tie counts half."""
    positives = [s for s, y in zip(scores, labels, strict=True) if y]
    negatives = [s for s, y in zip(scores, labels, strict=True) if not y]
    won = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return won / (len(positives) * len(negatives))


def average_precision(negative_copies: int = 1) -> float:
    """Mean over the positives of the precision at their rank, each negative standing for `negative_copies`."""
    above_positive, above_negative, total = 0, 0, 0.0
    for label in LABELS:
        if label:
            above_positive += 1
            total += above_positive / (above_positive + above_negative)
        else:
            above_negative += negative_copies
    return total / above_positive


def entropy(rate: float) -> float:
    """Entropy in nats of a coin that lands heads with probability `rate`."""
    return -rate * log(rate) - (1 - rate) * log(1 - rate)


def log_loss() -> float:
    """Mean negative log-likelihood of the ten labels, in nats."""
    return -sum(log(s if y else 1 - s) for s, y in zip(SCORES, LABELS, strict=True)) / len(LABELS)


def calibration_error() -> float:
    """Expected calibration error over the four bins: gaps weighted by their share of impressions."""
    total = sum(n for _, n, _ in CALIBRATION)
    return sum(n / total * abs(mean - clicks / n) for mean, n, clicks in CALIBRATION)


def calibration_ratio() -> float:
    """Predicted over observed clicks."""
    return sum(mean * n for mean, n, _ in CALIBRATION) / sum(clicks for _, _, clicks in CALIBRATION)


def dcg(gains: Sequence[float]) -> float:
    """Discounted cumulative gain: the gain at rank i divided by log2(i + 1)."""
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def ndcg(k: int, exponential: bool = True) -> float:
    """DCG of the shown order over DCG of the best order of everything judged, both cut at `k`."""
    gains = [2**g - 1 if exponential else g for g in GRADES]
    return dcg(gains[:k]) / dcg(sorted(gains, reverse=True)[:k])


def query_average_precision(shown: Sequence[int], relevant: int) -> float:
    """Precision at each relevant rank, summed, over all relevant items: the ones not shown count as zero."""
    hits, total = 0, 0.0
    for rank, is_relevant in enumerate(shown, start=1):
        hits += is_relevant
        total += is_relevant * hits / rank
    return total / relevant


def reciprocal_rank(shown: Sequence[int]) -> float:
    """1 over the rank of the first relevant result, 0 without one."""
    return 1 / (shown.index(1) + 1) if 1 in shown else 0.0


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean."""
    return sum(values) / len(values)


def sampled_hit(rank: int, k: int = 10, catalogue: int = 1000, sampled: int = 99) -> float:
    """Chance that the item at `rank` of the full catalogue makes the top `k` among `sampled` random others."""
    better, others = rank - 1, catalogue - 1
    ways = sum(comb(better, i) * comb(others - better, sampled - i) for i in range(min(k, better + 1)))
    return ways / comb(others, sampled)


def pinball(quantile: float) -> float:
    """Mean quantile loss: a shortfall costs `quantile` a unit, an excess costs the rest."""
    gaps = [a - p for a, p in zip(ACTUAL, PREDICTED, strict=True)]
    return mean([quantile * gap if gap >= 0 else (quantile - 1) * gap for gap in gaps])


def exposure() -> list[int]:
    """How often each catalogue item was shown, least first."""
    shown = [item for top in LISTS for item in top]
    counts = [shown.count(item) for item in set(shown)]
    return sorted([0] * (CATALOGUE - len(counts)) + counts)


def gini(counts: Sequence[int]) -> float:
    """Gini coefficient of ascending `counts`: 0 when all are equal, near 1 when one item takes everything."""
    n = len(counts)
    return sum((2 * i - n - 1) * count for i, count in enumerate(counts, start=1)) / (n * sum(counts))


def intra_list_diversity() -> float:
    """One minus the mean cosine similarity over the pairs of a list (the vectors have length 1)."""
    pairs = [(a, b) for i, a in enumerate(VECTORS) for b in VECTORS[i + 1 :]]
    return 1 - mean([a[0] * b[0] + a[1] * b[1] for a, b in pairs])


def weights(cap: float = float("inf")) -> list[float]:
    """Importance weights, new policy over logging policy, clipped at `cap`."""
    return [min(cap, new / logged) for logged, new, _ in LOGGED]


def off_policy(cap: float = float("inf"), normalise: bool = False) -> float:
    """Inverse propensity estimate of the new policy's click rate."""
    total = sum(w * click for w, (_, _, click) in zip(weights(cap), LOGGED, strict=True))
    return total / (sum(weights(cap)) if normalise else len(LOGGED))


def auc_standard_error(auc: float, positives: int, negatives: int) -> float:
    """Hanley and McNeil's standard error of an area under the ROC curve."""
    q1, q2 = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    spread = auc * (1 - auc) + (positives - 1) * (q1 - auc**2) + (negatives - 1) * (q2 - auc**2)
    return sqrt(spread / (positives * negatives))


def rare_precision(prevalence: float, recall: float, false_alarm: float) -> float:
    """Precision that follows from prevalence, recall and false positive rate (Bayes)."""
    return prevalence * recall / (prevalence * recall + (1 - prevalence) * false_alarm)


# Two users, all items of a user scored alike: the model knows who clicks, and nothing about what.
USER_SCORES = (0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1)
USER_LABELS = (1, 1, 1, 0, 0, 0, 0, 1)

TP, FP, FN, TN = confusion()
PRECISION, RECALL = TP / (TP + FP), TP / (TP + FN)
GAPS = [p - a for a, p in zip(ACTUAL, PREDICTED, strict=True)]
PREDICTED_CLICKS = sum(rate * n for rate, n, _ in CALIBRATION)
EXP_GAINS = [2**g - 1 for g in GRADES]

WORKED: dict[str, Worked] = {
    "tp": Worked(TP, "d"),
    "fp": Worked(FP, "d"),
    "fn": Worked(FN, "d"),
    "tn": Worked(TN, "d"),
    "precision": Worked(PRECISION, ".2f"),
    "recall": Worked(RECALL, ".2f"),
    "f1": Worked(f_beta(PRECISION, RECALL, 1), ".3f"),
    "f2": Worked(f_beta(PRECISION, RECALL, 2), ".3f"),
    "false_positive_rate": Worked(FP / (FP + TN), ".3f"),
    "accuracy": Worked((TP + TN) / len(LABELS), ".1f"),
    "roc_auc": Worked(roc_auc(SCORES, LABELS), ".3f"),
    "pairs_right": Worked(roc_auc(SCORES, LABELS) * 24, ".0f"),
    "average_precision": Worked(average_precision(), ".3f"),
    "average_precision_10": Worked(average_precision(10), ".3f"),
    "average_precision_100": Worked(average_precision(100), ".3f"),
    "rare_precision": Worked(100 * rare_precision(0.001, 0.9, 0.01), ".1f"),
    "rare_precision_fixed": Worked(100 * rare_precision(0.001, 0.9, 0.0001), ".0f"),
    "log_loss": Worked(log_loss(), ".3f"),
    "base_entropy": Worked(entropy(mean(LABELS)), ".3f"),
    "normalised_entropy": Worked(log_loss() / entropy(mean(LABELS)), ".3f"),
    "entropy_1_percent": Worked(entropy(0.01), ".3f"),
    "brier": Worked(mean([(s - y) ** 2 for s, y in zip(SCORES, LABELS, strict=True)]), ".3f"),
    "predicted_clicks": Worked(PREDICTED_CLICKS, ".1f"),
    "observed_clicks": Worked(sum(clicks for _, _, clicks in CALIBRATION), "d"),
    "calibration_ratio": Worked(calibration_ratio(), ".3f"),
    "ece": Worked(calibration_error(), ".5f"),
    "top_bin_ratio": Worked(0.080 / (50 / 500), ".2f"),
    "dcg_at_5": Worked(dcg(EXP_GAINS[:5]), ".3f"),
    "ideal_dcg_at_5": Worked(dcg(sorted(EXP_GAINS, reverse=True)[:5]), ".3f"),
    "ndcg_at_5": Worked(ndcg(5), ".3f"),
    "ndcg_at_5_linear": Worked(ndcg(5, exponential=False), ".3f"),
    "precision_at_5": Worked(mean([sum(shown) / 5 for shown, _ in QUERIES]), ".3f"),
    "recall_at_5": Worked(mean([sum(shown) / relevant for shown, relevant in QUERIES]), ".3f"),
    "mrr": Worked(mean([reciprocal_rank(shown) for shown, _ in QUERIES]), ".3f"),
    "map": Worked(mean([query_average_precision(*query) for query in QUERIES]), ".3f"),
    "query_two_ap": Worked(query_average_precision(*QUERIES[1]), ".2f"),
    "hit_a_sampled": Worked(sampled_hit(20), ".3f"),
    "hit_b_sampled": Worked((sampled_hit(1) + sampled_hit(500)) / 2, ".3f"),
    "full_ranking_products": Worked(10_000 * 1_000_000 * 256 / 1e12, ".1f"),
    "mae": Worked(mean([abs(gap) for gap in GAPS]), ".0f"),
    "rmse": Worked(sqrt(mean([gap**2 for gap in GAPS])), ".1f"),
    "mape": Worked(100 * mean([abs(g) / a for g, a in zip(GAPS, ACTUAL, strict=True)]), ".1f"),
    "pinball_90": Worked(pinball(0.9), ".1f"),
    "pinball_50": Worked(pinball(0.5), ".1f"),
    "mean_actual": Worked(mean(ACTUAL), ".0f"),
    "median_actual": Worked(sorted(ACTUAL)[2], ".0f"),
    "coverage": Worked(100 * sum(count > 0 for count in exposure()) / CATALOGUE, ".0f"),
    "gini": Worked(gini(exposure()), ".2f"),
    "intra_list_diversity": Worked(intra_list_diversity(), ".3f"),
    "ips": Worked(off_policy(), ".2f"),
    "ips_clipped": Worked(off_policy(cap=3), ".2f"),
    "snips": Worked(off_policy(normalise=True), ".2f"),
    "effective_sample": Worked(sum(weights()) ** 2 / sum(w**2 for w in weights()), ".1f"),
    "logged_rate": Worked(mean([click for _, _, click in LOGGED]), ".1f"),
    "pooled_auc": Worked(roc_auc(USER_SCORES, USER_LABELS), ".2f"),
    "per_user_auc": Worked(
        mean([roc_auc(USER_SCORES[:4], USER_LABELS[:4]), roc_auc(USER_SCORES[4:], USER_LABELS[4:])]), ".2f"
    ),
    "auc_se_500": Worked(auc_standard_error(0.75, 500, 9500), ".4f"),
    "auc_se_50000": Worked(auc_standard_error(0.75, 50_000, 950_000), ".4f"),
}
