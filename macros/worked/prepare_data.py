"""Smoothed rates, the leaking counter and the label join of six cards, as the data chapter tells them."""

from __future__ import annotations

from typing import NamedTuple

from macros.worked import Worked

PRIOR_RATE = 0.004
PRIOR_WEIGHT = 500


class Card(NamedTuple):
    """One card of a request: whether it was seen, added in the session, and whether it may be judged yet."""

    recipe: str
    seen: bool
    added: bool


REQUEST = (
    Card("dal", seen=True, added=True),
    Card("stew", seen=True, added=False),
    Card("fondant", seen=True, added=False),
    Card("tacos", seen=True, added=False),
    Card("ramen", seen=False, added=False),
    Card("quiche", seen=False, added=False),
)


def smoothed(adds: int, seen: int, rate: float = PRIOR_RATE, weight: int = PRIOR_WEIGHT) -> float:
    """The rate of a recipe with few cards, pulled towards the catalogue's: (adds + rate * weight) / (seen + weight)."""
    return (adds + rate * weight) / (seen + weight)


def training_labels(request: tuple[Card, ...]) -> list[int]:
    """Labels of the cards that make rows: seen ones only."""
    return [int(card.added) for card in request if card.seen]


def running_rates(labels: list[int]) -> list[float]:
    """For each row, the add rate over the rows strictly before it (0 before the first)."""
    return [sum(labels[:i]) / i if i else 0.0 for i in range(len(labels))]


_NEW_RECIPE = [0, 0, 0, 1]
_LABELS = training_labels(REQUEST)

WORKED: dict[str, Worked] = {
    "prior_rate": Worked(PRIOR_RATE, ".1%"),
    "prior_weight": Worked(PRIOR_WEIGHT),
    "raw_new": Worked(3 / 40, ".1%"),
    "smoothed_new": Worked(smoothed(3, 40), ".2%"),
    "raw_old": Worked(200 / 40_000, ".2%"),
    "smoothed_old": Worked(smoothed(200, 40_000), ".2%"),
    "rows": Worked(len(_LABELS)),
    "rate_seen": Worked(sum(_LABELS) / len(_LABELS), ".0%"),
    "rate_all": Worked(sum(card.added for card in REQUEST) / len(REQUEST), ".0%"),
    "leaking_rate": Worked(sum(_NEW_RECIPE) / len(_NEW_RECIPE), ".0%"),
    "honest_rate": Worked(running_rates(_NEW_RECIPE)[-1], ".0%"),
}
