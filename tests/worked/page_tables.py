"""Rows of the Markdown tables in pages, so that a table typed in a text is held to the data it shows."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


def cells(page: str, first: str) -> list[str]:
    """The cells after the first in the first table row of `page` whose first cell reads `first`."""
    for line in (ROOT / page).read_text("utf-8").splitlines():
        row = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and row[0] == first:
            return row[1:]
    raise AssertionError(f"{page} has no table row that starts with '{first}'")
