"""Text in a diagram: a string that remembers which of its parts come from an estimate."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from macros.diagrams.glyphs import ROOM_EM, em

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}")
_BRACES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text. `est` names the estimate (`page.name`) it shows; empty for plain words.

    `room` is how many characters the drawing keeps free for an estimate, whose digits may change after the layout.
    """

    text: str
    est: str = ""
    room: int = 0


class Words(str):
    """A plain string for whoever only prints it; `parts` for whoever must know where the figures are."""

    parts: tuple[Part, ...]

    def __new__(cls, parts: Iterable[Part]) -> Words:
        """Join `parts`; empty ones are dropped."""
        kept = tuple(part for part in parts if part.text)
        made = super().__new__(cls, "".join(part.text for part in kept))
        made.parts = kept
        return made


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of `text`; a plain string is one part."""
    return text.parts if isinstance(text, Words) else ((Part(text),) if text else ())


def join(pieces: Iterable[str], separator: str) -> Words:
    """`separator.join(pieces)` that keeps the parts; empty pieces are left out."""
    parts: list[Part] = []
    for piece in pieces:
        if piece:
            parts += [Part(separator), *parts_of(piece)] if parts else parts_of(piece)
    return Words(parts)


def placeholders(text: str) -> list[str]:
    """Names in braces in `text`, as written."""
    return PLACEHOLDER.findall(text)


def malformed(text: str) -> list[str]:
    """Pairs of braces in `text` that do not hold a name."""
    return [found for found in _BRACES.findall(text) if not PLACEHOLDER.fullmatch(found)]


def room_for(value: str) -> int:
    """Characters to keep free for an estimate that now reads `value`: one or two more, so that it can grow a little."""
    letters = max(len(value), ceil(em(value, "medium") / ROOM_EM))
    return (letters + 2) // 2 * 2


def fits(part: Part, room: int) -> bool:
    """Whether an estimate's present text fits in `room` characters, in the picture and in the text drawing."""
    return len(part.text) <= room and em(part.text, "medium") <= room * ROOM_EM


def fill(text: str, page: str, values: Mapping[str, str]) -> Words:
    """`text` with each `{name}` replaced by `values["page.name"]`; `{other.name}` stands for itself.

    Raises KeyError with the full name of an estimate that is not in `values`.
    """
    parts: list[Part] = []
    at = 0
    for match in PLACEHOLDER.finditer(text):
        name = qualified(match[1], page, values)
        parts += [Part(text[at : match.start()]), Part(values[name], name, room_for(values[name]))]
        at = match.end()
    return Words([*parts, Part(text[at:])])


def roomed(text: str, rooms: Mapping[str, int]) -> str:
    """`text` with the room of each estimate as in `rooms`; one that is not there keeps its own."""
    if not isinstance(text, Words):
        return text
    return Words(Part(part.text, part.est, rooms.get(part.est, part.room)) for part in text.parts)


def qualified(name: str, page: str, known: Container[str]) -> str:
    """`qps` on the page `news_feed` is `news_feed.qps`; one that names another page is left as it is."""
    own = f"{page}.{name}"
    return name if "." in name and own not in known else own
