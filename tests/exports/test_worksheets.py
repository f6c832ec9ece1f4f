"""Sheets that no page of the site holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.exports.layout import lay_out
from macros.exports.links import add_pages, resolve_links
from macros.exports.template import chapter_document
from macros.exports.worksheets import LINE_PT, answer_lines, redraw_article
from macros.sheets import candidate_sheet, scored
from tests.exports.sample import BOOK, DIAGRAM, FEATURES, ROOT, SERVING, SHEET, printed

FIGURE = (
    f'<figure class="diagram" id="fig-path">{DIAGRAM}<figcaption><span class="diagram-title">Path</span></figcaption>'
    "</figure>"
)
TABLE = "| axis | weak (1) | strong (3) |\n|---|---|---|\n| Data | none | much |"


def test_every_diagram_of_a_chapter_becomes_a_sheet_with_numbers_and_without_words() -> None:
    text = redraw_article({FEATURES.slug: printed(FIGURE)}, ROOT).content.text()
    assert '<text class="dg-number" x="1">1</text>' in text
    assert "5 ms" not in text
    assert 'Path: chapter <a href="../building-blocks/features.html#fig-path">7 Title</a>' in text


def test_each_sheet_is_listed_and_names_the_page_of_its_own_figure() -> None:
    articles = {
        chapter.slug: printed(FIGURE + FIGURE.replace("fig-path", "fig-b"), chapter) for chapter in (FEATURES, SERVING)
    }
    sheets = redraw_article(articles, ROOT)
    resolve_links(sheets.content.root, sheets.chapter, BOOK)
    add_pages(sheets.content.root, sheets.chapter, lambda slug, name: f"{slug}-{name[-1]}")
    text = sheets.content.text()
    assert [f'href="#redraw--sheet-{number}"' in text for number in range(1, 6)] == [True] * 4 + [False]
    for folio in ("features-h", "features-b", "serving-h", "serving-b"):
        assert text.count(f"(page\u00a0{folio} of the guide)") == 1


@pytest.mark.parametrize(("boxes", "rows", "expected"), [(5, 3, "answers-2"), (5, 2, "answers-3"), (7, 2, "")])
def test_answer_lines_stand_two_or_three_abreast_where_all_fit(boxes: int, rows: int, expected: str) -> None:
    lines = answer_lines(boxes, rows * LINE_PT)
    assert expected in lines
    assert lines.count("<li>") == (boxes if expected else 0)


def test_a_step_has_room_for_its_minutes() -> None:
    sheet = candidate_sheet([("Long", 11), ("Short", 3)], ["Rate"])
    assert 'style="--room:71.5mm"><p><strong>Long' in sheet
    assert 'style="--room:25mm"><p><strong>Short' in sheet


@pytest.mark.full
def test_the_table_of_assumptions_is_whole_and_the_drawing_begins_a_page() -> None:
    sheet = candidate_sheet([("Step", 10)], ["Rate"] * 12).replace("### My assumptions", "<h3>My assumptions</h3>")
    article = printed(f"{sheet}<h3>Afterwards</h3><p>Fill in.</p>", SHEET)
    assert lay_out(chapter_document(article))[1].outline[-1][1:3] == ("Afterwards", 2)


def test_the_interviewer_has_room_to_score_to_sign_and_to_write() -> None:
    sheet = scored(f"> Question\n\n{TABLE}\n\nMid: 2.")
    assert "| axis | weak (1) | strong (3) | score |\n|---|---|---|---|\n| Data | none | much |  |\n" in sheet
    assert sheet.index("Date and time") < sheet.index("Question")
    assert sheet.endswith('<div class="sheet-notes"><p>Notes</p></div>\n')


@pytest.mark.full
def test_the_notes_of_the_interviewer_take_no_second_page(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="pip install -r requirements-full.lock")
    chapter = type(SHEET)("feed-interviewer", "practice/feed-interviewer.html", "Practice", "", "Sheet")
    pdf, _ = lay_out(chapter_document(printed('<p>One.</p><div class="sheet-notes"><p>Notes</p></div>', chapter)))
    (tmp_path / "sheet.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "sheet.pdf") as opened:
        assert len(opened.pages) == 1
