"""Citations and the bibliography: each work is described once and cited by its key."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from macros.data_files import Placed, many_per_file
from macros.problems import Problem, unknown
from macros.source import Record

FOLDER = Path("macros/data/references")


class Reference(Record):
    """A primary source. `confirmed` says how its existence and the claims attached to it were checked."""

    title: str
    authors: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
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

    @property
    def short(self) -> str:
        """`Covington et al., 2016`."""
        surnames = [surname(author) for author in self.authors]
        names = " and ".join(surnames) if len(surnames) <= 2 else f"{surnames[0]} et al."
        return f"{names}, {self.year}"


References = dict[str, Placed[Reference]]


def load_references(root: Path) -> tuple[References, list[Problem]]:
    """All works by key."""
    return many_per_file(root / FOLDER, root, Reference)


def cite_markdown(references: References, key: str, where: str = "") -> str:
    """`(Covington et al., 2016, section 3)` linked to the page's list of sources. Raises ProblemError."""
    if key not in references:
        raise unknown("reference", key, references)
    text = references[key].entry.short + (f", {where}" if where else "")
    return f'<a class="cite" href="#ref-{key}">({escape(text)})</a>'


def sources_html(references: References, keys: Iterable[str], anchors: bool = True) -> str:
    """The works behind `keys` as an ordered list, by author and year."""
    known = {key: references[key].entry for key in keys if key in references}
    ordered = sorted(known.items(), key=lambda pair: (surname(pair[1].authors[0]).lower(), pair[1].year, pair[0]))
    rows = "".join(
        f"<li{f' id={chr(34)}ref-{key}{chr(34)}' if anchors else ''}>{entry_html(work)}</li>" for key, work in ordered
    )
    return f'<ol class="sources">{rows}</ol>\n'


def entry_html(work: Reference) -> str:
    """One work the way a bibliography prints it, with its identifier as a link."""
    authors = ", ".join(work.authors) if len(work.authors) <= 6 else f"{', '.join(work.authors[:5])} and others"
    venue = f" {escape(work.venue)}." if work.venue else ""
    return (
        f"{escape(authors)} ({work.year}). <cite>{escape(work.title.rstrip('.'))}</cite>.{venue} "
        f'<a href="{escape(work.link)}">{escape(_identifier(work))}</a>'
    )


def surname(author: str) -> str:
    """The name a citation uses: the last word, or the whole of an organisation's name."""
    return author if author.startswith("The ") or len(author.split()) > 4 else author.split()[-1]


def _identifier(work: Reference) -> str:
    if work.doi:
        return f"doi:{work.doi}"
    if work.arxiv:
        return f"arXiv:{work.arxiv}"
    return work.url.removeprefix("https://").removeprefix("http://").rstrip("/")
