from pathlib import Path

import pytest

from macros.problems import ProblemError
from macros.scaffold import new_case_study
from tests.sample_guide import SampleGuide


def test_a_new_case_study_has_every_part_and_only_lacks_what_is_marked_for_writing(guide: SampleGuide):
    new_case_study(guide.root, "route-planning")
    mine = [p for p in guide.problems() if p.file == "docs/case-studies/route-planning.md"]
    marked = {
        "unwritten",
        "chapter-length",
        "chapter-questions",
        "chapter-diagrams",
        "question-answer",
        "front-matter-key",
    }
    assert {p.code for p in mine} <= marked
    assert "unwritten" in {p.code for p in mine}


def test_it_takes_the_next_place_in_the_section(guide: SampleGuide):
    (path,) = new_case_study(guide.root, "route-planning")
    assert "\norder: 2\n" in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["Route Planning", "a_b", ""])
def test_a_name_that_is_no_slug_is_refused(tmp_path: Path, name: str):
    with pytest.raises(ProblemError, match="not a slug"):
        new_case_study(tmp_path, name)


def test_a_chapter_that_is_there_is_never_overwritten(guide: SampleGuide):
    new_case_study(guide.root, "route-planning")
    with pytest.raises(ProblemError, match="already"):
        new_case_study(guide.root, "route-planning")
