"""The critical path of a diagram: the slowest way from one node to another, and what runs beside it.

What counts:

- Only sync arrows are waited for. Async arrows are off the path. A feedback arrow returns against the flow; it counts
  only as the last step, when no sync way leads to the end: `rank -> gateway` with `style: feedback` is the response.
- Where arrows join, the slowest is waited for: parallel branches take their maximum, never their sum.
- A box or arrow without a latency takes no time. One that states only the other percentile counts with that one.
- The sum of the steps' p99 is a cautious estimate of the path's p99, as if all steps were slow at once; it is no bound,
  since quantiles do not add. The median of a sum is near the sum of medians only for steps of much the same spread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from macros.diagrams.model import Edge, Graph, Latency
from macros.diagrams.words import Words, parts_of
from macros.problems import ProblemError, unknown
from macros.quantity import Quantity, parse_quantity
from macros.units import parse_unit

Percentile = Literal["p50", "p99"]
_LEADS = ("under ", "about ")


@dataclass(frozen=True)
class Duration:
    """A time in seconds as it is written; `key` names the estimate (`page.name`) it comes from, if any."""

    seconds: float
    text: str
    key: str = ""

    @property
    def part(self) -> str | float:
        """What a live sum adds up: the estimate's key, or the seconds."""
        return self.key or self.seconds


@dataclass(frozen=True)
class Branch:
    """What runs beside the critical path up to a join, and by how many seconds it could be slower."""

    labels: tuple[str, ...]
    slack: float


@dataclass(frozen=True)
class Step:
    """A box or arrow of the critical path: `start` and `end` in seconds; `stated`, the percentile of its time."""

    label: str
    what: Literal["node", "edge"]
    own: Duration | None
    stated: str
    start: float
    branches: tuple[Branch, ...] = ()

    @property
    def end(self) -> float:
        """Cumulative time after the step."""
        return self.start + (self.own.seconds if self.own else 0.0)


@dataclass(frozen=True)
class CriticalPath:
    """The steps from start to end, boxes and arrows in turn."""

    percentile: Percentile
    steps: tuple[Step, ...]

    @property
    def total(self) -> float:
        """Seconds from the start to the end."""
        return self.steps[-1].end

    @property
    def nodes(self) -> list[str]:
        """Labels of the boxes on the path."""
        return [step.label for step in self.steps if step.what == "node"]

    @property
    def timed(self) -> list[Step]:
        """The steps that take time."""
        return [step for step in self.steps if step.own]


def critical_path(
    graph: Graph, start: str, end: str, quantities: Mapping[str, Quantity], percentile: Percentile = "p99"
) -> CriticalPath:
    """The slowest way from node `start` to node `end`.

    `quantities`: the guide's estimates by `page.name`, for latencies that come from one. Raises ProblemError:
    `node-unknown`; `latency-no-path`; `latency-unit` when an estimate in a latency is not a time.
    """
    for name in (start, end):
        if name not in graph.node:
            raise unknown("node", name, graph.node)
    return _Search(graph, start, quantities, percentile).to(end)


