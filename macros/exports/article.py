"""A page of the site -> the chapter's content for paper: no chrome, folds and tabs open, forms as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from macros.exports.book import Chapter
from macros.exports.drawings import printed
from macros.exports.html import (
    Element,
    Fragment,
    add_class,
    by_class,
    elements,
    fragment,
    has_class,
    make,
    remove,
    unwrap,
    words,
)
from macros.problems import ProblemError

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_SUMMARY = re.compile(r'<meta property="og:description" content="([^"]*)"')
_CHROME = (
    "headerlink",
    "diagram-tools",
    "diagram-copy",
    "md-clipboard",
    "matrix-filter",
    "est-how",
    "est-bar",
    "page-tools",
)
_DROPPED = ("script", "style", "button", "template", "iframe")
_KEPT_DATA = ("data-label",)
_SHORT = 8  # rows of a table that is never split
_WIDE = 8  # a table with more columns than this is printed with its columns as rows


@dataclass(frozen=True)
class Article:
    """What a chapter says: its title (taken out of the content), its one-line summary, and the content.

    `drawn` holds the drawings as they stand on the page, before they were made ready for paper.
    """

    chapter: Chapter
    title: str
    summary: str
    content: Fragment
    drawn: tuple[str, ...] = ()


def read_article(site: Path, chapter: Chapter, root: Path) -> Article:
    """The content of one page of the built `site`, ids prefixed with the chapter's slug. Raises ProblemError."""
    text = (site / chapter.uri).read_text("utf-8")
    found = _ARTICLE.search(text)
    if found is None:
        raise ProblemError("no-article", f"{chapter.uri} holds no article", "build the site again: make")
    summary = _SUMMARY.search(text)
    return article(found[0], chapter, root, summary[1] if summary else "")


def article(text: str, chapter: Chapter, root: Path, summary: str = "") -> Article:
    """The content in an `article` element's text. `root` is where the diagrams' style sheet lies."""
    content = fragment(text)
    for change in (_drop_chrome, _open_folds, _open_tabs, _boxes, _plain_code, _tables, _plain_attributes):
        change(content.root)
    prefix = f"{chapter.slug}--"
    _prefix_ids(content.root, prefix)
    drawn = tuple(content.drawings)
    content.drawings[:] = [printed(svg, root, prefix) for svg in content.drawings]
    title = _take_title(content.root, chapter)
    content.root.tag = "div"
    content.root.set("class", "content")
    return Article(chapter, title, summary, content, drawn)


def _take_title(root: Element, chapter: Chapter) -> str:
    heading = root.find("h1")
    if heading is None:
        return chapter.title
    title = words(heading)
    remove(heading)
    return title


def _drop_chrome(root: Element) -> None:
    """What only a screen needs."""
    for name in _CHROME:
        for found in by_class(root, name):
            remove(found)
    for found in elements(root, *_DROPPED):
        remove(found)
    for found in [found for found in root.iter() if isinstance(found.tag, str) and "data-no-print" in found.attrib]:
        remove(found)


def _open_folds(root: Element) -> None:
    """Questions and other folds stand open under their labels; of a diagram's faces, its boxes explained stay."""
    for fold in elements(root, "details"):
        if has_class(fold, "diagram-faces"):
            _keep_boxes(fold)
            continue
        fold.tag = "section"
        fold.attrib.pop("open", None)
        if not has_class(fold, "question"):
            fold.set("class", f"fold {fold.get('class') or ''}".strip())
        label = fold.find("summary")
        if label is not None:
            label.tag = "p"
            label.set("class", "fold-label")


def _keep_boxes(faces: Element) -> None:
    """Text drawing and Mermaid source say again what the picture shows; the explanations say more.

    They stand after the figure, which ends with its caption and is never split.
    """
    figure = faces.getparent()
    for boxes in by_class(faces, "diagram-boxes"):
        if len(boxes):
            figure.addnext(boxes)
    remove(faces)


def _open_tabs(root: Element) -> None:
    """Each tab's content under its label."""
    for tabs in by_class(root, "tabbed-set"):
        labels = [words(label) for box in by_class(tabs, "tabbed-labels") for label in box.iter("label")]
        for block, label in zip(by_class(tabs, "tabbed-block"), labels, strict=False):
            block.insert(0, make("p", label, class_="tab-label"))
        for found in [*elements(tabs, "input"), *by_class(tabs, "tabbed-labels")]:
            remove(found)


def _boxes(root: Element) -> None:
    """Tick boxes become boxes to tick with a pen; other inputs their values."""
    for field in elements(root, "input"):
        box = field.get("type") == "checkbox"
        plain = make("span", "" if box else field.get("value") or "", class_="tick-box" if box else "value")
        plain.tail = field.tail
        field.getparent().replace(field, plain)
    for label in elements(root, "label"):
        unwrap(label)


def _plain_code(root: Element) -> None:
    """Code without the line-number tables and anchors of the highlighter."""
    for table in by_class(root, "highlighttable"):
        code = by_class(table, "code")
        if code:
            table.getparent().replace(table, code[0])
    for anchor in [link for pre in elements(root, "pre") for link in elements(pre, "a") if not words(link)]:
        remove(anchor)
    for span in [span for pre in elements(root, "pre") for span in elements(pre, "span")]:
        unwrap(span)


def _tables(root: Element) -> None:
    """A short table stays on one page; one too wide for the sheet is turned: its columns as rows."""
    for table in elements(root, "table"):
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if not rows:
            continue
        if max(map(len, rows)) > _WIDE and len({len(row) for row in rows}) == 1:
            _turn(table, rows)
        if len(list(table.iter("tr"))) <= _SHORT:
            add_class(table, "short")


def _turn(table: Element, rows: list[list[Element]]) -> None:
    for old in list(table):
        if old.tag != "caption":
            table.remove(old)
    head, body = make("thead"), make("tbody")
    for number, cells in enumerate(zip(*rows, strict=True)):
        row = make("tr")
        for place, cell in enumerate(cells):
            cell.tag = "th" if number == 0 or place == 0 else "td"
            cell.attrib.pop("scope", None)
            if cell.tag == "th":
                cell.set("scope", "col" if number == 0 else "row")
            row.append(cell)
        (body if number else head).append(row)
    table.extend((head, body))
    add_class(table, "turned")


def _plain_attributes(root: Element) -> None:
    """Data for scripts, states and tooltips (their text is in the glossary) are of no use on paper."""
    for found in root.iter():
        if not isinstance(found.tag, str):
            continue
        for name in list(found.attrib):
            if name in _KEPT_DATA:
                continue
            if name.startswith(("data-", "on")) or name in ("tabindex", "title", "hidden", "role", "for", "markdown"):
                del found.attrib[name]


def _prefix_ids(root: Element, prefix: str) -> None:
    for found in root.iter():
        if not isinstance(found.tag, str):
            continue
        if found.get("id"):
            found.set("id", prefix + found.get("id"))
        for name in ("aria-labelledby", "aria-describedby", "headers"):
            if found.get(name):
                found.set(name, " ".join(prefix + part for part in found.get(name).split()))
