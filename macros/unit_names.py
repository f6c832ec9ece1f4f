"""The names of units: SI units, bytes, money, and the counted things of `data/units.yml`.

One month is 30 days and one year 365, as in the arithmetic of an interview.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.problems import AuthorError, Problem
from macros.source import Source, read_yaml

NOUNS_FILE = "macros/data/units.yml"

_SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0}
_LONG_TIMES = {"week": 7 * 86400.0, "month": 30 * 86400.0, "year": 365 * 86400.0}
_BYTES = {"B": 1.0} | {f"{p}B": 1000.0**n for n, p in enumerate("kMGTPE", 1)}
_BINARY = {f"{p}iB": 1024.0**n for n, p in enumerate("KMGTPE", 1)}
_BITS = {"bit": 1 / 8} | {f"{p}bit": 1000.0**n / 8 for n, p in enumerate("kMGT", 1)}
_FLOPS = {"FLOP": 1.0} | {f"{p}FLOP": 1000.0**n for n, p in enumerate("kMGTPEZ", 1)}
_ENERGY = {"J": 1.0, "Wh": 3600.0, "kWh": 3.6e6, "MWh": 3.6e9}
POWER = {"W": 1.0, "kW": 1e3, "MW": 1e6}
_RATIO = {"%": 0.01, "ppm": 1e-6}

KINDS: dict[str, dict[str, float]] = {
    "time": _SECONDS | _LONG_TIMES,
    "data": _BYTES | _BINARY | _BITS,
    "computation": _FLOPS,
    "money": {"USD": 1.0},
    "energy": _ENERGY,
    "ratio": _RATIO,
}
# A value that has outgrown its unit is shown in the best unit of the same family.
FAMILIES = (_SECONDS, _BYTES, _BINARY, _BITS, _FLOPS)

ALIASES = {
    "second": "s", "seconds": "s", "sec": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "hr": "h",
    "d": "day", "days": "day", "weeks": "week", "months": "month", "mo": "month", "years": "year", "yr": "year",
    "µs": "us", "μs": "us", "byte": "B", "bytes": "B", "bits": "bit", "KB": "kB", "dollar": "USD", "$": "USD",
    "percent": "%", "FLOPs": "FLOP", "watt": "W",
}  # fmt: skip

NAME = re.compile(r"[A-Za-zµμ%$_]+")
_nouns: dict[str, tuple[str, str]] = {}  # read again at each load of a guide: a live preview follows the file


def load_units(root: Path) -> list[Problem]:
    """Take the counted things of the guide under `root` for all that follows; what is wrong with single entries.

    Raises AuthorError when the file as a whole cannot be read: without it every unit would be one more problem.
    """
    source, problems = read_yaml(root / NOUNS_FILE, NOUNS_FILE)
    if not isinstance(source.data, dict):
        raise AuthorError(problems or [source.problem((), "yaml-shape", "expected a mapping of names to plurals")])
    problems += [problem for entry in source.data.items() for problem in _noun_problems(source, *entry)]
    wrong = {problem.line for problem in problems}
    _nouns.clear()
    _nouns.update((name, _noun(name, text)) for name, text in source.data.items() if source.line(name) not in wrong)
    return problems


def nouns() -> dict[str, tuple[str, str]]:
    """Counted things: name as written in a unit -> how one and how many are shown."""
    if not _nouns:
        load_units(Path(__file__).parents[1])
    return _nouns


def _noun(name: str, plural: str) -> tuple[str, str]:
    one, _, many = plural.partition(" / ")
    return (one, many) if many else (name.replace("_", " "), one)


def _noun_problems(source: Source, name: str, plural: object) -> Iterator[Problem]:
    if not NAME.fullmatch(name):
        yield source.problem((name,), "unit-form", f"'{name}' cannot be a unit", "letters, joined by '_'")
    elif unit_kind(name) or name in POWER or name in ALIASES:
        yield source.problem((name,), "unit-taken", f"'{name}' is a measured unit already", "give it another name")
    if not isinstance(plural, str) or not plural.strip():
        yield source.problem((name,), "yaml-value", f"'{name}' needs its plural", "query: queries, or gpu: GPU / GPUs")


def family_of(name: str) -> dict[str, float]:
    """Units that `name` may be shown in instead, with their scales, smallest first."""
    return next((dict(members) for members in FAMILIES if name in members), {})


def known_names() -> set[str]:
    """Every unit an author may write."""
    return {name for members in (*KINDS.values(), POWER) for name in members} | set(nouns())


def scale_of(name: str) -> float:
    """How many base units one `name` is."""
    return next((members[name] for members in (*KINDS.values(), POWER) if name in members), 1.0)


def unit_kind(name: str) -> str:
    """`time`, `data`, `money`, ... for a measured unit; empty for a counted thing."""
    return next((kind for kind, members in KINDS.items() if name in members), "")
