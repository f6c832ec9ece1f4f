import re

import pytest
from markdown import Markdown, markdown

from macros.extensions.formulas import formula_svg

EXTENSIONS = ["pymdownx.arithmatex", "macros.extensions.blocks", "macros.extensions.formulas"]
CONFIG = {"pymdownx.arithmatex": {"generic": True, "inline_syntax": ["round"], "block_syntax": ["square"]}}


def render(text: str) -> str:
    return markdown(text, extensions=EXTENSIONS, extension_configs=CONFIG)


def test_a_question_folds_under_its_text_and_level():
    html = render("/// question | Why *this*?\n    id: why\n    level: staff\n\nBecause **so**.\n///\n")
    assert '<details class="question" data-level="staff" id="q-why">' in html
    assert "Why <em>this</em>?" in html
    assert "<strong>so</strong>" in html


def test_a_dialogue_keeps_its_paragraphs():
    assert render("/// dialogue\n**A:** x\n\n**B:** y\n///").count("<p>") == 2


def test_a_formula_becomes_a_drawing_with_its_latex_as_text_alternative():
    html = render(r"so \(\frac{a}{b}\) holds")
    assert re.search(r'<svg [^>]*role="img" aria-label="\\frac\{a\}\{b\}"', html)
    assert "currentColor" in html


def test_a_dollar_is_a_dollar():
    assert render("$5 and $6") == "<p>$5 and $6</p>"


def test_a_formula_brings_no_ids_that_two_formulas_would_share():
    assert " id=" not in formula_svg("x + x")


@pytest.mark.parametrize("latex", [r"\foo{a}", r"\frac{a}{"])
def test_bad_latex_is_a_value_error(latex: str):
    with pytest.raises(ValueError, match="not"):
        formula_svg(latex)


def test_a_number_keeps_its_per_cent_sign():
    html = markdown("40 % of `40 %`", extensions=["macros.extensions.typography"])
    assert html == "<p>40\N{NO-BREAK SPACE}% of <code>40 %</code></p>"


def test_a_value_in_its_span_keeps_its_per_cent_sign():
    html = markdown('<span class="worked">40</span> % of it', extensions=["macros.extensions.typography"])
    assert "</span>\N{NO-BREAK SPACE}% of" in html


def test_quotation_marks_are_typographic_in_text_headings_and_the_table_of_contents_but_not_in_code():
    md = Markdown(extensions=["toc", "md_in_html", "macros.extensions.typography"])
    html = md.convert("""# A user's "sheet"\n\n## It's\n\n<p class="a">"Yes"</p>\n\n`a = 'b'`""")
    assert '<h1 id="a-users-sheet">A user’s “sheet”</h1>' in html
    assert '<p class="a">“Yes”</p>' in html
    assert "<code>a = 'b'</code>" in html
    (top,) = md.toc_tokens
    assert (top["name"], top["children"][0]["name"]) == ("A user’s “sheet”", "It’s")
