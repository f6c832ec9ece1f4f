"""What only pages need."""

from __future__ import annotations

from macros.exports.html import fragment
from macros.exports.typeset import typeset


def typeset_text(text: str) -> str:
    """The inside of a chapter's content after typesetting."""
    made = fragment(f'<div class="content">{text}</div>')
    typeset(made.root)
    return made.text().removeprefix('<div class="content">').removesuffix("</div>")


HEAD = '<tr class="head"><th>Name</th></tr>'


def test_each_part_of_a_table_becomes_a_table_with_a_head_that_repeats() -> None:
    made = typeset_text(f"<table><tbody>{HEAD}<tr><td>aaaaaaaaaaaa</td></tr></tbody><tbody>{HEAD}</tbody></table>")
    assert made.count("<thead>") == 2
    assert made.index("</table>") < made.index('<table class="part">')


def test_the_title_of_a_table_is_the_first_row_of_its_head() -> None:
    made = typeset_text(
        "<table><caption>Traffic</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
    )
    assert '<thead><tr class="title"><th colspan="2" class="table-title one-line">Traffic</th></tr>' in made
    assert "<caption" not in made


def test_a_title_without_a_head_makes_one() -> None:
    made = typeset_text("<table><caption>Traffic</caption><tbody><tr><td>c</td></tr></tbody></table>")
    assert made.startswith('<table><thead><tr class="title">')


def test_a_legend_names_its_figure() -> None:
    made = typeset_text(
        '<figure><figcaption>The path.</figcaption></figure><dl class="diagram-boxes"><dt>a</dt><dd>b</dd></dl>'
    )
    assert '<div class="diagram-legend"><p class="legend-title">The path, box by box</p><dl' in made


def test_what_introduces_the_next_block_stays_with_it() -> None:
    made = typeset_text("<p>As here:</p><p><strong>Score sheet</strong></p><p><strong>Not</strong> this one.</p>")
    assert made.count('class="lead-in"') == 2
    assert "<p><strong>Not</strong> this one.</p>" in made


def test_a_short_checklist_is_never_split_and_a_long_one_may_be() -> None:
    made = [typeset_text(f'<section class="checklist"><ul>{"<li>a</li>" * many}</ul></section>') for many in (6, 7)]
    assert ["whole" in text for text in made] == [True, False]


def test_the_level_stays_with_the_last_word_of_the_question() -> None:
    made = typeset_text('<p><span class="question-text">Why not now?</span><span class="level">mid</span></p>')
    assert '<span class="question-text">Why not</span> ' in made
    assert '<span class="one-line">now?<span class="level">mid</span></span>' in made


def test_a_computed_number_stays_with_its_unit() -> None:
    made = typeset_text('<table><tr><td class="why">a product of 86,400 s/day and more</td></tr></table>')
    assert "86,400\N{NO-BREAK SPACE}s/day" in made


def test_the_space_before_an_inline_element_stands_alone_and_no_word_changes() -> None:
    made = typeset_text("<p>for its <em>manipulated</em> version <code>x</code></p>")
    assert made == "<p>for its<span> </span><em>manipulated</em> version<span> </span><code>x</code></p>"
