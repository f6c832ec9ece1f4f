"""The data chapter's label join, smoothing and leaking counter."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from macros.worked.prepare_data import REQUEST, running_rates, smoothed, training_labels
from tests.worked.page_tables import cells


@pytest.mark.parametrize("place", range(1, 7))
def test_request_in_the_text_is_the_one_counted(place: int) -> None:
    card = REQUEST[place - 1]
    recipe, seen, added, becomes = cells("docs/framework/prepare-data.md", str(place))
    assert card.recipe in recipe
    assert (seen, added) == ("yes" if card.seen else "no", "yes" if card.added else "no")
    assert becomes == (f"a row with label {int(card.added)}" if card.seen else "no row")


def test_only_seen_cards_make_rows() -> None:
    assert training_labels(REQUEST) == [1, 0, 0, 0]


@pytest.mark.parametrize(("adds", "seen"), [(3, 40), (200, 40_000), (0, 0)])
def test_smoothed_rate_is_the_posterior_mean_of_a_beta_prior(adds: int, seen: int) -> None:
    prior = stats.beta(0.004 * 500 + adds, (1 - 0.004) * 500 + seen - adds)
    assert smoothed(adds, seen) == pytest.approx(prior.mean())


def test_running_rate_never_sees_its_own_row() -> None:
    labels = [0, 0, 0, 1]
    expected = [0.0, *(np.cumsum(labels)[:-1] / np.arange(1, 4))]
    assert running_rates(labels) == pytest.approx(expected)
