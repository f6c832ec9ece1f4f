"""Numbers without an origin: digits with a unit of traffic, size, time or money that stand in prose as typed.

A number in prose comes from a macro (est, number, worked, derivation, ...) or stands in a sentence, list item or table
row that carries a citation. What is left is reported, unless `data/number-exceptions.yml` says why it may stand.
Invented rows of an example stand inside `/// html | div.example` and need no origin: they are no claim.
Code, maths commands, link targets, HTML tags and headings are not prose. "top 20", "p99", "2-layer" and "H100" have no
such unit; "24 h window", "30-day" and "7B" have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from macros.problems import Problem
from macros.prose import lines_outside_code
from macros.records import Record, build
from macros.source import Source, read_yaml

EXCEPTIONS_FILE = "macros/data/number-exceptions.yml"
HINT = 'declare it under estimates and write {{ est.name }}, or {{ number("key") }}, or cite its source in the sentence'

_TIME = (
    r"ns|[uµμ]s|ms|s|secs?|seconds?|milliseconds?|microseconds?|mins?|minutes?|h|hrs?|hours?"
    r"|days?|weeks?|months?|years?"
)
_SIZE = r"[kKMGTPE]?B(?:ytes?)?|[KMGTPE]iB|bytes?|(?:kilo|mega|giga|tera|peta)bytes?|[kMGT]?bits?"
_RATE = r"QPS|qps|RPS|rps|TPS|[MGTPE]?FLOPS?|[MGTPE]?FLOPs"
_MONEY = r"USD|EUR|dollars?|cents?|euros?"
_MORE = r"k|K|M|bn|tn|thousand|million|billion|trillion"
_PERIOD = r"(?:second|sec|s|minute|min|hour|h|day|week|month|year)"
_NUMBER = r"(?<![\w.,/$€£+-])(?P<number>[$€£]?\s?\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?[×x]\s?10\^?-?\d+)?)"
_FOUND = re.compile(
    rf"{_NUMBER}(?:"
    rf"(?:[\s\u00a0]?(?:{_MORE}))?[\s\u00a0-]?(?:{_TIME}|{_SIZE}|{_RATE}|{_MONEY}|GPU-hours?)(?![\w'’])"
    rf"|[\s\u00a0]?(?:{_MORE})(?!\w)"
    r"|[\s\u00a0]?d(?![\w-])"
    rf"|(?:\s[\w-]+){{0,2}}?\s?(?:/\s?|\bper\s|\ban?\s){_PERIOD}\b"
    r")"
)
_PRICE = re.compile(r"(?<![\w$])[$€£]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|K|M|bn|thousand|million|billion))?")
_DECADE = re.compile(r"(?:1[89]|20)\d0s")

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_CITED = "\x01"
_REMOVED = "\x02"
_MACRO = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_NOISE = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)"),
    re.compile(r"<[a-zA-Z/][^>]*>"),
    re.compile(r"(?<=\])\([^)\s]*(?:\s+\"[^\"]*\")?\)"),
    re.compile(r"https?://\S+"),
    re.compile(r"\{:[^}]*\}"),
)
_MATHS = re.compile(r"\\(?:text|mathrm|operatorname)\{([^}]*)\}|\\[,;: ]|\\(?=%)")
_EXAMPLE = re.compile(r"(/{3,})\s*html\s*\|\s*div\.example\b")
_BLOCK_START = re.compile(r"\s*(?:[-*+] |\d+[.)] |>|\||///|:   )")
_SENTENCE_END = re.compile(rf"(?<=[.!?])[\"”*)]*\s+(?=[\"“(*\[{_REMOVED}]*[A-Z0-9$])")


class NumberException(Record):
    """`text`: a regular expression of the number with its unit; `files`: a pattern; `reason`: why it may stand."""

    files: str
    text: str
    reason: str


@dataclass(frozen=True)
class Exceptions:
    """The reasoned exceptions, each with its line in their file."""

    entries: tuple[tuple[NumberException, int], ...] = ()

    def allow(self, file: str, found: str) -> bool:
        """Whether the number `found` may stand in `file`."""
        return any(_covers(entry, file, found) for entry, _ in self.entries)


@dataclass(frozen=True)
class Found:
    """A number with a unit as typed, and its line."""

    text: str
    line: int


def untraced(markdown: str, file: str, first_line: int, exceptions: Exceptions | None = None) -> list[Problem]:
    """A problem `number-untraced` for each number without an origin in a body that starts on `first_line`."""
    return [
        Problem(file, found.line, "number-untraced", f"'{found.text}' has no origin", HINT)
        for found in typed_numbers(markdown, first_line)
        if not (exceptions and exceptions.allow(file, found.text))
    ]


def untraced_strings(
    source: Source, exceptions: Exceptions | None = None, where: tuple[str | int, ...] = ()
) -> list[Problem]:
    """The same for every text in YAML below `where` (At a glance, a diagram); estimates stand there as `{name}`."""
    hint = "declare it under estimates and write {name}"
    return [
        Problem(source.file, found.line, "number-untraced", f"'{found.text}' has no origin", hint)
        for found in typed_in_strings(source, where)
        if not (exceptions and exceptions.allow(source.file, found.text))
    ]


def typed_in_strings(source: Source, where: tuple[str | int, ...] = ()) -> Iterator[Found]:
    """The numbers of `typed_numbers` in every text of YAML below `where`."""
    data = source.part(*where).data
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from typed_in_strings(source, (*where, key))
    elif isinstance(data, str):
        for found in typed_numbers(_PLACEHOLDER.sub(_REMOVED, data)):
            yield Found(found.text, source.line(*where))


def typed_numbers(markdown: str, first_line: int = 1) -> Iterator[Found]:
    """The numbers with a unit of traffic, size, time or money that stand in uncited prose."""
    for line, text in _blocks(_cleaned(markdown, first_line)):
        for start, sentence in _sentences(text):
            if _CITED not in sentence:
                for match in _matches(sentence):
                    here = line + text.count("\n", 0, start + match.start())
                    yield Found(" ".join(match[0].split()), here)


def load_exceptions(root: Path) -> tuple[Exceptions, list[Problem]]:
    """The exceptions file: a list of {files, text, reason}."""
    if not (root / EXCEPTIONS_FILE).exists():
        return Exceptions(), []
    source, problems = read_yaml(root / EXCEPTIONS_FILE, EXCEPTIONS_FILE)
    entries = []
    if source.data is not None and not isinstance(source.data, list):
        hint = "write - {files: ..., text: ..., reason: ...}"
        return Exceptions(), [*problems, source.problem((), "yaml-shape", "expected a list of exceptions", hint)]
    for index in range(len(source.data or [])):
        part = source.part(index)
        entry, found = build(NumberException, part)
        problems += found or _regex_problems(entry, part)
        if entry and not problems:
            entries.append((entry, source.line(index)))
    return Exceptions(tuple(entries)), problems


def unused_exceptions(numbers: Iterable[tuple[str, Found]], exceptions: Exceptions) -> list[Problem]:
    """A problem for each exception that none of the guide's typed `numbers` (file, number) needs."""
    found = list(numbers)
    return [
        Problem(EXCEPTIONS_FILE, line, "exception-unused", f"no number is '{entry.text}' in {entry.files}", "remove it")
        for entry, line in exceptions.entries
        if not any(_covers(entry, file, number.text) for file, number in found)
    ]


