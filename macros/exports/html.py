"""Reading and writing HTML. Drawings are cut out before parsing and put back as they were: parsers fold their case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

Element = Any  # lxml has no types
SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
SLOT = re.compile(r'<x-svg n="(\d+)"\s*(?:/>|></x-svg>)')


@dataclass
class Fragment:
    """A parsed piece of a page and the drawings cut out of it, by their number in the `x-svg` elements."""

    root: Element
    drawings: list[str] = field(default_factory=list)

    def text(self, xml: bool = False) -> str:
        """The fragment as HTML or XHTML, drawings in place."""
        method = "xml" if xml else "html"
        written = etree.tostring(self.root, encoding="unicode", method=method, with_tail=False)
        return SLOT.sub(lambda slot: self.drawings[int(slot[1])], written)


def fragment(text: str) -> Fragment:
    """One element parsed out of `text`."""
    drawings: list[str] = []

    def cut(found: re.Match[str]) -> str:
        drawings.append(found[0])
        return f'<x-svg n="{len(drawings) - 1}"></x-svg>'

    return Fragment(html.fragment_fromstring(SVG.sub(cut, text)), drawings)


def has_class(element: Element, name: str) -> bool:
    """Whether `name` is one of the element's classes."""
    return name in (element.get("class") or "").split()


def by_class(root: Element, name: str) -> list[Element]:
    """All elements below `root` with a class, in order."""
    return [found for found in root.iter() if isinstance(found.tag, str) and has_class(found, name)]


def elements(root: Element, *tags: str) -> list[Element]:
    """All elements below `root` with one of the tags, in order; a list, so that the tree may be changed meanwhile."""
    return list(root.iter(*tags))


def remove_class(element: Element, name: str) -> None:
    """Take a class from an element."""
    element.set("class", " ".join(kept for kept in (element.get("class") or "").split() if kept != name))


def add_class(element: Element, name: str) -> None:
    """Give an element one more class."""
    element.set("class", f"{element.get('class') or ''} {name}".strip())


def remove(element: Element) -> None:
    """Take an element out; the text after it stays."""
    element.drop_tree()


def unwrap(element: Element) -> None:
    """Take an element's tags away; its content stays."""
    element.drop_tag()


def make(tag: str, text: str = "", **attributes: str) -> Element:
    """A new element; `class_` stands for `class`."""
    made = html.Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    made.text = text
    return made


def words(element: Element) -> str:
    """The element's text on one line."""
    return " ".join(element.text_content().split())


def ids(root: Element) -> Iterator[str]:
    """Every id below `root`."""
    for found in root.iter():
        if isinstance(found.tag, str) and found.get("id"):
            yield found.get("id")
