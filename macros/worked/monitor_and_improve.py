"""The population stability index of one feature over four buckets, healthy and broken, computed by hand."""

from __future__ import annotations

from math import log

from macros.worked import Worked

TRAINING = (0.25, 0.35, 0.25, 0.15)
DECEMBER = (0.20, 0.30, 0.28, 0.22)
BROKEN = (0.60, 0.20, 0.12, 0.08)


def psi_terms(expected: tuple[float, ...], actual: tuple[float, ...]) -> list[float]:
    """One term a bucket: (actual - expected) * ln(actual / expected)."""
    return [(a - e) * log(a / e) for e, a in zip(expected, actual, strict=True)]


WORKED: dict[str, Worked] = {
    **{f"term_{n}": Worked(term, ".3f") for n, term in enumerate(psi_terms(TRAINING, DECEMBER), 1)},
    "psi_december": Worked(sum(psi_terms(TRAINING, DECEMBER)), ".3f"),
    "psi_broken": Worked(sum(psi_terms(TRAINING, BROKEN)), ".2f"),
}
