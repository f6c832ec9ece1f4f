"""The whole check: load the guide, evaluate every call, hold every page to its form. All problems at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros import estimates
from macros.blocks import block_problems
from macros.calls import call_problems
from macros.chapters import chapter_problems, unwritten
from macros.extensions.formulas import formula_problems
from macros.library import Library, load
from macros.links import diagram_key, link_problems
from macros.pages import Page
from macros.problems import AuthorError, Problem
from macros.untraced import Found, typed_in_strings, typed_numbers, untraced, untraced_strings, unused_exceptions


def check(root: Path) -> tuple[Library, list[Problem]]:
    """The loaded guide and everything that is wrong with it, sorted by place."""
    library = load(root)
    problems = [*library.problems, *library_problems(library)]
    for page in library.pages.values():
        problems += page_problems(library, page)
    return library, sorted(set(problems))


def checked(root: Path) -> Library:
    """The loaded guide. Raises AuthorError with all problems when there is one."""
    library, problems = check(root)
    if problems:
        raise AuthorError(problems)
    return library


def page_problems(library: Library, page: Page) -> Iterator[Problem]:
    """What is wrong on one page."""
    yield from call_problems(library, page)
    yield from chapter_problems(page, library.questions[page.slug])
    yield from block_problems(page)
    yield from formula_problems(page)
    yield from unwritten(page)
    yield from _uses(library, page)
    yield from untraced(page.body, page.file, page.body_line, library.number_exceptions)
    if page.meta.glance:
        yield from untraced_strings(page.front, library.number_exceptions, ("glance",))


def library_problems(library: Library) -> Iterator[Problem]:
    """What is wrong between pages and shared data."""
    yield from link_problems(library.pages, library.questions, library.root / "docs")
    yield from estimates.unused_assumptions(library.estimates, used_names(library))
    yield from unused_exceptions(_typed_numbers(library), library.number_exceptions)
    for diagram in library.diagrams.values():
        yield from untraced_strings(diagram.graph.source, library.number_exceptions)
    yield from _orphan_checklists(library)
    yield from _orphan_diagrams(library)
    yield from _uncited(library)


def _typed_numbers(library: Library) -> Iterator[tuple[str, Found]]:
    """Every number with a unit that stands typed in a page, in At a glance or in a diagram, with its file."""
    for page in library.pages.values():
        yield from ((page.file, number) for number in typed_numbers(page.body, page.body_line))
        if page.meta.glance:
            yield from ((page.file, number) for number in typed_in_strings(page.front, ("glance",)))
    for diagram in library.diagrams.values():
        source = diagram.graph.source
        yield from ((source.file, number) for number in typed_in_strings(source))


def used_names(library: Library) -> dict[str, set[str]]:
    """The estimates each page names outside its formulas: in the text, in At a glance, as a macro's argument."""
    return {slug: {*_names_on(page), *_names_drawn(library, slug)} for slug, page in library.pages.items()}


def _names_drawn(library: Library, slug: str) -> Iterator[str]:
    """The estimates in the diagrams of a page."""
    for diagram in library.diagrams.values():
        if diagram.graph.slug == slug:
            yield from diagram.graph.estimates


def _names_on(page: Page) -> Iterator[str]:
    for call in page.calls:
        if call.name == "est":
            yield ".".join(str(part) for part in call.args).replace("-", "_")
        elif call.name in ("derivation", "latency_budget", "sample_size") and call.args:
            yield str(call.args[-1])
    if page.meta.glance:
        for text in page.meta.glance.model_dump().values():
            yield from estimates.placeholders(text)


def _uses(library: Library, page: Page) -> Iterator[Problem]:
    """A case links each building block it names, and names each that exists."""
    blocks = {block.slug for block in library.section("building-blocks")}
    for index, slug in enumerate(page.meta.uses):
        line = page.front.line("uses", index)
        if slug not in blocks:
            yield page.problem(
                line, "uses-unknown", f"no building block '{slug}'", f"known: {', '.join(sorted(blocks))}"
            )
        elif f"building-blocks/{slug}.md" not in page.body:
            hint = f"link ../building-blocks/{slug}.md where the chapter uses it"
            yield page.problem(line, "uses-unlinked", f"'{slug}' is named but never linked", hint)


def _orphan_checklists(library: Library) -> Iterator[Problem]:
    used = {call.args[0] for page in library.pages.values() for call in page.called("checklist") if call.args}
    for name, placed in library.checklists.items():
        if name not in used:
            hint = f'call {{{{ checklist("{name}") }}}} or remove the file'
            yield placed.problem("checklist-orphan", f"no page uses checklist '{name}'", hint)


def _orphan_diagrams(library: Library) -> Iterator[Problem]:
    shown = {
        diagram_key(str(call.args[0]), page.slug)
        for page in library.pages.values()
        for call in page.calls
        if call.name in ("diagram", "latency_budget") and call.args
    }
    for key, diagram in library.diagrams.items():
        if key not in shown:
            hint = f'call {{{{ diagram("{key}") }}}} or remove the file'
            yield diagram.graph.source.problem((), "diagram-unused", f"no page shows the diagram '{key}'", hint)


def _uncited(library: Library) -> Iterator[Problem]:
    cited = {key for page in library.pages.values() for key in library.cited_on(page)}
    for key, placed in library.references.items():
        if key not in cited:
            yield placed.problem("reference-orphan", f"nothing cites '{key}'", "cite it or remove it")
