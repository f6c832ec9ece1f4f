"""Numbers that live: quantities with units declared in front matter, and all that is computed from them.

What the rest of the guide calls:

    resolve_all(pages: Mapping[slug, Source], numbers: Mapping[str, Number], citations: Collection[str] | None)
        -> (dict[slug, PageEstimates], list[Problem])
        `pages`: the parsed front matter of every page (pages without `estimates` give an empty PageEstimates);
        `numbers` from macros.numbers.load_numbers; `citations`: all citation keys, None to leave them unchecked.
    unused_assumptions(pages, used: Mapping[slug, Collection[name]]) -> list[Problem]
        `used`: the names each page's text, front matter and diagrams use (`name`, or `other_page.name`).
    Estimates(pages, slug)            the object `est` of a page: est.name and est["other-page"].name give HTML
    find(pages, slug, name) -> Value  the record: .text .html .base (base units) .unit .label .key; ProblemError
    placeholders(text), fill(text, pages, slug)   `{name}` / `{est.name}` in glances and diagrams: names; plain text;
                                      fill(..., show=lambda value: value.html) keeps it live on the page

Drawings keep a value live by `<tspan data-est="{value.key}">{value.text}</tspan>`.
"""

from macros.estimates.model import Group, PageEstimates, Value, page_name
from macros.estimates.resolve import resolve_all, unused_assumptions
from macros.estimates.view import Estimates, fill, find, placeholders

__all__ = [
    "Estimates",
    "Group",
    "PageEstimates",
    "Value",
    "fill",
    "find",
    "page_name",
    "placeholders",
    "resolve_all",
    "unused_assumptions",
]
