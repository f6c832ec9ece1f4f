"""The macro calls of a page, found in Jinja's own syntax tree, each with its line."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.problems import Problem

Literal = str | int | float | bool | None


@dataclass(frozen=True)
class Call:
    """`name(args)`, or `name.attribute` / `name["page"].attribute` with the path as args when `is_value`."""

    name: str
    args: tuple[Literal, ...]
    line: int
    is_value: bool = False

    def __str__(self) -> str:
        if self.is_value:
            return ".".join((self.name, *(str(arg) for arg in self.args)))
        return f"{self.name}({', '.join(repr(arg) for arg in self.args)})"


def calls_in(markdown: str, file: str, first_line: int = 1) -> tuple[list[Call], list[Problem]]:
    """All macro calls and value look-ups in `markdown`; anything else Jinja could do is a problem."""
    offset = first_line - 1
    try:
        tree = Environment(autoescape=False).parse(markdown)
    except TemplateSyntaxError as error:
        hint = "a literal '{{', '{%' or '{#' needs {% raw %}…{% endraw %}; an id is written {: #id }"
        return [], [Problem(file, error.lineno + offset, "macro-syntax", error.message or "bad macro syntax", hint)]
    except RecursionError:
        return [], [Problem(file, first_line, "macro-syntax", "brackets are nested too deep", "write fewer '{'")]
    calls: list[Call] = []
    problems: list[Problem] = []
    for statement in tree.body:
        for node in statement.nodes if isinstance(statement, nodes.Output) else [statement]:
            if isinstance(node, nodes.TemplateData):
                continue
            try:
                calls.append(_call(node, offset))
            except ValueError as error:
                line = node.lineno + offset
                hint = "a page may only call macros with literal arguments, and name values"
                problems.append(Problem(file, line, "macro-form", str(error), hint))
    return calls, problems


def _call(node: nodes.Node, offset: int) -> Call:
    line = node.lineno + offset
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise ValueError(f"'{node.node.name}' takes its arguments by position")
        return Call(node.node.name, tuple(_literal(arg) for arg in node.args), line)
    if isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Name):
        name, *path = _path(node)
        return Call(str(name), tuple(path), line, is_value=True)
    raise ValueError(f"{type(node).__name__} is not a macro call")


def _literal(node: nodes.Node) -> Literal:
    if isinstance(node, nodes.Const):
        value: Literal = node.value
        return value
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const) and not isinstance(node.node.value, str):
        return -node.node.value  # type: ignore[no-any-return]
    raise ValueError("macro arguments are literals: strings in quotes, or numbers")


def _path(node: nodes.Node) -> list[Literal]:
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        return [*_path(node.node), node.attr]
    if isinstance(node, nodes.Getitem):
        return [*_path(node.node), _literal(node.arg)]
    raise ValueError(f"{type(node).__name__} is not a value")
