"""The population stability index of one feature over four buckets, and the noise of an hour against earlier hours."""

from __future__ import annotations

from math import log, sqrt

from macros.worked import Worked

TRAINING = (0.25, 0.35, 0.25, 0.15)
DECEMBER = (0.20, 0.30, 0.28, 0.22)
BROKEN = (0.60, 0.20, 0.12, 0.08)


def psi_terms(expected: tuple[float, ...], actual: tuple[float, ...]) -> list[float]:
    """One term a bucket: (actual - expected) * ln(actual / expected)."""
    return [(a - e) * log(a / e) for e, a in zip(expected, actual, strict=True)]


def noise_against_mean(hours: int) -> float:
    """Noise of one hour minus the mean of `hours` others, in units of the noise of one hour."""
    return sqrt(1 + 1 / hours)


WORKED: dict[str, Worked] = {
    **{f"term_{n}": Worked(term, ".3f") for n, term in enumerate(psi_terms(TRAINING, DECEMBER), 1)},
    "two_hours": Worked(noise_against_mean(1), ".1f"),
    "four_weeks": Worked(noise_against_mean(4), ".1f"),
    "psi_december": Worked(sum(psi_terms(TRAINING, DECEMBER)), ".3f"),
    "psi_broken": Worked(sum(psi_terms(TRAINING, BROKEN)), ".2f"),
}
