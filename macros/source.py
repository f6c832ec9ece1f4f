"""YAML as authors write it, with the line of every key.

PyYAML's node graph keeps the position of each key, so that every fault (a tab, a duplicate key) and every one found
later becomes a `Problem` at the line the author has to change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.problems import Problem

Where = tuple[str | int, ...]

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge")
_NUMBER_TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_NO_DECIMAL = re.compile(r"[-+]?(?:0[0-9_bx]|.*:)")  # 012 counts in eights, 12:30:45 in sixties
# What editors do not show and what would make line numbers differ between Python, YAML and the editor.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufeff]")


class _Loader(_Base):  # type: ignore[misc]
    """PyYAML's loader, which lets a date like 2026-13-41 end in a bare ValueError."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, KeyError, AttributeError) as error:
            kind = node.tag.rpartition(":")[2]
            message = f"'{node.value}' is not a {kind}"
            raise yaml.constructor.ConstructorError(None, None, message, node.start_mark) from error


@dataclass(frozen=True)
class Source:
    """A parsed YAML text: its `data`, and the line in `file` of every key and item, found by path."""

    file: str
    data: Any
    lines: dict[Where, int] = field(default_factory=dict)

    def line(self, *where: str | int) -> int:
        """The line of the deepest part of `where` that exists in the text."""
        path: Where = where
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def part(self, *where: str | int) -> Source:
        """The text below `where` as a source of its own, with its lines."""
        data = self.data
        for step in where:
            data = data[step]
        size = len(where)
        lines = {path[size:]: line for path, line in self.lines.items() if path[:size] == where}
        return Source(self.file, data, lines | {(): self.line(*where)})

    def problem(self, where: Where, code: str, message: str, hint: str = "") -> Problem:
        """A problem at the line of `where`."""
        return Problem(self.file, self.line(*where), code, message, hint)


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Source, list[Problem]]:
    """Parse `text`, which stands in `file` from `first_line` on. The data is None where it could not be parsed."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Where, int] = {(): first_line}
        problems: list[Problem] = []
        if node is not None:
            _walk(node, (), file, first_line, lines, problems)
        data = None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        return Source(file, None), [_syntax_problem(error, file, first_line)]
    except RecursionError:
        hint = "write out what the alias stands for"
        return Source(file, None), [Problem(file, first_line, "yaml-syntax", "an alias contains itself", hint)]
    finally:
        loader.dispose()
    if any(problem.code == "yaml-key" for problem in problems):
        return Source(file, None, lines), problems
    return Source(file, data, lines), problems


def read_yaml(path: Path, file: str) -> tuple[Source, list[Problem]]:
    """`parse_yaml` of a file's text; `file` is how problems name it."""
    text, problems = read_text(path, file)
    return parse_yaml(text, file) if text is not None else (Source(file, None), problems)


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, or None and why it cannot be read; characters nobody sees are problems at their lines."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Problem(file, line, "text-encoding", "not UTF-8", "save the file as UTF-8")]
    except OSError as error:
        hint = "it must be a file that can be read"
        return None, [Problem(file, 1, "file-unreadable", str(error.strerror), hint)]
    return text, [
        Problem(
            file,
            text.count("\n", 0, match.start()) + 1,
            "text-invisible",
            f"a character nobody sees, U+{ord(match[0]):04X}",
            "remove it",
        )
        for match in _INVISIBLE.finditer(text)
    ]


def _walk(
    node: yaml.Node, path: Where, file: str, offset: int, lines: dict[Where, int], problems: list[Problem]
) -> None:
    """Record the line of every key and item below `node`; report keys that stand twice and numbers that are none."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = key.start_mark.line + offset
            if key.tag not in _TEXT_TAGS:
                message = f"YAML reads the key '{key.value}' as something other than text"
                problems.append(Problem(file, line, "yaml-key", message, "put it in quotes"))
            here = (*path, str(key.value))
            if here in lines:
                first = lines[here]
                message = f"key '{key.value}' stands twice; the first is on line {first}"
                problems.append(Problem(file, line, "yaml-duplicate", message, "remove or rename one of them"))
            lines[here] = line
            _walk(value, here, file, offset, lines, problems)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[(*path, index)] = item.start_mark.line + offset
            _walk(item, (*path, index), file, offset, lines, problems)
    elif node.tag in _NUMBER_TAGS and _NO_DECIMAL.match(node.value):
        message = f"YAML reads '{node.value}' as a number, but not in tens"
        problems.append(Problem(file, node.start_mark.line + offset, "yaml-number", message, "put it in quotes"))


def _syntax_problem(error: yaml.YAMLError, file: str, offset: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = (mark.line if mark else 0) + offset
    what = getattr(error, "problem", None) or str(error)
    if "tab character" in what or "\\t" in what:
        return Problem(file, line, "yaml-tab", "a tab where YAML wants spaces", "indent with two spaces")
    hint = "quote a value that contains ': ' or starts with one of { [ * & ! % @ `"
    return Problem(file, line, "yaml-syntax", what, hint)
