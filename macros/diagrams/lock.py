"""The layout beside a diagram, `<name>.layout.json`, and the hash that says whether it still belongs to the diagram.

The hash covers structure, order and texts, the widths of letters, options and version of the engine and of this code.
It does not cover the digits of estimates, only the room kept for each, which stands in the file: a changed assumption
makes a layout stale only when its text outgrows that room.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.diagrams.elk_engine import VERSION
from macros.diagrams.elk_input import CELL_SPACING, CELLS, COMMON, PX, PX_SPACING
from macros.diagrams.geometry import Box, Layout, Placement, Route
from macros.diagrams.glyphs import WIDTHS
from macros.diagrams.metrics import SIZES
from macros.diagrams.model import Graph
from macros.diagrams.words import Part, fits, parts_of

CODE_VERSION = 2  # raise it when the code that places things changes what it would place
_ALL = [VERSION, CODE_VERSION, COMMON, PX_SPACING, CELL_SPACING, PX.padding.text, CELLS.padding.text, SIZES, WIDTHS]
MADE_WITH = sha256(json.dumps(_ALL).encode()).hexdigest()
SUFFIX = ".layout.json"


@dataclass(frozen=True)
class Lock:
    """A layout on disk: the hash it was made for, the rooms kept for estimates, the coordinates."""

    digest: str
    rooms: dict[str, int]
    placement: Placement


def digest(graph: Graph) -> str:
    """The hash of all that decides the layout of `graph`: estimates count by the room kept for them."""
    nodes = [
        [node.id, node.kind, node.group, *map(_shape, (node.label, node.note, *node.facts))] for node in graph.nodes
    ]
    edges = [[edge.source, edge.target, edge.style, _shape(edge.text)] for edge in graph.edges]
    groups = [[group.id, group.parent, _shape(group.label)] for group in graph.groups]
    return _hash([MADE_WITH, nodes, edges, groups])


def _shape(text: str) -> str:
    return "".join(f"{{{part.est}:{part.room}}}" if part.est else part.text for part in parts_of(text))


def _hash(data: Any) -> str:
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def is_fresh(lock: Lock, graph: Graph) -> bool:
    """Whether the lock belongs to `graph` (with its estimates filled in)."""
    outgrown = any(part.est and not fits(part, lock.rooms.get(part.est, 0)) for part in parts(graph))
    return not outgrown and digest(graph.with_rooms(lock.rooms)) == lock.digest


def parts(graph: Graph) -> Iterable[Part]:
    """The parts of all texts that are drawn."""
    return (part for text in graph.drawn_texts for part in parts_of(text))


def path_beside(diagram: Path) -> Path:
    """Where the layout of the diagram in the file `diagram` lies."""
    return diagram.with_suffix(SUFFIX)


def write(graph: Graph, placement: Placement) -> str:
    """The file for `graph` (estimates filled in): one line for each node, group and edge."""
    rooms = {part.est: part.room for part in parts(graph) if part.est}
    drawings = [
        f'  "{name}": {_drawing(graph, drawn)}' for name, drawn in (("px", placement.px), ("cells", placement.cells))
    ]
    head = [f'  "lock": "{digest(graph)}"', f'  "engine": "elkjs {VERSION}"', f'  "rooms": {json.dumps(rooms)}']
    return "{\n" + ",\n".join([*head, *drawings]) + "\n}\n"


def _drawing(graph: Graph, drawn: Layout) -> str:
    groups = {name: _group(box, drawn.titles.get(name)) for name, box in drawn.groups.items()}
    edges = {key: _edge(route) for key, route in zip(graph.edge_keys, drawn.edges, strict=True)}
    sections = [
        f'"size": {json.dumps([_round(drawn.width), _round(drawn.height)])}',
        f'"nodes": {_lines({name: _numbers(box) for name, box in drawn.nodes.items()})}',
        f'"groups": {_lines(groups)}',
        f'"edges": {_lines(edges)}',
    ]
    return "{\n    " + ",\n    ".join(sections) + "\n  }"


def _group(box: Box, title: Box | None) -> dict[str, Any]:
    made: dict[str, Any] = {"box": _numbers(box)}
    return made | ({"title": _numbers(title)} if title else {})


def _edge(route: Route) -> dict[str, Any]:
    made: dict[str, Any] = {"points": [[_round(x), _round(y)] for x, y in route.points]}
    return made | ({"label": _numbers(route.label)} if route.label else {})


def _lines(entries: Mapping[str, Any]) -> str:
    if not entries:
        return "{}"
    body = ",\n".join(f"      {json.dumps(name)}: {json.dumps(value)}" for name, value in entries.items())
    return "{\n" + body + "\n    }"


def _numbers(box: Box) -> list[float]:
    return [_round(box.x), _round(box.y), _round(box.w), _round(box.h)]


def _round(value: float) -> float:
    short = round(value, 1)
    return int(short) if short == int(short) else short


def parse(text: str, graph: Graph) -> Lock:
    """The lock in a file's text. Raises ValueError or KeyError when it is damaged or of another graph."""
    data = json.loads(text)
    placement = Placement(_read(data["px"], graph), _read(data["cells"], graph))
    return Lock(data["lock"], data["rooms"], placement)


def _read(data: dict[str, Any], graph: Graph) -> Layout:
    nodes = {node.id: Box(*data["nodes"][node.id]) for node in graph.nodes}
    groups = {group.id: Box(*data["groups"][group.id]["box"]) for group in graph.groups}
    titled = {name: group["title"] for name, group in data["groups"].items() if "title" in group}
    placed = {name: Box(*title) for name, title in titled.items()}
    edges = tuple(_read_route(data["edges"][key]) for key in graph.edge_keys)
    width, height = data["size"]
    return Layout(width, height, nodes, groups, edges, placed)


def _read_route(data: dict[str, Any]) -> Route:
    points = tuple((x, y) for x, y in data["points"])
    return Route(points, Box(*data["label"]) if "label" in data else None)
