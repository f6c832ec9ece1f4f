"""What every value comes to when assumptions are changed, computed in Python: what the browser is compared with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from macros.estimates import PageEstimates, Value
from macros.estimates.formulas import evaluate
from macros.estimates.render import value_json
from macros.problems import ProblemError
from macros.quantity import show


def values_of(pages: Mapping[str, PageEstimates]) -> dict[str, Value]:
    return {value.key: value for page in pages.values() for value in page.values.values()}


def in_order(values: Mapping[str, Value]) -> list[Value]:
    """Each after what it needs."""
    done: dict[str, Value] = {}

    def visit(key: str) -> None:
        formula = values[key].formula
        if key not in done:
            for name in formula.names if formula else ():
                visit(name)
            done[key] = values[key]

    for key in values:
        visit(key)
    return list(done.values())


def computed(values: Mapping[str, Value], changes: Mapping[str, float]) -> dict[str, float]:
    """Base amounts of all values; not a number where a formula has none."""
    found: dict[str, float] = {}
    for value in in_order(values):
        if value.formula is None:
            found[value.key] = changes.get(value.key, value.base)
        elif any(math.isnan(found[name]) for name in value.formula.names):
            found[value.key] = math.nan  # Python's max() would pass over it
        else:
            found[value.key] = _evaluated(value.formula.tree, found)
    return found


def _evaluated(tree: Any, found: Mapping[str, float]) -> float:
    try:
        return evaluate(tree, found)
    except ProblemError:
        return math.nan


def shown(values: Mapping[str, Value], changes: Mapping[str, float]) -> dict[str, str]:
    """All values as text."""
    return {key: show(base, values[key].style) for key, base in computed(values, changes).items()}


def as_page_data(values: Iterable[Value]) -> dict[str, Any]:
    """What a page's calculator reads."""
    return {value.key: value_json(value) for value in values}
