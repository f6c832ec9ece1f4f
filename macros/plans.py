"""Study plans: what to do on which day, with hours that follow the length of the chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from pydantic import Field

from macros.data_files import Placed, one_per_file
from macros.pages import Page
from macros.problems import Problem, did_you_mean
from macros.prose import word_count
from macros.records import Record

FOLDER = Path("macros/data/plans")
WORDS_PER_MINUTE = 120  # dense technical text, with its tables and diagrams worked through and not skimmed


class Task(Record):
    """One thing to do: read `page` (its slug), or practise; `minutes` is what comes on top of reading."""

    do: str
    page: str = ""
    minutes: int = Field(default=0, ge=0)


class Session(Record):
    """A day or a week of the plan."""

    when: str
    aim: str
    tasks: tuple[Task, ...] = Field(min_length=1)


class Plan(Record):
    """A study plan; its sessions in order."""

    title: str
    for_whom: str
    sessions: tuple[Session, ...] = Field(min_length=1)


Plans = dict[str, Placed[Plan]]
Address = Callable[[str], str]


def load_plans(root: Path, pages: Mapping[str, Page]) -> tuple[Plans, list[Problem]]:
    """All plans by name; the pages they send a reader to must exist."""
    plans, problems = one_per_file(root / FOLDER, root, Plan)
    for placed in plans.values():
        wanted = {task.page for session in placed.entry.sessions for task in session.tasks if task.page}
        for slug in sorted(wanted - set(pages)):
            problems.append(placed.problem("plan-page", f"no page '{slug}'", did_you_mean(slug, pages)))
    return plans, problems


def reading_minutes(page: Page) -> int:
    """Minutes to work through a page, in steps of five."""
    return max(5, round(word_count(page.body) / WORDS_PER_MINUTE / 5) * 5)


def task_minutes(task: Task, pages: Mapping[str, Page]) -> int:
    """Reading, if there is any, and practice."""
    return task.minutes + (reading_minutes(pages[task.page]) if task.page in pages else 0)


def plan_html(plan: Plan, pages: Mapping[str, Page], address: Address) -> str:
    """The plan as a table: a row each task with its time, each session with its sum, and the sum of all."""
    total = sum(task_minutes(task, pages) for session in plan.sessions for task in session.tasks)
    rows = "".join(_session(session, pages, address) for session in plan.sessions)
    return (
        f'<section class="plan"><p>{escape(plan.for_whom)} <strong>{_hours(total)} in all</strong>, '
        f"reading at {WORDS_PER_MINUTE} words a minute.</p>"
        f'<table class="plan-table"><tbody>{rows}</tbody></table></section>\n'
    )


def _session(session: Session, pages: Mapping[str, Page], address: Address) -> str:
    minutes = sum(task_minutes(task, pages) for task in session.tasks)
    head = f'<tr class="plan-session"><th scope="colgroup">{escape(session.when)}: {escape(session.aim)}</th>'
    rows = "".join(_task(task, pages, address) for task in session.tasks)
    return f"{head}<td>{_hours(minutes)}</td></tr>{rows}"


def _task(task: Task, pages: Mapping[str, Page], address: Address) -> str:
    link = ""
    if task.page in pages:
        page = pages[task.page]
        link = f'<a href="{escape(address(page.uri))}">{escape(page.meta.title)}</a>: '
    return f"<tr><td>{link}{escape(task.do)}</td><td>{_hours(task_minutes(task, pages))}</td></tr>"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"
