"""Fixtures shared by all tests: the project's root, golden files, a small guide to break, the built site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from macros.unit_names import load_units
from tests.sample_guide import SampleGuide

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

ROOT = Path(__file__).parent.parent

settings.register_profile("guide", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("guide")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="rewrite golden files with what the code gives now")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Path], None]:
    """Compare text with a golden file; `pytest --refresh-golden` rewrites it, and the diff is then there to read."""

    def compare(text: str, path: Path) -> None:
        if request.config.getoption("--refresh-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture
def guide(tmp_path: Path) -> Iterator[SampleGuide]:
    """A small guide without problems, in a folder of its own."""
    yield SampleGuide.write(tmp_path / "guide")
    load_units(ROOT)  # the counted things are those of the guide loaded last


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real guide, built once for all tests that read its pages."""
    from macros.build import build_site

    target = tmp_path_factory.mktemp("built") / "site"
    build_site(ROOT, target)
    return target


FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run: Playwright cannot be started twice in a process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install -r requirements-full.lock")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: nothing stored, 1440 px wide, clipboard allowed."""
    made = browser.new_context(
        viewport={"width": 1440, "height": 1000}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield made
    made.close()
