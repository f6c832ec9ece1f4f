import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from macros.records import Record, build
from macros.source import parse_yaml


class Inner(Record):
    size: int


class Outer(Record):
    name: str = Field(min_length=2)
    inner: Inner | None = None
    items: tuple[Inner, ...] = ()


def faults(text: str) -> list[str]:
    source, problems = parse_yaml(text, "f.yml", first_line=2)
    if not problems:
        problems = build(Outer, source)[1]
    return [str(problem) for problem in problems]


def test_a_right_text_becomes_a_record():
    source, _ = parse_yaml("name: abc\ninner: {size: 3}\n", "f.yml")
    record, problems = build(Outer, source)
    assert problems == []
    assert record == Outer(name="abc", inner=Inner(size=3))


def test_a_tab_is_named_as_a_tab():
    assert faults("name: abc\n\tinner: 1\n")[0].startswith("f.yml:3: [yaml-tab]")


def test_a_duplicate_key_is_reported_at_the_second_with_the_line_of_the_first():
    assert faults("name: abc\ninner: {size: 1}\nname: def\n") == [
        "f.yml:4: [yaml-duplicate] key 'name' stands twice; the first is on line 2 (remove or rename one of them)"
    ]


def test_an_unknown_key_is_reported_where_it_stands_with_the_nearest_known_one():
    assert faults("name: abc\ninner:\n  sise: 1\n  size: 2\n") == [
        "f.yml:4: [yaml-unknown-key] unknown key 'inner.sise' (did you mean 'size'?)"
    ]


def test_a_missing_key_is_reported_at_the_mapping_that_lacks_it():
    assert faults("name: abc\nitems:\n  - size: 1\n  - {}\n") == [
        "f.yml:5: [yaml-missing-key] 'items.1.size' is missing"
    ]


def test_a_wrong_type_is_reported_at_its_key():
    assert faults("name: abc\ninner:\n  size: many\n")[0].startswith("f.yml:4: [yaml-value] 'inner.size'")


def test_all_faults_are_reported_at_once():
    assert len(faults("name: a\ninner: {size: x}\nother: 1\n")) == 3


def test_a_text_that_is_not_a_mapping_is_a_problem():
    assert faults("- a\n- b\n")[0].startswith("f.yml:2: [yaml-shape]")


@given(st.text(max_size=200))
def test_no_text_raises(text: str):
    source, problems = parse_yaml(text, "f.yml")
    if not problems:
        build(Outer, source)


@pytest.mark.parametrize("text", ["12:30:45", "012", "0x1F", "1_0:30", "-07"])
def test_a_number_that_does_not_count_in_tens_is_a_problem(text: str):
    _, problems = parse_yaml(f"a: 1\ntime: {text}\n", "f.yml")
    assert [(problem.line, problem.code) for problem in problems] == [(2, "yaml-number")]


@pytest.mark.parametrize("text", ["'12:30:45'", "0", "0.5", "-0.07", "10", "1e-3", "07:x"])
def test_other_numbers_and_quoted_ones_are_read_as_they_are(text: str):
    assert parse_yaml(f"time: {text}\n", "f.yml")[1] == []
