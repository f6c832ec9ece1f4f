"""Counts of three recipes, ranked by four objectives, as the framing chapter tells them."""

from __future__ import annotations

from typing import NamedTuple

from macros.worked import Worked


class Counts(NamedTuple):
    """What happened to one recipe's cards: seen, opened, added, ordered, and mean seconds on its page."""

    seen: int
    opened: int
    added: int
    ordered: int
    seconds: int


RECIPES = {
    "fondant": Counts(seen=10_000, opened=900, added=20, ordered=9, seconds=45),
    "stew": Counts(seen=10_000, opened=410, added=64, ordered=35, seconds=140),
    "dal": Counts(seen=10_000, opened=320, added=70, ordered=58, seconds=30),
}


def open_rate(name: str) -> float:
    """Opens per seen card."""
    return RECIPES[name].opened / RECIPES[name].seen


def add_rate(name: str) -> float:
    """Recipe adds per seen card."""
    return RECIPES[name].added / RECIPES[name].seen


def order_through(name: str) -> float:
    """Recipe-led orders per recipe add."""
    return RECIPES[name].ordered / RECIPES[name].added


def order_rate(name: str) -> float:
    """Recipe-led orders per seen card: the add rate times the order-through rate."""
    return add_rate(name) * order_through(name)


WORKED: dict[str, Worked] = {
    **{f"open_rate_{name}": Worked(open_rate(name), ".1%") for name in RECIPES},
    **{f"add_rate_{name}": Worked(add_rate(name), ".2%") for name in RECIPES},
    **{f"order_through_{name}": Worked(order_through(name), ".2f") for name in RECIPES},
    **{f"order_rate_{name}": Worked(order_rate(name), ".2%") for name in RECIPES},
    "orders_per_open_dal_over_fondant": Worked(
        (RECIPES["dal"].ordered / RECIPES["dal"].opened) / (RECIPES["fondant"].ordered / RECIPES["fondant"].opened),
        ".0f",
    ),
}
