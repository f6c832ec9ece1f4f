"""The offline bundle as an archive."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from macros.exports.bundle import make_bundle
from macros.problems import ProblemError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = tmp_path / "site"
    for name in ("index.html", "pdf/guide.pdf", "pdf/guide.epub", "assets/a.css"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name)
    return made


def test_it_holds_the_site_in_one_folder(site: Path, tmp_path: Path) -> None:
    with ZipFile(make_bundle(tmp_path, site)) as archive:
        assert archive.namelist() == [
            "mlsd-guide/assets/a.css",
            "mlsd-guide/index.html",
            "mlsd-guide/pdf/guide.epub",
            "mlsd-guide/pdf/guide.pdf",
        ]


def test_the_same_site_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    once = make_bundle(tmp_path, site).read_bytes()
    (site / "index.html").touch()
    assert make_bundle(tmp_path, site).read_bytes() == once


MAKERS = {"index.html": "make", "pdf/guide.pdf": "make pdf", "pdf/guide.epub": "make epub"}


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_missing_is_named_with_the_command_that_makes_it(site: Path, tmp_path: Path, name: str) -> None:
    (site / name).unlink()
    with pytest.raises(ProblemError) as error:
        make_bundle(tmp_path, site)
    assert error.value.hint == f"run: {MAKERS[name]}"
