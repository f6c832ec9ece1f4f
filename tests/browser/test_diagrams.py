"""What a reader does with a diagram, in a real browser, from file://."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from macros.diagrams import Diagram
from tests.conftest import ROOT
from tests.diagrams.test_layout import placed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

pytestmark = pytest.mark.full
DRAWN = Diagram(*placed("3"))
BOXES = len(DRAWN.graph.nodes) + len(DRAWN.graph.groups)
ASSETS = ("diagrams.css", "diagrams.js", "diagrams-scroll.js")
IN_VIEW = """box => {
  const view = box.closest(".diagram-scroll").getBoundingClientRect(), own = box.getBoundingClientRect();
  return own.left >= view.left && own.right <= view.right;
}"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A page with one figure, without the theme."""
    for name in ASSETS:
        shutil.copy(ROOT / "docs/assets" / name, tmp_path / name)
    scripts = "".join(f'<script src="{name}"></script>' for name in ASSETS[1:])
    head = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    style = '<link rel="stylesheet" href="diagrams.css">'
    path = tmp_path / "page.html"
    path.write_text(f'{head}{style}<article class="md-typeset">{DRAWN.figure}</article>{scripts}', "utf-8")
    return path.as_uri()


def opened(browser: Browser, address: str, width: int) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(address)
    yield page
    context.close()
    assert not faults


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, 1440)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address, 390)


def tool(page: Page, act: str) -> Locator:
    return page.locator(f'figure button[data-act="{act}"]')


def shown_words(page: Page) -> int:
    """How many boxes and frames of the figure show their words."""
    script = """all => all.filter(box => [...box.querySelectorAll("text:not(.dg-number)")]
      .every(text => getComputedStyle(text).visibility === "visible")).length"""
    found: int = page.eval_on_selector_all("figure [data-number]", script)
    return found


def test_one_panel_is_shown_at_a_time_and_arrow_keys_change_it(page: Page) -> None:
    page.locator("summary").click()
    tabs, panels = page.get_by_role("tab"), page.locator(".diagram-panel")
    assert tabs.all_inner_texts() == ["Box drawing", "ASCII drawing", "Mermaid source", "Every box"]
    for index in range(4):
        tabs.nth(index).click()
        assert [panel.is_visible() for panel in panels.all()] == [other == index for other in range(4)]
    tabs.nth(3).press("ArrowRight")
    assert tabs.nth(0).get_attribute("aria-selected") == "true"
    assert page.evaluate("document.activeElement.textContent") == "Box drawing"


@pytest.mark.parametrize(
    ("tab", "drawing"), [(0, DRAWN.text), (1, DRAWN.ascii), (2, DRAWN.mermaid)], ids=["box", "ascii", "mermaid"]
)
def test_copying_gives_the_drawing_to_the_last_letter(page: Page, tab: int, drawing: str) -> None:
    page.locator("summary").click()
    page.get_by_role("tab").nth(tab).click()
    button = page.locator(".diagram-panel:visible .diagram-copy")
    button.click()
    page.wait_for_function("button => button.textContent === 'Copied'", arg=button.element_handle())
    assert page.evaluate("navigator.clipboard.readText()") == drawing.rstrip("\n")


def test_the_button_opens_the_picture_large_and_escape_gives_the_focus_back(page: Page) -> None:
    tool(page, "large").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.evaluate("document.activeElement.dataset.act") == "large"


def test_a_click_on_the_picture_opens_it_and_one_beside_it_closes_it(page: Page) -> None:
    page.locator("figure .dg").click()
    assert page.get_by_role("dialog").is_visible()
    page.mouse.click(3, 3)
    page.wait_for_selector("dialog", state="detached")


def test_large_is_never_smaller_than_on_the_page(page: Page, phone: Page) -> None:
    for each in (page, phone):
        before = each.locator("figure .dg").bounding_box()
        tool(each, "large").click()
        after = each.locator("dialog .dg").bounding_box()
        assert before
        assert after
        assert after["width"] > before["width"]


