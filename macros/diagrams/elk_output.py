"""ELK's answer -> a `Layout`: ids back to boxes, edges back to their order and direction, jogs pulled straight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from macros.diagrams.geometry import Box, Layout, Point, Route
from macros.diagrams.model import Graph

Json = dict[str, Any]


def read_layout(graph: Graph, answer: Json, jog: float) -> Layout:
    """The layout in `answer`; bends smaller than `jog` are pulled straight."""
    boxes = {child["id"]: _box(child) for child in _shapes(answer)}
    routes = {edge["id"]: edge for edge in _edges(answer)}
    edges = []
    for index, edge in enumerate(graph.edges):
        route = _route(routes[f"e{index}"], jog)
        edges.append(Route(route.points[::-1], route.label) if edge.style == "feedback" else route)
    nodes = {node.id: boxes[node.id] for node in graph.nodes}
    groups = {group.id: boxes[group.id] for group in graph.groups}
    return Layout(answer["width"], answer["height"], nodes, groups, tuple(edges))


def _shapes(parent: Json) -> Iterator[Json]:
    for child in parent.get("children", []):
        yield child
        yield from _shapes(child)


def _edges(parent: Json) -> Iterator[Json]:
    yield from parent.get("edges", [])
    for child in parent.get("children", []):
        yield from _edges(child)


def _box(shape: Json) -> Box:
    return Box(shape["x"], shape["y"], shape["width"], shape["height"])


def _route(edge: Json, jog: float) -> Route:
    section = edge["sections"][0]
    places = [section["startPoint"], *section.get("bendPoints", []), section["endPoint"]]
    labels = edge.get("labels", [])
    points = straighten([(place["x"], place["y"]) for place in places], jog)
    return Route(points, _box(labels[0]) if labels else None)


def straighten(points: Sequence[Point], jog: float) -> tuple[Point, ...]:
    """ELK leaves small steps sideways where an edge enters a group: pull the column onto the one before.

    Only sideways: a short piece upwards or downwards may be the one that carries the arrow head.
    """
    lines = [list(point) for point in points]
    for index in range(len(lines) - 1):
        _pull(lines, index, jog)
    return simplify([(x, y) for x, y in lines])


def _pull(lines: list[list[float]], index: int, jog: float) -> None:
    old = lines[index + 1][0]
    if not 0 < abs(old - lines[index][0]) < jog:
        return
    following = index + 1
    while following < len(lines) and abs(lines[following][0] - old) < 1.0:  # ELK rounds the columns of labels
        lines[following][0] = lines[index][0]
        following += 1


def simplify(points: Sequence[Point]) -> tuple[Point, ...]:
    """The same way without repeated points and without points in the middle of a straight piece."""
    kept: list[Point] = [points[0]]
    for point in points[1:]:
        if _same(point, kept[-1]):
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _same(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) + abs(a[1] - b[1]) < 1e-6


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return any(abs(a[axis] - b[axis]) < 1e-6 and abs(b[axis] - c[axis]) < 1e-6 for axis in (0, 1))
