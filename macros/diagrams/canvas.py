"""A sheet of character cells, and the two sets of characters that drawings are made of."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from macros.diagrams.model import Kind, Style

TextStyle = Literal["box", "ascii"]


@dataclass(frozen=True, slots=True)
class Border:
    """An outline: corners clockwise from the upper left; level, left and right sides; notches where edges start."""

    corners: str
    level: str
    sides: str
    starts_down: str = "┬"
    starts_up: str = "┴"


@dataclass(frozen=True, slots=True)
class Characters:
    """All that a drawing is made of. `corners` go by the two sides that the line comes from and leaves by."""

    borders: dict[Kind, Border]
    lines: dict[Style, tuple[str, str]]  # level, upright
    corners: dict[str, str]
    crossing: str
    heads: dict[str, str]  # by the side of the cell that the arrow points to
    frame: Border


_LIGHT = {"es": "┌", "sw": "┐", "en": "└", "nw": "┘"}
BOX = Characters(
    borders={
        "actor": Border("╭╮╯╰", "─", "││"),
        "service": Border("┌┐┘└", "─", "││"),
        "model": Border("╔╗╝╚", "═", "║║", "╤", "╧"),
        "store": Border("╒╕╛╘", "═", "││", "╤", "╧"),
        "stream": Border("╓╖╜╙", "─", "║║"),
        "job": Border("┏┓┛┗", "━", "┃┃", "┯", "┷"),
        "decision": Border("/\\/\\", "─", "││"),
        "external": Border("┌┐┘└", "╌", "╎╎"),
        "step": Border("┍┑┙┕", "━", "││", "┯", "┷"),
    },
    lines={"sync": ("─", "│"), "async": ("┄", "┆"), "feedback": ("─", "│")},
    corners=_LIGHT,
    crossing="┼",
    heads={"n": "▲", "s": "▼"},
    frame=Border("┌┐┘└", "─", "││"),
)
ASCII = Characters(
    borders={
        "actor": Border("..''", "-", "||", "+", "+"),
        "service": Border("++++", "-", "||", "+", "+"),
        "model": Border("####", "=", "##", "+", "+"),
        "store": Border("..''", "=", "||", "+", "+"),
        "stream": Border("())(", "-", "()", "+", "+"),
        "job": Border("++++", "=", "||", "+", "+"),
        "decision": Border("/\\/\\", "-", "||", "+", "+"),
        "external": Border("[]][", "-", "[]", "+", "+"),
        "step": Border("****", "-", "||", "+", "+"),
    },
    lines={"sync": ("-", "|"), "async": (".", ":"), "feedback": ("-", "|")},
    corners=dict.fromkeys(_LIGHT, "+"),
    crossing="+",
    heads={"n": "^", "s": "v"},
    frame=Border("++++", "-", "||", "+", "+"),
)
CHARACTERS: dict[TextStyle, Characters] = {"box": BOX, "ascii": ASCII}

_ASCII_TWINS = str.maketrans("·×÷–—−‘’“”…→←≤≥≈µ•°", "/x/---''\"\".><<>~u*o")


def plain(text: str) -> str:
    """`text` in ASCII, of the same length: a near character for each, a letter without its accent, else `?`."""
    return "".join(char if char.isascii() else _bare(char) for char in text.translate(_ASCII_TWINS))


def _bare(char: str) -> str:
    first = unicodedata.normalize("NFKD", char)[0]
    return first if first.isascii() else "?"


class Canvas:
    """A sheet of blank cells to write on; (0, 0) is the upper left one."""

    def __init__(self, width: int, height: int) -> None:
        self._rows = [[" "] * width for _ in range(height)]

    def write(self, x: int, y: int, text: str) -> None:
        """`text` from the cell (x, y) to the right."""
        self._rows[y][x : x + len(text)] = text

    def level(self, x0: int, x1: int, y: int, char: str, crossed: str = "", crossing: str = "") -> None:
        """A level line over the columns `x0 .. x1`; cells that hold one of `crossed` become `crossing`."""
        row = self._rows[y]
        for x in range(min(x0, x1), max(x0, x1) + 1):
            row[x] = crossing if row[x] in crossed else char

    def upright(self, x: int, y0: int, y1: int, char: str, crossed: str = "", crossing: str = "") -> None:
        """An upright line over the rows `y0 .. y1`; cells that hold one of `crossed` become `crossing`."""
        for row in self._rows[min(y0, y1) : max(y0, y1) + 1]:
            row[x] = crossing if row[x] in crossed else char

    def box(self, x: int, y: int, width: int, height: int, border: Border) -> None:
        """The outline of a rectangle."""
        upper_left, upper_right, lower_right, lower_left = tuple(border.corners)
        self.write(x, y, upper_left + border.level * (width - 2) + upper_right)
        for row in self._rows[y + 1 : y + height - 1]:
            row[x], row[x + width - 1] = tuple(border.sides)
        self.write(x, y + height - 1, lower_left + border.level * (width - 2) + lower_right)

    def free(self, x0: int, x1: int, y: int, length: int, char: str) -> int:
        """The first column from which `length` cells up to `x1` hold `char`; `x0` where there is no such stretch."""
        row = "".join(self._rows[y][x0:x1])
        return x0 + max(row.find(char * length), 0)

    def text(self) -> str:
        """The sheet, a line a row, without blanks at the ends of lines or blank lines at the end."""
        lines = ["".join(row).rstrip() for row in self._rows]
        return "\n".join(lines).rstrip("\n") + "\n"
