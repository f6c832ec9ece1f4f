"""Numbers that live: quantities with units declared in front matter, and all that is computed from them.

What the rest of the guide calls:

    resolve_all(pages: Mapping[slug, Source], numbers: Mapping[str, Number], citations: Collection[str] | None)
        -> (dict[slug, PageEstimates], list[Problem])
        `pages`: the parsed front matter of every page (pages without `estimates` give an empty PageEstimates);
        `numbers` from macros.numbers.load_numbers; `citations`: all citation keys, None to leave them unchecked.
    unused_assumptions(pages, used: Mapping[slug, Collection[name]]) -> list[Problem]
        `used`: the names each page's text, front matter and diagrams use (`name`, or `other_page.name`).
    find(pages, slug, "name" or "other-page.name") -> Value    .text .html .base (base units) .unit .label .key
    placeholders(text), fill(text, pages, slug)                `{name}` / `{est.name}` in glances and diagrams: the
        names; the text with values; `show=lambda value: value.html` keeps them live on the page
    estimates_html(pages, slug, links, group), derivation_html(pages, slug, name), sample_size_html(pages, slug, name)
        for the macros estimates(), derivation() and sample_size(); Links says how origins are linked
    sum_html(pages, parts, unit, limit)                        a live sum, as in a latency waterfall
    data_html(pages, slug, used)                               once a page, at its end: what the calculator reads
    pages[slug].citations                                      citation keys that the page's givens come from

All names that cannot be found raise ProblemError. A drawing keeps a value live by
`<tspan data-est="{value.key}">{value.text}</tspan>`.
"""

from macros.estimates.model import Group, PageEstimates, Value, page_name
from macros.estimates.render import Links, data_html, derivation_html, estimates_html, sample_size_html, sum_html
from macros.estimates.resolve import resolve_all, unused_assumptions
from macros.estimates.view import FAILED, fill, find, placeholders

__all__ = [
    "FAILED",
    "Group",
    "Links",
    "PageEstimates",
    "Value",
    "data_html",
    "derivation_html",
    "estimates_html",
    "fill",
    "find",
    "page_name",
    "placeholders",
    "resolve_all",
    "sample_size_html",
    "sum_html",
    "unused_assumptions",
]
