"""What ELK leaves undone: one width for boxes that stand in one column, boxes centred on it, titles clear of lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import ceil

from macros.diagrams.elk_input import Sides, Unit
from macros.diagrams.geometry import Box, Layout, Point, Segment
from macros.diagrams.metrics import title_px
from macros.diagrams.model import Graph

GAP_BOX = 20  # kept between boxes when one is moved
GAP_LINE = 10  # between a box and a line that is not its own
GAP_CORNER = 14  # between a corner and the end of a line
LEAST_END = 12  # an arrow's last piece holds its head
TITLE_INSET, TITLE_DROP = 16, 10  # of a group's title in its frame
TITLE_LINE = 7  # between a title and a line


def columns(graph: Graph) -> list[list[str]]:
    """Nodes that follow each other without a branch, in the graph or within a group: they stand in one column."""
    forward = [(edge.source, edge.target) for edge in graph.edges if edge.style != "feedback"]
    within = [(a, b) for a, b in forward if graph.node[a].group == graph.node[b].group]
    links = {**_single(within), **_single(forward)}
    heads = [name for name in links if name not in links.values()]
    return [_chain(head, links) for head in heads]


def _single(links: list[tuple[str, str]]) -> dict[str, str]:
    """The links whose start has no other way on and whose end has no other way in."""
    onward: dict[str, set[str]] = {}
    back: dict[str, set[str]] = {}
    for a, b in links:
        onward.setdefault(a, set()).add(b)
        back.setdefault(b, set()).add(a)
    return {a: b for a, b in links if len(onward[a]) == 1 and len(back[b]) == 1}


def _chain(head: str, links: dict[str, str]) -> list[str]:
    chain = [head]
    while chain[-1] in links:
        chain.append(links[chain[-1]])
    return chain


def one_width(graph: Graph, unit: Unit) -> dict[str, int]:
    """The least width of each node that stands in a column: that of the widest."""
    wide: dict[str, int] = {}
    for column in columns(graph):
        widest = max(unit.node(graph.node[name])[0] for name in column)
        wide |= dict.fromkeys(column, widest)
    return wide


def centred(graph: Graph, drawn: Layout, furthest: float) -> Layout:
    """Boxes of a column moved sideways onto one axis where that is near and free; the lines stay where they are."""
    for column in columns(graph):
        axes = {drawn.nodes[name].centre[0] for name in column}
        tried = [_on_axis(graph, drawn, column, axis, furthest) for axis in sorted(axes)]
        drawn = max(tried, key=lambda layout: _together(layout, column))
    return drawn


def _on_axis(graph: Graph, drawn: Layout, column: list[str], axis: float, furthest: float) -> Layout:
    nodes = dict(drawn.nodes)
    for name in column:
        moved = replace(nodes[name], x=axis - nodes[name].w / 2)
        near = abs(moved.x - nodes[name].x) <= furthest
        if near and _free(graph, replace(drawn, nodes=nodes), name, moved):
            nodes[name] = moved
    return replace(drawn, nodes=nodes)


def _together(drawn: Layout, column: list[str]) -> int:
    """How many neighbours in the column share an axis."""
    centres = [drawn.nodes[name].centre[0] for name in column]
    return sum(abs(a - b) < 1 for a, b in pairwise(centres))


def levelled(graph: Graph, drawn: Layout, furthest: float) -> Layout:
    """Boxes of one rank moved up or down onto one line where that is near and free; their arrows follow."""
    for rank in _ranks(drawn, furthest):
        level = max((drawn.nodes[name] for name in rank), key=lambda box: box.h).centre[1]
        for name in rank:
            box = drawn.nodes[name]
            moved = replace(box, y=level - box.h / 2)
            if moved != box:
                tried = _moved_up_or_down(graph, drawn, name, moved)
                drawn = tried if _free(graph, tried, name, moved) and _ends_long(tried, LEAST_END) else drawn
    return drawn


def _ranks(drawn: Layout, furthest: float) -> list[list[str]]:
    ranks: list[list[str]] = []
    for name in sorted(drawn.nodes, key=lambda name: drawn.nodes[name].centre[1]):
        centre = drawn.nodes[name].centre[1]
        if ranks and centre - drawn.nodes[ranks[-1][0]].centre[1] <= furthest:
            ranks[-1].append(name)
        else:
            ranks.append([name])
    return ranks


def _moved_up_or_down(graph: Graph, drawn: Layout, name: str, moved: Box) -> Layout:
    before = drawn.nodes[name]
    shift = {before.y: moved.y, before.bottom: moved.bottom}

    def at(point: Point) -> Point:
        near = min(shift, key=lambda y: abs(y - point[1]))
        return point[0], shift[near]

    edges = []
    for edge, route in zip(graph.edges, drawn.edges, strict=True):
        first, *middle, last = route.points
        first = at(first) if edge.source == name else first
        last = at(last) if edge.target == name else last
        edges.append(replace(route, points=(first, *middle, last)))
    return replace(drawn, nodes={**drawn.nodes, name: moved}, edges=tuple(edges))


def _ends_long(drawn: Layout, least: float) -> bool:
    ends = [pair for route in drawn.edges for pair in (route.points[:2], route.points[-2:])]
    return all(abs(a[1] - b[1]) >= least for a, b in ends)


def _free(graph: Graph, drawn: Layout, name: str, moved: Box) -> bool:
    """Whether `name` can stand at `moved`: clear of everything else, with its own lines still ending on its sides."""
    others = [box for other, box in drawn.nodes.items() if other != name]
    others += [route.label for route in drawn.edges if route.label]
    if any(moved.overlaps(box) or _beside(moved, box, GAP_BOX) for box in others):
        return False
    group = graph.group.get(graph.node[name].group or "")
    if group is not None and not _inside(drawn.groups[group.id], title_px(group)[1]).holds(moved):
        return False
    return all(_clear(graph, drawn, index, name, moved) for index in range(len(graph.edges)))


def _inside(frame: Box, title: float) -> Box:
    """The part of a frame below its title and off its rim."""
    top = TITLE_DROP + title + 2
    return Box(frame.x + GAP_LINE, frame.y + top, frame.w - 2 * GAP_LINE, frame.h - top - GAP_LINE)


def _beside(a: Box, b: Box, gap: float) -> bool:
    level = a.y < b.bottom and b.y < a.bottom
    return level and a.x < b.right + gap and b.x < a.right + gap


def _clear(graph: Graph, drawn: Layout, index: int, name: str, moved: Box) -> bool:
    edge, route = graph.edges[index], drawn.edges[index]
    ends = [route.points[0]] * (edge.source == name) + [route.points[-1]] * (edge.target == name)
    if ends:
        return all(moved.x + GAP_CORNER <= x <= moved.right - GAP_CORNER for x, _ in ends)
    return not any(moved.shrunk(-GAP_LINE).crossed_by(segment) for segment in route.segments)


def titles(graph: Graph, drawn: Layout) -> tuple[dict[str, Box], dict[str, Sides]]:
    """A place for each group's title, as far left as no line runs through, and what a group without one wants."""
    placed: dict[str, Box] = {}
    wanted: dict[str, Sides] = {}
    for group in graph.groups:
        frame, size = drawn.groups[group.id], title_px(group)
        slots = _slots(drawn, frame, size)
        if slots:
            placed[group.id] = slots[0]
        else:
            wanted[group.id] = _more_room(graph, drawn, group.id, size)
    return placed, wanted


