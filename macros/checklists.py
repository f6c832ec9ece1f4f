"""Shared checklists: one YAML file each, injected wherever a chapter calls for it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from markdown import markdown
from pydantic import Field

from macros.data_files import Placed, one_per_file
from macros.problems import Problem, unknown
from macros.records import Record

FOLDER = Path("macros/data/checklists")


class Item(Record):
    """One thing to tick, and why it matters."""

    text: str
    why: str


class Checklist(Record):
    """A checklist: items in the order in which one would work through them."""

    title: str
    intro: str = ""
    items: tuple[Item, ...] = Field(min_length=1)


Checklists = dict[str, Placed[Checklist]]


def load_checklists(root: Path) -> tuple[Checklists, list[Problem]]:
    """All checklists by name."""
    return one_per_file(root / FOLDER, root, Checklist)


def checklist_markdown(checklists: Checklists, name: str) -> str:
    """The checklist as one block of HTML: a heading line, ticks, reasons. Raises ProblemError for an unknown name."""
    if name not in checklists:
        raise unknown("checklist", name, checklists)
    checklist = checklists[name].entry
    intro = f'<p class="checklist-intro">{inline(checklist.intro)}</p>' if checklist.intro else ""
    items = "".join(_item(name, number, item) for number, item in enumerate(checklist.items, 1))
    return (
        f'<section class="checklist" data-checklist="{name}" aria-label="Checklist: {escape(checklist.title)}">'
        f'<p class="checklist-title">{escape(checklist.title)}</p>{intro}<ul>{items}</ul></section>\n'
    )


def inline(text: str) -> str:
    """Escaped text in which `code` and *emphasis* of shared data are kept."""
    return markdown(text).removeprefix("<p>").removesuffix("</p>").replace("\n\n", "\n")


def _item(checklist: str, number: int, item: Item) -> str:
    box = f'<input type="checkbox" data-tick="{checklist}.{number}">'
    text = f'<label>{box}<span class="tick-text">{inline(item.text)}</span></label>'
    return f'<li>{text}<span class="tick-why">{inline(item.why)}</span></li>'
