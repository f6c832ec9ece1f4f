"""Every page: nothing scrolls sideways, nothing lies on a title, titles are told apart; at four widths, folds open."""

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


LIES_ON = """() => {
  const tool = document.querySelector(".page-tools > *").getBoundingClientRect();
  const range = document.createRange();
  return [...document.querySelectorAll("h1, .hero-start")].filter(each => {
    range.selectNodeContents(each);
    const parts = each.matches("h1") ? [...range.getClientRects()] : [each.getBoundingClientRect()];
    return parts.some(part => part.left < tool.right && part.right > tool.left && part.top < tool.bottom);
  }).map(each => each.textContent.slice(0, 30));
}"""


@pytest.mark.parametrize("name", ["index", "reference/spot-the-difference", "reference/numbers"])
def test_the_tools_of_a_page_lie_on_nothing(context: BrowserContext, site: Path, name: str) -> None:
    page = context.new_page()
    page.goto((site / f"{name}.html").as_uri())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(LIES_ON) == [], f"at {width} px"


def test_every_page_has_a_title_of_its_own_said_once(site: Path) -> None:
    titles = {file: file.read_text("utf-8").split("<title>")[1].split("</title>")[0] for file in site.rglob("*.html")}
    assert len(set(titles.values())) == len(titles)
    assert titles[site / "index.html"] == "Machine Learning System Design Interview"
    assert titles[site / "404.html"].startswith("No such page")


WRAPPED = """() => [...document.querySelectorAll(":is(h1, h2, h3, h4) > .headerlink")].filter(link => {
  const heading = document.createRange();
  heading.setStart(link.parentNode, 0);
  heading.setEndBefore(link);
  return link.offsetWidth && link.getBoundingClientRect().top > [...heading.getClientRects()].pop().bottom - 4;
}).map(link => link.parentNode.textContent)"""


def test_no_unseen_link_makes_a_heading_a_line_longer(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    for name in ("building-blocks/offline-metrics", "case-studies/video-recommendation"):
        page.goto((site / f"{name}.html").as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(WRAPPED) == [], f"at {width} px"
