"""A diagram ready to be shown, all diagrams of a guide, and laying out those that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.diagrams import layout, lock, mermaid, text
from macros.diagrams.blanking import blanked
from macros.diagrams.figure import Faces, figure
from macros.diagrams.geometry import Placement
from macros.diagrams.model import Graph
from macros.diagrams.reading import load
from macros.diagrams.standalone import coloured
from macros.diagrams.svg import numbered, svg
from macros.problems import Problem, relative

COMMAND = "run 'python -m macros layout' and commit the file it writes"
MAX_WIDTH_PX, MAX_HEIGHT_PX, MAX_COLUMNS = 900, 1300, 100


@dataclass(frozen=True)
class Diagram:
    """A graph with its estimates filled in and its place on paper; each face is made when first asked for."""

    graph: Graph
    layout: Placement

    @cached_property
    def svg(self) -> str:
        """The picture, as inline SVG without blank lines."""
        return svg(self.graph, self.layout.px)

    @cached_property
    def blank(self) -> str:
        """The picture with its labels replaced by numbers, for redrawing."""
        return blanked(self.svg)

    @cached_property
    def text(self) -> str:
        """The drawing in box characters."""
        return text.draw(self.graph, self.layout.cells)

    @cached_property
    def ascii(self) -> str:
        """The drawing in `+--|>v`."""
        return text.draw(self.graph, self.layout.cells, "ascii")

    @cached_property
    def mermaid(self) -> str:
        """The source of a Mermaid flowchart."""
        return mermaid.draw(self.graph)

    @property
    def key(self) -> list[str]:
        """What the numbers of the blank stand for: the first label is number 1."""
        return [label for _, label in numbered(self.graph, self.layout.px)]

    def standalone(self, root: Path, blank: bool = False) -> str:
        """The picture with its colours written in (light), for PDF, EPUB and files; `root` is the guide's folder."""
        return coloured(self.blank if blank else self.svg, root)

    @cached_property
    def figure(self) -> str:
        """The HTML figure with all faces, one block-level element without a blank line."""
        return figure(self.graph, Faces(self.svg, self.text, self.ascii, self.mermaid))


def load_all(root: Path, values: Mapping[str, str]) -> tuple[dict[str, Diagram], list[Problem]]:
    """Every diagram under `root/diagrams` by `slug/name`, without those that have problems, and all problems.

    `values`: formatted text of each estimate by `page_name.estimate`, the page's name with underscores.
    """
    diagrams: dict[str, Diagram] = {}
    problems = list(_strays(root))
    for path in diagram_files(root):
        graph, found = _read(path, root, values)
        if graph is not None:
            placed, more = _placed(graph, path)
            found = [*found, *more]
            if placed is not None:
                diagrams[graph.id] = placed
        problems += found
    return diagrams, problems


def lay_out(root: Path, values: Mapping[str, str], only_changed: bool = True) -> tuple[list[Path], list[Problem]]:
    """Lay out the diagrams whose layout is missing or stale (or all), write the files; those written, and problems.

    Raises ProblemError when Node or elkjs is missing.
    """
    todo: list[tuple[Path, Graph]] = []
    problems: list[Problem] = []
    for path in diagram_files(root):
        graph, found = _read(path, root, values)
        problems += found
        if graph is not None and (not only_changed or isinstance(_fresh_lock(graph, path), Problem)):
            todo.append((path, graph))
    if todo:
        placements = layout.place([graph for _, graph in todo], root)
        for (path, graph), placement in zip(todo, placements, strict=True):
            lock.path_beside(path).write_text(lock.write(graph, placement), "utf-8", newline="\n")
            problems += _too_large(graph, placement)
    return [lock.path_beside(path) for path, _ in todo], problems


def diagram_files(root: Path) -> list[Path]:
    """The diagrams' sources, in a stable order."""
    return sorted((root / "diagrams").glob("*/*.yml"))


def _read(path: Path, root: Path, values: Mapping[str, str]) -> tuple[Graph | None, list[Problem]]:
    graph, problems = load(path, root)
    if graph is None:
        return None, problems
    graph, problems = graph.resolve(values)
    return (None if problems else graph), problems


def _placed(graph: Graph, path: Path) -> tuple[Diagram | None, list[Problem]]:
    kept = _fresh_lock(graph, path)
    if isinstance(kept, Problem):
        return None, [kept]
    wrong = _too_large(graph, kept.placement)
    return (None if wrong else Diagram(graph.with_rooms(kept.rooms), kept.placement)), wrong


def _fresh_lock(graph: Graph, path: Path) -> lock.Lock | Problem:
    """The layout beside `path`, or what is wrong with it."""
    beside = lock.path_beside(path)
    if not beside.is_file():
        return graph.source.problem((), "layout-missing", f"'{graph.name}' has no layout yet", COMMAND)
    try:
        kept = lock.parse(beside.read_text("utf-8"), graph)
        if lock.is_fresh(kept, graph):
            return kept
    except (ValueError, KeyError, TypeError):
        pass  # a damaged file, as a merge may leave it, is made anew like a stale one
    return graph.source.problem((), "layout-stale", f"'{beside.name}' is out of date", COMMAND)


def _too_large(graph: Graph, placement: Placement) -> list[Problem]:
    """A drawing must fit a page's column and a terminal, and keep type of 7 pt when scaled to a sheet of A4."""
    px, cells = placement.px, placement.cells
    sizes = [
        (px.width, MAX_WIDTH_PX, "px wide"),
        (px.height, MAX_HEIGHT_PX, "px tall"),
        (cells.width, MAX_COLUMNS, "columns wide as text"),
    ]
    over = [f"{size:.0f} {what} (at most {most})" for size, most, what in sizes if size > most]
    hint = "split it in two, put fewer boxes side by side, or shorten labels"
    return [graph.source.problem(("title",), "diagram-size", f"the drawing is {', '.join(over)}", hint)] if over else []


def _strays(root: Path) -> Iterator[Problem]:
    """Files under diagrams/ that would be passed over without a word."""
    sources = set(diagram_files(root))
    for path in sorted((root / "diagrams").rglob("*")):
        if not path.is_file() or path in sources:
            continue
        name = relative(path, root)
        if path.name.endswith(lock.SUFFIX):
            if path.with_name(path.name.removesuffix(lock.SUFFIX) + ".yml") not in sources:
                yield Problem(name, 1, "layout-orphan", "a layout without its diagram", "delete it")
        else:
            yield Problem(name, 1, "diagram-name", "not a diagram", "diagrams lie in diagrams/<page>/<name>.yml")
