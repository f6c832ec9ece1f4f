"""A diagram's file -> a graph, or everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.diagrams.model import Document, Edge, Graph, Latency
from macros.diagrams.words import PLACEHOLDER
from macros.problems import Problem, did_you_mean, relative
from macros.records import build
from macros.source import Where, read_yaml

_DURATION = re.compile(r"(under |about )?\d+(\.\d+)? (ns|us|µs|ms|s|min|h|day)")


def load(path: Path, root: Path) -> tuple[Graph | None, list[Problem]]:
    """The graph in `path` (`root/diagrams/<slug>/<name>.yml`), or None and all that is wrong with the file."""
    source, problems = read_yaml(path, relative(path, root))
    if problems:
        return None, problems
    document, problems = build(Document, source)
    if document is None:
        return None, problems
    graph = Graph(
        slug=path.parent.name,
        name=path.stem,
        title=document.title,
        description=" ".join(document.description.split()),
        nodes=document.nodes,
        edges=document.edges,
        groups=document.groups,
        source=source,
    )
    problems = list(problems_of(graph))
    return (None if problems else graph), problems


def problems_of(graph: Graph) -> Iterator[Problem]:
    """What the records' types cannot say: ids that clash or lead nowhere, cycles, boxes nobody explains."""
    yield from _names(graph)
    yield from _duplicates(graph)
    unknown = [*_unknown_groups(graph), *_unknown_ends(graph)]
    yield from unknown
    yield from _unexplained(graph)
    yield from _latencies(graph)
    if not unknown:
        yield from _group_shape(graph)
        yield from _orphans(graph)
        yield from _cycles(graph)


def _names(graph: Graph) -> Iterator[Problem]:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", graph.name):
        hint = "lower case, words joined by hyphens: serving-path.yml"
        yield graph.source.problem((), "diagram-name", f"'{graph.name}' cannot be the name of a diagram", hint)


def _duplicates(graph: Graph) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    places: list[tuple[Where, str]] = [(("groups", i), group.id) for i, group in enumerate(graph.groups)]
    places += [(("nodes", i), node.id) for i, node in enumerate(graph.nodes)]
    for where, name in sorted(places, key=lambda place: graph.source.line(*place[0])):
        if name in seen:
            message = f"id '{name}' stands twice; the first is on line {seen[name]}"
            yield graph.source.problem(where, "diagram-duplicate", message, "nodes and groups share their ids")
        seen.setdefault(name, graph.source.line(*where))
    yield from _duplicate_edges(graph)


def _duplicate_edges(graph: Graph) -> Iterator[Problem]:
    edges: dict[tuple[str, ...], int] = {}
    for index, edge in enumerate(graph.edges):
        key = (edge.source, edge.target, edge.label)
        if key in edges:
            message = f"edge {edge.source} -> {edge.target} stands twice; the first is on line {edges[key]}"
            yield graph.source.problem(("edges", index), "diagram-duplicate", message, "remove one, or label both")
        edges.setdefault(key, graph.source.line("edges", index))


def _unknown_groups(graph: Graph) -> Iterator[Problem]:
    for index, node in enumerate(graph.nodes):
        if node.group is not None and node.group not in graph.group:
            yield _unknown(graph, ("nodes", index, "group"), "group", node.group, list(graph.group))
    for index, group in enumerate(graph.groups):
        if group.parent is not None and group.parent not in graph.group:
            yield _unknown(graph, ("groups", index, "parent"), "group", group.parent, list(graph.group))


def _unknown_ends(graph: Graph) -> Iterator[Problem]:
    for index, edge in enumerate(graph.edges):
        if edge.source == edge.target:
            message = f"an arrow from '{edge.source}' to itself"
            yield graph.source.problem(("edges", index), "diagram-end", message, "say it in the node's note")
        for key, end in (("from", edge.source), ("to", edge.target)):
            if end in graph.group:
                hint = "an arrow goes from node to node: name a node in that group"
                message = f"'{end}' is a group, not a node"
                yield graph.source.problem(("edges", index, key), "diagram-end", message, hint)
            elif end not in graph.node:
                yield _unknown(graph, ("edges", index, key), "node", end, list(graph.node))


