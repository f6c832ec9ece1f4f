"""Live preview: MkDocs' server, told to follow everything the pages are made of."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import MkDocsException

from macros.problems import ProblemError

WATCHED = ("macros/data", "macros/worked", "diagrams", "mkdocs.yml")


def serve(root: Path, address: str) -> None:
    """Serve the guide at `address` until stopped; what changes is rebuilt. Raises ProblemError when it cannot start."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    try:
        mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=address, watch=[str(root / name) for name in WATCHED])
    except MkDocsException as error:
        raise ProblemError("serve", str(error)) from error
