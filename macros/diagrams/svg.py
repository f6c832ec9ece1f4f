"""A laid-out graph -> inline SVG. Colours, fonts and line styles stand in `docs/assets/diagrams.css`, none in here."""

from __future__ import annotations

from html import escape

from macros.diagrams.geometry import Box, Layout
from macros.diagrams.metrics import TITLE_STEP, Line, px_lines, px_title_lines, step_px
from macros.diagrams.model import Graph, Group, Node
from macros.diagrams.svg_edges import edge_svg
from macros.diagrams.svg_shapes import number, outline, text_centre
from macros.diagrams.svg_text import length, text

NARROWEST = 0.75  # never drawn smaller than this on a screen: 13 px type stays near 10 px, the figure scrolls instead
BASELINE = {"label": 15, "note": 13, "fact": 16}


def svg(graph: Graph, drawn: Layout) -> str:
    """The picture, without blank lines. Each box and group also has its number, which the page shows for redrawing."""
    numbers = {name: index for index, (name, _) in enumerate(numbered(graph, drawn), 1)}
    groups = [_group(graph, group, drawn, numbers[group.id]) for group in graph.groups]
    edges = [edge_svg(graph, drawn, index) for index in range(len(graph.edges))]
    nodes = [_node(node, drawn.nodes[node.id], numbers[node.id]) for node in graph.nodes]
    return "\n".join([_opening(graph, drawn), *groups, *edges, *nodes, "</svg>"])


def numbered(graph: Graph, drawn: Layout) -> list[tuple[str, str]]:
    """Id and label of each group and box in the order of reading: their numbers when redrawn are 1, 2, 3 ..."""
    places = [(drawn.groups[group.id], group.id, group.label) for group in graph.groups]
    places += [(drawn.nodes[node.id], node.id, node.label) for node in graph.nodes]
    ordered = sorted(places, key=lambda place: (place[0].y, place[0].x))
    return [(name, label) for _, name, label in ordered]


def _opening(graph: Graph, drawn: Layout) -> str:
    key = graph.id.replace("/", "-")
    width, height = number(drawn.width), number(drawn.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dg" role="img" aria-labelledby="{key}-t {key}-d" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'style="--dg-width:{width}px;--dg-least:{number(drawn.width * NARROWEST)}px">\n'
        f'<title id="{key}-t">{escape(graph.title)}</title>\n<desc id="{key}-d">{escape(graph.description)}</desc>'
    )


def _group(graph: Graph, group: Group, drawn: Layout, index: int) -> str:
    box, title = drawn.groups[group.id], drawn.titles[group.id]
    depth, above = 0, group.parent
    while above is not None:
        depth, above = depth + 1, graph.group[above].parent
    frame = (
        f'<rect class="dg-frame" x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" '
        f'height="{number(box.h)}" rx="11"/>'
    )
    lines = px_title_lines(group)
    label = "".join(
        text("title", title.x, title.y + 15 + index * TITLE_STEP, line, "start") for index, line in enumerate(lines)
    )
    mark = _mark(index, title.x + 11, title.centre[1])
    return f'<g class="dg-group dg-depth-{depth % 2}" data-number="{index}">{frame}{label}{mark}</g>'


def _node(node: Node, box: Box, index: int) -> str:
    inside = outline(node.kind, box) + _words(node, box) + _mark(index, *text_centre(node.kind, box))
    return f'<g class="dg-node dg-{node.kind}" data-number="{index}">{inside}</g>'


def _words(node: Node, box: Box) -> str:
    lines = px_lines(node)
    x, middle = text_centre(node.kind, box)
    top = middle - sum(step_px(line) for line in lines) / 2
    drawn = []
    for line in lines:
        drawn.append(_line(line, x, top))
        top += step_px(line)
    return "".join(drawn)


def _line(line: Line, x: float, top: float) -> str:
    words = text(line.role, x, top + BASELINE[line.role], line.text)
    if line.role != "fact":
        return words
    width = length("fact", line.text) + 14
    pill = f'<rect class="dg-pill" x="{number(x - width / 2)}" y="{number(top + 2)}" width="{number(width)}"'
    return f'{pill} height="19" rx="9.5"/>{words}'


def _mark(index: int, x: float, y: float) -> str:
    return f'<text class="dg-number" x="{number(x)}" y="{number(y + 5.5)}" text-anchor="middle">{index}</text>'
