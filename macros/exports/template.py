"""The pages of the printed guide as HTML: a chapter, cover and contents, index. Styles are in `book.css`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from macros.exports.article import Article
from macros.exports.book import FRONT, Book, Chapter
from macros.exports.links import PageOf, Target, top

LANGUAGE = "en"
TITLE = "Machine Learning System Design Interview"
SUBTITLE = "The compiled guide"
AUTHORS = "The guide's authors"

Headings = list[tuple[str, str]]  # (name of the place, text) of a chapter's sections
Terms = Mapping[str, tuple[str, list[Target]]]  # glossary entry -> its name and the places that use it


def document(title: str, body: str, kind: str) -> str:
    """A whole HTML document for the layout. Its title and language become the PDF's."""
    head = (
        f'<meta charset="utf-8"><title>{escape(title)}</title><meta name="author" content="{AUTHORS}">'
        f'<meta name="generator" content="{TITLE}">'
    )
    return f'<!doctype html><html lang="{LANGUAGE}"><head>{head}</head><body class="{kind}">{body}</body></html>'


def chapter_document(article: Article) -> str:
    """A chapter, or a worksheet, with its head."""
    chapter = article.chapter
    kind = "chapter" if chapter.number else f"chapter worksheet {chapter.slug.rpartition('-')[2]}"
    return document(article.title, _chapter_head(article) + article.content.text(), kind)


def _chapter_head(article: Article) -> str:
    chapter = article.chapter
    part = f'<p class="chapter-part">{escape(chapter.part)}</p>' if chapter.number else ""
    summary = f'<p class="chapter-summary">{article.summary}</p>' if chapter.number and article.summary else ""
    return _head(chapter, article.title, part, summary)


def _head(chapter: Chapter, title: str, before: str = "", after: str = "") -> str:
    """The head of a chapter; the running heads, folios and the outline take their texts from its attributes."""
    number = f'<span class="chapter-number">{chapter.number}</span> ' if chapter.number else ""
    folio = f"{chapter.number}-" if chapter.number else ""
    bookmark = escape(f"{chapter.number} {title}".strip())
    return (
        f'<header class="chapter-head" id="{top(chapter.slug)}">{before}'
        f'<h1 data-bookmark="{bookmark}" data-title="{escape(title)}" data-folio="{folio}">{number}{escape(title)}</h1>'
        f"{after}</header>"
    )


def front_document(book: Book, sections: Mapping[str, Headings], page_of: PageOf) -> str:
    """Cover and contents: every chapter and section with its page."""
    parts: dict[str, list[Chapter]] = {}
    for chapter in book.chapters:
        parts.setdefault(chapter.part, []).append(chapter)
    listed = "".join(_part(part, chapters, sections, page_of) for part, chapters in parts.items())
    listed += _part("Index", [index_chapter(book)], {}, page_of)
    body = (
        f'<section class="cover"><p class="cover-title">{TITLE}</p><p class="cover-subtitle">{SUBTITLE}</p>'
        '<p class="cover-note">Seven steps, the building blocks, and complete case studies; every number computed,'
        " every claim cited.</p></section>"
        f'<section class="contents" id="{top(FRONT)}"><h1>Contents</h1>{listed}</section>'
    )
    return document(f"{TITLE}: {SUBTITLE}", body, "front")


def _part(part: str, chapters: Iterable[Chapter], sections: Mapping[str, Headings], page_of: PageOf) -> str:
    return f'<h2 class="contents-part">{escape(part)}</h2>' + "".join(
        _entry("contents-chapter", chapter, top(chapter.slug), f"{chapter.number} {chapter.title}", page_of)
        + "".join(
            _entry("contents-section", chapter, name, text, page_of) for name, text in sections.get(chapter.slug, [])
        )
        for chapter in chapters
    )


def _entry(kind: str, chapter: Chapter, name: str, text: str, page_of: PageOf) -> str:
    address = Target(chapter.slug, name).address
    return (
        f'<p class="{kind}"><a href="{escape(address)}">{escape(text)}</a>'
        f'<span class="contents-page">{page_of(chapter.slug, name)}</span></p>'
    )


def index_chapter(book: Book) -> Chapter:
    """The index is the last lettered chapter."""
    last = book.chapters[-1].number if book.chapters else "@"
    letter = chr(ord(last) + 1) if last.isalpha() else "A"
    return Chapter("index-of-terms", "", "Index", letter, "Index of terms")


def index_document(book: Book, terms: Terms, page_of: PageOf) -> str:
    """The index: every term of the glossary that a chapter explains or uses, with the pages."""
    chapter = index_chapter(book)
    rows: list[str] = []
    letter = ""
    for name, targets in sorted(terms.values(), key=lambda entry: entry[0].lower()):
        first = name[0].upper() if name[0].isalpha() else "#"
        if first != letter:
            letter = first
            rows.append(f'<p class="index-letter">{letter}</p>')
        rows.append(f'<p class="index-term">{escape(name)} {_index_pages(targets, page_of)}</p>')
    return document(
        chapter.title,
        f'{_head(chapter, chapter.title)}<div class="index-columns">{"".join(rows)}</div>',
        "chapter index",
    )


def _index_pages(targets: list[Target], page_of: PageOf) -> str:
    pages: dict[str, Target] = {}
    for target in targets:
        pages.setdefault(page_of(target.slug, target.name), target)
    return ", ".join(f'<a href="{escape(target.address)}">{folio}</a>' for folio, target in pages.items() if folio)
