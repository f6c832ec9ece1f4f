"""Gradients of ranking, contrastive and multi-task losses on three items, by hand.

Scores and labels are small enough to follow on paper. Losses are natural-log losses; a gradient is taken with respect
to an item's score, so a positive gradient means that a step of gradient descent lowers that score.
"""

from __future__ import annotations

from math import exp, log, log2, sqrt

from macros.worked import Worked

# One page shown to one user: the model's scores, what the user did, and the grade that behaviour is worth.
ITEMS = ("A", "B", "C")
SCORES = (2.0, 1.0, 0.0)
FINISHED = (0, 1, 0)
GRADES = (0, 2, 1)

# One row of an in-batch softmax: cosine to the user and how often each item is drawn into a batch.
COSINES = (0.6, 0.7, 0.1)
DRAW_PROBABILITIES = (0.01, 0.20, 0.001)
TEMPERATURE = 0.1

# Two ads in an auction: true click probability and bid in dollars a click.
CLICK_RATES = (0.02, 0.03)
BIDS = (1.20, 0.90)

# Mean watch time of a click in the watch-time example.
WATCH_SECONDS = 300.0

# Two tasks' gradients on the same two shared weights.
TASK_GRADIENTS = ((1.0, 0.5), (-0.5, 0.5))


def sigmoid(x: float) -> float:
    """Logistic function."""
    return 1.0 / (1.0 + exp(-x))


def softmax(logits: tuple[float, ...]) -> tuple[float, ...]:
    """Exponentials that sum to one."""
    top = max(logits)
    weights = [exp(x - top) for x in logits]
    return tuple(w / sum(weights) for w in weights)


def pointwise(scores: tuple[float, ...], labels: tuple[int, ...]) -> tuple[float, tuple[float, ...]]:
    """Summed log loss of independent labels and its gradient for each score."""
    chances = [sigmoid(s) for s in scores]
    loss = -sum(log(p if y else 1 - p) for p, y in zip(chances, labels, strict=True))
    return loss, tuple(p - y for p, y in zip(chances, labels, strict=True))


def pairwise(scores: tuple[float, ...], grades: tuple[int, ...]) -> tuple[float, tuple[float, ...]]:
    """RankNet (and, with binary grades, BPR) loss over all pairs of different grade, and its gradient."""
    loss, gradient = 0.0, [0.0] * len(scores)
    for better, worse in _pairs(grades):
        push = sigmoid(scores[worse] - scores[better])
        loss -= log(1 - push)
        gradient[better] -= push
        gradient[worse] += push
    return loss, tuple(gradient)


def ndcg_swap(scores: tuple[float, ...], grades: tuple[int, ...], i: int, j: int) -> float:
    """Absolute change of NDCG when items i and j change places in the ranking by score."""
    place = _places(scores)
    gain = (2.0 ** grades[i] - 1) - (2.0 ** grades[j] - 1)
    discount = 1 / log2(place[i] + 1) - 1 / log2(place[j] + 1)
    return abs(gain * discount) / _ideal_dcg(grades)


def lambdarank(scores: tuple[float, ...], grades: tuple[int, ...]) -> tuple[float, ...]:
    """RankNet's pushes, each weighted by what swapping that pair would change in NDCG."""
    gradient = [0.0] * len(scores)
    for better, worse in _pairs(grades):
        push = sigmoid(scores[worse] - scores[better]) * ndcg_swap(scores, grades, better, worse)
        gradient[better] -= push
        gradient[worse] += push
    return tuple(gradient)


def listwise(scores: tuple[float, ...], labels: tuple[int, ...]) -> tuple[float, tuple[float, ...]]:
    """Softmax cross-entropy with one positive in the list, and its gradient."""
    chances = softmax(scores)
    loss = -sum(y * log(p) for p, y in zip(chances, labels, strict=True))
    return loss, tuple(p - y for p, y in zip(chances, labels, strict=True))


