"""The training-at-scale chapter's computations against numpy, a root finder and direct simulation."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from macros.worked import training_at_scale as by_hand


def test_a_ring_leaves_the_sum_with_every_worker():
    held, rounds, sent = by_hand.ring_all_reduce(by_hand.GRADIENTS)
    assert np.array(held) == pytest.approx(np.tile(np.sum(by_hand.GRADIENTS, axis=0), (4, 1)))
    assert rounds == sent == 6
    assert sent / len(by_hand.GRADIENTS[0]) == by_hand.sent_share(4)


@pytest.mark.parametrize(("stages", "micro_batches"), [(4, 1), (4, 8), (4, 32), (8, 8), (2, 5)])
def test_the_counted_idle_share_is_the_formula(stages, micro_batches):
    assert by_hand.idle_share(stages, micro_batches) == pytest.approx((stages - 1) / (micro_batches + stages - 1))


def test_the_timetable_respects_the_order_of_stages():
    table = by_hand.timetable(4, 8)
    for batch in range(8):
        forward = [row.index(("forward", batch)) for row in table]
        backward = [row.index(("backward", batch)) for row in table]
        assert forward == sorted(forward)
        assert backward == sorted(backward, reverse=True)
        assert forward[-1] < backward[-1]


@pytest.mark.parametrize("delay", [0, 1, 2, 4, 8])
def test_the_largest_stable_rate_puts_a_root_on_the_unit_circle(delay):
    limit = by_hand.largest_stable_rate(delay)
    for rate, stable in ((0.99 * limit, True), (1.01 * limit, False)):
        polynomial = np.zeros(delay + 2)
        polynomial[0], polynomial[1] = 1.0, -1.0
        polynomial[-1] += rate
        assert (np.abs(np.roots(polynomial)).max() < 1) == stable


def test_stale_descent_follows_the_recurrence():
    weights = by_hand.stale_descent(2, 8)
    padded = np.array([1.0, 1.0, *weights])
    assert np.diff(padded[2:]) == pytest.approx(-by_hand.RATE * padded[:-3])
    assert by_hand.stale_descent(0, 8)[-1] == pytest.approx(0.5**8)


def test_placement_keeps_every_table_and_counts_its_load():
    for load in ("memory", "lookups"):
        homes = by_hand.placed(by_hand.TABLES, load)
        assert sorted(t.name for home in homes for t in home) == sorted(t.name for t in by_hand.TABLES)
        loads = by_hand.totals(homes, load)
        assert by_hand.imbalance(loads) == pytest.approx(np.max(loads) / np.mean(loads))
        assert max(loads) >= max(getattr(t, load) for t in by_hand.TABLES)
    assert by_hand.imbalance(by_hand.totals(by_hand.split_rows(by_hand.TABLES), "lookups")) == pytest.approx(1)


def test_the_checkpoint_interval_minimises_the_lost_share():
    save, between = 60.0, 30_000.0
    best = minimize_scalar(lambda t: save / t + t / (2 * between), bounds=(60, 30_000), method="bounded").x
    assert by_hand.checkpoint_interval(save, between) == pytest.approx(best, rel=1e-3)
