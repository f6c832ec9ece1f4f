"""The order of the printed guide, from the navigation of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.exports.book import read_book
from macros.exports.offer import offer
from macros.problems import ProblemError

INDEX = """<html><body><header><div class="md-header__topic">Guide</div></header>
<nav class="md-nav md-nav--primary"><label>Guide</label><ul>
<li><a class="md-nav__link" href="./">Home</a></li>
<li><label>Framework</label><nav><ul>
<li><a class="md-nav__link" href="framework/overview.html">Overview</a></li></ul></nav></li>
<li><label>Practice</label><nav><ul><li><a class="md-nav__link" href="practice/plans.html">Plans</a></li>
<li><a class="md-nav__link" href="practice/feed-candidate.html">Sheet</a></li></ul></nav></li>
<li><label>About</label><nav><ul><li><a class="md-nav__link" href="about/index.html">About</a></li></ul></nav></li>
</ul></nav><!-- pdf --><button>Print</button><!-- /pdf --></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(INDEX)
    for name in ("framework/overview", "practice/plans", "practice/feed-candidate", "about/index"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.html").write_text("<p>text</p><!-- pdf --><button>Print</button><!-- /pdf -->")
    return tmp_path


def test_chapters_are_numbered_and_what_follows_them_is_lettered(site: Path) -> None:
    chapters = read_book(site).chapters
    assert [(c.number, c.slug, c.part) for c in chapters] == [
        ("1", "overview", "Framework"),
        ("A", "plans", "Practice"),
        ("B", "about", "About"),
    ]
    assert chapters[0].folio(3) == "1-3"


def test_worksheets_stand_outside_the_book(site: Path) -> None:
    assert [sheet.slug for sheet in read_book(site).worksheets] == ["feed-candidate"]


def test_without_a_site_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="does not exist") as error:
        read_book(tmp_path)
    assert error.value.hint == "build the site first: make"


def test_a_page_offers_the_pdf_that_is_there_and_else_keeps_its_button(site: Path) -> None:
    (site / "pdf").mkdir()
    (site / "pdf/overview.pdf").write_bytes(b"%PDF")
    offer(read_book(site))
    assert '<a href="../pdf/overview.pdf">This page as PDF</a>' in (site / "framework/overview.html").read_text()
    assert "<button>Print</button>" in (site / "practice/plans.html").read_text()
    assert "<button>Print</button>" in (site / "index.html").read_text()


def test_offering_twice_changes_nothing(site: Path) -> None:
    (site / "pdf").mkdir()
    (site / "pdf/guide.pdf").write_bytes(b"%PDF")
    offer(read_book(site))
    once = (site / "index.html").read_text()
    offer(read_book(site))
    assert (site / "index.html").read_text() == once
    assert '<a href="pdf/guide.pdf">The whole guide as PDF</a>' in once
