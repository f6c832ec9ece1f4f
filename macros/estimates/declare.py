"""Reading a page's `estimates:`: every entry as what it declares, faults at the lines they stand on."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from macros.estimates.formulas import FUNCTIONS, Formula, parse
from macros.estimates.model import (
    ENTRY_KINDS,
    Entry,
    ExperimentEntry,
    FormulaEntry,
    GivenEntry,
    Group,
    NumberEntry,
    Value,
    given_style,
)
from macros.experiments import expand
from macros.numbers import Number
from macros.problems import Problem, ProblemError, did_you_mean, unknown
from macros.quantity import Quantity, parse_quantity
from macros.records import build
from macros.source import Source
from macros.units import Unit, parse_unit

ORIGINS = ("question", "assumption")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
Read = TypeVar("Read")


@dataclass(frozen=True)
class Computed:
    """A derived estimate before it has a value. `unit` is None where it is that of the estimate named by `like`."""

    page: str
    name: str
    group: str
    label: str
    formula: Formula
    unit: Unit | None
    like: str
    digits: int | None
    file: str
    line: int

    @property
    def key(self) -> str:
        """Its name over the whole guide."""
        return f"{self.page}.{self.name}"


@dataclass(frozen=True)
class Declared:
    """What one page declares."""

    page: str
    groups: tuple[Group, ...]
    items: tuple[Value | Computed, ...]
    experiments: dict[str, ExperimentEntry]


@dataclass(frozen=True)
class Known:
    """What entries may refer to besides estimates; citation keys are not checked when `citations` is None."""

    numbers: Mapping[str, Number]
    citations: Collection[str] | None


def declared(page: str, source: Source, known: Known) -> tuple[Declared, list[Problem]]:
    """All estimates of the page whose front matter is `source`."""
    tree = source.data.get("estimates") if isinstance(source.data, dict) else None
    reader = _Reader(page, source, known)
    if tree is not None and not isinstance(tree, dict):
        reader.problem((), "'estimates' is not a mapping of groups")
        tree = None
    for group, entries in (tree or {}).items():
        if isinstance(entries, dict):
            reader.group(str(group), [str(name) for name in entries])
        else:
            reader.problem((str(group),), f"'{group}' is not a group of estimates")
    items = tuple(reader.items.values())
    return Declared(page, tuple(reader.groups), items, reader.experiments), reader.problems


@dataclass
class _Reader:
    """Collects one page's estimates and their problems."""

    page: str
    source: Source
    known: Known
    groups: list[Group] = field(default_factory=list)
    items: dict[str, Value | Computed] = field(default_factory=dict)
    experiments: dict[str, ExperimentEntry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, where: tuple[str, ...], message: str) -> None:
        hint = "a group holds entries: traffic: {mau: {given: 500 M user, ...}}"
        self.problems.append(self.source.problem(("estimates", *where), "estimate-form", message, hint))

    def group(self, group: str, names: list[str]) -> None:
        found = [item for name in names for item in self._entry(group, name)]
        for item in found:
            self.problems += _clash(item, self.items)
            self.items.setdefault(item.name, item)
        self.groups.append(Group(group, tuple(item.name for item in found)))

    def _entry(self, group: str, name: str) -> list[Value | Computed]:
        if not _NAME.fullmatch(name) or keyword.iskeyword(name) or name in FUNCTIONS:
            message = f"'{name}' cannot be an estimate's name"
            hint = "names are snake_case, and neither a word of Python nor a function of formulas"
            self.problems.append(self.source.problem(("estimates", group, name), "estimate-name", message, hint))
            return []
        part = self.source.part("estimates", group, name)
        entry, problems = _built(name, part)
        self.problems += problems
        if entry is None:
            return []
        if isinstance(entry, ExperimentEntry):
            self.experiments[name] = entry
        self.problems += _citation_problems(entry, part, self.known)
        try:
            return list(_items(self.page, group, name, entry, part, self.known))
        except _AtKeyError as error:
            self.problems.append(error.error.at(part.file, part.line(error.key)))
        except ProblemError as error:
            self.problems.append(error.at(part.file, part.line()))
        return []


