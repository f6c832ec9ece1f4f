"""Files and values that no reader of YAML, formulas or units expects: a problem at its line, never a traceback."""

import pytest

from tests.sample_guide import CASE, CHECKLIST, DIAGRAM, SampleGuide

NUMBERS = "macros/data/numbers.yml"
EXCEPTIONS = "macros/data/number-exceptions.yml"
FILES = (CHECKLIST, DIAGRAM, NUMBERS, EXCEPTIONS, "macros/data/references/sample.yml")
GIVEN = "{given: 10 M user,"
FORMULA = "formula: visit_rate * 2"


def found_in(guide: SampleGuide, file: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in guide.problems() if problem.file == file]


@pytest.mark.parametrize("file", [CASE, *FILES])
def test_a_file_that_is_not_utf8_is_named_with_the_line_of_the_first_wrong_byte(guide: SampleGuide, file: str):
    (guide.root / file).write_bytes(b"a: b\r\n\r\nb: caf\xe9\r\n")
    assert found_in(guide, file) == [(3, "text-encoding")]


@pytest.mark.parametrize(
    "file", ["docs/case-studies/x.md", "macros/data/checklists/x.yml", "diagrams/sample-case/x.yml"]
)
def test_a_folder_with_the_name_of_a_file_is_a_problem(guide: SampleGuide, file: str):
    (guide.root / file).mkdir()
    assert (1, "file-unreadable") in found_in(guide, file)


def test_a_missing_file_of_numbers_is_a_problem(guide: SampleGuide):
    (guide.root / NUMBERS).unlink()
    assert found_in(guide, NUMBERS) == [(1, "file-unreadable")]


def test_windows_line_ends_and_a_byte_order_mark_move_no_line(guide: SampleGuide):
    line = guide.replace(CASE, "{{ est.doubled }}", "{{ est.dobled }}")
    text = guide.read(CASE).replace("\n", "\r\n")
    (guide.root / CASE).write_bytes(text.encode("utf-8-sig"))
    assert found_in(guide, CASE) == [(line, "estimate-unknown")]


@pytest.mark.parametrize("character", ["\u2028", "\x0c", "\x00", "\x85"])
def test_a_character_that_would_shift_lines_is_reported_where_it_stands(guide: SampleGuide, character: str):
    line = guide.replace(CASE, "## Levels\n", f"## Levels{character}\n")
    assert found_in(guide, CASE) == [(line, "text-invisible")]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("value", ["2026-13-41", "!!int many", "!!bool perhaps", "!!timestamp soon"])
def test_a_value_yaml_cannot_build_is_reported_at_its_line(guide: SampleGuide, file: str, value: str):
    guide.put(file, f"# why\na: {value}\n")
    assert found_in(guide, file) == [(2, "yaml-syntax")]


@pytest.mark.parametrize("key", ["no", "3", "2026-01-01", "~"])
def test_a_key_yaml_does_not_read_as_text_is_to_be_quoted(guide: SampleGuide, key: str):
    guide.put(NUMBERS, f"# why\n{key}: {{}}\n")
    assert found_in(guide, NUMBERS)[0] == (2, "yaml-key")


def test_an_alias_that_contains_itself_is_a_problem(guide: SampleGuide):
    guide.put(CHECKLIST, "a: &loop [*loop]\n")
    assert found_in(guide, CHECKLIST) == [(1, "yaml-syntax")]


@pytest.mark.parametrize("text", ["- a\n", "hello\n", "3\n", ""])
def test_a_file_of_numbers_that_is_not_a_mapping_is_a_problem(guide: SampleGuide, text: str):
    guide.put(NUMBERS, text)
    assert found_in(guide, NUMBERS) == [(1, "yaml-shape")]


@pytest.mark.parametrize("text", ["a: b\n", "hello\n", "3\n"])
def test_a_file_of_exceptions_that_is_not_a_list_is_a_problem(guide: SampleGuide, text: str):
    guide.put(EXCEPTIONS, text)
    assert found_in(guide, EXCEPTIONS) == [(1, "yaml-shape")]


@pytest.mark.parametrize("given", ["10 user^1.2.3", "10 user^.", "1 day^200", "1 ns^-60"])
def test_a_power_nobody_means_is_a_fault_of_the_unit(guide: SampleGuide, given: str):
    line = guide.replace(CASE, GIVEN, f"{{given: {given},")
    assert found_in(guide, CASE) == [(line, "unit-form")]


@pytest.mark.parametrize("bound", ["1e999 user", "1 × 10^999 user", "9" * 400])
def test_a_number_too_large_for_the_calculator_is_a_problem(guide: SampleGuide, bound: str):
    line = guide.replace(CASE, GIVEN, f"{GIVEN} max: {bound},")
    assert found_in(guide, CASE) == [(line, "quantity-form")]


@pytest.mark.parametrize("formula", ["1e400", "9" * 4000, "-" * 3000 + "users", "+".join(["users"] * 3000), "((("])
def test_a_formula_beyond_reason_is_not_a_formula(guide: SampleGuide, formula: str):
    line = guide.replace(CASE, FORMULA, f'formula: "{formula}"')
    assert found_in(guide, CASE) == [(line, "formula-syntax")]


@pytest.mark.parametrize("formula", ["1 / (2 - 2)", "ln(0)", "sqrt(0 - 1)", "10 ** 1000", "exp(1000)"])
def test_a_formula_without_a_value_is_reported_at_its_estimate(guide: SampleGuide, formula: str):
    line = guide.replace(CASE, f"{FORMULA}, unit: session/s", f"formula: {formula}")
    assert found_in(guide, CASE) == [(line, "formula-value")]


@pytest.mark.parametrize(
    "call",
    ["checklist(1)", "cite(None)", 'cite("doe2020", 3)', "diagram(1.5)", "derivation(true)", 'difference("a", "b", 3)',
     "worked(-1)", "candidate_sheet(None)"],
)  # fmt: skip
def test_an_argument_of_the_wrong_kind_is_a_problem_of_the_call(guide: SampleGuide, call: str):
    line = guide.replace(CASE, "## Levels\n", f"## Levels {{{{ {call} }}}}\n")
    assert (line, "macro-arguments") in found_in(guide, CASE)


@pytest.mark.parametrize(
    ("front", "code"),
    [("title: 3", "yaml-value"), ("title: [a]", "yaml-value"), ("title: 2026-01-01", "yaml-value")],
)
def test_a_title_that_is_not_text_is_reported_at_its_line(guide: SampleGuide, front: str, code: str):
    line = guide.replace(CASE, "title: Sample case", front)
    assert found_in(guide, CASE) == [(line, code)]


@pytest.mark.parametrize("estimates", ["estimates: []", "estimates: x", "estimates: {traffic: [a]}"])
def test_estimates_of_the_wrong_shape_are_a_problem(guide: SampleGuide, estimates: str):
    guide.put("docs/about/more.md", f"---\ntitle: More\nsummary: More.\n{estimates}\n---\n\n# More\n")
    assert [line for line, _ in found_in(guide, "docs/about/more.md")] == [4]


def test_an_author_without_a_name_is_a_problem(guide: SampleGuide):
    line = guide.replace("macros/data/references/sample.yml", "[Jane Doe]", '["  "]')
    assert (line, "yaml-value") in found_in(guide, "macros/data/references/sample.yml")
