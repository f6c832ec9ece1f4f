"""The worked numbers of the online experiments chapter, each computed from its formula in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, comb, erfc, exp, pi, sqrt
from statistics import NormalDist

from macros.worked import Worked

NORMAL = NormalDist()

# Read-out of one finished test: users and buyers per arm.
USERS, CONTROL, TREATMENT = 100_000, 5_000, 5_210

# Seven days of another test, 20,000 users an arm a day: conversions per day.
DAILY_USERS = 20_000
DAILY_CONTROL = (1000, 1010, 990, 1005, 1000, 995, 1000)
DAILY_TREATMENT = (1060, 1075, 1010, 1000, 1015, 1000, 1010)
# Scale of the effects one hopes for, absolute: the mixing spread of the sequential test.
MIXING = 0.002

# Eight users before (x) and during (y) a test; odd places are control, even places treatment.
BEFORE = (2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0)
DURING = (4.0, 9.0, 5.0, 13.0, 8.0, 10.0, 13.0, 14.0)

# Clicks and views of six users, for a ratio whose unit of assignment is the user.
CLICKS, VIEWS = (0.0, 1.0, 8.0, 0.0, 6.0, 1.0), (20.0, 20.0, 20.0, 10.0, 20.0, 10.0)

# Sessions in which the interleaved list was clicked more for A, more for B, or equally.
A_WINS, B_WINS, TIES = 84, 120, 196

P_VALUES = (0.001, 0.012, 0.021, 0.040, 0.300)


def z(level: float) -> float:
    """Quantile of the standard normal distribution."""
    return NORMAL.inv_cdf(level)


def two_sided(statistic: float) -> float:
    """Two-sided p-value of a z statistic."""
    return 2 * (1 - NORMAL.cdf(abs(statistic)))


def sample_size(base: float, lift: float, alpha: float = 0.05, power: float = 0.8) -> int:
    """Users per arm to detect a relative `lift` of a proportion, two-sided (the formula of `macros.experiments`)."""
    other, middle = base * (1 + lift), base * (1 + lift / 2)
    alike = z(1 - alpha / 2) * sqrt(2 * middle * (1 - middle))
    apart = z(power) * sqrt(base * (1 - base) + other * (1 - other))
    return ceil((alike + apart) ** 2 / (other - base) ** 2)


def margin_size(base: float, margin: float, alpha: float = 0.025, power: float = 0.8) -> float:
    """Users per arm to show that a proportion fell by less than `margin`, when in truth it did not move."""
    return (z(1 - alpha) + z(power)) ** 2 * 2 * base * (1 - base) / margin**2


def margin_interval(change: float, base: float, users: int, alpha: float = 0.025) -> tuple[float, float]:
    """Interval of a change of a proportion that goes with a one-sided test at `alpha`, `users` in each arm."""
    half = z(1 - alpha) * sqrt(2 * base * (1 - base) / users)
    return change - half, change + half


def pooled_z(control: int, treatment: int, users: int) -> float:
    """z statistic of the difference of two proportions with `users` in each arm."""
    pooled = (control + treatment) / (2 * users)
    return (treatment - control) / users / sqrt(2 * pooled * (1 - pooled) / users)


def difference_error(control: int, treatment: int, users: int) -> float:
    """Standard error of the difference, each arm with its own variance (for the interval)."""
    rates = (control / users, treatment / users)
    return sqrt(sum(rate * (1 - rate) for rate in rates) / users)


def ratio_mismatch(first: int, second: int) -> float:
    """p-value of a chi-squared test that two arms were meant to be equal in size."""
    expected = (first + second) / 2
    statistic = ((first - expected) ** 2 + (second - expected) ** 2) / expected
    return erfc(sqrt(statistic / 2))


def crossing(bounds: Sequence[float], points: int = 161) -> float:
    """Chance that a test without any effect crosses one of `bounds` on |z| at equally spaced looks.

    Armitage, McPherson and Rowe's recursion: the density of the running sum of unit-variance steps, restricted to
    what has not crossed yet, integrated by Simpson's rule.
    """
    inside, kept = [0.0], [1.0]
    for look, bound in enumerate(bounds, start=1):
        edge = bound * sqrt(look)
        width = 2 * edge / (points - 1)
        grid = [-edge + i * width for i in range(points)]
        densities = [sum(k * _bell(x - s) for s, k in zip(inside, kept, strict=True)) for x in grid]
        weights = [width / 3 * (1 if i in (0, points - 1) else 4 if i % 2 else 2) for i in range(points)]
        inside, kept = grid, [w * d for w, d in zip(weights, densities, strict=True)]
    return 1 - sum(kept)


def _bell(x: float) -> float:
    return exp(-x * x / 2) / sqrt(2 * pi)


def obrien_fleming(constant: float, looks: int) -> list[float]:
    """Bounds that start high and end near the fixed one: `constant` times the root of looks over look."""
    return [constant * sqrt(looks / look) for look in range(1, looks + 1)]


def solve(looks: int, start: float) -> float:
    """The O'Brien-Fleming constant that spends exactly 5 % over `looks`, by the secant method."""
    low, high = start - 0.05, start
    at_low, at_high = (crossing(obrien_fleming(c, looks)) - 0.05 for c in (low, high))
    for _ in range(4):
        low, high, at_low = high, high - at_high * (high - low) / (at_high - at_low), at_high
        at_high = crossing(obrien_fleming(high, looks)) - 0.05
    return high


