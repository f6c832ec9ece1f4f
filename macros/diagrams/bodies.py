"""What takes room in a text drawing, and the rules that keep it apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from macros.diagrams.spacing import Spacing


@dataclass(frozen=True, slots=True)
class Body:
    """Something that takes room on one axis, between two places, over a span of the other axis."""

    kind: str
    low: int
    high: int
    span: tuple[float, float]
    at: float  # its middle in the sketch, which decides the order
    before: int = 0  # cells taken ahead of `low`
    beyond: int = 0  # cells taken after `high`
    owner: str | int | None = None  # the id of the node or frame, the number of the edge


def keep_apart(
    spacing: Spacing, bodies: list[Body], gap: Callable[[Body, Body], int], meet: Callable[[Body, Body], bool]
) -> None:
    """Rules for every two bodies whose spans meet, in the order of the sketch."""
    ordered = sorted(bodies, key=lambda body: body.at)
    for first, second in combinations(ordered, 2):
        if meet(first, second):
            spacing.apart(first.high, second.low, first.beyond + second.before + gap(first, second) + 1)


def spans_meet(first: Body, second: Body) -> bool:
    """Whether the two overlap on the other axis."""
    return first.span[0] <= second.span[1] and second.span[0] <= first.span[1]
