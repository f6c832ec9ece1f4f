"""The sums done by hand in the visual search case agree with reference libraries."""

import numpy as np
import pytest
from scipy.special import log_softmax, softmax
from scipy.stats import hypergeom
from sklearn.metrics import average_precision_score, cohen_kappa_score, ndcg_score, recall_score

from macros.worked import visual_search as case

LOGITS = np.array(list(case.COSINES.values())) / case.TEMPERATURE


def value(name: str) -> float:
    return float(case.WORKED[name].value)


def test_proxy_probability_and_loss_are_scipys() -> None:
    assert value("p_raw") == pytest.approx(softmax(LOGITS)[0])
    assert value("loss_raw") == pytest.approx(-log_softmax(LOGITS)[0])


def test_share_of_the_push_is_the_gradient_of_the_loss() -> None:
    gradient = softmax(LOGITS)
    assert value("push_twin") == pytest.approx(100 * gradient[1] / gradient[1:].sum())


def test_merging_the_twin_removes_its_logit() -> None:
    merged = np.delete(LOGITS, 1)
    assert value("p_merged") == pytest.approx(softmax(merged)[0])
    assert value("loss_merged") == pytest.approx(-log_softmax(merged)[0])
    assert value("push_colour") == pytest.approx(100 * softmax(merged)[1] / softmax(merged)[1:].sum())


def raster(box: case.Box) -> np.ndarray:
    """The box as a picture of ones."""
    left, top, right, bottom = box
    picture = np.zeros((300, 300), dtype=bool)
    picture[top:bottom, left:right] = True
    return picture


def test_intersection_over_union_counts_pixels() -> None:
    drawn, found = raster(case.DRAWN), raster(case.FOUND)
    assert value("shared") == (drawn & found).sum()
    assert value("union") == (drawn | found).sum()
    assert value("iou") == pytest.approx((drawn & found).sum() / (drawn | found).sum())


def test_ndcg_over_the_pool_is_sklearns() -> None:
    gains = [2**grade - 1 for grade in case.SHOWN + case.MISSED]
    order = list(range(len(gains), 0, -1))
    assert value("ndcg") == pytest.approx(ndcg_score([gains], [order], k=len(case.SHOWN)))


def test_average_precision_is_sklearns_scaled_to_the_pool() -> None:
    good = [grade >= case.GOOD for grade in case.SHOWN]
    in_pool = sum(grade >= case.GOOD for grade in case.SHOWN + case.MISSED)
    expected = average_precision_score(good, range(len(good), 0, -1)) * sum(good) / in_pool
    assert value("ap") == pytest.approx(expected)
    assert value("precision") == pytest.approx(np.mean(good))


def test_index_recall_is_sklearns() -> None:
    ids = sorted(set(case.EXACT) | set(case.RETURNED))
    true, got = [i in case.EXACT for i in ids], [i in case.RETURNED for i in ids]
    assert value("index_recall") == pytest.approx(recall_score(true, got))


def test_recall_of_the_same_product_is_sklearns() -> None:
    same = [grade == case.SAME for grade in case.SHOWN + case.MISSED]
    shown = [True] * len(case.SHOWN) + [False] * len(case.MISSED)
    assert value("same_found") == pytest.approx(recall_score(same, shown))


def test_kappa_is_sklearns() -> None:
    both, first, second, neither = case.RATERS
    one = [1] * (both + first) + [0] * (second + neither)
    two = [1] * both + [0] * first + [1] * second + [0] * neither
    assert value("kappa") == pytest.approx(cohen_kappa_score(one, two))


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("through", (0.92, 0.78, 0.95, 0.85)),
        ("through_index", (0.92, 0.78, 0.99, 0.85)),
        ("through_embedding", (0.92, 0.85, 0.95, 0.85)),
        ("through_rank", (0.92, 0.78, 0.95, 0.92)),
        ("through_box", (0.97, 0.78, 0.95, 0.85)),
    ],
)
def test_funnel_multiplies(name: str, stages: tuple[float, ...]) -> None:
    assert value(name) == pytest.approx(np.prod(stages))


def test_twins_expected_in_a_batch_are_the_hypergeometric_mean() -> None:
    expected = hypergeom(case.PRODUCTS - 1, case.OTHER_IDS, case.BATCH - 1).mean()
    assert value("twins_in_batch") == pytest.approx(expected, rel=1e-3)


def test_a_category_filter_loses_what_the_classifier_misses() -> None:
    assert value("category_lost_1") == pytest.approx(100 - 100 * case.CATEGORY_TOP_1)
    assert value("category_lost_3") == pytest.approx(100 - 100 * case.CATEGORY_TOP_3)
