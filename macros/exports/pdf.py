"""The PDFs: one for each chapter and worksheet, and the whole guide. Only what changed is laid out again.

Folios count within the chapter ("7-3"), so that a chapter's pages are the same alone and in the whole guide, and an
edit that adds a page to one chapter changes no folio of another. What is left to settle are references to places inside
other chapters: chapters are laid out with the pages that are known, and again where a page came out different.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from macros.exports import template
from macros.exports.article import Article, read_article
from macros.exports.book import FRONT, Book, Chapter, read_book
from macros.exports.html import elements, words
from macros.exports.layout import Layout, engine, lay_out, ready
from macros.exports.links import add_addresses, add_pages, resolve_links, top
from macros.exports.offer import PDFS, offer
from macros.exports.store import Store, Stored
from macros.exports.terms import collect_terms, mark_terms
from macros.exports.typeset import typeset
from macros.exports.worksheets import REDRAW, redraw_article
from macros.problems import unknown

GUIDE = "guide"
SHEETS = ("cheat-sheets", "checklists")  # chapters that are worksheets too
WORKERS = 2
ROUNDS = 4  # a reference's page can move its own chapter's pages; it settles in two rounds


@dataclass(frozen=True)
class Printed:
    """What was made: the PDFs by slug (`guide` is the whole), and how many documents had to be laid out."""

    files: dict[str, Path]
    laid_out: int


def make_pdfs(root: Path, only: Sequence[str] = (), site: Path | None = None, *, worksheets: bool = False) -> Printed:
    """PDFs of the guide built in `site` (default `root/site`), written to its `pdf/`. Raises ProblemError.

    With `only`, the named chapters and nothing else; with `worksheets`, the sheets for a rehearsal.
    """
    ready()
    press = Press(root, read_book(site or root / "site"), os.environ.get("SITE_URL", ""))
    for slug in only:
        if slug not in press.articles:
            raise unknown("chapter", slug, press.articles)
    chosen = list(only) or (press.worksheets() if worksheets else list(press.articles))
    stored = press.chapters(chosen)
    files = {slug: press.publish(slug, found.file) for slug, found in stored.items()}
    if len(chosen) == len(press.articles):
        files[GUIDE] = press.whole(stored)
        press.store.keep_only(press.used)
    offer(press.book)
    return Printed(files, press.laid_out)


class Press:
    """One run: the chapters' content, the cache, and what was laid out."""

    def __init__(self, root: Path, book: Book, site_url: str = "") -> None:
        self.book = book
        self.store = Store(root, _basis())
        self.articles = {chapter.slug: read_article(book.site, chapter, root) for chapter in book.all}
        self.articles[REDRAW] = redraw_article(self.articles, root)
        self.uses = []
        for article in self.articles.values():
            resolve_links(article.content.root, article.chapter, book, site_url)
            add_addresses(article.content.root)
            typeset(article.content.root)
            if article.chapter.number:
                self.uses += mark_terms(article)
        self.layouts = {slug: found for slug in self.articles if (found := self.store.last(slug))}
        self.used: set[str] = set()
        self.laid_out = 0

    def page_of(self, slug: str, name: str) -> str:
        """The folio of a place; "" while it is not known, and for what has no folio."""
        number = self._number(slug)
        if not number:
            return ""
        layout = self.layouts.get(slug)
        if name == top(slug):
            return f"{number}-1"
        if layout is None:
            return ""
        return f"{number}-{layout.places[name][0] if name in layout.places else 1}"

    def _number(self, slug: str) -> str:
        if slug in self.articles:
            return self.articles[slug].chapter.number
        index = template.index_chapter(self.book)
        return index.number if slug == index.slug else ""

    def worksheets(self) -> list[str]:
        """The slugs of what is filled in or ticked with a pen."""
        return [slug for slug, found in self.articles.items() if not found.chapter.number or slug in SHEETS]

    def chapters(self, slugs: Sequence[str]) -> dict[str, Stored]:
        """The finished PDFs of these chapters, their references settled."""
        stored: dict[str, Stored] = {}
        for _ in range(ROUNDS):
            documents = {slug: self._document(self.articles[slug]) for slug in slugs}
            keys = {slug: self.store.key(slug, document) for slug, document in documents.items()}
            stored = self._print(documents, keys)
            self.layouts |= {slug: found.layout for slug, found in stored.items()}
            if all(self._document(self.articles[slug]) == documents[slug] for slug in slugs):
                self.used |= set(keys.values())
                break
        return stored

    def _document(self, article: Article) -> str:
        content = replace(article.content, root=deepcopy(article.content.root))
        add_pages(content.root, article.chapter, self.page_of)
        return template.chapter_document(replace(article, content=content))

    def _print(self, documents: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, Stored]:
        """Each document's PDF, out of the cache or laid out now."""
        stored = {slug: self.store.get(keys[slug]) for slug in documents}
        missing = {slug: documents[slug] for slug, found in stored.items() if found is None}
        for slug, pdf, layout in _laid_out(missing):
            stored[slug] = self.store.put(keys[slug], pdf, layout)
            self.laid_out += 1
        return {slug: found for slug, found in stored.items() if found}

    def publish(self, slug: str, file: Path) -> Path:
        """Copy a PDF into the site, unless it is there."""
        target = self.book.site / PDFS / f"{slug}.pdf"
        target.parent.mkdir(exist_ok=True)
        if not target.is_file() or target.read_bytes() != file.read_bytes():
            shutil.copyfile(file, target)
        return target

    def whole(self, stored: Mapping[str, Stored]) -> Path:
        """The guide as one PDF: cover, contents, chapters, index."""
        from macros.exports.merge import Piece, merge

        index = template.index_chapter(self.book)
        documents = {FRONT: self._front(), index.slug: self._index()}
        keys = {slug: self.store.key(slug, document) for slug, document in documents.items()}
        around = self._print(documents, keys)
        self.used |= set(keys.values())
        order = [Chapter(FRONT, "", "", "", "Contents"), *self.book.chapters, index]
        found = {**stored, **around}
        pieces = [Piece(c.slug, c.number, c.part, found[c.slug].file, found[c.slug].layout) for c in order]
        names = "\n".join(piece.file.name for piece in pieces)
        key = f"{GUIDE}.{sha256(names.encode()).hexdigest()[:24]}"
        kept = self.store.get(key)
        if kept is None:
            merged = merge(pieces, f"{template.TITLE}: {template.SUBTITLE}", template.AUTHORS, template.LANGUAGE)
            kept = self.store.put(key, merged, Layout(sum(piece.layout.pages for piece in pieces), {}, []))
        self.used.add(key)
        return self.publish(GUIDE, kept.file)

    def _front(self) -> str:
        sections = {slug: list(_sections(article)) for slug, article in self.articles.items()}
        return template.front_document(self.book, sections, self.page_of)

    def _index(self) -> str:
        return template.index_document(self.book, collect_terms(self.articles, self.uses), self.page_of)


