"""ELK's sketch in character cells -> the same drawing on whole cells, in which nothing touches what it must not.

    sketch <- straighten, spacing <- bodies <- rows <- columns <- settle

ELK decides what stands above, below and beside what. Here every box, frame, line, label and title gets whole rows, then
whole columns: in ELK's order, with set gaps, and without the rows and columns nothing needs. Two lines never share a
cell unless they cross, and never turn or end where they meet; so a drawing can be read in one way only.
"""

from __future__ import annotations

from macros.diagrams.columns import Columns
from macros.diagrams.geometry import Box, Layout, Route
from macros.diagrams.metrics import label_cells
from macros.diagrams.model import Graph
from macros.diagrams.rows import Rows
from macros.diagrams.sketch import Way, ways
from macros.diagrams.straighten import straighten


def settle(graph: Graph, sketch: Layout) -> Layout:
    """The layout in whole cells, from the upper left corner (0, 0) on.

    `sketch` is in cells too, but in fractions, its boxes possibly too small; the way of every edge starts and ends on
    the upper or lower side of a box. Raises ValueError when it does not, or when it draws things on top of each other.
    """
    found = ways(sketch)
    straighten(graph, sketch, found)
    rows = Rows(graph, sketch, found)
    columns = Columns(graph, sketch, found, rows)
    return _layout(graph, found, rows, columns)


def _layout(graph: Graph, found: list[Way], rows: Rows, columns: Columns) -> Layout:
    x, y = columns.at, rows.at
    nodes = {}
    for node in graph.nodes:
        left, right = columns.sides[node.id]
        nodes[node.id] = Box(x[left], y[rows.node[node.id]], x[right] - x[left] + 1, rows.heights[node.id])
    groups = {}
    for group in graph.groups:
        left, right = columns.frames[group.id]
        top, bottom = y[rows.top[group.id]], y[rows.bottom[group.id]]
        groups[group.id] = Box(x[left], top, x[right] - x[left] + 1, bottom - top + 1)
    routes = tuple(_route(graph, found, rows, columns, index) for index in range(len(graph.edges)))
    boxes = [*nodes.values(), *groups.values(), *(route.label for route in routes if route.label)]
    width = max(*(box.right for box in boxes), *(point[0] + 1 for route in routes for point in route.points))
    height = max(*(box.bottom for box in boxes), *(point[1] + 1 for route in routes for point in route.points))
    return Layout(width, height, nodes, groups, routes)


def _route(graph: Graph, found: list[Way], rows: Rows, columns: Columns, index: int) -> Route:
    points: list[tuple[float, float]] = []
    for piece, place in enumerate(columns.lines[index]):
        start, end = columns.ends(index, piece)
        points += [(columns.at[place], start), (columns.at[place], end)]
    label, piece_of_label = rows.labels[index], found[index].labelled
    if label is None or piece_of_label is None:
        return Route(tuple(points))
    width, height = label_cells(graph.edges[index])
    left = columns.at[columns.lines[index][piece_of_label]] - width // 2
    return Route(tuple(points), Box(left, rows.at[label], width, height))
