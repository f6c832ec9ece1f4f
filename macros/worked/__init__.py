"""Worked examples: values a chapter computes by hand, in plain Python, so that no result is typed into the text.

Each module here belongs to the page of its name (`offline_metrics` to `offline-metrics`) and offers
`WORKED: dict[str, Worked]`. Tests under `tests/worked/` compare every value with a reference library.
"""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from macros.problems import Problem

HINT = "a module of worked values defines WORKED: dict[str, Worked]"
_read: dict[str, int] = {}  # when the file of each module loaded was last changed


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


def load_worked() -> tuple[dict[str, Mapping[str, Worked]], list[Problem]]:
    """The worked values of every page that has some, by the page's slug; modules that fail are problems."""
    found: dict[str, Mapping[str, Worked]] = {}
    problems: list[Problem] = []
    for module in pkgutil.iter_modules(__path__):
        file = f"macros/worked/{module.name}.py"
        try:
            values = _fresh(f"{__name__}.{module.name}").WORKED
            _require_shown(values)
            found[module.name.replace("_", "-")] = values
        except Exception as error:  # an author's module may raise anything
            message = f"{type(error).__name__}: {error}"
            problems.append(Problem(file, _line_in(file, error), "worked-failed", message, HINT))
    return found, problems


def _fresh(name: str) -> ModuleType:
    """The module as its file says now: a live preview outlives changes of it."""
    module = importlib.import_module(name)
    changed = Path(str(module.__file__)).stat().st_mtime_ns
    if _read.setdefault(name, changed) != changed:
        module = importlib.reload(module)
        _read[name] = changed
    return module


def _require_shown(values: Mapping[str, Worked]) -> None:
    """Raises what is wrong with a value or its format."""
    for name, value in values.items():
        try:
            str(value)
        except (ValueError, TypeError) as error:
            raise ValueError(f"'{name}' cannot be shown as '{value.format}': {error}") from error


def _line_in(file: str, error: Exception) -> int:
    """The last line of `file` on the way to the error; 1 where it is not on the way."""
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).as_posix().endswith(file)
    ]
    return frames[-1].lineno or 1 if frames else 1
