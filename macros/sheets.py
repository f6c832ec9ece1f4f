"""Printable sheets of a case study: what the interviewer holds, what the candidate fills in; and the cheat sheets."""

from __future__ import annotations

import posixpath
import re
from html import escape
from pathlib import Path

from pydantic import Field

from macros.checklists import inline
from macros.data_files import Placed, one_per_file
from macros.pages import Page
from macros.problems import Problem, ProblemError
from macros.prose import headings
from macros.records import Record

FOLDER = Path("macros/data/cheat-sheets")
BLANK_ROWS = 12  # as many assumptions as fit a sheet beside the steps
MM_A_MINUTE, LEAST_MM = 6.5, 25  # the room for a step on the candidate's sheet: 45 minutes fill two pages
AXIS = re.compile(r"^\|(.*)\|[ \t]*$", re.MULTILINE)
LINK = re.compile(r"(\]\()([^)#\s:]+\.md)?(#[\w-]+)?(\))")


class CheatSheet(Record):
    """One step of the framework on one printed page. `step` is the slug of its chapter."""

    step: str
    goal: str
    ask: tuple[str, ...] = Field(min_length=3)
    say: tuple[str, ...] = Field(min_length=2)
    draw: str
    decide: tuple[str, ...] = Field(min_length=3)
    traps: tuple[str, ...] = Field(min_length=3)
    leave_with: str


CheatSheets = dict[str, Placed[CheatSheet]]


def load_cheat_sheets(root: Path) -> tuple[CheatSheets, list[Problem]]:
    """All cheat sheets by file name."""
    return one_per_file(root / FOLDER, root, CheatSheet)


def cheat_sheet_html(sheet: CheatSheet, step: Page, address: str) -> str:
    """One sheet: columns of what to ask, say, decide and avoid."""
    parts = (("Ask", sheet.ask), ("Say", sheet.say), ("Decide", sheet.decide), ("Traps", sheet.traps))
    columns = "".join(
        f"<div><h3>{title}</h3><ul>{''.join(f'<li>{inline(text)}</li>' for text in texts)}</ul></div>"
        for title, texts in parts
    )
    link = f'<a href="{escape(address)}">{escape(step.meta.title)}</a>'
    return (
        f'<section class="sheet cheat-sheet" id="{sheet.step}"><h2>{link}'
        f' <span class="sheet-minutes">{step.meta.minutes} minutes of 45</span></h2>'
        f'<p class="sheet-goal">{inline(sheet.goal)}</p><div class="sheet-columns">{columns}</div>'
        f"<p><strong>Draw:</strong> {inline(sheet.draw)}</p>"
        f"<p><strong>Leave with:</strong> {inline(sheet.leave_with)}</p></section>\n"
    )


def part(case: Page, heading: str) -> tuple[str, int]:
    """The Markdown under one second-level heading of a page and the line it starts on. Raises ProblemError."""
    second = [found for found in headings(case.body, case.body_line) if found.level == 2]
    for index, found in enumerate(second):
        if found.text == heading:
            lines = case.body.splitlines()
            end = second[index + 1].line if index + 1 < len(second) else case.body_line + len(lines)
            return "\n".join(lines[found.line - case.body_line + 1 : end - case.body_line]).strip(), found.line + 1
    raise ProblemError("part-missing", f"{case.file} has no '## {heading}'", "see the headings of a case study")


def moved(markdown: str, case: Page, page: Page) -> str:
    """`markdown` of `case` as it must read on `page`: relative links lead to the same places."""
    here = posixpath.dirname(page.uri) or "."

    def link(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(case.uri), match[2])) if match[2] else case.uri
        if not (match[2] or match[3]):
            return match[0]
        return f"{match[1]}{posixpath.relpath(target, here)}{match[3] or ''}{match[4]}"

    return LINK.sub(link, markdown)


Clock = list[tuple[str, int]]


def candidate_sheet(clock: Clock, inputs: list[str]) -> str:
    """Blank boxes for the seven steps, as high as their minutes, and a table of assumptions to fill in."""
    rows = "".join(f'<tr><th scope="row">{escape(label)}</th><td></td><td></td></tr>' for label in inputs)
    boxes = "".join(
        f'<div class="blank-step" style="--room:{max(LEAST_MM, MM_A_MINUTE * minutes):g}mm">'
        f"<p><strong>{escape(title)}</strong> <span>{minutes} min</span></p></div>"
        for title, minutes in clock
    )
    head = '<thead><tr><th scope="col">Quantity</th><th scope="col">My value</th><th scope="col">Why</th></tr></thead>'
    return (
        f'<div class="blank-steps">{boxes}</div>\n\n### My assumptions\n\n'
        f'<table class="blank-table">{head}<tbody>{rows}</tbody></table>\n'
    )


def scored(markdown: str) -> str:
    """The interviewer's sheet with a column to write scores in, who and when above, and room for notes below."""

    def row(found: re.Match[str]) -> str:
        cell = "---|" if set(found[1]) <= set("-:| ") else " score |" if found[1].startswith(" axis") else "  |"
        return f"|{found[1]}|{cell}"

    blanks = "".join(f"<span>{label}</span>" for label in ("Candidate", "Interviewer", "Date and time"))
    who = f'<p class="sheet-who">{blanks}</p>'
    return f'{who}\n\n{AXIS.sub(row, markdown)}\n\n<div class="sheet-notes"><p>Notes</p></div>\n'
