"""From declarations to values: dependency order over all pages, dimensions, numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pint.util import UnitsContainer

from macros.estimates.declare import Computed, Declared, Known, declared
from macros.estimates.formulas import dimension, evaluate
from macros.estimates.model import PageEstimates, Value, page_name
from macros.numbers import Number
from macros.problems import Problem, ProblemError, did_you_mean
from macros.quantity import style_of
from macros.source import Source
from macros.units import Unit, in_words


def resolve_all(
    pages: Mapping[str, Source],
    numbers: Mapping[str, Number],
    citations: Collection[str] | None = None,
) -> tuple[dict[str, PageEstimates], list[Problem]]:
    """Every page's estimates by slug, and all that is wrong with them; what depends on a fault is left out silently."""
    known = Known(numbers, citations)
    found = {slug: declared(page_name(slug), source, known) for slug, source in pages.items()}
    problems = [problem for _, wrong in found.values() for problem in wrong]
    solver = _Solver({item.key: item for page, _ in found.values() for item in page.items})
    solver.solve(_broken(found, pages))
    resolved = {slug: _page(page, solver) for slug, (page, _) in found.items()}
    return resolved, problems + solver.problems


def unused_assumptions(pages: Mapping[str, PageEstimates], used: Mapping[str, Collection[str]]) -> list[Problem]:
    """Givens that no formula of any page uses and that stand in no text and no diagram.

    `used`: for each slug the names its prose, front matter and diagrams use; other pages' as `page.name`.
    """
    in_formulas = {key for page in pages.values() for key in page.inputs}
    in_text = {name if "." in name else f"{page_name(slug)}.{name}" for slug, names in used.items() for name in names}
    givens = (value for page in pages.values() for value in page.values.values() if value.given)
    hint = "use it in a formula or in the text, or remove it"
    return [
        Problem(value.file, value.line, "estimate-unused", f"'{value.name}' is used nowhere", hint)
        for value in givens
        if value.key not in in_formulas | in_text
    ]


def _broken(found: Mapping[str, tuple[Declared, list[Problem]]], pages: Mapping[str, Source]) -> set[str]:
    """Keys that are written down but could not be read: using them is not one more mistake."""
    written: set[str] = set()
    for slug, source in pages.items():
        tree = source.data.get("estimates") if isinstance(source.data, dict) else None
        for entries in (tree if isinstance(tree, dict) else {}).values():
            written |= {f"{page_name(slug)}.{name}" for name in entries} if isinstance(entries, dict) else set()
    return written - {item.key for page, _ in found.values() for item in page.items}


def _page(page: Declared, solver: _Solver) -> PageEstimates:
    mine = {item.name: solver.values[item.key] for item in page.items if item.key in solver.values}
    failed = {key.partition(".")[2] for key in solver.failed if key.startswith(f"{page.page}.")}
    inputs = {name for item in page.items if isinstance(item, Computed) for name in item.formula.names}
    return PageEstimates(page.page, page.groups, mine, page.experiments, frozenset(failed), frozenset(inputs))


@dataclass
class _Solver:
    """Depth-first over what formulas use; each item is `open` while its own inputs are being solved."""

    items: Mapping[str, Value | Computed]
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)

    def solve(self, broken: set[str]) -> None:
        self.failed |= broken
        for key in self.items:
            self._visit(key)

    def _visit(self, key: str) -> None:
        if key in self.values or key in self.failed:
            return
        item = self.items[key]
        if isinstance(item, Value):
            self.values[key] = item
            return
        if key in self.open:
            self._report_cycle(key)
            return
        self.open.append(key)
        needed = [*item.formula.names, *([item.like] if item.like else [])]
        for name in needed:
            self._need(name, item)
        self.open.pop()
        if key not in self.failed and all(name in self.values for name in needed):
            self._compute(item)
        else:
            self.failed.add(key)

    def _need(self, name: str, item: Computed) -> None:
        if name in self.items:
            self._visit(name)
        elif name not in self.failed:
            self._problem(item, _unknown_name(name, item.page, self.items))

    def _compute(self, item: Computed) -> None:
        try:
            unit = item.unit if item.unit is not None else self.values[item.like].unit
            _check_dimension(item, unit, {key: self.values[key].unit.dimension for key in item.formula.names})
            base = evaluate(item.formula.tree, {key: self.values[key].base for key in item.formula.names})
        except ProblemError as error:
            self._problem(item, error)
            return
        style = style_of(unit, item.digits)
        place = (item.file, item.line)
        value = Value(item.page, item.name, item.group, item.label, base, unit, style, *place, formula=item.formula)
        self.values[item.key] = value

    def _report_cycle(self, key: str) -> None:
        cycle = [*self.open[self.open.index(key) :], key]
        self.failed |= set(cycle)
        item = self.items[min(cycle[:-1], key=cycle.index)]
        names = " -> ".join(_short(name, item.page) for name in cycle)
        hint = "make one of them a given"
        self.problems.append(Problem(item.file, item.line, "estimate-cycle", f"circular formulas: {names}", hint))

    def _problem(self, item: Computed, error: ProblemError) -> None:
        message = f"estimate '{item.name}': {error.message}"
        self.problems.append(Problem(item.file, item.line, error.code, message, error.hint))
        self.failed.add(item.key)


def _check_dimension(item: Computed, unit: Unit, dimensions: Mapping[str, UnitsContainer]) -> None:
    found = dimension(item.formula.tree, dimensions)
    if found is None or found == unit.dimension:
        return
    tree = item.formula.tree
    if not found and unit.is_count and isinstance(tree, tuple) and tree[0] in ("ceil", "floor"):
        return
    message = f"the formula gives {in_words(found)}, but unit '{unit}' is {in_words(unit.dimension)}"
    raise ProblemError("unit-mismatch", message, "mend the formula, the unit, or the unit of one of its inputs")


def _unknown_name(name: str, page: str, items: Mapping[str, Value | Computed]) -> ProblemError:
    other, _, bare = name.partition(".")
    pages = {key.partition(".")[0] for key in items}
    if other != page and other not in pages:
        return ProblemError("estimate-unknown", f"no page '{other}' with estimates", did_you_mean(other, pages))
    mine = [key.partition(".")[2] for key in items if key.startswith(f"{other}.")]
    elsewhere = [key for key in items if key.endswith(f".{bare}")]
    hint = f"did you mean '{elsewhere[0]}'?" if elsewhere else did_you_mean(bare, mine, "declare it under estimates")
    return ProblemError("estimate-unknown", f"no estimate '{_short(name, page)}'", hint)


def _short(key: str, page: str) -> str:
    return key.removeprefix(f"{page}.")
