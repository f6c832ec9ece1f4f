from __future__ import annotations

import pytest

from macros.estimates import fill, find, placeholders, unused_assumptions
from macros.numbers import read_numbers
from macros.problems import ProblemError
from macros.source import parse_yaml
from tests.estimates.conftest import PAGE, Resolve, given, group


def test_values_are_computed_in_dependency_order_whatever_the_order_written(resolve: Resolve) -> None:
    pages, problems = resolve(PAGE)
    values = pages["page"].values
    assert not problems
    assert values["qps_mean"].text == "23.1 k requests/s"
    assert values["qps_peak"].text == "57.9 k requests/s"
    assert values["machines"].text == "83 machines"


def test_a_formula_uses_another_pages_value_by_its_name_with_underscores(resolve: Resolve) -> None:
    other = group(
        "daily: {formula: video_recommendation.mau * rate, unit: view/day, label: x}", given("rate", "2 view/user/day")
    )
    pages, problems = resolve({"news-feed": other, "video-recommendation": group(given("mau", "500 M user"))})
    assert not problems
    assert pages["news-feed"].values["daily"].text == "1 bn views/day"


def test_a_number_to_know_is_a_given_with_its_own_origin(resolve: Resolve) -> None:
    text = "prices:\n  gpu_hour: {value: 0.80 USD/gpu/h, label: GPU hour, from: assumption, why: w, date: 2026-11}\n"
    numbers, _ = read_numbers(parse_yaml(text, "numbers.yml")[0])
    pages, problems = resolve(
        group(
            "price: {number: gpu_hour}",
            given("n", "10 gpu"),
            "cost: {formula: price * n, unit: USD/month, label: Cost}",
        ),
        numbers,
    )
    assert not problems
    assert pages["page"].values["price"].text == "$0.80/GPU/h"
    assert pages["page"].values["price"].label == "GPU hour"
    assert pages["page"].values["cost"].text == "$5,760/month"


MISTAKES = {
    "an undefined name": ("x: {formula: mua * 2, label: x}", "estimate-unknown", "did you mean 'mau'?"),
    "another page's name without the page": (
        "x: {formula: alien, label: x}",
        "estimate-unknown",
        "did you mean 'other.alien'?",
    ),
    "an unknown page": ("x: {formula: othr.alien, label: x}", "estimate-unknown", "did you mean 'other'?"),
    "unlike things added": (
        "x: {formula: mau + rate, unit: user, label: x}",
        "unit-mismatch",
        "cannot add users and views per time per user",
    ),
    "a result in the wrong unit": (
        "x: {formula: mau * rate, unit: GB, label: x}",
        "unit-mismatch",
        "gives views per time, but unit 'GB' is data",
    ),
    "an unknown unit": ("x: {given: 3 usr, label: x, from: question}", "unit-unknown", "did you mean 'user'?"),
    "no quantity": ("x: {given: many, label: x, from: question}", "quantity-form", "'many' is not a quantity"),
    "an assumption without a reason": ("x: {given: 3, label: x, from: assumption}", "yaml-value", "needs 'why'"),
    "an unknown citation": (
        "x: {given: 3, label: x, from: covingtn2016}",
        "reference-unknown",
        "did you mean 'covington2016'?",
    ),
    "an unnamed number": ("x: {formula: mau * 86400, unit: user, label: x}", "formula-number", "declare it as a given"),
    "two kinds": ("x: {given: 3, formula: mau, label: x}", "estimate-form", "found given and formula"),
    "no kind": ("x: {label: x}", "estimate-form", "found none"),
    "an unknown key": ("x: {given: 3, label: x, from: question, whyy: no}", "yaml-unknown-key", "did you mean 'why'?"),
    "an unknown number to know": ("x: {number: gpu}", "number-unknown", "no number 'gpu'"),
    "no mapping": ("x: 500 M user", "estimate-form", "is not a mapping"),
    "a name that is a function": ("min: {given: 3, label: x, from: question}", "estimate-name", "'min'"),
    "division by zero": ("x: {formula: mau / (mau - mau), label: x}", "formula-value", "division by zero"),
    "code": ("x: {formula: \"open('x')\", label: x}", "formula-syntax", "cannot stand in a formula"),
    "broken syntax": ("x: {formula: mau *, label: x}", "formula-syntax", "is not a formula"),
    "a name twice": ("mau: {given: 3, label: x, from: question}", "estimate-duplicate", "the first is on line 4"),
    "a bound in another unit": (
        "x: {given: 3 user, max: 5 GB, label: x, from: question}",
        "unit-mismatch",
        "max is in GB",
    ),
    "a literal in an experiment": ("x: {experiment: mean, sd: mau, alpha: 0.05, power: 0.8}", "yaml-", "x"),
}


