"""The pipelines chapter's numbers against numpy and scipy."""

import numpy as np
import pytest
from scipy.special import expit, logit

from macros.worked import pipelines as chapter


def value(name: str) -> float:
    return float(chapter.WORKED[name].value)


def as_of(user: str, minute: int, column: str, oldest: float) -> int | None:
    """The as-of join by binary search, the way a dataframe library does it."""
    rows = chapter.PLAYS[user]
    position = int(np.searchsorted([getattr(row, column) for row in rows], minute, side="right")) - 1
    return rows[position].value if position >= 0 and minute - rows[position].event <= oldest else None


def test_the_three_joins_against_a_binary_search() -> None:
    for number, (user, minute) in enumerate(chapter.IMPRESSIONS, 1):
        expected = {
            "pit": as_of(user, minute, "available", chapter.OLDEST_MINUTES),
            "event": as_of(user, minute, "event", np.inf),
            "latest": as_of(user, 10**9, "available", np.inf),
        }
        for name, wanted in expected.items():
            assert chapter.WORKED[f"{name}_{number}"].value == ("missing" if wanted is None else wanted)


def test_the_age_limit_drops_an_old_value() -> None:
    assert chapter.point_in_time("u2", 520) == 1
    assert chapter.point_in_time("u2", 480 + chapter.OLDEST_MINUTES + 1) is None


def test_wrong_rows_are_those_that_differ_from_the_point_in_time_join() -> None:
    served = [str(chapter.WORKED[f"pit_{n}"]) for n in range(1, 6)]
    for name in ("latest", "event"):
        joined = [str(chapter.WORKED[f"{name}_{n}"]) for n in range(1, 6)]
        total = value("wrong_latest" if name == "latest" else "wrong_event_time")
        assert sum(a != b for a, b in zip(joined, served, strict=True)) == total


@pytest.mark.parametrize("delay", [0, 1, 5, 60])
def test_share_of_the_window_that_has_arrived(delay: int) -> None:
    arrivals = np.sort([arrival for _, arrival in chapter.PLAY_ARRIVALS])
    seen = np.searchsorted(arrivals, chapter.WINDOW_END + delay, side="right")
    assert 100 * seen / arrivals.size == pytest.approx(value(f"complete_{delay}"))
    assert all(event < chapter.WINDOW_END for event, _ in chapter.PLAY_ARRIVALS)


def test_predictions_from_stale_counts() -> None:
    for seen, name in ((5, "true_probability"), (2, "stale_probability"), (0, "null_probability")):
        moved = chapter.SLOPE * (np.log1p(seen) - np.log1p(5))
        assert 100 * expit(logit(0.05) + moved) == pytest.approx(value(name))
    assert 100 * (value("stale_probability") / value("true_probability") - 1) == pytest.approx(value("stale_change"))


def test_age_of_a_batch_value_by_walking_through_the_days() -> None:
    now = np.arange(27, 27 + 240, 1 / 60)
    age = now - 24 * np.floor((now - 3) / 24)
    found = (age.min(), age.mean(), age.max())
    names = ("age_daily_min", "age_daily_mean", "age_daily_max")
    assert found == pytest.approx(tuple(value(name) for name in names), abs=0.02)
    hourly = now - np.floor(now - 0.25)
    assert 60 * hourly.mean() == pytest.approx(value("age_hourly_mean"), abs=0.6)
