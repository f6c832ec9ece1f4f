"""The offline bundle: one zip of the site with its PDFs and its EPUB. Unzip it, open index.html."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from macros.exports.offer import PDFS
from macros.problems import ProblemError

NAME = "mlsd-guide"
STORED = {".pdf", ".epub", ".gz"}  # compressed already
EPOCH = (1980, 1, 1, 0, 0, 0)  # no times in archives: the same content gives the same bytes


def make_bundle(root: Path, site: Path | None = None, folder: Path | None = None) -> Path:
    """Write `<folder>/mlsd-guide.zip` (default `root/dist`) from the built site. Raises ProblemError."""
    source = site or root / "site"
    for needed, command in (
        ("index.html", "make"),
        (PDFS / "guide.pdf", "make pdf"),
        (PDFS / "guide.epub", "make epub"),
    ):
        if not (source / needed).is_file():
            raise ProblemError("bundle-incomplete", f"{source / needed} is not there", f"run: {command}")
    target = (folder or root / "dist") / f"{NAME}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(target, "w") as archive:
        for file in sorted(source.rglob("*")):
            if file.is_file():
                add(archive, f"{NAME}/{file.relative_to(source).as_posix()}", file.read_bytes())
    return target


def add(archive: ZipFile, name: str, content: bytes) -> None:
    """One file of an archive, readable by everybody, without a time."""
    info = ZipInfo(name, EPOCH)
    info.external_attr = 0o644 << 16
    archive.writestr(info, content, ZIP_STORED if Path(name).suffix in STORED else ZIP_DEFLATED)
