"""A page of the site as a chapter on paper."""

from __future__ import annotations

import pytest

from tests.exports.sample import DIAGRAM, printed, text_of


def test_the_title_is_taken_out_of_the_content() -> None:
    made = printed("<p>Text</p>")
    assert made.title == "Title"
    assert made.content.text() == '<div class="content"><p>Text</p></div>'


@pytest.mark.parametrize(
    "chrome",
    [
        '<a class="headerlink" href="#x">¶</a>',
        "<button type=button>Copy</button>",
        "<script>let a = 1;</script>",
        '<div data-no-print="">Print</div>',
        '<div class="page-tools">Print</div>',
        '<label class="matrix-filter">Keep rows</label>',
    ],
)
def test_chrome_is_dropped_and_the_text_round_it_stays(chrome: str) -> None:
    assert text_of(f"<div>before {chrome}after</div>") == "<div>before after</div>"


def test_a_question_stands_open_under_its_label() -> None:
    fold = '<details class="question" id="q-a"><summary>Why?</summary><p>Because.</p></details>'
    assert text_of(fold) == (
        '<section class="question" id="features--q-a"><p class="fold-label">Why?</p><p>Because.</p></section>'
    )


def test_each_tab_stands_under_its_label() -> None:
    tabs = (
        '<div class="tabbed-set"><input type="radio" checked><input type="radio"><div class="tabbed-labels">'
        '<label for="a">Batch</label><label for="b">Online</label></div><div class="tabbed-content">'
        '<div class="tabbed-block"><p>At night</p></div><div class="tabbed-block"><p>At once</p></div></div></div>'
    )
    assert text_of(tabs) == (
        '<div class="tabbed-set"><div class="tabbed-content"><div class="tabbed-block"><p class="tab-label">Batch</p>'
        '<p>At night</p></div><div class="tabbed-block"><p class="tab-label">Online</p><p>At once</p></div></div></div>'
    )


def test_a_tick_box_becomes_a_box_for_a_pen_and_an_input_its_value() -> None:
    assert text_of('<p><label><input type="checkbox"> Done</label> <input value="5 ms"></p>') == (
        '<p><span class="tick-box"></span> Done <span class="value">5 ms</span></p>'
    )


def test_of_a_diagrams_faces_the_explanations_stay_and_follow_the_figure() -> None:
    figure = (
        f'<figure class="diagram" id="fig">{DIAGRAM}<figcaption>Path</figcaption><details class="diagram-faces">'
        '<summary>As text</summary><div class="diagram-panel"><pre>+--+</pre></div><dl class="diagram-boxes">'
        "<dt>Client</dt><dd>Asks.</dd></dl></details></figure>"
    )
    text = text_of(figure)
    assert "+--+" not in text
    explained = '<dl class="diagram-boxes"><dt>Client</dt><dd>Asks.</dd></dl>'
    assert text.endswith(f"<figcaption>Path</figcaption></figure>{explained}")


def test_a_table_with_many_columns_is_turned() -> None:
    heads = "".join(f"<th>h{n}</th>" for n in range(9))
    cells = "".join(f"<td>c{n}</td>" for n in range(9))
    text = text_of(f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>")
    assert '<table class="turned"><thead><tr><th scope="col">h0</th><th scope="col">c0</th></tr></thead>' in text
    assert '<tr><th scope="row">h8</th><td>c8</td></tr>' in text


def test_a_short_table_is_marked_to_stay_whole_and_a_long_one_is_not() -> None:
    row = "<tr><td>a</td></tr>"
    assert text_of(f"<table>{row * 8}</table>").startswith('<table class="short">')
    assert text_of(f"<table>{row * 9}</table>").startswith("<table>")


def test_code_loses_its_highlighting_and_line_numbers_and_keeps_its_lines() -> None:
    lines = '<span class="k">let</span> <span>a</span>\n  b'
    code = f'<div class="highlight"><pre><span></span><code>{lines}</code></pre></div>'
    table = f'<table class="highlighttable"><tr><td class="linenos">1</td><td class="code">{code}</td></tr></table>'
    assert "<pre><code>let a\n  b</code></pre>" in text_of(code)
    assert "linenos" not in text_of(table)


def test_ids_and_references_to_them_get_the_chapters_name() -> None:
    text = text_of(f'<h2 id="why">Why</h2><p aria-labelledby="why">{DIAGRAM}</p>')
    assert '<h2 id="features--why">' in text
    assert 'aria-labelledby="features--why"' in text
    assert 'id="features--fade"' in text
    assert 'fill="url(#features--fade)"' in text
    assert '<use href="#features--fade"/>' in text


def test_data_for_scripts_and_tooltips_go() -> None:
    assert text_of('<p data-est="x" title="tip" onclick="go()" class="est">5</p>') == '<p class="est">5</p>'
