"""Funnel arithmetic: what a chain of stages keeps, which source earns its place, and how much value a miss costs.

The simulation draws items whose true worth a cheap retriever and a better ranker both see through noise, so that recall
of the ranker's favourites and the worth of what is finally shown can be compared for each number of candidates.
"""

from __future__ import annotations

from itertools import combinations
from math import cos, log, pi, prod, sqrt
from random import Random

from macros.worked import Worked

# Share of the ideal page that survives each stage on its own, measured on a sample scored by the ranker in full.
STAGE_RECALL = {"sources": 0.80, "index": 0.95, "pre_rank": 0.90, "eligible": 0.97}

# Which of ten ideal items (numbered 0 to 9) each source brings, in a request looked at by hand.
SOURCES: dict[str, frozenset[int]] = {
    "two-tower": frozenset({0, 1, 2, 4, 5, 7}),
    "subscriptions": frozenset({1, 2, 3, 8}),
    "co-watch": frozenset({0, 4, 5, 6}),
    "trending": frozenset({1, 4}),
}
IDEAL = 10

# The simulation: requests, items, items shown, and how closely each model's score follows the true worth.
REQUESTS, ITEMS, SHOWN = 100, 3000, 20
RETRIEVER_FIT, RANKER_FIT = 0.7, 0.9
DEPTHS = (20, 100, 300, 1000)
SEED = 20

Drawn = list[list[tuple[float, float, float]]]


def chain(recalls: dict[str, float]) -> float:
    """Recall of stages in a row when each loses items independently of the others."""
    return prod(recalls.values())


def improved(stage: str, recall: float) -> float:
    """End-to-end recall with one stage changed."""
    return chain({**STAGE_RECALL, stage: recall})


def union(names: tuple[str, ...]) -> frozenset[int]:
    """Ideal items that at least one of the named sources brings."""
    return frozenset().union(*(SOURCES[name] for name in names))


def marginal(name: str) -> int:
    """Ideal items that only this source brings."""
    others = tuple(other for other in SOURCES if other != name)
    return len(SOURCES[name] - union(others))


def best_pair() -> tuple[str, ...]:
    """The two sources that together bring the most."""
    return max(combinations(SOURCES, 2), key=lambda pair: len(union(pair)))


def draw() -> Drawn:
    """For each request, each item's (worth, retriever's score, ranker's score): correlated standard normals."""
    random = Random(SEED)
    return [[_item(random) for _ in range(ITEMS)] for _ in range(REQUESTS)]


def funnel(drawn: Drawn, depth: int) -> tuple[float, float, float]:
    """Recall of the ranker's own top page after retrieving `depth` items, the share of its worth kept, its error."""
    found, kept, best = 0, [], []
    for items in drawn:
        retrieved = sorted(items, key=lambda item: -item[1])[:depth]
        page = sorted(retrieved, key=lambda item: -item[2])[:SHOWN]
        ideal = sorted(items, key=lambda item: -item[2])[:SHOWN]
        found += len(set(page) & set(ideal))
        kept.append(sum(item[0] for item in page))
        best.append(sum(item[0] for item in ideal))
    return found / (SHOWN * REQUESTS), sum(kept) / sum(best), ratio_error(kept, best)


def ratio_error(above: list[float], below: list[float]) -> float:
    """Standard error of a ratio of sums over independent requests (delta method)."""
    ratio, n = sum(above) / sum(below), len(above)
    squares = sum((a - ratio * b) ** 2 for a, b in zip(above, below, strict=True))
    return sqrt(squares * n / (n - 1)) / sum(below)


def some_slow(sources: int, each: float) -> float:
    """Chance that at least one of several independent calls is slower than its own percentile."""
    return 1 - (1 - each) ** sources


def _item(random: Random) -> tuple[float, float, float]:
    worth = _normal(random)
    return worth, _seen(worth, RETRIEVER_FIT, random), _seen(worth, RANKER_FIT, random)


def _seen(worth: float, fit: float, random: Random) -> float:
    """A standard normal whose correlation with `worth` is `fit`."""
    return fit * worth + sqrt(1 - fit * fit) * _normal(random)


def _normal(random: Random) -> float:
    """Box and Muller's standard normal from two uniforms, the same on every Python version."""
    return sqrt(-2 * log(1 - random.random())) * cos(2 * pi * random.random())


def _simulated() -> dict[str, Worked]:
    drawn = draw()
    values: dict[str, Worked] = {}
    for depth in DEPTHS:
        recall, kept, error = funnel(drawn, depth)
        values[f"recall_{depth}"] = Worked(recall, ".0%")
        values[f"kept_{depth}"] = Worked(kept, ".1%")
        values[f"error_{depth}"] = Worked(100 * error, ".1f")
    return values


WORKED: dict[str, Worked] = {
    **{f"stage_{name}": Worked(value, ".0%") for name, value in STAGE_RECALL.items()},
    "chain": Worked(chain(STAGE_RECALL), ".1%"),
    "better_index": Worked(improved("index", 0.99), ".1%"),
    "better_sources": Worked(improved("sources", 0.88), ".1%"),
    "better_pre_rank": Worked(improved("pre_rank", 0.95), ".1%"),
    "ceiling": Worked(STAGE_RECALL["sources"], ".0%"),
    **{f"solo_{name.replace('-', '_')}": Worked(len(items)) for name, items in SOURCES.items()},
    **{f"marginal_{name.replace('-', '_')}": Worked(marginal(name)) for name in SOURCES},
    "union": Worked(len(union(tuple(SOURCES)))),
    "sum_of_solos": Worked(sum(len(items) for items in SOURCES.values())),
    "best_pair": Worked(len(union(best_pair()))),
    "fit_retriever": Worked(RETRIEVER_FIT, ".1f"),
    "fit_ranker": Worked(RANKER_FIT, ".1f"),
    "sim_requests": Worked(REQUESTS),
    "sim_items": Worked(ITEMS, ","),
    "shown": Worked(SHOWN),
    **_simulated(),
    "slow_of_4": Worked(some_slow(4, 0.01), ".1%"),
    "slow_of_10": Worked(some_slow(10, 0.01), ".1%"),
}
