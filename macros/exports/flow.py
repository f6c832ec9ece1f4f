"""Pages without holes: a figure that does not fit shrinks a little or moves down; no last page of a few lines.

A layout is needed to see a hole, so a chapter that has one is laid out again, at most `ROUNDS` times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element

from macros.exports.drawings import least_width
from macros.exports.html import has_class, remove_class
from macros.exports.measured import Measured, Node, Pages

ROUNDS = 10
HOLE = 0.2  # what of a page may stay free above a figure
WIDE_HOLE = 0.4  # from here on a figure may move past a lower heading of its section
WHOLE_PAGE = 0.7  # a figure that takes a page of its own may even stand behind the head of the next section
MARGIN = 0.05  # what a figure needs round it
LAST = 0.25  # what of a page the last one holds at least, if tighter lines can save it
MOVES = 2
MOVED = "data-moved"
TIGHT = "tight"  # the class of a document with tighter lines, styled in book.css

_HEADINGS = ("h1", "h2", "h3", "h4")
_TEXT = ("p", "ul", "ol", "blockquote")
_LOOKS_BACK = re.compile(r"\babove\b|\b(?:this|the) (?:drawing|diagram|picture)\b", re.IGNORECASE)
_UNBROKEN = ("figure", "admonition", "short", "formula-display", "diagram-legend", "latency-waterfall")


def settled(document: Node, render: Callable[[], Pages]) -> Pages:
    """The pages of a document, its figures moved to where they leave no hole. `document` is changed.

    Lines are tighter when that saves a last page that holds next to nothing.
    """
    content = _content(document)
    given = deepcopy(list(content))
    made = _without_holes(document, render)
    if len(made.pages) < 2 or Measured(made).filled[-1] > LAST:
        return made
    moved = list(content)
    document.set("class", TIGHT)
    content[:] = given
    tighter = _without_holes(document, render)
    if len(tighter.pages) < len(made.pages) and _fullness(tighter) > _fullness(made) - HOLE:
        return tighter
    del document.attrib["class"]
    content[:] = moved
    return made


def _fullness(made: Pages) -> float:
    """How full the emptiest page is, but for the last."""
    return min(Measured(made).filled[:-1], default=1.0)


def _without_holes(document: Node, render: Callable[[], Pages]) -> Pages:
    made = render()
    for _ in range(ROUNDS):
        if not _close_holes(document, Measured(made)):
            break
        made = render()
    return made


def _content(document: Node) -> Node:
    """The chapter's content; a document of another kind has none, and nothing in it moves."""
    return next((found for found in document.iter("div") if found.get("class") == "content"), Element("div"))


def _close_holes(document: Node, measured: Measured) -> bool:
    """Change the first thing that left a hole on the page before it; False when nothing can be changed.

    One at a time, from the front: what stands below moves with it, and its holes are others then.
    """
    content = _content(document)
    for figure in [block for block in content if block.tag == "figure" and block in measured.begins]:
        hole = _hole_before(figure, list(content), measured)
        if hole > HOLE and (_shrink(figure, hole, measured) or _move(content, figure, hole, measured)):
            return True
    return _part_tables(content, measured)


def _part_tables(content: Node, measured: Measured) -> bool:
    """Let a short table be parted after all where keeping it whole left a wide hole."""
    parted = False
    for table in [table for table in content.iter("table") if has_class(table, "short")]:
        page, begin = measured.begins.get(table, (0, 0.0))
        if page and begin < HOLE and 1 - measured.filled[page - 1] > WIDE_HOLE:
            remove_class(table, "short")
            parted = True
    return parted


def _shrink(figure: Node, hole: float, measured: Measured) -> bool:
    """Make a diagram that nearly fits the hole small enough, if its type then is large enough to be read."""
    drawing = figure.find(".//{*}svg")
    if drawing is None:
        return False
    width, height = (float(drawing.get(side).removesuffix("pt")) for side in ("width", "height"))
    drawn = height / measured.page_pt
    headings = measured.begins[figure][1]
    room = hole - MARGIN / 2 - headings - (measured.heights[figure] - drawn)
    factor = room / drawn
    if factor >= 1 or factor * width < least_width(float(drawing.get("viewBox").split()[2])):
        return False
    drawing.set("width", f"{width * factor:.1f}pt")
    drawing.set("height", f"{height * factor:.1f}pt")
    return True


