"""Nearest neighbours by hand: product quantisation of one vector, cells against recall, a walk on a small graph.

Everything is plain lists and loops, so that each distance in the chapter can be followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, inf, log, pi, sqrt
from random import Random

from macros.worked import Worked
from macros.worked.two_stage import STAGE_RECALL, chain, improved

Vector = Sequence[float]

# Product quantisation: eight values in four pairs, four codewords a pair, so two bits a pair and one byte a vector.
CODEBOOKS: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0.0, 1.0), (-1.0, 0.0), (1.0, 0.0), (0.5, 0.5)),
    ((-0.5, 0.5), (0.5, -0.5), (0.0, 0.0), (0.8, 0.2)),
    ((0.2, 0.9), (0.5, 0.5), (-0.5, -0.5), (0.0, -1.0)),
    ((0.5, 0.0), (0.0, 0.5), (-0.6, 0.1), (0.0, -0.7)),
)
VECTORS: dict[str, tuple[float, ...]] = {
    "P": (0.9, 0.1, -0.4, 0.5, 0.2, -0.8, 0.0, 0.6),
    "Q": (0.8, -0.2, -0.6, 0.4, 0.0, -0.9, 0.2, 0.4),
    "R": (0.1, 0.9, 0.6, -0.4, 0.4, 0.6, 0.4, -0.1),
}
QUERY = (1.0, 0.2, -0.3, 0.4, 0.1, -0.7, 0.1, 0.8)

# Cells against recall: clustered points, k-means cells, exact neighbours as the truth.
POINTS, DIMENSIONS, CELLS, QUERIES, NEIGHBOURS = 800, 8, 16, 40, 10
PROBES = (1, 2, 4, 8, 16)
SEED = 8

# A graph small enough to draw: places on a plane and links; the query stands at the origin.
PLACES: dict[str, tuple[float, float]] = {
    "entry": (6.0, 2.0),
    "north": (4.0, 2.5),
    "south": (4.5, -1.5),
    "near": (2.0, 1.5),
    "bridge": (2.6, -1.2),
    "best": (0.5, -0.5),
    "far": (-5.0, 3.0),
}
LINKS: dict[str, tuple[str, ...]] = {
    "entry": ("north", "south"),
    "north": ("entry", "near"),
    "south": ("entry", "bridge"),
    "near": ("north", "far"),
    "bridge": ("south", "best"),
    "best": ("bridge",),
    "far": ("near",),
}

# Inner product against cosine: the direction of the query, and three items of different length.
TASTE = (1.0, 0.5)
CATALOGUE: dict[str, tuple[float, float]] = {"niche": (0.8, 0.4), "hit": (1.6, 0.2), "off": (0.1, 0.9)}


def squared(a: Vector, b: Vector) -> float:
    """Squared Euclidean distance."""
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True))


def inner(a: Vector, b: Vector) -> float:
    """Inner product."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def pieces(vector: Vector) -> list[tuple[float, float]]:
    """A vector cut into consecutive pairs."""
    return [(vector[i], vector[i + 1]) for i in range(0, len(vector), 2)]


def encode(vector: Vector) -> tuple[int, ...]:
    """For each pair, the number of its nearest codeword."""
    return tuple(nearest(piece, book) for piece, book in zip(pieces(vector), CODEBOOKS, strict=True))


def decode(codes: Sequence[int]) -> list[float]:
    """The vector that the codes stand for."""
    return [value for code, book in zip(codes, CODEBOOKS, strict=True) for value in book[code]]


def tables(query: Vector) -> list[list[float]]:
    """For each pair of the query, its squared distance to each codeword: all that a scan needs."""
    return [[squared(piece, word) for word in book] for piece, book in zip(pieces(query), CODEBOOKS, strict=True)]


def scanned(query: Vector, codes: Sequence[int]) -> float:
    """Squared distance from the exact query to a coded vector: one table look-up and one addition a pair."""
    return sum(row[code] for row, code in zip(tables(query), codes, strict=True))


def clustered_points(count: int, random: Random, centres: list[list[float]]) -> list[list[float]]:
    """Points spread round centres taken in turn."""
    return [[value + 1.2 * _normal(random) for value in centres[i % len(centres)]] for i in range(count)]


def world() -> tuple[list[list[float]], list[list[float]]]:
    """The points and the queries of the cell experiment."""
    random = Random(SEED)
    centres = [[_normal(random) for _ in range(DIMENSIONS)] for _ in range(24)]
    return clustered_points(POINTS, random, centres), clustered_points(QUERIES, random, centres)


