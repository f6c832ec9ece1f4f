"""Experiment arithmetic: how many users an A/B test needs and for how long, and what it can detect.

An estimate `ab: {experiment: proportion, ...}` becomes ordinary formulas over the page's estimates, so that it is
checked for units, shown with its derivation and live in the calculator like any other. It gives

    ab_mde            the absolute difference to detect         (proportion in the baseline's unit, mean in the sd's)
    ab_mde_relative   the same as a share of the baseline       (needs a baseline)
    ab_n_per_arm      randomisation units in each arm           (in `unit`)
    ab_n_total        in all arms
    ab_days           whole days until enough traffic came      (needs traffic)
    ab_weeks          the same in whole weeks, as weekdays differ

With `days` in place of `mde_relative` or `mde_absolute` it goes the other way: the traffic of that many days gives
ab_n_per_arm, and that the ab_mde.

Formulas, two-sided, equal arms, normal approximation:

* proportions: n = (z(1-a/2) sqrt(2 m (1-m)) + z(power) sqrt(p1 (1-p1) + p2 (1-p2)))^2 / (p2 - p1)^2, m = (p1+p2)/2.
  Fleiss, Levin, Paik, Statistical Methods for Rates and Proportions, 3rd ed. (2003), section 4.2, without continuity
  correction; what R's power.prop.test solves.
* means: n = 2 (z(1-a/2) + z(power))^2 sd^2 / d^2. Same approximation; the t-test needs about one unit more an arm.
* minimum detectable effect: the inverse; for proportions with both variances taken at the baseline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from macros.problems import ProblemError
from macros.unit_names import nouns


class Design(Protocol):
    """What an experiment entry names; every field is an estimate's name, or empty."""

    @property
    def experiment(self) -> str: ...  # noqa: D102
    @property
    def alpha(self) -> str: ...  # noqa: D102
    @property
    def power(self) -> str: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def baseline(self) -> str: ...  # noqa: D102
    @property
    def sd(self) -> str: ...  # noqa: D102
    @property
    def mde_relative(self) -> str: ...  # noqa: D102
    @property
    def mde_absolute(self) -> str: ...  # noqa: D102
    @property
    def days(self) -> str: ...  # noqa: D102
    @property
    def traffic(self) -> str: ...  # noqa: D102
    @property
    def share(self) -> str: ...  # noqa: D102
    @property
    def arms(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Derived:
    """One estimate an experiment comes to: a formula over estimates' names, in `unit` or in that of estimate `like`."""

    name: str
    formula: str
    label: str
    unit: str = ""
    like: str = ""


def expand(name: str, design: Design) -> Iterator[Derived]:
    """The estimates of experiment `name`. Raises ProblemError `experiment-incomplete`."""
    _check(name, design)
    arms = design.arms or "2"
    n, mde = f"{name}_n_per_arm", f"{name}_mde"
    arrivals = f"{design.traffic} * {design.share}" if design.share else design.traffic
    scale = design.baseline if design.experiment == "proportion" else design.sd
    plural = nouns()[design.unit][1] if design.unit in nouns() else f"{design.unit or 'unit'}s"
    if design.days:
        yield Derived(
            n, f"floor({arrivals} * {design.days} / {arms})", f"{plural} in each arm".capitalize(), design.unit
        )
        yield Derived(mde, detectable(design, n), "Smallest difference it can detect", like=scale)
    else:
        absolute = design.mde_absolute or f"{design.baseline} * {design.mde_relative}"
        yield Derived(mde, absolute, "Difference to detect", like=scale)
        yield Derived(n, sample_size(design, mde), f"{plural} in each arm".capitalize(), design.unit)
    if design.baseline:
        yield Derived(f"{name}_mde_relative", f"{mde} / {design.baseline}", "The same, relative to the baseline", "%")
    yield Derived(f"{name}_n_total", f"{n} * {arms}", f"{plural} in all arms".capitalize(), design.unit)
    if design.traffic and not design.days:
        days = f"{name}_days"
        yield Derived(days, f"whole_days({name}_n_total / ({arrivals}))", "Duration in whole days", "day")
        yield Derived(f"{name}_weeks", f"whole_weeks({days})", "Duration in whole weeks", "week")


def sample_size(design: Design, difference: str) -> str:
    """The formula for the size of one arm, to detect `difference`."""
    if design.experiment == "mean":
        return f"ceil(2 * {_z_sum(design)}**2 * {design.sd}**2 / {difference}**2)"
    first, second = design.baseline, f"({design.baseline} + {difference})"
    middle = f"({design.baseline} + {difference} / 2)"
    alike = f"z(1 - {design.alpha} / 2) * sqrt(2 * {middle} * (1 - {middle}))"
    apart = f"z({design.power}) * sqrt({first} * (1 - {first}) + {second} * (1 - {second}))"
    return f"ceil(({alike} + {apart})**2 / {difference}**2)"


def detectable(design: Design, size: str) -> str:
    """The formula for the smallest absolute difference that arms of `size` units detect."""
    spread = design.sd if design.experiment == "mean" else f"sqrt({design.baseline} * (1 - {design.baseline}))"
    return f"{_z_sum(design)} * {spread} * sqrt(2 / count({size}))"


def _z_sum(design: Design) -> str:
    return f"(z(1 - {design.alpha} / 2) + z({design.power}))"


def _check(name: str, design: Design) -> None:
    needed = {"alpha", "power", "baseline" if design.experiment == "proportion" else "sd"}
    if design.mde_relative:
        needed.add("baseline")
    missing = sorted(key for key in needed if not getattr(design, key))
    effects = [key for key in ("mde_relative", "mde_absolute", "days") if getattr(design, key)]
    if design.days and not design.traffic:
        missing.append("traffic")
    if missing:
        raise ProblemError("experiment-incomplete", f"experiment '{name}' needs {', '.join(missing)}")
    if len(effects) != 1:
        found = " and ".join(effects) or "none of them"
        hint = "to find n and days give one of the first two; to find the detectable effect give days"
        message = f"experiment '{name}' needs one of mde_relative, mde_absolute and days, found {found}"
        raise ProblemError("experiment-incomplete", message, hint)
