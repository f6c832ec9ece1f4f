"""Where the links of a printed chapter lead: inside it, to another chapter with its page, or out to the web."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from macros.exports.book import FRONT, Book, Chapter
from macros.exports.html import Element, has_class, ids, make, unwrap, words

SCHEME = "urn:guide:"  # stands in a rendered chapter for a link to another one, until the PDFs are put together
_QUIET = ("cite", "term", "number", "est")  # their targets are found without a page: sources, glossary, numbers
_OUT = ("http", "https", "mailto")

PageOf = Callable[[str, str], str]  # (slug, name of the place) -> folio, "" when it is not known


@dataclass(frozen=True)
class Target:
    """A place in the guide: the chapter's slug and the name of the place in it, `features--missing-values`."""

    slug: str
    name: str

    @property
    def address(self) -> str:
        """How a rendered chapter links to it."""
        return f"{SCHEME}{self.slug}#{self.name}"


def top(slug: str) -> str:
    """The name of a chapter's beginning."""
    return f"{slug}--top"


def target_of(address: str) -> Target | None:
    """The place behind an address in a rendered chapter; None for one that leads to the web."""
    if not address.startswith(SCHEME):
        return None
    slug, _, name = address.removeprefix(SCHEME).partition("#")
    return Target(slug, name)


def resolve_links(root: Element, chapter: Chapter, book: Book, site_url: str = "") -> None:
    """Every link of a chapter leads to a place in the guide or to the web; what leads nowhere becomes text."""
    own = set(ids(root))
    for link in [link for link in root.iter("a") if link.get("href")]:
        address = _address(link.get("href"), chapter, book, own, site_url)
        if address:
            link.set("href", address)
        else:
            unwrap(link)


def _address(href: str, chapter: Chapter, book: Book, own: set[str], site_url: str) -> str:
    parts = urlsplit(href)
    if parts.scheme in _OUT:
        return href
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(chapter.uri), parts.path)) if parts.path else chapter.uri
    anchor = unquote(parts.fragment)
    if uri == chapter.uri:
        name = f"{chapter.slug}--{anchor}"
        return f"#{name if name in own else top(chapter.slug)}"
    if uri == "index.html":
        return Target(FRONT, top(FRONT)).address
    other = book.at(uri)
    if other:
        return Target(other.slug, f"{other.slug}--{anchor}" if anchor else top(other.slug)).address
    return posixpath.join(site_url, uri) if site_url else ""


def add_pages(root: Element, chapter: Chapter, page_of: PageOf) -> None:
    """After a link into another chapter, its page; after one inside the chapter, a page the layout fills in.

    Each target gets its page once in a section: the second link a few lines on needs none.
    """
    seen: set[str] = set()
    for found in list(root.iter("h2", "a")):
        if found.tag == "h2":
            seen = set()
        elif _wants_page(found) and found.get("href") not in seen:
            seen.add(found.get("href"))
            _add_page(found, chapter, page_of)


def _wants_page(link: Element) -> bool:
    href = link.get("href") or ""
    led = href.startswith(("#", SCHEME)) and not any(has_class(link, name) for name in _QUIET)
    return led and bool(words(link)) and not any(up.tag in ("h1", "h2", "h3", "h4") for up in link.iterancestors())


def _add_page(link: Element, chapter: Chapter, page_of: PageOf) -> None:
    href = link.get("href")
    target = target_of(href)
    if target is None:
        note = make("a", href=href, class_="here", data_folio=f"{chapter.number}-" if chapter.number else "")
    else:
        folio = page_of(target.slug, target.name)
        if not folio:
            return
        whose = "" if chapter.number else " of the guide"  # a sheet lies on the table without the book
        note = make("span", f" (page\u00a0{folio}{whose})", class_="there")
    note.tail, link.tail = link.tail, None
    link.addnext(note)


def add_addresses(root: Element) -> None:
    """After a link to the web, its address, where the text of the link does not already say it."""
    for link in list(root.iter("a")):
        href = link.get("href") or ""
        if not href.startswith(("http:", "https:")):
            continue
        shown = href.split("://", 1)[1].rstrip("/")
        if words(link).rstrip("/") in href or words(link).split(":")[-1] in href:
            continue
        note = make("span", f" ({shown})", class_="address")
        note.tail, link.tail = link.tail, None
        link.addnext(note)
