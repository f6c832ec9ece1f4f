"""Faults of a text drawing that no box shows: two lines that meet where it cannot be told which goes where."""

from __future__ import annotations

from collections.abc import Iterator

from macros.diagrams.geometry import Layout, Route

Cell = tuple[int, int]


def lines_share_a_cell(drawn: Layout) -> bool:
    """Whether two routes run along each other or one turns on another; a plain crossing is fine."""
    seen: dict[Cell, str] = {}
    for route in drawn.edges:
        for cell, way in _cells(route):
            before = seen.get(cell)
            if before is not None and {before, way} != {"|", "-"}:
                return True
            seen[cell] = way
    return False


def _cells(route: Route) -> Iterator[tuple[Cell, str]]:
    """Each cell a route passes with the way it passes: upright, level, or turning; each cell once."""
    inner = {(int(x), int(y)) for x, y in route.points[1:-1]}
    yield from ((cell, "+") for cell in inner)
    for (x0, y0), (x1, y1) in route.segments:
        way = "|" if x0 == x1 else "-"
        for x in range(int(min(x0, x1)), int(max(x0, x1)) + 1):
            for y in range(int(min(y0, y1)), int(max(y0, y1)) + 1):
                if (x, y) not in inner:
                    yield (x, y), way
