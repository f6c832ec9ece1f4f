"""Units of the estimates, products of powers of known names, on a pint registry of our own.

The registry starts empty and holds only what the guide uses, so that a typo is an error instead of an exotic unit, and
each counted noun is a dimension: users and videos cannot be added by mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pint
from pint.util import UnitsContainer

from macros.problems import ProblemError, did_you_mean
from macros.unit_names import ALIASES, KINDS, NAME, POWER, known_names, nouns, scale_of

SUPERSCRIPTS = str.maketrans("-.0123456789", "⁻·⁰¹²³⁴⁵⁶⁷⁸⁹")

_SHOWN = {"us": "µs"}
_MONTH_LIKE = {"bit": "bits", "day": "days", "week": "weeks", "month": "months", "year": "years"}

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


def registry() -> pint.UnitRegistry[float]:
    """The guide's registry: the measured units, and a dimension for each noun."""
    return _registry(tuple(nouns()))


@lru_cache(maxsize=1)
def _registry(counted: tuple[str, ...]) -> pint.UnitRegistry[float]:
    made: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    for kind, members in KINDS.items():
        base = next((name for name, scale in members.items() if scale == 1.0), None)
        if base:
            made.define(f"{_pint_name(base)} = [{kind}]")
        for name, scale in members.items():
            if name != base:
                made.define(f"{_pint_name(name)} = {scale!r}" + (f" * {_pint_name(base)}" if base else ""))
    for name, scale in POWER.items():
        made.define(f"{_pint_name(name)} = {scale!r} * {_pint_name('J')} / {_pint_name('s')}")
    for noun in counted:
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
    match = re.fullmatch(rf"({NAME.pattern})(?:(?:\*\*|\^)(-?\d(?:\.\d+)?))?", part)
    if not match:
        hint = "write units like request/s, USD/gpu/h, session/user/day or s^2 (a power of one digit)"
        raise ProblemError("unit-form", f"'{text}' is not a unit: cannot read '{part}'", hint)
    return _canonical(match[1]), float(match[2] or 1)


def _canonical(name: str) -> str:
    if name in known_names():
        return name
    if name in ALIASES:
        return ALIASES[name]
    lower = name.lower()
    for noun, (one, many) in nouns().items():
        if lower in (noun, one.lower(), many.lower(), many.lower().replace(" ", "_")):
            return noun
    hint = did_you_mean(name, known_names(), "counted things are listed in macros/data/units.yml: add it there")
    raise ProblemError("unit-unknown", f"no unit '{name}'", hint)


def _pint_name(name: str) -> str:
    """Names are prefixed so that nothing pint knows about spelling (plurals, `%`) can interfere."""
    return "u_" + {"%": "percent"}.get(name, name)


def _dimension_word(name: str, power: float, many: bool = True) -> str:
    bare = name.strip("[]")
    word = nouns()[bare][many] if bare in nouns() else bare
    return word + _power(abs(power))
