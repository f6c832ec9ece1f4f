"""The worked numbers of the serving chapter, each computed from its formula in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, factorial, log, sqrt

from macros.worked import Worked

SERVICE_MS = 10.0

# A batch of b inputs takes START + EACH * b milliseconds on the accelerator.
START_MS, EACH_MS = 4.0, 0.25

# A result cache: keys in all, and what a hit and a miss cost.
KEYS, HIT_MS, MISS_MS = 1_000_000, 1.0, 30.0

VECTOR = (0.12, -0.80, 0.33, 0.05, -0.41, 0.62, -0.09, 0.27)
OTHER = (0.40, -0.30, 0.10, -0.20, 0.50, 0.60, 0.20, -0.10)
OUTLIER = (0.12, -8.00, 0.33, 0.05, -0.41, 0.62, -0.09, 0.27)

TEACHER_LOGITS, STUDENT_LOGITS = (4.0, 2.0, -1.0), (3.0, 2.5, 0.0)


def response_ms(load: float, quantile: float | None = None) -> float:
    """Time in an M/M/1 station at utilisation `load`: the mean, or the given quantile (the time is exponential)."""
    mean = SERVICE_MS / (1 - load)
    return mean if quantile is None else -log(1 - quantile) * mean


def erlang_c(servers: int, load: float) -> float:
    """Chance that an arrival at `servers` busy to `load` each has to wait (M/M/c)."""
    offered = servers * load
    last = offered**servers / factorial(servers) / (1 - load)
    return last / (sum(offered**i / factorial(i) for i in range(servers)) + last)


def pooled_wait_ms(servers: int, load: float) -> float:
    """Mean wait in the shared queue before service starts."""
    return erlang_c(servers, load) * SERVICE_MS / (servers * (1 - load))


def any_slow(leaves: int, slow: float) -> float:
    """Chance that at least one of `leaves` parallel calls is slow, each with chance `slow`, independently."""
    return 1 - (1 - slow) ** leaves


def batch_ms(size: float) -> float:
    """Time of one batch."""
    return START_MS + EACH_MS * size


def throughput(size: float) -> float:
    """Inputs a second with batches of `size` back to back."""
    return 1000 * size / batch_ms(size)


def settled_batch(rate: float) -> float:
    """Batch size at which the inputs that arrive during one batch fill the next: b = rate * (start + each * b)."""
    return rate * START_MS / 1000 / (1 - rate * EACH_MS / 1000)


def harmonic(n: int) -> float:
    """Sum of 1/k for k up to n, by Euler and Maclaurin."""
    return log(n) + 0.5772156649015329 + 1 / (2 * n) - 1 / (12 * n * n)


def zipf_hit(share: float) -> float:
    """Share of requests that fall on the most popular `share` of the keys when popularity is one over rank."""
    return harmonic(round(KEYS * share)) / harmonic(KEYS)


def expiry_hit(requests_per_lifetime: float) -> float:
    """Hit rate of one key with Poisson requests when an entry lives a fixed time from its fetch."""
    return requests_per_lifetime / (1 + requests_per_lifetime)


def quantise(vector: Sequence[float]) -> tuple[float, list[int]]:
    """Symmetric int8: the scale that puts the largest magnitude on 127, and the rounded codes."""
    scale = max(abs(v) for v in vector) / 127
    return scale, [round(v / scale) for v in vector]


def restored(vector: Sequence[float]) -> list[float]:
    """What the codes stand for."""
    scale, codes = quantise(vector)
    return [scale * code for code in codes]


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    """Inner product."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def relative_error(vector: Sequence[float], skip: int | None = None) -> float:
    """Norm of the rounding error over the norm of the vector, leaving out position `skip`."""
    pairs = [(v, r) for i, (v, r) in enumerate(zip(vector, restored(vector), strict=True)) if i != skip]
    return sqrt(sum((v - r) ** 2 for v, r in pairs) / sum(v * v for v, _ in pairs))


def softmax(logits: Sequence[float], temperature: float = 1.0) -> list[float]:
    """Probabilities of logits divided by `temperature`."""
    raised = [exp(x / temperature) for x in logits]
    return [x / sum(raised) for x in raised]


def divergence(p: Sequence[float], q: Sequence[float]) -> float:
    """Kullback-Leibler divergence of q from p, in nats."""
    return sum(a * log(a / b) for a, b in zip(p, q, strict=True))


HIT = zipf_hit(0.01)
SCALE, CODES = quantise(VECTOR)
SOFT = softmax(TEACHER_LOGITS, 3)

