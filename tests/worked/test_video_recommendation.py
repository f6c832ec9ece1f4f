"""The sums done by hand in the video recommendation case agree with reference libraries."""

import numpy as np
import pytest
from scipy.special import softmax
from scipy.stats import binom
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import ndcg_score, recall_score, roc_auc_score

from macros.worked import video_recommendation as case

WATCHED = [int(minutes > 0) for minutes in case.MINUTES]


def value(name: str) -> float:
    return float(case.WORKED[name].value)


def test_auc_within_a_slate_is_sklearns() -> None:
    assert value("auc") == pytest.approx(roc_auc_score(WATCHED, case.SCORES))


def test_watch_weighted_auc_is_sklearns_with_minutes_as_weights() -> None:
    weights = [minutes or 1 for minutes in case.MINUTES]
    assert value("weighted_auc") == pytest.approx(roc_auc_score(WATCHED, case.SCORES, sample_weight=weights))


def test_ndcg_is_sklearns() -> None:
    assert value("ndcg_at_5") == pytest.approx(ndcg_score([case.MINUTES], [case.SCORES], k=5))


def test_recall_is_sklearns() -> None:
    catalogue = sorted(case.WATCHED | set(case.RETRIEVED))
    truth = [video in case.WATCHED for video in catalogue]
    found = [video in case.RETRIEVED for video in catalogue]
    assert value("recall_at_6") == pytest.approx(recall_score(truth, found))


def learned_odds(labels: list[int], weights: list[float]) -> float:
    """The odds of an intercept-only logistic regression, fitted by sklearn."""
    model = LogisticRegression(fit_intercept=False, C=1e9, tol=1e-10, max_iter=1000)
    model.fit(np.ones((len(labels), 1)), labels, sample_weight=weights)
    return float(np.exp(model.coef_[0, 0]))


def test_watch_weighted_logistic_regression_learns_seconds_per_unwatched_impression() -> None:
    unwatched = case.SHOWN - len(case.WATCHES)
    odds = learned_odds([1] * len(case.WATCHES) + [0] * unwatched, [*case.WATCHES, *[1.0] * unwatched])
    assert value("wlr_odds") == pytest.approx(odds, rel=1e-4)


def test_with_a_twin_row_it_learns_seconds_per_impression() -> None:
    odds = learned_odds([1] * len(case.WATCHES) + [0] * case.SHOWN, [*case.WATCHES, *[1.0] * case.SHOWN])
    assert value("wlr_fixed") == pytest.approx(odds, rel=1e-4)
    assert value("wlr_true") == pytest.approx(odds, rel=1e-4)


def test_thinned_unwatched_rows_with_inverse_weight_leave_the_odds_alone() -> None:
    kept, watches = 30, [value("wlr_total")]
    odds = learned_odds([1, *[0] * kept], [*watches, *[case.SHOWN / kept] * kept])
    assert value("wlr_true") == pytest.approx(odds, rel=1e-4)


def test_with_logq_a_negative_gets_its_share_of_the_full_softmax() -> None:
    assert value("logq_fixed") == pytest.approx(100 * softmax([case.HIT[0], case.NICHE[0]])[0])


def test_without_logq_sampling_multiplies_the_share() -> None:
    biased = softmax([case.HIT[0] + np.log(case.HIT[1]), case.NICHE[0] + np.log(case.NICHE[1])])[0]
    assert value("logq_raw") == pytest.approx(100 * biased)


def test_standard_error_after_exploration_is_the_binomials() -> None:
    assert value("explore_error") == pytest.approx(100 * binom(case.EXPLORED, case.GLOBAL_RATE).std() / case.EXPLORED)


def test_the_three_objectives_order_the_four_videos_differently() -> None:
    orders = {case.WORKED[name].value for name in ("order_click", "order_watch", "order_score")}
    assert len(orders) == 3
    assert orders == {"A, B, D, C", "C, D, B, A", "D, C, B, A"}
