"""Citations and the bibliography: each work is described once and cited by its key."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from macros.data_files import Placed, many_per_file
from macros.problems import Problem, unknown
from macros.records import Record

FOLDER = Path("macros/data/references")
PARTICLES = frozenset({"van", "von", "de", "den", "der", "da", "di", "du"})


class Reference(Record):
    """A primary source. `confirmed` says how its existence and the claims attached to it were checked.

    `cited_as` is the name a citation gives where it is not the authors' last words: that of an organisation.
    """

    title: str
    authors: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    cited_as: str = ""
    year: int = Field(ge=1900, le=2100)
    venue: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    confirmed: str

    @model_validator(mode="after")
    def _can_be_found(self) -> Reference:
        if not (self.doi or self.arxiv or self.url):
            raise ValueError("a reference needs a doi, an arxiv number or a url, so that a reader can find it")
        return self

    @property
    def link(self) -> str:
        """The address a reader would follow."""
        if self.url:
            return self.url
        return f"https://doi.org/{self.doi}" if self.doi else f"https://arxiv.org/abs/{self.arxiv}"

    @cached_property
    def names(self) -> str:
        """`Covington et al.`."""
        surnames = [surname(author) for author in self.authors]
        return self.cited_as or (" and ".join(surnames) if len(surnames) <= 2 else f"{surnames[0]} et al.")


References = dict[str, Placed[Reference]]


def load_references(root: Path) -> tuple[References, list[Problem]]:
    """All works by key."""
    return many_per_file(root / FOLDER, root, Reference)


def year_of(references: References, key: str) -> str:
    """`2016`; with a letter, by order of key, where several works of the library have the same names and year."""
    work = references[key].entry
    alike = sorted(
        other
        for other, placed in references.items()
        if placed.entry.year == work.year and placed.entry.names == work.names
    )
    return f"{work.year}{_letters(alike.index(key))}" if len(alike) > 1 else str(work.year)


def cite_markdown(references: References, key: str, where: str = "") -> str:
    """`(Covington et al., 2016, section 3)` linked to the page's list of sources. Raises ProblemError."""
    if key not in references:
        raise unknown("reference", key, references)
    text = f"{references[key].entry.names}, {year_of(references, key)}" + (f", {where}" if where else "")
    return f'<a class="cite" href="#ref-{key}">({escape(text)})</a>'


def sources_html(references: References, keys: Iterable[str], anchors: bool = True) -> str:
    """The works behind `keys` as an ordered list, by author and year."""
    known = {key: references[key].entry for key in keys if key in references}
    ordered = sorted(known.items(), key=lambda pair: (_sorted_by(pair[1]), pair[1].year, pair[0]))
    rows = "".join(
        f"<li{f' id={chr(34)}ref-{key}{chr(34)}' if anchors else ''}>{entry_html(work, year_of(references, key))}</li>"
        for key, work in ordered
    )
    return f'<ol class="sources">{rows}</ol>\n'


def entry_html(work: Reference, year: str) -> str:
    """One work the way a bibliography prints it, with its identifier as a link; `year` as citations write it."""
    authors = ", ".join(work.authors) if len(work.authors) <= 6 else f"{', '.join(work.authors[:5])} and others"
    venue = f" {escape(work.venue)}." if work.venue else ""
    return (
        f"{escape(authors)} ({year}). <cite>{escape(work.title.rstrip('.'))}</cite>.{venue} "
        f'<a href="{escape(work.link)}">{escape(_identifier(work))}</a>'
    )


def surname(author: str) -> str:
    """The name a citation uses: the last word and its particles ("van den Oord"), or all of what is no person."""
    words = author.split()
    if author.startswith("The ") or (len(words) > 4 and not PARTICLES.intersection(words)):
        return author
    first = len(words) - 1
    while words[first - 1] in PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _sorted_by(work: Reference) -> str:
    return (work.cited_as or surname(work.authors[0])).lower()


def _letters(index: int) -> str:
    """`a` to `z`, then `aa`, `ab` and so on."""
    rest = _letters(index // 26 - 1) if index >= 26 else ""
    return rest + chr(ord("a") + index % 26)


def _identifier(work: Reference) -> str:
    if work.doi:
        return f"doi:{work.doi}"
    if work.arxiv:
        return f"arXiv:{work.arxiv}"
    return work.url.removeprefix("https://").removeprefix("http://").rstrip("/")
