"""SVG for paper: a style sheet of its own, ids prefixed, a size that fits the page, its words as text alternative."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from macros.diagrams.standalone import coloured

INK = "#15233f"
WIDTH_PT, HEIGHT_PT = 493.0, 665.0  # the width of the page's text area; what a figure under a heading may take of it
FULL_PT = 700.0  # what a figure may take of a page of its own, when it would be too small under a heading
LEAST_PT, LEAST_PX = 7.0, 13.0  # the smallest type that may be printed; the smallest in a diagram
NATURAL = 0.62  # pt per px of a diagram with room to spare: its labels are then as large as the text round it

_VIEW = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"')
_ID = re.compile(r'\bid="([^"]+)"')
_REFERENCE = re.compile(r'(url\(#|href="#)([^)"]+)')
_ARIA = re.compile(r' (aria-(?:labelledby|describedby)=")([^"]+)"')
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>\s*(?:<desc\b[^>]*>(.*?)</desc>)?", re.DOTALL)
_TSPAN = re.compile(r"</?tspan\b[^>]*>")
_DATA = re.compile(r' data-[\w-]+="[^"]*"')


def printed(svg: str, root: Path, prefix: str) -> str:
    """A diagram or formula as it goes to paper. `prefix` goes before each of its ids."""
    svg = _DATA.sub("", svg)
    svg = _ID.sub(lambda found: f'id="{prefix}{found[1]}"', svg)
    svg = _REFERENCE.sub(lambda found: f"{found[1]}{prefix}{found[2]}", svg)
    svg = _ARIA.sub(lambda found: f' {found[1]}{" ".join(prefix + name for name in found[2].split())}"', svg)
    return _diagram(svg, root) if is_diagram(svg) else _formula(svg)


def is_diagram(svg: str) -> bool:
    """Whether the drawing is one of the guide's diagrams (and not a formula)."""
    return 'class="dg' in svg[: svg.index(">")]


def scale(width: float, height: float) -> float:
    """pt per px at which a diagram of this size (px) is printed: natural if it fits the page, smaller if not."""
    high = HEIGHT_PT / height
    return min(NATURAL, WIDTH_PT / width, high if high * LEAST_PX >= LEAST_PT else FULL_PT / height)


def least_width(width: float) -> float:
    """The width in pt below which the type of a diagram `width` px wide would be too small to print."""
    return width * LEAST_PT / LEAST_PX


def printed_size(svg: str) -> tuple[float, float]:
    """Width and height on paper in pt. A blank one has no type to be read: it always leaves room for its heading."""
    width, height = size(svg)
    factor = scale(width, height)
    if "dg-blank" in svg[: svg.index(">")]:
        factor = min(factor, HEIGHT_PT / height)
    return width * factor, height * factor


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing in its own px. Raises ValueError without a viewBox."""
    view = _VIEW.search(svg)
    if view is None:
        raise ValueError("a drawing without viewBox")
    return float(view[3]), float(view[4])


def _diagram(svg: str, root: Path) -> str:
    width, height = printed_size(svg)
    svg = coloured(svg, root).replace("font-family: Inter,", 'font-family: "Guide Sans", Inter,')
    svg = _ARIA.sub("", svg)  # the title alone says it all
    svg = _TSPAN.sub("", svg)  # they are for live values; WeasyPrint would stretch each to the length of the line
    svg = re.sub(r' (?:width|height)="[\d.]+"', "", svg[: svg.index(">")]) + svg[svg.index(">") :]
    svg = svg.replace("<svg ", f'<svg width="{width:.1f}pt" height="{height:.1f}pt" ', 1)
    return _TITLE.sub(_spoken, svg, count=1)


def _spoken(found: re.Match[str]) -> str:
    """One title that holds title and description: a PDF knows only the title as alternative."""
    title, description = found[1].strip(), " ".join((found[2] or "").split())
    return f"<title>{title}{': ' + description if description else ''}</title>"


def _formula(svg: str) -> str:
    label = re.search(r'aria-label="([^"]*)"', svg)
    svg = svg.replace("currentColor", INK)
    end = svg.index(">") + 1
    return f"{svg[:end]}<title>{label[1] if label else escape('formula')}</title>{svg[end:]}"