@pytest.mark.parametrize(("entry", "code", "says"), MISTAKES.values(), ids=MISTAKES.keys())
def test_each_mistake_is_one_problem_at_its_line(resolve: Resolve, entry: str, code: str, says: str) -> None:
    text = group(given("mau", "500 M user"), given("rate", "2 view/user/day"))
    second = f"  h:\n    {entry}\n"
    _, problems = resolve({"page": text + second, "other": group(given("alien", "1"))}, citations={"covington2016"})
    assert problems
    assert {problem.line for problem in problems} == {7}
    assert problems[0].code.startswith(code)
    assert says in str(problems[0])


def test_a_circle_is_one_problem_that_names_it(resolve: Resolve) -> None:
    _, problems = resolve(group("a: {formula: b, label: x}", "b: {formula: c, label: x}", "c: {formula: a, label: x}"))
    assert [(p.line, p.code, p.message) for p in problems] == [
        (4, "estimate-cycle", "circular formulas: a -> b -> c -> a")
    ]


def test_what_depends_on_a_fault_is_not_a_second_fault(resolve: Resolve) -> None:
    _, problems = resolve(group("a: {given: 3 usr, label: x, from: question}", "b: {formula: a * 2, label: x}"))
    assert [p.line for p in problems] == [4]


def test_a_given_used_nowhere_is_reported_unless_a_text_uses_it(resolve: Resolve) -> None:
    pages, _ = resolve(
        {
            "a": group(
                given("here", "1"),
                given("there", "1"),
                given("formula", "1"),
                given("idle", "1"),
                "sum: {formula: formula, label: x}",
            ),
            "b": group(given("own", "1")),
        }
    )
    problems = unused_assumptions(pages, {"a": {"here"}, "b": {"a.there", "own"}})
    assert [(p.file, p.line, p.code) for p in problems] == [("docs/a.md", 7, "estimate-unused")]


def test_values_are_found_by_name_and_other_pages_by_slug(resolve: Resolve) -> None:
    pages, _ = resolve({"news-feed": group(given("mau", "2 bn user")), "home": group(given("x", "1 user"))})
    assert find(pages, "home", "x").html == '<span class="est" data-est="home.x">1 user</span>'
    assert find(pages, "home", "news-feed.mau").html == '<span class="est" data-est="news_feed.mau">2 bn users</span>'
    assert find(pages, "home", "news_feed.mau").text == "2 bn users"
    with pytest.raises(ProblemError, match="no estimate 'mua'"):
        find(pages, "home", "mua")
    with pytest.raises(ProblemError, match="did you mean 'news_feed'"):
        find(pages, "home", "news-fed.mau")


def test_placeholders_are_filled_as_text_or_live(resolve: Resolve) -> None:
    pages, _ = resolve({"news-feed": group(given("mau", "2 bn user")), "home": group(given("x", "1 user"))})
    text = "{x}, {est.x} of {news_feed.mau}"
    assert placeholders(text) == ["x", "x", "news_feed.mau"]
    assert fill(text, pages, "home") == "1 user, 1 user of 2 bn users"
    assert fill("{x}", pages, "home", lambda value: value.html) == find(pages, "home", "x").html
