"""Macros for practising: study plans, cheat sheets, and the printable sheets of a case study."""

from __future__ import annotations

from functools import partial
from html import escape

from jinja2 import Environment

from macros import plans, sheets
from macros.library import Library, href
from macros.pages import Page
from macros.problems import ProblemError, unknown
from macros.registry import MACROS, macro


@macro
def study_plan(library: Library, page: Page, name: str) -> str:
    """A study plan: what to do on which day, with hours that follow the length of the chapters."""
    if name not in library.plans:
        raise unknown("plan", name, library.plans)
    return plans.plan_html(library.plans[name].entry, library.pages, partial(href, page))


@macro
def cheat_sheets(library: Library, page: Page) -> str:
    """Each step of the framework on one printed page, with its checklists named."""
    steps = [step for step in library.section("framework") if step.meta.minutes]
    by_step = {placed.entry.step: placed.entry for placed in library.cheat_sheets.values()}
    for step in steps:
        if step.slug not in by_step:
            raise ProblemError("cheat-sheet-missing", f"no cheat sheet for step '{step.slug}'", f"add {sheets.FOLDER}/")
    return "".join(sheets.cheat_sheet_html(by_step[step.slug], step, href(page, step.uri)) for step in steps)


@macro
def interviewer_sheet(library: Library, page: Page, case: str) -> str:
    """The question and the interviewer's sheet of a case study, on a page of its own, with room to score and write."""
    study = _case(library, case)
    question, _ = sheets.part(study, "The question")
    sheet, _ = sheets.part(study, "Interviewer's sheet")
    return sheets.scored(_rendered(library, study, page, f"{question}\n\n{sheet}"))


@macro
def candidate_sheet(library: Library, page: Page, case: str, *asked: str) -> str:
    """The question, blank boxes for the seven steps with their minutes, and the named assumptions to fill in."""
    study = _case(library, case)
    question, _ = sheets.part(study, "The question")
    clock = [(step.meta.title, step.meta.minutes) for step in library.section("framework") if step.meta.minutes]
    values = library.estimates[study.slug].values
    labels = {name: value.label for name, value in values.items() if value.origin == "assumption"}
    if wrong := [name for name in asked if name not in labels]:
        raise unknown("assumption", wrong[0], labels)
    if not 0 < len(asked) <= sheets.BLANK_ROWS:
        message = f"candidate_sheet() asks for {len(asked)} assumptions; 1 to {sheets.BLANK_ROWS} fit the sheet"
        raise ProblemError("sheet-rows", message, "name those that a candidate must guess and that decide the design")
    inputs = [labels[name] for name in asked]
    return _rendered(library, study, page, question) + "\n\n" + sheets.candidate_sheet(clock, inputs)


@macro
def redraw(library: Library, page: Page, name: str) -> str:  # noqa: ARG001
    """A diagram (`page/name`) with its labels blanked and numbered, to be filled in on paper."""
    if name not in library.diagrams:
        raise unknown("diagram", name, library.diagrams)
    drawing = library.diagrams[name]
    caption = f"<figcaption>{escape(drawing.graph.title)}</figcaption>"
    return f'<figure class="redraw">{drawing.blank}{caption}</figure>\n'


def _case(library: Library, slug: str) -> Page:
    cases = {study.slug: study for study in library.case_studies}
    if slug not in cases:
        raise unknown("case study", slug, cases)
    return cases[slug]


def _rendered(library: Library, case: Page, page: Page, markdown: str) -> str:
    """A part of `case` with its macros evaluated as they are there, and its links leading where they led."""
    from macros.wiring import Values, bound  # not above: wiring evaluates macros, and these are macros

    names = {name: bound(found, library, lambda: case) for name, found in MACROS.items()}
    text = Environment(autoescape=False).from_string(markdown).render(**names, est=Values(library, lambda: case))
    own = href(page, case.uri)
    return sheets.moved(text, case, page).replace('href="#', f'href="{own}#')
