"""One diagram as a graph: nodes of a kind, nested groups, edges, latencies, a title and a text alternative.

`Graph.resolve(values)` fills in the estimates named in braces: `label: "top {ranked}"`. `reading.load` makes a
graph from its file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Literal, TypeVar, get_args

from pydantic import Field

from macros.diagrams.words import fill, join, malformed, parts_of, placeholders, qualified, roomed
from macros.problems import Problem, did_you_mean
from macros.records import Record
from macros.source import Source, Where

Kind = Literal["actor", "service", "model", "store", "stream", "job", "decision", "external", "step"]
Style = Literal["sync", "async", "feedback"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STYLES: tuple[Style, ...] = get_args(Style)
ID = r"^[a-z][a-z0-9_-]*$"
NODE_TEXTS = ("label", "note", "throughput", "explain")
R = TypeVar("R", bound=Record)


class Latency(Record):
    """How long something takes, at the median and at the 99th percentile: `3 ms`, or an estimate, `{rank_p99}`."""

    p50: str = ""
    p99: str = ""

    @property
    def text(self) -> str:
        """As drawn: `p50 3 ms · p99 8 ms`."""
        return join(
            (join((name, value), " ") for name, value in (("p50", self.p50), ("p99", self.p99)) if value), " · "
        )


class Group(Record):
    """A frame with a title round nodes and other groups."""

    id: str = Field(pattern=ID)
    label: str = Field(min_length=1)
    parent: str | None = None


class Node(Record):
    """A box. `note` is a second line in small type; `explain` says what it does and why it is there."""

    id: str = Field(pattern=ID)
    label: str = Field(min_length=1)
    kind: Kind = "service"
    note: str = ""
    group: str | None = None
    latency: Latency | None = None
    throughput: str = ""
    explain: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The figures drawn below the label: latency, throughput; those that are there."""
        latency = self.latency.text if self.latency else ""
        return tuple(text for text in (latency, self.throughput) if text)


