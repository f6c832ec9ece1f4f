from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pint.util import UnitsContainer

from macros.estimates.formulas import Node, dimension, evaluate, parse
from macros.problems import ProblemError
from macros.units import parse_unit, registry

UNITS = {
    "p.users": "user",
    "p.rate": "view/user/day",
    "p.size": "GB",
    "p.t": "ms",
    "p.share": "%",
    "p.machines": "machine",
}
DIMENSIONS = {name: parse_unit(unit).dimension for name, unit in UNITS.items()}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a + b * 2", 14.0),
        ("(a + b) * 2", 18.0),
        ("-a ** 2", -16.0),
        ("a / b", 0.8),
        ("ceil(a / b)", 1.0),
        ("floor(b / a)", 1.0),
        ("min(a, b, 2)", 2.0),
        ("max(a, b)", 5.0),
        ("sqrt(a)", 2.0),
        ("log2(a * 2)", 3.0),
        ("ln(exp(a))", 4.0),
        ("a * 1000", 4000.0),
        ("ceil((a / 10 + b / 10) / (a / 10))", 3.0),
        ("1e-3 * a", 0.004),
    ],
)
def test_formulas_evaluate_as_python_does(text: str, result: float) -> None:
    assert evaluate(parse(text, "p").tree, {"p.a": 4.0, "p.b": 5.0}) == pytest.approx(result, rel=1e-15)


def test_ceil_forgives_what_floating_point_adds() -> None:
    assert evaluate(parse("ceil(a / b)", "p").tree, {"p.a": 0.3 * 3, "p.b": 0.3}) == 3
    assert evaluate(parse("floor(a / b)", "p").tree, {"p.a": 0.3, "p.b": 0.1}) == 3


@pytest.mark.parametrize(
    "text", ["a if b else c", "a.b.c", "a[0]", "lambda: 1", "'x'", "True", "a @ b", "a < b", "f(*a)", "a % b", "1j"]
)
def test_anything_but_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(ProblemError, match="formula-syntax"):
        parse(text, "p")


@pytest.mark.parametrize("text", ["a * 3", "a / 86400", "a + 0.5", "a * 2.5"])
def test_a_number_without_a_name_is_refused(text: str) -> None:
    with pytest.raises(ProblemError, match="formula-number"):
        parse(text, "p")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("z(a)", "no function"),
        ("cel(a)", "did you mean 'ceil'"),
        ("min(a)", "two or more"),
        ("sqrt(a, b)", "one value"),
    ],
)
def test_functions_are_known_and_get_as_many_values_as_they_take(text: str, says: str) -> None:
    with pytest.raises(ProblemError, match=says):
        parse(text, "p")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("users * rate", "view/s"),
        ("size / users", "B/user"),
        ("1 + share", ""),
        ("0 + size", "B"),
        ("log2(users)", ""),
        ("ceil(machines)", "machine"),
        ("sqrt(size ** 2)", "B"),
        ("max(0, t)", "s"),
        ("size * share / 2", "B"),
        ("exp(-t / t)", ""),
        ("t ** -1", "1/s"),
    ],
)
def test_dimensions_follow_the_arithmetic(text: str, unit: str) -> None:
    assert dimension(parse(text, "p").tree, DIMENSIONS) == parse_unit(unit).dimension


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("users + size", "cannot add users and data"),
        ("t - 1", "cannot subtract time and a plain number"),
        ("min(t, size)", r"cannot compare in min\(\) time and data"),
        ("2 ** t", "exponent must be a plain number, not time"),
        ("t ** share", "can only be raised to a number written"),
        ("ceil(t)", r"ceil\(\) takes a plain number or a count, not time"),
        ("exp(users)", "a plain number, not users"),
        ("ln(size)", "not data"),
    ],
)
def test_a_mismatch_says_both_dimensions_in_words(text: str, says: str) -> None:
    with pytest.raises(ProblemError, match=says):
        dimension(parse(text, "p").tree, DIMENSIONS)


def _trees() -> st.SearchStrategy[str]:
    leaf = st.sampled_from(["users", "size", "t", "machines"])
    return st.recursive(
        leaf, lambda inner: st.tuples(inner, st.sampled_from("*/"), inner).map(lambda p: f"({''.join(p)})")
    )


@given(_trees(), st.lists(st.floats(0.5, 1e6), min_size=4, max_size=4))
def test_floats_in_base_units_and_dimensions_agree_with_pints_own_quantities(text: str, numbers: list[float]) -> None:
    names = ["users", "size", "t", "machines"]
    units = {name: parse_unit(UNITS[f"p.{name}"]) for name in names}
    made = registry()
    quantities = {name: made.Quantity(number, units[name].pint) for name, number in zip(names, numbers, strict=True)}
    expected = eval(text, {}, dict(quantities)).to_base_units()
    tree: Node = parse(text, "p").tree
    base = {f"p.{name}": number * units[name].scale for name, number in zip(names, numbers, strict=True)}
    assert math.isclose(evaluate(tree, base), expected.magnitude, rel_tol=1e-9)
    assert (dimension(tree, DIMENSIONS) or UnitsContainer()) == expected.dimensionality


@pytest.mark.parametrize("function", ["min", "max"])
@pytest.mark.parametrize("amounts", [(1.0, math.nan), (math.nan, 1.0)])
def test_an_extreme_of_something_unknown_is_refused(function: str, amounts: tuple[float, float]) -> None:
    formula = parse(f"{function}(a, b)", "page")
    with pytest.raises(ProblemError, match="not finite"):
        evaluate(formula.tree, dict(zip(("page.a", "page.b"), amounts, strict=True)))
