"""`///` blocks of a page: known by name, opened and closed in pairs. A mistyped one would end up as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.pages import Page
from macros.problems import Problem, did_you_mean
from macros.prose import lines_outside_code

LINE = re.compile(r"^(/{3,})\s*([\w-]*)")
ADMONITIONS = ("note", "attention", "caution", "danger", "error", "tip", "hint", "warning", "admonition")
BLOCKS = frozenset(
    {"question", "dialogue", "details", "tab", "html", "caption", "figure-caption", "table-caption", *ADMONITIONS}
)


def block_problems(page: Page) -> Iterator[Problem]:
    """A problem for each block that is unknown, never closed, or closed without having been opened."""
    opened: list[tuple[str, str, int]] = []
    for number, line in lines_outside_code(page.body, page.body_line):
        match = LINE.match(line)
        if not match:
            continue
        slashes, name = match[1], match[2]
        if name:
            if name not in BLOCKS:
                yield page.problem(number, "block-unknown", f"no block '{name}'", did_you_mean(name, BLOCKS))
            opened.append((slashes, name, number))
        elif opened and opened[-1][0] == slashes:
            opened.pop()
        else:
            yield page.problem(
                number, "block-close", "this closes no block", "each '///' needs its '/// name' above it"
            )
    for slashes, name, number in opened:
        # The questions' own reader says so of a question.
        if name != "question":
            yield page.problem(
                number, "block-open", f"this {name} block is never closed", f"end it with a line '{slashes}'"
            )
