"""Small sideways steps of edges, which ELK leaves where it spreads the ends on a box, taken out of a sketch."""

from __future__ import annotations

from collections.abc import Iterator

from macros.diagrams.geometry import Box, Layout
from macros.diagrams.model import Graph
from macros.diagrams.sketch import Way

_STEP = 4.0  # columns; a longer sideways step leads somewhere
_PORT = 1.5  # columns between a box's corner and the edges on it
_CLEAR = 0.5  # columns between a moved line and whatever it must not pass


def straighten(graph: Graph, layout: Layout, ways: list[Way]) -> None:
    """Join upright pieces a small step apart wherever that moves no line past another line, a box or a label."""
    Straightener(graph, layout, ways).run()


class Straightener:
    """The ways of one sketch and what stands round them."""

    def __init__(self, graph: Graph, layout: Layout, ways: list[Way]) -> None:
        self._graph, self._layout, self._ways = graph, layout, ways

    def run(self) -> None:
        """Straighten until nothing more can be."""
        while any(self._once(index, bar) for index, way in enumerate(self._ways) for bar in range(len(way.rows))):
            pass

    def _once(self, index: int, bar: int) -> bool:
        """Take out one level piece; False when it is long, or something is in the way."""
        way = self._ways[index]
        if bar >= len(way.rows) or abs(way.columns[bar + 1] - way.columns[bar]) > _STEP:
            return False
        for column in self._candidates(way, bar):
            if self._fits(index, bar, column) and self._fits(index, bar + 1, column):
                way.columns[bar : bar + 2] = [column]
                del way.rows[bar]
                if way.labelled is not None and way.labelled > bar:
                    way.labelled -= 1
                return True
        return False

    def _candidates(self, way: Way, bar: int) -> list[float]:
        """Columns for both pieces; a label stays where it is."""
        left, right = way.columns[bar], way.columns[bar + 1]
        if way.labelled in (bar, bar + 1):
            return [way.columns[way.labelled]]
        return [(left + right) / 2, left, right]

    def _fits(self, index: int, piece: int, column: float) -> bool:
        way = self._ways[index]
        old = way.columns[piece]
        low, high = way.reach(piece)
        swept = Box(min(old, column) - _CLEAR, low - 1, abs(old - column) + 2 * _CLEAR, high - low + 2)
        return self._on_boxes(index, piece, column) and not any(swept.overlaps(box) for box in self._obstacles(index))

    def _on_boxes(self, index: int, piece: int, column: float) -> bool:
        edge, way = self._graph.edges[index], self._ways[index]
        ends = [edge.source] * (piece == 0) + [edge.target] * (piece == len(way.columns) - 1)
        boxes = [self._layout.nodes[end] for end in ends]
        return all(box.x + _PORT <= column <= box.right - _PORT for box in boxes)

    def _obstacles(self, moving: int) -> Iterator[Box]:
        """Other lines, other edges' labels, frames' sides and the boxes that the edge does not end on."""
        edge = self._graph.edges[moving]
        for name, box in self._layout.nodes.items():
            if name not in (edge.source, edge.target):
                yield box
        for box in self._layout.groups.values():
            yield Box(box.x, box.y, 0, box.h)
            yield Box(box.right, box.y, 0, box.h)
        for index, way in enumerate(self._ways):
            label = self._layout.edges[index].label
            if index != moving and label:
                yield label
            for piece, column in enumerate(way.columns):
                if index != moving:
                    low, high = way.reach(piece)
                    yield Box(column, low, 0, high - low)
