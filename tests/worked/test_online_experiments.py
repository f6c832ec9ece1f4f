"""The hand-computed experiment arithmetic equals what scipy and numpy give, or a seeded simulation."""

import numpy as np
import pytest
from scipy import stats

from macros.worked import online_experiments as worked

VALUE = {name: entry.value for name, entry in worked.WORKED.items()}


def test_sample_size_reaches_the_power_asked_for():
    n = worked.sample_size(0.05, 0.02)
    pooled = np.sqrt(2 * 0.0505 * 0.9495 / n)
    apart = np.sqrt((0.05 * 0.95 + 0.051 * 0.949) / n)
    assert stats.norm.sf((stats.norm.ppf(0.975) * pooled - 0.001) / apart) == pytest.approx(0.8, abs=1e-5)


def test_non_inferiority_size_reaches_the_power_asked_for():
    n = worked.margin_size(0.40, 0.001)
    error = np.sqrt(2 * 0.4 * 0.6 / n)
    assert stats.norm.cdf(0.001 / error - stats.norm.ppf(0.975)) == pytest.approx(0.8, abs=1e-6)


def test_margin_interval_of_the_retention_question():
    error = np.sqrt(2 * 0.4 * 0.6 / worked.RETAINED_USERS)
    assert pytest.approx(stats.norm(-0.0005, error).interval(0.95)) == worked.RETAINED


def test_two_proportion_test():
    table = [
        [worked.CONTROL, worked.USERS - worked.CONTROL],
        [worked.TREATMENT, worked.USERS - worked.TREATMENT],
    ]
    assert VALUE["p_value"] == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue)


def test_sample_ratio_mismatch():
    assert VALUE["srm_p"] == pytest.approx(stats.chisquare([500_000, 496_000]).pvalue)


@pytest.mark.parametrize("bounds", [[1.96] * 3, worked.obrien_fleming(2.04, 4)])
def test_crossing_against_the_multivariate_normal(bounds):
    looks = np.arange(1, len(bounds) + 1)
    correlation = np.sqrt(np.minimum.outer(looks, looks) / np.maximum.outer(looks, looks))
    inside = stats.multivariate_normal(cov=correlation).cdf(bounds, lower_limit=-np.array(bounds))
    assert worked.crossing(bounds) == pytest.approx(1 - inside, abs=2e-4)


def test_peeking_against_simulation():
    sums = np.random.default_rng(3).normal(size=(100_000, 14)).cumsum(axis=1) / np.sqrt(np.arange(1, 15))
    assert VALUE["peek_14"] / 100 == pytest.approx((np.abs(sums) > stats.norm.ppf(0.975)).any(axis=1).mean(), abs=0.005)


def test_solved_boundary_spends_five_per_cent():
    assert VALUE["obf_spent"] == pytest.approx(5, abs=1e-3)
    assert VALUE["obf_constant"] == pytest.approx(2.040, abs=1e-3)


def test_evidence_is_the_mixture_of_likelihood_ratios():
    day = 3
    control, treatment = sum(worked.DAILY_CONTROL[:day]), sum(worked.DAILY_TREATMENT[:day])
    users = day * worked.DAILY_USERS
    rate = (control + treatment) / (2 * users)
    error = np.sqrt(2 * rate * (1 - rate) / users)
    seen = (treatment - control) / users
    mixture = stats.norm.pdf(seen, 0, np.hypot(error, worked.MIXING)) / stats.norm.pdf(seen, 0, error)
    assert worked.evidence(day) == pytest.approx(mixture)


def test_always_valid_p_rarely_errs_however_often_it_is_read():
    generator = np.random.default_rng(11)
    error, mixing = 1 / np.sqrt(np.arange(1, 201)), 0.3
    means = generator.normal(size=(4000, 200)).cumsum(axis=1) * error**2
    ratio = stats.norm.pdf(means, 0, np.hypot(error, mixing)) / stats.norm.pdf(means, 0, error)
    assert (ratio.max(axis=1) >= 20).mean() < 0.05


def test_cuped():
    covariance = np.cov(worked.BEFORE, worked.DURING)
    theta = covariance[0, 1] / covariance[0, 0]
    adjusted = np.array(worked.DURING) - theta * (np.array(worked.BEFORE) - np.mean(worked.BEFORE))
    assert VALUE["theta"] == pytest.approx(theta)
    assert VALUE["variance_after"] == pytest.approx(adjusted.var(ddof=1))
    assert VALUE["variance_left"] == pytest.approx(100 * adjusted.var(ddof=1) / np.var(worked.DURING, ddof=1))
    assert VALUE["cuped_difference"] == pytest.approx(adjusted[1::2].mean() - adjusted[0::2].mean())


def test_delta_method_against_the_bootstrap():
    generator = np.random.default_rng(5)
    draws = generator.integers(0, 6, size=(20_000, 6))
    clicks, views = np.array(worked.CLICKS)[draws].sum(axis=1), np.array(worked.VIEWS)[draws].sum(axis=1)
    # The bootstrap of six users divides by n, the formula by n - 1.
    assert worked.delta_ratio_error() == pytest.approx((clicks / views).std() * np.sqrt(6 / 5), rel=0.05)


def test_sign_test():
    assert VALUE["interleave_p"] == pytest.approx(stats.binomtest(worked.B_WINS, worked.A_WINS + worked.B_WINS).pvalue)


def test_team_draft_gives_each_side_the_same_number_of_places():
    draft = worked.team_draft("abcd", "badc", "BA")
    assert [item for item, _ in draft] == ["b", "a", "c", "d"]
    assert [side for _, side in draft] == ["B", "A", "A", "B"]


def test_benjamini_hochberg():
    adjusted = stats.false_discovery_control(worked.P_VALUES)
    assert VALUE["benjamini_hochberg"] == (adjusted <= 0.05).sum()


def test_the_design_effect_is_the_variance_of_a_clustered_mean_over_that_of_an_independent_one():
    size, correlation = 1000, 0.005
    covariance = np.full((size, size), correlation) + (1 - correlation) * np.eye(size)
    assert pytest.approx(covariance.sum() / size) == worked.DESIGN_EFFECT
