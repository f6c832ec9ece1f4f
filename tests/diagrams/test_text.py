"""Text drawings. Golden files: `pytest tests/diagrams --refresh-golden`, then read the diff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.diagrams import Graph, Placement
from macros.diagrams.canvas import TextStyle, plain
from macros.diagrams.settle import settle
from macros.diagrams.text import draw
from tests.diagrams.parse_text import ParsedEdge, ParsedGraph, ParsedNode, parse_text
from tests.diagrams.sample_graphs import GOLDEN, samples, sketch

STYLES: tuple[TextStyle, ...] = ("box", "ascii")
SAMPLES = samples()


def drawn(name: str, style: TextStyle = "box") -> str:
    graph = SAMPLES[name]
    return draw(graph, settle(graph, sketch(name)), style)


def shown(graph: Graph, style: TextStyle) -> ParsedGraph:
    """What a drawing of `graph` should tell its reader."""
    say = plain if style == "ascii" else str
    texts = {
        node.id: say(" ".join(text for text in (node.label, node.note, *node.facts) if text)) for node in graph.nodes
    }
    titles: dict[str | None, str | None] = {group.id: say(group.label) for group in graph.groups}
    titles[None] = None
    nodes = (ParsedNode(texts[node.id], node.kind, titles[node.group]) for node in graph.nodes)
    groups = ((say(group.label), titles[group.parent]) for group in graph.groups)
    edges = (
        ParsedEdge(texts[edge.source], texts[edge.target], say(edge.text), edge.style == "async")
        for edge in graph.edges
    )
    return ParsedGraph(tuple(sorted(nodes)), tuple(sorted(groups)), tuple(sorted(edges)))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["serving", "kinds"])
def test_a_drawing_looks_as_agreed(name: str, style: TextStyle, golden: Callable[[str, Path], None]) -> None:
    golden(drawn(name, style), GOLDEN / f"{name}.{style}.txt")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_drawing_reads_back_as_the_graph_it_was_made_from(name: str, style: TextStyle) -> None:
    assert parse_text(drawn(name, style), style) == shown(SAMPLES[name], style)


@pytest.mark.full
@pytest.mark.parametrize("style", STYLES)
def test_every_one_of_200_random_drawings_reads_back(
    style: TextStyle, random_graphs: list[Graph], placements: list[Placement]
) -> None:
    pairs = zip(random_graphs, placements, strict=True)
    wrong = [
        graph.name for graph, at in pairs if parse_text(draw(graph, at.cells, style), style) != shown(graph, style)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_ends_in_blanks(name: str) -> None:
    assert all(line == line.rstrip() for line in drawn(name).split("\n"))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_ascii_variant_is_ascii(name: str) -> None:
    assert drawn(name, "ascii").isascii()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_two_variants_have_the_same_shape(name: str) -> None:
    widths = [[len(line) for line in drawn(name, style).split("\n")] for style in STYLES]
    assert widths[0] == widths[1]


def test_the_sample_with_few_boxes_fits_the_page() -> None:
    assert max(map(len, drawn("serving").split("\n"))) <= 100


@pytest.mark.parametrize(("written", "instead"), [("▼", "│"), ("┬", "─"), ("embedding", "─────────"), ("╗", " ")])
def test_the_reader_notices_a_damaged_drawing(written: str, instead: str) -> None:
    assert drawn("serving").count(written) > 0
    damaged = drawn("serving").replace(written, instead, 1)
    try:
        read = parse_text(damaged)
    except ValueError:
        return
    assert read != shown(SAMPLES["serving"], "box")


def test_ascii_text_keeps_its_length() -> None:
    said = "≤ 8 ms · 2× → Zürich …"
    assert (len(plain(said)), plain(said)) == (len(said), "< 8 ms / 2x > Zurich .")