def ndcg(scores: tuple[float, ...], grades: tuple[int, ...]) -> float:
    """NDCG of the ranking by score with gains 2^grade - 1."""
    place = _places(scores)
    dcg = sum((2.0**g - 1) / log2(place[i] + 1) for i, g in enumerate(grades))
    return dcg / _ideal_dcg(grades)


def infonce(temperature: float) -> tuple[float, ...]:
    """Softmax over cosines at a temperature; the first item is the positive."""
    return softmax(tuple(c / temperature for c in COSINES))


def infonce_corrected(temperature: float) -> tuple[float, ...]:
    """The same with log Q of each item's draw probability taken off its logit."""
    pairs = zip(COSINES, DRAW_PROBABILITIES, strict=True)
    return softmax(tuple(c / temperature - log(q) for c, q in pairs))


def hardest_share(temperature: float) -> float:
    """Share of the push on all negatives that lands on the most similar one."""
    chances = infonce(temperature)
    return chances[1] / (chances[1] + chances[2])


def distorted(rate: float, scale: float) -> float:
    """A click probability whose logit was multiplied by `scale`: the order of items is kept, the value is not."""
    return sigmoid(scale * log(rate / (1 - rate)))


def project_out(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    """`first` without its component along `second`, if the two disagree (gradient surgery)."""
    dot = first[0] * second[0] + first[1] * second[1]
    if dot >= 0:
        return first
    share = dot / (second[0] ** 2 + second[1] ** 2)
    return first[0] - share * second[0], first[1] - share * second[1]


def cosine(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Cosine of the angle between two gradients."""
    dot = first[0] * second[0] + first[1] * second[1]
    return dot / (sqrt(first[0] ** 2 + first[1] ** 2) * sqrt(second[0] ** 2 + second[1] ** 2))


def weighted_odds(impressions: int, clicks: int, watch_seconds: float) -> tuple[float, float]:
    """Odds that watch-time-weighted logistic regression learns, and the true mean watch time, in seconds."""
    total = clicks * watch_seconds
    return total / (impressions - clicks), total / impressions


def _pairs(grades: tuple[int, ...]) -> list[tuple[int, int]]:
    """Index pairs (better, worse)."""
    return [(i, j) for i, a in enumerate(grades) for j, b in enumerate(grades) if a > b]


def _places(scores: tuple[float, ...]) -> list[int]:
    """Rank of each item, from 1."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    return [order.index(i) + 1 for i in range(len(scores))]


def _ideal_dcg(grades: tuple[int, ...]) -> float:
    return sum((2.0**g - 1) / log2(k + 2) for k, g in enumerate(sorted(grades, reverse=True)))


def _gradients(name: str, values: tuple[float, ...], spec: str = "+.3f") -> dict[str, Worked]:
    return {f"{name}_{item.lower()}": Worked(v, spec) for item, v in zip(ITEMS, values, strict=True)}


_POINT = pointwise(SCORES, FINISHED)
_PAIR = pairwise(SCORES, FINISHED)
_RANKNET = pairwise(SCORES, GRADES)
_LAMBDA = lambdarank(SCORES, GRADES)
_LIST = listwise(SCORES, FINISHED)
_PLAIN = infonce(TEMPERATURE)
_FIXED = infonce_corrected(TEMPERATURE)
_SURGERY = project_out(*TASK_GRADIENTS)
_BUSY = weighted_odds(100, 20, WATCH_SECONDS)
_QUIET = weighted_odds(100, 2, WATCH_SECONDS)
_SOFT = tuple(distorted(r, 0.5) for r in CLICK_RATES)

WORKED: dict[str, Worked] = {
    "sigma_a": Worked(sigmoid(SCORES[0]), ".3f"),
    "sigma_b": Worked(sigmoid(SCORES[1]), ".3f"),
    "sigma_c": Worked(sigmoid(SCORES[2]), ".3f"),
    "point_loss": Worked(_POINT[0], ".3f"),
    "pair_loss": Worked(_PAIR[0], ".3f"),
    "list_loss": Worked(_LIST[0], ".3f"),
    **_gradients("point", _POINT[1]),
    **_gradients("pair", _PAIR[1]),
    **_gradients("ranknet", _RANKNET[1]),
    **_gradients("lambda", _LAMBDA),
    **_gradients("list", _LIST[1]),
    "ndcg": Worked(ndcg(SCORES, GRADES), ".3f"),
    "push_ba": Worked(sigmoid(SCORES[0] - SCORES[1]), ".2f"),
    "push_ca": Worked(sigmoid(SCORES[0] - SCORES[2]), ".2f"),
    "push_bc": Worked(sigmoid(SCORES[2] - SCORES[1]), ".2f"),
    "swap_ba": Worked(ndcg_swap(SCORES, GRADES, 1, 0), ".3f"),
    "swap_bc": Worked(ndcg_swap(SCORES, GRADES, 1, 2), ".3f"),
    "swap_ca": Worked(ndcg_swap(SCORES, GRADES, 2, 0), ".3f"),
    "ranknet_ratio": Worked(_RANKNET[1][1] / _RANKNET[1][2], ".1f"),
    "lambda_ratio": Worked(_LAMBDA[1] / _LAMBDA[2], ".1f"),
    "nce_loss": Worked(-log(_PLAIN[0]), ".2f"),
    "nce_positive": Worked(_PLAIN[0], ".3f"),
    "nce_viral": Worked(_PLAIN[1], ".3f"),
    "nce_rare": Worked(_PLAIN[2], ".3f"),
    "logq_positive": Worked(_FIXED[0], ".3f"),
    "logq_viral": Worked(_FIXED[1], ".3f"),
    "logq_rare": Worked(_FIXED[2], ".3f"),
    "viral_relief": Worked(_PLAIN[1] / _FIXED[1], ".1f"),
    "share_t1": Worked(hardest_share(1.0), ".0%"),
    "share_t02": Worked(hardest_share(0.2), ".0%"),
    "share_t01": Worked(hardest_share(0.1), ".1%"),
    "share_t005": Worked(hardest_share(0.05), ".3%"),
    "bid_1": Worked(BIDS[0], ".2f"),
    "bid_2": Worked(BIDS[1], ".2f"),
    "watch_seconds": Worked(WATCH_SECONDS, ".0f"),
    "ecpm_true_1": Worked(1000 * CLICK_RATES[0] * BIDS[0], ".2f"),
    "ecpm_true_2": Worked(1000 * CLICK_RATES[1] * BIDS[1], ".2f"),
    "soft_rate_1": Worked(_SOFT[0], ".1%"),
    "soft_rate_2": Worked(_SOFT[1], ".1%"),
    "ecpm_soft_1": Worked(1000 * _SOFT[0] * BIDS[0], ".2f"),
    "ecpm_soft_2": Worked(1000 * _SOFT[1] * BIDS[1], ".2f"),
    "conflict_cosine": Worked(cosine(*TASK_GRADIENTS), ".2f"),
    "surgery_x": Worked(_SURGERY[0], ".2f"),
    "surgery_y": Worked(_SURGERY[1], ".2f"),
    "squared_gradient": Worked(2 * (60.0 - 180.0), ".0f"),
    "log_gradient": Worked(2 * (log(60.0) - log(180.0)), ".1f"),
    "gradient_gap": Worked(240.0 / (2 * log(3.0)), ".0f"),
    "odds_busy": Worked(_BUSY[0], ".0f"),
    "mean_busy": Worked(_BUSY[1], ".0f"),
    "odds_excess_busy": Worked(_BUSY[0] / _BUSY[1] - 1, ".0%"),
    "odds_quiet": Worked(_QUIET[0], ".2f"),
    "mean_quiet": Worked(_QUIET[1], ".2f"),
    "odds_excess_quiet": Worked(_QUIET[0] / _QUIET[1] - 1, ".0%"),
    "pairs_in_list": Worked(200 * 199 // 2, ","),
}
