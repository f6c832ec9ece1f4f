"""Who looks for a term finds the chapter that explains it among the first results, from file://."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.full

EXPLAINED = {
    "NDCG": "Offline metrics",
    "sample size": "Online experiments",
    "ANN": "Approximate nearest neighbour search",
    "cold start": "Embeddings",
    "two-tower": "Two-stage retrieval and ranking",
    "negative sampling": "Sampling, imbalance and negatives",
    "position bias": "Signals",
    "product quantization": "Approximate nearest neighbour search",
    "bandit": "Online experiments",
    "checklist": "Checklists",
    "news feed": "Personalised news feed",
}
FIRST_THREE = """() => [...document.querySelectorAll(".md-search-result__item")].slice(0, 3)
  .map(each => each.querySelector("h1, h2").textContent.trim())"""


def appears(page: Page, chapter: str) -> bool:
    """Whether the chapter is among the first three, once the results have come."""
    from playwright.sync_api import TimeoutError as TooLate

    try:
        page.wait_for_function(f"name => ({FIRST_THREE})().includes(name)", arg=chapter, timeout=5000)
    except TooLate:
        return False
    return True


def test_the_chapter_that_explains_a_term_is_among_the_first_three(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    field = page.locator(".md-search__input").first
    missed = {}
    for words, chapter in EXPLAINED.items():
        field.fill("")
        field.press("Backspace")
        page.get_by_text("Type to start searching").wait_for()
        field.fill(words)
        field.press("End")  # the theme searches when a key goes up
        if not appears(page, chapter):
            missed[words] = page.evaluate(FIRST_THREE)
    assert missed == {}
