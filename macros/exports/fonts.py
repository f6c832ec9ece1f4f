"""The fonts of the PDFs: whole TTF files out of packages (subsets that share one name lose glyphs when merged)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from macros.problems import ProblemError

_INTER = ("fontpkg_inter", "Inter{}[opsz,wght].ttf", "Guide Sans", (("", "normal"), ("-Italic", "italic")), "100 900")
_PLEX = (
    ("Regular", "normal", "400"),
    ("Italic", "italic", "400"),
    ("SemiBold", "normal", "600"),
    ("SemiBoldItalic", "italic", "600"),
)


def font_faces() -> str:
    """The `@font-face` rules. Names of our own, so that a font of the same name on the machine is not taken instead."""
    package, pattern, family, styles, weights = _INTER
    faces = [_face(family, _file(package, pattern.format(part)), style, weights) for part, style in styles]
    for package, name, family in (
        ("fontpkg_ibm_plex_serif", "IBMPlexSerif", "Guide Serif"),
        ("fontpkg_ibm_plex_mono", "IBMPlexMono", "Guide Mono"),
    ):
        faces += [_face(family, _file(package, f"{name}-{part}.ttf"), style, weight) for part, style, weight in _PLEX]
    return "\n".join(faces)


def _file(package: str, name: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ProblemError("package-missing", f"the Python package {package} is not installed", "run: make setup-full")
    return Path(found.origin).resolve().parent / "files" / name  # one address, however the environment is reached


def _face(family: str, file: Path, style: str, weight: str) -> str:
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; '
        f'src: url("{file.as_uri()}"); }}'
    )
