"""Who looks for a term finds the chapter that explains it among the first results, from file://."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

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
FIRST = "all => all.slice(0, 3).map(each => each.querySelector('h1, h2').textContent.trim())"


def test_the_chapter_that_explains_a_term_is_among_the_first_three(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    field = page.locator(".md-search__input").first
    missed = {}
    for words, chapter in EXPLAINED.items():
        field.fill("")
        field.press("Backspace")
        page.get_by_text("Type to start searching").wait_for()
        field.press_sequentially(words)
        page.locator(".md-search-result__meta", has_text="matching document").wait_for()
        page.wait_for_timeout(300)  # the last letters may still be under way
        found = page.locator(".md-search-result__item").evaluate_all(FIRST)
        if chapter not in found:
            missed[words] = found
    assert missed == {}
