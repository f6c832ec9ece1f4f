"""Typographic quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.quotes import curl

STRAIGHT = str.maketrans("“”‘’", "\"\"''")


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
        ("&quot;Yes&quot; isn&#x27;t", "“Yes” isn’t"),
        ("a < b's", "a < b’s"),
    ],
)
def test_a_mark_opens_after_a_space_or_bracket_and_closes_elsewhere(straight: str, typographic: str) -> None:
    assert curl(straight) == typographic


def test_a_mark_after_an_element_closes_and_one_before_an_element_opens() -> None:
    assert curl('<p>"<em>Yes</em>" and <em>no</em>\'s</p>') == "<p>“<em>Yes</em>” and <em>no</em>’s</p>"


@pytest.mark.parametrize("name", ["code", "pre", "script", "style", "textarea"])
def test_code_keeps_its_marks(name: str) -> None:
    assert curl(f"""<p>"<{name} id="a">b = 'c'</{name}>"</p>""") == f"""<p>“<{name} id="a">b = 'c'</{name}>”</p>"""


def test_tags_and_comments_keep_their_marks() -> None:
    html = """<p title='a "b" > c'><!-- it's --><a href="x>y">z</a></p>"""
    assert curl(html) == html


def test_a_block_begins_anew() -> None:
    assert curl('<ul><li>a</li><li>"b"</li></ul>') == "<ul><li>a</li><li>“b”</li></ul>"


@given(st.text(alphabet="ab \"'<>&;/p=\n"))
def test_nothing_else_is_changed_and_twice_is_once(text: str) -> None:
    html = f"<p>{text}</p>"
    assert curl(html).translate(STRAIGHT) == html
    assert curl(curl(html)) == curl(html)
