"""WeasyPrint: one document to one PDF, and where everything in it came to stand. The only module that knows it."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from macros.exports.flow import settled
from macros.exports.fonts import font_faces
from macros.exports.measured import PT_PER_PX
from macros.problems import ProblemError

STYLES = Path(__file__).with_name("book.css")
Bookmark = tuple[int, str, int, float]  # level, text, page from 1, distance from the page's lower edge in pt
Place = tuple[int, float]  # page from 1, distance from the page's lower edge in pt


@dataclass(frozen=True)
class Layout:
    """Where the named places and the headings of a PDF stand."""

    pages: int
    places: dict[str, Place]
    outline: list[Bookmark]

    def as_json(self) -> str:
        """For the cache."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Layout:
        """What `as_json` gave."""
        data = json.loads(text)
        places = {name: (page, height) for name, (page, height) in data["places"].items()}
        return cls(data["pages"], places, [tuple(mark) for mark in data["outline"]])


def engine() -> str:
    """What a finished layout depends on beside its document: program, styles, fonts."""
    return f"{version('weasyprint')}\n{STYLES.read_text('utf-8')}\n{font_faces()}"


def ready() -> None:
    """Raises ProblemError, with what to do, when a package or a system library is missing."""
    try:
        import weasyprint  # noqa: F401
    except ModuleNotFoundError as error:
        message = f"the Python package {error.name} is not installed"
        raise ProblemError("package-missing", message, "run: make setup-full") from error
    except OSError as error:
        hint = "run: make setup-full (on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
        raise ProblemError("library-missing", "PDFs need Pango and HarfBuzz, which are not installed", hint) from error
    font_faces()


def lay_out(document: str) -> tuple[bytes, Layout]:
    """The PDF of an HTML document, tagged (PDF/UA-1), and its layout."""
    from cssselect2 import ElementWrapper
    from weasyprint import HTML

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    styles, fonts = _styles()
    source = HTML(string=document, base_url="about:blank")

    def render() -> Any:
        # the engine remembers classes and children in the wrapper: a changed document needs a new one
        source.wrapper_element = ElementWrapper.from_html_root(source.etree_element, content_language=None)
        return source.render(stylesheets=[styles], font_config=fonts)

    made = settled(source.etree_element, render)
    pdf: bytes = made.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"guide")
    return pdf, _layout(made)


@cache
def _styles() -> tuple[Any, Any]:
    """The style sheet and its fonts, loaded once in a process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    text = f"{font_faces()}\n{STYLES.read_text('utf-8')}"
    return CSS(string=text, font_config=fonts), fonts


def _layout(made: Any) -> Layout:
    places: dict[str, Place] = {}
    outline: list[Bookmark] = []
    for number, page in enumerate(made.pages, 1):
        for name, corner in page.anchors.items():
            places.setdefault(name, (number, (page.height - corner[1]) * PT_PER_PX))
        for level, label, corner, _ in page.bookmarks:
            outline.append((level, label, number, (page.height - corner[1]) * PT_PER_PX))
    return Layout(len(made.pages), places, outline)
