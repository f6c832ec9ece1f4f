"""Diagrams and formulas on paper."""

from __future__ import annotations

import pytest

from macros.exports.drawings import FULL_PT, HEIGHT_PT, LEAST_PT, LEAST_PX, WIDTH_PT, blank, printed, scale
from tests.exports.sample import DIAGRAM, ROOT


def test_a_diagram_carries_its_colours_itself() -> None:
    svg = printed(DIAGRAM, ROOT, "a--")
    assert "<style>" in svg
    assert "var(--" not in svg


def test_the_case_of_svg_names_survives() -> None:
    svg = printed(DIAGRAM, ROOT, "a--")
    assert 'viewBox="0 0 400 300"' in svg
    assert "<linearGradient" in svg
    assert 'textLength="40"' in svg


def test_title_and_description_become_the_one_alternative_a_pdf_knows() -> None:
    assert "<title>Path: A client asks.</title>" in printed(DIAGRAM, ROOT, "a--")


def test_live_values_become_plain_words_of_their_line() -> None:
    assert ">at 5 ms</text>" in printed(DIAGRAM, ROOT, "a--")


def test_a_formula_is_black_on_paper_and_says_its_latex() -> None:
    formula = '<svg class="formula-svg" aria-label="x^2" viewBox="0 0 9 9"><path fill="currentColor"/></svg>'
    svg = printed(formula, ROOT, "a--")
    assert "currentColor" not in svg
    assert "<title>x^2</title>" in svg


def test_a_blank_diagram_has_numbers_and_no_words() -> None:
    svg = blank(DIAGRAM)
    assert 'class="dg dg-blank"' in svg
    assert "5 ms" not in svg
    assert "dg-pill" not in svg
    assert '<text class="dg-number" x="1">1</text>' in svg


@pytest.mark.parametrize(("width", "height"), [(900, 300), (400, 200), (780, 1228), (500, 1290)])
def test_a_diagram_fits_the_sheet_and_its_type_can_be_read(width: float, height: float) -> None:
    factor = scale(width, height)
    assert width * factor <= WIDTH_PT
    assert height * factor <= FULL_PT
    assert LEAST_PX * factor >= LEAST_PT


def test_a_diagram_leaves_room_for_its_heading_where_its_type_allows_it() -> None:
    assert 1228 * scale(780, 1228) <= HEIGHT_PT
