"""The picture and the figure round it, from layouts known beforehand."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.diagrams import Diagram
from macros.diagrams.geometry import Box
from macros.diagrams.metrics import px_lines
from macros.diagrams.model import KINDS
from macros.diagrams.svg_shapes import outline
from macros.diagrams.words import Part, Words
from tests.diagrams.test_layout import LAYOUTS, placed

GOLDEN = Path(__file__).parent / "golden"


def diagram(seed: str = "3") -> Diagram:
    return Diagram(*placed(seed))


def test_the_picture_looks_as_agreed(golden: Callable[[str, Path], None]) -> None:
    golden(diagram().svg + "\n", GOLDEN / "random-3.svg")


@pytest.mark.parametrize("seed", LAYOUTS)
def test_the_picture_is_well_formed_and_names_itself(seed: str) -> None:
    shown = diagram(seed)
    picture = ElementTree.fromstring(shown.svg)
    ids = picture.get("aria-labelledby", "").split()
    named = {element.get("id"): element.text for element in picture if element.get("id")}
    assert [named[name] for name in ids] == [shown.graph.title, shown.graph.description]


@pytest.mark.parametrize("seed", LAYOUTS)
def test_the_figure_is_one_block_without_a_blank_line(seed: str) -> None:
    figure = diagram(seed).figure
    assert figure.startswith("<figure ")
    assert figure.count("<figure") == 1
    assert not re.search(r"\n\s*\n", figure)


def test_the_picture_holds_no_colour_of_its_own() -> None:
    assert not re.search(r"#[0-9a-f]{3,6}|rgb|fill=|stroke=", diagram().svg)


def test_every_kind_has_an_outline_of_its_own() -> None:
    box = Box(0, 0, 160, 60)
    assert len({outline(kind, box) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("seed", LAYOUTS)
def test_every_line_of_text_is_held_to_a_length_that_fits_its_box(seed: str) -> None:
    shown = diagram(seed)
    for node in shown.graph.nodes:
        box = shown.layout.px.nodes[node.id]
        lengths = [float(found) for found in re.findall(r'textLength="([\d.]+)"', _of(shown, node.id))]
        assert len(lengths) == len(px_lines(node))
        assert max(lengths) <= box.w - 14


def _of(shown: Diagram, node: str) -> str:
    """The lines of the picture in the order of its nodes."""
    rows = [row for row in shown.svg.splitlines() if row.startswith('<g class="dg-node')]
    return rows[list(shown.graph.node).index(node)]


def test_an_estimate_can_be_found_in_the_picture_by_its_name() -> None:
    shown = diagram()
    first, *others = shown.graph.nodes
    live = first.model_copy(update={"label": Words([Part("top "), Part("20", "page.n", 4)])})
    nodes = (live, *others)
    changed = Diagram(shown.graph.__class__(**{**vars_of(shown), "nodes": nodes}), shown.layout)
    assert 'data-room="' in changed.svg
    assert '<tspan data-est="page.n">20</tspan>' in changed.svg


def vars_of(shown: Diagram) -> dict[str, object]:
    names = ("slug", "name", "title", "description", "nodes", "edges", "groups")
    return {name: getattr(shown.graph, name) for name in names}


def test_the_blank_has_numbers_and_no_words() -> None:
    shown = diagram()
    texts = [element.text for element in ElementTree.fromstring(shown.blank).iter() if element.tag.endswith("text")]
    assert sorted(map(int, filter(None, texts))) == list(range(1, len(shown.key) + 1))


def test_the_key_names_every_box_and_frame() -> None:
    shown = diagram()
    assert sorted(shown.key) == sorted(item.label for item in (*shown.graph.nodes, *shown.graph.groups))


def test_a_picture_on_its_own_has_its_colours_and_no_variable(root: Path) -> None:
    alone = diagram().standalone(root)
    ElementTree.fromstring(alone)
    assert "<style>" in alone
    assert "var(" not in alone
    assert "dg-number" not in alone.partition("</style>")[2]


def test_two_renderings_are_the_same() -> None:
    assert diagram().figure == diagram().figure
