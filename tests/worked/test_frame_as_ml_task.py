"""The counts of the framing chapter: the table in the text is the one the rates are computed from."""

from __future__ import annotations

import numpy as np
import pytest

from macros.worked.frame_as_ml_task import RECIPES, WORKED, add_rate, order_rate, order_through
from tests.worked.page_tables import cells

NAMES = {"Chocolate fondant": "fondant", "Sunday beef stew": "stew", "Red lentil dal": "dal"}


@pytest.mark.parametrize("shown", NAMES)
def test_table_in_the_text_shows_the_counts(shown: str) -> None:
    counts = RECIPES[NAMES[shown]]
    row = cells("docs/framework/frame-as-ml-task.md", shown)
    assert row == [str(n) for n in (counts.opened, counts.seconds, counts.added, counts.ordered)]


def test_order_rate_is_orders_over_seen_cards() -> None:
    seen, ordered = (np.array([getattr(c, field) for c in RECIPES.values()]) for field in ("seen", "ordered"))
    assert [order_rate(name) for name in RECIPES] == pytest.approx(ordered / seen)


def test_factors_multiply_to_the_goal() -> None:
    assert all(order_rate(n) == pytest.approx(add_rate(n) * order_through(n)) for n in RECIPES)


def test_each_objective_has_the_leader_that_the_text_names() -> None:
    leaders = {
        field: max(RECIPES, key=lambda n: getattr(RECIPES[n], field)) for field in ("opened", "seconds", "added")
    }
    assert leaders == {"opened": "fondant", "seconds": "stew", "added": "dal"}
    assert str(WORKED["orders_per_open_dal_over_fondant"]) == "18"
