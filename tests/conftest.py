"""Fixtures shared by all tests: the project's root, golden files, a small guide to break, the built site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from macros.units import load_units
from tests.sample_guide import SampleGuide

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
