r"""Formulas at build time: `\(...\)` and `\[...\]` become inline SVG that carries its LaTeX as text alternative.

`pymdownx.arithmatex` finds them in the Markdown; this replaces what it leaves. Nothing is loaded by the page.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import ziamath
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from macros.pages import Page
from macros.problems import Problem
from macros.prose import INLINE_CODE, lines_outside_code

ziamath.config.svg2 = False  # plain paths: no ids that two formulas of a page would share
SIZE = 16  # px: the body's size, so that 1 em of a formula is 1 em of the text round it
INLINE = re.compile(r"(?<!\\)\\\((.+?)\\\)")
DISPLAY = re.compile(r"\\\[(.*?)\\\]", re.DOTALL)


@lru_cache(maxsize=4096)
def formula_svg(latex: str, display: bool = False) -> str:
    """The SVG of a formula, sized in em so that it follows the text. Raises ValueError for bad LaTeX."""
    try:
        drawn = ziamath.Math.fromlatex(latex.strip(), size=SIZE, inline=not display)
        svg = drawn.svgxml()
    except Exception as error:
        # ziamath raises whatever its parser met; for the author all of it is bad LaTeX.
        raise ValueError(str(error) or "it is not complete LaTeX") from error
    unknown = re.search(r"\\[A-Za-z]+", drawn.mathmlstr())
    if unknown:
        raise ValueError(f"'{unknown[0]}' is not a known command")
    _, top, width, height = (float(number) for number in svg.get("viewBox").split())
    svg.set("width", f"{width / SIZE:.3f}em")
    svg.set("height", f"{height / SIZE:.3f}em")
    svg.set("class", "formula-svg")
    svg.set("role", "img")
    svg.set("aria-label", " ".join(latex.split()))
    if not display:
        # The baseline is at y = 0 of the drawing: what lies below it hangs below the line of text.
        svg.set("style", f"vertical-align:{-(top + height) / SIZE:.3f}em")
    text = ElementTree.tostring(svg, encoding="unicode")
    return text.replace('"black"', '"currentColor"').replace("\n", "")


def formula_problems(page: Page) -> Iterator[Problem]:
    """A problem for each formula of the page that cannot be set."""
    text = "\n".join(
        INLINE_CODE.sub("", line) if number else line for number, line in _numbered(page.body, page.body_line)
    )
    for pattern, display in ((INLINE, False), (DISPLAY, True)):
        for match in pattern.finditer(text):
            try:
                formula_svg(match[1], display)
            except ValueError as error:
                line = page.body_line + text.count("\n", 0, match.start())
                yield page.problem(
                    line, "formula", f"cannot set '{match[1].strip()}': {error}", "see LaTeX maths commands"
                )


def _numbered(markdown: str, first_line: int) -> list[tuple[int, str]]:
    """Every line, those inside code emptied, so that positions still tell lines."""
    kept = dict(lines_outside_code(markdown, first_line))
    count = len(markdown.splitlines())
    return [(number, kept.get(number, "")) for number in range(first_line, first_line + count)]


class _FormulaProcessor(Treeprocessor):
    """Swaps the elements arithmatex leaves for SVG."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex" and element.text:
                self._draw(element)

    def _draw(self, element: ElementTree.Element) -> None:
        raw = str(element.text).strip()
        display = element.tag == "div"
        latex = raw[2:-2]
        element.set("class", "formula formula-display" if display else "formula")
        svg = formula_svg(latex, display)
        element.text = self.md.htmlStash.store(svg)


class Formulas(Extension):
    """Registers the formula processor behind arithmatex."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by Python-Markdown."""
        md.treeprocessors.register(_FormulaProcessor(md), "guide-formulas", 5)


def makeExtension(**kwargs: Any) -> Formulas:  # noqa: N802
    """Entry point named in mkdocs.yml."""
    return Formulas(**kwargs)
