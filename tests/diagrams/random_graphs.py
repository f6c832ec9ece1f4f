"""Random but plausible diagrams for layout, drawings and parsers. The same number gives the same graph."""

from __future__ import annotations

import random

from macros.diagrams import Edge, Graph, Group, Latency, Node
from macros.diagrams.model import KINDS

NOUNS = ["Feature store", "Gateway", "User tower", "ANN index", "Ranker", "Event log", "Label join", "Re-rank", "Cache"]
NOUNS += [
    "Point-in-time join",
    "Candidate merge",
    "Trainer",
    "Model registry",
    "Canary",
    "Click stream",
    "Mobile client",
]
NOUNS += [
    "Embedding service",
    "Policy filter",
    "Batch job",
    "Feed orchestrator",
    "Review queue",
    "Ad auction",
    "Budget",
]
NOTES = ["", "", "", "256-d, 2 layers", "daily", "8 shards, 3 replicas", "last 100 events"]
LABELS = ["", "", "", "500 ids", "top 20", "GET /feed", "daily snapshot", "clicks", "yes", "feature vectors, batched"]
FACTS = ["", "", "", "23 k/s"]


def random_graph(seed: int, smallest: int = 10, largest: int = 25) -> Graph:
    """A connected graph in 0 to 4 groups, some of them nested, that passes all checks."""
    rng = random.Random(seed)
    groups = _groups(rng)
    count = rng.randint(smallest, largest)
    nodes = tuple(_node(rng, index, groups) for index in range(count))
    return Graph(
        slug="random",
        name=f"graph-{seed}",
        title=f"Random graph {seed}",
        description="A graph nobody drew.",
        nodes=nodes,
        edges=tuple(_edges(rng, count)),
        groups=_used(groups, nodes),
    )


def _groups(rng: random.Random) -> list[Group]:
    groups: list[Group] = []
    for index in range(rng.randint(0, 4)):
        parent = rng.choice(groups).id if groups and rng.random() < 0.3 else None
        groups.append(Group(id=f"g{index}", label=f"{rng.choice(NOUNS)} stage {index}", parent=parent))
    return groups


def _node(rng: random.Random, index: int, groups: list[Group]) -> Node:
    """Neighbours in the order of nodes fall into the same group, as they do in diagrams that people draw."""
    at = index // 3 % (len(groups) + 1)
    group = groups[at - 1].id if at and rng.random() < 0.9 else None
    latency = Latency(p50="3 ms", p99=f"{rng.randint(5, 90)} ms") if rng.random() < 0.2 else None
    return Node(
        id=f"n{index}",
        label=f"{rng.choice(NOUNS)} {index}",
        kind=rng.choice(KINDS),
        note=rng.choice(NOTES),
        group=group,
        latency=latency,
        throughput=rng.choice(FACTS),
        explain="It is there to be drawn.",
    )


def _edges(rng: random.Random, count: int) -> list[Edge]:
    """Each node hangs on an earlier one; a few edges more, now and then one against the flow."""
    pairs = [(max(0, index - rng.randint(1, 5)), index) for index in range(1, count)]
    for _ in range(rng.randint(0, count // 3)):
        first, second = sorted(rng.sample(range(count), 2))
        if second - first < 8 and (first, second) not in pairs:
            pairs.append((first, second))
    edges = [_edge(rng, first, second, "async" if rng.random() < 0.2 else "sync") for first, second in pairs]
    if rng.random() < 0.3:
        first, second = sorted(rng.sample(range(count), 2))
        edges.append(_edge(rng, second, first, "feedback"))
    return edges


def _edge(rng: random.Random, source: int, target: int, style: str) -> Edge:
    latency = Latency(p99=f"{rng.randint(1, 40)} ms") if rng.random() < 0.1 else None
    values = {"from": f"n{source}", "to": f"n{target}", "label": rng.choice(LABELS), "style": style, "latency": latency}
    return Edge.model_validate(values)


def _used(groups: list[Group], nodes: tuple[Node, ...]) -> tuple[Group, ...]:
    """The groups that hold a node, directly or in a group inside."""
    used = {node.group for node in nodes}
    for group in reversed(groups):  # a parent always stands before its children
        if group.id in used:
            used.add(group.parent)
    return tuple(group for group in groups if group.id in used)