def _covers(entry: NumberException, file: str, found: str) -> bool:
    return fnmatch(file, entry.files) and re.fullmatch(entry.text, found) is not None


def _regex_problems(entry: NumberException | None, part: Source) -> list[Problem]:
    try:
        re.compile(entry.text if entry else "")
    except re.error as error:
        return [part.problem(("text",), "yaml-value", f"'text' is not a regular expression: {error}")]
    return []


def _matches(sentence: str) -> list[re.Match[str]]:
    found = [match for match in _FOUND.finditer(sentence) if not _DECADE.fullmatch(match[0])]
    taken = [match.span() for match in found]
    prices = (match for match in _PRICE.finditer(sentence) if not any(a <= match.start() < b for a, b in taken))
    return sorted([*found, *prices], key=lambda match: match.start())


def _cleaned(markdown: str, first_line: int) -> list[tuple[int, str]]:
    """Lines of prose with their numbers: macro calls become marks, code, tags and link targets vanish."""
    text = _MACRO.sub(_mark, markdown)
    outside = dict(_outside_examples(lines_outside_code(text, first_line)))
    last = first_line + text.count("\n")
    joined = "\n".join(outside.get(number, "") for number in range(first_line, last + 1))
    for noise in _NOISE:
        joined = noise.sub(lambda match: _REMOVED + "\n" * match[0].count("\n"), joined)
    joined = _MATHS.sub(lambda match: match[1] or " ", joined)
    return list(enumerate(joined.split("\n"), first_line))


def _outside_examples(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines that are not between `/// html | div.example` and the `///` that ends it."""
    closing = ""
    for number, line in lines:
        start = _EXAMPLE.match(line)
        if start and not closing:
            closing = start[1]
        elif closing and line.strip() == closing:
            closing = ""
        elif not closing:
            yield number, line


def _mark(match: re.Match[str]) -> str:
    mark = _CITED if match[1].strip().startswith("cite") else _REMOVED
    return mark + "\n" * match[0].count("\n")


def _blocks(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Paragraphs, list items and table rows, each with the number of its first line; headings are left out."""
    block: list[str] = []
    start = 0
    for number, line in [*lines, (0, "")]:
        is_heading = line.startswith("#")
        if block and (not line.strip() or is_heading or _BLOCK_START.match(line)):
            yield start, "\n".join(block)
            block = []
        if line.strip() and not is_heading:
            start = number if not block else start
            block.append(line)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with their offsets; a citation after the full stop belongs to the sentence before it."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]