def totals(daily: Sequence[int], day: int) -> int:
    """Conversions up to and including `day`."""
    return sum(daily[:day])


def naive_p(day: int) -> float:
    """The fixed-sample p-value somebody would read on `day`."""
    control, treatment = totals(DAILY_CONTROL, day), totals(DAILY_TREATMENT, day)
    return two_sided(pooled_z(control, treatment, day * DAILY_USERS))


def evidence(day: int) -> float:
    """Mixture likelihood ratio after `day` days, effects mixed over a normal with spread MIXING."""
    control, treatment, users = totals(DAILY_CONTROL, day), totals(DAILY_TREATMENT, day), day * DAILY_USERS
    pooled = (control + treatment) / (2 * users)
    variance, effect = 2 * pooled * (1 - pooled) / users, (treatment - control) / users
    mixed = variance + MIXING**2
    return sqrt(variance / mixed) * exp(effect**2 * MIXING**2 / (2 * variance * mixed))


def always_valid_p(day: int) -> float:
    """Running minimum of one over the evidence: may be read on any day."""
    return min([1.0] + [1 / evidence(d) for d in range(1, day + 1)])


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean."""
    return sum(values) / len(values)


def covariance(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Sample covariance, with n - 1."""
    x, y = mean(xs), mean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / (len(xs) - 1)


THETA = covariance(BEFORE, DURING) / covariance(BEFORE, BEFORE)
CORRELATION = covariance(BEFORE, DURING) / sqrt(covariance(BEFORE, BEFORE) * covariance(DURING, DURING))
ADJUSTED = [y - THETA * (x - mean(BEFORE)) for x, y in zip(BEFORE, DURING, strict=True)]


def arm_difference(values: Sequence[float]) -> float:
    """Treatment mean minus control mean."""
    return mean(values[1::2]) - mean(values[0::2])


RATIO = sum(CLICKS) / sum(VIEWS)


def naive_ratio_error() -> float:
    """Standard error as if every view were an independent user."""
    return sqrt(RATIO * (1 - RATIO) / sum(VIEWS))


def delta_ratio_error() -> float:
    """Standard error of a ratio of two means over users, by the delta method."""
    spread = covariance(CLICKS, CLICKS) - 2 * RATIO * covariance(CLICKS, VIEWS) + RATIO**2 * covariance(VIEWS, VIEWS)
    return sqrt(spread / len(VIEWS)) / mean(VIEWS)


def team_draft(a: Sequence[str], b: Sequence[str], coins: str) -> list[tuple[str, str]]:
    """Team-draft interleaving: each round the side the coin names picks its best item left, then the other."""
    taken: list[tuple[str, str]] = []
    for coin in coins:
        for side in (coin, "B" if coin == "A" else "A"):
            left = [item for item in (a if side == "A" else b) if item not in [item for item, _ in taken]]
            taken.append((left[0], side))
    return taken


def sign_test(wins: int, losses: int) -> float:
    """Two-sided exact binomial p-value that wins and losses are equally likely."""
    n = wins + losses
    tail = sum(comb(n, i) for i in range(max(wins, losses), n + 1))
    return min(1.0, 2 * float(tail / 2**n))


def kept_by_benjamini_hochberg(rate: float = 0.05) -> int:
    """How many of the sorted p-values pass at false discovery rate `rate`."""
    n = len(P_VALUES)
    return max((i for i, p in enumerate(sorted(P_VALUES), start=1) if p <= rate * i / n), default=0)


def novelty_lift(days: range) -> float:
    """Mean lift in per cent over `days` when 4 points of novelty fade by 30 % a day onto a lasting 2 %."""
    return mean([2 + 4 * 0.7 ** (day - 1) for day in days])


CONTROL_RATE, TREATMENT_RATE = CONTROL / USERS, TREATMENT / USERS
ERROR = difference_error(CONTROL, TREATMENT, USERS)
DRAFT = team_draft(("v1", "v2", "v3", "v4"), ("v2", "v4", "v1", "v5"), "AB")
RETAINED_USERS = 14 * 200_000 // 2  # two weeks at the arrivals of the sizing table, two arms
RETAINED = margin_interval(-0.0005, 0.40, RETAINED_USERS)
OBF = solve(5, 2.05)
DESIGN_EFFECT = 1 + (1000 - 1) * 0.005  # 1,000 users in a cluster, outcomes that correlate by half a per cent in it

