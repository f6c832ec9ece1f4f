"""The navigation, made from the pages themselves: a section's order is its pages' `order`, stated nowhere else."""

from __future__ import annotations

from macros.library import Library

SECTIONS = {
    "framework": "Framework",
    "building-blocks": "Building blocks",
    "case-studies": "Case studies",
    "practice": "Practice",
    "reference": "Reference",
    "about": "About",
}

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
