"""A finished layout, measured: where blocks begin, how high they are, how full each page is."""

from __future__ import annotations

from typing import Any

PT_PER_PX = 0.75

Node = Any  # an element of the document, as the layout engine holds it
Pages = Any  # the engine's finished document


class Measured:
    """Where blocks begin, how high they are, and how full each page is. Heights are parts of a page's text area.

    `page_pt` is the height of that area in pt.
    """

    def __init__(self, made: Pages) -> None:
        self.begins: dict[Node, tuple[int, float]] = {}
        self.heights: dict[Node, float] = {}
        self.filled: list[float] = []
        self.page_pt = made.pages[0]._page_box.height * PT_PER_PX
        for number, page in enumerate(made.pages):
            self._page(number, page._page_box)

    def _page(self, number: int, page: Any) -> None:
        top, height, filled = page.content_box_y(), page.height, 0.0
        tallest: dict[Node, float] = {}
        for box in page.children[0].descendants():  # the first child is the text area, the others the margins
            if box.element is None or not isinstance(box.height, int | float):
                continue
            begin, high = (box.position_y - top) / height, box.height / height
            self.begins.setdefault(box.element, (number, begin))
            tallest[box.element] = max(tallest.get(box.element, 0.0), high)
            if not hasattr(box, "children") or type(box).__name__ == "LineBox":
                filled = max(filled, begin + high)
        for element, high in tallest.items():
            self.heights[element] = self.heights.get(element, 0.0) + high
        self.filled.append(filled)
