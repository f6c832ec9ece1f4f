"""The guide is read alike from the unpacked bundle, from a server, and hosted below a path with its address set."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tests.browser.reading import read_through
from tests.exports.conftest import ROOT, Made, made

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["made"]  # the fixture, shared with the tests of the exports
pytestmark = [pytest.mark.full, pytest.mark.xdist_group("exports")]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server for a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def unpacked(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from macros.exports import make_bundle

    folder = tmp_path_factory.mktemp("anywhere else")
    with ZipFile(make_bundle(ROOT, made.site, folder)) as archive:
        archive.extractall(folder)
    return folder / "mlsd-guide"


def test_the_unpacked_bundle_opens_from_its_folder_without_a_network(browser: Browser, unpacked: Path) -> None:
    read_through(browser, (unpacked / "index.html").as_uri())


def test_the_bundle_holds_the_pdfs_its_pages_offer(unpacked: Path) -> None:
    page = (unpacked / "case-studies/video-recommendation.html").read_text("utf-8")
    assert '<a href="../pdf/video-recommendation.pdf">This page as PDF</a>' in page
    assert (unpacked / "pdf/video-recommendation.pdf").read_bytes().startswith(b"%PDF")
    assert '<a href="pdf/guide.pdf">' in (unpacked / "index.html").read_text("utf-8")


def test_a_server_shows_the_same(browser: Browser, site: Path) -> None:
    with served(site) as address:
        read_through(browser, f"{address}/index.html")


def test_hosted_below_a_path_it_reads_the_same_and_names_its_address(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from macros.build import build_site

    monkeypatch.setenv("SITE_URL", "https://example.org/mlsd/")
    built = build_site(ROOT, tmp_path / "host/mlsd")
    assert "https://example.org/mlsd/case-studies/video-recommendation.html" in (built / "sitemap.xml").read_text()
    assert '<link rel="canonical" href="https://example.org/mlsd/index.html">' in (built / "index.html").read_text()
    with served(built.parent) as address:
        read_through(browser, f"{address}/mlsd/index.html")


def test_a_page_without_a_pdf_offers_to_print_it(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto((site / "building-blocks/features.html").as_uri())
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert page.locator(".page-tools").is_hidden()
    page.close()
