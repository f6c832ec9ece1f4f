"""The picture for places that know no style sheet of ours and no CSS variables: PDF, EPUB, an SVG file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STYLES = "docs/assets/diagrams.css"
_PICTURE = re.compile(r"/\* picture: begin \*/(.*)/\* picture: end \*/", re.DOTALL)
_VARIABLE = re.compile(r"(--dg-[a-z-]+):\s*([^;]+);")
_USE = re.compile(r"var\((--dg-[a-z-]+)\)")
_HIDDEN_NUMBER = re.compile(r'<text class="dg-number"[^>]*>\d+</text>')


def coloured(svg: str, root: Path) -> str:
    """`svg` with a style sheet of its own, in the light colours of the site; unseen numbers are left out."""
    opening, _, rest = svg.partition("\n")
    if "dg-blank" not in opening:
        rest = _HIDDEN_NUMBER.sub("", rest)
    opening = re.sub(r' style="[^"]*"', "", opening)
    return f"{opening}\n<style>{_style(root)}</style>\n{rest}"


@cache
def _style(root: Path) -> str:
    found = _PICTURE.search((root / STYLES).read_text("utf-8"))
    if found is None:
        raise ValueError(f"{STYLES} has lost its markers of the picture's part")
    colours = dict(_VARIABLE.findall(found[1]))
    rules = _VARIABLE.sub("", found[1])
    filled = _USE.sub(lambda use: colours[use[1]].strip(), rules)
    return " ".join(re.sub(r"\.dg \{\s*\}", "", filled).split())
