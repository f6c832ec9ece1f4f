"""A graph -> the JSON that ELK lays out, once measured in px and once in character cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from macros.diagrams import metrics
from macros.diagrams.model import Edge, Graph, Group, Node

Json = dict[str, Any]
Sides = tuple[int, int]  # left and right

COMMON: dict[str, str] = {
    "elk.algorithm": "layered",
    "elk.direction": "DOWN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.hierarchyHandling": "INCLUDE_CHILDREN",
    "elk.randomSeed": "1",
    "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    "elk.layered.feedbackEdges": "true",
    "elk.layered.cycleBreaking.strategy": "GREEDY",
    "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
    "elk.layered.nodePlacement.favorStraightEdges": "true",
    "elk.layered.thoroughness": "60",
    "elk.layered.edgeLabels.sideSelection": "ALWAYS_DOWN",
    "elk.json.shapeCoords": "ROOT",
    "elk.json.edgeCoords": "ROOT",
}
PX_SPACING: dict[str, str] = {
    "elk.spacing.nodeNode": "28",
    "elk.layered.spacing.nodeNodeBetweenLayers": "28",
    "elk.spacing.edgeNode": "18",
    "elk.layered.spacing.edgeNodeBetweenLayers": "15",
    "elk.spacing.edgeEdge": "14",
    "elk.layered.spacing.edgeEdgeBetweenLayers": "14",
    "elk.spacing.edgeLabel": "4",
    "elk.spacing.portPort": "14",
    "elk.spacing.labelNode": "8",
    "elk.spacing.labelLabel": "8",
}
CELL_SPACING: dict[str, str] = {
    "elk.spacing.nodeNode": "3",
    "elk.layered.spacing.nodeNodeBetweenLayers": "2",
    "elk.spacing.edgeNode": "2",
    "elk.layered.spacing.edgeNodeBetweenLayers": "2",
    "elk.spacing.edgeEdge": "2",
    "elk.layered.spacing.edgeEdgeBetweenLayers": "1",
    "elk.spacing.edgeLabel": "1",
    "elk.spacing.portPort": "2",
    "elk.spacing.labelNode": "1",
    "elk.spacing.labelLabel": "1",
    "elk.spacing.portsSurrounding": "[top=1,left=1,bottom=1,right=1]",
}


@dataclass(frozen=True)
class Padding:
    """Room inside a frame."""

    top: int
    left: int
    right: int
    bottom: int

    @property
    def text(self) -> str:
        """As ELK reads it."""
        return f"[top={self.top},left={self.left},bottom={self.bottom},right={self.right}]"


@dataclass(frozen=True)
class Unit:
    """How things are measured in one of the drawings."""

    name: str
    node: Callable[[Node], metrics.Size]
    label: Callable[[Edge], metrics.Size]
    title: Callable[[Group], int]  # the room a title takes above what its group holds
    spacing: Mapping[str, str]
    margin: int
    padding: Padding


PX = Unit(
    "px",
    metrics.node_px,
    metrics.label_px,
    lambda group: metrics.title_px(group)[1],
    PX_SPACING,
    margin=4,
    padding=Padding(top=21, left=20, right=20, bottom=20),
)
CELLS = Unit(
    "cells",
    metrics.node_cells,
    metrics.label_cells,
    lambda _: 0,
    CELL_SPACING,
    margin=1,
    padding=Padding(top=2, left=2, right=2, bottom=2),
)


@dataclass(frozen=True)
class Wishes:
    """What was learnt from an earlier layout: least widths of boxes, more room in groups."""

    nodes: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, Sides] = field(default_factory=dict)


def elk_json(graph: Graph, unit: Unit, wishes: Wishes) -> Json:
    """The graph for ELK; ids are the graph's, edges are `e0`, `e1` ... in order."""
    return {
        "id": "root",
        "layoutOptions": {**COMMON, **unit.spacing, "elk.padding": Padding(*[unit.margin] * 4).text},
        "children": _children(graph, None, unit, wishes),
        "edges": [_edge(index, edge, unit) for index, edge in enumerate(graph.edges)],
    }


def _children(graph: Graph, within: str | None, unit: Unit, wishes: Wishes) -> list[Json]:
    """Nodes and groups in the order in which their first node stands in the source: ELK keeps it where it can."""
    order = {node.id: index for index, node in enumerate(graph.nodes)}
    found = [(order[node.id], _node(node, unit, wishes)) for node in graph.nodes_in(within)]
    found += [(_first(graph, group, order), _group(graph, group, unit, wishes)) for group in graph.groups_in(within)]
    return [child for _, child in sorted(found, key=lambda pair: pair[0])]


def _first(graph: Graph, group: Group, order: Mapping[str, int]) -> int:
    inner = [_first(graph, child, order) for child in graph.groups_in(group.id)]
    return min([order[node.id] for node in graph.nodes_in(group.id)] + inner)


def _node(node: Node, unit: Unit, wishes: Wishes) -> Json:
    width, height = unit.node(node)
    return {"id": node.id, "width": max(width, wishes.nodes.get(node.id, 0)), "height": height}


def _group(graph: Graph, group: Group, unit: Unit, wishes: Wishes) -> Json:
    left, right = wishes.groups.get(group.id, (0, 0))
    top = unit.padding.top + unit.title(group)
    padding = replace(unit.padding, top=top, left=unit.padding.left + left, right=unit.padding.right + right)
    options = {**unit.spacing, "elk.padding": padding.text}
    return {"id": group.id, "layoutOptions": options, "children": _children(graph, group.id, unit, wishes)}


def _edge(index: int, edge: Edge, unit: Unit) -> Json:
    """Feedback is handed over reversed, so that it does not pull its target below its source."""
    ends = (edge.target, edge.source) if edge.style == "feedback" else (edge.source, edge.target)
    made: Json = {"id": f"e{index}", "sources": [ends[0]], "targets": [ends[1]]}
    if edge.text:
        width, height = unit.label(edge)
        options = {"elk.edgeLabels.inline": "true", "elk.edgeLabels.placement": "CENTER"}
        made["labels"] = [
            {"id": f"l{index}", "text": "label", "width": width, "height": height, "layoutOptions": options}
        ]
    return made
