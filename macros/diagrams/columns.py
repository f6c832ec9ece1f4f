"""The columns of a text drawing, once its rows are known: boxes, frames, upright pieces, labels and titles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.diagrams.bodies import Body, keep_apart
from macros.diagrams.geometry import Layout
from macros.diagrams.metrics import label_cells, node_cells, title_cells
from macros.diagrams.model import Graph
from macros.diagrams.rows import Rows
from macros.diagrams.sketch import Way
from macros.diagrams.spacing import Spacing

COLUMNS = 100  # a wider drawing is squeezed as far as it goes

_COLUMN_GAPS = {frozenset(["node"]): 3, frozenset(["label"]): 0}  # every other pair: 1; a label brings its own blanks


class Columns:
    """Columns of nodes' and frames' sides, of upright pieces (labels go with them) and of frames' titles."""

    def __init__(self, graph: Graph, sketch: Layout, found: list[Way], rows: Rows) -> None:
        self._graph, self._sketch, self._ways, self._rows = graph, sketch, found, rows
        self._spacing = Spacing()
        self.sides, self.frames = dict[str, tuple[int, int]](), dict[str, tuple[int, int]]()
        self.lines, self.titles = list[list[int]](), dict[str, int]()
        bodies = [*self._boxes(), *self._frames(), *self._uprights(), *self._labels()]
        bodies += self._titles(bodies)
        self._attach()
        keep_apart(self._spacing, bodies, _column_gap, self._meet)
        self._margins(bodies)
        self.at = self._spacing.solve()
        if max(self.at) >= COLUMNS:
            self.at = self._spacing.narrowest(COLUMNS - 1, self.at)

    def _boxes(self) -> Iterator[Body]:
        for name, box in self._sketch.nodes.items():
            left, right = self.sides[name] = self._spacing.place(box.x), self._spacing.place()
            width = max(node_cells(self._graph.node[name])[0], round(box.w))
            self._spacing.apart(left, right, width - 1)
            self._spacing.prefer(right, left, 1 - width)
            top = self._rows.at[self._rows.node[name]]
            span = top, top + self._rows.heights[name] - 1
            yield Body("node", left, right, span, box.centre[0], owner=name)

    def _frames(self) -> Iterator[Body]:
        for name, box in self._sketch.groups.items():
            left, right = self.frames[name] = self._spacing.place(box.x), self._spacing.place()
            self._spacing.apart(left, right, title_cells(self._graph.group[name]) + 3)
            span = self._rows.at[self._rows.top[name]], self._rows.at[self._rows.bottom[name]]
            yield Body("frame", left, left, span, box.x, owner=name)
            yield Body("frame", right, right, span, box.right, owner=name)

    def _uprights(self) -> Iterator[Body]:
        for index, way in enumerate(self._ways):
            self.lines.append([self._spacing.place(column) for column in way.columns])
            for piece, place in enumerate(self.lines[-1]):
                yield Body("line", place, place, self.reach(index, piece), way.columns[piece], owner=index)

    def _labels(self) -> Iterator[Body]:
        for index, (edge, way) in enumerate(zip(self._graph.edges, self._ways, strict=True)):
            top = self._rows.labels[index]
            if top is not None and way.labelled is not None:
                width, height = label_cells(edge)
                place, row = self.lines[index][way.labelled], self._rows.at[top]
                before, beyond = width // 2, (width - 1) // 2
                at = way.columns[way.labelled]
                yield Body("label", place, place, (row, row + height - 1), at, before, beyond, index)

    def _titles(self, bodies: list[Body]) -> list[Body]:
        """Each title in the first stretch of its frame's upper side with room for it between lines, or the longest."""
        titles = []
        for name, box in self._sketch.groups.items():
            row, width = self._rows.at[self._rows.top[name]], title_cells(self._graph.group[name])
            lines = (body.at for body in bodies if body.kind == "line" and body.span[0] <= row <= body.span[1])
            marks = [box.x + 1, *sorted(at for at in lines if box.x < at < box.right), box.right]
            stretches = list(pairwise(marks))
            fitting = [one for one in stretches if one[1] - one[0] > width + 1]
            left, right = fitting[0] if fitting else max(stretches, key=lambda one: one[1] - one[0])
            place = self.titles[name] = self._spacing.place(left + 1)
            titles.append(Body("title", place, place, (row, row), (left + right) / 2, beyond=width - 1))
        return titles

    def _attach(self) -> None:
        """Every edge leaves and enters its boxes between their corners."""
        for edge, places in zip(self._graph.edges, self.lines, strict=True):
            for name, place in ((edge.source, places[0]), (edge.target, places[-1])):
                left, right = self.sides[name]
                self._spacing.apart(left, place, 2)
                self._spacing.apart(place, right, 2)

    def _meet(self, first: Body, second: Body) -> bool:
        """Whether both stand in one row; or one right above the other, unless it starts or ends there."""
        if first.low == second.low:
            return False  # a label and its line
        near = 0 if self._joined(first, second) or "title" in (first.kind, second.kind) else 1
        return first.span[0] <= second.span[1] + near and second.span[0] <= first.span[1] + near

    def _joined(self, first: Body, second: Body) -> bool:
        node, line = (first, second) if first.kind == "node" else (second, first)
        if node.kind != "node" or not isinstance(line.owner, int):
            return False
        edge = self._graph.edges[line.owner]
        return node.owner in (edge.source, edge.target)

    def _margins(self, bodies: list[Body]) -> None:
        """The first and the last column, for labels that stick out beyond everything else."""
        first, last = self._spacing.place(), self._spacing.place()
        for body in bodies:
            self._spacing.apart(first, body.low, body.before)
            self._spacing.apart(body.high, last, body.beyond)

    def reach(self, index: int, piece: int) -> tuple[int, int]:
        """The rows that an upright piece covers, the upper first; without the border of a box it ends on."""
        ends = self.ends(index, piece)
        bars = len(self._rows.bars[index])
        inner = [0 if piece else 1, 0 if piece < bars else 1]
        down = ends[0] <= ends[1]
        return (ends[0] + inner[0], ends[1] - inner[1]) if down else (ends[1] + inner[1], ends[0] - inner[0])

    def ends(self, index: int, piece: int) -> tuple[int, int]:
        """The rows at which an upright piece starts and ends, in the direction of its edge."""
        edge, way, rows = self._graph.edges[index], self._ways[index], self._rows
        bars = [rows.at[place] for place in rows.bars[index]]
        source, target = rows.at[rows.node[edge.source]], rows.at[rows.node[edge.target]]
        start = source if way.leaves_up else source + rows.heights[edge.source] - 1
        end = target + rows.heights[edge.target] - 1 if way.arrives_up else target
        return (bars[piece - 1] if piece else start), (bars[piece] if piece < len(bars) else end)


def _column_gap(first: Body, second: Body) -> int:
    if first.kind == second.kind == "line" and first.owner == second.owner:
        return 0
    return _COLUMN_GAPS.get(frozenset((first.kind, second.kind)), 1)
