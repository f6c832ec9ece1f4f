"""Sheets that no page of the site holds."""

from __future__ import annotations

from macros.exports.worksheets import redraw_article
from tests.exports.sample import DIAGRAM, FEATURES, ROOT, printed


def test_every_diagram_of_a_chapter_becomes_a_sheet_with_numbers_and_without_words() -> None:
    title = '<figcaption><span class="diagram-title">Path</span></figcaption>'
    chapter = printed(f'<figure class="diagram">{DIAGRAM}{title}</figure>')
    text = redraw_article({FEATURES.slug: chapter}, ROOT).content.text()
    assert '<text class="dg-number" x="1">1</text>' in text
    assert "5 ms" not in text
    assert 'Path: <a href="../building-blocks/features.html">Title</a>' in text
