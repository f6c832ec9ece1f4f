"""All random graphs through the real engine. `pytest -m full --refresh-golden` rewrites the sample kept in the repo."""

import json
import shutil
from pathlib import Path

import pytest

from macros.diagrams import Graph, Placement, lock
from macros.diagrams.elk_engine import ELK, run_elk
from macros.diagrams.layout import place
from macros.problems import ProblemError
from tests.diagrams.drawing_rules import faults
from tests.diagrams.random_graphs import random_graph
from tests.diagrams.test_layout import SAMPLE

KEPT = range(0, 200, 10)

Laid = list[tuple[Graph, Placement]]


@pytest.fixture(scope="module")
def laid_out(root: Path) -> Laid:
    if shutil.which("node") is None or not (root / ELK).is_file():
        pytest.skip("needs Node 20 or newer, and 'npm ci' in the project's folder")
    graphs = [random_graph(seed) for seed in range(200)]
    return list(zip(graphs, place(graphs, root), strict=True))


@pytest.mark.full
def test_two_hundred_pictures_are_without_fault(laid_out: Laid) -> None:
    assert {graph.name: found for graph, placement in laid_out if (found := faults(graph, placement.px))} == {}


@pytest.mark.full
def test_two_hundred_text_drawings_are_without_fault(laid_out: Laid) -> None:
    assert {graph.name: found for graph, placement in laid_out if (found := faults(graph, placement.cells))} == {}


@pytest.mark.full
def test_the_sample_in_the_repository_is_what_the_engine_gives(laid_out: Laid, request: pytest.FixtureRequest) -> None:
    layouts = {str(seed): json.loads(lock.write(*laid_out[seed])) for seed in [3, *KEPT]}
    if request.config.getoption("--refresh-golden"):
        rows = (f"{json.dumps(seed)}: {json.dumps(layout, separators=(',', ':'))}" for seed, layout in layouts.items())
        SAMPLE.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
    assert layouts == json.loads(SAMPLE.read_text("utf-8"))


def test_a_machine_without_node_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProblemError, match=r"node-missing.*install Node 20"):
        run_elk([], tmp_path)


def test_a_folder_without_the_engine_is_told_the_command(tmp_path: Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("needs Node 20 or newer")
    with pytest.raises(ProblemError, match=r"elk-missing.*npm ci"):
        run_elk([], tmp_path)
