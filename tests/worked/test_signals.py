"""The signals chapter's numbers against scipy, scikit-learn and simulations."""

import numpy as np
import pytest
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score

from macros.worked import signals as chapter


def value(name: str) -> float:
    return float(chapter.WORKED[name].value)


def test_weighting_by_inverse_propensity_is_unbiased() -> None:
    random = np.random.default_rng(0)
    relevance, looks = value("ips_low") / 100, chapter.LOW_ITEM[2]
    clicks = random.binomial(chapter.LOW_ITEM[1], looks * relevance, size=20_000)
    estimates = 100 * clicks / looks / chapter.LOW_ITEM[1]
    assert estimates.mean() == pytest.approx(value("ips_low"), abs=0.1)
    assert estimates.std() == pytest.approx(value("ips_error_low"), abs=0.1)


def test_rates_at_the_top_need_no_weight() -> None:
    clicks, shown, _ = chapter.TOP_ITEM
    assert 100 * clicks / shown == value("ctr_top") == pytest.approx(value("ips_top"))
    assert 100 * chapter.LOW_ITEM[0] / chapter.LOW_ITEM[1] == pytest.approx(value("ctr_low"))
    assert 100 * stats.bernoulli(clicks / shown).std() / shown**0.5 == pytest.approx(value("ips_error_top"))
    assert chapter.SWAP_LOW_CLICKS / chapter.SWAP_TOP_CLICKS == value("swap_ratio") == chapter.LOW_ITEM[2]


@pytest.mark.parametrize(("clicks", "name"), [(40, "rare"), (400, "common")])
def test_weighted_logistic_regression_learns_these_odds(clicks: int, name: str) -> None:
    labels = np.array([1] * clicks + [0] * (chapter.IMPRESSIONS - clicks))
    weights = np.where(labels == 1, chapter.WATCH_MINUTES, 1.0)
    model = LogisticRegression(C=1e9, tol=1e-10).fit(np.zeros((len(labels), 1)), labels, sample_weight=weights)
    odds = np.exp(model.intercept_[0])
    minutes = (labels * chapter.WATCH_MINUTES).mean()
    assert odds == pytest.approx(value(f"odds_{name}"), rel=1e-4)
    assert minutes == pytest.approx(value(f"watch_{name}"))
    assert 100 * (odds / minutes - 1) == pytest.approx(value(f"odds_excess_{name}"), abs=0.1)


def test_positions_within_the_duration_group() -> None:
    short = stats.percentileofscore(chapter.SHORT_WATCHES, 30, kind="mean") / 100
    long = stats.percentileofscore(chapter.LONG_WATCHES, 60, kind="mean") / 100
    assert (short, long) == pytest.approx((value("rank_short"), value("rank_long")))


def test_arrival_of_late_conversions() -> None:
    delay = stats.expon(scale=chapter.MEAN_DELAY_DAYS)
    for days in (1, 3, 7):
        assert 100 * delay.cdf(days) == pytest.approx(value(f"arrived_{days}d"))
        assert 100 * chapter.CONVERSION_RATE * delay.cdf(days) == pytest.approx(value(f"rate_seen_{days}d"))
    assert delay.ppf(0.9) == pytest.approx(value("wait_90"))


@pytest.mark.parametrize("days", [1, 3, 7])
def test_what_a_silence_is_worth_by_simulation(days: int) -> None:
    random = np.random.default_rng(days)
    converts = random.random(4_000_000) < chapter.CONVERSION_RATE
    silent = ~converts | (random.exponential(chapter.MEAN_DELAY_DAYS, converts.size) > days)
    assert 100 * converts[silent].mean() == pytest.approx(value(f"still_{days}d"), rel=0.05)


def test_agreement_beyond_chance() -> None:
    counts = chapter.RATERS
    first = [1] * (counts["both"] + counts["first"]) + [0] * (counts["second"] + counts["neither"])
    second = [1] * counts["both"] + [0] * counts["first"] + [1] * counts["second"] + [0] * counts["neither"]
    assert cohen_kappa_score(first, second) == pytest.approx(value("kappa"))
    assert 100 * np.mean(np.array(first) == np.array(second)) == pytest.approx(value("agreement"))


def test_value_of_a_post() -> None:
    worth = np.array(list(chapter.VALUES.values()))
    without_hide = worth * (np.array(list(chapter.VALUES)) != "hide")
    for post, name in ((chapter.POST_A, "value_a"), (chapter.POST_B, "value_b")):
        probabilities = np.array([post[action] for action in chapter.VALUES])
        assert worth @ probabilities == pytest.approx(value(name))
        assert without_hide @ probabilities == pytest.approx(value(f"{name}_without_hide"))
