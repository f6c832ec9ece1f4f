"""Where everything in a drawing stands. The same records serve the drawn picture (px) and the text drawing (cells).

In px, y grows downwards, (0, 0) is the top left corner and a `Route` ends on the outline's bounding box.

In character cells every coordinate is a whole number. A `Box` covers the columns `x .. x + w - 1` and the rows
`y .. y + h - 1`, its border included. A `Route` starts on a border cell of its source and ends on a border cell of its
target, never on a corner; the arrow head belongs in the cell before the last point, outside the target. The coordinates
are final: whoever draws does not move, squeeze or clamp anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle: its top left corner, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x coordinate just past the right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y coordinate just past the lower side."""
        return self.y + self.h

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two come nearer to each other than `gap`."""
        apart_x = self.right + gap <= other.x or other.right + gap <= self.x
        apart_y = self.bottom + gap <= other.y or other.bottom + gap <= self.y
        return not (apart_x or apart_y)

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether `other` lies inside, sticking out by no more than `slack`."""
        across = self.x - slack <= other.x and other.right <= self.right + slack
        return across and self.y - slack <= other.y and other.bottom <= self.bottom + slack

    def shrunk(self, by: float) -> Box:
        """The rectangle with every side moved inwards by `by` (outwards when negative)."""
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)

    def crossed_by(self, segment: Segment) -> bool:
        """Whether an upright or level line has a part strictly inside."""
        (x0, y0), (x1, y1) = segment
        across = min(x0, x1) < self.right and max(x0, x1) > self.x
        return across and min(y0, y1) < self.bottom and max(y0, y1) > self.y


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one edge from its source to its target, in upright and level pieces, and the box of its label."""

    points: tuple[Point, ...]
    label: Box | None = None

    @property
    def segments(self) -> Iterator[Segment]:
        """The pieces, from the source to the target."""
        return zip(self.points, self.points[1:], strict=False)


@dataclass(frozen=True, slots=True)
class Layout:
    """One drawing: its size, the boxes of nodes and groups by id, and the routes in the order of the graph's edges.

    `titles` has the place of each group's title in the picture; the text drawing finds one in the upper border.
    """

    width: float
    height: float
    nodes: dict[str, Box]
    groups: dict[str, Box]
    edges: tuple[Route, ...]
    titles: dict[str, Box] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placement:
    """Both drawings of one graph: `px` for the picture, `cells` for the text drawing."""

    px: Layout
    cells: Layout
