"""The worked numbers of the embeddings chapter, by hand: norms, temperature, versions, pooling, cold start."""

from __future__ import annotations

from math import atan2, cos, exp, hypot, log, radians, sin

from macros.worked import Worked

Vector = tuple[float, float]

USER: Vector = (1.0, 0.0)
BLOCKBUSTER: Vector = (1.2, 1.6)
NICHE: Vector = (0.9, 0.1)
NEGATIVES = 1_000
TEMPERATURE = 0.05
# Four items of version 1, and the angle by which retraining happened to turn the space of version 2.
ITEMS_V1: tuple[Vector, ...] = ((1.0, 0.0), (0.8, 0.6), (0.0, 1.0), (-0.6, 0.8))
TURN = radians(70)
HISTORY: tuple[Vector, ...] = ((1.0, 0.0), (1.0, 0.0), (1.0, 0.0), (0.0, 1.0), (0.0, 1.0), (0.0, 1.0))
COLD_K = 20


def dot(a: Vector, b: Vector) -> float:
    """Inner product."""
    return a[0] * b[0] + a[1] * b[1]


def cosine(a: Vector, b: Vector) -> float:
    """Inner product of the directions."""
    return dot(a, b) / (hypot(*a) * hypot(*b))


def best_probability(negatives: int, temperature: float) -> float:
    """Softmax of a perfect match (cosine 1) against `negatives` unrelated items (cosine 0)."""
    return exp(1 / temperature) / (exp(1 / temperature) + negatives)


def turned(vector: Vector, angle: float) -> Vector:
    """The vector rotated by `angle` radians."""
    return (
        vector[0] * cos(angle) - vector[1] * sin(angle),
        vector[0] * sin(angle) + vector[1] * cos(angle),
    )


def nearest(query: Vector, items: tuple[Vector, ...]) -> int:
    """The index of the item with the highest inner product."""
    return max(range(len(items)), key=lambda index: dot(query, items[index]))


def hits(queries: tuple[Vector, ...], items: tuple[Vector, ...]) -> int:
    """How many queries, each made for the item of its own index, find that item first."""
    return sum(nearest(query, items) == index for index, query in enumerate(queries))


def alignment_angle(source: tuple[Vector, ...], target: tuple[Vector, ...]) -> float:
    """The rotation that brings `source` closest to `target` (Procrustes in the plane), radians."""
    pairs = list(zip(source, target, strict=True))
    crossed = sum(a[0] * b[1] - a[1] * b[0] for a, b in pairs)
    return atan2(crossed, sum(dot(a, b) for a, b in pairs))


def mean(vectors: tuple[Vector, ...]) -> Vector:
    """The average vector."""
    return (sum(v[0] for v in vectors) / len(vectors), sum(v[1] for v in vectors) / len(vectors))


ITEMS_V2 = tuple(turned(item, TURN) for item in ITEMS_V1)
ALIGNED = tuple(turned(item, -alignment_angle(ITEMS_V1, ITEMS_V2)) for item in ITEMS_V2)
POOLED = mean(HISTORY)

WORKED: dict[str, Worked] = {
    "dot_blockbuster": Worked(dot(USER, BLOCKBUSTER), ".2f"),
    "dot_niche": Worked(dot(USER, NICHE), ".2f"),
    "norm_blockbuster": Worked(hypot(*BLOCKBUSTER), ".2f"),
    "norm_niche": Worked(hypot(*NICHE), ".2f"),
    "cos_blockbuster": Worked(cosine(USER, BLOCKBUSTER), ".3f"),
    "cos_niche": Worked(cosine(USER, NICHE), ".3f"),
    "p_tau_1": Worked(best_probability(NEGATIVES, 1.0), ".4f"),
    "loss_tau_1": Worked(-log(best_probability(NEGATIVES, 1.0)), ".2f"),
    "p_tau_small": Worked(best_probability(NEGATIVES, TEMPERATURE), ".6f"),
    "hits_same_version": Worked(hits(ITEMS_V2, ITEMS_V2), ".0f"),
    "hits_mixed": Worked(hits(ITEMS_V2, ITEMS_V1), ".0f"),
    "hits_aligned": Worked(hits(ALIGNED, ITEMS_V1), ".0f"),
    "cos_mixed": Worked(cosine(ITEMS_V1[0], ITEMS_V2[0]), ".2f"),
    "pooled_vs_own": Worked(cosine(POOLED, (1.0, 0.0)), ".3f"),
    "pooled_vs_bridge": Worked(cosine(POOLED, (0.7, 0.7)), ".3f"),
    "cold_weight_5": Worked(5 / (5 + COLD_K), ".2f"),
    "cold_weight_80": Worked(80 / (80 + COLD_K), ".2f"),
}
