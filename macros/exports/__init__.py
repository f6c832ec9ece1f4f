"""Outputs made from the built site's pages: PDFs, worksheets, an EPUB, the offline bundle. Nothing here reads Markdown.

Each function needs the packages of `make setup-full`; a missing one is a ProblemError that says so, in one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from macros.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.exports.pdf import Printed


def make_pdfs(root: Path, only: Sequence[str] = (), site: Path | None = None, *, worksheets: bool = False) -> Printed:
    """PDFs of the site built from `root`, in its folder `pdf/`; all, or the named chapters, or the worksheets."""
    with _packages():
        from macros.exports.pdf import make_pdfs as made

        return made(root, only, site, worksheets=worksheets)


def make_epub(root: Path, site: Path | None = None) -> Path:
    """The EPUB, in `pdf/` of the built site."""
    with _packages():
        from macros.exports.epub import make_epub as made

        return made(root, site)


def make_bundle(root: Path, site: Path | None = None, folder: Path | None = None) -> Path:
    """The zip of the built site with what was made from it, in `folder` (default `root/dist`)."""
    with _packages():
        from macros.exports.bundle import make_bundle as made

        return made(root, site, folder)


@contextmanager
def _packages() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("macros"):
            raise
        message = f"the Python package {error.name} is not installed"
        raise ProblemError("package-missing", message, "run: make setup-full") from error
