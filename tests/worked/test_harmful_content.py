"""The sums done by hand in the harmful content case agree with reference libraries."""

import numpy as np
import pytest
from scipy.stats import beta, binom, chi2
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import accuracy_score, confusion_matrix, precision_score, recall_score

from macros.worked import harmful_content as case


def value(name: str) -> float:
    return float(str(case.WORKED[name].value))


def test_stratified_rate_is_the_weighted_mean_of_the_labels() -> None:
    labels = np.concatenate([np.r_[np.ones(found), np.zeros(n - found)] for _, n, found in case.STRATA])
    weights = np.concatenate([np.full(n, share / n) for share, n, _ in case.STRATA])
    assert value("vvr") == pytest.approx(1e4 * np.average(labels, weights=weights))


def test_margin_of_the_stratified_rate_is_the_spread_of_simulated_weeks() -> None:
    rng = np.random.default_rng(7)
    weeks = sum(share * rng.binomial(n, found / n, 200_000) / n for share, n, found in case.STRATA)
    assert value("vvr_margin") == pytest.approx(1e4 * 1.96 * float(np.std(weeks)), rel=0.01)


def test_false_finds_are_the_mean_of_the_binomial() -> None:
    views = case.STRATA[3][1]
    assert value("false_finds") == pytest.approx(binom(views, case.FALSE_REMOVAL).mean())
    assert value("false_pairs") == pytest.approx(binom(views, case.FALSE_REMOVAL**2).mean())


def test_random_sample_of_the_equivalent_size_has_the_same_error() -> None:
    needed = round(value("random_labels"))
    assert binom(needed, case.prevalence()).std() / needed == pytest.approx(case.standard_error(), rel=1e-3)


def test_upper_limit_of_one_event_is_the_exact_poisson_limit() -> None:
    assert case.poisson_upper(1) == pytest.approx(chi2.ppf(0.95, 4) / 2, rel=1e-6)


@pytest.mark.parametrize(("name", "wrong"), [("limit_clean", 0), ("limit_five", 5)])
def test_lower_limits_of_precision_are_close_to_the_exact_binomial_ones(name: str, wrong: int) -> None:
    exact = beta.ppf(0.05, 500 - wrong, wrong + 1)
    assert value(name) == pytest.approx(100 * exact, abs=0.05)


@pytest.mark.parametrize(("name", "violating"), [("balanced_precision", 500_000), ("rare_precision", 2_000)])
def test_precision_follows_prevalence(name: str, violating: int) -> None:
    fine = 1_000_000 - violating
    truth = np.repeat(
        [1, 1, 0, 0], [round(0.9 * violating), violating - round(0.9 * violating), round(0.018 * fine), 1]
    )
    flagged = np.repeat(
        [1, 0, 1, 0], [round(0.9 * violating), violating - round(0.9 * violating), round(0.018 * fine), 1]
    )
    assert value(name) == pytest.approx(100 * precision_score(truth, flagged), rel=1e-4)


def decisions() -> tuple[np.ndarray, np.ndarray]:
    """Truth and decision of each post of a million."""
    auto, review, left = case.AUTO, case.REVIEW, case.LEFT
    groups = [
        (1, 1, auto[0] + case.CAUGHT),
        (0, 1, auto[1] + case.WRONGED),
        (1, 0, review[0] - case.CAUGHT + left[0]),
        (0, 0, review[1] - case.WRONGED + left[1]),
    ]
    truth = np.concatenate([np.full(n, y) for y, _, n in groups])
    return truth, np.concatenate([np.full(n, d) for _, d, n in groups])


def test_confusion_matrix_is_sklearns() -> None:
    truth, decided = decisions()
    names = ("true_negatives", "false_positives", "false_negatives", "true_positives")
    assert [value(name) for name in names] == confusion_matrix(truth, decided).ravel().tolist()


def test_precision_of_people_is_what_they_remove_of_the_band() -> None:
    truth = np.repeat([1, 0], case.REVIEW)
    removed = np.concatenate([np.arange(case.REVIEW[0]) < case.CAUGHT, np.arange(case.REVIEW[1]) < case.WRONGED])
    assert value("people_precision") == pytest.approx(100 * precision_score(truth, removed))


def test_precision_recall_and_accuracy_are_sklearns() -> None:
    truth, decided = decisions()
    assert value("precision") == pytest.approx(100 * precision_score(truth, decided))
    assert value("recall") == pytest.approx(100 * recall_score(truth, decided))
    assert value("accuracy") == pytest.approx(100 * accuracy_score(truth, decided))


def test_doing_nothing_has_an_accuracy_close_to_the_systems() -> None:
    assert value("accuracy") - value("idle_accuracy") < 0.2


def test_violating_rate_of_each_bin_lies_between_its_edges() -> None:
    edges = [1.0, *[edge for edge, _, _ in case.BINS]]
    rates = [violating / (violating + fine) for _, violating, fine in case.BINS]
    assert all(low <= rate <= high for high, low, rate in zip(edges, edges[1:], rates, strict=False))


def test_calibration_with_inverse_probabilities_is_the_rate_of_all_posts() -> None:
    labels, weights = [], []
    for group in (case.UNSURE, case.SURE):
        drawn, violating = (round(n) for n in case.labelled(group))
        labels += [1] * violating + [0] * (drawn - violating)
        weights += [1 / group[2]] * drawn
    scores = np.full(len(labels), 0.55)
    fitted = IsotonicRegression().fit(scores, labels, sample_weight=weights).predict([0.55])[0]
    assert value("weighted_rate") == pytest.approx(100 * fitted)
    assert value("raw_rate") == pytest.approx(100 * float(np.mean(labels)))


def test_majority_of_three_is_binomial() -> None:
    assert value("majority_caught") == pytest.approx(100 * binom(3, case.SENSITIVITY).sf(1))
    assert value("majority_wrong") == pytest.approx(100 * binom(3, case.FALSE_REMOVAL).sf(1))


def test_views_prevented_is_recall_weighted_by_views() -> None:
    truth = np.ones(2 * len(case.POSTS))
    stopped = np.r_[np.ones(len(case.POSTS)), np.zeros(len(case.POSTS))]
    weights = np.r_[[total - had for total, had in case.POSTS], [had for _, had in case.POSTS]]
    assert value("recall_views") == pytest.approx(100 * recall_score(truth, stopped, sample_weight=weights))


def test_queue_by_harm_averts_more_than_queue_by_probability() -> None:
    assert case.averted(case.BY_HARM) > case.averted(case.BY_CHANCE)
    assert case.BY_HARM != case.BY_CHANCE


def test_group_with_twice_the_wrong_removals_has_fewer_overturned() -> None:
    assert case.GROUP_B[0] == 2 * case.GROUP_A[0]
    assert value("overturned_b") < value("overturned_a")
