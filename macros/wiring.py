"""What a template engine is given: macros bound to the library and to the page being rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros.calls import evaluate
from macros.jinja_calls import Call, Literal
from macros.library import Library
from macros.pages import Page
from macros.registry import Macro

CurrentPage = Callable[[], Page]


def bound(macro: Macro, library: Library, page: CurrentPage) -> Callable[..., str]:
    """The macro as a function of its literal arguments alone."""

    def call(*args: Literal) -> str:
        return evaluate(library, page(), Call(macro.name, args, 0))

    call.__name__ = macro.name
    call.__doc__ = macro.doc
    return call


@dataclass(frozen=True)
class Values:
    """`est` in a page: `est.name` is this page's value, `est["other-page"].name` another's."""

    library: Library
    page: CurrentPage
    path: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Values:
        if name.startswith("__"):
            raise AttributeError(name)
        return Values(self.library, self.page, (*self.path, name))

    __getitem__ = __getattr__

    def __str__(self) -> str:
        return evaluate(self.library, self.page(), Call("est", self.path, 0, is_value=True))
