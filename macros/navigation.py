"""The navigation, made from the pages themselves: a section's order is its pages' `order`, stated nowhere else.

And what a section weighs in the search: a term is explained in its building block, and used on every other page.
"""

from __future__ import annotations

from macros.library import Library
from macros.pages import Page

SECTIONS = {
    "framework": "Framework",
    "building-blocks": "Building blocks",
    "case-studies": "Case studies",
    "practice": "Practice",
    "reference": "Reference",
    "about": "About",
}

SEARCH_BOOST = {"building-blocks": 3.0, "about": 0.3}

Nav = list[dict[str, object]]


def navigation(library: Library) -> Nav:
    """What mkdocs.yml would say under `nav`: the landing page, then each section with its index page first."""
    nav: Nav = [{"Home": "index.md"}]
    for section, title in SECTIONS.items():
        pages: Nav = [{page.meta.title: page.uri} for page in library.section(section)]
        index = f"{section}/index.md"
        if any(page.uri == index for page in library.pages.values()):
            nav.append({title: [index, *pages]})
        elif pages:
            nav.append({title: pages})
    return nav


def search_settings(page: Page) -> dict[str, object]:
    """What the search plugin reads in a page's front matter; the page's own word counts."""
    boost = SEARCH_BOOST.get(page.section)
    return ({} if boost is None else {"boost": boost}) | (page.meta.search or {})
