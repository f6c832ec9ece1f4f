from pathlib import Path

import pytest

from macros.pages import Page, load_page
from macros.plans import Plan, Session, Task, plan_html, task_minutes
from macros.problems import ProblemError
from macros.sheets import moved, part

FRONT = "---\ntitle: A case\nsummary: B\n---\n"


def page(root: Path, uri: str, body: str) -> Page:
    path = root / "docs" / uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FRONT + body, "utf-8")
    loaded, _ = load_page(path, root)
    assert loaded is not None
    return loaded


def test_a_part_is_the_text_between_its_heading_and_the_next_of_its_level(tmp_path: Path):
    case = page(tmp_path, "case-studies/a.md", "# A\n\n## One\n\nx\n\n### Below\n\ny\n\n## Two\n\nz\n")
    assert part(case, "One") == ("x\n\n### Below\n\ny", 8)
    assert part(case, "Two") == ("z", 16)


def test_a_part_that_is_missing_is_a_problem(tmp_path: Path):
    with pytest.raises(ProblemError, match="no '## Three'"):
        part(page(tmp_path, "case-studies/a.md", "# A\n"), "Three")


@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("[x](b.md)", "[x](../case-studies/b.md)"),
        ("[x](../building-blocks/c.md#d)", "[x](../building-blocks/c.md#d)"),
        ("[x](#levels)", "[x](../case-studies/a.md#levels)"),
        ("[x](https://example.org/a.md)", "[x](https://example.org/a.md)"),
    ],
)
def test_links_of_a_moved_part_lead_where_they_led(tmp_path: Path, link: str, there: str):
    case = page(tmp_path, "case-studies/a.md", "# A\n")
    sheet = page(tmp_path, "practice/a-interviewer.md", "# S\n")
    assert moved(link, case, sheet) == there


def test_a_task_takes_the_reading_of_its_page_and_its_practice(tmp_path: Path):
    long = page(tmp_path, "framework/long.md", "# A\n\n" + "word " * 1200)
    assert task_minutes(Task(do="read", page="long", minutes=15), {"long": long}) == 25
    assert task_minutes(Task(do="rehearse", minutes=75), {}) == 75


def test_a_plan_adds_up_its_sessions():
    plan = Plan(
        title="P", for_whom="You.", sessions=(Session(when="Day 1", aim="a", tasks=(Task(do="b", minutes=75),)),) * 2
    )
    html = plan_html(plan, {}, str)
    assert "2 h 30 in all" in html
    assert html.count("<td>1 h 15</td>") == 4