def _built(name: str, part: Source) -> tuple[Entry | None, list[Problem]]:
    example = "{given: 500 M user, label: Active users a month, from: question}"
    if not isinstance(part.data, dict):
        return None, [part.problem((), "estimate-form", f"estimate '{name}' is not a mapping", f"write {example}")]
    kinds = [key for key in ENTRY_KINDS if key in part.data]
    if len(kinds) != 1:
        found = " and ".join(kinds) or "none"
        message = f"estimate '{name}' needs one of {', '.join(ENTRY_KINDS)}, found {found}"
        return None, [part.problem((), "estimate-form", message, f"write {example}")]
    entry, problems = build(ENTRY_KINDS[kinds[0]], part)
    return entry, [replace(problem, message=f"estimate '{name}': {problem.message}") for problem in problems]


class _AtKeyError(Exception):
    """An error whose key in the entry is known."""

    def __init__(self, key: str, error: ProblemError) -> None:
        self.key, self.error = key, error


def _items(page: str, group: str, name: str, entry: Entry, part: Source, known: Known) -> Iterator[Value | Computed]:
    place = (part.file, part.line())
    match entry:
        case GivenEntry():
            yield _given(page, group, name, entry, place)
        case NumberEntry():
            yield _number(page, group, name, entry, place, known)
        case FormulaEntry():
            unit = _located("unit", lambda: parse_unit(entry.unit))
            formula = _located("formula", lambda: parse(str(entry.formula), page))
            yield Computed(page, name, group, entry.label, formula, unit, "", entry.digits, *place)
        case ExperimentEntry():
            for one in expand(name, entry):
                own = None if one.like else parse_unit(one.unit)
                like = one.like if "." in one.like or not one.like else f"{page}.{one.like}"
                label = f"{entry.label}: {one.label[:1].lower()}{one.label[1:]}" if entry.label else one.label
                formula = parse(one.formula, page, internal=True)
                yield Computed(page, one.name, group, label, formula, own, like, None, *place)


def _given(page: str, group: str, name: str, entry: GivenEntry, place: tuple[str, int]) -> Value:
    quantity = _located("given", lambda: parse_quantity(entry.given))
    bounds = tuple(_bound(key, getattr(entry, key), quantity) for key in ("min", "max"))
    style = given_style(quantity, entry.digits)
    return Value(
        page, name, group, entry.label, quantity.base, quantity.unit, style, *place,
        origin=entry.origin, why=entry.why, bounds=(bounds[0], bounds[1]),
    )  # fmt: skip


def _number(page: str, group: str, name: str, entry: NumberEntry, place: tuple[str, int], known: Known) -> Value:
    if entry.number not in known.numbers:
        raise unknown("number", entry.number, known.numbers, "numbers stand in macros/data/numbers.yml")
    number = known.numbers[entry.number]
    return Value(
        page, name, group, entry.label or number.label, number.quantity.base, number.quantity.unit,
        given_style(number.quantity), *place, origin="number", why=entry.why, number=entry.number,
    )  # fmt: skip


def _bound(key: str, written: str | int | float | None, quantity: Quantity) -> float | None:
    if written is None:
        return None
    bound = _located(key, lambda: parse_quantity(written, quantity.unit))
    if bound.unit.dimension != quantity.unit.dimension:
        raise _AtKeyError(key, ProblemError("unit-mismatch", f"{key} is in {bound.unit}, the value in {quantity.unit}"))
    return bound.base


def _located(key: str, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except ProblemError as error:
        raise _AtKeyError(key, error) from None


def _citation_problems(entry: Entry, part: Source, known: Known) -> list[Problem]:
    if not isinstance(entry, GivenEntry) or entry.origin in ORIGINS or known.citations is None:
        return []
    if entry.origin in known.citations:
        return []
    known_origins = [*ORIGINS, *known.citations]
    hint = did_you_mean(entry.origin, known_origins, "a given comes from: question, assumption or a citation key")
    return [part.problem(("from",), "reference-unknown", f"no reference '{entry.origin}'", hint)]


def _clash(item: Value | Computed, items: Mapping[str, Value | Computed]) -> list[Problem]:
    first = items.get(item.name)
    if first is None:
        return []
    message = f"estimate '{item.name}' stands twice; the first is on line {first.line}"
    return [Problem(item.file, item.line, "estimate-duplicate", message, "names are unique over a page's groups")]
