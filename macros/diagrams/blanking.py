"""The picture to be filled in with a pen: boxes numbered in their corners, words gone, rules where arrows have labels.

It is made from the finished picture, so that a page of the built site is enough to print its drawings blank.
"""

from __future__ import annotations

import re

from macros.diagrams.svg_shapes import number

RULE_LEAST, RULE_BELOW = 44, 3  # px: the shortest rule to write on; how far it stands below the label's baseline
SIDE, DOWN = 7, 15  # px from a box's upper left corner to the number's baseline
CLEAR = {"store": (0, 6), "model": (5, 0), "step": (4, 0)}  # px more, past the lid, line or bar of such a box
BEND = 0.6  # of the radius of a round corner: that far the number moves in

_BOX = re.compile(r'(<g class="dg-node(?: dg-(\w+))?"[^>]*>)(.*?)</g>', re.DOTALL)
_SHAPE = re.compile(r'<(?:rect|path) class="dg-shape"[^>]*/>')
_RECT = re.compile(r' x="([-\d.]+)" y="([-\d.]+)"')
_ROUND = re.compile(r' rx="([\d.]+)"')
_PATH = re.compile(r' d="M([-\d.]+) ([-\d.]+)')
_NUMBER = re.compile(r'<text class="dg-number" x="[-\d.]+" y="[-\d.]+" text-anchor="middle">')
_EDGE = re.compile(
    r'<text class="dg-edge" x="([-\d.]+)" y="([-\d.]+)" text-anchor="middle" textLength="([\d.]+)"[^>]*>.*?</text>',
    re.DOTALL,
)
_TEXT = re.compile(r'<text class="(?!dg-number)[^>]*>.*?</text>', re.DOTALL)
_PILL = re.compile(r'<rect class="dg-pill"[^>]*/>')
_KEYS = re.compile(r'\b(id|aria-labelledby)="([^"]+)"')
_TITLE = re.compile(r"(<title\b[^>]*>)(.*?)(</title>)", re.DOTALL)


def blanked(svg: str) -> str:
    """A diagram to be redrawn; one that is blank stays as it is."""
    if 'class="dg dg-blank' in svg:
        return svg
    opening, ending, rest = svg.partition("</desc>")
    opening = _KEYS.sub(_named_apart, opening.replace('class="dg', 'class="dg dg-blank', 1))
    opening = _TITLE.sub(r"\1\2, to be redrawn\3", opening, count=1)
    return opening + ending + _PILL.sub("", _TEXT.sub("", _EDGE.sub(_rule, _BOX.sub(_cornered, rest))))


def _named_apart(found: re.Match[str]) -> str:
    """Title and description have other ids than those of the full picture on the same page."""
    names = " ".join(re.sub(r"-([td])$", r"-blank-\1", name) for name in found[2].split())
    return f'{found[1]}="{names}"'


def _rule(found: re.Match[str]) -> str:
    """A dotted line in place of an arrow's label."""
    x, y, length = float(found[1]), float(found[2]), max(float(found[3]), RULE_LEAST)
    return f'<path class="dg-rule" d="M{number(x - length / 2)} {number(y + RULE_BELOW)}h{number(length)}"/>'


def _cornered(found: re.Match[str]) -> str:
    """The number in the corner: the middle of the box is where one writes."""
    opening, kind, inside = found.groups()
    shapes = _SHAPE.findall(inside)
    corner = _corner(shapes[-1]) if shapes else None  # a job's front sheet is its last
    if corner is None:
        return found[0]
    right, down = CLEAR.get(kind, (0, 0))
    mark = f'<text class="dg-number" x="{number(corner[0] + SIDE + right)}" y="{number(corner[1] + DOWN + down)}">'
    return f"{opening}{_NUMBER.sub(mark, inside)}</g>"


def _corner(shape: str) -> tuple[float, float] | None:
    """The upper left corner of a box's outline, moved in where the outline is round."""
    rect, path, bend = _RECT.search(shape), _PATH.search(shape), _ROUND.search(shape)
    if rect:
        inward = BEND * (float(bend[1]) if bend else 0)
        return float(rect[1]) + inward, float(rect[2]) + inward / 3
    return (float(path[1]), float(path[2])) if path else None
