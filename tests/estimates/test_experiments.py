"""The experiment arithmetic against scipy, computed another way: by searching for the size that has the power."""

from __future__ import annotations

import math

import pytest
from scipy.optimize import brentq
from scipy.stats import norm

from macros.estimates import PageEstimates, sample_size_html
from macros.problems import ProblemError
from tests.estimates.conftest import Resolve, given, group


def two_proportion_power(n: float, p1: float, p2: float, alpha: float) -> float:
    """Power of the pooled two-sided z test, from the distribution of the difference under both hypotheses."""
    pooled = (p1 + p2) / 2
    alike = math.sqrt(2 * pooled * (1 - pooled) / n)
    apart = math.sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / n)
    return float(norm.sf(norm.ppf(1 - alpha / 2) * alike, loc=abs(p2 - p1), scale=apart))


def two_mean_power(n: float, difference: float, sd: float, alpha: float) -> float:
    """Power of the two-sided z test for a difference of means, both tails."""
    shift = difference / (sd * math.sqrt(2 / n))
    edge = norm.ppf(1 - alpha / 2)
    return float(norm.sf(edge - shift) + norm.cdf(-edge - shift))


def experiment(resolve: Resolve, design: str, **givens: str) -> PageEstimates:
    entries = [given(name, value) for name, value in givens.items()]
    pages, problems = resolve(group(*entries, f"ab: {{experiment: {design}, unit: user}}"))
    assert not problems
    return pages["page"]


PROPORTION = "proportion, baseline: base, mde_relative: mde, alpha: alpha, power: power, traffic: traffic"


@pytest.mark.parametrize("base", [0.02, 0.3, 0.5])
@pytest.mark.parametrize("mde", [0.01, 0.1, -0.05])
@pytest.mark.parametrize(("alpha", "power"), [(0.05, 0.8), (0.01, 0.95)])
def test_the_size_for_proportions_has_just_the_power(
    resolve: Resolve, base: float, mde: float, alpha: float, power: float
) -> None:
    page = experiment(
        resolve, PROPORTION, base=str(base), mde=str(mde), alpha=str(alpha), power=str(power), traffic="1 M user/day"
    )
    n = page.values["ab_n_per_arm"].base
    expected = brentq(lambda size: two_proportion_power(size, base, base * (1 + mde), alpha) - power, 1, 1e12)
    assert n == math.ceil(expected)


def test_the_size_for_proportions_is_that_of_rs_power_prop_test(resolve: Resolve) -> None:
    # power.prop.test(p1 = .50, p2 = .75, power = .90) gives n = 76.7, in R's own documentation.
    page = experiment(
        resolve,
        "proportion, baseline: base, mde_absolute: mde, alpha: alpha, power: power",
        base="0.5",
        mde="0.25",
        alpha="0.05",
        power="0.9",
    )
    assert page.values["ab_n_per_arm"].base == 77


@pytest.mark.parametrize(("sd", "mde"), [(1.0, 0.02), (55.8, 0.24), (3.0, 1.0)])
def test_the_size_for_means_has_just_the_power(resolve: Resolve, sd: float, mde: float) -> None:
    page = experiment(
        resolve,
        "mean, sd: sd, mde_absolute: mde, alpha: alpha, power: power",
        sd=f"{sd} min",
        mde=f"{mde} min",
        alpha="0.05",
        power="0.8",
    )
    expected = brentq(lambda size: two_mean_power(size, mde, sd, 0.05) - 0.8, 1, 1e12)
    # The formula leaves out the chance of significance in the wrong direction, about one in a million here.
    assert expected <= page.values["ab_n_per_arm"].base <= expected * (1 + 1e-5) + 1


def test_the_duration_is_whole_days_and_whole_weeks_of_the_traffic_that_takes_part(resolve: Resolve) -> None:
    page = experiment(
        resolve,
        PROPORTION + ", share: share, arms: arms",
        base="0.1",
        mde="0.05",
        alpha="0.05",
        power="0.8",
        traffic="100 k user/day",
        share="20 %",
        arms="3",
    )
    n = page.values["ab_n_per_arm"].base
    days = math.ceil(3 * n / 20_000)
    assert page.values["ab_n_total"].base == 3 * n
    assert page.values["ab_days"].base / 86_400 == days
    assert page.values["ab_weeks"].base / 86_400 == 7 * math.ceil(days / 7)


@pytest.mark.parametrize("kind", ["mean", "proportion"])
def test_a_given_duration_gives_the_smallest_effect_that_its_traffic_detects(resolve: Resolve, kind: str) -> None:
    scale = "sd: sd" if kind == "mean" else "baseline: sd"
    page = experiment(
        resolve,
        f"{kind}, {scale}, days: days, alpha: alpha, power: power, traffic: traffic",
        sd="0.2",
        days="14 day",
        alpha="0.05",
        power="0.8",
        traffic="10 k user/day",
    )
    n, mde = page.values["ab_n_per_arm"].base, page.values["ab_mde"].base
    assert n == 70_000
    sd = 0.2 if kind == "mean" else math.sqrt(0.2 * 0.8)
    expected = brentq(lambda d: two_mean_power(n, d, sd, 0.05) - 0.8, 1e-6, 1)
    assert mde == pytest.approx(expected, rel=1e-4)


def test_values_carry_units_so_that_a_session_is_not_taken_for_a_user(resolve: Resolve) -> None:
    entries = [
        given("base", "0.1"),
        given("mde", "0.1"),
        given("alpha", "0.05"),
        given("power", "0.8"),
        given("traffic", "5 session/day"),
    ]
    _, problems = resolve(group(*entries, f"ab: {{experiment: {PROPORTION}, unit: user}}"))
    assert {problem.code for problem in problems} == {"unit-mismatch"}


@pytest.mark.parametrize(
    ("design", "says"),
    [
        ("proportion, mde_relative: mde, alpha: alpha, power: power", "needs baseline"),
        ("mean, mde_absolute: mde, alpha: alpha, power: power", "needs sd"),
        ("mean, sd: sd, mde_relative: mde, alpha: alpha, power: power", "needs baseline"),
        ("mean, sd: sd, alpha: alpha, power: power", "found none of them"),
        (
            "mean, sd: sd, mde_absolute: mde, days: days, traffic: t, alpha: alpha, power: power",
            "mde_absolute and days",
        ),
        ("mean, sd: sd, days: days, alpha: alpha, power: power", "needs traffic"),
    ],
)
def test_a_design_that_lacks_something_says_what(resolve: Resolve, design: str, says: str) -> None:
    _, problems = resolve(group(f"ab: {{experiment: {design}, unit: user}}"))
    assert [problem.code for problem in problems] == ["experiment-incomplete"]
    assert says in problems[0].message


def test_the_sentence_names_size_effect_and_duration(resolve: Resolve) -> None:
    page = experiment(resolve, PROPORTION, base="10 %", mde="5 %", alpha="5 %", power="80 %", traffic="1 M user/day")
    html = sample_size_html({"page": page}, "page", "ab")
    assert f"{page.values['ab_n_per_arm'].html} in each arm detect a difference of" in html
    assert page.values["ab_days"].html in html
    with pytest.raises(ProblemError, match="did you mean 'ab'"):
        sample_size_html({"page": page}, "page", "abb")
