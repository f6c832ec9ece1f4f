"""Live preview: MkDocs' server, told to follow everything the pages are made of."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve

WATCHED = ("macros/data", "macros/worked", "diagrams", "mkdocs.yml")


def serve(root: Path, address: str) -> None:
    """Serve the guide at `address` until stopped; pages, data files and diagrams are rebuilt when they change."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=address, watch=[str(root / name) for name in WATCHED])
