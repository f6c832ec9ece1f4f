"""Lays a drawing measured in character cells on whole cells, and takes out rows and columns where nothing happens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from math import floor

from macros.diagrams.elk_output import simplify
from macros.diagrams.geometry import Box, Layout, Point, Route
from macros.diagrams.model import Graph


def snap(graph: Graph, drawn: Layout) -> Layout:
    """`drawn` on whole cells, each route from a border cell of its source to one of its target."""
    nodes = {name: _whole(box) for name, box in drawn.nodes.items()}
    groups = {name: _whole(box) for name, box in drawn.groups.items()}
    ends = [(nodes[edge.source], nodes[edge.target]) for edge in graph.edges]
    edges = [_route(route, *boxes) for route, boxes in zip(drawn.edges, ends, strict=True)]
    return Layout(floor(drawn.width), floor(drawn.height), nodes, groups, tuple(edges))


def _whole(box: Box) -> Box:
    return Box(_floor(box.x), _floor(box.y), _floor(box.w + 0.5), _floor(box.h + 0.5))


def _floor(value: float) -> int:
    return floor(value + 1e-6)


def _route(route: Route, source: Box, target: Box) -> Route:
    points = [(_floor(x), _floor(y)) for x, y in route.points]
    points = _on_border(points, source)
    points = _on_border(points[::-1], target)[::-1]
    return Route(simplify(points), _whole(route.label) if route.label else None)


def _on_border(points: list[tuple[int, int]], box: Box) -> list[tuple[int, int]]:
    """The first point moved onto a border cell of `box`; edges leave up or down, so the piece stays upright."""
    (x, _), (_, towards) = points[0], points[1]
    column = int(min(max(x, box.x + 1), box.right - 2))
    row = int(box.bottom - 1 if towards > box.centre[1] else box.y)
    moved = [(column, row), (column, towards)]
    return moved + points[2:]


def squeeze(drawn: Layout) -> Layout:
    """The layout with each run of rows, and of columns, that only pass lines through cut down to one."""
    columns = _keeper(_busy(drawn, 0), floor(drawn.width))
    rows = _keeper(_busy(drawn, 1), floor(drawn.height))

    def point(at: Point) -> Point:
        return columns(at[0]), rows(at[1])

    def box(b: Box) -> Box:
        (x, y), (right, bottom) = point((b.x, b.y)), point((b.right - 1, b.bottom - 1))
        return Box(x, y, right - x + 1, bottom - y + 1)

    def boxes(of: dict[str, Box]) -> dict[str, Box]:
        return {name: box(b) for name, b in of.items()}

    edges = tuple(Route(tuple(map(point, r.points)), box(r.label) if r.label else None) for r in drawn.edges)
    moved = replace(
        drawn, nodes=boxes(drawn.nodes), groups=boxes(drawn.groups), edges=edges, titles=boxes(drawn.titles)
    )
    return replace(moved, width=max(_extent(moved, 0)) + 1, height=max(_extent(moved, 1)) + 1)


def _busy(drawn: Layout, axis: int) -> set[int]:
    """Rows (axis 1) or columns (axis 0) in which something begins, ends, turns or is written."""
    written = [*drawn.nodes.values(), *(route.label for route in drawn.edges if route.label), *drawn.titles.values()]
    busy = {at for box in written for at in range(*_span(box, axis))}
    for box in drawn.groups.values():
        start, stop = _span(box, axis)
        busy |= {start, stop - 1}
    for route in drawn.edges:
        busy |= {int(point[axis]) for point in route.points}
        for end, before in ((route.points[-1], route.points[-2]), (route.points[0], route.points[1])):
            busy.add(int(end[axis]) + (before[axis] > end[axis]) - (before[axis] < end[axis]))
    return busy


def _span(box: Box, axis: int) -> tuple[int, int]:
    return (int(box.x), int(box.right)) if axis == 0 else (int(box.y), int(box.bottom))


def _extent(drawn: Layout, axis: int) -> Iterable[int]:
    return _busy(drawn, axis)


def _keeper(busy: set[int], size: int) -> Callable[[float], int]:
    """Where each old row or column comes to lie: everything before the first busy one goes, gaps become one wide."""
    first = min(busy)
    kept = [at for at in range(first, size + 1) if at in busy or at - 1 in busy]
    return lambda at: bisect_right(kept, at) - 1
