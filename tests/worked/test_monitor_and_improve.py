"""The stability index of the monitoring chapter: the symmetrised relative entropy, as scipy computes it."""

from __future__ import annotations

import pytest
from scipy.stats import entropy

from macros.worked.monitor_and_improve import BROKEN, DECEMBER, TRAINING, psi_terms
from tests.worked.page_tables import cells

BUCKET_NAMES = ("one or two", "three or four", "five or six", "seven or more")


@pytest.mark.parametrize("shares", [DECEMBER, BROKEN])
def test_index_is_relative_entropy_both_ways(shares: tuple[float, ...]) -> None:
    assert sum(psi_terms(TRAINING, shares)) == pytest.approx(entropy(TRAINING, shares) + entropy(shares, TRAINING))


def test_shares_in_the_text_are_the_ones_compared() -> None:
    for name, before, now in zip(BUCKET_NAMES, TRAINING, DECEMBER, strict=True):
        assert [float(cell) for cell in cells("docs/framework/monitor-and-improve.md", name)[:2]] == [before, now]
