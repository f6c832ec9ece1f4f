"""No page scrolls sideways, folds open, on the narrowest phone, a phone, a tablet or a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.full

WIDTHS = (320, 390, 820, 1440)
OPEN_FOLDS = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_no_page_is_wider_than_its_window(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    wide: list[str] = []
    for file in sorted(site.rglob("*.html")):
        page.goto(file.as_uri())
        page.evaluate(OPEN_FOLDS)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if (over := page.evaluate(OVER)) > 0:
                wide.append(f"{file.relative_to(site)} at {width} px: {over} px too wide")
    assert wide == []
