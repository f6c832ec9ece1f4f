"""The sums done by hand in the news feed case agree with reference libraries."""

import numpy as np
import pytest
from scipy.stats import binom
from sklearn.metrics import ndcg_score, roc_auc_score

from macros.worked import news_feed as case


def value(name: str) -> float:
    return float(case.WORKED[name].value)


@pytest.mark.parametrize("post", list(case.POSTS))
def test_value_is_the_dot_product_of_chances_and_weights(post: str) -> None:
    weights = [case.WEIGHTS[action] for action in case.ACTIONS]
    assert value(f"value_{post.lower()}") == pytest.approx(np.dot(case.POSTS[post], weights))


def test_each_objective_orders_the_four_posts_in_its_own_way() -> None:
    names = ("order_likes", "order_interactions", "order_value", "order_final")
    orders = [case.WORKED[name].value for name in names]
    assert orders == ["B, D, A, C", "A, B, D, C", "B, D, C, A", "B, C, D, A"]


def test_a_demotion_halves_the_value_it_is_applied_to() -> None:
    assert value("final_a") == pytest.approx(value("value_a") / 2)


def test_auc_of_each_viewer_is_sklearns() -> None:
    assert value("auc_liker") == pytest.approx(roc_auc_score(case.LIKER[1], case.LIKER[0]))
    assert value("auc_rare") == pytest.approx(roc_auc_score(case.RARE[1], case.RARE[0]))


def test_pooled_auc_is_sklearns_and_flatters_the_model() -> None:
    pooled = roc_auc_score(case.LIKER[1] + case.RARE[1], case.LIKER[0] + case.RARE[0])
    assert value("auc_pooled") == pytest.approx(pooled)
    assert value("auc_pooled") > value("gauc")


def test_ndcg_is_sklearns_on_values_clipped_at_zero() -> None:
    scores = np.arange(len(case.REALISED), 0, -1)
    gains = np.clip(case.REALISED, 0, None)
    assert value("ndcg_at_5") == pytest.approx(ndcg_score([gains], [scores], k=5))


def test_skip_thresholds_are_numpys_percentiles() -> None:
    assert value("skip_text") == pytest.approx(np.percentile(case.TEXT, 20))
    assert value("skip_video") == pytest.approx(np.percentile(case.VIDEO, 20))


def test_spacing_takes_the_best_discounted_post_at_every_place() -> None:
    row = {post: (author, worth) for post, author, worth in case.RERANK}
    placed: list[str] = []
    for post in case.spaced():
        seen = [row[other][0] for other in placed]
        worth = {
            other: row[other][1] * case.REPEAT ** seen.count(row[other][0]) for other in row if other not in placed
        }
        assert worth[post] == pytest.approx(max(worth.values()))
        placed.append(post)
    assert sorted(placed) == sorted(row)


def test_standard_error_after_exploration_is_the_binomials() -> None:
    exact = binom(case.EXPLORED, case.REACTION_RATE).std() / case.EXPLORED
    assert value("explore_error") == pytest.approx(100 * exact)
