"""Diagrams for golden files, and where ELK once put their parts: the drawing is tested without Node."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from macros.diagrams import Box, Edge, Graph, Group, Latency, Layout, Node, Route
from macros.diagrams.model import KINDS
from tests.diagrams.random_graphs import random_graph

GOLDEN = Path(__file__).parent / "golden"
SKETCHES = GOLDEN / "sketches.json"
RANDOM = (2, 4, 7, 10, 13, 22, 38, 44)


def edge(source: str, target: str, label: str = "", style: str = "sync", p99: str = "") -> Edge:
    latency = Latency(p99=p99) if p99 else None
    values = {"from": source, "to": target, "label": label, "style": style, "latency": latency}
    return Edge.model_validate(values)


def serving() -> Graph:
    """A serving path with nested groups, a cache beside it, a log off the path and a return."""
    latencies = {
        "tower": ("3 ms", "8 ms"),
        "index": ("6 ms", "15 ms"),
        "trend": ("2 ms", "5 ms"),
        "rank": ("", "40 ms"),
    }
    rows = [
        ("client", "Mobile client", "actor", None, ""),
        ("gateway", "API gateway", "service", None, ""),
        ("tower", "User tower", "model", "embed", "256-d, 2 layers"),
        ("index", "ANN index", "store", "embed", ""),
        ("trend", "Trending source", "job", "retrieval", ""),
        ("merge", "Merge and dedupe", "step", "retrieval", ""),
        ("rank", "Heavy ranker", "model", None, "one GPU"),
        ("good", "Score above the floor?", "decision", None, ""),
        ("partner", "Partner catalogue", "external", None, ""),
        ("log", "Impression log", "stream", None, "kept 90 days"),
    ]
    nodes = []
    for name, label, kind, group, note in rows:
        p50, p99 = latencies.get(name, ("", ""))
        latency = Latency(p50=p50, p99=p99) if p99 else None
        nodes.append(
            Node.model_validate(
                {"id": name, "label": label, "kind": kind, "group": group, "note": note, "latency": latency}
            )
        )
    return Graph(
        slug="sample",
        name="serving",
        title="Serving path",
        description="A request is turned into candidates, which are ranked and returned.",
        nodes=tuple(nodes),
        edges=(
            edge("client", "gateway", "GET /feed", p99="5 ms"),
            edge("gateway", "tower"),
            edge("gateway", "trend"),
            edge("tower", "index", "embedding"),
            edge("index", "merge", "500 ids"),
            edge("trend", "merge", "100 ids"),
            edge("merge", "rank", "about 550 ids"),
            edge("rank", "good"),
            edge("good", "log", "impressions", "async"),
            edge("partner", "rank", style="async"),
            edge("good", "gateway", "top 20", "feedback"),
        ),
        groups=(
            Group(id="retrieval", label="Candidate generation"),
            Group(id="embed", label="By embedding", parent="retrieval"),
        ),
    )


def kinds() -> Graph:
    """One box of each kind, in a row of arrows."""
    nodes = tuple(Node(id=kind, label=f"A box: {kind}", kind=kind, note="a note") for kind in KINDS)
    edges = tuple(edge(a, b, style="async" if b == "job" else "sync") for a, b in pairwise(KINDS))
    return Graph("sample", "kinds", "Kinds", "Every kind of box.", nodes, edges)


def samples() -> dict[str, Graph]:
    """All graphs with a sketch, by name."""
    named = {"serving": serving(), "kinds": kinds()}
    return named | {f"random-{seed}": random_graph(seed) for seed in RANDOM}


def sketch(name: str) -> Layout:
    """Where ELK put the parts of a sample, in cells and fractions of cells."""
    stored = json.loads(SKETCHES.read_text("utf-8"))[name]

    def boxes(of: dict[str, list[float]]) -> dict[str, Box]:
        return {key: Box(*box) for key, box in of.items()}

    edges = tuple(
        Route(tuple((x, y) for x, y in route["points"]), Box(*route["label"]) if route["label"] else None)
        for route in stored["edges"]
    )
    return Layout(*stored["size"], boxes(stored["nodes"]), boxes(stored["groups"]), edges)


def dump(layout: Layout) -> dict[str, object]:
    """A layout as `sketch` reads it."""

    def box(of: Box) -> list[float]:
        return [round(value, 2) for value in (of.x, of.y, of.w, of.h)]

    return {
        "size": [layout.width, layout.height],
        "nodes": {name: box(of) for name, of in layout.nodes.items()},
        "groups": {name: box(of) for name, of in layout.groups.items()},
        "edges": [
            {
                "points": [[round(x, 2), round(y, 2)] for x, y in route.points],
                "label": box(route.label) if route.label else None,
            }
            for route in layout.edges
        ],
    }