class Edge(Record):
    """An arrow. `async` is dashed and off the critical path; `feedback` runs against the flow and closes a cycle."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    label: str = ""
    style: Style = "sync"
    latency: Latency | None = None

    @property
    def text(self) -> str:
        """What stands on the arrow: label and latency."""
        return join((self.label, self.latency.text if self.latency else ""), ", ")


class Document(Record):
    """A diagram file as written."""

    title: str = Field(min_length=1)
    description: str = Field(min_length=1)
    groups: tuple[Group, ...] = ()
    nodes: tuple[Node, ...] = Field(min_length=1)
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True)
class Graph:
    """A diagram: `slug` is the page it belongs to, `name` its file; `source` gives the lines for problems."""

    slug: str
    name: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    source: Source = field(default=Source("", None), repr=False, compare=False)

    @property
    def id(self) -> str:
        """`slug/name`, the same all over the guide."""
        return f"{self.slug}/{self.name}"

    @property
    def page(self) -> str:
        """The page's name as estimates spell it."""
        return self.slug.replace("-", "_")

    @cached_property
    def node(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def group(self) -> dict[str, Group]:
        """Groups by id."""
        return {group.id: group for group in self.groups}

    def nodes_in(self, group: str | None) -> list[Node]:
        """The nodes directly in `group`; None: those in no group."""
        return [node for node in self.nodes if node.group == group]

    def groups_in(self, parent: str | None) -> list[Group]:
        """The groups directly in `parent`; None: the outermost."""
        return [group for group in self.groups if group.parent == parent]

    @cached_property
    def edge_keys(self) -> tuple[str, ...]:
        """A name for each edge that survives a change elsewhere: `a->b`, the second of two `a->b#2`."""
        seen: dict[str, int] = {}
        keys = []
        for edge in self.edges:
            base = f"{edge.source}->{edge.target}"
            seen[base] = seen.get(base, 0) + 1
            keys.append(base if seen[base] == 1 else f"{base}#{seen[base]}")
        return tuple(keys)

    def resolve(self, values: Mapping[str, str]) -> tuple[Graph, list[Problem]]:
        """The graph with estimates filled in from `values` (`page_name.estimate` to formatted text), and what failed.

        The filled-in texts are `words.Words`; a text that names an unknown estimate keeps its braces.
        """
        filler = _Filler(self, values)
        nodes = tuple(filler.record(node, ("nodes", i), NODE_TEXTS) for i, node in enumerate(self.nodes))
        edges = tuple(filler.record(edge, ("edges", i), ("label",)) for i, edge in enumerate(self.edges))
        groups = tuple(filler.record(group, ("groups", i), ("label",)) for i, group in enumerate(self.groups))
        title, description = filler.text(self.title, ("title",)), filler.text(self.description, ("description",))
        resolved = replace(self, title=title, description=description, nodes=nodes, edges=edges, groups=groups)
        return resolved, filler.problems

    @property
    def estimates(self) -> set[str]:
        """The estimates a graph with its texts filled in shows: `page_name.estimate`."""
        texts = [self.title, self.description, *self.drawn_texts, *(node.explain for node in self.nodes)]
        return {part.est for text in texts for part in parts_of(text) if part.est}

    @property
    def drawn_texts(self) -> Iterator[str]:
        """Every text that takes room in a drawing."""
        for node in self.nodes:
            yield from (node.label, node.note, *node.facts)
        yield from (edge.text for edge in self.edges)
        yield from (group.label for group in self.groups)

    def with_rooms(self, rooms: Mapping[str, int]) -> Graph:
        """The graph with the room kept for each estimate as in `rooms`."""
        keep = partial(roomed, rooms=rooms)
        nodes = tuple(_with_texts(node, NODE_TEXTS, keep) for node in self.nodes)
        edges = tuple(_with_texts(edge, ("label",), keep) for edge in self.edges)
        groups = tuple(_with_texts(group, ("label",), keep) for group in self.groups)
        return replace(self, nodes=nodes, edges=edges, groups=groups)


def _with_texts(record: R, names: tuple[str, ...], change: Callable[[str], str]) -> R:
    """The record with `change` applied to its texts, and to those of its latency."""
    update: dict[str, object] = {name: change(getattr(record, name)) for name in names}
    latency = getattr(record, "latency", None)
    if isinstance(latency, Latency):
        update["latency"] = _with_texts(latency, ("p50", "p99"), change)
    return record.model_copy(update=update)


class _Filler:
    """Fills in the texts of one graph and keeps the problems met."""

    def __init__(self, graph: Graph, values: Mapping[str, str]) -> None:
        self.graph, self.values = graph, values
        self.problems: list[Problem] = []

    def text(self, text: str, where: Where) -> str:
        for written in malformed(text):
            hint = "an estimate's name in braces is lower case: {qps_peak}, or {other_page.qps_peak}"
            self._report(where, "diagram-placeholder", f"{written} is not the name of an estimate", hint)
        missing = [
            name for name in placeholders(text) if qualified(name, self.graph.page, self.values) not in self.values
        ]
        for name in missing:
            self._report(where, "estimate-unknown", f"no estimate '{name}'", self._hint(name))
        return text if missing else fill(text, self.graph.page, self.values)

    def record(self, record: R, where: Where, names: tuple[str, ...]) -> R:
        update: dict[str, object] = {name: self.text(getattr(record, name), (*where, name)) for name in names}
        latency = getattr(record, "latency", None)
        if isinstance(latency, Latency):
            update["latency"] = self.record(latency, (*where, "latency"), ("p50", "p99"))
        return record.model_copy(update=update)

    def _hint(self, name: str) -> str:
        prefix = f"{self.graph.page}."
        own = [known.removeprefix(prefix) for known in self.values if known.startswith(prefix)]
        return did_you_mean(name, self.values if "." in name else own)

    def _report(self, where: Where, code: str, message: str, hint: str) -> None:
        self.problems.append(self.graph.source.problem(where, code, message, hint))
