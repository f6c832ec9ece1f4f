"""Worked examples: values a chapter computes by hand, in plain Python, so that no result is typed into the text.

Each module here belongs to the page of its name (`offline_metrics` to `offline-metrics`) and offers
`WORKED: dict[str, Worked]`. Tests under `tests/worked/` compare every value with a reference library.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Worked:
    """A computed value and how the text shows it: a format specification (`.3f`), or empty for the value's own text."""

    value: float | int | str
    format: str = ""

    def __str__(self) -> str:
        shown = format(self.value, self.format)
        return shown.replace("-", "\N{MINUS SIGN}").replace("%", " %") if self.is_number else shown

    @property
    def is_number(self) -> bool:
        """Whether the value is a number, whose hyphen is a minus sign."""
        return not isinstance(self.value, str)


def load_worked() -> dict[str, Mapping[str, Worked]]:
    """The worked values of every page that has some, by the page's slug."""
    found: dict[str, Mapping[str, Worked]] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            values: Mapping[str, Worked] = importlib.import_module(f"{__name__}.{module.name}").WORKED
            found[module.name.replace("_", "-")] = values
    return found