def _unknown(graph: Graph, where: Where, what: str, wrong: str, known: list[str]) -> Problem:
    return graph.source.problem(where, f"{what}-unknown", f"no {what} '{wrong}'", did_you_mean(wrong, known))


def _unexplained(graph: Graph) -> Iterator[Problem]:
    for index, node in enumerate(graph.nodes):
        if node.kind != "actor" and not node.explain:
            hint = "add 'explain:' with one sentence: what this box does and why it is there"
            yield graph.source.problem(("nodes", index), "diagram-unexplained", f"no explanation of '{node.id}'", hint)


def _latencies(graph: Graph) -> Iterator[Problem]:
    timed: list[tuple[Where, Latency | None]] = [(("nodes", i), node.latency) for i, node in enumerate(graph.nodes)]
    timed += [(("edges", i), edge.latency) for i, edge in enumerate(graph.edges)]
    for where, latency in timed:
        if latency is not None:
            yield from _durations(graph, latency, (*where, "latency"))


def _durations(graph: Graph, latency: Latency, where: Where) -> Iterator[Problem]:
    hint = 'write a number and a unit, or an estimate: {p99: 8 ms} or {p99: "{rank_p99}"}'
    if not latency.p50 and not latency.p99:
        yield graph.source.problem(where, "diagram-latency", "a latency without p50 or p99", hint)
    for name in ("p50", "p99"):
        value: str = getattr(latency, name)
        if value and not _DURATION.fullmatch(value) and not PLACEHOLDER.fullmatch(value):
            yield graph.source.problem((*where, name), "diagram-latency", f"'{value}' is not a duration", hint)


def _group_shape(graph: Graph) -> Iterator[Problem]:
    for index, group in enumerate(graph.groups):
        above, at = [group.id], group.parent
        while at is not None and at not in above:
            above.append(at)
            at = graph.group[at].parent
        if at == group.id:
            message = f"group '{group.id}' lies inside itself: {' -> '.join([*above, at])}"
            yield graph.source.problem(("groups", index, "parent"), "diagram-group", message, "remove one 'parent'")
        if not graph.nodes_in(group.id) and not graph.groups_in(group.id):
            hint = "put a node in it with 'group:' or remove it"
            yield graph.source.problem(("groups", index), "diagram-group", f"group '{group.id}' is empty", hint)


def _orphans(graph: Graph) -> Iterator[Problem]:
    joined = {end for edge in graph.edges for end in (edge.source, edge.target)}
    for index, node in enumerate(graph.nodes):
        if len(graph.nodes) > 1 and node.id not in joined:
            hint = "draw the arrow that reaches it, or remove the box"
            yield graph.source.problem(("nodes", index), "diagram-orphan", f"no arrow touches '{node.id}'", hint)


def _cycles(graph: Graph) -> Iterator[Problem]:
    forward = [edge for edge in graph.edges if edge.style != "feedback"]
    ring = _find_cycle(forward)
    if ring:
        back = next(i for i, edge in enumerate(graph.edges) if (edge.source, edge.target) == (ring[-2], ring[-1]))
        hint = "mark the arrow that returns with 'style: feedback'"
        yield graph.source.problem(("edges", back), "diagram-cycle", f"cycle {' -> '.join(ring)}", hint)


def _find_cycle(edges: list[Edge]) -> list[str]:
    """The ids along one cycle, the first repeated at the end; empty when there is none. Starts at the earliest edge."""
    onward: dict[str, list[str]] = {}
    for edge in edges:
        onward.setdefault(edge.source, []).append(edge.target)
    done: set[str] = set()

    def walk(at: str, path: list[str]) -> list[str]:
        if at in path:
            return [*path[path.index(at) :], at]
        if at in done:
            return []
        for following in onward.get(at, []):
            if ring := walk(following, [*path, at]):
                return ring
        done.add(at)
        return []

    return next((ring for start in onward if (ring := walk(start, []))), [])