def test_on_a_phone_large_opens_at_the_first_box(phone: Page) -> None:
    tool(phone, "large").click()
    first = phone.locator('dialog .dg-node[data-number="1"], dialog .dg-node').first.bounding_box()
    assert first
    assert first["x"] >= 0
    assert first["x"] + first["width"] <= 390


def test_ids_stay_unique_while_the_picture_is_large(page: Page) -> None:
    tool(page, "large").click()
    ids = page.eval_on_selector_all("[id]", "all => all.map(each => each.id)")
    assert len(ids) == len(set(ids))


def test_redrawing_hides_all_words_and_brings_them_back_one_by_one(page: Page) -> None:
    assert shown_words(page) == BOXES
    tool(page, "redraw").click()
    assert shown_words(page) == 0
    assert page.locator("figure .dg-edge text:visible").count() == 0
    assert page.locator(".diagram-faces").is_hidden()
    for count in range(1, BOXES + 1):
        tool(page, "next").click()
        assert shown_words(page) == count
    assert tool(page, "next").is_disabled()


def test_on_the_site_too_the_answers_are_put_away_while_redrawing(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    page.goto((site / "case-studies/video-recommendation.html").as_uri())
    figure = page.locator("figure.diagram").first
    figure.locator("summary").click()
    figure.locator('[data-act="redraw"]').click()
    assert figure.locator(".diagram-faces").is_hidden()
    figure.locator('[data-act="redraw"]').click()
    assert figure.locator(".diagram-panel pre").first.is_visible()


def test_the_copy_button_does_not_lie_on_the_drawing(phone: Page) -> None:
    phone.locator("summary").click()
    button = phone.locator(".diagram-copy").first.bounding_box()
    drawing = phone.locator(".diagram-panel pre").first.bounding_box()
    assert button
    assert drawing
    assert button["y"] + button["height"] <= drawing["y"]


def test_a_click_on_a_box_reveals_that_box_only(page: Page) -> None:
    tool(page, "redraw").click()
    page.locator("figure .dg-node .dg-number").first.click()
    assert shown_words(page) == 1
    assert page.locator("dialog").count() == 0


def test_after_redrawing_everything_is_as_before(page: Page) -> None:
    tool(page, "redraw").click()
    tool(page, "next").click()
    tool(page, "redraw").click()
    assert shown_words(page) == BOXES
    assert tool(page, "next").is_hidden()
    tool(page, "redraw").click()
    assert shown_words(page) == 0
    tool(page, "all").click()
    assert shown_words(page) == BOXES


def test_opened_large_while_redrawing_nothing_is_given_away(page: Page) -> None:
    tool(page, "redraw").click()
    tool(page, "large").click()
    visible = "all => all.filter(text => getComputedStyle(text).visibility === 'visible').length"
    assert page.eval_on_selector_all("dialog .dg text:not(.dg-number)", visible) == 0


def test_on_a_phone_the_figure_opens_at_its_first_box_and_says_that_it_goes_on(phone: Page) -> None:
    scroller = phone.locator(".diagram-scroll")
    boxes = phone.locator("figure .dg-node").all()
    first = min(boxes, key=lambda box: int(box.get_attribute("data-number") or 0))
    assert first.evaluate(IN_VIEW)
    assert phone.locator(".diagram-hint").is_visible()
    assert (scroller.get_attribute("aria-label") or "").endswith(", scrolls sideways")
    assert scroller.evaluate("each => getComputedStyle(each).maskImage") != "none"


def test_on_a_phone_the_keyboard_scrolls_the_figure(phone: Page) -> None:
    scroller = phone.locator(".diagram-scroll")
    scroller.evaluate("each => { each.scrollLeft = 0; }")
    scroller.focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("document.querySelector('.diagram-scroll').scrollLeft > 0")


def test_a_figure_that_fits_is_no_stop_for_the_keyboard(page: Page) -> None:
    assert page.locator(".diagram-hint").is_hidden()
    assert page.locator(".diagram-scroll").get_attribute("tabindex") is None


def test_without_a_script_everything_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("summary").click()
    assert all(panel.is_visible() for panel in page.locator(".diagram-panel").all())
    assert not page.locator("figure button:visible").count()
    context.close()