class _Search:
    """Longest ways from one node; the graph without its feedback arrows has no cycle."""

    def __init__(self, graph: Graph, start: str, quantities: Mapping[str, Quantity], percentile: Percentile) -> None:
        self._graph, self._start, self._percentile = graph, start, percentile
        self._quantities = quantities
        self._into: dict[str, list[Edge]] = {node.id: [] for node in graph.nodes}
        for edge in graph.edges:
            if edge.style == "sync":
                self._into[edge.target].append(edge)
        self._known: dict[str, float | None] = {}

    def to(self, end: str) -> CriticalPath:
        ways = [self._way(end)] if end != self._start and self._done(end) is not None else []
        ways = ways or [
            [*self._way(edge.source), edge]
            for edge in self._graph.edges
            if edge.style == "feedback" and edge.target == end and self._done(edge.source) is not None
        ]
        if not ways:
            hint = "sync arrows must lead there; async ones are not waited for, a feedback arrow only as the last step"
            raise ProblemError("latency-no-path", f"no way from '{self._start}' to '{end}'", hint)
        return CriticalPath(self._percentile, max((self._steps(way) for way in ways), key=lambda steps: steps[-1].end))

    def _done(self, node: str) -> float | None:
        """Seconds until `node` is done; None when it is not reached from the start."""
        if node not in self._known:
            arrivals = [self._arrival(edge) for edge in self._into[node]]
            waited = 0.0 if node == self._start else max((time for time in arrivals if time is not None), default=None)
            self._known[node] = None if waited is None else waited + self._seconds(self._graph.node[node].latency)
        return self._known[node]

    def _arrival(self, edge: Edge) -> float | None:
        before = self._done(edge.source)
        return None if before is None else before + self._seconds(edge.latency)

    def _way(self, node: str) -> list[Edge]:
        """The arrows of the slowest way to `node`."""
        if node == self._start:
            return []
        arrivals = [(time, edge) for edge in self._into[node] if (time := self._arrival(edge)) is not None]
        slowest = max(arrivals, key=lambda arrival: arrival[0])[1]
        return [*self._way(slowest.source), slowest]

    def _steps(self, way: list[Edge]) -> tuple[Step, ...]:
        steps = [self._step(self._graph.node[self._start].label, "node", self._graph.node[self._start].latency, 0.0)]
        on_path = {self._start, *(edge.target for edge in way)}
        for edge in way:
            steps.append(self._step(edge.label or "network", "edge", edge.latency, steps[-1].end))
            node, returned = self._graph.node[edge.target], edge.style == "feedback"
            branches = () if returned else self._branches(edge, steps[-1].end, on_path)
            steps.append(self._step(node.label, "node", None if returned else node.latency, steps[-1].end, branches))
        return tuple(steps)

    def _step(
        self,
        label: str,
        what: Literal["node", "edge"],
        latency: Latency | None,
        start: float,
        branches: tuple[Branch, ...] = (),
    ) -> Step:
        stated, _ = _stated(latency, self._percentile)
        return Step(label, what, self._duration(latency), stated, start, branches)

    def _branches(self, taken: Edge, arrived: float, on_path: set[str]) -> tuple[Branch, ...]:
        """The other ways into the target of `taken` that start on the path, each with its slack."""
        branches = []
        for edge in self._into[taken.target]:
            time = self._arrival(edge)
            if edge is not taken and time is not None:
                beside = [one.source for one in [*self._way(edge.source), edge] if one.source not in on_path]
                labels = tuple(self._graph.node[name].label for name in beside) or (edge.label or "a direct arrow",)
                branches.append(Branch(labels, arrived - time))
        return tuple(branches)

    def _seconds(self, latency: Latency | None) -> float:
        duration = self._duration(latency)
        return duration.seconds if duration else 0.0

    def _duration(self, latency: Latency | None) -> Duration | None:
        _, text = _stated(latency, self._percentile)
        return duration_of(text, self._quantities) if text else None


def _stated(latency: Latency | None, wanted: Percentile) -> tuple[str, str]:
    """The percentile that counts and its text: the one wanted, else the other; empty when there is no latency."""
    if latency is None:
        return "", ""
    other: Percentile = "p99" if wanted == "p50" else "p50"
    name = wanted if getattr(latency, wanted) else other
    return name, getattr(latency, name)


def duration_of(text: str, quantities: Mapping[str, Quantity]) -> Duration:
    """`8 ms`, `under 5 ms`, or a text that is one estimate, as a time. Raises ProblemError `latency-unit`."""
    keys = [part.est for part in parts_of(text) if part.est] if isinstance(text, Words) else []
    plain = str(text)
    for lead in _LEADS:
        plain = plain.removeprefix(lead)
    found = quantities[keys[0]] if keys and keys[0] in quantities else parse_quantity(plain)
    require_time(found, keys[0] if keys else text)
    return Duration(found.base, str(text), keys[0] if keys else "")


def require_time(quantity: Quantity, name: str) -> None:
    """Raise ProblemError `latency-unit` unless `quantity`, which the author knows as `name`, is a time."""
    if quantity.unit.dimension != parse_unit("s").dimension:
        raise ProblemError("latency-unit", f"'{name}' is not a time", "it must be in ns, us, ms, s, min, h or day")
