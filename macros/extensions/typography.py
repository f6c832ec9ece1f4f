"""A number is never parted from its per cent sign at the end of a line."""

from __future__ import annotations

from re import Match
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

NUMBER_AND_PERCENT = r"(?<=[\d\x03]) (?=%)"  # \x03 ends what Markdown has stashed: a value in its span


class _NoBreak(InlineProcessor):
    def handleMatch(self, m: Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        return "\N{NO-BREAK SPACE}", m.start(0), m.end(0)


class Typography(Extension):
    """Registers the pattern behind code spans and links, whose text is left as it is."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by Python-Markdown."""
        md.inlinePatterns.register(_NoBreak(NUMBER_AND_PERCENT, md), "guide-no-break", 20)


def makeExtension(**kwargs: Any) -> Typography:  # noqa: N802
    """Entry point named in mkdocs.yml."""
    return Typography(**kwargs)