WORKED: dict[str, Worked] = {
    **{f"n_{lift}_percent": Worked(sample_size(0.05, lift / 100), ",d") for lift in (1, 2, 10)},
    "n_guardrail": Worked(round(margin_size(0.40, 0.001)), ",d"),
    "guardrail_users": Worked(RETAINED_USERS, ",d"),
    "guardrail_low": Worked(f"{100 * RETAINED[0]:.2f}".replace("-", "\N{MINUS SIGN}")),
    "guardrail_high": Worked(100 * RETAINED[1], "+.2f"),
    "z_sum_squared": Worked((z(0.975) + z(0.8)) ** 2, ".2f"),
    "design_effect": Worked(DESIGN_EFFECT, ".0f"),
    "design_mde": Worked(sqrt(DESIGN_EFFECT), ".1f"),
    "lift": Worked(100 * (TREATMENT / CONTROL - 1), ".1f"),
    "z_statistic": Worked(pooled_z(CONTROL, TREATMENT, USERS), ".2f"),
    "p_value": Worked(two_sided(pooled_z(CONTROL, TREATMENT, USERS)), ".3f"),
    "interval_low": Worked(100 * (TREATMENT_RATE - CONTROL_RATE - z(0.975) * ERROR), ".3f"),
    "interval_high": Worked(100 * (TREATMENT_RATE - CONTROL_RATE + z(0.975) * ERROR), ".3f"),
    "interval_low_lift": Worked(100 * (TREATMENT_RATE - CONTROL_RATE - z(0.975) * ERROR) / CONTROL_RATE, ".1f"),
    "interval_high_lift": Worked(100 * (TREATMENT_RATE - CONTROL_RATE + z(0.975) * ERROR) / CONTROL_RATE, ".1f"),
    "srm_p": Worked(ratio_mismatch(500_000, 496_000), ".5f"),
    "srm_bias": Worked(100 * (500_000 / 496_000 - 1), ".1f"),
    "srm_mild_p": Worked(ratio_mismatch(500_000, 499_000), ".2f"),
    "peek_5": Worked(100 * crossing([z(0.975)] * 5), ".0f"),
    "peek_14": Worked(100 * crossing([z(0.975)] * 14), ".0f"),
    "obf_constant": Worked(OBF, ".2f"),
    "obf_first": Worked(obrien_fleming(OBF, 5)[0], ".2f"),
    "obf_third": Worked(obrien_fleming(OBF, 5)[2], ".2f"),
    "obf_fourth": Worked(obrien_fleming(OBF, 5)[3], ".2f"),
    "obf_spent": Worked(100 * crossing(obrien_fleming(OBF, 5)), ".1f"),
    **{f"naive_p_{day}": Worked(naive_p(day), ".3f") for day in range(1, 8)},
    **{f"always_p_{day}": Worked(always_valid_p(day), ".3f") for day in range(1, 8)},
    "theta": Worked(THETA, ".3f"),
    "raw_difference": Worked(arm_difference(DURING), ".1f"),
    "before_difference": Worked(arm_difference(BEFORE), ".1f"),
    "cuped_difference": Worked(arm_difference(ADJUSTED), ".2f"),
    "correlation": Worked(CORRELATION, ".2f"),
    "variance_left": Worked(100 * (1 - CORRELATION**2), ".0f"),
    "variance_before": Worked(covariance(DURING, DURING), ".1f"),
    "variance_after": Worked(covariance(ADJUSTED, ADJUSTED), ".1f"),
    "ratio": Worked(RATIO, ".2f"),
    "ratio_error_naive": Worked(naive_ratio_error(), ".3f"),
    "ratio_error_delta": Worked(delta_ratio_error(), ".3f"),
    "ratio_false": Worked(100 * two_sided(z(0.975) * naive_ratio_error() / delta_ratio_error()), ".0f"),
    "draft": Worked(", ".join(f"{item} ({side})" for item, side in DRAFT)),
    "interleave_p": Worked(sign_test(B_WINS, A_WINS), ".3f"),
    "interleave_preference": Worked(100 * ((B_WINS + TIES / 2) / (A_WINS + B_WINS + TIES) - 0.5), ".1f"),
    "any_false_20": Worked(100 * (1 - 0.95**20), ".0f"),
    "benjamini_hochberg": Worked(kept_by_benjamini_hochberg(), "d"),
    "novelty_first_week": Worked(novelty_lift(range(1, 8)), ".1f"),
    "novelty_fourth_week": Worked(novelty_lift(range(22, 29)), ".1f"),
    **{f"market_{arm}": Worked(100 * pull / 2.2, ".1f") for arm, pull in (("control", 1.0), ("treatment", 1.2))},
}
