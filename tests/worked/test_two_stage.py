"""The funnel arithmetic of the two-stage chapter against numpy."""

import numpy as np
import pytest

from macros.worked import two_stage as by_hand


@pytest.fixture(scope="module")
def drawn():
    return by_hand.draw()


@pytest.mark.parametrize("depth", by_hand.DEPTHS)
def test_the_funnel_agrees_with_an_array_computation(drawn, depth):
    worth, retriever, ranker = np.moveaxis(np.array(drawn), 2, 0)
    found, kept, best = 0, 0.0, 0.0
    for w, r, k in zip(worth, retriever, ranker, strict=True):
        retrieved = np.argsort(-r)[:depth]
        page = retrieved[np.argsort(-k[retrieved])[: by_hand.SHOWN]]
        ideal = np.argsort(-k)[: by_hand.SHOWN]
        found += len(np.intersect1d(page, ideal))
        kept += w[page].sum()
        best += w[ideal].sum()
    recall, share, _ = by_hand.funnel(drawn, depth)
    assert (recall, share) == pytest.approx((found / page.size / len(drawn), kept / best))


def test_the_error_of_a_ratio_is_the_spread_of_repeated_ratios():
    rng = np.random.default_rng(0)
    below = rng.normal(40, 4, (20_000, 24))
    above = below + rng.normal(0, 2, below.shape)
    spread = (above.sum(axis=1) / below.sum(axis=1)).std()
    errors = [by_hand.ratio_error(list(a), list(b)) for a, b in zip(above[:500], below[:500], strict=True)]
    assert np.mean(errors) == pytest.approx(spread, rel=0.05)


def test_the_drawn_scores_have_the_stated_fit(drawn):
    worth, retriever, ranker = np.array(drawn).reshape(-1, 3).T
    assert np.corrcoef(worth, retriever)[0, 1] == pytest.approx(by_hand.RETRIEVER_FIT, abs=0.01)
    assert np.corrcoef(worth, ranker)[0, 1] == pytest.approx(by_hand.RANKER_FIT, abs=0.01)
    assert [worth.mean(), worth.std()] == pytest.approx([0, 1], abs=0.02)


def test_stages_multiply():
    assert by_hand.chain(by_hand.STAGE_RECALL) == pytest.approx(np.prod(list(by_hand.STAGE_RECALL.values())))
    assert by_hand.improved("sources", 0.88) / by_hand.chain(by_hand.STAGE_RECALL) == pytest.approx(1.1)


def test_sources_against_an_incidence_matrix():
    brings = np.array([[item in items for item in range(by_hand.IDEAL)] for items in by_hand.SOURCES.values()])
    assert len(by_hand.union(tuple(by_hand.SOURCES))) == brings.any(axis=0).sum()
    for row, name in enumerate(by_hand.SOURCES):
        only = brings[row] & ~np.delete(brings, row, axis=0).any(axis=0)
        assert by_hand.marginal(name) == only.sum()
    pairs = [(brings[i] | brings[j]).sum() for i in range(4) for j in range(i)]
    assert len(by_hand.union(by_hand.best_pair())) == max(pairs)


def test_waiting_for_the_slowest_of_several():
    chances = np.random.default_rng(0).random((200_000, 10)) < 0.01
    assert by_hand.some_slow(10, 0.01) == pytest.approx(chances.any(axis=1).mean(), abs=0.003)
