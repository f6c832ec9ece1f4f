"""The stability index of the monitoring chapter: the symmetrised relative entropy, as scipy computes it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import entropy

from macros.worked.monitor_and_improve import BROKEN, DECEMBER, TRAINING, noise_against_mean, psi_terms
from tests.worked.page_tables import cells

BUCKET_NAMES = ("one or two", "three or four", "five or six", "seven or more")


@pytest.mark.parametrize("shares", [DECEMBER, BROKEN])
def test_index_is_relative_entropy_both_ways(shares: tuple[float, ...]) -> None:
    assert sum(psi_terms(TRAINING, shares)) == pytest.approx(entropy(TRAINING, shares) + entropy(shares, TRAINING))


def test_shares_in_the_text_are_the_ones_compared() -> None:
    for name, before, now in zip(BUCKET_NAMES, TRAINING, DECEMBER, strict=True):
        assert [float(cell) for cell in cells("docs/framework/monitor-and-improve.md", name)[:2]] == [before, now]


@pytest.mark.parametrize("hours", [1, 4])
def test_an_hour_against_a_mean_of_hours_has_the_noise_of_both(hours: int) -> None:
    samples = np.random.default_rng(7).standard_normal((200_000, hours + 1))
    difference = samples[:, 0] - samples[:, 1:].mean(axis=1)
    assert noise_against_mean(hours) == pytest.approx(difference.std(), rel=0.01)