def _sections(article: Article) -> Iterator[tuple[str, str]]:
    """Name and text of each section; not the letters of an alphabet."""
    for heading in elements(article.content.root, "h2"):
        if heading.get("id") and len(words(heading)) > 1:
            yield heading.get("id"), words(heading)


def _laid_out(documents: Mapping[str, str]) -> Iterator[tuple[str, bytes, Layout]]:
    """Lay documents out in parallel, the longest first, with a progress bar on a terminal."""
    if not documents:
        return
    from rich.progress import track

    ordered = sorted(documents, key=lambda slug: -len(documents[slug]))
    with ProcessPoolExecutor(min(WORKERS, len(ordered))) as pool:
        jobs = [pool.submit(_one, slug, documents[slug]) for slug in ordered]
        for job in track(as_completed(jobs), "Laying out", total=len(jobs), transient=True):
            yield job.result()


def _one(slug: str, document: str) -> tuple[str, bytes, Layout]:
    """In a process of its own: one document."""
    from macros.exports.finish import finish

    pdf, layout = lay_out(document)
    return slug, finish(pdf, slug, layout), layout


def _basis() -> str:
    """Engine, styles and fonts, and the code of these modules: a change of any makes every PDF anew."""
    code = "".join(file.read_text("utf-8") for file in sorted(Path(__file__).parent.glob("*.py")))
    return f"{engine()}\n{code}"