def _hole_before(figure: Node, blocks: Sequence[Node], measured: Measured) -> float:
    """What is free above a figure that begins a page, where it and the headings right before it could stand."""
    page = _page_pushed_to(figure, blocks, measured)
    if not page:
        return 0.0
    filled = measured.filled[page - 1]
    above = blocks[blocks.index(figure) - 1]
    if page > 1 and above.tag in _HEADINGS and measured.begins.get(above, (0, 1.0)) < (page - 1, MARGIN):
        return 1 - measured.filled[page - 2] - filled - MARGIN  # its heading stands alone on the page between
    return 1 - filled


def _page_pushed_to(figure: Node, blocks: Sequence[Node], measured: Measured) -> int:
    """The number of the page, from 0, that begins with this figure, or with the headings right before it; else 0."""
    page, begin = measured.begins[figure]
    first = figure
    for before in reversed(blocks[: blocks.index(figure)]):
        if measured.begins.get(before, (0, 0.0))[0] != page or before.tag not in _HEADINGS:
            break
        first, begin = before, measured.begins[before][1]
    at = blocks.index(first)
    alone = at == 0 or measured.begins.get(blocks[at - 1], (page, 0.0))[0] < page
    return page if alone and begin < HOLE else 0


def _move(content: Node, figure: Node, hole: float, measured: Measured) -> bool:
    """Put the figure after as many of the next blocks as fill the hole; at most `MOVES` times, or it would drift off.

    Its boxes explained, which name it, may stand before it; where they do not fit the hole they go along with it.
    """
    blocks = list(content)
    at = blocks.index(figure)
    moves = int(figure.get(MOVED, 0))
    if moves == MOVES or (at and _text(blocks[at - 1]).endswith(":")):
        return False
    high = measured.heights.get(figure, 0.0)
    spill = max(0.0, 1 - MARGIN - high)
    stop_at = "h1" if high > WHOLE_PAGE and hole > WIDE_HOLE else "h2"
    unit = [figure]
    passed = list(_passable(blocks[at + 1 :], hole, spill, stop_at, measured))
    if not passed and at + 1 < len(blocks) and has_class(blocks[at + 1], "diagram-legend"):
        unit.append(blocks[at + 1])
        passed = list(_passable(blocks[at + 2 :], hole, spill, stop_at, measured))
    if not passed:
        return False
    figure.set(MOVED, str(moves + 1))
    for part in unit:
        content.remove(part)
    place = list(content).index(passed[-1]) + 1
    for offset, part in enumerate(unit):
        content.insert(place + offset, part)
    return True


def _passable(following: Sequence[Node], hole: float, spill: float, stop_at: str, measured: Measured) -> Iterator[Node]:
    """The blocks that may stand before the figure instead of after it: not speaking of it, no `stop_at` heading.

    `spill` is what of them may run over to the next page, where the figure has to fit below it.
    """
    for group in _groups(following):
        if group[0].tag in _HEADINGS and (group[0].tag <= stop_at or hole < WIDE_HOLE):
            return
        height = sum(measured.heights.get(block, 0.0) for block in group)
        room = hole + (-MARGIN / 4 if _is_whole(group[-1]) else spill)
        if height > room or any(map(_stops, group)):
            return
        yield from group
        hole -= height
        if hole < HOLE / 2:
            return


def _groups(blocks: Sequence[Node]) -> Iterator[list[Node]]:
    """Each block, with what introduces it: a heading, a text that ends with a colon."""
    group: list[Node] = []
    for block in blocks:
        group.append(block)
        if block.tag not in _HEADINGS and not _text(block).endswith(":"):
            yield group
            group = []


def _stops(block: Node) -> bool:
    """Whether a figure may not move past it: a text that speaks of what stands above."""
    return block.tag in _TEXT and bool(_LOOKS_BACK.search(_text(block)))


def _is_whole(block: Node) -> bool:
    return block.tag == "figure" or any(has_class(block, name) for name in _UNBROKEN)


def _text(block: Node) -> str:
    return "".join(block.itertext()).strip()
