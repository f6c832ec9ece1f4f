"""Whole-number places on one axis that keep things apart: as wished where possible, then without needless emptiness."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise
from math import floor

NOWHERE = float("-inf")
_ROUNDS = 100


class Spacing:
    """Places to be found, each with a wish, under rules "the one at least `gap` after the other"."""

    def __init__(self) -> None:
        self.wishes: list[float] = []
        self._gaps: dict[tuple[int, int], int] = {}
        self._preferred: dict[tuple[int, int], int] = {}

    def place(self, wish: float = NOWHERE) -> int:
        """A new place, near `wish` or as early as the rules allow; gives its number."""
        self.wishes.append(wish)
        return len(self.wishes) - 1

    def apart(self, first: int, second: int, gap: int) -> None:
        """Demand `second >= first + gap`."""
        if first != second:
            self._gaps[first, second] = max(gap, self._gaps.get((first, second), gap))

    def prefer(self, first: int, second: int, gap: int) -> None:
        """Demand `second >= first + gap` unless that contradicts the other rules."""
        self._preferred[first, second] = gap

    def solve(self) -> list[int]:
        """The places: none before its wish but for the room squeezed out where nothing needs it; the first is 0.

        Raises ValueError when the rules contradict each other.
        """
        earliest = floor(min(wish for wish in self.wishes if wish != NOWHERE) + 1e-6)
        start = [earliest if wish == NOWHERE else floor(wish + 1e-6) for wish in self.wishes]
        strict = self._gaps
        try:
            self._gaps = strict | self._preferred
            return self._squeezed(self._pushed(start))
        except ValueError:
            self._gaps = strict
            return self._squeezed(self._pushed(start))

    def narrowest(self, limit: int, near: list[int]) -> list[int]:
        """The places squeezed into `0 .. limit` as like `near` as possible; wider where the rules demand it."""
        early = self._pushed([0] * len(near))
        width = max(limit, *early)
        late = self._pulled([width] * len(near))
        scale = width / max(*near, 1)
        found = list(early)
        for index in sorted(range(len(near)), key=lambda one: (early[one], late[one])):
            found[index] = min(max(early[index], floor(near[index] * scale)), late[index])
        return [min(a, b) for a, b in zip(self._pushed(found), late, strict=True)]

    def _pushed(self, places: list[int]) -> list[int]:
        """`places` moved on, as little as possible, until every rule holds."""
        found = list(places)
        rules = sorted(self._gaps.items(), key=lambda rule: found[rule[0][0]])
        for _ in range(_ROUNDS):
            changed = False
            for (first, second), gap in rules:
                if found[second] < found[first] + gap:
                    found[second] = found[first] + gap
                    changed = True
            if not changed:
                return found
        raise ValueError("rules that contradict each other")

    def _pulled(self, places: list[int]) -> list[int]:
        """`places` moved back, as little as possible, until every rule holds."""
        mirror = Spacing()
        mirror._gaps = {(second, first): gap for (first, second), gap in self._gaps.items()}
        return [-place for place in mirror._pushed([-place for place in places])]

    def _squeezed(self, places: list[int]) -> list[int]:
        """`places` without the rows or columns that no rule needs: cut by cut, everything after it moves up."""
        starts: dict[int, list[tuple[int, int]]] = {}
        for (first, second), gap in self._gaps.items():
            slack = places[second] - places[first] - gap
            starts.setdefault(places[first], []).append((slack, places[second]))
        marks = sorted(set(places))
        removed, shift, open_rules = 0, {marks[0]: marks[0]}, list[tuple[int, int]]()
        for here, following in pairwise(marks):
            for slack, end in starts.get(here, ()):
                heappush(open_rules, (slack + removed, end))
            while open_rules and open_rules[0][1] <= here:
                heappop(open_rules)
            slack = open_rules[0][0] - removed if open_rules else following - here - 1
            removed += max(0, min(slack, following - here))
            shift[following] = marks[0] + removed
        return [place - shift[place] for place in places]
