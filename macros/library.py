"""Everything the guide is made of, loaded once, with every problem met on the way."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from macros import diagrams, estimates, numbers, untraced
from macros.checklists import Checklists, load_checklists
from macros.glossary import Glossary, load_glossary
from macros.pages import Page, load_pages
from macros.plans import Plans, load_plans
from macros.problems import Problem
from macros.questions import Question, questions_in
from macros.references import References, load_references
from macros.sheets import CheatSheets, load_cheat_sheets
from macros.source import Source
from macros.unit_names import load_units
from macros.worked import Worked, load_worked

Loaded = TypeVar("Loaded")


@dataclass(frozen=True)
class Library:
    """The loaded guide. Mappings are by slug, key or name; `problems` is what loading found."""

    root: Path
    pages: Mapping[str, Page]
    questions: Mapping[str, list[Question]]
    checklists: Checklists
    references: References
    glossary: Glossary
    worked: Mapping[str, Mapping[str, Worked]]
    numbers: Mapping[str, numbers.Number]
    estimates: Mapping[str, estimates.PageEstimates]
    number_exceptions: untraced.Exceptions
    diagrams: Mapping[str, diagrams.Diagram]
    plans: Plans
    cheat_sheets: CheatSheets
    problems: list[Problem] = field(default_factory=list)

    def by_uri(self, uri: str) -> Page:
        """The page at a path from docs/."""
        return next(page for page in self.pages.values() if page.uri == uri)

    def section(self, name: str) -> list[Page]:
        """The pages of a section in their order, without its index."""
        pages = [page for page in self.pages.values() if page.section == name and not page.uri.endswith("/index.md")]
        return sorted(pages, key=lambda page: (page.meta.order or 0, page.slug))

    @property
    def case_studies(self) -> list[Page]:
        """The case studies in their order."""
        return [page for page in self.section("case-studies") if page.meta.glance]

    def cases_using(self, block: str) -> list[Page]:
        """The case studies that say they use a building block."""
        return [page for page in self.case_studies if block in page.meta.uses]

    def cited_on(self, page: Page) -> list[str]:
        """Keys of everything the page cites, in its text or as an estimate's origin, in order, once each."""
        keys = [str(call.args[0]) for call in page.called("cite") if call.args]
        values = self.estimates[page.slug].values.values() if page.slug in self.estimates else ()
        origins = [value.origin for value in values if value.origin in self.references]
        known = [self.numbers[key] for key in self.numbers if page.called("numbers_to_know")]
        return list(dict.fromkeys([*keys, *origins, *numbers.citations(known)]))


def load(root: Path) -> Library:
    """Load the guide under `root`. Author's mistakes end up in `problems`, never as exceptions."""
    problems: list[Problem] = load_units(root)

    def kept(loaded: tuple[Loaded, list[Problem]]) -> Loaded:
        problems.extend(loaded[1])
        return loaded[0]

    pages = kept(load_pages(root))
    references = kept(load_references(root))
    known_numbers = kept(numbers.load_numbers(root, references))
    resolved = kept(estimates.resolve_all(_fronts(pages), known_numbers, references))
    return Library(
        root=root,
        pages=pages,
        questions={slug: kept(questions_in(page)) for slug, page in pages.items()},
        checklists=kept(load_checklists(root)),
        references=references,
        glossary=kept(load_glossary(root)),
        worked=kept(load_worked()),
        numbers=known_numbers,
        estimates=resolved,
        number_exceptions=kept(untraced.load_exceptions(root)),
        diagrams=kept(diagrams.load_all(root, formatted(resolved))),
        plans=kept(load_plans(root, pages)),
        cheat_sheets=kept(load_cheat_sheets(root)),
        problems=problems,
    )


def formatted(resolved: Mapping[str, estimates.PageEstimates]) -> dict[str, str]:
    """Every estimate of the guide as text, by `page_name.estimate`: what diagrams fill in."""
    return {value.key: value.text for page in resolved.values() for value in page.values.values()}


def _fronts(pages: Mapping[str, Page]) -> dict[str, Source]:
    return {slug: page.front for slug, page in pages.items()}


def href(page: Page, uri: str) -> str:
    """The address of `uri` (a Markdown path from docs/, perhaps with an anchor) as seen from `page`."""
    path, hash_, anchor = uri.partition("#")
    here = posixpath.dirname(page.uri) or "."
    return (
        posixpath.relpath(path, here).removesuffix(".md") + (".html" if path.endswith(".md") else "") + hash_ + anchor
    )


def up(page: Page) -> str:
    """The path from `page` to docs/: empty, or `../` for each folder."""
    return "../" * page.uri.count("/")
