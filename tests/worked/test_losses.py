"""The gradients of the losses chapter against numerical differentiation, scipy and scikit-learn."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from scipy.special import expit, log_expit
from scipy.special import softmax as scipy_softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, ndcg_score

from macros.worked import losses as by_hand

SCORES = np.array(by_hand.SCORES)
LABELS = np.array(by_hand.FINISHED)
GRADES = np.array(by_hand.GRADES)


def point_loss(scores):
    return log_loss(LABELS, expit(scores), normalize=False)


def pair_loss(scores, grades):
    better, worse = np.nonzero(grades[:, None] > grades[None, :])
    return -log_expit(scores[better] - scores[worse]).sum()


def list_loss(scores):
    return -np.log(scipy_softmax(scores)) @ LABELS


def test_pointwise_loss_and_gradient():
    loss, gradient = by_hand.pointwise(by_hand.SCORES, by_hand.FINISHED)
    assert loss == pytest.approx(point_loss(SCORES))
    assert gradient == pytest.approx(approx_fprime(SCORES, point_loss, 1e-7), abs=1e-5)


@pytest.mark.parametrize("grades", [by_hand.FINISHED, by_hand.GRADES])
def test_pairwise_loss_and_gradient(grades):
    loss, gradient = by_hand.pairwise(by_hand.SCORES, grades)
    assert loss == pytest.approx(pair_loss(SCORES, np.array(grades)))
    assert gradient == pytest.approx(approx_fprime(SCORES, pair_loss, 1e-7, np.array(grades)), abs=1e-5)


def test_listwise_loss_and_gradient():
    loss, gradient = by_hand.listwise(by_hand.SCORES, by_hand.FINISHED)
    assert loss == pytest.approx(list_loss(SCORES))
    assert gradient == pytest.approx(approx_fprime(SCORES, list_loss, 1e-7), abs=1e-5)


def test_ndcg_agrees_with_scikit_learn():
    gains = 2**GRADES - 1
    assert by_hand.ndcg(by_hand.SCORES, by_hand.GRADES) == pytest.approx(ndcg_score([gains], [SCORES]))


@pytest.mark.parametrize(("i", "j"), [(1, 0), (1, 2), (2, 0)])
def test_the_ndcg_change_of_a_swap_is_the_difference_of_two_rankings(i, j):
    swapped = SCORES.copy()
    swapped[[i, j]] = swapped[[j, i]]
    gains = 2**GRADES - 1
    change = abs(ndcg_score([gains], [SCORES]) - ndcg_score([gains], [swapped]))
    assert by_hand.ndcg_swap(by_hand.SCORES, by_hand.GRADES, i, j) == pytest.approx(change)


def test_lambdas_are_ranknet_pushes_weighted_by_ndcg_changes():
    expected = np.zeros(3)
    for better, worse in [(1, 0), (1, 2), (2, 0)]:
        push = expit(SCORES[worse] - SCORES[better]) * by_hand.ndcg_swap(by_hand.SCORES, by_hand.GRADES, better, worse)
        expected[better] -= push
        expected[worse] += push
    assert by_hand.lambdarank(by_hand.SCORES, by_hand.GRADES) == pytest.approx(expected)
    assert sum(by_hand.lambdarank(by_hand.SCORES, by_hand.GRADES)) == pytest.approx(0)


@pytest.mark.parametrize("temperature", [1.0, 0.2, 0.1, 0.05])
def test_infonce_with_and_without_log_q(temperature):
    logits = np.array(by_hand.COSINES) / temperature
    assert by_hand.infonce(temperature) == pytest.approx(scipy_softmax(logits))
    corrected = scipy_softmax(logits - np.log(by_hand.DRAW_PROBABILITIES))
    assert by_hand.infonce_corrected(temperature) == pytest.approx(corrected)


def test_a_monotone_distortion_keeps_the_order_of_clicks_and_flips_the_auction():
    first, second = by_hand.CLICK_RATES
    soft = [by_hand.distorted(rate, 0.5) for rate in by_hand.CLICK_RATES]
    assert soft == pytest.approx(expit(0.5 * np.log(np.array([first, second]) / (1 - np.array([first, second])))))
    assert soft[0] < soft[1]
    assert first * by_hand.BIDS[0] < second * by_hand.BIDS[1]
    assert soft[0] * by_hand.BIDS[0] > soft[1] * by_hand.BIDS[1]


def test_surgery_leaves_no_component_against_the_other_task():
    first, second = (np.array(g) for g in by_hand.TASK_GRADIENTS)
    changed = np.array(by_hand.project_out(*by_hand.TASK_GRADIENTS))
    assert first @ second < 0
    assert changed @ second == pytest.approx(0)
    assert changed == pytest.approx(first - (first @ second) / (second @ second) * second)
    assert by_hand.cosine(*by_hand.TASK_GRADIENTS) == pytest.approx(
        first @ second / np.linalg.norm(first) / np.linalg.norm(second)
    )


@pytest.mark.parametrize("clicks", [20, 2])
def test_weighted_odds_are_what_a_weighted_logistic_regression_fits(clicks):
    target = np.array([1] * clicks + [0] * (100 - clicks))
    weights = np.where(target == 1, 300.0, 1.0)
    fitted = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(np.zeros((100, 1)), target, weights)
    odds, mean = by_hand.weighted_odds(100, clicks, 300.0)
    assert odds == pytest.approx(np.exp(fitted.intercept_[0]), rel=1e-3)
    assert mean == pytest.approx(np.average(target * 300.0))
