"""Links, chapters and navigation on the sample guide, and completeness over the real one."""

from pathlib import Path

import pytest

from macros.check import check
from macros.library import href, load
from macros.navigation import navigation
from macros.registry import MACROS
from tests.sample_guide import CASE, SENTENCE, SampleGuide


def codes(guide: SampleGuide) -> list[str]:
    return [problem.code for problem in guide.problems()]


def test_a_case_needs_twelve_questions(guide: SampleGuide):
    text = guide.read(CASE)
    start = text.index("/// question | Question 12?")
    guide.put(CASE, text[:start] + text[text.index("## What real systems did") :])
    assert codes(guide) == ["chapter-questions"]


def test_a_case_has_no_fewer_words_than_the_standard_says(guide: SampleGuide):
    guide.put(CASE, guide.read(CASE).replace(SENTENCE * 8, "Short. "))
    assert "chapter-length" in codes(guide)


def test_headings_stand_in_order(guide: SampleGuide):
    text = guide.read(CASE).replace("## Levels\n", "## Hold\n").replace("## 7 Monitor and improve\n", "## Levels\n")
    guide.put(CASE, text.replace("## Hold\n", "## 7 Monitor and improve\n"))
    assert "heading-order" in codes(guide)


def test_a_building_block_that_is_used_must_exist_and_be_linked(guide: SampleGuide):
    guide.replace(CASE, "uses: []", "uses: [features]")
    assert codes(guide) == ["uses-unknown"]


def test_no_macro_has_the_name_of_a_front_matter_key():
    assert not {"title", "glance", "estimates", "uses", "search"} & set(MACROS)


def test_the_navigation_lists_every_page_once_in_order(guide: SampleGuide):
    assert navigation(load(guide.root)) == [
        {"Home": "index.md"},
        {"Case studies": [{"Sample case": "case-studies/sample-case.md"}]},
    ]


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("reference/glossary.md#term-x", "../reference/glossary.html#term-x"),
        ("case-studies/other.md", "other.html"),
        ("index.md", "../index.html"),
    ],
)
def test_addresses_are_relative_to_the_page(guide: SampleGuide, uri: str, address: str):
    assert href(load(guide.root).pages["sample-case"], uri) == address


def test_the_guide_has_no_problems(root: Path):
    assert [str(problem) for problem in check(root)[1]] == []


def test_every_checklist_is_used_by_at_least_two_chapters(root: Path):
    library = load(root)
    for name in library.checklists:
        users = {
            page.slug for page in library.pages.values() for call in page.called("checklist") if call.args == (name,)
        }
        assert len(users) >= 2, f"{name} is used by {users}"


def test_every_building_block_is_linked_from_its_cases_and_back(root: Path):
    library = load(root)
    for block in library.section("building-blocks"):
        assert library.cases_using(block.slug), f"no case uses {block.slug}"
        assert block.called("used_by"), f"{block.slug} does not list its cases"
        for case in library.cases_using(block.slug):
            assert f"case-studies/{case.slug}.md" in block.body, f"{block.slug} does not link {case.slug}"


def test_every_macro_says_what_it_gives():
    assert [name for name, macro in MACROS.items() if not macro.doc] == []
