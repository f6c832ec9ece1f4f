"""The whole guide as site, PDFs and EPUB, made once. Layouts come out of the cache where `make pdf` left them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Made:
    """A built site with everything made from it, and the PDFs by slug."""

    site: Path
    files: dict[str, Path]
    epub: Path

    @property
    def guide(self) -> Path:
        return self.files["guide"]


@pytest.fixture(scope="session")
def made(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    pytest.importorskip("weasyprint", reason="needs Pango and requirements-full.lock: make setup-full")
    from macros.exports import make_epub, make_pdfs

    copy = tmp_path_factory.mktemp("exported") / "site"
    shutil.copytree(site, copy)
    return Made(copy, make_pdfs(ROOT, site=copy).files, make_epub(ROOT, copy))
