"""Question blocks: written in the chapter, read here with their lines, rendered by `macros.extensions.blocks`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.pages import Page
from macros.problems import Problem, did_you_mean
from macros.prose import lines_outside_code, word_count

LEVELS = ("mid", "senior", "staff")
OPEN = re.compile(r"^(/{3,})\s*question\b\s*(\|)?\s*(.*)$")
OPTION = re.compile(r"^ {4,}([\w-]+)\s*:\s*(.*?)\s*$")
ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
FORM = "/// question | The question?\n    id: short-id\n    level: senior\n\nThe answer.\n///"


@dataclass(frozen=True)
class Question:
    """A question with its Markdown answer. `card` never changes when the wording does."""

    page: str
    id: str
    level: str
    text: str
    answer: str
    line: int

    @property
    def card(self) -> str:
        """The id of the flashcard made from this question."""
        return f"{self.page}.{self.id}"


def questions_in(page: Page) -> tuple[list[Question], list[Problem]]:
    """The question blocks of a page in order, and what is wrong with them."""
    lines = list(lines_outside_code(page.body, page.body_line))
    questions: list[Question] = []
    problems: list[Problem] = []
    index = 0
    while index < len(lines):
        number, text = lines[index]
        match = OPEN.match(text)
        if not match:
            index += 1
            continue
        end = next((i for i in range(index + 1, len(lines)) if lines[i][1].rstrip() == match[1]), None)
        if end is None:
            problems.append(
                page.problem(number, "question-open", "this question block is never closed", "end it with a line '///'")
            )
            break
        question, found = _question(page, match[3].strip(), number, lines[index + 1 : end])
        questions.append(question)
        problems += found
        index = end + 1
    return questions, problems + _repeated(page, questions)


def _question(page: Page, text: str, line: int, body: list[tuple[int, str]]) -> tuple[Question, list[Problem]]:
    options: dict[str, tuple[str, int]] = {}
    rest = 0
    for number, content in body:
        match = OPTION.match(content)
        if not match:
            break
        options[match[1]] = (match[2].strip("'\""), number)
        rest += 1
    answer = "\n".join(content for _, content in body[rest:]).strip()
    question = Question(page.slug, options.get("id", ("", 0))[0], options.get("level", ("", 0))[0], text, answer, line)
    return question, list(_faults(page, question, options))


def _faults(page: Page, question: Question, options: dict[str, tuple[str, int]]) -> Iterable[Problem]:
    line = question.line
    if not question.text:
        yield page.problem(line, "question-text", "a question needs its text after '|'", FORM.splitlines()[0])
    if "id" not in options:
        yield page.problem(line, "question-id", "a question needs an id", "add '    id: short-id' under it")
    elif not ID.match(question.id):
        yield page.problem(
            options["id"][1], "question-id", f"'{question.id}' is not an id", "lower-case words joined by hyphens"
        )
    if question.level not in LEVELS:
        where = options.get("level", ("", line))[1]
        yield page.problem(
            where, "question-level", f"level '{question.level}' is not a level", did_you_mean(question.level, LEVELS)
        )
    for name, (_, where) in options.items():
        if name not in ("id", "level"):
            yield page.problem(
                where, "question-option", f"unknown option '{name}'", did_you_mean(name, ("id", "level"))
            )
    if word_count(question.answer) < 15:
        yield page.problem(line, "question-answer", "the answer is missing or too short to be one", "answer it in full")


def _repeated(page: Page, questions: list[Question]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for question in questions:
        if question.id and question.id in first:
            message = f"question id '{question.id}' stands twice; the first is on line {first[question.id]}"
            problems.append(page.problem(question.line, "question-duplicate", message, "give it an id of its own"))
        first.setdefault(question.id, question.line)
    return problems
