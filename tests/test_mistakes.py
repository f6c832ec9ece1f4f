"""The mistakes authors make: each gives one line with the right file and line and a way out, and costs nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.problems import ProblemError
from tests.sample_guide import CASE, CHECKLIST, DIAGRAM, SampleGuide

FIRST_QUESTION = "    id: question-1\n"


def wide_graph() -> str:
    boxes = [
        f"  - {{id: box{n}, label: A rather long label {n}, explain: One of too many side by side.}}" for n in range(9)
    ]
    nodes = "\n".join(["  - {id: start, label: Start, kind: actor}", *boxes])
    edges = "\n".join(f"  - {{from: start, to: box{n}}}" for n in range(9))
    return f"title: Too wide\ndescription: Nine boxes side by side.\nnodes:\n{nodes}\nedges:\n{edges}\n"


Mistake = tuple[str, str, str, str, str]
MISTAKES: dict[str, Mistake] = {
    "block typo": (
        CASE,
        "## Levels\n",
        "## Levels\n\n/// dialoge\nx\n///\n",
        "block-unknown",
        "did you mean 'dialogue'?",
    ),
    "block never closed": (CASE, "## Levels\n", "## Levels\n\n/// note | A\nx\n", "block-open", "end it with a line"),
    "block never opened": (CASE, "## Levels\n", "## Levels\n\n///\n", "block-close", "/// name"),
    # name: file, what stands there, what the author writes instead, code, way out
    "wrong checklist name": (
        CASE,
        'checklist("sample")',
        'checklist("sampel")',
        "checklist-unknown",
        "did you mean 'sample'?",
    ),
    "tab in YAML": (CHECKLIST, "    why", "\t  why", "yaml-tab", "indent with two spaces"),
    "duplicate key": (
        CASE,
        "order: 1\n",
        "order: 1\nsummary: Again\n",
        "yaml-duplicate",
        "remove or rename one of them",
    ),
    "unknown node in an edge": (
        DIAGRAM,
        "from: gateway, to: ranker",
        "from: gatewya, to: ranker",
        "",
        "did you mean 'gateway'?",
    ),
    "unit mismatch": (
        CASE,
        "users * visits, unit: session/s",
        "users * visits, unit: GB",
        "unit-mismatch",
        "mend the formula",
    ),
    "circular formula": (
        CASE,
        "formula: users * visits",
        "formula: users * visits + doubled",
        "estimate-cycle",
        "make one of them a given",
    ),
    "bad citation": (CASE, 'cite("doe2020")', 'cite("doe2002")', "reference-unknown", "did you mean 'doe2020'?"),
    "macro typo": (CASE, "{{ at_a_glance() }}", "{{ at_a_glace() }}", "macro-unknown", "did you mean 'at_a_glance'?"),
    "value typo": (CASE, "{{ est.doubled }}", "{{ est.dobled }}", "estimate-unknown", "did you mean 'doubled'?"),
    "assumption typo": (
        CASE,
        "## Levels\n",
        '## Levels\n\n{{ candidate_sheet("sample-case", "vists") }}\n',
        "assumption-unknown",
        "did you mean 'visits'?",
    ),
    "sheet without assumptions": (
        CASE,
        "## Levels\n",
        '## Levels\n\n{{ candidate_sheet("sample-case") }}\n',
        "sheet-rows",
        "name those that a candidate must guess",
    ),
    "missing step heading": (CASE, "## 5 Evaluate\n", "## Five\n", "heading-missing", "4 Develop the model"),
    "broken anchor": (CASE, "(#levels)", "(#lvels)", "anchor-broken", "did you mean 'levels'?"),
    "broken link": (CASE, "(../index.md)", "(../indx.md)", "link-broken", "did you mean '../index.md'?"),
    "two questions with one id": (CASE, "id: question-2\n", "id: question-1\n", "question-duplicate", "id of its own"),
    "front-matter key typo": (CASE, "summary: A case", "sumary: A case", "yaml-unknown-key", "did you mean 'summary'?"),
    "bad formula": (CASE, "## Levels\n", "## Levels\n\n\\(\\fraq{a}{b}\\)\n", "formula", "LaTeX"),
}
LINES_BELOW = {  # where the problem is, counted from where the text was replaced
    "duplicate key": 1,
    "two questions with one id": -1,
    "bad formula": 2,
    "assumption typo": 2,
    "sheet without assumptions": 2,
    "block typo": 2,
    "block never closed": 2,
    "block never opened": 2,
    "missing step heading": -4,
}
ALSO_REPORTED = {
    # The old name is missed as well where a key or a heading was misspelt: that is part of what is wrong.
    "front-matter key typo": {"yaml-missing-key"},
    "bad citation": {"reference-orphan"},
    "wrong checklist name": {"checklist-orphan"},
}


def test_the_sample_guide_has_no_problems(guide: SampleGuide):
    assert [str(problem) for problem in guide.problems()] == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_problem_at_its_line_with_a_way_out(guide: SampleGuide, name: str):
    file, old, new, code, way_out = MISTAKES[name]
    line = guide.replace(file, old, new)
    expected = [p for p in guide.problems() if p.code not in ALSO_REPORTED.get(name, set())]
    main = [p for p in expected if p.file == file]
    assert len(main) == 1, [str(p) for p in expected]
    assert way_out in str(main[0])
    assert code in main[0].code
    assert main[0].line == line + LINES_BELOW.get(name, 0)


def front_matter_not_a_mapping(guide: SampleGuide) -> tuple[str, int]:
    guide.put(CASE, "---\n- title\n---\n# A\n")
    return CASE, 2


def orphan_checklist(guide: SampleGuide) -> tuple[str, int]:
    guide.put("macros/data/checklists/lonely.yml", "title: Lonely\nitems:\n  - {text: a, why: b}\n")
    return "macros/data/checklists/lonely.yml", 1


def stale_layout(guide: SampleGuide) -> tuple[str, int]:
    guide.replace(DIAGRAM, "label: Ranker", "label: Heavy ranker")
    return DIAGRAM, 1


def too_wide(guide: SampleGuide) -> tuple[str, int]:
    guide.put(DIAGRAM, wide_graph())
    layout = Path(__file__).parent / "sample" / "wide.layout.json"
    guide.put(DIAGRAM.replace(".yml", ".layout.json"), layout.read_text("utf-8"))
    return DIAGRAM, 1


@pytest.mark.parametrize(
    ("make", "code", "way_out"),
    [
        (front_matter_not_a_mapping, "yaml-shape", "mapping"),
        (orphan_checklist, "checklist-orphan", 'checklist("lonely")'),
        (stale_layout, "layout", "python -m macros layout"),
        (too_wide, "diagram-size", "split"),
    ],
)
def test_a_mistake_in_a_whole_file_names_the_file(
    guide: SampleGuide, make: Callable[[SampleGuide], tuple[str, int]], code: str, way_out: str
):
    file, _ = make(guide)
    found = [p for p in guide.problems() if p.file == file]
    assert len(found) == 1, [str(p) for p in guide.problems()]
    assert code in found[0].code
    assert way_out in str(found[0])


def test_all_mistakes_are_reported_at_once(guide: SampleGuide):
    guide.replace(CASE, "{{ est.doubled }}", "{{ est.dobled }}")
    guide.replace(CHECKLIST, "title:", "titel:")
    assert {p.file for p in guide.problems()} >= {CASE, CHECKLIST}


def test_a_build_with_a_mistake_leaves_the_last_site_as_it_was(guide: SampleGuide):
    from macros.build import build_site

    site = build_site(guide.root)
    before = (site / "index.html").read_bytes()
    guide.replace(CASE, "{{ est.doubled }}", "{{ est.dobled }}")
    guide.replace("docs/index.md", "# Home", "# Changed")
    with pytest.raises(ProblemError, match="did you mean 'doubled'"):
        build_site(guide.root)
    assert (site / "index.html").read_bytes() == before
    assert not list(site.parent.glob(".site*"))
