"""The way of each edge as a text drawing sees it: upright pieces at columns, joined by level pieces at rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from macros.diagrams.geometry import Layout, Point, Route


@dataclass(slots=True)
class Way:
    """One edge: upright pieces at `columns`, and the `rows` of the level pieces between them (one fewer).

    `top` and `bottom` say whether it leaves its source, and enters its target, by the upper side. `labelled` is the
    upright piece that carries the label, None when there is none.
    """

    columns: list[float]
    rows: list[float]
    start: float
    end: float
    label_row: float | None = None
    labelled: int | None = None

    @property
    def leaves_up(self) -> bool:
        """Whether it starts on the upper side of its source."""
        return (self.rows[0] if self.rows else self.end) < self.start

    @property
    def arrives_up(self) -> bool:
        """Whether it ends going upwards, on the lower side of its target."""
        return self.end < (self.rows[-1] if self.rows else self.start)

    def reach(self, piece: int) -> tuple[float, float]:
        """The rows between which the upright `piece` stands, the upper first."""
        ends = (self.rows[piece - 1] if piece else self.start, self.rows[piece] if piece < len(self.rows) else self.end)
        return min(ends), max(ends)


def ways(layout: Layout) -> list[Way]:
    """The ways of all edges, in their order. Raises ValueError for one that leaves or enters a box by its side."""
    return [_way(route) for route in layout.edges]


def _way(route: Route) -> Way:
    runs = _runs(route.points)
    if not runs[0][0] or not runs[-1][0]:
        raise ValueError(f"an edge that does not start and end upright: {route.points}")
    columns = [_upright_at(points) for upright, points in runs if upright]
    rows = [points[len(points) // 2][1] for upright, points in runs if not upright]
    way = Way(columns, rows, route.points[0][1], route.points[-1][1])
    if route.label:
        way.label_row = route.label.centre[1]
        way.labelled = _labelled(way, *route.label.centre)
    return way


def _runs(points: Sequence[Point]) -> list[tuple[bool, list[Point]]]:
    """Pieces that are upright (True) or level, in turn. ELK leaves slight slants where an edge crosses a frame."""
    runs: list[tuple[bool, list[Point]]] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        across, along = abs(x1 - x0), abs(y1 - y0)
        if max(across, along) < 1e-6:
            continue
        upright = along >= across
        if runs and runs[-1][0] == upright:
            runs[-1][1].append((x1, y1))
        else:
            runs.append((upright, [(x0, y0), (x1, y1)]))
    return runs


def _upright_at(points: Sequence[Point]) -> float:
    """The column of an upright run: that of its longest part."""
    pairs = list(pairwise(points))
    return max(pairs, key=lambda pair: abs(pair[1][1] - pair[0][1]))[0][0]


def _labelled(way: Way, x: float, y: float) -> int:
    """The upright piece at the label's place; the longest one where none is there."""

    def misfit(piece: int) -> tuple[float, float]:
        low, high = way.reach(piece)
        outside = max(low - y, y - high, 0) + abs(way.columns[piece] - x)
        return outside if outside > 1 else 0, low - high

    return min(range(len(way.columns)), key=misfit)
