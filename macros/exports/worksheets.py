"""Sheets to fill in with a pen that no page of the site holds as such: every diagram with its labels gone."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from macros.exports.article import Article
from macros.exports.book import Chapter
from macros.exports.drawings import blank, is_diagram, printed
from macros.exports.html import Element, by_class, fragment, words

REDRAW = "redraw"
_TITLE = "Redraw the diagrams"


def redraw_article(articles: Mapping[str, Article], root: Path) -> Article:
    """One sheet for each diagram of the numbered chapters: boxes numbered, words gone, lines to write on."""
    sheets = [
        _sheet(figure, article, root)
        for article in articles.values()
        if article.chapter.number.isdigit()
        for figure in by_class(article.content.root, "diagram")
    ]
    intro = "<p>Fill in the numbered boxes from memory, then compare with the chapter.</p>"
    content = fragment(f'<div class="content">{intro}{"".join(sheets)}</div>')
    chapter = Chapter(REDRAW, f"practice/{REDRAW}.html", "Practice", "", _TITLE)
    return Article(chapter, _TITLE, "", content)


def _sheet(figure: Element, article: Article, root: Path) -> str:
    slots = list(figure.iter("x-svg"))
    drawings = [article.drawn[int(slot.get("n"))] for slot in slots]
    caption = words(by_class(figure, "diagram-title")[0])
    where = f'<a href="{escape(_link(article))}">{escape(article.title)}</a>'
    shown = "".join(printed(blank(svg), root, "redraw--") for svg in drawings if is_diagram(svg))
    return f'<figure class="redraw-sheet">{shown}<figcaption>{escape(caption)}: {where}</figcaption></figure>'


def _link(article: Article) -> str:
    return f"../{article.chapter.uri}"
