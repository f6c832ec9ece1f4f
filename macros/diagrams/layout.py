"""Places everything in a diagram: asks ELK, mends what it leaves undone, asks again where a title found no room.

Only what changed is laid out; the result is committed beside the source, so that a site build needs no Node.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from macros.diagrams.elk_engine import run_elk
from macros.diagrams.elk_input import CELLS, PX, Sides, Unit, Wishes, elk_json
from macros.diagrams.elk_output import read_layout
from macros.diagrams.geometry import Layout, Placement
from macros.diagrams.model import Graph
from macros.diagrams.polish import centred, equal_frames, levelled, one_width, titles
from macros.diagrams.settle import settle
from macros.problems import ProblemError

ROUNDS = 5  # a group asks for more width at most this often; two are the most that was ever seen
PX_JOG = 6.0  # smaller bends are pulled straight


def place(graphs: Sequence[Graph], root: Path) -> list[Placement]:
    """Both drawings of each graph. Raises ProblemError when Node or elkjs (in `root/node_modules`) is missing."""
    px = _place_in(graphs, PX, root)
    cells = _place_in(graphs, CELLS, root)
    return [Placement(a, b) for a, b in zip(px, cells, strict=True)]


def _place_in(graphs: Sequence[Graph], unit: Unit, root: Path) -> list[Layout]:
    wishes = [Wishes(nodes=one_width(graph, unit)) for graph in graphs]
    done: dict[int, Layout] = {}
    for _ in range(ROUNDS):
        todo = [index for index in range(len(graphs)) if index not in done]
        if not todo:
            break
        answers = run_elk([elk_json(graphs[index], unit, wishes[index]) for index in todo], root)
        for index, answer in zip(todo, answers, strict=True):
            drawn, wished = _finish(graphs[index], answer, unit, wishes[index])
            wishes[index] = wished
            if drawn is not None:
                done[index] = drawn
    for index, graph in enumerate(graphs):
        if index not in done:
            hint = "make its labels shorter or split it"
            raise ProblemError("diagram-layout", f"no clean layout was found for '{graph.id}'", hint)
    return [done[index] for index in range(len(graphs))]


def _finish(graph: Graph, answer: dict[str, object], unit: Unit, wishes: Wishes) -> tuple[Layout | None, Wishes]:
    """The finished drawing, or None and what to ask ELK for next time."""
    if unit is CELLS:
        return settle(graph, read_layout(graph, answer, jog=0)), wishes
    drawn = centred(graph, read_layout(graph, answer, PX_JOG), furthest=40)
    drawn = levelled(graph, drawn, furthest=16)
    placed, wanted = titles(graph, drawn)
    wanted = wanted or equal_frames(graph, drawn)
    if wanted:
        return None, replace(wishes, groups=_added(wishes.groups, wanted))
    return replace(drawn, titles=placed), wishes


def _added(before: Mapping[str, Sides], more: Mapping[str, Sides]) -> dict[str, Sides]:
    none = (0, 0)
    return {
        name: (before.get(name, none)[0] + more.get(name, none)[0], before.get(name, none)[1] + more.get(name, none)[1])
        for name in {**before, **more}
    }
