"""Shared data kept as YAML: one file per entry (checklists), or several entries per file (references, glossary)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from macros.problems import Problem, relative
from macros.records import Record, build
from macros.source import Source, read_yaml

Entry = TypeVar("Entry", bound=Record)


@dataclass(frozen=True)
class Placed(Generic[Entry]):
    """An entry of shared data and where it stands."""

    key: str
    entry: Entry
    file: str
    line: int

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """A problem at this entry's place."""
        return Problem(self.file, self.line, code, message, hint)


def sources_in(folder: Path, root: Path) -> Iterator[tuple[str, Source, list[Problem]]]:
    """Each YAML file of `folder`: its stem, its parsed text and the faults found in it."""
    for path in sorted(folder.glob("*.yml")):
        source, problems = read_yaml(path, relative(path, root))
        yield path.stem, source, problems


def one_per_file(folder: Path, root: Path, model: type[Entry]) -> tuple[dict[str, Placed[Entry]], list[Problem]]:
    """A record for each file, keyed by the file's stem."""
    entries: dict[str, Placed[Entry]] = {}
    problems: list[Problem] = []
    for stem, source, found in sources_in(folder, root):
        entry, wrong = build(model, source) if source.data is not None or not found else (None, [])
        problems += found + wrong
        if entry is not None:
            entries[stem] = Placed(stem, entry, source.file, 1)
    return entries, problems


def many_per_file(folder: Path, root: Path, model: type[Entry]) -> tuple[dict[str, Placed[Entry]], list[Problem]]:
    """A record for each top-level key of each file; a key stands once over all files."""
    entries: dict[str, Placed[Entry]] = {}
    problems: list[Problem] = []
    for _, source, found in sources_in(folder, root):
        problems += found
        for placed, wrong in _entries(source, model):
            problems += wrong
            if placed and placed.key in entries:
                first = entries[placed.key]
                message = f"'{placed.key}' stands also in {first.file}:{first.line}"
                problems.append(placed.problem("data-duplicate", message, "keep one of them"))
            elif placed:
                entries[placed.key] = placed
    return entries, problems


def _entries(source: Source, model: type[Entry]) -> Iterator[tuple[Placed[Entry] | None, list[Problem]]]:
    if source.data is None:
        return
    if not isinstance(source.data, dict):
        yield None, [source.problem((), "yaml-shape", "expected a mapping of keys to entries")]
        return
    for key, data in source.data.items():
        name = str(key)
        if not name.strip():
            yield None, [source.problem((name,), "yaml-key", "an entry without a name", "name it before the ':'")]
            continue
        inner = {path[1:]: line for path, line in source.lines.items() if path[:1] == (name,)}
        entry, wrong = build(model, Source(source.file, data, inner))
        placed = Placed(name, entry, source.file, source.line(name)) if entry is not None else None
        yield placed, wrong
