"""The rows of a text drawing: where boxes, frames, level pieces of edges and labels stand, from the top down."""

from __future__ import annotations

from collections.abc import Iterator

from macros.diagrams.bodies import Body, keep_apart, spans_meet
from macros.diagrams.geometry import Layout
from macros.diagrams.metrics import label_cells, node_cells
from macros.diagrams.model import Graph
from macros.diagrams.sketch import Way
from macros.diagrams.spacing import NOWHERE, Spacing

_ROW_GAPS = {
    ("node", "node"): 1, ("node", "top"): 1, ("node", "bottom"): 0, ("node", "bar"): 1, ("node", "label"): 1,
    ("top", "node"): 1, ("top", "top"): 0, ("top", "bottom"): 1, ("top", "bar"): 0, ("top", "label"): 1,
    ("bottom", "node"): 1, ("bottom", "top"): 1, ("bottom", "bottom"): 0, ("bottom", "bar"): 0, ("bottom", "label"): 1,
    ("bar", "node"): 1, ("bar", "top"): 0, ("bar", "bottom"): 0, ("bar", "bar"): 0, ("bar", "label"): 1,
    ("label", "node"): 1, ("label", "top"): 1, ("label", "bottom"): 1, ("label", "bar"): 1, ("label", "label"): 1,
}  # fmt: skip


class Rows:
    """Rows of nodes' tops, of frames' upper and lower sides, of level pieces and of labels."""

    def __init__(self, graph: Graph, sketch: Layout, found: list[Way]) -> None:
        self._graph, self._sketch, self._ways = graph, sketch, found
        self._spacing = Spacing()
        self.heights = {node.id: node_cells(node)[1] for node in graph.nodes}
        self._pairs = {(edge.source, edge.target) for edge in graph.edges}
        self._roomy = {edge.target for edge, way in zip(graph.edges, found, strict=True) if way.arrives_up}
        self._roomy |= {edge.source for edge in graph.edges if edge.style == "async"}  # show a dash before any crossing
        self.node, self.top, self.bottom = dict[str, int](), dict[str, int](), dict[str, int]()
        self.bars, self.labels = list[list[int]](), list[int | None]()
        bodies = [*self._boxes(), *self._frames(), *self._lines()]
        keep_apart(self._spacing, bodies, self._gap, spans_meet)
        self.at = self._spacing.solve()

    def _boxes(self) -> Iterator[Body]:
        for name, box in self._sketch.nodes.items():
            place = self.node[name] = self._spacing.place(box.y)
            yield Body(
                "node", place, place, (box.x, box.right), box.centre[1], beyond=self.heights[name] - 1, owner=name
            )

    def _frames(self) -> Iterator[Body]:
        for name, box in self._sketch.groups.items():
            self.top[name], self.bottom[name] = self._spacing.place(box.y), self._spacing.place(NOWHERE)
            span = box.x, box.right
            yield Body("top", self.top[name], self.top[name], span, box.y)
            yield Body("bottom", self.bottom[name], self.bottom[name], span, box.bottom)

    def _lines(self) -> Iterator[Body]:
        for edge, way, route in zip(self._graph.edges, self._ways, self._sketch.edges, strict=True):
            self.bars.append([self._spacing.place(row) for row in way.rows])
            for place, row, left, right in zip(self.bars[-1], way.rows, way.columns, way.columns[1:], strict=False):
                yield Body("bar", place, place, (min(left, right), max(left, right)), row)
            self.labels.append(None)
            if route.label and way.labelled is not None and way.label_row is not None:
                width, height = label_cells(edge)
                place = self.labels[-1] = self._spacing.place(route.label.y)
                column = way.columns[way.labelled]
                span = column - width / 2, column + width / 2
                yield Body("label", place, place, span, way.label_row, beyond=height - 1)

    def _gap(self, first: Body, second: Body) -> int:
        if first.kind == second.kind == "node":
            return 2 if {(first.owner, second.owner), (second.owner, first.owner)} & self._pairs else 1
        if first.kind == "node" and first.owner in self._roomy:
            return 1
        return _ROW_GAPS[first.kind, second.kind]
