"""The macros themselves: thin functions that hand the library's parts to the modules that render them.

Each takes the library, the page it stands on and literal arguments, and raises `ProblemError` for what an author got
wrong. Its docstring is its entry in the writing guide.
"""

from __future__ import annotations

from functools import partial
from html import escape

from macros import checklists, estimates, glossary, numbers, references, tables
from macros.diagrams import latency, waterfall
from macros.diagrams.diagram import Diagram
from macros.library import Library, href, up
from macros.links import diagram_key
from macros.pages import Page
from macros.problems import ProblemError, unknown
from macros.registry import MACROS, macro


@macro
def at_a_glance(library: Library, page: Page) -> str:
    """The case study's At a glance table, from its front matter."""
    if page.meta.glance is None:
        raise ProblemError("glance-missing", "this page has no 'glance' in its front matter")
    return tables.glance_html(page, _fill(library))


@macro
def checklist(library: Library, page: Page, name: str) -> str:  # noqa: ARG001
    """A shared checklist, to tick on screen and on paper."""
    return checklists.checklist_markdown(library.checklists, name)


@macro
def cite(library: Library, page: Page, key: str, where: str = "") -> str:  # noqa: ARG001
    """A citation, linked to the page's list of sources; `where` names a section or page of the work."""
    return references.cite_markdown(library.references, key, where)


@macro
def diagram(library: Library, page: Page, name: str) -> str:
    """A diagram of this page, or `page/name` of another: picture, text drawings, Mermaid source, explanations."""
    return _diagram(library, page, name).figure


@macro
def layout_lines(library: Library, page: Page, name: str, count: int) -> str:
    """The first `count` lines of a diagram's layout file, as it lies in the repository."""
    key = _diagram(library, page, name).graph.id
    lines = (library.root / "diagrams" / f"{key}.layout.json").read_text("utf-8").splitlines()
    return "\n".join(["```json", *lines[:count], "```"])


@macro
def latency_budget(library: Library, page: Page, name: str, start: str, end: str, target: str) -> str:
    """The critical path of a diagram from node `start` to node `end`; fails when it takes longer than `target`."""
    graph = _diagram(library, page, name).graph
    limit = estimates.find(library.estimates, page.slug, target)
    latency.require_time(limit.quantity, target)
    values = (value for each in library.estimates.values() for value in each.values.values())
    quantities = {value.key: value.quantity for value in values}

    def live(parts: list[str | float], limit_key: str) -> str:
        return estimates.sum_html(library.estimates, parts, limit=limit_key)

    return waterfall.latency_budget(
        graph, start, end, waterfall.Target(limit.label, limit.text, limit.base, limit.key), quantities, live
    )


def _diagram(library: Library, page: Page, name: str) -> Diagram:
    key = diagram_key(name, page.slug)
    if key not in library.diagrams:
        own = [known.removeprefix(f"{page.slug}/") for known in library.diagrams]
        raise unknown("diagram", name, own, f"its file would be diagrams/{key}.yml; see its own problems")
    return library.diagrams[key]


@macro
def sources(library: Library, page: Page) -> str:
    """Everything the page cites, by author and year. Stands once, under Sources."""
    keys = library.cited_on(page)
    if not keys:
        raise ProblemError("sources-empty", "this page cites nothing", 'cite with {{ cite("key") }}')
    return references.sources_html(library.references, keys)


@macro
def bibliography(library: Library, page: Page) -> str:  # noqa: ARG001
    """Every work the guide cites."""
    cited = {key for other in library.pages.values() for key in library.cited_on(other)}
    return references.sources_html(library.references, cited)


@macro
def term(library: Library, page: Page, name: str, shown: str = "") -> str:
    """A glossary term with its definition as a tooltip, linked to its entry; `shown` is the form the sentence needs."""
    return glossary.term_html(library.glossary, name, shown, href(page, "reference/glossary.md"))


@macro
def glossary_list(library: Library, page: Page) -> str:
    """The whole glossary."""
    return glossary.glossary_html(library.glossary, up(page))


@macro
def used_by(library: Library, page: Page) -> str:
    """On a building block: the case studies that use it, from their front matter, beyond those its text links."""
    if not library.cases_using(page.slug):
        raise ProblemError("used-by-empty", f"no case study names '{page.slug}' in its 'uses'")
    return tables.used_by_html(library, page)


