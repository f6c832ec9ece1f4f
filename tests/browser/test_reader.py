"""Ticks, and carrying them to another browser, on the built site from file://."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.full


def test_a_tick_is_still_there_after_a_reload_and_only_on_its_page(context: BrowserContext, site: Path):
    page = context.new_page()
    page.goto((site / "reference/checklists.html").as_uri())
    page.locator("input[data-tick]").first.check()
    page.reload()
    assert page.locator("input[data-tick]").first.is_checked()
    assert page.locator("input[data-tick]:checked").count() == 1


def test_ticks_can_be_saved_to_a_file_and_read_in_elsewhere(context: BrowserContext, site: Path, tmp_path: Path):
    page = context.new_page()
    page.goto((site / "about/index.html").as_uri())
    page.evaluate("mlsdState.set(['ticks', 'somewhere', 'clarify.1'], true)")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "progress.json"
    saved.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["ticks"] == {"somewhere": {"clarify.1": True}}
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget everything").click()
    assert page.evaluate("mlsdState.all()") == {}
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Read from a file").click()
    chooser.value.set_files(file)
    page.get_by_text("Read in.").wait_for()
    assert page.evaluate("mlsdState.get(['ticks', 'somewhere', 'clarify.1'])") is True


def test_a_file_of_something_else_is_named_as_such_and_nothing_is_lost(
    context: BrowserContext, site: Path, tmp_path: Path
):
    page = context.new_page()
    page.goto((site / "about/index.html").as_uri())
    page.evaluate("mlsdState.set(['ticks', 'somewhere', 'clarify.1'], true)")
    file = tmp_path / "package.json"
    file.write_text('{"name": "<img src=x onerror=alert(1)>"}', "utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Read from a file").click()
    chooser.value.set_files(file)
    page.get_by_text("Nothing was changed.").wait_for()
    assert page.evaluate("mlsdState.all()") == {"ticks": {"somewhere": {"clarify.1": True}}}


@pytest.mark.parametrize(
    "sorted_texts",
    [
        ["57.9 k refreshes/s", "100 M posts/day", "1 bn users", "10 bn images", "a handful"],
        ["50 ms at p99", "10 min for clicks", "1 h", "30 days", "Minutes to days"],
    ],
    ids=["amounts", "times"],
)
def test_the_matrix_sorts_amounts_and_times_by_size(context: BrowserContext, site: Path, sorted_texts: list[str]):
    page = context.new_page()
    page.goto((site / "reference/matrix.html").as_uri())
    script = """texts => [...document.querySelectorAll("table.matrix tbody tr")].forEach((row, index) => {
      if (index < texts.length) row.cells[1].textContent = texts[index];
      else row.remove();
    })"""
    page.evaluate(script, sorted_texts[::-1])
    page.locator("table.matrix thead button").nth(1).click()
    assert page.locator("table.matrix tbody tr > :nth-child(2)").all_inner_texts() == sorted_texts


def test_the_matrix_sorts_and_filters(context: BrowserContext, site: Path):
    page = context.new_page()
    page.goto((site / "reference/matrix.html").as_uri())
    names = page.locator("table.matrix tbody th")
    page.get_by_role("button", name="Case", exact=True).click()
    assert names.all_inner_texts() == sorted(names.all_inner_texts(), key=str.casefold)
    page.get_by_role("searchbox").last.fill("harm")
    shown = page.locator("table.matrix tbody tr:visible")
    assert shown.count() >= 1
    assert all("harm" in row.lower() for row in shown.all_inner_texts())
