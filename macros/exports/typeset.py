"""What only the printed page needs: heads that repeat, words that stay together, room round what may be parted."""

from __future__ import annotations

import re

from macros.exports.html import Element, add_class, by_class, elements, has_class, make, words

_WHOLE_CHECKLIST = 6  # items of a checklist that is never split
_SHORT_CELL = 11  # characters of a table cell that is never broken
_UNIT = re.compile(r"(?<=\d) (?=[A-Za-zµ%$])")
_INLINE = frozenset(("a", "em", "strong", "span", "code", "abbr", "cite", "i", "b", "x-svg", "sub", "sup", "small"))


def typeset(root: Element) -> None:
    """Make a chapter's content ready for pages. It keeps its words."""
    for change in (_repeat_heads, _titles, _legends, _lead_ins, _checklists, _cells, _badges, _units, _spaces):
        change(root)


def _repeat_heads(root: Element) -> None:
    """A table whose parts have head rows of their own becomes a table for each part: a head repeats on every page."""
    for table in elements(root, "table"):
        after = table
        for body in table.findall("tbody"):
            head = body.find("tr")
            if head is None or not has_class(head, "head"):
                continue
            owner = table
            if table.find("thead") is not None:
                owner = make("table", class_=f"{table.get('class') or ''} part".strip())
                after.addnext(owner)
                after = owner
                owner.append(body)
            owner.insert(0 if owner.find("caption") is None else 1, _head(head))


def _titles(root: Element) -> None:
    """A table's title is the first row of its head: it repeats with it, and is never left behind without a row."""
    for table in elements(root, "table"):
        caption = table.find("caption")
        if caption is None:
            continue
        head = table.find("thead")
        if head is None:
            head = make("thead")
            caption.addnext(head)
        columns = max(sum(int(cell.get("colspan") or 1) for cell in row) for row in table.iter("tr"))
        caption.tag = "th"
        caption.tail = None
        caption.set("colspan", str(columns))
        caption.set("class", "table-title")
        row = make("tr", class_="title")
        row.append(caption)
        head.insert(0, row)


def _head(row: Element) -> Element:
    head = make("thead")
    head.append(row)
    return head


def _legends(root: Element) -> None:
    """The boxes of a figure, explained, say whose they are: they may come to stand on the next page."""
    for boxes in by_class(root, "diagram-boxes"):
        figure = boxes.getprevious()
        caption = figure.find("figcaption") if figure is not None and figure.tag == "figure" else None
        legend = make("div", class_="diagram-legend")
        boxes.addprevious(legend)
        if caption is not None:
            legend.append(make("p", f"{words(caption).rstrip('.')}, box by box", class_="legend-title"))
        legend.append(boxes)


def _lead_ins(root: Element) -> None:
    """A line that introduces what follows is not left behind: one that ends with a colon, a bold one."""
    for text in elements(root, "p"):
        only = len(text) == 1 and text[0].tag == "strong" and words(text[0]) == words(text)
        if only or words(text).endswith(":"):
            add_class(text, "lead-in")


def _checklists(root: Element) -> None:
    for checklist in by_class(root, "checklist"):
        if len(elements(checklist, "li")) <= _WHOLE_CHECKLIST:
            add_class(checklist, "whole")


def _cells(root: Element) -> None:
    """A short entry of a table stays on one line, a number with its unit."""
    for cell in elements(root, "td", "th"):
        if len(words(cell)) <= _SHORT_CELL:
            add_class(cell, "one-line")


def _badges(root: Element) -> None:
    """A question's level stays with the last word of the question."""
    for badge in by_class(root, "level"):
        question = badge.getprevious()
        if question is None or question.tail or len(question) or " " not in (question.text or ""):
            continue
        question.text, last = question.text.rstrip().rsplit(" ", 1)
        question.tail = " "  # not inside: see _spaces
        kept = make("span", last, class_="one-line")
        badge.addprevious(kept)
        kept.append(badge)


def _units(root: Element) -> None:
    """No line ends between a number and its unit in what was computed."""
    for name in ("why", "diagram-boxes", "est", "worked"):
        for place in by_class(root, name):
            for found in place.iter():
                if found.text:
                    found.text = _UNIT.sub("\N{NO-BREAK SPACE}", found.text)
                if found is not place and found.tail:
                    found.tail = _UNIT.sub("\N{NO-BREAK SPACE}", found.tail)


def _spaces(root: Element) -> None:
    """The space before an inline element gets a box of its own.

    The layout engine counts the space at the end of a text into its width, and where only that space is too much for
    the line it breaks the line after the first word instead.
    """
    for found in [found for found in root.iter() if found.tag in _INLINE]:
        before, parent = found.getprevious(), found.getparent()
        if parent is None or parent.tag == "pre":
            continue
        text = parent.text if before is None else before.tail
        if not text or not text.endswith(" ") or not text.strip():
            continue
        if before is None:
            parent.text = text[:-1]
        else:
            before.tail = text[:-1]
        found.addprevious(make("span", " "))
