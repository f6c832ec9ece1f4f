"""Evaluating the calls of a page: the site build and `python -m macros check` go through the same `evaluate`.

So no macro needs checking code beside it: a macro that raises is a problem at the line of its call.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from macros import estimates, page_macros, practice_macros
from macros.jinja_calls import Call, Literal
from macros.library import Library
from macros.links import diagram_key
from macros.pages import Page
from macros.problems import Problem, ProblemError, unknown
from macros.registry import MACROS

__all__ = ["MACROS", "call_problems", "evaluate", "page_macros", "practice_macros", "value"]

KINDS = {"str": "a text in quotes", "int": "a whole number"}  # by annotation, which is text in these modules


def evaluate(library: Library, page: Page, call: Call) -> str:
    """The text of one call. Raises ProblemError when the name, the arguments or what they name are wrong."""
    if call.is_value:
        return value(library, page, call)
    if call.name not in MACROS:
        raise unknown("macro", call.name, MACROS)
    found = MACROS[call.name]
    try:
        given = inspect.signature(found.function).bind(library, page, *call.args)
    except TypeError as error:
        raise ProblemError("macro-arguments", f"{call}: {error}", f"write {found.signature}") from None
    for parameter, argument in _each_argument(given):
        if type(argument).__name__ != parameter.annotation:
            wanted = KINDS.get(parameter.annotation, parameter.annotation)
            message = f"{call}: {parameter.name} is {wanted}, not {argument!r}"
            raise ProblemError("macro-arguments", message, f"write {found.signature}")
    return found.function(library, page, *call.args)


def _each_argument(given: inspect.BoundArguments) -> Iterator[tuple[inspect.Parameter, Literal]]:
    """The arguments an author wrote, each with its parameter: all but library and page."""
    for name, value in list(given.arguments.items())[2:]:
        parameter = given.signature.parameters[name]
        for one in value if parameter.kind is parameter.VAR_POSITIONAL else (value,):
            yield parameter, one


def value(library: Library, page: Page, call: Call) -> str:
    """The text of `est.name` (this page's) or `est["other-page"].name`. Raises ProblemError."""
    if call.name != "est":
        raise unknown("value", call.name, ["est", *MACROS], "a macro is called with brackets: name()")
    path = [str(part) for part in call.args]
    if not 1 <= len(path) <= 2:
        raise ProblemError("value-form", f"'{call}' names no value", 'write est.name or est["other-page"].name')
    return estimates.find(library.estimates, page.slug, ".".join(path).replace("-", "_")).html


def calculator_data(library: Library, page: Page) -> str:
    """What the page's calculator reads, as a block for the end of the page; empty where no estimate stands."""
    shown = [estimates.page_name(".".join(str(part) for part in call.args)) for call in page.called("est")]
    if page.called("matrix"):
        shown += [value.key for case in library.case_studies for value in library.estimates[case.slug].values.values()]
    keys = [diagram_key(str(call.args[0]), page.slug) for call in page.called("diagram") if call.args]
    shown += [name for key in keys if key in library.diagrams for name in sorted(library.diagrams[key].graph.estimates)]
    data = estimates.data_html(library.estimates, page.slug, shown)
    return f"\n\n{data}" if data else ""


def call_problems(library: Library, page: Page) -> Iterator[Problem]:
    """A problem for each call of the page that fails, and for front matter that hides a macro."""
    for key in page.front.data or {}:
        if key in MACROS or key == "est":
            line = page.front.line(key)
            yield page.problem(
                line, "macro-hidden", f"front-matter key '{key}' hides the macro of that name", "rename it"
            )
    for call in page.calls:
        try:
            evaluate(library, page, call)
        except ProblemError as error:
            if error.code != estimates.FAILED:
                yield error.at(page.file, call.line)
