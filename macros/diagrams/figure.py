"""The HTML of a diagram in a page: picture, caption, and behind one fold its text drawings, Mermaid source and boxes.

Everything is readable without a script; `docs/assets/diagrams.js` turns the panels into tabs, copies, opens large and
runs the redraw. Only caption and explanations go into the search index.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from macros.diagrams.model import Graph, Node
from macros.diagrams.svg_text import spans

KIND_NAMES = {"actor": "person or client", "job": "batch job", "external": "outside our system", "step": "step"}


@dataclass(frozen=True)
class Faces:
    """The drawings of one graph."""

    svg: str
    text: str
    ascii: str
    mermaid: str


def figure_id(graph: Graph) -> str:
    """The id to link to: `fig-news-feed-serving`."""
    return f"fig-{graph.id.replace('/', '-')}"


def figure(graph: Graph, faces: Faces) -> str:
    """One `figure` element at column 0, without a blank line in it."""
    name = figure_id(graph)
    title = escape(graph.title)
    panels = [
        _panel("Box drawing", _source(faces.text)),
        _panel("ASCII drawing", _source(faces.ascii)),
        _panel("Mermaid source", _source(faces.mermaid)),
        _panel("Every box", _boxes(graph)),
    ]
    return "\n".join(
        [
            f'<figure class="diagram" id="{name}">',
            f'<div class="diagram-scroll" tabindex="0" role="group" aria-label="{title}" data-search-exclude>',
            faces.svg,
            "</div>",
            f'<figcaption><span class="diagram-title">{_html(graph.title)}</span>{_tools()}</figcaption>',
            '<details class="diagram-faces"><summary>As text, as Mermaid source, and every box explained</summary>',
            *panels,
            "</details>",
            "</figure>",
            "",
        ]
    )


def _tools() -> str:
    """Shown by the script, which makes them work."""
    return (
        '<span class="diagram-tools" data-search-exclude>'
        '<button type="button" data-act="redraw" aria-pressed="false">Redraw it</button>'
        '<button type="button" data-act="next" hidden>Reveal next</button>'
        '<button type="button" data-act="all" hidden>Reveal all</button>'
        '<button type="button" data-act="large">Open large</button></span>'
    )


def _panel(title: str, content: str) -> str:
    return (
        f'<div class="diagram-panel" data-title="{escape(title)}"><p class="diagram-panel-title">{escape(title)}</p>'
        f"{content}</div>"
    )


def _source(drawing: str) -> str:
    """A drawing to copy. A blank line would end the raw HTML block, so its line break is written as a reference."""
    lines = escape(drawing.rstrip("\n"), quote=False).split("\n")
    body = "".join(line + ("\n" if line else "&#10;") for line in lines[:-1]) + lines[-1]
    copy = '<button type="button" class="diagram-copy" data-act="copy">Copy</button>'
    return f'{copy}<pre tabindex="0" data-search-exclude>{body}</pre>'


def _boxes(graph: Graph) -> str:
    entries = "".join(_box(node) for node in graph.nodes if node.explain)
    return f'<dl class="diagram-boxes">{entries}</dl>'


def _box(node: Node) -> str:
    facts = [KIND_NAMES.get(node.kind, node.kind), *([_html(node.note)] if node.note else []), *map(_html, node.facts)]
    small = f" <small>{' · '.join(facts)}</small>"
    return f"<dt>{_html(node.label)}{small}</dt><dd>{_html(node.explain)}</dd>"


def _html(text: str) -> str:
    return spans(text, "span")
