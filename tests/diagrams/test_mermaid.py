"""Mermaid source: golden file, escaping, and the real parser and renderer in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.diagrams import Edge, Graph, Group, Node, mermaid
from macros.diagrams.model import KINDS
from macros.diagrams.reading import load
from tests.conftest import ROOT
from tests.diagrams.sample_graphs import GOLDEN, serving

SCRIPT = ROOT / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
KEYWORDS = [
    *("end", "graph", "class", "default", "style", "click", "call", "href", "subgraph", "flowchart", "linkstyle"),
    *("classdef", "direction", "interpolate", "acctitle", "accdescr", "o", "x", "v", "td", "lr", "end-user", "a--b"),
    *("click-model", "a-b", "a_b", "x-", "default-model", "class_", "ends", "n_end"),
]
TRICKY = [
    *("1. Clarify the goal", "- item", "* y *", "`code`", "**b**", "a_b __c__", "# h", "> quote", "<b>x</b>", "^"),
    *("&amp; #35; #quot;", "\"q\" 'q'", "[l](http://x.y)", "www.x.y", "a;b", "{x}", "|x|", "%% c", "%%{init: {}}%%"),
    *("back\\nslash", "$$x^2$$", "~~s~~", "µs → ≤ · × é", "---", "-.->", "(a)", "call()", "10 %", "subgraph"),
    *("a -- b", "fa:fa-car"),
]


def tricky() -> Graph:
    """Ids that are keywords and texts that look like syntax, in every place where text can stand."""
    groups = tuple(Group(id=f"end-{n}" if n else "subgraph-", label=TRICKY[n * 3]) for n in range(4))
    nodes = tuple(
        Node(id=name, label=TRICKY[n % len(TRICKY)], kind=KINDS[n % 9], note=TRICKY[-n], group=groups[n % 4].id)
        for n, name in enumerate(KEYWORDS)
    )
    edges = tuple(
        Edge(source=KEYWORDS[n % len(KEYWORDS)], target=KEYWORDS[(n * 3 + 1) % len(KEYWORDS)], label=text)
        for n, text in enumerate(TRICKY)
    )
    return Graph("sample", "tricky", 'A "title"; {of} #1', "Said: %% {x} ; <y>", nodes, edges, groups)


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    """A browser page with Mermaid loaded."""
    if not SCRIPT.is_file():
        pytest.skip("needs the Mermaid parser: run 'npm ci'")
    blank = browser.new_page()
    blank.set_content("<!doctype html><body></body>")
    blank.add_script_tag(path=str(SCRIPT))
    blank.evaluate("mermaid.initialize({startOnLoad: false})")
    yield blank
    blank.close()


def said(page: Any, source: str) -> set[str]:
    """Every text that Mermaid draws for `source`, blanks evened out."""
    script = """async source => {
      const {svg} = await mermaid.render("drawn", source);
      const holder = document.createElement("div");
      holder.innerHTML = svg;
      document.body.append(holder);
      const texts = [...holder.querySelectorAll(".nodeLabel, .edgeLabel, title, desc")];
      const found = texts.map(each => each.innerText || each.textContent);
      holder.remove();
      return found;
    }"""
    return {" ".join(text.replace("\u2060", "").split()) for text in page.evaluate(script, source)}


def refused(page: Any, graph: Graph) -> str:
    """What the parser has against the source of `graph`; empty when it accepts it."""
    return str(page.evaluate("s => mermaid.parse(s).then(() => '', e => String(e.message))", mermaid.draw(graph)))


def test_the_source_looks_as_agreed(golden: Callable[[str, Path], None]) -> None:
    golden(mermaid.draw(serving()), GOLDEN / "serving.mmd")


def test_plain_words_stay_readable() -> None:
    assert mermaid.escaped("Merge and de-duplicate, 8 ms p99 (est.)").startswith("Merge and de-duplicate, 8 ms p99 ")


def test_a_text_is_kept_on_one_line() -> None:
    assert "\n" not in mermaid.escaped("one\n  two")


def test_ids_that_become_alike_stay_apart() -> None:
    nodes = tuple(Node(id=name, label=name) for name in ("a-b", "a_b"))
    source = mermaid.draw(Graph("s", "n", "T", "D", nodes, (Edge(source="a-b", target="a_b"),)))
    assert "a_b --> a_b_" in source


def test_each_kind_has_a_shape_of_its_own() -> None:
    sources = {mermaid.draw(Graph("s", "n", "T", "D", (Node(id="a", label="A", kind=kind),))) for kind in KINDS}
    assert len(sources) == len(KINDS)


@pytest.mark.full
def test_the_parser_refuses_what_is_wrong(page: Any) -> None:
    assert page.evaluate("s => mermaid.parse(s).then(() => '', e => String(e.message))", "flowchart TB\n end --> b")


@pytest.mark.full
def test_every_random_graph_is_accepted(page: Any, random_graphs: list[Graph]) -> None:
    assert {graph.name: found for graph in random_graphs if (found := refused(page, graph))} == {}


@pytest.mark.full
def test_every_diagram_of_the_guide_is_accepted(page: Any) -> None:
    graphs = [load(path, ROOT)[0] for path in sorted((ROOT / "diagrams").glob("*/*.yml"))]
    assert {graph.id: found for graph in graphs if graph and (found := refused(page, graph))} == {}


@pytest.mark.full
def test_what_looks_like_syntax_is_shown_as_written(page: Any) -> None:
    graph = tricky()
    shown = said(page, mermaid.draw(graph))
    wanted = {f"{node.label} {node.note}" for node in graph.nodes} | {edge.label for edge in graph.edges}
    wanted |= {group.label for group in graph.groups} | {graph.title, graph.description}
    assert wanted - shown == set()
