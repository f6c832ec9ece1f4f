"""Finished PDFs by the hash of all they depend on, outside the sources."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from macros.exports.layout import Layout

FOLDER = Path(".build/pdf")


@dataclass(frozen=True)
class Stored:
    """A PDF in the cache and its layout."""

    file: Path
    layout: Layout


class Store:
    """The cache. `basis` is what every document depends on: engine, styles, fonts, the code that finishes PDFs."""

    def __init__(self, root: Path, basis: str) -> None:
        self.folder = root / FOLDER
        self.basis = basis

    def key(self, slug: str, document: str) -> str:
        """The name of the PDF of a document."""
        return f"{slug}.{sha256(f'{self.basis}{document}'.encode()).hexdigest()[:24]}"

    def get(self, key: str) -> Stored | None:
        """The stored PDF, if it is there whole."""
        file, layout = self._files(key)
        if not (file.is_file() and layout.is_file()):
            return None
        return Stored(file, Layout.from_json(layout.read_text("utf-8")))

    def put(self, key: str, pdf: bytes, layout: Layout) -> Stored:
        """Keep a PDF; the layout is written last, so that a half-written pair is never taken for whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file, notes = self._files(key)
        file.write_bytes(pdf)
        notes.write_text(layout.as_json(), "utf-8")
        return Stored(file, layout)

    def last(self, slug: str) -> Layout | None:
        """The newest stored layout of a chapter: where its places most likely still stand."""
        found = sorted(self.folder.glob(f"{slug}.*.json"), key=lambda file: file.stat().st_mtime_ns)
        return Layout.from_json(found[-1].read_text("utf-8")) if found else None

    def keep_only(self, keys: set[str]) -> None:
        """Forget all others."""
        for file in self.folder.glob("*.*.*"):
            if file.name.rsplit(".", 1)[0] not in keys:
                file.unlink()

    def _files(self, key: str) -> tuple[Path, Path]:
        return self.folder / f"{key}.pdf", self.folder / f"{key}.json"
