"""The browser's arithmetic against Python's: the same formulas, the same numbers, the same text."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from macros.estimates import resolve_all
from macros.estimates.formulas import evaluate, parse
from macros.estimates.model import Value
from macros.estimates.render import value_json
from macros.library import load
from macros.quantity import Style, parse_quantity, show, style_of
from macros.source import parse_yaml
from macros.unit_names import known_names
from macros.units import parse_unit
from tests.estimates.scenario import as_page_data, computed, in_order, values_of

ROOT = Path(__file__).parents[2]
UNITS = ["", "user", "request/s", "session/user/day", "GB", "B/value", "GiB", "ms", "day", "%", "USD/month", "USD",
    "USD/gpu/h", "GB/day", "1/day", "FLOP", "TFLOP/s", "Gbit/s", "gpu*h", "query"]  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Iterator[MiniRacer]:
    racer = MiniRacer()
    racer.eval((ROOT / "docs/assets/estimates-engine.js").read_text("utf-8"))
    yield racer
    racer.close()


def call(engine: MiniRacer, function: str, *arguments: Any) -> Any:
    return engine.call(f"mlsdEstimates.{function}", *arguments)


def call_all(engine: MiniRacer, function: str, rows: list[list[Any]]) -> list[Any]:
    """Many calls in one, as text, so that NaN and infinity survive as null."""
    each = f"JSON.parse(rows).map(row => mlsdEstimates.{function}(...row))"
    return json.loads(engine.call(f"(rows => JSON.stringify({each}))", json.dumps(rows)))


@pytest.fixture(scope="module")
def values() -> dict[str, Value]:
    """Every estimate of the guide."""
    return values_of(load(ROOT).estimates)


def random_bases(values: dict[str, Value], seed: int) -> dict[str, float]:
    """A random amount for each given, up to three times smaller or larger."""
    chance = random.Random(seed)
    return {value.key: value.base * math.exp(chance.uniform(-1.1, 1.1)) for value in values.values() if value.given}


@pytest.mark.parametrize("seed", range(20))
def test_every_formula_of_the_guide_gives_the_same_in_python_and_in_the_browser(
    engine: MiniRacer, values: dict[str, Value], seed: int
) -> None:
    changes = random_bases(values, seed)
    expected = computed(values, changes)
    found = call_all(engine, "compute", [[as_page_data(in_order(values)), changes]])[0]
    assert found.keys() == expected.keys()
    for key, amount in expected.items():
        if math.isnan(amount):
            assert found[key] is None, key
        else:
            assert math.isclose(found[key], amount, rel_tol=1e-9), key


def test_every_value_of_the_guide_reads_the_same_in_python_and_in_the_browser(
    engine: MiniRacer, values: dict[str, Value]
) -> None:
    texts = call_all(engine, "show", [[value.base, value.style.as_json()] for value in values.values()])
    assert texts == [value.text for value in values.values()]


def test_every_function_is_known_to_both(engine: MiniRacer) -> None:
    inputs = [0.01, 0.2, 0.5, 0.8, 0.999, 1 - 1e-9, 1e-12]
    for name in ("ceil", "floor", "sqrt", "log2", "ln", "exp", "z", "whole_days", "whole_weeks", "count"):
        tree = parse(f"{name}(x)", "p", internal=True).tree
        for x in inputs:
            assert math.isclose(call(engine, "evaluate", tree, {"p.x": x}), evaluate(tree, {"p.x": x}), rel_tol=1e-12)
    for text in ("min(x, y)", "max(x, y, 1)", "x - y * 2", "-x / y", "x ** y", "(x + y) ** 2"):
        tree = parse(text, "p").tree
        bases = {"p.x": 1.75, "p.y": 3.5}
        assert call(engine, "evaluate", tree, bases) == pytest.approx(evaluate(tree, bases), rel=1e-15)


STYLES = st.builds(style_of, st.sampled_from([parse_unit(unit) for unit in UNITS]),
    st.none() | st.integers(1, 12), st.booleans())  # fmt: skip
# Mostly amounts of few digits about where the way of showing changes, in the unit itself; some of any size.
NEAR = st.builds(lambda n, e: n * 10.0**e, st.integers(-10_100, 10_100), st.integers(-8, 13))
ANY = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e25, max_value=1e25)
CASES = st.one_of(
    st.builds(lambda x, style: (x * style.unit.scale, style), NEAR, STYLES),
    st.tuples(NEAR, STYLES),
    st.tuples(ANY, STYLES),
)
EDGES = [
    0.1,
    0.09996,
    1,
    9_400,
    9_995,
    9_999.4,
    10_000,
    12_340,
    12_345,
    123_456,
    999_950,
    999_949,
    1e6,
    1.2345e6,
    1e15,
    9.9e14,
    1e-4,
    9.99e-5,
    2.5,
    1.125,
    0.5,
    12.5,
]


@pytest.mark.parametrize("unit", UNITS)
def test_amounts_at_the_edges_are_shown_alike(engine: MiniRacer, unit: str) -> None:
    found = parse_unit(unit)
    styles = [style_of(found, digits, fixed) for digits in (None, 1, 2, 3, 4, 5, 12) for fixed in (False, True)]
    cases = [(sign * x * found.scale, style) for x in EDGES for sign in (1, -1) for style in styles]
    assert call_all(engine, "show", [[base, style.as_json()] for base, style in cases]) == [
        show(*case) for case in cases
    ]


@settings(max_examples=50, deadline=None)
@given(cases=st.lists(CASES, min_size=40, max_size=80))
def test_any_amount_is_shown_alike(engine: MiniRacer, cases: list[tuple[float, Style]]) -> None:
    shown = call_all(engine, "show", [[base, style.as_json()] for base, style in cases])
    assert shown == [show(base, style) for base, style in cases]


@pytest.mark.parametrize(
    ("unit", "typed", "means"),
    [
        ("user", "500 M", "500 M user"), ("user", "1e9", "1e9 user"), ("user", "2 bn users", "2 bn user"),
        ("user", "2B", "2 bn user"), ("user", "1,250", "1250 user"), ("%", "40 %", "40 %"), ("%", "40", "40 %"),
        ("ms", "0.2 s", "0.2 s"), ("ms", "100", "100 ms"), ("GB", "3 TB", "3 TB"), ("GB", "3tb", "3 TB"),
        ("USD/gpu/h", "$0.80", "0.8 USD/gpu/h"), ("USD/gpu/h", "1.20/GPU/h", "1.2 USD/gpu/h"),
        ("session/user/day", "4 sessions/user/day", "4 session/user/day"), ("", "2.5", "2.5"), ("B", "7 kB", "7 kB"),
        ("user", "-5", "-5 user"), ("user", "5 million", "5 M user"),
    ],
)  # fmt: skip
def test_what_a_reader_types_is_read(engine: MiniRacer, unit: str, typed: str, means: str) -> None:
    value = given_in(unit)
    assert call(engine, "read", typed, value) == pytest.approx(parse_quantity(means).base, rel=1e-12)


NONSENSE = [("user", "many"), ("user", ""), ("user", "5 GB"), ("ms", "5 x"), ("", "1.2.3"), ("GB", "5 M M")]


@pytest.mark.parametrize(("unit", "typed"), NONSENSE)
def test_what_makes_no_sense_is_not_guessed(engine: MiniRacer, unit: str, typed: str) -> None:
    assert call_all(engine, "read", [[typed, given_in(unit)]]) == [None]


def test_what_is_shown_can_be_read_back(engine: MiniRacer) -> None:
    for unit in known_names():
        value = given_in(unit)
        for amount in (1.0, 12.5, 40_000.0, 7.25e8):
            base = amount * parse_unit(unit).scale
            text = call(engine, "show", base, value["style"])
            assert call(engine, "read", text, value) == pytest.approx(base, rel=1e-9), (unit, text)


def given_in(unit: str) -> dict[str, Any]:
    text = f"estimates: {{g: {{x: {{given: '3 {unit}', label: x, from: question}}}}}}"
    pages, problems = resolve_all({"p": parse_yaml(text, "p.md")[0]}, {})
    assert not problems
    return value_json(pages["p"].values["x"])
