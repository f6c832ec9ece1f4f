"""Sheets to fill in with a pen that no page of the site holds as such: every diagram with its labels gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import ceil
from pathlib import Path

from macros.diagrams.blanking import blanked
from macros.exports.article import Article
from macros.exports.book import Chapter
from macros.exports.drawings import is_diagram, printed, printed_size
from macros.exports.html import Element, by_class, fragment, words

REDRAW = "redraw"
_TITLE = "Redraw the diagrams"
_INTRO = (
    "One sheet for each drawing: print the pages you want to practise. Write what each numbered box is, in the box or "
    "on the lines under the drawing, and what the arrows carry on the dotted rules; then compare with the guide."
)
PAGE_PT = 735.0  # the height of the page's text area
CAPTION_PT = 45.0  # what caption and margins take of it
LINE_PT = 26.0  # an answer line: 9 mm
_BOX = re.compile(r'<g class="dg-(?:node|group)\b')


@dataclass(frozen=True)
class Sheet:
    """One figure of a chapter to be redrawn; its drawings are blank."""

    article: Article
    caption: str
    drawings: tuple[str, ...]
    address: str

    @property
    def boxes(self) -> int:
        """How many boxes and frames are to be named."""
        return sum(len(_BOX.findall(svg)) for svg in self.drawings)

    @property
    def free(self) -> float:
        """What the drawing leaves of the page, in pt."""
        return PAGE_PT - CAPTION_PT - sum(printed_size(svg)[1] for svg in self.drawings)


def redraw_article(articles: Mapping[str, Article], root: Path) -> Article:
    """A list of the sheets, and one for each diagram of the numbered chapters, in the order of the guide."""
    sheets = [
        _sheet(figure, article)
        for article in articles.values()
        if article.chapter.number.isdigit()
        for figure in by_class(article.content.root, "diagram")
    ]
    listed = "".join(
        f'<li>{sheet.article.chapter.number} <a href="#sheet-{number}">{escape(sheet.caption)}</a></li>'
        for number, sheet in enumerate(sheets, 1)
    )
    printed_sheets = "".join(_sheet_html(sheet, number, root) for number, sheet in enumerate(sheets, 1))
    content = fragment(
        f'<div class="content"><p>{_INTRO}</p><ul class="redraw-list">{listed}</ul>{printed_sheets}</div>'
    )
    chapter = Chapter(REDRAW, f"practice/{REDRAW}.html", "Practice", "", _TITLE)
    return Article(chapter, _TITLE, "", content)


def answer_lines(boxes: int, free: float) -> str:
    """Numbered lines for the names of the boxes, two side by side or three; none where all would not fit."""
    abreast = next((count for count in (2, 3) if ceil(boxes / count) * LINE_PT <= free), 0)
    items = "".join(f"<li>{number}</li>" for number in range(1, boxes + 1))
    return f'<ol class="answers answers-{abreast}">{items}</ol>' if abreast else ""


def _sheet(figure: Element, article: Article) -> Sheet:
    drawings = (article.drawn[int(slot.get("n"))] for slot in figure.iter("x-svg"))
    caption = words(by_class(figure, "diagram-title")[0])
    anchor = (figure.get("id") or "").removeprefix(f"{article.chapter.slug}--")
    address = f"../{article.chapter.uri}" + (f"#{anchor}" if anchor else "")
    return Sheet(article, caption, tuple(blanked(svg) for svg in drawings if is_diagram(svg)), address)


def _sheet_html(sheet: Sheet, number: int, root: Path) -> str:
    shown = "".join(printed(svg, root, "redraw--") for svg in sheet.drawings)
    chapter = f"{sheet.article.chapter.number} {sheet.article.title}"
    where = f'chapter <a href="{escape(sheet.address)}">{escape(chapter)}</a>'
    figure = f"<figure>{shown}<figcaption>{escape(sheet.caption)}: {where}</figcaption></figure>"
    lines = answer_lines(sheet.boxes, sheet.free)
    return f'<section class="redraw-sheet" id="{REDRAW}--sheet-{number}">{figure}{lines}</section>'
