"""Graph and its layout in cells -> a text drawing, of box characters or of plain ASCII.

What a reader may rely on: a line goes straight through a crossing; lines never merge; each edge starts at a notch of
its own on its source's border and ends in an arrow head of its own at its target; its label interrupts it.
"""

from __future__ import annotations

from itertools import pairwise

from macros.diagrams.canvas import CHARACTERS, Border, Canvas, Characters, TextStyle, plain
from macros.diagrams.geometry import Box, Layout, Route
from macros.diagrams.metrics import cell_label_lines, cell_lines
from macros.diagrams.model import Edge, Graph, Group, Node

_TURNS = {(1, 0): "e", (-1, 0): "w", (0, 1): "s", (0, -1): "n"}
_OPPOSITE = {"e": "w", "w": "e", "s": "n", "n": "s"}
Cell = tuple[int, int]


def draw(graph: Graph, layout: Layout, style: TextStyle = "box") -> str:
    """The drawing, ending with a newline, no line with blanks at its end; `layout` is in cells and final."""
    return _Drawing(graph, layout, style).text()


class _Drawing:
    def __init__(self, graph: Graph, layout: Layout, style: TextStyle) -> None:
        self._graph, self._layout = graph, layout
        self._characters: Characters = CHARACTERS[style]
        self._say = plain if style == "ascii" else str
        self._canvas = Canvas(int(layout.width), int(layout.height))

    def text(self) -> str:
        for group in self._graph.groups:
            self._canvas.box(*_whole(self._layout.groups[group.id]), self._characters.frame)
        edges = list(zip(self._graph.edges, self._layout.edges, strict=True))
        ways = [_cells(route) for route in self._layout.edges]
        for edge, way in zip(self._graph.edges, ways, strict=True):
            self._levels(edge, way)
        for edge, way in zip(self._graph.edges, ways, strict=True):
            self._uprights(edge, way)
        for way in ways:
            self._corners(way)
        for node in self._graph.nodes:
            self._node(node, self._layout.nodes[node.id])
        for edge, way in zip(self._graph.edges, ways, strict=True):
            self._ends(edge, way)
        for edge, route in edges:
            self._label(edge, route)
        for group in self._graph.groups:
            self._title(group)
        return self._canvas.text()

    def _levels(self, edge: Edge, way: list[Cell]) -> None:
        char, crossed = self._characters.lines[edge.style][0], self._characters.frame.sides
        for (x0, y0), (x1, y1) in pairwise(way):
            if y0 == y1:
                self._canvas.level(x0, x1, y0, char, crossed, self._characters.crossing)

    def _uprights(self, edge: Edge, way: list[Cell]) -> None:
        char = self._characters.lines[edge.style][1]
        crossed = "".join(level for level, _ in self._characters.lines.values())
        for (x0, y0), (x1, y1) in pairwise(way):
            if x0 == x1:
                self._canvas.upright(x0, y0, y1, char, crossed, self._characters.crossing)

    def _corners(self, way: list[Cell]) -> None:
        for before, here, after in zip(way, way[1:], way[2:], strict=False):
            sides = {_OPPOSITE[_heading(before, here)], _heading(here, after)}
            self._canvas.write(*here, self._characters.corners["".join(sorted(sides))])

    def _node(self, node: Node, box: Box) -> None:
        x, y, width, height = _whole(box)
        self._canvas.box(x, y, width, height, self._characters.borders[node.kind])
        for index, line in enumerate(cell_lines(node)):
            text = self._say(line.text)
            self._canvas.write(x + 1, y + 1 + index, text.center(width - 2))

    def _ends(self, edge: Edge, way: list[Cell]) -> None:
        border: Border = self._characters.borders[self._graph.node[edge.source].kind]
        notch = border.starts_down if _heading(way[0], way[1]) == "s" else border.starts_up
        self._canvas.write(*way[0], notch)
        heading = _heading(way[-2], way[-1])
        x, y = way[-1]
        self._canvas.write(x, y - 1 if heading == "s" else y + 1, self._characters.heads[heading])

    def _label(self, edge: Edge, route: Route) -> None:
        """The lines centred on the upright piece that they interrupt."""
        if route.label:
            x, y, width, _ = _whole(route.label)
            for index, line in enumerate(cell_label_lines(edge)):
                text = self._say(line)
                self._canvas.write(x + width // 2 - len(text) // 2, y + index, text)

    def _title(self, group: Group) -> None:
        """The title in the frame's upper side, in the first stretch of it that no line crosses."""
        x, y, width, _ = _whole(self._layout.groups[group.id])
        text = f" {self._say(group.label)} "
        start = self._canvas.free(x + 1, x + width - 1, y, len(text) + 2, self._characters.frame.level)
        self._canvas.write(start + 1, y, text)


def _whole(box: Box) -> tuple[int, int, int, int]:
    return int(box.x), int(box.y), int(box.w), int(box.h)


def _cells(route: Route) -> list[Cell]:
    return [(int(x), int(y)) for x, y in route.points]


def _heading(start: Cell, end: Cell) -> str:
    across, along = end[0] - start[0], end[1] - start[1]
    return _TURNS[(across > 0) - (across < 0), (along > 0) - (along < 0)]
