from __future__ import annotations

import pytest

from macros.problems import ProblemError
from macros.quantity import parse_quantity, show, show_quantity, style_of
from macros.unit_names import known_names, nouns
from macros.units import in_words, parse_unit, registry

READ = {
    "500 M user": (5e8, "500 M users"),
    "500M users": (5e8, "500 M users"),
    "2 bn item": (2e9, "2 bn items"),
    "7 billion parameter": (7e9, "7 bn parameters"),
    "1 user": (1, "1 user"),
    "4 session/user/day": (4 / 86400, "4 sessions/user/day"),
    "3 %": (0.03, "3 %"),
    "2.5": (2.5, "2.5"),
    "1e9 event": (1e9, "1 bn events"),
    "86,400 s": (86400, "86,400 s"),
    "100 ms": (0.1, "100 ms"),
    "16 us": (16e-6, "16 µs"),
    "30 day": (30 * 86400, "30 days"),
    "1 month": (30 * 86400, "1 month"),
    "256 GB": (256e9, "256 GB"),
    "1 GiB": (2**30, "1 GiB"),
    "25 Gbit/s": (25e9 / 8, "25 Gbit/s"),
    "65536 row": (65536, "65,536 rows"),
    "0.80 USD/gpu/h": (0.8 / 3600, "$0.80/GPU/h"),
    "$1,200/month": (1200 / (30 * 86400), "$1,200/month"),
    "-5 user": (-5, "−5 users"),
    "312 TFLOP/s": (312e12, "312 TFLOP/s"),
    "6 × 10^9 token": (6e9, "6 bn tokens"),
    "3 queries/s": (3, "3 queries/s"),
}


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_a_quantity_is_read_and_shown_as_it_was_written(text: str, expected: tuple[float, str]) -> None:
    quantity = parse_quantity(text)
    assert quantity.base == pytest.approx(expected[0], rel=1e-12)
    assert show_quantity(quantity) == expected[1]


@pytest.mark.parametrize("text", ["", "user", "many users", "--3", "1.2.3", "3 usr", "5 B B", "3 user per day"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ProblemError, match=r"quantity-form|unit-unknown|unit-form"):
        parse_quantity(text)


SHOWN = [
    (23148.1, "request/s", "23.1 k requests/s"),
    (999_600, "user", "1 M users"),
    (9_996, "user", "10 k users"),
    (9_994, "user", "9,990 users"),
    (1e16, "user", "1 × 10¹⁶ users"),
    (0.00001234, "", "1.23 × 10⁻⁵"),
    (1.005e9, "query", "1.01 bn queries"),
    (25.6e9, "GB", "25.6 GB"),
    (2e7, "GB", "20 MB"),
    (256e12, "GB", "256 TB"),
    (0.0123, "s", "12.3 ms"),
    (30 * 86400, "s", "30 days"),
    (0.5, "s", "0.5 s"),
    (1.2e6 / 2592000, "USD/month", "$1.2 M/month"),
    (12.5, "USD", "$12.50"),
    (12.0, "USD", "$12"),
    (0.023, "USD", "$0.023"),
    (0.034, "%", "3.4 %"),
    (150.0, "%", "15,000 %"),
    (0.0, "s", "0 s"),
    (1.0, "machine", "1 machine"),
    (float("nan"), "user", "n/a"),
    (float("inf"), "user", "n/a"),
    (2.5, "", "2.5"),
    (1.125, "", "1.13"),
    (1.0, "1/day", "86,400/day"),
]


@pytest.mark.parametrize(("base", "unit", "text"), SHOWN)
def test_a_computed_value_is_rounded_scaled_and_named(base: float, unit: str, text: str) -> None:
    assert show(base, style_of(parse_unit(unit))) == text


def test_digits_are_significant_digits() -> None:
    assert show(123_456, style_of(parse_unit("user"), 5)) == "123.46 k users"
    assert show(123_456, style_of(parse_unit("user"), 1)) == "100 k users"


@pytest.mark.parametrize(("unit", "hint"), [("requst/s", "request"), ("usr", "user"), ("mss", "ms")])
def test_an_unknown_unit_names_the_nearest(unit: str, hint: str) -> None:
    with pytest.raises(ProblemError, match=f"did you mean '{hint}'"):
        parse_unit(unit)


def test_an_unknown_noun_says_where_nouns_are_listed() -> None:
    with pytest.raises(ProblemError, match=r"macros/data/units\.yml"):
        parse_unit("xyzzy")


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("request/s", "requests per time"),
        ("%", "a plain number"),
        ("GB/user", "data per user"),
        ("USD/gpu/h", "money per GPU per time"),
        ("1/day", "number per time"),
        ("gpu*h", "GPUs × time"),
        ("s^2", "time²"),
    ],
)
def test_dimensions_are_said_in_words(unit: str, words: str) -> None:
    assert in_words(parse_unit(unit).dimension) == words


def test_scales_and_dimensions_are_those_of_the_registry() -> None:
    for name in known_names():
        unit = parse_unit(name)
        assert registry().Quantity(1, unit.pint).to_base_units().magnitude == pytest.approx(unit.scale, rel=1e-12), name


def test_no_counted_thing_has_the_name_of_a_measured_unit() -> None:
    assert len({unit.dimension for unit in map(parse_unit, nouns())}) == len(nouns())


def test_decimal_and_binary_bytes_differ() -> None:
    assert parse_quantity("1 GiB").base - parse_quantity("1 GB").base == 2**30 - 10**9
