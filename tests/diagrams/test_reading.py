"""What an author can get wrong in a diagram: the code and the line of each."""

from pathlib import Path

import pytest

from macros.diagrams.reading import load, problems_of
from tests.diagrams.random_graphs import random_graph

GOOD = """\
title: Serving
description: A client asks a ranker.
groups:
  - {id: serving, label: Serving}
nodes:
  - {id: client, label: Client, kind: actor}
  - {id: rank, label: Ranker, kind: model, group: serving, explain: It ranks.}
  - {id: log, label: Log, kind: stream, explain: It keeps.}
edges:
  - {from: client, to: rank}
  - {from: rank, to: log, style: async}
"""

MISTAKES = [
    ("to: rank}", "to: ranks}", 10, "node-unknown", "did you mean 'rank'?"),
    ("group: serving", "group: servin", 7, "group-unknown", "did you mean 'serving'?"),
    ("id: log,", "id: rank,", 8, "diagram-duplicate", "share their ids"),
    (", explain: It keeps.", "", 8, "diagram-unexplained", "explain"),
    ("{from: rank, to: log, style: async}", "{from: rank, to: client}", 8, "diagram-orphan", "draw the arrow"),
    ("style: async}", "style: async}\n  - {from: log, to: rank}", 12, "diagram-cycle", "style: feedback"),
    ("style: async", "stile: async", 11, "yaml-unknown-key", "did you mean 'style'?"),
    ("description: A client asks a ranker.\n", "", 1, "yaml-missing-key", ""),
    ("to: rank}", "to: serving}", 10, "diagram-end", "node to node"),
    ("to: rank}", "to: client}", 10, "diagram-end", "note"),
    ("style: async", "latency: {p99: soon}", 11, "diagram-latency", "8 ms"),
    ("style: async", "latency: {}", 11, "diagram-latency", "8 ms"),
    ("kind: stream", "kind: queue", 8, "yaml-value", ""),
    ("groups:\n", "groups:\n  - {id: empty, label: Empty}\n", 4, "diagram-group", "remove it"),
    ("label: Serving}", "label: Serving, parent: serving}", 4, "diagram-group", "remove one 'parent'"),
]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "diagrams" / "page" / "serving.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_a_good_file_becomes_a_graph(tmp_path: Path) -> None:
    graph, problems = load(written(tmp_path, GOOD), tmp_path)
    assert not problems
    assert graph is not None
    assert (graph.id, list(graph.node), graph.edge_keys) == (
        "page/serving",
        ["client", "rank", "log"],
        ("client->rank", "rank->log"),
    )


@pytest.mark.parametrize(("right", "wrong", "line", "code", "hint"), MISTAKES)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, right: str, wrong: str, line: int, code: str, hint: str
) -> None:
    assert right in GOOD
    graph, problems = load(written(tmp_path, GOOD.replace(right, wrong, 1)), tmp_path)
    assert graph is None
    found = [problem for problem in problems if problem.code == code]
    assert [(problem.file, problem.line) for problem in found] == [("diagrams/page/serving.yml", line)]
    assert hint in found[0].hint


def test_a_cycle_is_written_out(tmp_path: Path) -> None:
    text = GOOD + "  - {from: log, to: rank}\n"
    _, problems = load(written(tmp_path, text), tmp_path)
    assert problems[0].message == "cycle rank -> log -> rank"


def test_feedback_closes_a_cycle_without_a_problem(tmp_path: Path) -> None:
    graph, problems = load(written(tmp_path, GOOD + "  - {from: log, to: rank, style: feedback}\n"), tmp_path)
    assert graph is not None
    assert not problems


def test_an_unknown_estimate_is_named_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    graph, _ = load(written(tmp_path, GOOD.replace("label: Log", 'label: "Log, {qps_peek}"')), tmp_path)
    assert graph is not None
    _, problems = graph.resolve({"page.qps_peak": "23 k/s"})
    assert [(p.line, p.code, p.hint) for p in problems] == [(8, "estimate-unknown", "did you mean 'qps_peak'?")]


def test_random_graphs_pass_every_check() -> None:
    assert [problem for seed in range(200) for problem in problems_of(random_graph(seed))] == []
