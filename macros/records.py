"""What was read from YAML as typed records: pydantic checks the shape, and a fault becomes a `Problem` at its line."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from macros.problems import Problem, did_you_mean
from macros.source import Source, Where

Model = TypeVar("Model", bound=BaseModel)


class Record(BaseModel):
    """Base of everything read from YAML: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)


def build(model: type[Model], source: Source) -> tuple[Model | None, list[Problem]]:
    """`source.data` as a `model`; None with one problem for each fault found."""
    if not isinstance(source.data, dict):
        found = "nothing" if source.data is None else type(source.data).__name__
        return None, [source.problem((), "yaml-shape", f"expected a mapping of keys to values, found {found}")]
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, [_field_problem(source, dict(fault), model) for fault in error.errors()]


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
