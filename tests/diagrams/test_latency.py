"""Critical paths and their waterfalls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.diagrams import Edge, Graph, Latency, Node
from macros.diagrams.latency import Branch, critical_path, require_time
from macros.diagrams.waterfall import Target, latency_budget, waterfall_html
from macros.diagrams.words import Part, Words
from macros.problems import ProblemError
from macros.quantity import Quantity, parse_quantity
from tests.diagrams.sample_graphs import GOLDEN, serving


def timed(p99: str) -> Latency | None:
    """As resolving estimates leaves it: the text keeps its parts."""
    return Latency().model_copy(update={"p99": p99}) if p99 else None


def graph(nodes: dict[str, str], *edges: tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, str]) -> Graph:
    """Nodes with their p99; edges as source, target, p99, style."""
    boxes = tuple(Node(id=name, label=name.title(), latency=timed(p99)) for name, p99 in nodes.items())
    arrows = []
    for source, target, *more in edges:
        p99, style = [*more, *("", "sync")[len(more) :]]
        arrows.append(Edge.model_validate({"from": source, "to": target, "latency": timed(p99), "style": style}))
    return Graph("page", "path", "Path", "A path.", boxes, tuple(arrows))


DIAMOND = graph(
    {"a": "1 ms", "fast": "5 ms", "slow": "20 ms", "b": "2 ms"},
    ("a", "fast"),
    ("a", "slow", "3 ms"),
    ("fast", "b"),
    ("slow", "b"),
)


def error(graph: Graph, start: str, end: str, target: float = 1.0) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        latency_budget(graph, start, end, Target("the target", f"{target:g} s", target), {})
    return caught.value


def test_steps_add_up() -> None:
    path = critical_path(graph({"a": "1 ms", "b": "1.2 s"}, ("a", "b", "2 ms")), "a", "b", {})
    assert [round(step.end * 1000, 6) for step in path.steps] == [1, 3, 1203]


def test_parallel_branches_take_the_maximum() -> None:
    assert critical_path(DIAMOND, "a", "b", {}).total == pytest.approx(0.026)


def test_the_faster_branch_is_named_with_its_slack() -> None:
    branches = critical_path(DIAMOND, "a", "b", {}).steps[-1].branches
    assert branches == (Branch(("Fast",), pytest.approx(0.018)),)


def test_async_arrows_are_not_waited_for() -> None:
    waited = graph({"a": "", "log": "9 s", "b": "1 ms"}, ("a", "b"), ("a", "log"), ("log", "b", "", "async"))
    assert critical_path(waited, "a", "b", {}).total == pytest.approx(0.001)


def test_a_feedback_arrow_is_no_shortcut() -> None:
    loop = graph({"a": "1 ms", "b": "1 ms", "c": "1 ms"}, ("a", "b"), ("b", "c"), ("c", "b", "5 s", "feedback"))
    assert critical_path(loop, "a", "c", {}).total == pytest.approx(0.003)


def test_a_feedback_arrow_may_return_to_the_start() -> None:
    there_and_back = graph({"a": "1 ms", "b": "4 ms"}, ("a", "b", "2 ms"), ("b", "a", "2 ms", "feedback"))
    path = critical_path(there_and_back, "a", "a", {})
    assert path.nodes == ["A", "B", "A"]
    assert path.total == pytest.approx(0.009)


def test_the_median_stands_in_where_no_p99_is_stated() -> None:
    node = Node(id="a", label="A", latency=Latency(p50="3 ms"))
    only = Graph("page", "one", "T", "D", (node, Node(id="b", label="B")), (Edge(source="a", target="b"),))
    path = critical_path(only, "a", "b", {})
    assert (path.total, path.steps[0].stated) == (pytest.approx(0.003), "p50")


def test_the_median_can_be_asked_for() -> None:
    assert critical_path(serving(), "tower", "index", {}, "p50").total == pytest.approx(0.009)


def test_a_latency_may_be_an_estimate() -> None:
    text = Words([Part("8 ms", "page.rank_p99")])
    path = critical_path(graph({"a": text, "b": ""}, ("a", "b")), "a", "b", {"page.rank_p99": parse_quantity("9 ms")})
    assert path.total == pytest.approx(0.009)


def test_an_estimate_that_is_no_time_is_refused() -> None:
    text = Words([Part("8 GB", "page.size")])
    quantities: dict[str, Quantity] = {"page.size": parse_quantity("8 GB")}
    with pytest.raises(ProblemError) as caught:
        critical_path(graph({"a": text, "b": ""}, ("a", "b")), "a", "b", quantities)
    assert (caught.value.code, "page.size" in caught.value.message) == ("latency-unit", True)


def test_a_target_that_is_no_time_is_refused() -> None:
    with pytest.raises(ProblemError) as caught:
        require_time(parse_quantity("2.5"), "peak")
    assert caught.value.message == "'peak' is not a time"


def test_over_budget_names_the_slowest_steps() -> None:
    found = error(DIAMOND, "a", "b", 0.025)
    assert found.code == "latency-over-budget"
    assert "26 ms" in found.message
    assert found.hint == "the slowest steps: Slow 20 ms, network 3 ms, B 2 ms"


def test_exactly_the_target_is_within_budget() -> None:
    assert "Total" in latency_budget(DIAMOND, "a", "b", Target("target", "26 ms", 0.026), {})


def test_no_way_is_said() -> None:
    assert error(DIAMOND, "fast", "slow").code == "latency-no-path"


def test_a_node_alone_has_no_way_to_itself() -> None:
    assert error(DIAMOND, "a", "a").code == "latency-no-path"


def test_an_unknown_node_gets_the_nearest_name() -> None:
    found = error(DIAMOND, "a", "slov")
    assert (found.code, found.hint) == ("node-unknown", "did you mean 'slow'?")


def test_the_waterfall_looks_as_agreed(golden: Callable[[str, Path], None]) -> None:
    target = Target("Latency target", "100 ms", 0.1, "sample.latency_target")
    html = waterfall_html(critical_path(serving(), "client", "good", {}), target)
    golden(html, GOLDEN / "serving.latency.html")


def test_the_waterfall_is_one_block_without_blank_lines() -> None:
    assert "\n\n" not in waterfall_html(critical_path(DIAMOND, "a", "b", {}))


def test_figures_of_estimates_follow_the_reader() -> None:
    text, quantities = Words([Part("8 ms", "page.rank_p99")]), {"page.rank_p99": parse_quantity("8 ms")}
    path = critical_path(graph({"a": text, "b": "2 ms"}, ("a", "b")), "a", "b", quantities)
    asked: list[tuple[list[str | float], str]] = []
    html = waterfall_html(
        path, Target("T", "1 s", 1.0, "page.t"), lambda parts, limit: str(asked.append((parts, limit)))
    )
    assert '<span class="est" data-est="page.rank_p99">8 ms</span>' in html
    assert asked[-1] == (["page.rank_p99", pytest.approx(0.002)], "page.t")


def test_the_caption_says_that_a_sum_of_p99s_is_a_bound() -> None:
    assert "cautious estimate" in waterfall_html(critical_path(DIAMOND, "a", "b", {}))
