"""Where the links of a printed chapter lead."""

from __future__ import annotations

import pytest

from macros.exports.links import add_addresses, add_pages, resolve_links
from tests.exports.sample import BOOK, FEATURES, printed


def resolved(body: str, site_url: str = "") -> str:
    made = printed(body)
    resolve_links(made.content.root, FEATURES, BOOK, site_url)
    return made.content.text().removeprefix('<div class="content">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("serving.html", "urn:guide:serving#serving--top"),
        ("serving.html#caching", "urn:guide:serving#serving--caching"),
        ("../index.html", "urn:guide:contents#contents--top"),
        ("#here", "#features--here"),
        ("#gone", "#features--top"),
        ("features.html#here", "#features--here"),
    ],
)
def test_a_link_leads_to_a_place_in_the_guide_or_to_the_web(href: str, leads: str) -> None:
    text = resolved(f'<p id="here"><a href="{href}">x</a></p>')
    assert f'<a href="{leads}">' in text


def test_a_link_to_a_file_that_is_not_printed_becomes_text_or_the_published_address() -> None:
    link = '<p><a href="../assets/data.csv">data</a></p>'
    assert resolved(link) == "<p>data</p>"
    assert resolved(link, "https://example.org/g/") == '<p><a href="https://example.org/g/assets/data.csv">data</a></p>'


def with_pages(body: str) -> str:
    made = printed(body)
    resolve_links(made.content.root, FEATURES, BOOK)
    add_pages(made.content.root, FEATURES, lambda _, name: {"serving--top": "8-1"}.get(name, ""))
    return made.content.text()


def test_a_link_into_another_chapter_says_its_page_once_in_a_section() -> None:
    link = '<a href="serving.html">serving</a>'
    text = with_pages(f"<p>See {link}, then {link}.</p><h2>Next</h2><p>{link}</p>")
    assert text.count('<span class="there"> (page\u00a08-1)</span>') == 2
    assert '</a><span class="there"> (page\u00a08-1)</span>, then <a' in text


def test_a_link_inside_the_chapter_leaves_its_page_to_the_layout() -> None:
    assert '<a href="#features--x" class="here" data-folio="7-"></a>' in with_pages(
        '<p id="x"><a href="#x">above</a></p>'
    )


@pytest.mark.parametrize("kind", ["term", "cite", "number"])
def test_terms_citations_and_numbers_say_no_page(kind: str) -> None:
    assert "page" not in with_pages(f'<p><a class="{kind}" href="serving.html">x</a></p>')


def test_a_page_that_is_not_known_is_not_said() -> None:
    assert "page" not in with_pages('<p><a href="serving.html#late">x</a></p>')


def test_a_link_to_the_web_says_its_address_unless_its_text_does() -> None:
    made = printed('<p><a href="https://a.org/x">paper</a> <a href="https://b.org/y">b.org/y</a></p>')
    add_addresses(made.content.root)
    text = made.content.text()
    assert '<span class="address"> (a.org/x)</span>' in text
    assert text.count("address") == 1
