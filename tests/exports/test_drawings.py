"""Diagrams and formulas on paper."""

from __future__ import annotations

import pytest

from macros.diagrams.blanking import blanked
from macros.exports.drawings import FULL_PT, HEIGHT_PT, LEAST_PT, LEAST_PX, WIDTH_PT, printed, printed_size, scale
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
    svg = blanked(DIAGRAM)
    assert 'class="dg dg-blank"' in svg
    assert "5 ms" not in svg
    assert "dg-pill" not in svg
    assert '<text class="dg-number" x="1">1</text>' in svg
    assert blanked(svg) == svg


def test_a_blank_diagram_says_so_and_shares_no_id_with_the_full_one() -> None:
    svg = blanked(DIAGRAM)
    assert '<title id="d-blank-t">Path, to be redrawn</title>' in svg
    assert 'aria-labelledby="d-blank-t d-blank-d"' in svg


@pytest.mark.parametrize(
    ("kind", "shape", "place"),
    [
        ("service", '<rect class="dg-shape" x="100" y="40" width="210" height="80" rx="0"/>', 'x="107" y="55"'),
        ("actor", '<rect class="dg-shape" x="100" y="40" width="210" height="40" rx="20"/>', 'x="119" y="59"'),
        ("store", '<path class="dg-shape" d="M100 47a105 7 0 0 1 210 0v66z"/>', 'x="107" y="68"'),
        ("model", '<rect class="dg-shape" x="100" y="40" width="210" height="80" rx="0"/>', 'x="112" y="55"'),
    ],
)
def test_a_box_to_write_in_has_its_number_in_the_corner(kind: str, shape: str, place: str) -> None:
    mark = '<text class="dg-number" x="205" y="85.5" text-anchor="middle">3</text>'
    box = f'<g class="dg-node dg-{kind}" data-number="3">{shape}{mark}</g>'
    assert f'<text class="dg-number" {place}>3</text>' in blanked(f'<svg class="dg"><desc></desc>{box}</svg>')


def test_an_arrow_has_a_rule_where_its_label_is_to_be_written() -> None:
    label = '<text class="dg-edge" x="100" y="50" text-anchor="middle" textLength="60" lengthAdjust="spacing">id</text>'
    svg = blanked(f'<svg class="dg"><desc></desc><g class="dg-edge dg-sync">{label}</g></svg>')
    assert '<path class="dg-rule" d="M70 53h60"/>' in svg
    assert "id<" not in svg


@pytest.mark.parametrize(("width", "height"), [(900, 300), (400, 200), (780, 1228), (500, 1290)])
def test_a_diagram_fits_the_sheet_and_its_type_can_be_read(width: float, height: float) -> None:
    factor = scale(width, height)
    assert width * factor <= WIDTH_PT
    assert height * factor <= FULL_PT
    assert LEAST_PX * factor >= LEAST_PT


def test_a_blank_diagram_leaves_room_for_its_heading_however_small_its_type_would_be() -> None:
    high = DIAGRAM.replace("0 0 400 300", "0 0 400 1290")
    assert printed_size(high)[1] == FULL_PT
    assert printed_size(blanked(high))[1] == HEIGHT_PT


def test_a_diagram_leaves_room_for_its_heading_where_its_type_allows_it() -> None:
    assert 1228 * scale(780, 1228) <= HEIGHT_PT
