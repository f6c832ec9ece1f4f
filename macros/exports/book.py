"""What is printed in which order: read from the navigation of the built site."""

from __future__ import annotations

import posixpath
import string
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import html

from macros.exports.html import by_class, words
from macros.problems import ProblemError

LETTERED = ("practice", "reference", "about")
SHEETS = ("-interviewer", "-candidate")
FRONT = "contents"  # where links to the first page lead in print


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter: `number` is 7 or B, and empty for a worksheet, which stands outside the book."""

    slug: str
    uri: str
    part: str
    number: str
    title: str

    def folio(self, page: int) -> str:
        """What stands at the foot of a page, counted from 1: `7-3`."""
        return f"{self.number}-{page}" if self.number else str(page)


@dataclass(frozen=True)
class Book:
    """The chapters in order and the worksheets beside them; `site` is the folder they were read from."""

    site: Path
    title: str
    chapters: tuple[Chapter, ...]
    worksheets: tuple[Chapter, ...]

    @property
    def all(self) -> tuple[Chapter, ...]:
        """Everything that becomes a PDF of its own."""
        return (*self.chapters, *self.worksheets)

    def at(self, uri: str) -> Chapter | None:
        """The chapter made from a page of the site."""
        return next((chapter for chapter in self.all if chapter.uri == uri), None)


def read_book(site: Path) -> Book:
    """The book in the built site. Raises ProblemError when there is no site."""
    index = site / "index.html"
    if not index.is_file():
        raise ProblemError("no-site", f"{index} does not exist", "build the site first: make")
    tree = html.parse(str(index), html.HTMLParser(encoding="utf-8")).getroot()
    pages = _pages(tree)
    chapters = [page for page in pages if not _is_sheet(page[1])]
    numbers = _numbers([uri for _, uri, _ in chapters])
    return Book(
        site,
        by_class(tree, "md-header__topic")[0].text_content().strip(),
        tuple(Chapter(_slug(uri), uri, part, numbers[uri], title) for part, uri, title in chapters),
        tuple(Chapter(_slug(uri), uri, part, "", title) for part, uri, title in pages if _is_sheet(uri)),
    )


def _pages(tree: html.HtmlElement) -> list[tuple[str, str, str]]:
    """(part, uri, title) of every page in the navigation but the first page."""
    found: dict[str, tuple[str, str, str]] = {}
    for item in by_class(tree, "md-nav--primary")[0].findall("ul/li"):
        links = [link for link in by_class(item, "md-nav__link") if link.tag == "a" and link.get("href")]
        part = next((words(label) for label in item.iter("label", "a") if words(label)), "")
        for link in links:
            uri = posixpath.normpath(link.get("href").split("#")[0])
            if "/" in uri and uri not in found:
                found[uri] = (part, uri, words(link))
    return list(found.values())


def _is_sheet(uri: str) -> bool:
    return PurePosixPath(uri).stem.endswith(SHEETS)


def _slug(uri: str) -> str:
    path = PurePosixPath(uri)
    return path.parent.name if path.stem == "index" else path.stem


def _numbers(uris: list[str]) -> dict[str, str]:
    """Chapters are numbered through; what follows them (practice, reference, about) has letters."""
    lettered = [uri for uri in uris if uri.split("/")[0] in LETTERED]
    numbered = [uri for uri in uris if uri not in lettered]
    return {uri: str(place) for place, uri in enumerate(numbered, 1)} | dict(
        zip(lettered, string.ascii_uppercase, strict=False)
    )
