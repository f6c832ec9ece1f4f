"""Figures leave no holes."""

from __future__ import annotations

import pytest

from macros.exports import flow
from macros.exports.layout import lay_out, ready

pytestmark = pytest.mark.full

TEXT = "<p>" + "Some words of a chapter that say little and fill lines. " * 10 + "</p>"
FIGURE = '<figure id="figure"><div style="height: 150mm"></div><figcaption id="caption">A figure</figcaption></figure>'


def document(content: str) -> str:
    """A chapter with this content."""
    return (
        '<!doctype html><html lang="en"><title>t</title><body class="chapter">'
        f'<div class="content">{content}</div></body></html>'
    )


def pages_of(content: str, *names: str) -> list[int]:
    """The pages on which the named places stand."""
    ready()
    places = lay_out(f'<!doctype html><title>t</title><body class="chapter"><div class="content">{content}</div>')[
        1
    ].places
    return [places[name][0] for name in names]


def test_a_figure_that_does_not_fit_moves_down_past_text_that_does() -> None:
    content = TEXT * 6 + FIGURE + f'<div id="after">{TEXT}</div>' + TEXT * 8
    assert pages_of(content, "after", "figure") == [1, 2]


def test_a_figure_that_fits_stays_before_the_text_that_follows_it() -> None:
    assert pages_of(TEXT + FIGURE + f'<div id="after">{TEXT}</div>', "figure", "after") == [1, 1]


@pytest.mark.parametrize(
    "stop",
    ['<h2 id="after">Next section</h2>', '<p id="after">The drawing above says it.</p>'],
)
def test_a_figure_moves_past_no_section_and_no_text_that_looks_back_at_it(stop: str) -> None:
    first, after = pages_of(TEXT * 6 + FIGURE + stop + TEXT * 4, "figure", "after")
    assert first <= after


def test_a_last_page_of_a_line_or_two_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = most_lines_on_one_page()
    monkeypatch.setattr(flow, "LAST", 0.0)
    assert most_lines_on_one_page() < saved


def most_lines_on_one_page() -> int:
    """How many paragraphs of one line a document of one page holds."""
    return next(lines for lines in range(30, 80) if _pages(lines + 1) > 1)


def _pages(lines: int) -> int:
    body = '<p style="margin: 0">line</p>' * lines
    return lay_out(document(body))[1].pages


def filled(high: int) -> str:
    """A line this many mm high."""
    return f'<p style="line-height: {high}mm; margin: 0">a</p>'


def drawing(high: int) -> str:
    """A diagram this many mm high whose type is 8 pt."""
    pt = high * 72 / 25.4
    px = f"{pt * 13 / 8:.1f}"
    return (
        f'<figure><svg id="figure" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {px} {px}" '
        f'width="{pt:.1f}pt" height="{pt:.1f}pt"><rect width="90" height="90"/></svg></figure>'
    )


def test_a_diagram_that_nearly_fits_is_drawn_smaller() -> None:
    before = filled(130)
    assert pages_of(before + drawing(135) + "<h2>Next section</h2>" + TEXT * 8, "figure") == [1]


def test_a_diagram_is_not_drawn_so_small_that_it_cannot_be_read() -> None:
    before = filled(130)
    assert pages_of(before + drawing(155) + "<h2>Next section</h2>" + TEXT * 8, "figure") == [2]


def test_a_figure_that_takes_a_page_may_stand_behind_the_next_head() -> None:
    content = filled(130) + FIGURE.replace("150mm", "200mm") + '<h2 id="after">Next section</h2>' + TEXT * 12
    assert pages_of(content, "after", "figure") == [1, 2]


def test_a_short_table_is_parted_rather_than_leave_a_wide_hole() -> None:
    rows = "".join(f'<tr id="r{row}"><td><div style="height: 20mm">{row}</div></td></tr>' for row in range(7))
    table = f'<table class="short"><tbody>{rows}</tbody></table>'
    assert pages_of(filled(120) + table, "r1", "r6") == [1, 2]
    assert pages_of(filled(180) + table, "r1", "r6") == [2, 2]


def test_where_its_heading_stands_alone_the_page_before_is_filled() -> None:
    head = '<h2 id="head">Its section</h2>'
    content = filled(100) + head + FIGURE.replace("150mm", "245mm") + TEXT * 3 + f'<p id="after">{TEXT}</p>' + TEXT * 9
    assert pages_of(content, "head", "figure") == [1, 2]
