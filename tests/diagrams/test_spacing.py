"""The solver that keeps things apart in a text drawing, against random rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.diagrams.spacing import Spacing

Rule = tuple[int, int, int]


@st.composite
def rules(draw: st.DrawFn) -> tuple[list[float], list[Rule]]:
    """Wishes for some places, and rules that always lead from a lower number to a higher one."""
    wishes = draw(st.lists(st.floats(0, 60), min_size=2, max_size=9))
    pairs = [(a, b) for a in range(len(wishes)) for b in range(a + 1, len(wishes))]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True))
    return wishes, [(a, b, draw(st.integers(0, 9))) for a, b in chosen]


def made(wishes: list[float], chosen: list[Rule]) -> Spacing:
    spacing = Spacing()
    for wish in wishes:
        spacing.place(wish)
    for first, second, gap in chosen:
        spacing.apart(first, second, gap)
    return spacing


@given(rules())
def test_every_rule_holds(given_rules: tuple[list[float], list[Rule]]) -> None:
    wishes, chosen = given_rules
    places = made(wishes, chosen).solve()
    assert all(places[second] >= places[first] + gap for first, second, gap in chosen)
    assert min(places) == 0


@given(rules(), st.integers(1, 40))
def test_every_rule_holds_when_made_narrow(given_rules: tuple[list[float], list[Rule]], limit: int) -> None:
    wishes, chosen = given_rules
    spacing = made(wishes, chosen)
    places = spacing.narrowest(limit, spacing.solve())
    assert all(places[second] >= places[first] + gap for first, second, gap in chosen)
    assert min(places) >= 0


def test_narrow_means_within_the_limit_where_the_rules_allow_it() -> None:
    spacing = made([0, 50, 90], [(0, 1, 5), (1, 2, 5)])
    assert spacing.narrowest(20, [0, 50, 90])[-1] == 20


def test_room_that_no_rule_needs_is_squeezed_out() -> None:
    assert made([3, 40, 80], [(0, 1, 4), (1, 2, 6)]).solve() == [0, 4, 10]


def test_what_is_needed_in_one_place_is_not_squeezed_out_in_another() -> None:
    assert made([0, 10, 30], [(0, 1, 4), (0, 2, 30)]).solve() == [0, 10, 30]


def test_a_preference_holds_unless_it_contradicts_a_rule() -> None:
    stiff, torn = made([0, 20], [(0, 1, 4)]), made([0, 20], [(0, 1, 9)])
    stiff.prefer(1, 0, -4)
    torn.prefer(1, 0, -4)
    assert (stiff.solve(), torn.solve()) == ([0, 4], [0, 9])


def test_rules_in_a_circle_are_refused() -> None:
    spacing = made([0, 0], [(0, 1, 2)])
    spacing.apart(1, 0, 2)
    with pytest.raises(ValueError, match="contradict"):
        spacing.solve()