def _more_room(graph: Graph, drawn: Layout, group: str, size: tuple[float, int]) -> Sides:
    """How much wider a group must be on the left and on the right to take its title.

    A single column stays in the middle: what it lacks on the left it gets on both sides.
    """
    frame = drawn.groups[group]
    lines = [min(a[0], b[0]) for a, b in _lines_at_title(drawn, frame, size)]
    if not lines:
        short = ceil(size[0] + 2 * TITLE_INSET - frame.w)
        return (short + 1) // 2, (short + 1) // 2
    lacking = ceil(TITLE_INSET + size[0] + TITLE_LINE + 1 - (min(lines) - frame.x))
    return lacking, lacking if _is_column(graph, drawn, group) else 0


def equal_frames(graph: Graph, drawn: Layout) -> dict[str, Sides]:
    """What groups that follow each other in one column want, to be as wide as the widest of them."""
    wanted: dict[str, Sides] = {}
    for column in columns(graph):
        groups = [group.id for group in graph.groups if {n.id for n in graph.nodes_in(group.id)} & set(column)]
        groups = [name for name in groups if {n.id for n in graph.nodes_in(name)} <= set(column)]
        widest = max((drawn.groups[name].w for name in groups), default=0)
        missing = {name: ceil((widest - drawn.groups[name].w) / 2) for name in groups}
        wanted |= {name: (by, by) for name, by in missing.items() if by > 1 and _is_column(graph, drawn, name)}
    return wanted


def _is_column(graph: Graph, drawn: Layout, group: str) -> bool:
    boxes = [drawn.nodes[node.id] for node in graph.nodes_in(group)]
    level = any(a.y < b.bottom and b.y < a.bottom for a, b in combinations(boxes, 2))
    return not level and not graph.groups_in(group)


def _lines_at_title(drawn: Layout, frame: Box, size: tuple[float, int]) -> list[Segment]:
    reach = Box(frame.x, frame.y, frame.w, TITLE_DROP + size[1])
    return [piece for route in drawn.edges for piece in route.segments if _touches(reach, piece)]


def _slots(drawn: Layout, frame: Box, size: tuple[float, int]) -> list[Box]:
    width, height = size
    lines = _lines_at_title(drawn, frame, size)
    first, last = frame.x + TITLE_INSET, frame.right - TITLE_INSET - width
    after = [max(a[0], b[0]) + TITLE_LINE + 1 for a, b in lines]
    starts = sorted({first, *(x for x in after if first < x <= last)}) if first <= last else []
    boxes = [Box(x, frame.y + TITLE_DROP, width, height) for x in starts]
    return [box for box in boxes if not any(_touches(_widened(box, TITLE_LINE), line) for line in lines)]


def _widened(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y, box.w + 2 * by, box.h)


def _touches(box: Box, segment: Segment) -> bool:
    """Like `crossed_by`, with the left and upper rim counted in."""
    (x0, y0), (x1, y1) = segment
    across = min(x0, x1) < box.right and max(x0, x1) >= box.x
    return across and min(y0, y1) < box.bottom and max(y0, y1) >= box.y
