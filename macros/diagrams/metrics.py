"""How much room text takes, in px for the picture and in character cells for the text drawing, and where it wraps.

An estimate takes the room kept for it (`Part.room`), not the width of its present digits: a reader may change the
assumptions, and the layout on disk must stay right. Whoever draws centres the actual text in that room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import ceil
from typing import Literal

from macros.diagrams.glyphs import ROOM_EM, em
from macros.diagrams.model import Edge, Group, Node
from macros.diagrams.words import Part, Words, parts_of

Role = Literal["label", "note", "fact"]
Size = tuple[int, int]
Measure = Callable[[str], float]

LABEL_PX, SMALL_PX, TITLE_PX = 15, 13, 14
LABEL_STEP, SMALL_STEP, TITLE_STEP = 20, 17, 19
WRAP_PX, WRAP_SMALL_PX, WRAP_CELLS, WRAP_EDGE_PX, WRAP_EDGE_CELLS = 152, 166, 18, 130, 16
WRAP_TITLE_PX = 190
MOST_BALANCED = 14  # words in a text whose lines are evened out
PAD_X: dict[str, int] = {"actor": 22, "decision": 32, "stream": 26, "job": 22, "model": 20, "step": 18}
PAD_Y: dict[str, int] = {"store": 17, "decision": 12}


# All of the above: a layout made with others is stale.
SIZES = [LABEL_PX, SMALL_PX, TITLE_PX, LABEL_STEP, SMALL_STEP, TITLE_STEP, WRAP_PX, WRAP_SMALL_PX, WRAP_TITLE_PX]
SIZES += [WRAP_CELLS, WRAP_EDGE_PX, WRAP_EDGE_CELLS, *PAD_X.values(), *PAD_Y.values()]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a node: what it says and what it is, which decides its size and colour."""

    text: str
    role: Role


def width_px(text: str, size: float, weight: str = "regular") -> float:
    """Room in px that `text` takes at `size` px."""
    return sum(_part_em(part, weight) for part in parts_of(text)) * size


def natural_px(text: str, size: float, weight: str = "regular") -> float:
    """Width in px of `text` as it reads now."""
    return em(text, weight) * size


def width_cells(text: str) -> int:
    """Room in character cells that `text` takes."""
    return sum(max(len(part.text), part.room) for part in parts_of(text))


def wrap(text: str, limit: float, measure: Measure) -> list[str]:
    """`text` in as few lines as `limit` allows, the lines as even as possible; a longer word stands alone.

    Breaks only between words of the source: an estimate is never split, whatever it reads. `measure` must give a text
    the sum of what its parts measure.
    """
    if not any(part.est for part in parts_of(text)):
        return list(_wrap_plain(str(text), limit, measure))
    words = _words(text)
    cuts = _cuts([measure(_line([word])) for word in words], measure(" "), limit)
    return [_line(words[a:b]) for a, b in _spans(cuts, len(words))]


@lru_cache(maxsize=8192)
def _wrap_plain(text: str, limit: float, measure: Measure) -> tuple[str, ...]:
    """The same without estimates; both text drawings ask for the same lines."""
    words = text.split()
    cuts = _cuts([measure(word) for word in words], measure(" "), limit)
    return tuple(" ".join(words[a:b]) for a, b in _spans(cuts, len(words)))


def _cuts(widths: Sequence[float], space: float, limit: float) -> tuple[int, ...]:
    cuts = _greedy(widths, space, limit)
    if not cuts or len(widths) > MOST_BALANCED:
        return cuts
    choices = combinations(range(1, len(widths)), len(cuts))
    return min(choices, key=lambda chosen: max(_lengths(widths, space, chosen)))


def px_lines(node: Node) -> list[Line]:
    """The lines in a node of the picture."""
    small = _small_px
    lines = [Line(text, "label") for text in wrap(node.label, WRAP_PX, _label_px)]
    lines += [Line(text, "note") for text in wrap(node.note, WRAP_SMALL_PX, small)]
    return lines + [Line(text, "fact") for fact in node.facts for text in wrap(fact, WRAP_SMALL_PX, small)]


def cell_lines(node: Node) -> list[Line]:
    """The lines in a node of the text drawing."""
    texts: list[tuple[str, Role]] = [
        (node.label, "label"),
        (node.note, "note"),
        *((fact, "fact") for fact in node.facts),
    ]
    return [Line(line, role) for text, role in texts for line in wrap(text, WRAP_CELLS, width_cells)]


