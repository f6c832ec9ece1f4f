"""The registry of macros: what pages may call, under which name and with which parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

MacroFunction = Callable[..., str]


@dataclass(frozen=True)
class Macro:
    """A macro as pages see it. Its function takes the library, the page, and literal arguments."""

    name: str
    function: MacroFunction

    @property
    def doc(self) -> str:
        """What it gives, from its docstring."""
        return inspect.getdoc(self.function) or ""

    @property
    def signature(self) -> str:
        """`checklist(name)` as an author writes it."""
        parameters = list(inspect.signature(self.function).parameters.values())[2:]
        shown = (str(p).partition(":")[0] if p.default is p.empty else f"{p.name}={p.default!r}" for p in parameters)
        return f"{self.name}({', '.join(shown)})"


MACROS: dict[str, Macro] = {}


def macro(function: MacroFunction) -> MacroFunction:
    """Register a function under its own name."""
    MACROS[function.__name__] = Macro(function.__name__, function)
    return function
