"""Random graphs, as they were laid out once; the whole number of them goes through ELK in test_elk.py."""

import json
import re
from pathlib import Path

import pytest

from macros.diagrams import Graph, Node, Placement, lock
from macros.diagrams.elk_engine import VERSION
from macros.diagrams.model import Edge, Latency
from tests.diagrams.drawing_rules import faults
from tests.diagrams.random_graphs import random_graph

SAMPLE = Path(__file__).parent / "golden" / "random-layouts.json"
LAYOUTS: dict[str, object] = json.loads(SAMPLE.read_text("utf-8"))


def placed(seed: str) -> tuple[Graph, Placement]:
    graph = random_graph(int(seed))
    return graph, lock.parse(json.dumps(LAYOUTS[seed]), graph).placement


@pytest.mark.parametrize("seed", LAYOUTS)
def test_nothing_overlaps_and_no_line_runs_through_a_box_in_the_picture(seed: str) -> None:
    graph, placement = placed(seed)
    assert faults(graph, placement.px) == []


@pytest.mark.parametrize("seed", LAYOUTS)
def test_nothing_overlaps_and_no_line_runs_through_a_box_in_the_text_drawing(seed: str) -> None:
    graph, placement = placed(seed)
    assert faults(graph, placement.cells) == []


def test_a_layout_written_and_read_is_the_same() -> None:
    graph, placement = placed("3")
    assert lock.parse(lock.write(graph, placement), graph).placement == placement


def test_a_layout_has_one_line_for_each_box_and_arrow() -> None:
    graph, placement = placed("3")
    text = lock.write(graph, placement)
    for name in (*graph.node, *graph.edge_keys):
        assert len(re.findall(rf'^ +"{re.escape(name)}": .+$', text, re.MULTILINE)) == 2  # in px and in cells


def sample(label: str = "Ranker", p99: str = "{rank}") -> Graph:
    nodes = (Node(id="a", label="Client", kind="actor"), Node(id="b", label=label, latency=Latency(p99=p99)))
    edge = Edge.model_validate({"from": "a", "to": "b"})
    return Graph("page", "name", "Title", "What it shows.", nodes, (edge,))


def resolved(graph: Graph, value: str) -> Graph:
    found, problems = graph.resolve({"page.rank": value})
    assert not problems
    return found


def lock_of(graph: Graph) -> lock.Lock:
    rooms = {part.est: part.room for part in lock.parts(graph) if part.est}
    return lock.Lock(lock.digest(graph), rooms, placed("3")[1])


def test_a_lock_belongs_to_the_graph_it_was_made_for() -> None:
    graph = resolved(sample(), "8 ms")
    assert lock.is_fresh(lock_of(graph), graph)


def test_another_word_makes_the_lock_stale() -> None:
    kept = lock_of(resolved(sample(), "8 ms"))
    assert not lock.is_fresh(kept, resolved(sample(label="Re-ranker"), "8 ms"))


def test_another_figure_leaves_the_lock_fresh() -> None:
    kept = lock_of(resolved(sample(), "8 ms"))
    assert lock.is_fresh(kept, resolved(sample(), "16 ms"))


def test_a_figure_that_outgrows_its_room_makes_the_lock_stale() -> None:
    kept = lock_of(resolved(sample(), "8 ms"))
    assert not lock.is_fresh(kept, resolved(sample(), "16,000 seconds"))


def test_the_engine_is_the_one_that_npm_installs(root: Path) -> None:
    assert json.loads((root / "package.json").read_text("utf-8"))["dependencies"]["elkjs"] == VERSION


def test_the_npm_lock_names_no_address_to_fetch_from(root: Path) -> None:
    assert '"resolved"' not in (root / "package-lock.json").read_text("utf-8")
