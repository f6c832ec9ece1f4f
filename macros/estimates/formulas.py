"""Formulas: a safe subset of Python expressions, checked for dimension, evaluated, and handed to the browser.

`parse` keeps a formula as a small tree of tuples, which is also what the browser evaluates (as JSON, so that no text is
ever run as code there):

    number | ("v", "page.name") | (operator, left, right) | ("neg", x) | (function, argument, ...)

Evaluation is on plain floats in base units; the dimensions are checked apart, with pint.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from pint.util import UnitsContainer

from macros.problems import ProblemError, did_you_mean
from macros.units import in_words

Node = Any  # a float or one of the tuples above; nesting makes an exact type more trouble than help

OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
_NEAR = 1e-12  # ceil and floor forgive what floating point adds: 3.0000000000000004 machines are 3


def _power(base: float, exponent: float) -> float:
    result = base**exponent
    if isinstance(result, complex):
        raise ValueError("a negative number to a broken power")
    return float(result)


def _ceil(x: float) -> float:
    return float(math.ceil(x - abs(x) * _NEAR))


def _whole(seconds: float, unit: float) -> float:
    return _ceil(seconds / unit) * unit


def _extreme(choose: Callable[[tuple[float, ...]], float]) -> Callable[..., float]:
    """min or max that has no answer when one of its arguments has none, as in the browser."""
    return lambda *amounts: math.nan if any(map(math.isnan, amounts)) else choose(amounts)


FUNCTIONS: dict[str, Callable[..., float]] = {
    "ceil": _ceil,
    "floor": lambda x: float(math.floor(x + abs(x) * _NEAR)),
    "min": _extreme(min),
    "max": _extreme(max),
    "sqrt": math.sqrt,
    "log2": math.log2,
    "ln": math.log,
    "exp": math.exp,
    "z": NormalDist().inv_cdf,
    "count": lambda x: x,
    "whole_days": lambda x: _whole(x, 86_400.0),
    "whole_weeks": lambda x: _whole(x, 604_800.0),
}
_INTERNAL = ("z", "count", "whole_days", "whole_weeks")
_INFIX: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": _power,
}
_MANY = ("min", "max")
AUTHOR_FUNCTIONS = tuple(name for name in FUNCTIONS if name not in _INTERNAL)


@dataclass(frozen=True)
class Formula:
    """A parsed formula: its text, its tree, and the full names (`page.name`) of what it uses, in order."""

    text: str
    tree: Node
    names: tuple[str, ...]


def parse(text: str, page: str, internal: bool = False) -> Formula:
    """Parse `text`; plain names belong to `page`, dotted ones to other pages.

    Raises ProblemError `formula-syntax`, `formula-number`, `formula-function`. `internal` formulas (those this package
    writes itself, for experiments) may use any number and the normal quantile `z`.
    """
    try:
        node = _node(ast.parse(text.strip(), mode="eval").body, page, internal)
        names = tuple(dict.fromkeys(names_in(node)))
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError) as error:
        shown = text if len(text) <= 80 else f"{text[:77]}..."
        message = f"'{shown}' is not a formula: {getattr(error, 'msg', error)}"
        raise ProblemError("formula-syntax", message, "write it like qps_mean * peak / 2") from None
    return Formula(" ".join(text.split()), node, names)


def names_in(node: Node) -> Iterator[str]:
    """Full names used, left to right, repeats included."""
    if isinstance(node, tuple):
        if node[0] == "v":
            yield node[1]
        else:
            for part in node[1:]:
                yield from names_in(part)


def evaluate(node: Node, values: Mapping[str, float]) -> float:
    """The value in base units. Raises ProblemError `formula-value` when there is none (division by 0, log of 0)."""
    try:
        result = _evaluate(node, values)
    except (ArithmeticError, ValueError) as error:
        raise ProblemError("formula-value", f"the formula has no value: {error}") from None
    if not math.isfinite(result):
        raise ProblemError("formula-value", "the formula's value is not finite")
    return result


def dimension(node: Node, dimensions: Mapping[str, UnitsContainer]) -> UnitsContainer | None:
    """The dimension of a formula's value; None for 0, which goes with every dimension.

    Raises ProblemError `unit-mismatch`, which says both dimensions in words.
    """
    if isinstance(node, float):
        return None if node == 0 else UnitsContainer()
    head, *parts = node
    if head == "v":
        named: UnitsContainer = dimensions[parts[0]]
        return named
    found = [dimension(part, dimensions) for part in parts]
    if head in ("+", "-", *_MANY):
        return _same(head, found)
    if head in ("*", "/"):
        left, right = (part if part is not None else UnitsContainer() for part in found)
        product: UnitsContainer = left * right if head == "*" else left / right
        return product
    if head == "**":
        return _power_dimension(found[0], found[1], parts[1])
    if head == "neg":
        return found[0]
    return _function_dimension(head, found[0])


def _evaluate(node: Node, values: Mapping[str, float]) -> float:
    if isinstance(node, float):
        return node
    head, *parts = node
    if head == "v":
        return values[parts[0]]
    arguments = [_evaluate(part, values) for part in parts]
    if head == "neg":
        return -arguments[0]
    if head in _INFIX:
        return _INFIX[head](arguments[0], arguments[1])
    return FUNCTIONS[head](*arguments)


def _node(node: ast.expr, page: str, internal: bool) -> Node:
    match node:
        case ast.Constant(value=bool()) | ast.Constant(value=complex()):
            pass
        case ast.Constant(value=int() | float() as value) if math.isfinite(float(value)):
            return _constant(float(value), internal)
        case ast.Name(id=name):
            return ("v", f"{page}.{name}")
        case ast.Attribute(value=ast.Name(id=other), attr=name):
            return ("v", f"{other}.{name}")
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return (OPERATORS[type(op)], _node(left, page, internal), _node(right, page, internal))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _node(operand, page, internal)
            return -inner if isinstance(inner, float) else ("neg", inner)
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
            return _call(function, [_node(argument, page, internal) for argument in arguments], internal)
    message = f"'{ast.unparse(node)}' cannot stand in a formula"
    raise ProblemError("formula-syntax", message, f"use names, + - * / ** ( ) and {', '.join(AUTHOR_FUNCTIONS)}")


def _constant(value: float, internal: bool) -> float:
    is_power_of_ten = value > 0 and math.isclose(math.log10(value), round(math.log10(value)), abs_tol=1e-12)
    if internal or value in (0, 1, 2) or is_power_of_ten:
        return value
    message = f"{value:g} stands in a formula without a name or reason"
    raise ProblemError("formula-number", message, "declare it as a given with a label and a reason, and use its name")


def _call(function: str, arguments: list[Node], internal: bool) -> Node:
    known = FUNCTIONS if internal else AUTHOR_FUNCTIONS
    if function not in known:
        raise ProblemError("formula-function", f"no function '{function}'", did_you_mean(function, known))
    if (function in _MANY and len(arguments) < 2) or (function not in _MANY and len(arguments) != 1):
        wanted = "two or more values" if function in _MANY else "one value"
        raise ProblemError("formula-function", f"{function}() takes {wanted}, found {len(arguments)}")
    return (function, *arguments)


def _same(head: str, found: list[UnitsContainer | None]) -> UnitsContainer | None:
    known = [dimension for dimension in found if dimension is not None]
    for other in known[1:]:
        if other != known[0]:
            verb = {"+": "add", "-": "subtract"}.get(head, f"compare in {head}()")
            message = f"cannot {verb} {in_words(known[0])} and {in_words(other)}"
            raise ProblemError("unit-mismatch", message, "a factor is missing, or one of the units is wrong")
    return known[0] if known else None


def _power_dimension(base: UnitsContainer | None, exponent: UnitsContainer | None, node: Node) -> UnitsContainer:
    if exponent:
        raise ProblemError("unit-mismatch", f"an exponent must be a plain number, not {in_words(exponent)}")
    if not base:
        return UnitsContainer()
    if not isinstance(node, float):
        message = f"{in_words(base)} can only be raised to a number written in the formula"
        raise ProblemError("unit-mismatch", message)
    raised: UnitsContainer = base**node
    return raised


def _function_dimension(function: str, argument: UnitsContainer | None) -> UnitsContainer:
    argument = argument if argument is not None else UnitsContainer()
    if function == "sqrt":
        root: UnitsContainer = argument**0.5
        return root
    if function.startswith("whole_"):
        return argument
    counted = not any(name in _MEASURED for name in argument)
    if function in ("ceil", "floor") and counted:
        return argument
    if function in ("log2", "ln", "count") and counted:
        return UnitsContainer()
    if argument:
        message = f"{function}() takes a plain number" + ("" if function in ("exp", "z") else " or a count")
        hint = "divide by one of its unit first"
        raise ProblemError("unit-mismatch", f"{message}, not {in_words(argument)}", hint)
    return UnitsContainer()


_MEASURED = ("[time]", "[data]", "[computation]", "[money]", "[energy]")
