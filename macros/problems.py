"""What an author got wrong, where, and the nearest right answer.

Every module reports author's mistakes as `Problem`s; nothing prints or exits on its own. They are collected over the
whole guide, shown together in one format and fail the build once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: `file` relative to the project's root, `line` counted from 1, a stable `code` and a way out."""

    file: str
    line: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}: [{self.code}] {self.message}{tail}"

    def moved(self, file: str, line: int) -> Problem:
        """The same mistake, reported at another place."""
        return replace(self, file=file, line=line)


class ProblemError(Exception):
    """Raised where a value is asked for that cannot be given; whoever knows the file and line turns it into a Problem.

    ProblemError
    └── AuthorError   many problems at once, each with its place: what a failed load or check raises
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(f"[{code}] {message}" + (f" ({hint})" if hint else ""))
        self.code, self.message, self.hint = code, message, hint

    def at(self, file: str, line: int) -> Problem:
        """The problem this is, once its place is known."""
        return Problem(file, line, self.code, self.message, self.hint)


class AuthorError(ProblemError):
    """All problems found by a load or check; printed together, once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("author", report(self.problems))

    def __str__(self) -> str:
        return self.message


def did_you_mean(wrong: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the closest of `known`, or all of them when they are few, or `otherwise`."""
    names = sorted(known)
    near = get_close_matches(wrong, names, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    if otherwise:
        return otherwise
    return f"known: {', '.join(names)}" if 0 < len(names) <= 12 else ""


def unknown(what: str, wrong: str, known: Iterable[str], otherwise: str = "") -> ProblemError:
    """The error for a name that is not there: `unknown('checklist', 'capcity', names)` has code `checklist-unknown`."""
    code = f"{what.replace(' ', '-')}-unknown"
    return ProblemError(code, f"no {what} '{wrong}'", did_you_mean(wrong, known, otherwise))


def report(problems: Iterable[Problem]) -> str:
    """One line a problem, in order of file and line, and a count."""
    lines = [str(problem) for problem in sorted(set(problems))]
    count = f"{len(lines)} problem" + ("" if len(lines) == 1 else "s")
    return "\n".join([*lines, count])


def relative(path: Path, root: Path) -> str:
    """`path` as problems show it: from the project's root, with forward slashes."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
