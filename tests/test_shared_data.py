"""Checklists, references and the glossary: read from YAML, rendered where a page calls for them."""

from pathlib import Path

import pytest

from macros.checklists import checklist_markdown, load_checklists
from macros.data_files import Placed
from macros.glossary import glossary_html, load_glossary, term_html
from macros.problems import ProblemError
from macros.references import Reference, cite_markdown, load_references, sources_html, surname, year_of


def put(root: Path, name: str, text: str) -> None:
    path = root / "macros/data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


WORK = "{title: T, authors: [Ann Bee, Cy Dee, Eve Fox], year: 2019, arxiv: '1234.5678', confirmed: seen}"


def test_a_checklist_lists_its_items_with_their_reasons_as_one_block(tmp_path: Path):
    put(tmp_path, "checklists/serving.yml", "title: Serving\nitems:\n  - {text: 'Set a `p99`', why: Means hide it}\n")
    checklists, problems = load_checklists(tmp_path)
    html = checklist_markdown(checklists, "serving")
    assert problems == []
    assert "Set a <code>p99</code>" in html
    assert "Means hide it" in html
    assert "\n\n" not in html


def test_an_unknown_checklist_names_the_nearest(tmp_path: Path):
    put(tmp_path, "checklists/capacity.yml", "title: C\nitems:\n  - {text: a, why: b}\n")
    checklists, _ = load_checklists(tmp_path)
    with pytest.raises(ProblemError, match="did you mean 'capacity'"):
        checklist_markdown(checklists, "capcity")


def test_a_reference_without_an_identifier_is_a_problem(tmp_path: Path):
    put(tmp_path, "references/a.yml", "x2019: {title: T, authors: [A B], year: 2019, confirmed: seen}\n")
    _, problems = load_references(tmp_path)
    assert [(p.file, p.line, p.code) for p in problems] == [("macros/data/references/a.yml", 1, "yaml-value")]


def test_a_key_stands_once_over_all_files(tmp_path: Path):
    put(tmp_path, "references/a.yml", f"x2019: {WORK}\n")
    put(tmp_path, "references/b.yml", f"\nx2019: {WORK}\n")
    _, problems = load_references(tmp_path)
    assert [(p.file, p.line, p.code) for p in problems] == [("macros/data/references/b.yml", 2, "data-duplicate")]


def test_a_citation_names_up_to_two_authors_and_links_to_the_list(tmp_path: Path):
    put(tmp_path, "references/a.yml", f"bee2019: {WORK}\n")
    references, _ = load_references(tmp_path)
    assert cite_markdown(references, "bee2019", "section 2") == (
        '<a class="cite" href="#ref-bee2019">(Bee et al., 2019, section 2)</a>'
    )


def test_an_organisation_is_cited_by_the_name_it_is_given(tmp_path: Path):
    given = WORK.replace("[Ann Bee, Cy Dee, Eve Fox]", "[Honey Bee Services], cited_as: Honey Bee Services")
    put(tmp_path, "references/a.yml", f"bees: {given}\nimker: {WORK.replace('Ann Bee', 'Jo Imker')}\n")
    references, problems = load_references(tmp_path)
    assert problems == []
    assert "(Honey Bee Services, 2019)" in cite_markdown(references, "bees")
    html = sources_html(references, ["bees", "imker"])
    assert html.index("ref-bees") < html.index("ref-imker")


@pytest.mark.parametrize(
    ("author", "cited"),
    [
        ("Ann Bee", "Bee"),
        ("Aaron van den Oord", "van den Oord"),
        ("Chad Kiewiet de Jonge", "de Jonge"),
        ("Jan Willem van der Berg", "van der Berg"),
        ("The Bee contributors", "The Bee contributors"),
        ("National Institute of Bee Standards", "National Institute of Bee Standards"),
        ("Bees", "Bees"),
    ],
)
def test_a_person_is_cited_by_the_surname_with_its_particles(author: str, cited: str):
    assert surname(author) == cited


def test_works_of_the_same_names_and_year_have_letters_in_order_of_key_wherever_they_are_cited(tmp_path: Path):
    put(tmp_path, "references/a.yml", f"bee2: {WORK}\nother: {WORK.replace('2019', '2020')}\n")
    put(tmp_path, "references/b.yml", f"bee1: {WORK}\nsolo: {WORK.replace('Ann Bee', 'Zoe Zed')}\n")
    references, _ = load_references(tmp_path)
    cited = [cite_markdown(references, key).partition(">")[2].removesuffix("</a>") for key in sorted(references)]
    assert cited == ["(Bee et al., 2019a)", "(Bee et al., 2019b)", "(Bee et al., 2020)", "(Zed et al., 2019)"]
    assert "Ann Bee, Cy Dee, Eve Fox (2019b)." in sources_html(references, ["bee2"])


def test_after_the_letter_z_come_two():
    work = Reference(title="T", authors=("A B",), year=2000, confirmed="seen", url="https://a.b")
    references = {f"k{index:02}": Placed(f"k{index:02}", work, "a.yml", 1) for index in range(28)}
    assert [year_of(references, key) for key in ("k00", "k25", "k26", "k27")] == ["2000a", "2000z", "2000aa", "2000ab"]


def test_sources_are_in_order_of_first_author_and_year(tmp_path: Path):
    put(tmp_path, "references/a.yml", f"z: {WORK.replace('Ann Bee', 'Zoe Zed')}\na: {WORK}\n")
    references, _ = load_references(tmp_path)
    html = sources_html(references, ["z", "a"])
    assert html.index("ref-a") < html.index("ref-z")


@pytest.mark.parametrize(
    ("identifier", "link"),
    [
        ("doi: 10.1/x", "https://doi.org/10.1/x"),
        ("arxiv: '1.2'", "https://arxiv.org/abs/1.2"),
        ("url: https://a.b", "https://a.b"),
    ],
)
def test_a_reference_links_to_where_it_is_found(identifier: str, link: str):
    name, _, text = identifier.partition(": ")
    work = Reference(title="T", authors=("A B",), year=2000, confirmed="seen", **{name: text.strip("'")})
    assert work.link == link


def test_a_term_or_its_alias_links_to_its_entry_with_the_definition_as_tooltip(tmp_path: Path):
    put(tmp_path, "glossary/a.yml", 'feature store: {definition: "Keeps *features*.", aliases: [store of features]}\n')
    glossary, _ = load_glossary(tmp_path)
    html = term_html(glossary, "store of features", "stores", "../reference/glossary.html")
    assert html == (
        '<a class="term" href="../reference/glossary.html#term-feature-store" title="Keeps features.">stores</a>'
    )
    assert 'id="term-feature-store"' in glossary_html(glossary, "../")


def test_a_term_that_points_at_no_page_is_a_problem(tmp_path: Path):
    put(tmp_path, "glossary/a.yml", "x: {definition: d, see: [nowhere.md]}\n")
    assert [p.code for p in load_glossary(tmp_path)[1]] == ["glossary-see"]
