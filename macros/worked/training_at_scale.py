"""Distributed training by hand: a ring all-reduce, a pipeline's timetable, stale gradients, table placement."""

from __future__ import annotations

from math import pi, sin, sqrt
from typing import NamedTuple

from macros.worked import Worked

# Four workers' gradients, four values each, so that every worker owns one value in the end.
GRADIENTS: tuple[tuple[float, ...], ...] = (
    (1.0, 2.0, 0.0, 4.0),
    (0.0, 1.0, 3.0, -1.0),
    (2.0, -2.0, 1.0, 0.0),
    (1.0, 1.0, 0.0, 1.0),
)

# The pipeline: stages, and small batches a step.
STAGES, FEW, MANY = 4, 8, 32

# Plain gradient descent on w squared over two, with gradients that are some steps old.
RATE, START = 0.5, 1.0


class Table(NamedTuple):
    """An embedding table: memory in GB, look-ups an example."""

    name: str
    memory: float
    lookups: float


TABLES = (
    Table("user id", 128.0, 1.0),
    Table("item id", 64.0, 1.0),
    Table("watch history", 64.0, 50.0),
    Table("query words", 24.0, 8.0),
    Table("channel", 16.0, 10.0),
    Table("country and device", 0.1, 6.0),
)
DEVICES = 4


def ring_all_reduce(gradients: tuple[tuple[float, ...], ...]) -> tuple[list[list[float]], int, int]:
    """Every worker's vector after a ring all-reduce, the rounds it took, and the values each worker sent.

    In round r of the first half worker w passes chunk (w - r) on to its neighbour, which adds it; in the second half
    the finished chunks go round once more and overwrite.
    """
    workers = len(gradients)
    held = [list(own) for own in gradients]
    sent = 0
    for turn in range(2 * (workers - 1)):
        chunks = [(w - turn) % workers for w in range(workers)]
        passed = [(w, chunks[w], held[w][chunks[w]]) for w in range(workers)]
        for w, chunk, value in passed:
            right = (w + 1) % workers
            held[right][chunk] = value + (held[right][chunk] if turn < workers - 1 else 0.0)
        sent += 1
    return held, 2 * (workers - 1), sent


def sent_share(workers: int) -> float:
    """What each worker sends in a ring all-reduce, as a multiple of the gradient's size."""
    return 2 * (workers - 1) / workers


def timetable(stages: int, micro_batches: int) -> list[list[tuple[str, int] | None]]:
    """What each stage does in each slot: all forward passes, then all backward passes in reverse; None is idle.

    A forward and a backward pass of one micro-batch take one slot each, which keeps the idle share unchanged.
    """
    slots = 2 * (micro_batches + stages - 1)
    table: list[list[tuple[str, int] | None]] = [[None] * slots for _ in range(stages)]
    for stage in range(stages):
        for batch in range(micro_batches):
            table[stage][stage + batch] = ("forward", batch)
            table[stage][slots - 1 - stage - batch] = ("backward", batch)
    return table


def idle_share(stages: int, micro_batches: int) -> float:
    """Share of all stage-slots in which nothing happens, counted in the timetable."""
    table = timetable(stages, micro_batches)
    cells = [cell for row in table for cell in row]
    return cells.count(None) / len(cells)


def drawn_row(stage: int, stages: int = 4, micro_batches: int = 4) -> str:
    """One stage's timetable as text: digits are forward passes, letters backward ones, a dot is an idle slot."""
    names = {"forward": "1234", "backward": "abcd"}
    cells = timetable(stages, micro_batches)[stage]
    return " ".join(names[cell[0]][cell[1]] if cell else "." for cell in cells)


def stale_descent(delay: int, steps: int, rate: float = RATE) -> list[float]:
    """Weights after each step when the gradient used is that of the weights `delay` steps ago."""
    weights = [START] * (delay + 1)
    for _ in range(steps):
        weights.append(weights[-1] - rate * weights[-1 - delay])
    return weights[delay:]


def largest_stable_rate(delay: int) -> float:
    """Learning rate above which descent on w squared over two diverges with gradients `delay` steps old.

    The characteristic equation z^(d+1) - z^d + rate = 0 has its roots on the unit circle at 2 sin(pi / (4 d + 2)).
    """
    return 2 * sin(pi / (4 * delay + 2))


