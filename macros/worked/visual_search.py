"""The sums of the visual search case, done as one would on paper."""

from __future__ import annotations

from math import exp, log, log2, prod

from macros.worked import Worked

Box = tuple[int, int, int, int]

# One query crop: its cosine with its own product's proxy, the same product listed by another seller, a sofa that
# differs in colour only, and a lamp.
COSINES = {"own": 0.80, "twin": 0.78, "colour": 0.55, "lamp": 0.10}
TEMPERATURE = 0.05
# The chair as an annotator drew it and as the detector found it: left, top, right, bottom in pixels.
DRAWN: Box = (40, 30, 200, 190)
FOUND: Box = (60, 50, 220, 190)
# Grades of one query's judgement pool: the five results shown, in order, then two that only another system returned.
SHOWN, MISSED = (2, 3, 0, 1, 2), (3, 0)
GOOD, SAME = 2, 3
# The true ten nearest vectors of one query, and what the index returned.
EXACT, RETURNED = tuple("abcdefghij"), tuple("abcdfghjxy")
# Of 100 camera queries whose product is in the corpus: share that survives each stage.
FUNNEL = {"box": 0.92, "embedding": 0.78, "index": 0.95, "rerank": 0.85}
# Two raters, acceptable (grade 2 or 3) or not, on 100 results: both yes, only the first, only the second, both no.
RATERS = (40, 10, 5, 45)
CATEGORY_TOP_1, CATEGORY_TOP_3 = 0.88, 0.97
BATCH, PRODUCTS, OTHER_IDS = 8192, 20_000_000, 4


def softmax(without: str = "") -> dict[str, float]:
    """Probability of each proxy at the temperature, leaving one out if named."""
    powers = {name: exp(cosine / TEMPERATURE) for name, cosine in COSINES.items() if name != without}
    return {name: power / sum(powers.values()) for name, power in powers.items()}


def area(box: Box) -> int:
    """Pixels in a box; 0 if it is inside out."""
    left, top, right, bottom = box
    return max(right - left, 0) * max(bottom - top, 0)


def intersection(one: Box, other: Box) -> int:
    """Pixels in both boxes."""
    return area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))


def union(one: Box, other: Box) -> int:
    """Pixels in either box."""
    return area(one) + area(other) - intersection(one, other)


def dcg(grades: tuple[int, ...]) -> float:
    """Sum of (2^grade - 1) / log2(rank + 1)."""
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def average_precision() -> float:
    """Precision at each good result shown, summed, over all good results of the pool."""
    good = [grade >= GOOD for grade in SHOWN]
    precisions = [sum(good[:rank]) / rank for rank, hit in enumerate(good, 1) if hit]
    return sum(precisions) / sum(grade >= GOOD for grade in SHOWN + MISSED)


def kappa() -> float:
    """Cohen's kappa: agreement above what the raters' own rates would give by chance."""
    total = sum(RATERS)
    yes, first, second, no = (count / total for count in RATERS)
    chance = (yes + first) * (yes + second) + (no + first) * (no + second)
    return (yes + no - chance) / (1 - chance)


def through(**changed: float) -> float:
    """Share of queries that end with the right product on the first screen, with some stages changed."""
    return prod((FUNNEL | changed).values())


IDEAL = tuple(sorted(SHOWN + MISSED, reverse=True))[: len(SHOWN)]
RAW, MERGED = softmax(), softmax(without="twin")

WORKED: dict[str, Worked] = {
    "p_raw": Worked(RAW["own"], ".3f"),
    "loss_raw": Worked(-log(RAW["own"]), ".3f"),
    "push_twin": Worked(100 * RAW["twin"] / (1 - RAW["own"]), ".0f"),
    "p_merged": Worked(MERGED["own"], ".3f"),
    "loss_merged": Worked(-log(MERGED["own"]), ".3f"),
    "push_colour": Worked(100 * MERGED["colour"] / (1 - MERGED["own"]), ".0f"),
    "area_drawn": Worked(area(DRAWN), ",d"),
    "area_found": Worked(area(FOUND), ",d"),
    "shared": Worked(intersection(DRAWN, FOUND), ",d"),
    "union": Worked(union(DRAWN, FOUND), ",d"),
    "iou": Worked(intersection(DRAWN, FOUND) / union(DRAWN, FOUND), ".2f"),
    "dcg": Worked(dcg(SHOWN), ".2f"),
    "ideal_dcg": Worked(dcg(IDEAL), ".2f"),
    "ndcg": Worked(dcg(SHOWN) / dcg(IDEAL), ".3f"),
    "ap": Worked(average_precision(), ".2f"),
    "precision": Worked(sum(grade >= GOOD for grade in SHOWN) / len(SHOWN), ".1f"),
    "same_found": Worked(sum(g == SAME for g in SHOWN) / sum(g == SAME for g in SHOWN + MISSED), ".1f"),
    "index_recall": Worked(len(set(EXACT) & set(RETURNED)) / len(EXACT), ".1f"),
    "through": Worked(through(), ".3f"),
    "through_index": Worked(through(index=0.99), ".3f"),
    "through_embedding": Worked(through(embedding=0.85), ".3f"),
    "through_rank": Worked(through(rerank=0.92), ".3f"),
    "through_box": Worked(through(box=0.97), ".3f"),
    "kappa": Worked(kappa(), ".2f"),
    "category_lost_1": Worked(100 * (1 - CATEGORY_TOP_1), ".0f"),
    "category_lost_3": Worked(100 * (1 - CATEGORY_TOP_3), ".0f"),
    "twins_in_batch": Worked((BATCH - 1) * OTHER_IDS / PRODUCTS, ".4f"),
}
