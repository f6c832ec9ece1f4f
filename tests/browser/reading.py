"""What a reader does first, in a real browser; the same for a folder, a server and a site below a path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

CHAPTER = "Video recommendation"
WIDTHS = (390, 820, 1440)


def read_through(browser: Browser, start: str) -> None:
    """From the first page to a chapter and its parts, then a search; any failed or outside request fails the test."""
    home = start.rsplit("/", 1)[0] + "/"
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith(home) else route.abort())
    faults: list[str] = []
    context.on("requestfailed", lambda request: _note_failure(request, faults))
    context.on(
        "response", lambda answer: faults.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
    )
    context.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = context.new_page()
    page.goto(start)
    page.locator(".md-content").get_by_role("link", name=CHAPTER).first.click()
    _chapter(page)
    _search(page, "two-stage retrieval")
    context.close()
    assert faults == [], faults


def _note_failure(request: Request, faults: list[str]) -> None:
    """A page that is left while it still loads gives its requests up; what the network or the route refuses fails."""
    if request.failure != "net::ERR_ABORTED":
        faults.append(f"{request.failure}: {request.url}")


def _chapter(page: Page) -> None:
    assert page.locator("h1").inner_text().startswith(CHAPTER)
    for part in ("figure.diagram svg.dg", ".estimates-table td.value", ".checklist input", ".latency-waterfall"):
        assert page.locator(part).first.is_visible(), part
    assert page.locator(".estimates-table .est-input").first.input_value()
    box = page.locator(".checklist input").first
    box.check()
    assert box.is_checked()
    question = page.locator("details.question").first
    question.locator("summary").click()
    assert question.locator("p").first.is_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{over} px too wide at {width} px"


def _search(page: Page, words: str) -> None:
    page.locator(".md-search__input").first.click()
    page.keyboard.type(words)
    found = page.locator(".md-search-result__link").filter(has_text=re.compile("two-stage", re.IGNORECASE)).first
    found.wait_for(state="visible", timeout=15_000)
    found.click()
    page.locator("h1").wait_for()
    assert "two-stage" in page.locator(".md-content").inner_text().lower()
