"""Straight quotation marks and apostrophes in HTML -> typographic ones, in running text but not in code."""

from __future__ import annotations

import re

AS_IS = ("code", "pre", "kbd", "samp", "script", "style", "textarea")
BLOCKS = frozenset(
    ("p", "li", "td", "th", "dt", "dd", "caption", "figcaption", "h1", "h2", "h3", "h4", "div", "summary", "text")
)
OPENS_AFTER = frozenset(" \t\n\N{NO-BREAK SPACE}([{/-\N{EN DASH}\N{EM DASH}\N{LEFT DOUBLE QUOTATION MARK}")
PAIRS = {
    '"': ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    "'": ("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),
}

_WHOLE = "|".join(rf"<{name}\b.*?</{name}>" for name in AS_IS)
_TAG = r"""</?(?P<name>[A-Za-z][\w:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_MARKUP = re.compile(rf"(?P<whole><!--.*?-->|{_WHOLE})|{_TAG}", re.DOTALL)
_ENTITIES = {"&quot;": '"', "&#34;": '"', "&#39;": "'", "&#x27;": "'"}
_ENTITY = re.compile("|".join(_ENTITIES))


def curl(html: str) -> str:
    """Set the quotation marks of all text outside tags and code. A mark opens at a block's start and after a space."""
    made: list[str] = []
    place, before = 0, " "
    for found in _MARKUP.finditer(html):
        text, before = curled(html[place : found.start()], before)
        made += (text, found[0])
        place = found.end()
        if found["whole"]:
            before = before if found[0].startswith("<!--") else "x"
        elif found["name"] in BLOCKS:
            before = " "
    return "".join(made) + curled(html[place:], before)[0]


def curled(text: str, before: str = " ") -> tuple[str, str]:
    """The text with typographic marks, and its last character; `before` is the character in front of it."""
    made: list[str] = []
    text = _ENTITY.sub(lambda entity: _ENTITIES[entity[0]], text)
    for place, sign in enumerate(text):
        if sign in PAIRS:
            after = text[place + 1 : place + 2]
            opens = before in OPENS_AFTER and not (sign == "'" and after.isdigit())  # the '90s
            made.append(PAIRS[sign][0 if opens else 1])
        else:
            made.append(sign)
        before = made[-1]
    return "".join(made), before
