"""Lines of text in the picture, each held to the length it was measured at, estimates kept addressable."""

from __future__ import annotations

from html import escape

from macros.diagrams.metrics import LABEL_PX, SMALL_PX, TITLE_PX, natural_px, width_px
from macros.diagrams.svg_shapes import number
from macros.diagrams.words import parts_of

SIZES = {"label": (LABEL_PX, "medium"), "note": (SMALL_PX, "regular"), "fact": (SMALL_PX, "regular")}
SIZES |= {"edge": (SMALL_PX, "regular"), "title": (TITLE_PX, "medium")}


def text(role: str, x: float, y: float, content: str, anchor: str = "middle") -> str:
    """One line of `content` whose baseline starts, or is centred, at (x, y).

    A line with an estimate also says how long it may become: the page's script keeps it within that when a reader
    changes an assumption.
    """
    size, weight = SIZES[role]
    length = number(natural_px(content, size, weight))
    live = any(part.est for part in parts_of(content))
    room = f' data-room="{number(width_px(content, size, weight))}"' if live else ""
    align = ' text-anchor="middle"' if anchor == "middle" else ""
    return (
        f'<text class="dg-{role}" x="{number(x)}" y="{number(y)}"{align} textLength="{length}" '
        f'lengthAdjust="spacingAndGlyphs"{room}>{spans(content)}</text>'
    )


def length(role: str, content: str) -> float:
    """The length in px of a line as it reads now."""
    return natural_px(content, *SIZES[role])


def spans(content: str, element: str = "tspan") -> str:
    """The text as SVG, or as HTML with `span`, each estimate in an `element` of its own."""
    return "".join(
        f'<{element} data-est="{escape(part.est)}">{escape(part.text)}</{element}>' if part.est else escape(part.text)
        for part in parts_of(content)
    )
