"""The guide's pages: front matter as a typed record, body, and where in the file the body starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from macros.jinja_calls import Call, calls_in
from macros.problems import Problem, relative
from macros.records import Record, build
from macros.source import Source, parse_yaml, read_text

SECTIONS = ("framework", "building-blocks", "case-studies", "practice", "reference", "about")


class Glance(Record):
    """A case study in one table; also its row of the matrix. Values may hold `{est.name}` placeholders."""

    objective: str
    task: str
    scale: str
    latency_target: str
    label_source: str
    label_delay: str
    negatives: str
    loss: str
    model: str
    offline_metric: str
    online_metric: str
    retraining: str
    hardest: str


class PageMeta(Record):
    """Front matter. `estimates` is read by the estimates package, from the same text."""

    title: str
    summary: str = Field(max_length=180)
    order: int | None = None
    minutes: int | None = None
    phase: Literal[1, 2, 3, 4] | None = None
    uses: tuple[str, ...] = ()
    glance: Glance | None = None
    estimates: dict[str, Any] | None = None
    hide: tuple[str, ...] = ()
    template: str | None = None
    search: dict[str, Any] | None = None


@dataclass(frozen=True)
class Page:
    """One Markdown file: `uri` from docs/, `file` as problems name it, body starting on `body_line`."""

    slug: str
    section: str
    uri: str
    file: str
    meta: PageMeta
    front: Source
    body: str
    body_line: int
    calls: tuple[Call, ...] = field(default=())

    def called(self, name: str) -> list[Call]:
        """The page's calls of one macro, in order."""
        return [call for call in self.calls if call.name == name]

    def problem(self, line: int, code: str, message: str, hint: str = "") -> Problem:
        """A problem on `line` of this page's file."""
        return Problem(self.file, line, code, message, hint)


def load_pages(root: Path) -> tuple[dict[str, Page], list[Problem]]:
    """Every page under docs/, by slug. A page whose front matter is wrong is reported and left out."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for path in sorted((root / "docs").rglob("*.md")):
        if any(part.startswith(".") for part in path.relative_to(root).parts):
            continue
        page, found = load_page(path, root)
        problems += found
        if page and page.slug in pages:
            message = f"slug '{page.slug}' is also that of {pages[page.slug].file}"
            problems.append(page.problem(1, "page-slug", message, "rename one of the files"))
        elif page:
            pages[page.slug] = page
    return pages, problems


def load_page(path: Path, root: Path) -> tuple[Page | None, list[Problem]]:
    """One page and what is wrong with its front matter and macro syntax."""
    uri = path.relative_to(root / "docs").as_posix()
    file = relative(path, root)
    text, unreadable = read_text(path, file)
    if text is None or unreadable:
        return None, unreadable
    front_text, body, body_line = split_front_matter(text)
    if front_text is None:
        hint = "start the file with '---', the keys title and summary, and '---'"
        return None, [Problem(file, 1, "front-matter", "no front matter", hint)]
    source, problems = parse_yaml(front_text, file, 2)
    if problems and source.data is None:
        return None, problems
    meta, found = build(PageMeta, source)
    calls, wrong = calls_in(body, file, body_line)
    problems += found + wrong
    if meta is None:
        return None, problems
    section = uri.split("/")[0] if "/" in uri else ""
    return Page(_slug(uri), section, uri, file, meta, source, body, body_line, tuple(calls)), problems


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """The YAML between the two `---` lines (None when there is none), the body, and the body's first line."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "---":
            return "".join(lines[1 : number - 1]), "".join(lines[number:]), number + 1
    return None, text, 1


def _slug(uri: str) -> str:
    path = Path(uri)
    return path.parent.name or "index" if path.stem == "index" else path.stem
