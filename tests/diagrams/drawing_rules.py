"""What must hold in any drawing, in px as in cells: the faults found, as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from macros.diagrams import Box, Graph, Layout

TOUCH = 0.5  # lines end on outlines: what lies this near to a rim is not inside


def faults(graph: Graph, drawn: Layout) -> list[str]:
    labels = {key: route.label for key, route in zip(graph.edge_keys, drawn.edges, strict=True) if route.label}
    return [
        *_overlaps(drawn.nodes, "boxes"),
        *_overlaps(labels, "labels"),
        *_between(drawn.nodes, labels, "a box and a label"),
        *_between(drawn.nodes, drawn.titles, "a box and a title"),
        *_between(labels, drawn.titles, "a label and a title"),
        *_lines(graph, drawn, labels),
        *_frames(graph, drawn),
    ]


def _overlaps(boxes: dict[str, Box], what: str) -> Iterator[str]:
    for (a, first), (b, second) in combinations(boxes.items(), 2):
        if first.overlaps(second):
            yield f"two {what} overlap: {a}, {b}"


def _between(some: dict[str, Box], others: dict[str, Box], what: str) -> Iterator[str]:
    for a, first in some.items():
        for b, second in others.items():
            if first.overlaps(second):
                yield f"{what} overlap: {a}, {b}"


def _lines(graph: Graph, drawn: Layout, labels: dict[str, Box]) -> Iterator[str]:
    for key, edge, route in zip(graph.edge_keys, graph.edges, drawn.edges, strict=True):
        obstacles = {name: box for name, box in drawn.nodes.items() if name not in (edge.source, edge.target)}
        obstacles |= {f"label of {other}": box for other, box in labels.items() if other != key}
        obstacles |= {f"title of {name}": box for name, box in drawn.titles.items()}
        for name, box in obstacles.items():
            if any(box.shrunk(TOUCH).crossed_by(piece) for piece in route.segments):
                yield f"{key} runs through {name}"
        if any(a[0] != b[0] and a[1] != b[1] for a, b in route.segments):
            yield f"{key} runs askew"


def _frames(graph: Graph, drawn: Layout) -> Iterator[str]:
    for node in graph.nodes:
        if node.group and not drawn.groups[node.group].holds(drawn.nodes[node.id]):
            yield f"{node.id} sticks out of {node.group}"
