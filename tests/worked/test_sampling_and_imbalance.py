"""The sampling chapter's numbers against scipy, scikit-learn and simulations."""

import numpy as np
import pytest
from scipy import stats
from scipy.special import expit, log_softmax, logit, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_score

from macros.worked import sampling_and_imbalance as chapter


def value(name: str) -> float:
    return float(chapter.WORKED[name].value)


def test_recalibration_is_a_shift_of_the_logit() -> None:
    assert expit(logit(0.30) + value("intercept_shift")) == pytest.approx(value("recalibrated"))
    assert 0.30 / expit(logit(0.30) + np.log(chapter.KEPT)) == pytest.approx(value("overbid"))


def test_a_model_fitted_on_the_sample_and_corrected_gives_the_rate_of_all_traffic() -> None:
    clicks, negatives = 2_000, 98_000
    kept = round(negatives * chapter.KEPT)
    labels = np.array([1] * clicks + [0] * kept)
    model = LogisticRegression(C=1e9, tol=1e-10).fit(np.zeros((labels.size, 1)), labels)
    assert labels.mean() == pytest.approx(value("sampled_rate"))
    assert 100 * labels.size / (clicks + negatives) == pytest.approx(value("rows_kept_percent"))
    assert expit(model.intercept_[0] + np.log(chapter.KEPT)) == pytest.approx(chapter.CTR, rel=1e-4)


@pytest.mark.parametrize("ratio", [1, 5, 10])
def test_error_of_the_log_odds_from_the_fisher_information(ratio: int) -> None:
    def error(positives: float, negatives: float) -> float:
        rows = positives + negatives
        return float(1 / np.sqrt(rows * stats.bernoulli(positives / rows).var()))

    full = error(chapter.POSITIVES, 49 * chapter.POSITIVES)
    assert full == pytest.approx(value("error_full"))
    growth = 100 * (error(chapter.POSITIVES, ratio * chapter.POSITIVES) / full - 1)
    assert growth == pytest.approx(value(f"growth_{ratio}"))


def test_effective_size_is_the_size_with_the_same_variance() -> None:
    for name, weight, copies in (("effective_1_to_1", 49.0, 1), ("effective_1_to_10", 4.9, 10)):
        weights = np.repeat([1.0, weight], [chapter.POSITIVES, copies * chapter.POSITIVES])
        variance = np.sum((weights / weights.sum()) ** 2)  # of a weighted mean of unit-variance rows
        assert 1 / variance == pytest.approx(value(name))


def test_class_weights_multiply_the_odds() -> None:
    labels = np.array([1] * 20 + [0] * 980)
    model = LogisticRegression(C=1e9, tol=1e-10, class_weight={1: 49.0, 0: 1.0}).fit(np.zeros((1000, 1)), labels)
    assert expit(model.intercept_[0]) == pytest.approx(value("weighted_half"), abs=1e-3)


def test_softmax_of_the_batch() -> None:
    scores, drawn = np.array(list(chapter.BATCH.values())).T
    assert softmax(scores)[:2] == pytest.approx([value("plain_niche"), value("plain_blockbuster")])
    corrected = softmax(scores - np.log(drawn))
    assert corrected[:2] == pytest.approx([value("corrected_niche"), value("corrected_blockbuster")])
    assert -np.log(drawn[:2]) == pytest.approx([value("shift_niche"), value("shift_blockbuster")])


def test_the_corrected_sum_estimates_the_full_softmax() -> None:
    random = np.random.default_rng(0)
    scores = random.normal(size=200)
    drawn = random.dirichlet(np.full(200, 0.5)) + 1e-4
    drawn /= drawn.sum()
    sample = random.choice(200, size=400_000, p=drawn)
    corrected = np.mean(np.exp(scores[sample] - np.log(drawn[sample])))
    assert corrected == pytest.approx(np.exp(scores).sum(), rel=0.05)


def test_uncorrected_training_converges_to_the_lift() -> None:
    """Gradient descent on the expected in-batch loss of one user over two items and the rest."""
    chosen = np.array([0.05, 0.004, 0.946])
    drawn = np.array([0.05, 0.001, 0.949])
    scores = np.zeros(3)
    for _ in range(20_000):  # many negatives: the batch's softmax is the softmax of s + ln q
        scores += 5.0 * (chosen - np.exp(log_softmax(scores + np.log(drawn))))
    lift = scores - scores[0]
    expected = value("optimum_niche") - value("optimum_blockbuster")
    assert lift[1] == pytest.approx(expected, abs=1e-3)
    assert chosen[0] / chosen[1] == pytest.approx(value("watch_ratio"))


def test_accidental_hits() -> None:
    others = stats.binom(chapter.BATCH_SIZE - 1, chapter.POPULAR_SHARE)
    assert 100 * others.sf(0) == pytest.approx(value("accidental_hit"))


@pytest.mark.parametrize("rank", [500, 50_000])
def test_sampled_hits_against_the_hypergeometric_distribution(rank: int) -> None:
    better = stats.hypergeom(chapter.CATALOGUE - 1, rank - 1, chapter.SAMPLED)
    assert better.cdf(chapter.TOP - 1) == pytest.approx(value(f"sampled_hit_{rank}"), abs=1e-4)


@pytest.mark.parametrize(("prevalence", "name"), [(0.001, "rare"), (0.1, "tenth"), (0.5, "balanced")])
def test_precision_at_a_prevalence(prevalence: float, name: str) -> None:
    positives, negatives = round(1e6 * prevalence), round(1e6 * (1 - prevalence))
    labels = np.repeat([1, 0], [positives, negatives])
    caught, alarms = round(0.9 * positives), round(0.01 * negatives)
    flagged = np.concatenate(
        [np.ones(caught), np.zeros(positives - caught), np.ones(alarms), np.zeros(negatives - alarms)]
    )
    assert 100 * precision_score(labels, flagged) == pytest.approx(value(f"precision_{name}"), abs=0.01)
