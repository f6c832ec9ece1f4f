"""Numbers to know: latencies, throughputs, prices and sizes, each with its origin and date, from `data/numbers.yml`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pydantic import Field, model_validator

from macros.problems import Problem, ProblemError, did_you_mean, unknown
from macros.quantity import Quantity, parse_quantity, show_quantity
from macros.records import Record, build
from macros.source import Source, read_yaml

NUMBERS_FILE = "macros/data/numbers.yml"


class NumberEntry(Record):
    """One entry of the file, as written."""

    value: str | int | float
    label: str
    origin: str = Field(alias="from")
    why: str = ""
    date: str | int

    @model_validator(mode="after")
    def _assumptions_are_reasoned(self) -> NumberEntry:
        if self.origin == "assumption" and not self.why:
            raise ValueError("an assumption needs 'why': one sentence with the reason")
        return self


@dataclass(frozen=True)
class Number:
    """A number to know. `origin` is `assumption` or a citation key, `date` the month it was true, as 2026-11."""

    key: str
    section: str
    label: str
    quantity: Quantity
    origin: str
    why: str
    date: str
    file: str
    line: int

    @property
    def text(self) -> str:
        """The value with its unit."""
        return show_quantity(self.quantity)


def load_numbers(root: Path, citations: Collection[str] | None = None) -> tuple[dict[str, Number], list[Problem]]:
    """All numbers by key, and what is wrong with the file. Citation keys are checked when `citations` is given."""
    source, problems = read_yaml(root / NUMBERS_FILE, NUMBERS_FILE)
    return read_numbers(source, citations, problems)


def read_numbers(
    source: Source, citations: Collection[str] | None = None, problems: list[Problem] | None = None
) -> tuple[dict[str, Number], list[Problem]]:
    """`load_numbers` of a parsed file: a mapping of section to key to entry."""
    found = list(problems or [])
    numbers: dict[str, Number] = {}
    if not isinstance(source.data, dict):
        wanted = source.problem((), "yaml-shape", "expected a mapping of sections to numbers", "an empty one is {}")
        return {}, found or [wanted]
    for section, entries in source.data.items():
        if not isinstance(entries, dict):
            message = f"section '{section}' is not a mapping of keys to numbers"
            found.append(source.problem((section,), "yaml-shape", message))
            continue
        for key in entries:
            number, wrong = _number(source, section, key, citations)
            if number and key in numbers:
                message = f"number '{key}' stands twice; the first is on line {numbers[key].line}"
                wrong.append(source.problem((section, key), "number-duplicate", message, "remove or rename one"))
            elif number:
                numbers[key] = number
            found += wrong
    return numbers, found


def number_html(numbers: Mapping[str, Number], key: str, to_page: str) -> str:
    """A number in prose, linked to its row; `to_page` is the address of Numbers to know from the page it stands on."""
    if key not in numbers:
        raise unknown("number", key, numbers, "see macros/data/numbers.yml")
    return f'<a class="number" href="{escape(to_page)}#{key}">{escape(numbers[key].text)}</a>'


def origin_html(numbers: Mapping[str, Number], key: str, to_page: str) -> str:
    """Where a page's estimate that is a number to know comes from: a link to its row, with its date."""
    if key not in numbers:
        raise unknown("number", key, numbers, "see macros/data/numbers.yml")
    return f'<a class="number" href="{escape(to_page)}#{key}">Numbers to know</a>, {escape(numbers[key].date)}'


def section_html(numbers: Mapping[str, Number], section: str, cite: Callable[[str, str], str]) -> str:
    """The table of one section, each row with an anchor; `cite(key, where)` gives the HTML of a citation.

    Raises ProblemError `number-section-unknown`.
    """
    mine = [number for number in numbers.values() if number.section == section]
    if not mine:
        raise unknown("number section", section, {number.section for number in numbers.values()})
    rows = "".join(
        f'<tr id="{number.key}"><th scope="row">{escape(number.label)}</th><td class="value">{escape(number.text)}</td>'
        f'<td class="why">{_origin(number, cite)}</td><td class="date">{escape(number.date)}</td></tr>'
        for number in mine
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("What", "Value", "Where it comes from", "As of"))
    return f'<table class="numbers-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n'


def citations(numbers: Iterable[Number]) -> list[str]:
    """Citation keys the numbers come from, in order, once each."""
    return list(dict.fromkeys(number.origin for number in numbers if number.origin != "assumption"))


def _origin(number: Number, cite: Callable[[str, str], str]) -> str:
    if number.origin == "assumption":
        return f"Assumed. {escape(number.why)}"
    return cite(number.origin, "") + (f" {escape(number.why)}" if number.why else "")


def _number(
    source: Source, section: str, key: str, citations: Collection[str] | None
) -> tuple[Number | None, list[Problem]]:
    where = (section, key)
    entry, problems = build(NumberEntry, source.part(*where))
    if entry is None:
        return None, problems
    try:
        quantity = parse_quantity(entry.value)
    except ProblemError as error:
        return None, [error.at(source.file, source.line(*where, "value"))]
    if entry.origin != "assumption" and citations is not None and entry.origin not in citations:
        hint = did_you_mean(entry.origin, citations, "a number comes 'from: assumption' or from a citation key")
        problems.append(source.problem((*where, "from"), "reference-unknown", f"no reference '{entry.origin}'", hint))
    line = source.line(*where)
    return Number(
        key, section, entry.label, quantity, entry.origin, entry.why, str(entry.date), source.file, line
    ), problems
