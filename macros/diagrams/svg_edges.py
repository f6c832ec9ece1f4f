"""The ways of the arrows: rounded at the bends, pulled onto the outline, interrupted where their label stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from macros.diagrams.geometry import Box, Layout, Point, Route, Segment
from macros.diagrams.metrics import SMALL_STEP, px_label_lines
from macros.diagrams.model import Edge, Graph, Node
from macros.diagrams.svg_shapes import inset, number
from macros.diagrams.svg_text import text

RADIUS = 7.0
HEAD = 9.0


def edge_svg(graph: Graph, drawn: Layout, index: int) -> str:
    """One arrow with its head and its label."""
    edge = graph.edges[index]
    route = _on_outlines(drawn.edges[index], edge, graph, drawn)
    label = route.label if edge.text else None
    ways = _around(route.points, label) if label else [list(route.points)]
    ways[-1] = _shortened(ways[-1])
    path = "".join(rounded(way) for way in ways if len(way) > 1)
    drawing = f'<path class="dg-way" d="{path}"/>{_head(route.points)}'
    return f'<g class="dg-edge dg-{edge.style}">{drawing}{_label(edge, label) if label else ""}</g>'


def _on_outlines(route: Route, edge: Edge, graph: Graph, drawn: Layout) -> Route:
    first, *middle, last = route.points
    start = _pulled(first, route.points[1], graph.node[edge.source], drawn)
    end = _pulled(last, route.points[-2], graph.node[edge.target], drawn)
    return replace(route, points=(start, *middle, end))


def _pulled(end: Point, before: Point, node: Node, drawn: Layout) -> Point:
    distance = inset(node.kind, drawn.nodes[node.id], end)
    return end[0], end[1] + (distance if before[1] < end[1] else -distance)


def _around(points: Sequence[Point], label: Box) -> list[list[Point]]:
    """The way in two pieces that stop at the label's upper and lower side."""
    pieces = list(pairwise(points))
    inside = [index for index, piece in enumerate(pieces) if label.crossed_by(piece)]
    if not inside:
        return [list(points)]
    first, last = inside[0], inside[-1]
    before = [*points[: first + 1], _entry(pieces[first], label)]
    after = [_entry(pieces[last][::-1], label), *points[last + 1 :]]
    return [before, after]


def _entry(piece: Segment, label: Box) -> Point:
    """Where the piece, followed from its first point, meets the label."""
    (x0, y0), (x1, y1) = piece
    if x0 == x1:
        return x0, label.y if y1 > y0 else label.bottom
    return (label.x if x1 > x0 else label.right), y0


def rounded(points: Sequence[Point]) -> str:
    """Path commands through `points` with round bends."""
    commands = [f"M{_at(points[0])}"]
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(RADIUS, _distance(before, bend) / 2, _distance(bend, after) / 2)
        near, far = _towards(bend, before, radius), _towards(bend, after, radius)
        commands.append(f"L{_at(near)}Q{_at(bend)} {_at(far)}")
    return "".join([*commands, f"L{_at(points[-1])}"])


def _shortened(points: list[Point]) -> list[Point]:
    """The way up to the foot of its arrow head."""
    end = _towards(points[-1], points[-2], min(HEAD - 2, _distance(points[-1], points[-2])))
    return [*points[:-1], end]


def _head(points: Sequence[Point]) -> str:
    (x, y), (_, before) = points[-1], points[-2]
    up = HEAD if before > y else -HEAD
    left, right, foot = number(x - HEAD / 2), number(x + HEAD / 2), number(y + up)
    return f'<path class="dg-head" d="M{number(x)} {number(y)}L{left} {foot}H{right}z"/>'


def _label(edge: Edge, box: Box) -> str:
    lines = px_label_lines(edge)
    top = box.centre[1] - len(lines) * SMALL_STEP / 2
    places = [top + SMALL_STEP * (index + 0.76) for index in range(len(lines))]
    return "".join(text("edge", box.centre[0], y, line) for y, line in zip(places, lines, strict=True))


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _distance(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(start: Point, end: Point, by: float) -> Point:
    """The point `by` px from `start` on the way to `end`."""
    whole = _distance(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * by / whole, start[1] + (end[1] - start[1]) * by / whole
