"""Links between pages: the target exists, and so does the anchor on it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.pages import Page
from macros.problems import Problem, did_you_mean
from macros.prose import Link, explicit_ids, headings, links
from macros.questions import Question

LONGEST = 250  # characters: a file system refuses to look up longer names
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def page_anchors(page: Page, questions: list[Question]) -> set[str]:
    """Every id of the rendered page that a link may point at."""
    anchors = {heading.anchor for heading in headings(page.body)} | explicit_ids(page.body)
    anchors |= {f"q-{question.id}" for question in questions}
    for call in page.called("diagram"):
        anchors.add(f"fig-{diagram_id(str(call.args[0]), page.slug)}" if call.args else "")
    return anchors | {f"ref-{call.args[0]}" for call in page.called("cite") if call.args}


def diagram_id(name: str, slug: str) -> str:
    """`serving` on the page `news-feed`, or `news-feed/serving` anywhere, as the id `news-feed-serving`."""
    return diagram_key(name, slug).replace("/", "-")


def diagram_key(name: str, slug: str) -> str:
    """`serving` on the page `news-feed` is the diagram `news-feed/serving`; a name with a page keeps it."""
    return name if "/" in name else f"{slug}/{name}"


def link_problems(pages: Mapping[str, Page], questions: Mapping[str, list[Question]], docs: Path) -> Iterator[Problem]:
    """A problem for each link inside the guide that leads nowhere."""
    by_uri = {page.uri: page for page in pages.values()}
    anchors = {page.uri: page_anchors(page, questions.get(page.slug, [])) for page in pages.values()}
    for page in pages.values():
        for link in links(page.body, page.body_line):
            if "{{" not in link.target and not OUTSIDE.match(link.target):
                yield from _check(page, link, by_uri, anchors, docs)


def _check(
    page: Page, link: Link, by_uri: Mapping[str, Page], anchors: Mapping[str, set[str]], docs: Path
) -> Iterator[Problem]:
    path, _, anchor = link.target.partition("#")
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), path)) if path else page.uri
    if uri not in by_uri:
        if len(uri) > LONGEST or not (docs / uri).is_file():
            yield page.problem(link.line, "link-broken", f"no page or file '{path}'", _nearest(page, uri, by_uri))
        return
    # Anchors of pages that a macro fills as a whole are checked by MkDocs on the built page.
    generated = by_uri[uri].section == "reference"
    if anchor and anchor not in anchors[uri] and not generated:
        hint = did_you_mean(anchor, anchors[uri], "see the headings there")
        yield page.problem(link.line, "anchor-broken", f"no '#{anchor}' on {uri}", hint)


def _nearest(page: Page, uri: str, by_uri: Mapping[str, Page]) -> str:
    same_name = [known for known in by_uri if posixpath.basename(known) == posixpath.basename(uri)]
    hint = did_you_mean(uri, same_name or by_uri, "paths are relative to this page's folder")
    match = re.search(r"'(.+)'", hint)
    if not match:
        return hint
    return f"did you mean '{posixpath.relpath(match[1], posixpath.dirname(page.uri) or '.')}'?"