WORKED: dict[str, Worked] = {
    "service_ms": Worked(SERVICE_MS, ".0f"),
    "mean_50": Worked(response_ms(0.5), ".0f"),
    "mean_70": Worked(response_ms(0.7), ".0f"),
    "mean_80": Worked(response_ms(0.8), ".0f"),
    "mean_90": Worked(response_ms(0.9), ".0f"),
    "mean_95": Worked(response_ms(0.95), ".0f"),
    "p99_50": Worked(response_ms(0.5, 0.99), ".0f"),
    "p99_70": Worked(response_ms(0.7, 0.99), ".0f"),
    "p99_80": Worked(response_ms(0.8, 0.99), ".0f"),
    "p99_90": Worked(response_ms(0.9, 0.99), ".0f"),
    "p99_95": Worked(response_ms(0.95, 0.99), ".0f"),
    "wait_1": Worked(pooled_wait_ms(1, 0.8), ".0f"),
    "wait_8": Worked(pooled_wait_ms(8, 0.8), ".1f"),
    "waits_8": Worked(100 * erlang_c(8, 0.8), ".0f"),
    "fan_20": Worked(100 * any_slow(20, 0.01), ".0f"),
    "fan_100": Worked(100 * any_slow(100, 0.01), ".0f"),
    "fan_100_doubled": Worked(100 * any_slow(100, 0.01**2), ".1f"),
    "leaf_quantile_20": Worked(100 * 0.99 ** (1 / 20), ".2f"),
    "start_ms": Worked(START_MS, ".0f"),
    "each_ms": Worked(EACH_MS, ".2f"),
    **{f"batch_ms_{size}": Worked(batch_ms(size), ".2f") for size in (1, 8, 32, 128)},
    **{f"throughput_{size}": Worked(throughput(size), ",.0f") for size in (1, 8, 32, 128)},
    "throughput_limit": Worked(1000 / EACH_MS, ",.0f"),
    **{f"settled_{rate}": Worked(settled_batch(rate), ".1f") for rate in (400, 1600, 3200)},
    **{f"settled_ms_{rate}": Worked(1.5 * batch_ms(settled_batch(rate)), ".1f") for rate in (400, 1600, 3200)},
    **{f"arrivals_{rate}": Worked(rate, ",d") for rate in (400, 1600, 3200)},
    "hit_ms": Worked(HIT_MS, ".0f"),
    "miss_ms": Worked(MISS_MS, ".0f"),
    "hit_0_1": Worked(100 * zipf_hit(0.001), ".0f"),
    "hit_1": Worked(100 * HIT, ".0f"),
    "hit_10": Worked(100 * zipf_hit(0.1), ".0f"),
    "cached_mean_ms": Worked(HIT * HIT_MS + (1 - HIT) * MISS_MS, ".1f"),
    "cold_factor": Worked(1 / (1 - HIT), ".1f"),
    "expiry_hit_half": Worked(100 * expiry_hit(0.5), ".0f"),
    "expiry_hit_five": Worked(100 * expiry_hit(5), ".0f"),
    "scale": Worked(SCALE, ".4f"),
    "codes": Worked(", ".join(str(code).replace("-", "\N{MINUS SIGN}") for code in CODES)),
    "largest_error": Worked(max(abs(v - r) for v, r in zip(VECTOR, restored(VECTOR), strict=True)), ".4f"),
    "half_scale": Worked(SCALE / 2, ".4f"),
    "relative_error": Worked(100 * relative_error(VECTOR), ".2f"),
    "relative_error_rest": Worked(100 * relative_error(VECTOR, skip=1), ".2f"),
    "outlier_error": Worked(100 * relative_error(OUTLIER, skip=1), ".1f"),
    "dot_exact": Worked(dot(VECTOR, OTHER), ".4f"),
    "dot_int8": Worked(dot(restored(VECTOR), restored(OTHER)), ".4f"),
    "row_bytes_float": Worked(256 * 4, ",d"),
    "row_bytes_int8": Worked(256 + 4, "d"),
    "row_ratio": Worked(100 * (256 + 4) / (256 * 4), ".0f"),
    **{f"teacher_{i}": Worked(p, ".3f") for i, p in enumerate(softmax(TEACHER_LOGITS))},
    **{f"soft_{i}": Worked(p, ".3f") for i, p in enumerate(SOFT)},
    "distillation_loss": Worked(divergence(SOFT, softmax(STUDENT_LOGITS, 3)), ".3f"),
    "distillation_scaled": Worked(3**2 * divergence(SOFT, softmax(STUDENT_LOGITS, 3)), ".2f"),
    "hard_loss": Worked(-log(softmax(STUDENT_LOGITS)[0]), ".3f"),
    "retry_storm": Worked(3**3, "d"),
}
