"""The list of counted things: followed at each load, its faults at their lines."""

import pytest

from macros.problems import AuthorError
from macros.unit_names import nouns
from tests.sample_guide import CASE, SampleGuide

UNITS = "macros/data/units.yml"


def test_a_counted_thing_added_to_the_file_is_known_at_the_next_load(guide: SampleGuide):
    line = guide.replace(CASE, "{given: 10 M user,", "{given: 10 M user, max: 3 gryphon,")
    assert [(p.line, p.code) for p in guide.problems()] == [(line, "unit-unknown")]
    guide.put(UNITS, guide.read(UNITS) + "gryphon: gryphons\n")
    assert [p.code for p in guide.problems()] == ["unit-mismatch"]
    assert nouns()["gryphon"] == ("gryphon", "gryphons")


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("s: seconds", "unit-taken"),
        ("days: dayses", "unit-taken"),
        ("a-b: a-bs", "unit-form"),
        ("'': nothings", "unit-form"),
        ("gryphon: 3", "yaml-value"),
        ("gryphon:", "yaml-value"),
        ("gryphon: [a]", "yaml-value"),
        ("user: users", "yaml-duplicate"),
        ("3: threes", "yaml-key"),
    ],
)
def test_a_wrong_entry_is_reported_at_its_line(guide: SampleGuide, entry: str, code: str):
    text = guide.read(UNITS)
    guide.put(UNITS, f"{text}{entry}\n")
    try:
        problems = guide.problems()
    except AuthorError as error:
        problems = error.problems
    assert (UNITS, text.count("\n") + 1, code) in [(p.file, p.line, p.code) for p in problems]


@pytest.mark.parametrize("text", ["", "- a\n", "3\n", "user: [\n"])
def test_a_file_that_is_no_list_of_units_is_the_only_problem(guide: SampleGuide, text: str):
    guide.put(UNITS, text)
    with pytest.raises(AuthorError) as caught:
        guide.problems()
    assert {p.file for p in caught.value.problems} == {UNITS}
