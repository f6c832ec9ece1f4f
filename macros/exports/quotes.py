"""Straight quotation marks and apostrophes -> typographic ones, in running text but not in code."""

from __future__ import annotations

from macros.exports.html import Element

_AS_IS = frozenset(("code", "pre", "kbd", "samp", "script", "style"))
_BLOCKS = frozenset(
    ("p", "li", "td", "th", "dt", "dd", "caption", "figcaption", "h1", "h2", "h3", "h4", "div", "summary")
)
_OPENS_AFTER = frozenset(" \t\n\N{NO-BREAK SPACE}([{/-\N{EN DASH}\N{EM DASH}\N{LEFT DOUBLE QUOTATION MARK}")
_PAIRS = {
    '"': ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    "'": ("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),
}


def curl(root: Element) -> None:
    """Set the quotation marks of everything below `root`. A mark opens at a block's start and after a space."""
    _curl(root, " ")


def _curl(element: Element, before: str) -> str:
    """Set the marks inside one element; `before` is the character in front of it. Returns its last character."""
    if not isinstance(element.tag, str) or element.tag in _AS_IS:
        return "x"
    last = " " if element.tag in _BLOCKS else before
    element.text, last = curled(element.text or "", last)
    for child in element:
        last = _curl(child, last)
        child.tail, last = curled(child.tail or "", last)
    return " " if element.tag in _BLOCKS else last


def curled(text: str, before: str = " ") -> tuple[str, str]:
    """The text with typographic marks, and its last character; `before` is the character in front of it."""
    made: list[str] = []
    for place, sign in enumerate(text):
        if sign in _PAIRS:
            after = text[place + 1 : place + 2]
            opens = before in _OPENS_AFTER and not (sign == "'" and after.isdigit())  # the '90s
            made.append(_PAIRS[sign][0 if opens else 1])
        else:
            made.append(sign)
        before = made[-1]
    return "".join(made), before