def placed(order: tuple[Table, ...], load: str, devices: int = DEVICES) -> list[list[Table]]:
    """Greedy placement: each table, largest `load` first, on the device that has the least of it so far."""
    homes: list[list[Table]] = [[] for _ in range(devices)]
    for table in sorted(order, key=lambda t: -getattr(t, load)):
        min(homes, key=lambda home: sum(getattr(t, load) for t in home)).append(table)
    return homes


def totals(homes: list[list[Table]], load: str) -> list[float]:
    """The load of each device."""
    return [sum(getattr(table, load) for table in home) for home in homes]


def split_rows(order: tuple[Table, ...], devices: int = DEVICES) -> list[list[Table]]:
    """Every table cut by row hash into equal parts, one on each device."""
    return [[Table(t.name, t.memory / devices, t.lookups / devices) for t in order] for _ in range(devices)]


def imbalance(loads: list[float]) -> float:
    """The busiest device's load over the mean: how much longer a synchronous step takes."""
    return max(loads) * len(loads) / sum(loads)


def checkpoint_interval(save: float, between_failures: float) -> float:
    """Young's first-order optimum of the time between checkpoints, in the unit of its arguments."""
    return sqrt(2 * save * between_failures)


_RING, _ROUNDS, _SENT = ring_all_reduce(GRADIENTS)
_BY_MEMORY = placed(TABLES, "memory")
_BY_LOOKUPS = placed(TABLES, "lookups")
_BY_ROWS = split_rows(TABLES)

WORKED: dict[str, Worked] = {
    **{f"ring_sum_{i}": Worked(value, "g") for i, value in enumerate(_RING[0])},
    "ring_rounds": Worked(_ROUNDS),
    "ring_sent": Worked(_SENT),
    "sent_4": Worked(sent_share(4), ".2f"),
    "sent_64": Worked(sent_share(64), ".2f"),
    "sent_1024": Worked(sent_share(1024), ".3f"),
    **{f"row_{stage}": Worked(drawn_row(stage)) for stage in range(4)},
    "idle_four": Worked(idle_share(4, 4), ".0%"),
    "idle_few": Worked(idle_share(STAGES, FEW), ".1%"),
    "idle_many": Worked(idle_share(STAGES, MANY), ".1%"),
    "idle_one": Worked(idle_share(STAGES, 1), ".0%"),
    "slots_few": Worked(2 * (FEW + STAGES - 1)),
    "fresh_8": Worked(stale_descent(0, 8)[-1], ".3f"),
    "stale2_8": Worked(stale_descent(2, 8)[-1], ".3f"),
    "stale4_8": Worked(stale_descent(4, 8)[-1], ".2f"),
    "stale4_40": Worked(abs(stale_descent(4, 40)[-1]), ".0f"),
    "stable_rate_0": Worked(largest_stable_rate(0), ".2f"),
    "stable_rate_2": Worked(largest_stable_rate(2), ".2f"),
    "stable_rate_4": Worked(largest_stable_rate(4), ".2f"),
    "memory_worst_by_memory": Worked(imbalance(totals(_BY_MEMORY, "memory")), ".1f"),
    "lookups_worst_by_memory": Worked(imbalance(totals(_BY_MEMORY, "lookups")), ".1f"),
    "memory_worst_by_lookups": Worked(imbalance(totals(_BY_LOOKUPS, "memory")), ".1f"),
    "lookups_worst_by_lookups": Worked(imbalance(totals(_BY_LOOKUPS, "lookups")), ".1f"),
    "lookups_worst_by_rows": Worked(imbalance(totals(_BY_ROWS, "lookups")), ".1f"),
    "history_share": Worked(50 / sum(t.lookups for t in TABLES), ".0%"),
    **{f"memory_of_{t.name.replace(' ', '_')}": Worked(t.memory, "g") for t in TABLES},
    **{f"lookups_of_{t.name.replace(' ', '_')}": Worked(t.lookups, "g") for t in TABLES},
    "lookups_total": Worked(sum(t.lookups for t in TABLES), "g"),
    "memory_total": Worked(sum(t.memory for t in TABLES), "g"),
}