@macro
def matrix(library: Library, page: Page) -> str:
    """All case studies in one table."""
    return tables.matrix_html(library, page, _fill(library))


@macro
def difference(library: Library, page: Page, first: str, second: str, *fields: str) -> str:
    """Two case studies side by side: the named entries of their At a glance tables."""
    cases = {case.slug: case for case in library.case_studies}
    for slug in (first, second):
        if slug not in cases:
            raise unknown("case study", slug, cases)
    for name in fields:
        if name not in tables.LABELS:
            raise unknown("glance entry", name, tables.LABELS)
    return tables.difference_html((cases[first], cases[second]), page, fields, _fill(library))


@macro
def page_list(library: Library, page: Page, section: str) -> str:
    """The pages of a section as cards."""
    if not library.section(section):
        raise unknown("section", section, {other.section for other in library.pages.values() if other.section})
    return tables.page_list_html(library, page, section)


@macro
def number(library: Library, page: Page, name: str) -> str:
    """A figure from Numbers to know, linked to its row there."""
    return numbers.number_html(library.numbers, name, href(page, "reference/numbers.md"))


@macro
def numbers_to_know(library: Library, page: Page, section: str) -> str:  # noqa: ARG001
    """One section of Numbers to know as a table: value, origin and date, each row with an anchor."""
    return numbers.section_html(library.numbers, section, partial(references.cite_markdown, library.references))


@macro
def estimate_table(library: Library, page: Page, group: str = "") -> str:
    """The assumptions and computed values of one estimate group, or of all; the assumptions can be changed."""
    links = estimates.Links(
        cite=partial(references.cite_markdown, library.references),
        number=lambda key: numbers.origin_html(library.numbers, key, href(page, "reference/numbers.md")),
    )
    return estimates.estimates_html(library.estimates, page.slug, links, group)


@macro
def derivation(library: Library, page: Page, name: str) -> str:
    """How a value is computed, with its numbers: "500 M users × 4 sessions/user/day ÷ 86,400 s/day = …"."""
    return estimates.derivation_html(library.estimates, page.slug, name)


@macro
def sample_size(library: Library, page: Page, name: str) -> str:
    """What an experiment of the estimates needs: units in each arm, the difference that detects, days."""
    return estimates.sample_size_html(library.estimates, page.slug, name)


@macro
def all_checklists(library: Library, page: Page) -> str:  # noqa: ARG001
    """Every shared checklist, for the reference page."""
    return "".join(checklists.checklist_markdown(library.checklists, name) for name in library.checklists)


@macro
def macro_reference(library: Library, page: Page) -> str:  # noqa: ARG001
    """Every macro with its parameters and what it gives."""
    rows = "".join(
        f"<tr><td><code>{escape(found.signature)}</code></td><td>{checklists.inline(found.doc)}</td></tr>"
        for found in sorted(MACROS.values(), key=lambda found: found.name)
    )
    head = "<thead><tr><th>Macro</th><th>What it gives</th></tr></thead>"
    return f'<table class="reference">{head}<tbody>{rows}</tbody></table>\n'


@macro
def worked(library: Library, page: Page, name: str) -> str:
    """A value computed by the page's module in macros/worked/; `page/name` takes another page's."""
    slug, _, own = name.rpartition("/")
    slug = slug or page.slug
    if slug not in library.worked:
        module = f"macros/worked/{slug.replace('-', '_')}.py"
        if any(problem.file == module for problem in library.problems):
            raise ProblemError(estimates.FAILED, f"{module} failed", "mend it there")
        raise ProblemError("worked-unknown", f"no worked values for '{slug}'", f"define WORKED in {module}")
    if own not in library.worked[slug]:
        raise unknown("worked value", own, library.worked[slug])
    return f'<span class="worked">{library.worked[slug][own]}</span>'


def _fill(library: Library) -> tables.Fill:
    """Puts estimates into front-matter texts."""

    def fill(page: Page, text: str) -> str:
        return tables.placeholders_filled(
            text, lambda name: estimates.find(library.estimates, page.slug, name.replace("-", "_")).html
        )

    return fill
