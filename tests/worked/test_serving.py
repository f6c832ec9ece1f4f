"""The hand-computed serving arithmetic equals what scipy and numpy give, or a seeded simulation."""

import numpy as np
import pytest
from scipy import special, stats

from macros.worked import serving as worked

VALUE = {name: entry.value for name, entry in worked.WORKED.items()}


@pytest.mark.parametrize("load", [0.5, 0.8])
def test_response_time_against_a_simulated_queue(load):
    generator = np.random.default_rng(1)
    n = 400_000
    between, service = generator.exponential(worked.SERVICE_MS / load, n), generator.exponential(worked.SERVICE_MS, n)
    steps = service[:-1] - between[1:]
    walk = np.concatenate([[0], steps.cumsum()])
    response = walk - np.minimum.accumulate(walk) + service
    assert worked.response_ms(load) == pytest.approx(response.mean(), rel=0.05)
    assert worked.response_ms(load, 0.99) == pytest.approx(np.quantile(response, 0.99), rel=0.08)


@pytest.mark.parametrize("servers", [1, 4, 8])
def test_erlang_c(servers):
    offered = servers * 0.8
    lost = stats.poisson.pmf(servers, offered) / stats.poisson.cdf(servers, offered)
    assert worked.erlang_c(servers, 0.8) == pytest.approx(lost / (1 - 0.8 * (1 - lost)))


def test_batches_settle_where_the_formula_says():
    generator = np.random.default_rng(2)
    rate, size, sizes = 1600, 1, []
    for _ in range(20_000):
        size = max(1, generator.poisson(rate * worked.batch_ms(size) / 1000))
        sizes.append(size)
    assert VALUE["settled_1600"] == pytest.approx(np.mean(sizes), rel=0.02)


def test_harmonic_and_zipf():
    assert worked.harmonic(10_000) == pytest.approx((1 / np.arange(1, 10_001)).sum())
    popularity = 1 / np.arange(1, worked.KEYS + 1)
    assert VALUE["hit_1"] / 100 == pytest.approx(popularity[: worked.KEYS // 100].sum() / popularity.sum())


def test_expiry_hit_rate_against_simulation():
    times = np.random.default_rng(4).exponential(2.0, 200_000).cumsum()
    hits, fetched = 0, -np.inf
    for time in times:
        if time < fetched + 1:
            hits += 1
        else:
            fetched = time
    assert worked.expiry_hit(0.5) == pytest.approx(hits / len(times), abs=0.005)


def test_quantisation():
    vector = np.array(worked.VECTOR)
    scale = np.abs(vector).max() / 127
    codes = np.rint(vector / scale).astype(np.int8)
    assert worked.quantise(worked.VECTOR)[1] == codes.tolist()
    error = np.abs(vector - scale * codes).max()
    assert VALUE["largest_error"] == pytest.approx(error)
    assert error <= scale / 2
    assert VALUE["relative_error"] / 100 == pytest.approx(
        np.linalg.norm(vector - scale * codes) / np.linalg.norm(vector)
    )


def test_an_outlier_costs_the_other_values_their_precision():
    assert VALUE["outlier_error"] > 10 * VALUE["relative_error_rest"]


def test_distillation_loss():
    teacher = special.softmax(np.array(worked.TEACHER_LOGITS) / 3)
    student = special.softmax(np.array(worked.STUDENT_LOGITS) / 3)
    assert VALUE["distillation_loss"] == pytest.approx(special.rel_entr(teacher, student).sum())
    assert VALUE["distillation_scaled"] == pytest.approx(9 * VALUE["distillation_loss"])
    assert VALUE["hard_loss"] == pytest.approx(-special.log_softmax(worked.STUDENT_LOGITS)[0])


def test_fan_out():
    assert VALUE["fan_100"] / 100 == pytest.approx(stats.binom(100, 0.01).sf(0))