def k_means(points: list[list[float]], cells: int, rounds: int = 5) -> list[list[float]]:
    """Centroids after a few of Lloyd's rounds, from evenly spaced first points."""
    centroids = points[:: len(points) // cells][:cells]
    for _ in range(rounds):
        members: list[list[list[float]]] = [[] for _ in centroids]
        for point in points:
            members[nearest(point, centroids)].append(point)
        pairs = zip(members, centroids, strict=True)
        centroids = [[sum(axis) / len(own) for axis in zip(*own, strict=True)] if own else old for own, old in pairs]
    return centroids


def nearest(point: Vector, others: Sequence[Vector]) -> int:
    """Index of the nearest of `others`."""
    return min(range(len(others)), key=lambda i: squared(point, others[i]))


def by_distance(query: Vector, others: Sequence[Vector]) -> list[int]:
    """Indices of `others`, nearest first."""
    return sorted(range(len(others)), key=lambda i: squared(query, others[i]))


def cell_recall() -> dict[int, tuple[float, float]]:
    """For each number of probed cells: recall of the true neighbours, and the share of points scanned."""
    points, queries = world()
    centroids = k_means(points, CELLS)
    home = [nearest(point, centroids) for point in points]
    truth = [set(by_distance(query, points)[:NEIGHBOURS]) for query in queries]
    order = [by_distance(query, centroids) for query in queries]
    results = {}
    for probes in PROBES:
        opened = [set(cells[:probes]) for cells in order]
        found = sum(home[i] in cells for cells, wanted in zip(opened, truth, strict=True) for i in wanted)
        seen = sum(home[i] in cells for cells in opened for i in range(POINTS))
        results[probes] = (found / (NEIGHBOURS * QUERIES), seen / (POINTS * QUERIES))
    return results


def walk(beam: int, start: str = "entry") -> tuple[str, int]:
    """Best-first search for the origin that keeps `beam` places: where it ends, and how many distances it took."""
    distance = {name: squared(place, (0.0, 0.0)) for name, place in PLACES.items()}
    seen, kept, waiting = {start}, [start], [start]
    while waiting:
        here = min(waiting, key=distance.__getitem__)
        waiting.remove(here)
        worst = max(distance[name] for name in kept) if len(kept) >= beam else inf
        if distance[here] > worst:
            break
        for other in LINKS[here]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                kept = sorted([*kept, other], key=distance.__getitem__)[:beam]
    return min(kept, key=distance.__getitem__), len(seen)


def upper_layers(links: int) -> float:
    """Mean number of layers above the ground that a point of an HNSW graph is in: each has 1/M of the one below."""
    return sum(float(links) ** -level for level in range(1, 12))


def standard_error(recall: float, queries: int, neighbours: int) -> float:
    """Standard error of a measured recall if all hits were independent."""
    return sqrt(recall * (1 - recall) / (queries * neighbours))


def lengthened(item: Vector, longest: float) -> tuple[float, ...]:
    """An item with one more value, so that all have the same length and L2 order equals inner-product order."""
    return (*item, sqrt(max(0.0, longest**2 - inner(item, item))))


def _normal(random: Random) -> float:
    """Box and Muller's standard normal from two uniforms, the same on every Python version."""
    return sqrt(-2 * log(1 - random.random())) * cos(2 * pi * random.random())


def _shown(*values: float) -> str:
    """Values in brackets, with real minus signs."""
    return f"({', '.join(f'{value:g}' for value in values)})".replace("-", "\N{MINUS SIGN}")


def _coded() -> dict[str, Worked]:
    values: dict[str, Worked] = {}
    for name, vector in VECTORS.items():
        codes = encode(vector)
        key = name.lower()
        values[f"codes_{key}"] = Worked(", ".join(map(str, codes)))
        values[f"bits_{key}"] = Worked("".join(f"{code:02b}" for code in codes))
        values[f"error_{key}"] = Worked(squared(vector, decode(codes)), ".2f")
        values[f"exact_{key}"] = Worked(squared(QUERY, vector), ".2f")
        values[f"scan_{key}"] = Worked(scanned(QUERY, codes), ".2f")
    return values


def _cells() -> dict[str, Worked]:
    values: dict[str, Worked] = {}
    for probes, (recall, seen) in cell_recall().items():
        values[f"probe_recall_{probes}"] = Worked(recall, ".0%")
        values[f"probe_seen_{probes}"] = Worked(seen, ".0%")
    return values


def _products() -> dict[str, Worked]:
    values: dict[str, Worked] = {}
    longest = max(sqrt(inner(item, item)) for item in CATALOGUE.values())
    for name, item in CATALOGUE.items():
        norm = sqrt(inner(item, item))
        values[f"norm_{name}"] = Worked(norm, ".2f")
        values[f"inner_{name}"] = Worked(inner(TASTE, item), ".2f")
        values[f"cosine_{name}"] = Worked(inner(TASTE, item) / (norm * sqrt(inner(TASTE, TASTE))), ".2f")
        values[f"l2_{name}"] = Worked(squared((*TASTE, 0.0), lengthened(item, longest)), ".2f")
        values[f"plain_l2_{name}"] = Worked(squared(TASTE, item), ".2f")
    return values


WORKED: dict[str, Worked] = {
    **_coded(),
    **{
        f"table_{pair}_{code}": Worked(d, ".2f") for pair, row in enumerate(tables(QUERY)) for code, d in enumerate(row)
    },
    **{f"word_p_{pair}": Worked(_shown(x, y)) for pair, (x, y) in enumerate(pieces(decode(encode(VECTORS["P"]))))},
    **_cells(),
    "points": Worked(POINTS),
    "cells": Worked(CELLS),
    "greedy_end": Worked(walk(1)[0]),
    "greedy_cost": Worked(walk(1)[1]),
    "beam_end": Worked(walk(3)[0]),
    "beam_cost": Worked(walk(3)[1]),
    "table_work": Worked(64 * 64 * 256 * 4 / 1e6, ".1f"),
    "upper_layers_32": Worked(upper_layers(32), ".3f"),
    "recall_error_100": Worked(standard_error(0.95, 100, 10), ".1%"),
    "recall_error_2000": Worked(standard_error(0.95, 2000, 10), ".2%"),
    "funnel_before": Worked(chain(STAGE_RECALL), ".0%"),
    "funnel_after": Worked(improved("index", 0.99), ".0%"),
    "slow_of_8": Worked(1 - 0.99**8, ".1%"),
    "slow_of_32": Worked(1 - 0.99**32, ".0%"),
    **_products(),
}
