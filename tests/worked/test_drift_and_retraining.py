"""The hand-computed drift and cadence arithmetic equals what scipy and numpy give, or a seeded simulation."""

import numpy as np
import pytest
from scipy import optimize, special, stats
from scipy.spatial.distance import jensenshannon

from macros.worked import drift_and_retraining as worked

VALUE = {name: entry.value for name, entry in worked.WORKED.items()}
TRAINED, RELEASE = np.array(worked.TRAINED), np.array(worked.AFTER_RELEASE)


def test_stability_index_is_the_sum_of_both_relative_entropies():
    both = special.rel_entr(TRAINED, RELEASE).sum() + special.rel_entr(RELEASE, TRAINED).sum()
    assert VALUE["psi_release"] == pytest.approx(both)


def test_stability_index_noise_against_simulation():
    generator = np.random.default_rng(6)
    shares = np.full(10, 0.1)
    first, second = (generator.multinomial(1000, shares, size=3000) / 1000 for _ in range(2))
    measured = ((second - first) * np.log(second / first)).sum(axis=1).mean()
    assert worked.index_noise(10, 1000, 1000) == pytest.approx(measured, rel=0.05)


def test_kolmogorov_smirnov():
    first, second = (np.repeat(np.arange(5), np.rint(1000 * shares).astype(int)) for shares in (TRAINED, RELEASE))
    assert VALUE["ks_release"] == pytest.approx(stats.ks_2samp(first, second).statistic)
    assert pytest.approx(special.kolmogi(0.05), abs=1e-4) == worked.KOLMOGOROV


def test_jensen_shannon():
    assert VALUE["js_release"] == pytest.approx(jensenshannon(TRAINED, RELEASE, base=2) ** 2)


def test_estimated_prevalence_solves_the_confusion_equations():
    rates = np.array([[worked.HIT_RATE, worked.FALSE_ALARM], [1 - worked.HIT_RATE, 1 - worked.FALSE_ALARM]])
    share, _ = np.linalg.solve(rates, [worked.FLAGGED_NOW, 1 - worked.FLAGGED_NOW])
    assert VALUE["prevalence_now"] / 100 == pytest.approx(share)


def test_shifted_probability_is_bayes():
    likelihood = 0.3 / worked.PRIOR, 0.7 / (1 - worked.PRIOR)
    moved = likelihood[0] * 0.2 / (likelihood[0] * 0.2 + likelihood[1] * 0.8)
    assert worked.shifted(0.3, worked.PRIOR, 0.2) == pytest.approx(moved)


def test_band_covers_a_poisson_count():
    low, high = 2400 * (1 - worked.band(2400)), 2400 * (1 + worked.band(2400))
    assert stats.poisson(2400).cdf(high) - stats.poisson(2400).cdf(low) == pytest.approx(0.9973, abs=5e-4)


def test_label_arrival():
    assert VALUE["labels_3_days"] / 100 == pytest.approx(stats.expon(scale=2).cdf(3))


def test_best_interval_minimises_the_cost():
    best = optimize.minimize_scalar(worked.daily_cost, bounds=(0.1, 60), method="bounded").x
    assert VALUE["best_interval"] == pytest.approx(best, rel=1e-3)


def test_canary():
    assert VALUE["canary_sure"] / 100 == pytest.approx(stats.binom(3000, 0.001).sf(0))


def test_windows_of_a_slice_hold_the_counts_that_show_the_error():
    for error, hours in ((0.02, 24 * 39), (0.20, 9.4)):
        clicks = 24 * hours
        assert 3 * stats.poisson(clicks).std() / clicks == pytest.approx(error, rel=0.01)
    assert VALUE["days_for_2_percent_slice"] == pytest.approx(39, abs=0.5)
    assert VALUE["hours_for_20_percent_slice"] == pytest.approx(9.4, abs=0.05)
