"""The guide as an EPUB 3, from the same content as the PDFs."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from macros.exports import template
from macros.exports.article import Article, read_article
from macros.exports.book import FRONT, read_book
from macros.exports.bundle import EPOCH, add
from macros.exports.html import elements, ids, words
from macros.exports.links import resolve_links, target_of, top
from macros.exports.offer import PDFS, offer

STYLES = Path(__file__).with_name("epub.css")
NAME = f"{template.TITLE}: {template.SUBTITLE}"
XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityHazard", "none"),
)


def make_epub(root: Path, site: Path | None = None) -> Path:
    """Write `pdf/guide.epub` into the built site and offer it there. Raises ProblemError without a site."""
    book = read_book(site or root / "site")
    articles = {chapter.slug: read_article(book.site, chapter, root) for chapter in book.chapters}
    for article in articles.values():
        resolve_links(article.content.root, article.chapter, book, os.environ.get("SITE_URL", ""))
    _lead_inside(articles)
    target = book.site / PDFS / "guide.epub"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(epub(articles, _modified(root)))
    offer(book)
    return target


def epub(articles: Mapping[str, Article], modified: datetime) -> bytes:
    """The archive: the type first and uncompressed, as the format wants it."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr(ZipInfo("mimetype", EPOCH), "application/epub+zip", ZIP_STORED)
        add(archive, "META-INF/container.xml", CONTAINER.encode())
        add(archive, "book/package.opf", _package(articles, modified).encode())
        add(archive, "book/contents.xhtml", _contents(articles).encode())
        add(archive, "book/style.css", STYLES.read_bytes())
        for slug, article in articles.items():
            add(archive, f"book/{slug}.xhtml", _chapter(article).encode())
    return written.getvalue()


def _lead_inside(articles: Mapping[str, Article]) -> None:
    """Links between chapters become links between files; what is not in the book (worksheets) becomes text."""
    places = {slug: set(ids(article.content.root)) for slug, article in articles.items()}
    for article in articles.values():
        for link in elements(article.content.root, "a"):
            target = target_of(link.get("href") or "")
            if target is None:
                continue
            if target.slug == FRONT:
                link.set("href", "contents.xhtml")
            elif target.slug in articles:
                known = target.name in places[target.slug]
                link.set("href", f"{target.slug}.xhtml" + (f"#{target.name}" if known else ""))
            else:
                link.drop_tag()


def _page(title: str, body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html {XHTML} lang="{template.LANGUAGE}" '
        f'xml:lang="{template.LANGUAGE}"><head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="style.css"/></head><body>{body}</body></html>'
    )


def _chapter(article: Article) -> str:
    chapter = article.chapter
    head = (
        f'<header id="{top(chapter.slug)}"><p class="chapter-part">{escape(chapter.part)}</p>'
        f"<h1>{chapter.number} {escape(article.title)}</h1></header>"
    )
    return _page(article.title, f'<section epub:type="chapter">{head}{article.content.text(xml=True)}</section>')


def _contents(articles: Mapping[str, Article]) -> str:
    entries = "".join(_entry(article) for article in articles.values())
    cover = f'<section epub:type="titlepage"><h1>{template.TITLE}</h1><p>{template.SUBTITLE}</p></section>'
    return _page(NAME, f'{cover}<nav epub:type="toc" id="toc"><h2>Contents</h2><ol>{entries}</ol></nav>')


def _entry(article: Article) -> str:
    file = f"{article.chapter.slug}.xhtml"
    sections = "".join(
        f'<li><a href="{file}#{heading.get("id")}">{escape(words(heading))}</a></li>'
        for heading in elements(article.content.root, "h2")
        if heading.get("id")
    )
    below = f"<ol>{sections}</ol>" if sections else ""
    return f'<li><a href="{file}">{article.chapter.number} {escape(article.title)}</a>{below}</li>'


def _package(articles: Mapping[str, Article], modified: datetime) -> str:
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, NAME)
    meta = "".join(f'<meta property="schema:{name}">{value}</meta>' for name, value in ACCESS)
    items = "".join(_items(articles))
    spine = "".join(f'<itemref idref="c-{slug}"/>' for slug in articles)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier><dc:title>{NAME}</dc:title>'
        f"<dc:language>{template.LANGUAGE}</dc:language><dc:creator>{escape(template.AUTHORS)}</dc:creator>"
        f'<dc:rights>CC BY 4.0</dc:rights><meta property="dcterms:modified">{modified:%Y-%m-%dT%H:%M:%SZ}</meta>{meta}'
        f'</metadata><manifest><item id="css" href="style.css" media-type="text/css"/>{items}</manifest>'
        f'<spine><itemref idref="contents"/>{spine}</spine></package>'
    )


def _items(articles: Mapping[str, Article]) -> Iterator[str]:
    kind = 'media-type="application/xhtml+xml"'
    yield f'<item id="contents" href="contents.xhtml" {kind} properties="nav"/>'
    for slug, article in articles.items():
        drawn = ' properties="svg"' if article.content.drawings and "<svg" in article.content.text() else ""
        yield f'<item id="c-{slug}" href="{slug}.xhtml" {kind}{drawn}/>'


def _modified(root: Path) -> datetime:
    """When the text was last changed: the same sources give the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    sources = [*(root / "docs").rglob("*.md"), *(root / "macros/data").rglob("*.yml")]
    newest = max((file.stat().st_mtime for file in sources), default=0.0)
    return datetime.fromtimestamp(int(given) if given else int(newest), UTC)
