"""The hand-computed metrics equal what scikit-learn, scipy and numpy give for the same data."""

import numpy as np
import pytest
from scipy.stats import hypergeom
from sklearn import metrics

from macros.worked import offline_metrics as worked

SCORES, LABELS = np.array(worked.SCORES), np.array(worked.LABELS)
SAID = SCORES >= worked.THRESHOLD
VALUE = {name: entry.value for name, entry in worked.WORKED.items()}


def test_confusion_counts():
    (tn, fp), (fn, tp) = metrics.confusion_matrix(LABELS, SAID)
    assert (VALUE["tp"], VALUE["fp"], VALUE["fn"], VALUE["tn"]) == (tp, fp, fn, tn)


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("precision", metrics.precision_score(LABELS, SAID)),
        ("recall", metrics.recall_score(LABELS, SAID)),
        ("f1", metrics.f1_score(LABELS, SAID)),
        ("f2", metrics.fbeta_score(LABELS, SAID, beta=2)),
        ("accuracy", metrics.accuracy_score(LABELS, SAID)),
        ("roc_auc", metrics.roc_auc_score(LABELS, SCORES)),
        ("average_precision", metrics.average_precision_score(LABELS, SCORES)),
        ("log_loss", metrics.log_loss(LABELS, SCORES)),
        ("brier", metrics.brier_score_loss(LABELS, SCORES)),
        ("mae", metrics.mean_absolute_error(worked.ACTUAL, worked.PREDICTED)),
        ("rmse", metrics.root_mean_squared_error(worked.ACTUAL, worked.PREDICTED)),
        ("mape", 100 * metrics.mean_absolute_percentage_error(worked.ACTUAL, worked.PREDICTED)),
        ("pinball_90", metrics.mean_pinball_loss(worked.ACTUAL, worked.PREDICTED, alpha=0.9)),
        ("pinball_50", metrics.mean_pinball_loss(worked.ACTUAL, worked.PREDICTED, alpha=0.5)),
        ("pooled_auc", metrics.roc_auc_score(worked.USER_LABELS, worked.USER_SCORES)),
    ],
)
def test_equals_scikit_learn(name, reference):
    assert VALUE[name] == pytest.approx(reference)


@pytest.mark.parametrize("copies", [1, 10, 100])
def test_average_precision_when_negatives_are_replicated(copies):
    weights = np.where(LABELS == 1, 1, copies)
    labels, scores = np.repeat(LABELS, weights), np.repeat(SCORES, weights)
    assert worked.average_precision(copies) == pytest.approx(metrics.average_precision_score(labels, scores))
    assert metrics.roc_auc_score(labels, scores) == pytest.approx(VALUE["roc_auc"])


def test_normalised_entropy_is_log_loss_over_that_of_the_base_rate():
    constant = metrics.log_loss(LABELS, np.full(len(LABELS), LABELS.mean()))
    assert VALUE["normalised_entropy"] == pytest.approx(VALUE["log_loss"] / constant)


def test_calibration_error_from_expanded_impressions():
    means, sizes, clicks = (np.array(column) for column in zip(*worked.CALIBRATION, strict=True))
    labels = np.concatenate([np.r_[np.ones(c), np.zeros(n - c)] for n, c in zip(sizes, clicks, strict=True)])
    predicted = np.repeat(means, sizes)
    gaps = [abs(labels[predicted == mean].mean() - mean) * (predicted == mean).mean() for mean in means]
    assert VALUE["ece"] == pytest.approx(sum(gaps))
    assert VALUE["calibration_ratio"] == pytest.approx(predicted.sum() / labels.sum())


@pytest.mark.parametrize(("name", "exponential"), [("ndcg_at_5", True), ("ndcg_at_5_linear", False)])
def test_ndcg(name, exponential):
    grades = np.array(worked.GRADES, dtype=float)
    gains = 2**grades - 1 if exponential else grades
    order = -np.arange(len(grades), dtype=float)
    assert VALUE[name] == pytest.approx(metrics.ndcg_score([gains], [order], k=5))


def test_ranked_query_metrics():
    shown, relevant = worked.QUERIES[0]
    assert worked.query_average_precision(shown, relevant) == pytest.approx(
        metrics.average_precision_score(shown, -np.arange(5))
    )
    single = np.eye(5, dtype=int)[3]
    assert worked.reciprocal_rank(list(single)) == pytest.approx(
        metrics.label_ranking_average_precision_score([single], [-np.arange(5)])
    )
    cut = np.array([np.cumsum(s) / np.arange(1, 6) @ np.array(s) / r for s, r in worked.QUERIES])
    assert VALUE["map"] == pytest.approx(cut.mean())


@pytest.mark.parametrize("rank", [1, 20, 500])
def test_sampled_hit_rate_is_hypergeometric(rank):
    assert worked.sampled_hit(rank) == pytest.approx(hypergeom(999, rank - 1, 99).cdf(9))


def test_diversity_and_exposure():
    vectors = np.array(worked.VECTORS)
    similarity = metrics.pairwise.cosine_similarity(vectors)[np.triu_indices(3, 1)].mean()
    assert VALUE["intra_list_diversity"] == pytest.approx(1 - similarity)
    counts = np.array(worked.exposure(), dtype=float)
    differences = np.abs(counts[:, None] - counts[None, :]).mean()
    assert VALUE["gini"] == pytest.approx(differences / (2 * counts.mean()))


def test_off_policy_estimates():
    logged, new, click = np.array(worked.LOGGED).T
    weight = new / logged
    assert VALUE["ips"] == pytest.approx((weight * click).mean())
    assert VALUE["snips"] == pytest.approx(np.average(click, weights=weight))
    assert VALUE["ips_clipped"] == pytest.approx((np.minimum(weight, 3) * click).mean())


def test_auc_standard_error_against_simulation():
    generator = np.random.default_rng(7)
    areas = []
    for _ in range(400):
        # Exponential scores with this ratio of means have an area of 0.75, the model behind the formula.
        scores = np.r_[generator.exponential(3, 200), generator.exponential(1, 800)]
        areas.append(metrics.roc_auc_score(np.r_[np.ones(200), np.zeros(800)], scores))
    assert np.mean(areas) == pytest.approx(0.75, abs=0.005)
    assert worked.auc_standard_error(0.75, 200, 800) == pytest.approx(np.std(areas), rel=0.12)
