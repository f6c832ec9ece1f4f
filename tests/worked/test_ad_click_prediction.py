"""The sums done by hand in the ad click prediction case agree with reference libraries."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.special import expit, logit
from scipy.stats import beta, expon, laplace
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from macros.worked import ad_click_prediction as case


def value(name: str) -> float:
    return float(case.WORKED[name].value)


def rows(said: tuple[float, ...]) -> tuple[list[int], list[float]]:
    """One label and one prediction for each impression of the bins."""
    labels: list[int] = []
    scores: list[float] = []
    for count, clicks, score in zip(case.ROWS, case.CLICKS, said, strict=True):
        labels += [1] * clicks + [0] * (count - clicks)
        scores += [score] * count
    return labels, scores


@pytest.mark.parametrize("name", ["good", "inflated", "skewed"])
def test_normalised_entropy_is_sklearns_log_loss_over_that_of_the_mean(name: str) -> None:
    labels, scores = rows(getattr(case, name.upper()))
    base = log_loss(labels, [float(np.mean(labels))] * len(labels))
    assert value(f"ne_{name}") == pytest.approx(log_loss(labels, scores) / base)


def test_the_three_models_have_the_same_auc() -> None:
    aucs = {round(roc_auc_score(*rows(said)), 12) for said in (case.GOOD, case.INFLATED, case.SKEWED)}
    assert len(aucs) == 1


def test_the_shift_of_the_logit_undoes_downsampling() -> None:
    assert value("unsampled_b") == pytest.approx(expit(logit(value("sampled_b")) + value("keep_shift")))


def test_chance_of_a_late_conversion_is_bayes_over_the_delay_distribution() -> None:
    survival = expon(scale=case.MEAN_DELAY).sf(1)
    assert value("still_1d") / 100 == pytest.approx(case.CVR * survival / (case.CVR * survival + 1 - case.CVR))


def test_gradient_of_a_silent_click_is_that_of_its_likelihood() -> None:
    survival, start, step = expon(scale=case.MEAN_DELAY).sf(1), logit(case.CVR), 1e-6

    def loss(x: float) -> float:
        return float(-np.log(1 - expit(x) + expit(x) * survival))

    slope = (loss(start + step) - loss(start - step)) / (2 * step)
    assert value("weight_1d") == pytest.approx(slope / case.CVR, rel=1e-4)


def test_share_arrived_of_a_new_campaign_is_the_integral_over_its_clicks() -> None:
    integral, _ = quad(expon(scale=case.MEAN_DELAY).cdf, 0, 7)
    assert value("arrived_week") == pytest.approx(100 * integral / 7)


def test_importance_weights_bring_a_logistic_regression_to_the_true_rate() -> None:
    labels = [0] * case.STREAM_CLICKS + [1] * case.STREAM_CONVERSIONS
    weights = [value("weight_negative")] * case.STREAM_CLICKS + [value("weight_positive")] * case.STREAM_CONVERSIONS
    model = LogisticRegression(fit_intercept=False, C=1e9, tol=1e-12, max_iter=1000)
    model.fit(np.ones((len(labels), 1)), labels, sample_weight=weights)
    assert expit(model.coef_[0, 0]) == pytest.approx(case.CVR, rel=1e-3)


@pytest.mark.parametrize(("name", "clicks"), [("ftrl_one_click", 1), ("ftrl_two_clicks", 2)])
def test_ftrl_weight_minimises_its_objective(name: str, clicks: int) -> None:
    z, n = (case.CLICK_RATE - 1) * clicks, (case.CLICK_RATE - 1) ** 2 * clicks
    strength = (case.BETA + np.sqrt(n)) / case.ALPHA
    best = minimize_scalar(lambda w: z * w + strength * w * w / 2 + case.LAMBDA1 * abs(w), bounds=(-1, 1))
    assert value(name) == pytest.approx(best.x, abs=1e-4)


def test_prior_and_posterior_spread_are_those_of_a_beta_distribution() -> None:
    assert value("prior_sd") == pytest.approx(100 * beta(5, 495).std())
    assert value("new_sd") == pytest.approx(100 * beta(10, 746).std())
    assert value("new_mean") == pytest.approx(100 * beta(10, 746).mean())


def test_noise_of_a_count_is_that_of_the_laplace_distribution() -> None:
    assert value("noise_sd") == pytest.approx(laplace(scale=1).std())


def test_no_winner_pays_more_than_its_bid_and_a_uniform_error_changes_no_price() -> None:
    assert all(price <= case.BIDS[ad] for ad, price in case.auction(case.RATES))
    doubled = case.auction({ad: 2 * rate for ad, rate in case.RATES.items()})
    assert [ad for ad, _ in doubled] == [ad for ad, _ in case.TRUE]
    assert [price for _, price in doubled] == pytest.approx([price for _, price in case.TRUE])


def test_a_calibrated_winner_earns_the_next_score() -> None:
    first, price = case.TRUE[0]
    assert 1000 * case.RATES[first] * price == pytest.approx(value("score_a"))


def test_the_winner_of_two_equal_noisy_ads_is_overpredicted_by_a_tenth() -> None:
    said = np.array([[a, b] for a in (8, 12) for b in (8, 12)])
    assert value("curse") == pytest.approx(said.max(axis=1).mean() / 10)


def test_split_budget_lift_counts_only_what_is_not_capped() -> None:
    before, after = 1.0, case.CAPPED + (1 - case.CAPPED) * (1 + case.LIFT)
    assert value("true_lift") == pytest.approx(100 * (after / before - 1))
