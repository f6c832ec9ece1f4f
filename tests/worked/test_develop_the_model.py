"""The twelve cards of the model chapter against scikit-learn, and the undoing of sampled negatives."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit, logit
from sklearn.metrics import log_loss as sklearn_log_loss
from sklearn.metrics import roc_auc_score

from macros.worked.develop_the_model import LABELS, POPULARITY, TREES, auc, log_loss, undo_sampling
from tests.worked.page_tables import cells


@pytest.mark.parametrize("card", range(1, 13))
def test_card_in_the_text_is_the_one_scored(card: int) -> None:
    added, popularity, trees = cells("docs/framework/develop-the-model.md", str(card))
    assert (added == "yes", float(popularity), float(trees)) == (
        bool(LABELS[card - 1]),
        POPULARITY[card - 1],
        TREES[card - 1],
    )


@pytest.mark.parametrize("scores", [POPULARITY, TREES])
def test_metrics_agree_with_the_reference(scores: list[float]) -> None:
    assert auc(LABELS, scores) == pytest.approx(roc_auc_score(LABELS, scores))
    assert log_loss(LABELS, scores) == pytest.approx(sklearn_log_loss(LABELS, scores))


def test_trees_lose_one_pair_of_twenty_seven() -> None:
    assert auc(LABELS, TREES) == pytest.approx(26 / 27)


def test_undoing_the_sampling_shifts_the_log_odds_by_the_share_kept() -> None:
    scores = np.array([0.01, 0.08, 0.5, 0.99])
    assert [undo_sampling(s, 0.1) for s in scores] == pytest.approx(expit(logit(scores) + np.log(0.1)))
