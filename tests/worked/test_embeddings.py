"""The embeddings chapter's numbers against numpy, scipy and scikit-learn."""

import numpy as np
import pytest
from scipy.linalg import orthogonal_procrustes
from scipy.special import log_softmax, softmax
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.neighbors import NearestNeighbors

from macros.worked import embeddings as chapter


def value(name: str) -> float:
    return float(chapter.WORKED[name].value)


def test_products_norms_and_cosines() -> None:
    items = np.array([chapter.BLOCKBUSTER, chapter.NICHE])
    user = np.array(chapter.USER)
    assert items @ user == pytest.approx([value("dot_blockbuster"), value("dot_niche")])
    assert np.linalg.norm(items, axis=1) == pytest.approx([value("norm_blockbuster"), value("norm_niche")])
    assert cosine_similarity(items, [user]).ravel() == pytest.approx([value("cos_blockbuster"), value("cos_niche")])


@pytest.mark.parametrize(("temperature", "name"), [(1.0, "p_tau_1"), (chapter.TEMPERATURE, "p_tau_small")])
def test_the_best_softmax_that_cosines_allow(temperature: float, name: str) -> None:
    similarities = np.concatenate([[1.0], np.zeros(chapter.NEGATIVES)])
    assert softmax(similarities / temperature)[0] == pytest.approx(value(name))


def test_the_loss_that_is_left() -> None:
    similarities = np.concatenate([[1.0], np.zeros(chapter.NEGATIVES)])
    assert -log_softmax(similarities)[0] == pytest.approx(value("loss_tau_1"))


def found(queries: np.ndarray, items: np.ndarray) -> int:
    nearest = NearestNeighbors(n_neighbors=1, metric="cosine").fit(items).kneighbors(queries, return_distance=False)
    return int(np.sum(nearest.ravel() == np.arange(len(items))))


def test_versions_do_not_mix_and_procrustes_turns_them_back() -> None:
    old, new = np.array(chapter.ITEMS_V1), np.array(chapter.ITEMS_V2)
    turn, _ = orthogonal_procrustes(new, old)
    assert found(new, new) == value("hits_same_version")
    assert found(new, old) == value("hits_mixed")
    assert found(new @ turn, old) == value("hits_aligned")
    assert cosine_similarity(old[:1], new[:1])[0, 0] == pytest.approx(value("cos_mixed"))


def test_the_mean_of_two_interests() -> None:
    pooled = np.mean(chapter.HISTORY, axis=0)
    to_own, to_bridge = cosine_similarity([pooled], [[1, 0], [0.7, 0.7]]).ravel()
    assert (to_own, to_bridge) == pytest.approx((value("pooled_vs_own"), value("pooled_vs_bridge")))


def test_cold_start_weights_are_the_posterior_weights_of_a_normal_mean() -> None:
    noise, prior = 20.0, 1.0  # variance of one observation, variance of the prior: their ratio is COLD_K
    for seen, name in ((5, "cold_weight_5"), (80, "cold_weight_80")):
        precision = seen / noise
        assert precision / (precision + 1 / prior) == pytest.approx(value(name))