def px_label_lines(edge: Edge) -> list[str]:
    """The lines of an edge's label in the picture."""
    return wrap(edge.text, WRAP_EDGE_PX, _small_px)


def cell_label_lines(edge: Edge) -> list[str]:
    """The lines of an edge's label in the text drawing."""
    return wrap(edge.text, WRAP_EDGE_CELLS, width_cells)


def node_px(node: Node) -> Size:
    """Width and height of a node's box in the picture."""
    lines = px_lines(node)
    widest = max(line_px(line) for line in lines)
    height = sum(step_px(line) for line in lines) + 2 * PAD_Y.get(node.kind, 11)
    return max(_even(widest + 2 * PAD_X.get(node.kind, 17)), 104), _even(height)


def node_cells(node: Node) -> Size:
    """Columns and rows of a node's box in the text drawing: a border and a space on each side."""
    lines = cell_lines(node)
    return max(width_cells(line.text) for line in lines) + 4, len(lines) + 2


def label_px(edge: Edge) -> Size:
    """Width and height of the label of an edge that has one."""
    lines = px_label_lines(edge)
    return _even(max(_small_px(line) for line in lines) + 10), _even(len(lines) * SMALL_STEP + 4)


def label_cells(edge: Edge) -> Size:
    """Columns and rows of the label of an edge that has one: a space on each side."""
    lines = cell_label_lines(edge)
    return max(width_cells(line) for line in lines) + 2, len(lines)


def px_title_lines(group: Group) -> list[str]:
    """The lines of a group's title in the picture."""
    return wrap(group.label, WRAP_TITLE_PX, _title_px)


def title_px(group: Group) -> tuple[float, int]:
    """Width and height of a group's title."""
    lines = px_title_lines(group)
    return max(_title_px(line) for line in lines), TITLE_STEP * len(lines)


def title_cells(group: Group) -> int:
    """Columns of a group's title as it stands in the frame, a space on each side."""
    return width_cells(group.label) + 2


def line_px(line: Line) -> float:
    """Width of a line in a node; a fact sits in a pill."""
    if line.role == "label":
        return _label_px(line.text)
    return _small_px(line.text) + (16 if line.role == "fact" else 0)


def step_px(line: Line) -> int:
    """Height of a line in a node."""
    return {"label": LABEL_STEP, "note": SMALL_STEP, "fact": SMALL_STEP + 6}[line.role]


def _label_px(text: str) -> float:
    return width_px(text, LABEL_PX, "medium")


def _title_px(text: str) -> float:
    return width_px(text, TITLE_PX, "medium")


def _small_px(text: str) -> float:
    return width_px(text, SMALL_PX)


def _part_em(part: Part, weight: str) -> float:
    return max(em(part.text, weight), part.room * ROOM_EM) if part.est else em(part.text, weight)


def _even(value: float) -> int:
    return ceil(value / 2) * 2


def _words(text: str) -> list[list[Part]]:
    """The words of `text`, each as the parts it is made of: `about {n}x` is two words, the second of two parts."""
    words: list[list[Part]] = [[]]
    for part in parts_of(text):
        if part.est:
            words[-1].append(part)
            continue
        for index, piece in enumerate(part.text.split(" ")):
            if index:
                words.append([])
            if piece:
                words[-1].append(Part(piece))
    return [word for word in words if word]


def _greedy(widths: Sequence[float], space: float, limit: float) -> tuple[int, ...]:
    """Where lines break when each takes all that it can."""
    cuts: list[int] = []
    filled = -space
    for index, width in enumerate(widths):
        if index and filled + space + width > limit:
            cuts.append(index)
            filled = -space
        filled += space + width
    return tuple(cuts)


def _lengths(widths: Sequence[float], space: float, cuts: tuple[int, ...]) -> list[float]:
    return [sum(widths[a:b]) + space * (b - a - 1) for a, b in _spans(cuts, len(widths))]


def _spans(cuts: tuple[int, ...], count: int) -> list[tuple[int, int]]:
    return list(zip((0, *cuts), (*cuts, count), strict=True)) if count else []


def _line(words: Sequence[list[Part]]) -> Words:
    parts: list[Part] = []
    for word in words:
        parts += [Part(" "), *word] if parts else word
    return Words(parts)
