"""The outline of each kind of box. Kinds differ in shape, so that a photocopy still tells them apart."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from macros.diagrams.geometry import Box, Point
from macros.diagrams.model import Kind

CAP = 7  # height of a cylinder's lid
END = 9  # width of the end of a lying cylinder
POINT = 18  # how far a hexagon's sides reach out
SHEET = 5  # how far the lower sheet of a job sticks out
CORNER = 12  # the cut corner of what is not ours
BAR = 6  # the bar on the left of a step


def number(value: float) -> str:
    """A coordinate in as few characters as one decimal takes."""
    return f"{value:.1f}".removesuffix(".0")


def outline(kind: Kind, box: Box) -> str:
    """The elements of the outline, without text."""
    return OUTLINES[kind](box)


def text_centre(kind: Kind, box: Box) -> Point:
    """The middle of the room for text."""
    x, y = box.centre
    shift = {"store": (0, CAP - 2), "stream": (-END / 2, 0), "job": (-SHEET / 2, -SHEET / 2), "step": (BAR / 2, 0)}
    dx, dy = shift.get(kind, (0, 0))
    return x + dx, y + dy


def inset(kind: Kind, box: Box, end: Point) -> float:
    """How far inside the bounding box the outline lies where an edge ends on the box's upper or lower side."""
    across = abs(end[0] - box.centre[0]) / (box.w / 2)
    if kind == "store":
        return CAP * (1 - sqrt(max(0.0, 1 - across * across)))
    if kind == "decision":
        beyond = abs(end[0] - box.centre[0]) - (box.w / 2 - POINT)
        return max(0.0, beyond / POINT * box.h / 2)
    return 0.0


def _rect(box: Box, radius: float) -> str:
    return (
        f'<rect class="dg-shape" x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" '
        f'height="{number(box.h)}" rx="{number(radius)}"/>'
    )


def _path(kind: str, commands: str) -> str:
    return f'<path class="{kind}" d="{commands}"/>'


def _model(box: Box) -> str:
    x, y, right, h = number(box.x + 7), number(box.y), number(box.right - 7), number(box.h)
    return _rect(box, 4) + _path("dg-line", f"M{x} {y}v{h}M{right} {y}v{h}")


def _store(box: Box) -> str:
    x, y, w, half = number(box.x), number(box.y + CAP), number(box.w), number(box.w / 2)
    body = f"M{x} {y}a{half} {CAP} 0 0 1 {w} 0v{number(box.h - 2 * CAP)}a{half} {CAP} 0 0 1 -{w} 0z"
    return _path("dg-shape", body) + _path("dg-line", f"M{x} {y}a{half} {CAP} 0 0 0 {w} 0")


def _stream(box: Box) -> str:
    x, y, h, half = number(box.x + END), number(box.y), number(box.h), number(box.h / 2)
    length = number(box.w - 2 * END)
    body = f"M{x} {y}h{length}a{END} {half} 0 0 1 0 {h}h-{length}a{END} {half} 0 0 1 0 -{h}z"
    return _path("dg-shape", body) + _path("dg-line", f"M{number(box.right - END)} {y}a{END} {half} 0 0 0 0 {h}")


def _job(box: Box) -> str:
    front = Box(box.x, box.y, box.w - SHEET, box.h - SHEET)
    back = Box(box.x + SHEET, box.y + SHEET, box.w - SHEET, box.h - SHEET)
    return _rect(back, 8) + _rect(front, 8)


def _decision(box: Box) -> str:
    left, right, middle = number(box.x + POINT), number(box.right - POINT), number(box.centre[1])
    top, bottom = number(box.y), number(box.bottom)
    far = f"L{number(box.right)} {middle}L{right} {bottom}H{left}L{number(box.x)} {middle}z"
    return _path("dg-shape", f"M{left} {top}H{right}{far}")


def _external(box: Box) -> str:
    x, y, right, bottom = number(box.x), number(box.y), number(box.right), number(box.bottom)
    cut_x, cut_y = number(box.right - CORNER), number(box.y + CORNER)
    body = _path("dg-shape", f"M{x} {y}H{cut_x}L{right} {cut_y}V{bottom}H{x}z")
    return body + _path("dg-line", f"M{cut_x} {y}V{cut_y}H{right}")


def _step(box: Box) -> str:
    bar = f"M{number(box.x + BAR)} {number(box.y)}v{number(box.h)}h-{BAR - 3}a3 3 0 0 1-3-3v-{number(box.h - 6)}"
    return _rect(box, 3) + _path("dg-bar", f"{bar}a3 3 0 0 1 3-3z")


OUTLINES: dict[Kind, Callable[[Box], str]] = {
    "actor": lambda box: _rect(box, min(box.h / 2, 26)),
    "service": lambda box: _rect(box, 6),
    "model": _model,
    "store": _store,
    "stream": _stream,
    "job": _job,
    "decision": _decision,
    "external": _external,
    "step": _step,
}
