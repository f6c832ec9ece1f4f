"""The 200 random graphs of the diagram tests, laid out once."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.diagrams import Graph, Placement
from macros.diagrams.layout import place
from macros.problems import ProblemError
from tests.diagrams.random_graphs import random_graph

COUNT = 200


@pytest.fixture(scope="session")
def random_graphs() -> list[Graph]:
    return [random_graph(seed) for seed in range(COUNT)]


@pytest.fixture(scope="session")
def placements(random_graphs: list[Graph], root: Path) -> list[Placement]:
    """Both layouts of every random graph, through ELK."""
    try:
        return place(random_graphs, root)
    except ProblemError as error:
        if error.code in ("node-missing", "elk-missing"):
            pytest.skip(f"{error.message}: {error.hint}")
        raise
