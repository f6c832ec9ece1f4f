"""The worked numbers of the pipelines chapter, by hand: a point-in-time join, late events, skew, batch age."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, log1p

from macros.worked import Worked


@dataclass(frozen=True)
class FeatureRow:
    """A value of `plays_7d`: the minute it describes, the minute it could first be read, the value."""

    event: int
    available: int
    value: int


# Minutes since midnight. The batch job describes the world at `event` and lands half an hour to an hour later.
PLAYS: dict[str, tuple[FeatureRow, ...]] = {
    "u1": (FeatureRow(480, 520, 4), FeatureRow(600, 640, 9), FeatureRow(720, 765, 15)),
    "u2": (FeatureRow(480, 520, 1), FeatureRow(720, 765, 2)),
}
IMPRESSIONS: tuple[tuple[str, int], ...] = (("u1", 530), ("u1", 610), ("u1", 700), ("u2", 500), ("u2", 770))
OLDEST_MINUTES = 180

# (event minute, arrival minute) of ten plays that belong to the window from minute 0 to minute 5.
PLAY_ARRIVALS = ((0, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 6), (4, 5), (4, 9), (4, 64))
WINDOW_END = 5
SLOPE, LOGIT = 0.8, log(0.05 / 0.95)


def latest(user: str, _: int) -> int | None:
    """What a join on the user alone gives: the newest value in the table, whenever it was written."""
    return PLAYS[user][-1].value


def by_event_time(user: str, minute: int) -> int | None:
    """The newest value that describes a moment up to `minute`, even where it had not landed yet."""
    known = [row.value for row in PLAYS[user] if row.event <= minute]
    return known[-1] if known else None


def point_in_time(user: str, minute: int) -> int | None:
    """The newest value that could be read at `minute` and is not older than the limit."""
    known = [row for row in PLAYS[user] if row.available <= minute and minute - row.event <= OLDEST_MINUTES]
    return known[-1].value if known else None


def wrong_rows(join: Callable[[str, int], int | None]) -> int:
    """How many of the five impressions get another value than the server had."""
    return sum(join(user, minute) != point_in_time(user, minute) for user, minute in IMPRESSIONS)


def complete(delay: int) -> float:
    """Share of the window's events seen when it closes `delay` minutes after its end."""
    return sum(arrival <= WINDOW_END + delay for _, arrival in PLAY_ARRIVALS) / len(PLAY_ARRIVALS)


def logistic(logit: float) -> float:
    """Probability of a logit."""
    return 1 / (1 + exp(-logit))


def stale_probability(seen: int, true: int) -> float:
    """Prediction for a user with `true` plays whose stored count says `seen`, where the true one gives 5 %."""
    return logistic(LOGIT + SLOPE * (log1p(seen) - log1p(true)))


def batch_age(period: float, landing: float) -> tuple[float, float, float]:
    """Youngest, mean and oldest age (hours) of a value computed every `period` hours that lands `landing` later."""
    return landing, landing + period / 2, landing + period


def row_values() -> dict[str, Worked]:
    """What each of the three joins gives for each impression: `latest_1`, `event_1`, `pit_1` and so on."""
    joins = {"latest": latest, "event": by_event_time, "pit": point_in_time}
    found = {}
    for name, join in joins.items():
        for number, (user, minute) in enumerate(IMPRESSIONS, 1):
            value = join(user, minute)
            found[f"{name}_{number}"] = Worked("missing" if value is None else value)
    return found


WORKED: dict[str, Worked] = {
    **row_values(),
    "wrong_latest": Worked(wrong_rows(latest), ".0f"),
    "wrong_event_time": Worked(wrong_rows(by_event_time), ".0f"),
    "complete_0": Worked(100 * complete(0), ".0f"),
    "complete_1": Worked(100 * complete(1), ".0f"),
    "complete_5": Worked(100 * complete(5), ".0f"),
    "complete_60": Worked(100 * complete(60), ".0f"),
    "true_probability": Worked(100 * stale_probability(5, 5), ".1f"),
    "stale_probability": Worked(100 * stale_probability(2, 5), ".1f"),
    "stale_change": Worked(100 * (stale_probability(2, 5) / stale_probability(5, 5) - 1), ".0f"),
    "null_probability": Worked(100 * stale_probability(0, 5), ".1f"),
    "age_daily_min": Worked(batch_age(24, 3)[0], ".0f"),
    "age_daily_mean": Worked(batch_age(24, 3)[1], ".0f"),
    "age_daily_max": Worked(batch_age(24, 3)[2], ".0f"),
    "age_hourly_mean": Worked(60 * batch_age(1, 0.25)[1], ".0f"),
}
