"""Graph -> source of a Mermaid flowchart, for readers who want to take a diagram along.

Mermaid's own escape, `#34;`, stands for every character that its lexer or its Markdown could take for syntax. Ids that
are or begin with one of its keywords get a prefix, since its lexer finds a keyword at the start of a longer word too.
Plain shapes only: they are understood by every version that people paste into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.diagrams.model import Edge, Graph, Group, Kind, Node

_SHAPES: dict[Kind, tuple[str, str]] = {
    "actor": ("([", "])"),
    "service": ("[", "]"),
    "model": ("[[", "]]"),
    "store": ("[(", ")]"),
    "stream": ("[/", "/]"),
    "job": ("(", ")"),
    "decision": ("{", "}"),
    "external": (">", "]"),
    "step": ("{{", "}}"),
}
_ARROWS = {"sync": "-->", "async": "-.->", "feedback": "-->"}
_KEYWORDS = (
    *("accdescr", "acctitle", "call", "class", "click", "default", "direction", "end", "flowchart", "graph", "href"),
    *("interpolate", "linkstyle", "style", "subgraph"),
)
_UNSAFE = re.compile(r"[^\w .,:/?!+='’–—…·×÷≤≥≈→←µ\u2060-]|[_]|(?<=\d)\.(?= )|^[-+](?= )|https?(?=:)|www(?=\.)")
# What Mermaid acts on even when written as references: line breaks, formulas, icons, script addresses.
_ACTIVE = re.compile(r"(?i)(?<=\\)(?=n)|(?<=\$)(?=\$)|(?<=\bfa[a-z]:)(?=fa)|(?<=\bfa:)(?=fa)|(?<=javascript)(?=:)")
_WORD_JOINER = "\u2060"
_INDENT = "    "


def draw(graph: Graph) -> str:
    """The flowchart's source: title and text alternative, nodes in their groups, then edges; ends with a newline."""
    ids = _safe_ids(graph)
    lines = [
        f"%% diagrams/{graph.id}.yml",
        "flowchart TB",
        f"{_INDENT}accTitle: {escaped(graph.title)}",
        f"{_INDENT}accDescr: {escaped(graph.description)}",
        *_members(graph, None, ids, _INDENT),
        *(f"{_INDENT}{_edge(edge, ids)}" for edge in graph.edges),
        *_feedback(graph),
    ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, with whatever Mermaid would read as syntax written as character references."""
    plain = _ACTIVE.sub(_WORD_JOINER, " ".join(text.split()))
    return _UNSAFE.sub(lambda match: "".join(f"#{ord(char)};" for char in match[0]), plain)


def _safe_ids(graph: Graph) -> dict[str, str]:
    """An id that Mermaid accepts for each node and group: no hyphen (`--` starts an arrow), no keyword."""
    ids: dict[str, str] = {}
    for name in [*graph.node, *graph.group]:
        safe = name.replace("-", "_")
        if safe.startswith(_KEYWORDS):
            safe = f"n_{safe}"
        while safe in ids.values():
            safe += "_"
        ids[name] = safe
    return ids


def _members(graph: Graph, group: str | None, ids: dict[str, str], indent: str) -> Iterator[str]:
    for node in graph.nodes_in(group):
        yield f"{indent}{ids[node.id]}{_shape(node)}"
    for inner in graph.groups_in(group):
        yield from _subgraph(graph, inner, ids, indent)


def _subgraph(graph: Graph, group: Group, ids: dict[str, str], indent: str) -> Iterator[str]:
    yield f'{indent}subgraph {ids[group.id]} ["{escaped(group.label)}"]'
    yield from _members(graph, group.id, ids, indent + _INDENT)
    yield f"{indent}end"


def _shape(node: Node) -> str:
    before, after = _SHAPES[node.kind]
    text = "<br/>".join(escaped(line) for line in (node.label, node.note, *node.facts) if line)
    return f'{before}"{text}"{after}'


def _edge(edge: Edge, ids: dict[str, str]) -> str:
    label = f'|"{escaped(edge.text)}"|' if edge.text else ""
    return f"{ids[edge.source]} {_ARROWS[edge.style]}{label} {ids[edge.target]}"


def _feedback(graph: Graph) -> list[str]:
    """Mermaid has no arrow for a return edge: dash and dot it, so that it differs from a plain and an async one."""
    returns = [str(number) for number, edge in enumerate(graph.edges) if edge.style == "feedback"]
    return [f"{_INDENT}linkStyle {','.join(returns)} stroke-dasharray: 8 3 2 3"] if returns else []
