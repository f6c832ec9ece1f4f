"""Small pieces of a built site, as the theme writes them."""

from __future__ import annotations

from pathlib import Path

from macros.exports.article import Article, article
from macros.exports.book import Book, Chapter

ROOT = Path(__file__).parents[2]
FEATURES = Chapter("features", "building-blocks/features.html", "Building blocks", "7", "Features")
SERVING = Chapter("serving", "building-blocks/serving.html", "Building blocks", "8", "Serving")
SHEET = Chapter("feed-candidate", "practice/feed-candidate.html", "Practice", "", "Sheet")
BOOK = Book(Path("site"), "Guide", (FEATURES, SERVING), (SHEET,))

DIAGRAM = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="dg" role="img" aria-labelledby="d-t d-d" viewBox="0 0 400 300" '
    'width="400" height="300" style="--dg-width:400px">\n<title id="d-t">Path</title>\n<desc id="d-d">A client asks.'
    '</desc>\n<defs><linearGradient id="fade"/></defs><g class="dg-node" data-number="1">'
    '<rect class="dg-shape" fill="url(#fade)"/><use href="#fade"/><rect class="dg-pill" x="1"/>'
    '<text class="dg-label" textLength="40">at <tspan data-est="a.b">5 ms</tspan></text>'
    '<text class="dg-number" x="1">1</text></g></svg>'
)


def printed(body: str, chapter: Chapter = FEATURES) -> Article:
    """The chapter made of a page with this body."""
    return article(f'<article class="md-content__inner"><h1 id="top">Title</h1>{body}</article>', chapter, ROOT)


def text_of(body: str) -> str:
    """The content's HTML, without the element round it."""
    return printed(body).content.text().removeprefix('<div class="content">').removesuffix("</div>")
