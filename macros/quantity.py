"""Numbers with units: reading them as authors and readers write them, and showing them.

How a value is shown (`docs/assets/estimates.js` does the same, step for step; tests compare the two):

1. x = base value / the unit's scale, rounded half away from zero to `digits` significant digits.
2. A computed value that is not between 0.1 and 10,000 in its own unit moves to the unit of its family (ns to days, B to
   EB, ...) in which it lies between 1 and 1,000, if there is one.
3. Counts, money and plain numbers, from 10,000 on: k, M, bn, tn after a number with at most two decimals; a number
   under a million that would need more decimals is written out, with commas.
4. From 10^15 on, and under 0.0001: powers of ten.
5. Money: "$" before, at least two decimals when there are any and no suffix, the other units after it.
6. A counted noun is plural unless the number reads "1". A space stands before a unit that does not start with "/".
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from macros.problems import ProblemError
from macros.unit_names import family_of, nouns
from macros.units import NO_UNIT, Unit, parse_unit, shown

GIVEN_DIGITS = 12
DERIVED_DIGITS = 3

_SUFFIXES = ((1e12, "tn"), (1e9, "bn"), (1e6, "M"), (1e3, "k"))
_SCALES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "bn": 1e9, "T": 1e12, "tn": 1e12,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<money>\$\s*)?(?P<sign>[-+−])?(?P<number>\d[\d,_]*(?:\.\d+)?|\.\d+)(?P<power>[eE][-+]?\d+|\s*[×x]\s*10\^?-?\d+)?"
    r"(?:\s*(?P<scale>thousand|million|billion|trillion|bn|tn|[kKMGT])(?![\w]))?\s*(?P<unit>.*)",
    re.DOTALL,
)
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Quantity:
    """`base`: the value in base units (s, B, FLOP, USD, one counted thing); `unit`: the one it is shown in."""

    base: float
    unit: Unit

    @property
    def magnitude(self) -> float:
        """The number that stands before `unit`."""
        return self.base / self.unit.scale


@dataclass(frozen=True)
class Step:
    """One unit a value may be shown in: its scale in base units and its text after one and after many."""

    scale: float
    one: str
    many: str


@dataclass(frozen=True)
class Style:
    """All that showing a value needs besides the value itself; the browser gets the same, as JSON."""

    unit: Step
    money: bool
    suffix: bool
    family: tuple[Step, ...]
    digits: int

    def as_json(self) -> dict[str, Any]:
        """The style as plain lists and numbers; empty parts are left out to keep pages small."""
        found: dict[str, Any] = {"unit": _step_json(self.unit), "digits": self.digits}
        if self.money:
            found["money"] = True
        if self.suffix:
            found["suffix"] = True
        if self.family:
            found["family"] = [_step_json(step) for step in self.family]
        return found


def parse_quantity(text: str | int | float, unit: Unit | None = None) -> Quantity:
    """`500 M user`, `4 session/user/day`, `3 %`, `$0.80/gpu/h`, `1e9`, `25`; `unit` is taken when none is written.

    Raises ProblemError: `quantity-form` when it does not start with a number, `unit-unknown`, `unit-form`.
    """
    match = _NUMBER.fullmatch(str(text).strip())
    if not match:
        hint = "write a number, then k, M, bn or tn if wanted, then a unit: 500 M user, 40 %, 2.5"
        raise ProblemError("quantity-form", f"'{text}' is not a quantity", hint)
    number = float(match["number"].replace(",", "").replace("_", "") + _power_of_ten(match["power"]))
    number *= _SCALES.get(match["scale"] or "", 1.0)
    if not math.isfinite(number):
        raise ProblemError("quantity-form", f"'{text}' is too large a number", "check its power of ten")
    written = ("USD" if match["money"] else "") + match["unit"].strip()
    found = parse_unit(written) if written else unit or NO_UNIT
    return Quantity(-number * found.scale if match["sign"] in ("-", "−") else number * found.scale, found)


def style_of(unit: Unit, digits: int | None = None, fixed_unit: bool = False) -> Style:
    """How values of `unit` are shown; `fixed_unit` keeps them in that unit however large they get."""
    money = ("USD", 1) in unit.factors
    factors = tuple(f for f in unit.factors if f != ("USD", 1)) if money else unit.factors
    main = Step(unit.scale, shown(factors, False), shown(factors, True))
    family = () if fixed_unit or money or not factors else _family(unit)
    suffix = money or not factors or factors[0][0] in nouns()
    return Style(main, money, suffix, family, digits or (GIVEN_DIGITS if fixed_unit else DERIVED_DIGITS))


def show(base: float, style: Style) -> str:
    """The value as text, by the rules at the top of this module."""
    if not math.isfinite(base):
        return "n/a"
    step = _best_step(base, style)
    number = _number(base / step.scale, style)
    unit = step.one if number.lstrip("−$") == "1" else step.many
    space = "" if not unit or unit.startswith("/") else " "
    return number + space + unit


def show_quantity(quantity: Quantity) -> str:
    """A given value, in the unit it was written in and as exactly."""
    return show(quantity.base, style_of(quantity.unit, fixed_unit=True))


def rounded(value: float, digits: int) -> Decimal:
    """`value` to significant digits, ties away from zero, as JavaScript's toExponential does."""
    return Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(value))


def _number(value: float, style: Style) -> str:
    exact = rounded(value, style.digits)
    sign = "−" if exact < 0 else ""
    return sign + ("$" if style.money else "") + _unsigned(abs(exact), style)


def _unsigned(number: Decimal, style: Style) -> str:
    if number != 0 and (number >= Decimal("1e15") or number < Decimal("0.0001")):
        return _power_text(number)
    if number >= 10_000 and style.suffix:
        scale, suffix = next((Decimal(s), name) for s, name in _SUFFIXES if number >= Decimal(s))
        mantissa = number / scale
        if _decimals(mantissa) <= 2 or number >= 1_000_000:
            return f"{_plain(mantissa)} {suffix}"
    if style.money and 0 < _decimals(number) < 2:
        return f"{number:,.2f}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    """With commas, without an exponent and without zeros at the end."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _power_text(number: Decimal) -> str:
    exponent = number.adjusted()
    return f"{_plain(number.scaleb(-exponent))} × 10{str(exponent).translate(_SUPERSCRIPT)}"


def _best_step(base: float, style: Style) -> Step:
    size = abs(rounded(base / style.unit.scale, style.digits))
    if not style.family or size == 0 or Decimal("0.1") <= size < 10_000:
        return style.unit
    fitting = [step for step in style.family if abs(rounded(base / step.scale, style.digits)) >= 1]
    return fitting[-1] if fitting else style.family[0]


def _family(unit: Unit) -> tuple[Step, ...]:
    """The unit with its first factor replaced by each member of that factor's family, smallest first."""
    name, power = unit.factors[0]
    members = family_of(name)
    if power != 1 or not members:
        return ()
    others = [Unit(((member, 1), *unit.factors[1:])) for member in members]
    return tuple(Step(other.scale, shown(other.factors, False), shown(other.factors, True)) for other in others)


def _step_json(step: Step) -> list[Any]:
    return [step.scale, step.one] if step.one == step.many else [step.scale, step.one, step.many]


def _power_of_ten(text: str | None) -> str:
    if not text:
        return ""
    return text if text[0] in "eE" else "e" + re.split(r"10\^?", text, maxsplit=1)[1]
