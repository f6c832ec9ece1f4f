"""Estimates as HTML: the table of a group, a derivation in a sentence, an experiment in words, data for the calculator.

Everything is plain text without script: the calculator (docs/assets/estimates.js) turns the values of assumptions into
inputs, and finds each shown value by its `data-est`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from macros.estimates.derive import written
from macros.estimates.model import Group, PageEstimates, Value
from macros.estimates.view import find
from macros.problems import ProblemError, unknown
from macros.quantity import show, style_of
from macros.units import parse_unit

Pages = Mapping[str, PageEstimates]


@dataclass(frozen=True)
class Links:
    """How origins are linked: `cite(key, where)` gives a citation's HTML, `number(key)` that of a number to know."""

    cite: Callable[[str, str], str]
    number: Callable[[str], str]


def estimates_html(pages: Pages, slug: str, links: Links, group: str = "") -> str:
    """The assumptions and computed values of one group, or of all. Raises ProblemError `estimate-group-unknown`."""
    page = pages[slug]
    known = {one.id: one for one in page.groups}
    if group and group not in known:
        raise unknown("estimate group", group, known)
    if not known:
        raise ProblemError("estimates-missing", "this page has no 'estimates' in its front matter")
    values = _by_key(pages)
    chosen = [known[group]] if group else list(page.groups)
    tables = "".join(_table(page, one, values, links) for one in chosen)
    return f'<div class="estimates" data-est-page="{escape(page.page)}">{tables}</div>\n'


def derivation_html(pages: Pages, slug: str, name: str) -> str:
    """ "500 M users × 4 sessions/user/day ÷ 86,400 s/day = 23.1 k sessions/s", for a sentence."""
    value = find(pages, slug, name)
    if value.given:
        message = f"'{name}' is given, so it has no derivation"
        raise ProblemError("derivation-given", message, "write {{ est." + name + " }}")
    return f'<span class="derivation">{_derivation(value, _by_key(pages))} = {value.html}</span>'


def sample_size_html(pages: Pages, slug: str, name: str) -> str:
    """What experiment `name` needs, as a sentence's part. Raises ProblemError `experiment-unknown`."""
    page = pages[slug]
    if name not in page.experiments:
        raise unknown("experiment", name, page.experiments, "declare {experiment: proportion, ...} under estimates")
    design = page.experiments[name]

    def of(part: str) -> str:
        return find(pages, slug, part).html

    parts = [f"{of(f'{name}_n_per_arm')} in each arm detect a difference of {of(f'{name}_mde')}"]
    if design.baseline:
        parts.append(f" ({of(f'{name}_mde_relative')} of the baseline, {of(design.baseline)})")
    parts.append(f" at a significance level of {of(design.alpha)} with power {of(design.power)}")
    if f"{name}_days" in page.values:
        parts.append(f"; at {of(design.traffic)} that takes {of(f'{name}_days')}, so {of(f'{name}_weeks')}")
    return f'<span class="sample-size">{"".join(parts)}</span>'


def sum_html(pages: Pages, parts: Sequence[str | float], unit: str = "ms", limit: str = "") -> str:
    """A sum that follows the calculator: `parts` are values' keys (`page.name`) or numbers in base units.

    `limit` is the key of a value the sum should not pass; the page warns when a scenario makes it do so.
    """
    values = _by_key(pages)
    total = sum(part if isinstance(part, int | float) else values[part].base for part in parts)
    style = style_of(parse_unit(unit))
    attributes = {"data-est-sum": " ".join(map(str, parts)), "data-est-style": json.dumps(style.as_json())}
    attributes |= {"data-est-limit": limit} if limit else {}
    written_out = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f'<span class="est" {written_out}>{escape(show(total, style))}</span>'


def data_html(pages: Pages, slug: str, used: Collection[str] = ()) -> str:
    """What the calculator needs on this page: its values, those of `used` (`page.name`), and all they rest on."""
    values = _by_key(pages)
    wanted = [*(value.key for value in pages[slug].values.values()), *(key for key in used if key in values)]
    if not wanted:
        return ""
    closed = _closure(wanted, values)
    data = {"page": pages[slug].page, "values": {key: value_json(values[key]) for key in closed}}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'<script type="application/json" class="estimates-data">{text}</script>\n'


def value_json(value: Value) -> dict[str, Any]:
    """One value for the browser: how to show it, and its formula or given amount."""
    found: dict[str, Any] = {"label": value.label, "style": value.style.as_json()}
    if value.formula:
        return found | {"formula": value.formula.tree}
    low, high = value.bounds
    found |= {"base": value.base}
    others = style_of(value.unit).as_json().get("family")
    found |= {"accept": others} if others else {}
    return found | ({"min": low} if low is not None else {}) | ({"max": high} if high is not None else {})


def _by_key(pages: Pages) -> dict[str, Value]:
    return {value.key: value for page in pages.values() for value in page.values.values()}


def _closure(keys: Iterable[str], values: Mapping[str, Value]) -> list[str]:
    """`keys` and everything they are computed from, each after what it needs."""
    done: dict[str, None] = {}

    def visit(key: str) -> None:
        formula = values[key].formula
        if key not in done and formula:
            for name in formula.names:
                visit(name)
        done.setdefault(key)

    for key in keys:
        visit(key)
    return list(done)


def _table(page: PageEstimates, group: Group, values: Mapping[str, Value], links: Links) -> str:
    mine = [page.values[name] for name in group.names if name in page.values]
    given = "".join(_row(value, _origin(value, links)) for value in mine if value.given)
    derived = "".join(_row(value, _derivation(value, values)) for value in mine if not value.given)
    return (
        f'<table class="estimates-table" data-est-group="{escape(group.id)}"><caption>{escape(group.title)}</caption>'
        + _part("Assumption", "Where it comes from", given, "assumptions")
        + _part("Computed", "How", derived, "computed")
        + "</table>"
    )


def _part(first: str, last: str, rows: str, css: str) -> str:
    if not rows:
        return ""
    head = f'<tr class="head"><th scope="col">{first}</th><th scope="col">Value</th><th scope="col">{last}</th></tr>'
    return f'<tbody class="{css}">{head}{rows}</tbody>'


def _row(value: Value, why: str) -> str:
    kind = ' data-est-given=""' if value.given else ""
    return (
        f'<tr data-est-row="{escape(value.key)}"{kind}><th scope="row">{escape(value.label)}</th>'
        f'<td class="value">{value.html}</td><td class="why">{why}</td></tr>'
    )


def _origin(value: Value, links: Links) -> str:
    why = escape(value.why)
    if value.origin == "question":
        return "Given in the question" + (f". {why}" if why else "")
    if value.origin == "assumption":
        return f"Assumed. {why}"
    if value.origin == "number":
        return links.number(value.number) + (f". {why}" if why else "")
    return links.cite(value.origin, value.why)


def _derivation(value: Value, values: Mapping[str, Value]) -> str:
    return written(value, values, _shown_operand)


def _shown_operand(value: Value) -> str:
    """A value inside a derivation: live, and named on hover; its own row names it for everybody else."""
    return f'<span class="est" data-est="{escape(value.key)}" title="{escape(value.label)}">{escape(value.text)}</span>'
