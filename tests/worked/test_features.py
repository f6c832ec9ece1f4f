"""The features chapter's numbers against scikit-learn, scipy and a simulation."""

import numpy as np
import pytest
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.preprocessing import QuantileTransformer, StandardScaler, TargetEncoder

from macros.worked import features as chapter


def rows() -> tuple[np.ndarray, np.ndarray]:
    """The thousand impressions of the table, one row each."""
    names, clicks = [], []
    for name, (clicked, shown) in chapter.CREATORS.items():
        names += [name] * shown
        clicks += [1] * clicked + [0] * (shown - clicked)
    return np.array(names).reshape(-1, 1), np.array(clicks)


def value(name: str) -> float:
    return float(chapter.WORKED[name].value)


def test_smoothing_is_that_of_the_target_encoder() -> None:
    names, clicks = rows()
    encoder = TargetEncoder(smooth=chapter.SMOOTHING, target_type="binary").fit(names, clicks)
    encoded = encoder.transform(np.array([["ana"], ["bo"], ["cy"], ["dee"]])).ravel()
    assert encoded == pytest.approx([value(f"smooth_{key}") for key in ("ana", "bo", "cy", "new")])
    assert clicks.mean() == pytest.approx(value("prior"))


def test_the_leak_is_a_perfect_auc_and_disappears_out_of_fold() -> None:
    labels = [1] * chapter.SINGLETON_CLICKS + [0] * (chapter.SINGLETON_ADS - chapter.SINGLETON_CLICKS)
    in_sample = [chapter.smoothed(label, 1) for label in labels]
    assert roc_auc_score(labels, in_sample) == pytest.approx(value("leak_auc"))
    assert roc_auc_score(labels, [chapter.prior()] * len(labels)) == pytest.approx(value("out_of_fold_auc"))


@pytest.mark.parametrize("power", [20, 23, 24])
def test_collision_share_against_a_simulation(power: int) -> None:
    buckets = np.random.default_rng(power).integers(0, 2**power, chapter.IDS)
    sizes = np.bincount(buckets, minlength=2**power)
    assert 100 * np.mean(sizes[buckets] > 1) == pytest.approx(value(f"collide_2_{power}"), abs=0.2)


def test_two_hashes_collide_with_the_probability_of_the_pair() -> None:
    others = stats.binom(chapter.IDS - 1, 2.0**-40)
    assert 100 * others.sf(0) == pytest.approx(value("collide_two_hashes"), rel=1e-4)


def test_scalings_against_scikit_learn_and_scipy() -> None:
    counts = np.array(chapter.WATCH_COUNTS, dtype=float)
    scores = StandardScaler().fit_transform(counts.reshape(-1, 1)).ravel()
    assert scores[[0, 4, 7]] == pytest.approx([value("z_low"), value("z_median"), value("z_high")])
    shares = [stats.percentileofscore(counts, x, kind="weak") / 100 for x in (0, 5, 900)]
    assert shares == pytest.approx([value("cdf_low"), value("cdf_median"), value("cdf_high")])
    assert np.log1p([5, 900]) == pytest.approx([value("log_median"), value("log_high")])
    order = QuantileTransformer(n_quantiles=8).fit_transform(counts.reshape(-1, 1)).ravel()
    assert list(order) == sorted(order)


def test_only_the_cross_lowers_the_log_loss() -> None:
    cells, labels = [], []
    for (day, genre), rate in chapter.CROSS_RATES.items():
        cells += [[day == "weekday", genre == "tutorial"]] * 1000
        labels += [1] * round(1000 * rate) + [0] * round(1000 * (1 - rate))
    plain = np.array(cells, dtype=float)
    crossed = np.column_stack([plain, plain[:, 0] == plain[:, 1]])
    losses = []
    for matrix in (plain, crossed):
        model = LogisticRegression(C=1e9, max_iter=1000).fit(matrix, labels)
        losses.append(log_loss(labels, model.predict_proba(matrix)[:, 1]))
    assert losses == pytest.approx([value("loss_without_cross"), value("loss_with_cross")], abs=1e-5)
    assert 100 * (1 - losses[1] / losses[0]) == pytest.approx(value("loss_gain_percent"), abs=0.05)
