"""Typographic quotation marks."""

from __future__ import annotations

import pytest

from macros.exports.quotes import curled
from tests.exports.sample import text_of


@pytest.mark.parametrize(
    ("straight", "typographic"),
    [
        ('say "yes" now', "say “yes” now"),
        ('"Yes," I said', "“Yes,” I said"),
        ('(a "b")', "(a “b”)"),
        ("the user's posts", "the user’s posts"),
        ("two users' posts", "two users’ posts"),
        ("a 'word' here", "a ‘word’ here"),
        ("in the '90s", "in the ’90s"),
        ("no marks", "no marks"),
    ],
)
def test_a_mark_opens_after_a_space_or_bracket_and_closes_elsewhere(straight: str, typographic: str) -> None:
    assert curled(straight)[0] == typographic


def test_a_mark_after_an_element_closes_and_one_before_an_element_opens() -> None:
    assert text_of('<p>"<em>Yes</em>" and <em>no</em>\'s</p>') == "<p>“<em>Yes</em>” and <em>no</em>’s</p>"


def test_code_keeps_its_marks() -> None:
    assert text_of("""<p>"<code>a = 'b'</code>"</p>""") == "<p>“<code>a = 'b'</code>”</p>"


def test_a_block_begins_anew() -> None:
    assert text_of('<ul><li>a</li><li>"b"</li></ul>') == "<ul><li>a</li><li>“b”</li></ul>"
