"""The evaluation chapter's metric, calibration, slices and experiment against scikit-learn and scipy."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import ndcg_score

from macros.worked.evaluate import (
    BUCKETS,
    CONTROL,
    NEW_LIST,
    OLD_LIST,
    SLICES,
    TREATMENT,
    calibration_error,
    ndcg,
    overall,
    rate,
    relative_interval,
    z_score,
)
from tests.worked.page_tables import cells

PAGE = "docs/framework/evaluate.md"


@pytest.mark.parametrize("gains", [OLD_LIST, NEW_LIST])
def test_ndcg_agrees_with_the_reference(gains: list[int]) -> None:
    places = np.arange(len(gains), 0, -1)
    assert ndcg(gains) == pytest.approx(ndcg_score([gains], [places]))


def test_buckets_in_the_text_are_the_ones_computed() -> None:
    for name, bucket in zip(("lowest", "second", "third", "highest"), BUCKETS, strict=True):
        count, predicted, _, added = cells(PAGE, name)
        assert (int(count.replace(",", "")), int(added)) == (bucket.cards, bucket.added)
        assert float(predicted.removesuffix(" %")) / 100 == pytest.approx(bucket.predicted)


def test_calibration_error_is_the_weighted_mean_distance() -> None:
    distances = [abs(b.predicted - b.added / b.cards) for b in BUCKETS]
    assert calibration_error(BUCKETS) == pytest.approx(np.average(distances, weights=[b.cards for b in BUCKETS]))


def test_total_hides_the_slice_that_got_worse() -> None:
    weights = [part.requests for part in SLICES.values()]
    assert overall("old") == pytest.approx(np.average([p.old for p in SLICES.values()], weights=weights))
    assert overall("new") > overall("old")
    assert SLICES["new"].new < SLICES["new"].old


def test_slices_in_the_text_are_the_ones_weighted() -> None:
    for name, part in (("users with history", SLICES["known"]), ("new users", SLICES["new"])):
        requests, old, new = cells(PAGE, name)
        assert (int(requests.replace(",", "")), float(old), float(new)) == part


def test_arms_in_the_text_are_the_ones_compared() -> None:
    for name, arm in (("segment popularity", CONTROL), ("trees", TREATMENT)):
        users, converted, _ = cells(PAGE, name)
        assert (int(users.replace(",", "")), int(converted.replace(",", ""))) == arm


def test_z_squared_is_the_chi_square_of_the_table() -> None:
    table = [[arm.converted, arm.users - arm.converted] for arm in (CONTROL, TREATMENT)]
    assert z_score(CONTROL, TREATMENT) ** 2 == pytest.approx(stats.chi2_contingency(table, correction=False).statistic)


def test_interval_uses_the_normal_quantile_and_unpooled_variance() -> None:
    error = sqrt(sum(rate(arm) * (1 - rate(arm)) / arm.users for arm in (CONTROL, TREATMENT)))
    difference = stats.norm(rate(TREATMENT) - rate(CONTROL), error)
    expected = np.array(difference.interval(0.95)) / rate(CONTROL)
    assert relative_interval(CONTROL, TREATMENT) == pytest.approx(tuple(expected), rel=1e-6)
