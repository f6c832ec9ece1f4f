"""Read a text drawing back into a graph, from its characters alone: the measure of whether a reader can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.diagrams.canvas import CHARACTERS, Border, Characters, TextStyle
from macros.diagrams.model import KINDS

Cell = tuple[int, int]
STEPS = {"n": (0, -1), "s": (0, 1), "w": (-1, 0), "e": (1, 0)}
BACK = {"n": "s", "s": "n", "e": "w", "w": "e"}


@dataclass(frozen=True)
class Rectangle:
    x0: int
    y0: int
    x1: int
    y1: int

    def holds(self, other: Rectangle) -> bool:
        return self.x0 < other.x0 and other.x1 < self.x1 and self.y0 < other.y0 and other.y1 < self.y1


@dataclass(frozen=True, order=True)
class ParsedNode:
    text: str
    kind: str
    group: str | None


@dataclass(frozen=True, order=True)
class ParsedEdge:
    source: str
    target: str
    label: str
    dashed: bool


@dataclass(frozen=True)
class ParsedGraph:
    nodes: tuple[ParsedNode, ...]
    groups: tuple[tuple[str, str | None], ...]  # title, title of the group round it
    edges: tuple[ParsedEdge, ...]


def parse_text(drawing: str, style: TextStyle = "box") -> ParsedGraph:
    """The graph that `drawing` shows. Raises ValueError where it cannot be read in one way only."""
    return _Reader(drawing, CHARACTERS[style]).graph()


class _Reader:
    def __init__(self, drawing: str, characters: Characters) -> None:
        lines = drawing.split("\n")
        width = max(map(len, lines)) + 2
        self.rows = [" " * (width + 1), *(" " + line.ljust(width) for line in lines), " " * (width + 1)]
        self.chars = characters
        self.level = "".join(level for level, _ in characters.lines.values()) + characters.crossing
        self.upright = "".join(upright for _, upright in characters.lines.values()) + characters.crossing
        self.corners = {char: side for side, char in characters.corners.items()}
        self.boxes = dict(self._boxes())
        self.frames = dict(self._frames())

    def at(self, x: int, y: int) -> str:
        return self.rows[y][x]

    def graph(self) -> ParsedGraph:
        texts = {box: self._text(box) for box in self.boxes}
        nodes = [ParsedNode(texts[box], kind, self._round(box)) for box, kind in self.boxes.items()]
        groups = [(title, self._round(frame)) for frame, title in self.frames.items()]
        edges = [self._edge(box, x, y, heading, texts) for box in self.boxes for x, y, heading in self._notches(box)]
        heads = sum(self.at(x, y) in self.chars.heads.values() for x, y in self._head_cells())
        if heads != len(edges):
            raise ValueError(f"{heads} arrow heads but {len(edges)} edges")
        return ParsedGraph(tuple(sorted(nodes)), tuple(sorted(groups)), tuple(sorted(edges)))

    # rectangles

    def _boxes(self) -> Iterator[tuple[Rectangle, str]]:
        for kind in KINDS:
            border = self.chars.borders[kind]
            allowed = border.level + border.starts_up
            below = border.level + border.starts_down
            for found in self._rectangles(border, allowed, below, border.sides):
                inside = [self.rows[y][found.x0 + 1 : found.x1].strip() for y in range(found.y0 + 1, found.y1)]
                if inside and all(inside):
                    yield found, kind

    def _frames(self) -> Iterator[tuple[Rectangle, str]]:
        border, crossing = self.chars.frame, self.chars.crossing
        line = border.level + crossing
        for found in self._rectangles(border, None, line, border.sides + crossing):
            upper = self.rows[found.y0][found.x0 + 1 : found.x1]
            title = re.fullmatch(rf"[{re.escape(line)}]+ (\S.*\S|\S) [{re.escape(line)}]+", upper)
            if title:
                yield found, title[1]

    def _rectangles(self, border: Border, upper: str | None, lower: str, sides: str) -> Iterator[Rectangle]:
        """Outlines whose sides consist of the given characters, with nothing attached outside their corners."""
        for y0, row in enumerate(self.rows):
            for x0, char in enumerate(row):
                if char == border.corners[0] and self._loose(x0, y0, "nw"):
                    found = self._complete(x0, y0, border, upper, lower, sides)
                    if found:
                        yield found

    def _complete(
        self, x0: int, y0: int, border: Border, upper: str | None, lower: str, sides: str
    ) -> Rectangle | None:
        for x1 in range(x0 + 2, len(self.rows[y0])):
            if self.at(x1, y0) == border.corners[1] and self._loose(x1, y0, "ne"):
                for y1 in range(y0 + 1, len(self.rows)):
                    if self._closes(x0, x1, y1, border, lower):
                        return Rectangle(x0, y0, x1, y1)
                    if self.at(x0, y1) not in sides or self.at(x1, y1) not in sides:
                        break
            if upper is not None and self.at(x1, y0) not in upper:
                return None
        return None

    def _closes(self, x0: int, x1: int, y1: int, border: Border, lower: str) -> bool:
        corners = self.at(x1, y1) == border.corners[2] and self.at(x0, y1) == border.corners[3]
        loose = self._loose(x0, y1, "sw") and self._loose(x1, y1, "se")
        return corners and loose and all(char in lower for char in self.rows[y1][x0 + 1 : x1])

    def _loose(self, x: int, y: int, sides: str) -> bool:
        for side in sides:
            dx, dy = STEPS[side]
            if self.at(x + dx, y + dy) in (self.level if dx else self.upright):
                return False
        return True

    def _round(self, inner: Rectangle) -> str | None:
        outer = [frame for frame in self.frames if frame.holds(inner)]
        return self.frames[max(outer, key=lambda frame: frame.x0)] if outer else None

    def _text(self, box: Rectangle) -> str:
        return " ".join(self.rows[y][box.x0 + 1 : box.x1].strip() for y in range(box.y0 + 1, box.y1))

    # edges

    def _notches(self, box: Rectangle) -> Iterator[tuple[int, int, str]]:
        border = self.chars.borders[self.boxes[box]]  # type: ignore[index]
        for x in range(box.x0 + 1, box.x1):
            if self.at(x, box.y0) == border.starts_up:
                yield x, box.y0, "n"
            if self.at(x, box.y1) == border.starts_down:
                yield x, box.y1, "s"

    def _head_cells(self) -> Iterator[Cell]:
        for box in self.boxes:
            for x in range(box.x0 + 1, box.x1):
                if self.at(x, box.y0 - 1) == self.chars.heads["s"] and self._stands_alone(x, box.y0 - 1):
                    yield x, box.y0 - 1
                if self.at(x, box.y1 + 1) == self.chars.heads["n"] and self._stands_alone(x, box.y1 + 1):
                    yield x, box.y1 + 1

    def _edge(self, box: Rectangle, x: int, y: int, heading: str, texts: dict[Rectangle, str]) -> ParsedEdge:
        labels: list[str] = []
        straight: list[str] = []
        while True:
            x, y = x + STEPS[heading][0], y + STEPS[heading][1]
            char = self.at(x, y)
            if heading in "ns" and self._is_label(x, y):
                labels.insert(len(labels) if heading == "s" else 0, self._run(x, y))
                continue
            if heading in "ns" and char == self.chars.heads[heading]:
                target = self._box_at(x, y + STEPS[heading][1])
                dashed = any(one in self.chars.lines["async"] for one in straight)
                return ParsedEdge(texts[box], texts[target], " ".join(labels), dashed)
            straight.append(char)
            heading = self._onward(x, y, char, heading)

    def _onward(self, x: int, y: int, char: str, heading: str) -> str:
        line = self.upright if heading in "ns" else self.level
        if char == self.chars.crossing and char not in self.corners:
            return heading
        if char in line and char not in self.corners:
            return heading
        if char in self.corners:
            return self._turn(x, y, char, heading)
        raise ValueError(f"a line heading {heading} breaks off at column {x - 1}, row {y - 1}, with {char!r}")

    def _turn(self, x: int, y: int, char: str, heading: str) -> str:
        """At a corner; in ASCII it looks like a crossing, which has lines on all four sides."""
        if len(self.chars.corners) == len(self.corners):
            sides = self.corners[char]
            if BACK[heading] not in sides:
                raise ValueError(f"a line heading {heading} meets a corner at column {x - 1}, row {y - 1}")
            return sides.replace(BACK[heading], "")
        ways = [side for side in STEPS if side != BACK[heading] and self._goes_on(x, y, side)]
        if len(ways) == 3:
            return heading
        if len(ways) != 1:
            raise ValueError(f"a corner with {len(ways)} ways on at column {x - 1}, row {y - 1}")
        return ways[0]

    def _goes_on(self, x: int, y: int, side: str) -> bool:
        dx, dy = STEPS[side]
        char = self.at(x + dx, y + dy)
        if dx:
            return char in self.level
        return char in self.upright or (char == self.chars.heads[side] and self._stands_alone(x, y + dy))

    def _stands_alone(self, x: int, y: int) -> bool:
        return self.at(x - 1, y) == " " and self.at(x + 1, y) == " "

    def _is_label(self, x: int, y: int) -> bool:
        """Whether words stand here rather than a line: a blank between words, or a character with others beside it."""
        left, char, right = self.at(x - 1, y), self.at(x, y), self.at(x + 1, y)
        if char == " ":
            return left != " " and right != " "
        if char in self.level or char in self.corners:
            beside = [one for one in (left, right) if one != " "]
            return bool(beside) and not all(one in self.level or one in self.corners for one in beside)
        line = char in self.upright or char in self.chars.heads.values()
        return not (line and left == right == " ")

    def _run(self, x: int, y: int) -> str:
        """The words round (x, y): up to two blanks on either side."""
        row = self.rows[y]
        start, end = row.rfind("  ", 0, x + 1) + 2, row.find("  ", x)
        return row[start:end].strip()

    def _box_at(self, x: int, y: int) -> Rectangle:
        for box in self.boxes:
            if box.x0 < x < box.x1 and y in (box.y0, box.y1):
                return box
        raise ValueError(f"an arrow head points at nothing at column {x - 1}, row {y - 1}")
