"""Each page of the built site offers the PDF that was made of it; until then it has a button that prints it."""

from __future__ import annotations

import posixpath
import re
from html import escape
from pathlib import Path

from macros.exports.book import Book

PDFS = Path("pdf")
WHOLE = (("guide.pdf", "The whole guide as PDF"), ("guide.epub", "As EPUB"))
_MARKER = re.compile(r"(<!-- pdf -->).*?(<!-- /pdf -->)", re.DOTALL)


def offer(book: Book) -> None:
    """Put the links into the pages whose files are there. A page without the marker stays as it is."""
    for chapter in book.all:
        _offer(book.site, chapter.uri, ((f"{chapter.slug}.pdf", "This page as PDF"),))
    _offer(book.site, "index.html", WHOLE)


def _offer(site: Path, uri: str, files: tuple[tuple[str, str], ...]) -> None:
    links = [_link(uri, name, text) for name, text in files if (site / PDFS / name).is_file()]
    page = site / uri
    text = page.read_text("utf-8")
    if not links or not _MARKER.search(text):
        return
    offered = _MARKER.sub(lambda found: f"{found[1]}{' '.join(links)}{found[2]}", text)
    if offered != text:
        page.write_text(offered, "utf-8")


def _link(uri: str, name: str, text: str) -> str:
    address = posixpath.relpath((PDFS / name).as_posix(), posixpath.dirname(uri) or ".")
    return f'<a href="{escape(address)}">{text}</a>'
