"""What a typesetter would do: no number parted from its per cent sign, typographic quotation marks."""

from __future__ import annotations

from re import Match
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor

from macros.quotes import curl

NUMBER_AND_PERCENT = r"(?<=[\d\x03]) (?=%)"  # \x03 ends what Markdown has stashed: a value in its span


class _NoBreak(InlineProcessor):
    def handleMatch(self, m: Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        return "\N{NO-BREAK SPACE}", m.start(0), m.end(0)


class _Quotes(Postprocessor):
    """The whole page's HTML, with what macros gave, and the names in its table of contents."""

    def run(self, text: str) -> str:
        for entry in getattr(self.md, "toc_tokens", ()):
            _curl_names(entry)
        return curl(text)


def _curl_names(entry: dict[str, Any]) -> None:
    entry["name"] = curl(entry["name"])
    for child in entry["children"]:
        _curl_names(child)


class Typography(Extension):
    """Registers the pattern behind code spans and links, whose text is left as it is, and the marks as the last."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by Python-Markdown."""
        md.inlinePatterns.register(_NoBreak(NUMBER_AND_PERCENT, md), "guide-no-break", 20)
        md.postprocessors.register(_Quotes(md), "guide-quotes", -10)


def makeExtension(**kwargs: Any) -> Typography:  # noqa: N802
    """Entry point named in mkdocs.yml."""
    return Typography(**kwargs)
