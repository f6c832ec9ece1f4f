"""Units of the estimates: SI units, bytes, money and counted things, on a pint registry of our own.

The registry starts empty and holds only what the guide uses, so that a typo is an error instead of an exotic unit, and
each counted noun of `data/units.yml` is a dimension: users and videos cannot be added by mistake. One month is 30 days
and one year 365, as in the arithmetic of an interview.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pint
from pint.util import UnitsContainer

from macros.problems import AuthorError, Problem, ProblemError, did_you_mean
from macros.source import Source, read_yaml

NOUNS_FILE = "macros/data/units.yml"
SUPERSCRIPTS = str.maketrans("-.0123456789", "⁻·⁰¹²³⁴⁵⁶⁷⁸⁹")

_SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0}
_LONG_TIMES = {"week": 7 * 86400.0, "month": 30 * 86400.0, "year": 365 * 86400.0}
_BYTES = {"B": 1.0} | {f"{p}B": 1000.0**n for n, p in enumerate("kMGTPE", 1)}
_BINARY = {f"{p}iB": 1024.0**n for n, p in enumerate("KMGTPE", 1)}
_BITS = {"bit": 1 / 8} | {f"{p}bit": 1000.0**n / 8 for n, p in enumerate("kMGT", 1)}
_FLOPS = {"FLOP": 1.0} | {f"{p}FLOP": 1000.0**n for n, p in enumerate("kMGTPEZ", 1)}
_ENERGY = {"J": 1.0, "Wh": 3600.0, "kWh": 3.6e6, "MWh": 3.6e9}
_POWER = {"W": 1.0, "kW": 1e3, "MW": 1e6}
_RATIO = {"%": 0.01, "ppm": 1e-6}

_KINDS: dict[str, dict[str, float]] = {
    "time": _SECONDS | _LONG_TIMES,
    "data": _BYTES | _BINARY | _BITS,
    "computation": _FLOPS,
    "money": {"USD": 1.0},
    "energy": _ENERGY,
    "ratio": _RATIO,
}
# A value that has outgrown its unit is shown in the best unit of the same family.
FAMILIES = (_SECONDS, _BYTES, _BINARY, _BITS, _FLOPS)

_ALIASES = {
    "second": "s", "seconds": "s", "sec": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "hr": "h",
    "d": "day", "days": "day", "weeks": "week", "months": "month", "mo": "month", "years": "year", "yr": "year",
    "µs": "us", "μs": "us", "byte": "B", "bytes": "B", "bits": "bit", "KB": "kB", "dollar": "USD", "$": "USD",
    "percent": "%", "FLOPs": "FLOP", "watt": "W",
}  # fmt: skip
_SHOWN = {"us": "µs"}
_MONTH_LIKE = {"bit": "bits", "day": "days", "week": "weeks", "month": "months", "year": "years"}

_NAME = re.compile(r"[A-Za-zµμ%$_]+")
_nouns: dict[str, tuple[str, str]] = {}  # read again at each load of a guide: a live preview follows the file

Factors = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Unit:
    """A product of powers of known units: `request/s` is (("request", 1), ("s", -1))."""

    factors: Factors

    @property
    def pint(self) -> pint.Unit:
        """The same unit in the registry."""
        return registry().Unit(UnitsContainer({_pint_name(name): power for name, power in self.factors}))

    @property
    def dimension(self) -> UnitsContainer:
        """Its dimension, for instance [request] / [time]."""
        return self.pint.dimensionality

    @property
    def scale(self) -> float:
        """How many base units (s, B, FLOP, USD, J, one counted thing) one of it is."""
        scale = 1.0
        for name, power in self.factors:
            scale *= scale_of(name) ** power
        return scale

    @property
    def is_count(self) -> bool:
        """Whether it is made of counted things alone, like `machine`."""
        return bool(self.factors) and all(name in nouns() for name, _ in self.factors)

    def __str__(self) -> str:
        return _written(self.factors, {name: _SHOWN.get(name, name) for name, _ in self.factors})


NO_UNIT = Unit(())


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
    registry.cache_clear()
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
    if not _NAME.fullmatch(name):
        yield source.problem((name,), "unit-form", f"'{name}' cannot be a unit", "letters, joined by '_'")
    elif unit_kind(name) or name in _POWER or name in _ALIASES:
        yield source.problem((name,), "unit-taken", f"'{name}' is a measured unit already", "give it another name")
    if not isinstance(plural, str) or not plural.strip():
        yield source.problem((name,), "yaml-value", f"'{name}' needs its plural", "query: queries, or gpu: GPU / GPUs")


@lru_cache(maxsize=1)
def registry() -> pint.UnitRegistry[float]:
    """The guide's registry: the units above, and a dimension for each noun."""
    made: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    for kind, members in _KINDS.items():
        base = next((name for name, scale in members.items() if scale == 1.0), None)
        if base:
            made.define(f"{_pint_name(base)} = [{kind}]")
        for name, scale in members.items():
            if name != base:
                made.define(f"{_pint_name(name)} = {scale!r}" + (f" * {_pint_name(base)}" if base else ""))
    for name, scale in _POWER.items():
        made.define(f"{_pint_name(name)} = {scale!r} * {_pint_name('J')} / {_pint_name('s')}")
    for noun in nouns():
        made.define(f"{_pint_name(noun)} = [{noun}]")
    return made


