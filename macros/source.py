"""YAML as authors write it, with the line of every key, turned into typed records.

PyYAML's node graph keeps the position of each key; pydantic checks the shape. Between them every fault (a tab, a
duplicate key, an unknown field, a wrong type) becomes a `Problem` at the line the author has to change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from macros.problems import Problem, did_you_mean

Where = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge")
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


class Record(BaseModel):
    """Base of everything read from YAML: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)


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


def build(model: type[Model], source: Source) -> tuple[Model | None, list[Problem]]:
    """`source.data` as a `model`; None with one problem for each fault found."""
    if not isinstance(source.data, dict):
        found = "nothing" if source.data is None else type(source.data).__name__
        return None, [source.problem((), "yaml-shape", f"expected a mapping of keys to values, found {found}")]
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, [_field_problem(source, dict(fault), model) for fault in error.errors()]


def _walk(
    node: yaml.Node, path: Where, file: str, offset: int, lines: dict[Where, int], problems: list[Problem]
) -> None:
    """Record the line of every key and item below `node`; report keys that stand twice."""
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


def _syntax_problem(error: yaml.YAMLError, file: str, offset: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = (mark.line if mark else 0) + offset
    what = getattr(error, "problem", None) or str(error)
    if "tab character" in what or "\\t" in what:
        return Problem(file, line, "yaml-tab", "a tab where YAML wants spaces", "indent with two spaces")
    hint = "quote a value that contains ': ' or starts with one of { [ * & ! % @ `"
    return Problem(file, line, "yaml-syntax", what, hint)


def _field_problem(source: Source, fault: dict[str, Any], model: type[BaseModel]) -> Problem:
    where: Where = tuple(part for part in fault["loc"] if isinstance(part, int) or part in _known_parts(source))
    name = ".".join(str(part) for part in fault["loc"])
    kind = fault["type"]
    if kind == "extra_forbidden":
        wrong = str(fault["loc"][-1])
        fields = _sibling_fields(model, fault["loc"][:-1])
        return source.problem(where, "yaml-unknown-key", f"unknown key '{name}'", did_you_mean(wrong, fields))
    if kind == "missing":
        return source.problem(where[:-1] or where, "yaml-missing-key", f"'{name}' is missing")
    message = str(fault["msg"]).removeprefix("Value error, ")
    return source.problem(where, "yaml-value", f"'{name}': {message}" if name else message)


def _known_parts(source: Source) -> set[str | int]:
    return {part for path in source.lines for part in path}


def _sibling_fields(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Names of the fields beside the unknown one, following `path` through nested models as far as it goes."""
    current: Any = model
    for part in path:
        if isinstance(part, int) or not (isinstance(current, type) and issubclass(current, BaseModel)):
            continue
        found = _by_name(current, part)
        nested = _models_in(found.annotation) if found else []
        if not nested:
            continue
        current = nested[0]
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return []
    return [info.alias or name for name, info in current.model_fields.items()]


def _by_name(model: type[BaseModel], name: str) -> Any:
    return next((f for n, f in model.model_fields.items() if name in (n, f.alias)), None)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for inner in getattr(annotation, "__args__", ()) for m in _models_in(inner)]
