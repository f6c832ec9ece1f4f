"""Twelve held-out cards scored by two models, and the correction for sampled negatives, computed by hand."""

from __future__ import annotations

from math import log

from macros.worked import Worked

KEEP = 0.1
SAMPLED_SCORE = 0.08

LABELS = [1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0]
POPULARITY = [0.30, 0.30, 0.25, 0.10, 0.15, 0.25, 0.30, 0.10, 0.15, 0.20, 0.35, 0.10]
TREES = [0.55, 0.20, 0.15, 0.05, 0.35, 0.10, 0.25, 0.05, 0.20, 0.45, 0.40, 0.10]


def log_loss(labels: list[int], scores: list[float]) -> float:
    """Mean of -log of the probability given to what happened."""
    return -sum(log(p if y else 1 - p) for y, p in zip(labels, scores, strict=True)) / len(labels)


def auc(labels: list[int], scores: list[float]) -> float:
    """Share of (positive, negative) pairs in the right order; a tie counts one half."""
    positives = [p for y, p in zip(labels, scores, strict=True) if y]
    negatives = [p for y, p in zip(labels, scores, strict=True) if not y]
    wins = sum((p > n) + 0.5 * (p == n) for p in positives for n in negatives)
    return wins / (len(positives) * len(negatives))


def undo_sampling(score: float, keep: float) -> float:
    """The probability before negatives were sampled: the odds shrink by `keep`."""
    return score / (score + (1 - score) / keep)


_BASE_RATE = sum(LABELS) / len(LABELS)

WORKED: dict[str, Worked] = {
    "auc_popularity": Worked(auc(LABELS, POPULARITY), ".2f"),
    "auc_trees": Worked(auc(LABELS, TREES), ".2f"),
    "loss_constant": Worked(log_loss(LABELS, [_BASE_RATE] * len(LABELS)), ".3f"),
    "loss_popularity": Worked(log_loss(LABELS, POPULARITY), ".3f"),
    "loss_trees": Worked(log_loss(LABELS, TREES), ".3f"),
    "sampled": Worked(SAMPLED_SCORE, ".0%"),
    "corrected": Worked(undo_sampling(SAMPLED_SCORE, KEEP), ".2%"),
}