def parse_unit(text: str) -> Unit:
    """`request/s`, `USD/gpu/h`, `B`, `GPU·h`, `1/day` as a Unit; `unit-unknown` or `unit-form` for anything else."""
    powers: dict[str, float] = {}
    sign = 1
    for part in re.split(r"([/*·])", text.strip()):
        if part in "/*·":
            sign = -1 if part == "/" else 1
            continue
        if part.strip() in ("", "1"):
            continue
        name, power = _factor(part.strip(), text)
        powers[name] = powers.get(name, 0) + sign * power
    return unit_of(powers)


def unit_of(powers: dict[str, float]) -> Unit:
    """The unit with these powers; those that cancel are left out."""
    return Unit(tuple((name, power) for name, power in powers.items() if power))


def in_words(dimension: UnitsContainer) -> str:
    """A dimension for people: [request] / [time] is "requests per time"; no dimension is "a plain number"."""
    powers = {name: float(str(power)) for name, power in sorted(dimension.items())}
    above = [_dimension_word(n, p) for n, p in powers.items() if p > 0]
    below = [_dimension_word(n, p, many=False) for n, p in powers.items() if p < 0]
    if not above and not below:
        return "a plain number"
    return " × ".join(above or ["number"]) + "".join(f" per {word}" for word in below)


def family_of(name: str) -> dict[str, float]:
    """Units that `name` may be shown in instead, with their scales, smallest first."""
    return next((dict(members) for members in FAMILIES if name in members), {})


def known_names() -> set[str]:
    """Every unit an author may write."""
    return {name for members in (*_KINDS.values(), _POWER) for name in members} | set(nouns())


def shown(factors: Factors, many: bool) -> str:
    """A unit as text after a number: "requests/s", "GB/day", "USD/month" where money is not drawn as "$"."""
    names = {name: _SHOWN.get(name, nouns()[name][0] if name in nouns() else name) for name, _ in factors}
    first = next((name for name, power in factors if power > 0), "")
    plural = nouns()[first][1] if first in nouns() else _MONTH_LIKE.get(first)
    if many and plural:
        names[first] = plural
    return _written(factors, names)


def _written(factors: Factors, names: dict[str, str]) -> str:
    above = [names[n] + _power(p) for n, p in factors if p > 0]
    below = [names[n] + _power(-p) for n, p in factors if p < 0]
    return "·".join(above) + "".join(f"/{name}" for name in below)


def _power(power: float) -> str:
    return "" if power == 1 else f"{power:g}".translate(SUPERSCRIPTS)


def _factor(part: str, text: str) -> tuple[str, float]:
    match = re.fullmatch(rf"({_NAME.pattern})(?:(?:\*\*|\^)(-?\d(?:\.\d+)?))?", part)
    if not match:
        hint = "write units like request/s, USD/gpu/h, session/user/day or s^2 (a power of one digit)"
        raise ProblemError("unit-form", f"'{text}' is not a unit: cannot read '{part}'", hint)
    return _canonical(match[1]), float(match[2] or 1)


def _canonical(name: str) -> str:
    if name in known_names():
        return name
    if name in _ALIASES:
        return _ALIASES[name]
    lower = name.lower()
    for noun, (one, many) in nouns().items():
        if lower in (noun, one.lower(), many.lower(), many.lower().replace(" ", "_")):
            return noun
    hint = did_you_mean(name, known_names(), "counted things are listed in macros/data/units.yml: add it there")
    raise ProblemError("unit-unknown", f"no unit '{name}'", hint)


def scale_of(name: str) -> float:
    """How many base units one `name` is."""
    return next((members[name] for members in (*_KINDS.values(), _POWER) if name in members), 1.0)


def unit_kind(name: str) -> str:
    """`time`, `data`, `money`, ... for a measured unit; empty for a counted thing."""
    return next((kind for kind, members in _KINDS.items() if name in members), "")


def _pint_name(name: str) -> str:
    """Names are prefixed so that nothing pint knows about spelling (plurals, `%`) can interfere."""
    return "u_" + {"%": "percent"}.get(name, name)


def _dimension_word(name: str, power: float, many: bool = True) -> str:
    bare = name.strip("[]")
    word = nouns()[bare][many] if bare in nouns() else bare
    return word + _power(abs(power))
