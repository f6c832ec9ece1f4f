"""The advance widths of letters, in font sizes: how long a text is before any browser has seen it.

They are Inter's, a little wider than the usual system fonts; the picture gives every line its `textLength`, so that
text stays inside its box in any font.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

WIDTHS: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "widths.json").read_text("utf-8"))
UNKNOWN_GLYPH = 640
ROOM_EM = 0.6  # one character of the room kept for an estimate: about a digit


@lru_cache(maxsize=8192)
def em(text: str, weight: str = "regular") -> float:
    """Length of `text` in font sizes; weight is `regular` or `medium`."""
    widths = WIDTHS[weight]
    return sum(widths.get(letter, UNKNOWN_GLYPH) for letter in text) / 1000
