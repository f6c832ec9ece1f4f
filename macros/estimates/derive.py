"""A formula with its numbers put in, as people read it: "500 M users × 4 sessions/user/day ÷ 86,400 s/day"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from macros.estimates.formulas import Node
from macros.estimates.model import Value
from macros.unit_names import scale_of, unit_kind
from macros.units import Unit

Show = Callable[[Value], str]
Powers = dict[str, float]

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "**": 4}
_ATOM = 5
_TAG = re.compile("<[^>]*>")
_NAMES = {"log2": "log₂", "whole_days": "whole days of ", "whole_weeks": "whole weeks of "}


@dataclass(frozen=True)
class _Text:
    """Written part of a formula and how strongly its outermost sign binds."""

    text: str
    strength: int

    def inside(self, strength: int) -> str:
        """The text, in brackets where it binds less than `strength`."""
        return self.text if self.strength >= strength else f"({self.text})"


def written(value: Value, values: Mapping[str, Value], show: Show) -> str:
    """The formula of `value` with `show(used value)` for each name, and the unit conversion a reader would need."""
    assert value.formula is not None
    return _with_conversion(value.formula.tree, value.unit, values, show).text


def _with_conversion(tree: Node, unit: Unit, values: Mapping[str, Value], show: Show) -> _Text:
    if isinstance(tree, tuple) and tree[0] in ("ceil", "floor"):
        counted = unit if unit.is_count and _powers(tree[1], values) else Unit(())
        inner = _with_conversion(tree[1], counted, values, show).text
        return _Text(f"⌈{inner}⌉" if tree[0] == "ceil" else f"⌊{inner}⌋", _ATOM)
    text = _written(tree, values, show)
    if not (isinstance(tree, tuple) and tree[0] in ("*", "/")):
        return text
    return _Text(text.text + conversion(_powers(tree, values), dict(unit.factors)), 2)


def conversion(natural: Powers, wanted: Powers) -> str:
    """What turns the units the factors multiply to into the wanted ones: " ÷ 86,400 s/day", or nothing to speak of."""
    ratio = dict(natural)
    for name, power in wanted.items():
        ratio[name] = ratio.get(name, 0) - power
    found = ""
    for kind in ("time", "data"):
        part = {name: power for name, power in ratio.items() if power and unit_kind(name) == kind}
        found += _conversion_of(part)
    return found


def _conversion_of(part: Powers) -> str:
    factor = math.prod(scale_of(name) ** power for name, power in part.items())
    if math.isclose(math.log10(factor), round(math.log10(factor)), abs_tol=1e-9):
        return ""
    more = [name for name, power in part.items() if power == 1]
    less = [name for name, power in part.items() if power == -1]
    pair = len(part) == 2 and len(more) == len(less) == 1
    if factor < 1:
        return f" ÷ {1 / factor:,.12g}" + (f" {more[0]}/{less[0]}" if pair else "")
    return f" × {factor:,.12g}" + (f" {less[0]}/{more[0]}" if pair else "")


def _written(node: Node, values: Mapping[str, Value], show: Show) -> _Text:
    if isinstance(node, float):
        return _Text(f"{node:,.15g}", _ATOM)
    head, *parts = node
    if head == "v":
        return _Text(show(values[parts[0]]), _ATOM)
    inner = [_written(part, values, show) for part in parts]
    if head in _SIGNS:
        strength = _STRENGTH[head]
        right = strength + (head in ("-", "/"))
        return _Text(f"{inner[0].inside(strength)} {_SIGNS[head]} {inner[1].inside(right)}", strength)
    if head == "**":
        return _Text(f"{_base(parts[0], inner[0])}<sup>{inner[1].text}</sup>", _STRENGTH["**"])
    if head == "neg":
        return _Text(f"−{inner[0].inside(_STRENGTH['neg'])}", _STRENGTH["neg"])
    return _function(head, inner)


def _base(node: Node, base: _Text) -> str:
    """What is raised to a power; a value in brackets where the power could be read as its unit's: (0.1 %)²."""
    value = isinstance(node, tuple) and node[0] == "v"
    unclear = value and re.search("[ /−]", _TAG.sub("", base.text))
    return f"({base.text})" if unclear else base.inside(_ATOM)


def _function(head: str, inner: list[_Text]) -> _Text:
    arguments = ", ".join(one.text for one in inner)
    if head == "count":
        return inner[0]
    if head in ("ceil", "floor"):
        return _Text(f"⌈{arguments}⌉" if head == "ceil" else f"⌊{arguments}⌋", _ATOM)
    if head == "sqrt":
        return _Text(f"√{inner[0].inside(_ATOM)}", _ATOM)
    return _Text(f"{_NAMES.get(head, head)}({arguments})", _ATOM)


def _powers(node: Node, values: Mapping[str, Value]) -> Powers:
    """Units as multiplying the written factors gives them; of a sum, those of its first term that has any."""
    if isinstance(node, float):
        return {}
    head, *parts = node
    if head == "v":
        return dict(values[parts[0]].unit.factors)
    inner = [_powers(part, values) for part in parts]
    if head in ("*", "/"):
        return _times(inner[0], inner[1], 1 if head == "*" else -1)
    if head == "**":
        return {name: power * parts[1] for name, power in inner[0].items()} if isinstance(parts[1], float) else {}
    if head == "sqrt":
        return {name: power / 2 for name, power in inner[0].items()}
    if head in ("log2", "ln", "exp", "z"):
        return {}
    return next((one for one in inner if one), {})


def _times(left: Powers, right: Powers, sign: int) -> Powers:
    result = dict(left)
    for name, power in right.items():
        result[name] = result.get(name, 0) + sign * power
    return {name: power for name, power in result.items() if power}
