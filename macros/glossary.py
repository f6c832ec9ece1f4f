"""The glossary: one definition a term, shown as a tooltip where the term is first used and listed on its page."""

from __future__ import annotations

from html import escape
from pathlib import Path

from markdown.extensions.toc import slugify

from macros.checklists import inline
from macros.data_files import Placed, many_per_file
from macros.problems import Problem, unknown
from macros.records import Record

FOLDER = Path("macros/data/glossary")


class Term(Record):
    """What a term means in this guide, other names for it, and the pages that teach it (from docs/)."""

    definition: str
    see: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


Glossary = dict[str, Placed[Term]]


def load_glossary(root: Path) -> tuple[Glossary, list[Problem]]:
    """All terms by name; the pages they point at must exist."""
    glossary, problems = many_per_file(root / FOLDER, root, Term)
    for placed in glossary.values():
        for uri in placed.entry.see:
            if not (root / "docs" / uri.split("#")[0]).is_file():
                message = f"'{placed.key}' points at '{uri}', which is not a page"
                problems.append(placed.problem("glossary-see", message, "a path from docs/"))
    return glossary, problems


def term_html(glossary: Glossary, name: str, shown: str, glossary_page: str) -> str:
    """`shown` (or the term itself) linked to its entry, its definition as the tooltip. Raises ProblemError."""
    entry = find(glossary, name)
    definition = escape(plain(entry.entry.definition))
    return (
        f'<a class="term" href="{glossary_page}#{anchor(entry.key)}" title="{definition}">{escape(shown or name)}</a>'
    )


def find(glossary: Glossary, name: str) -> Placed[Term]:
    """The entry of a term or of one of its aliases. Raises ProblemError."""
    wanted = name.lower()
    for key, placed in glossary.items():
        if wanted in (key.lower(), *(alias.lower() for alias in placed.entry.aliases)):
            return placed
    raise unknown("term", name, glossary, "define it in macros/data/glossary/")


def glossary_html(glossary: Glossary, up: str) -> str:
    """The whole glossary as definition lists under their initials; `up` leads from the page to docs/."""
    initials: dict[str, list[str]] = {}
    for key in sorted(glossary, key=str.lower):
        initials.setdefault(key[0].upper(), []).append(_entry(key, glossary[key].entry, up))
    rows = "".join(
        f'<h2 id="letter-{letter.lower()}">{letter}</h2><dl>{"".join(entries)}</dl>'
        for letter, entries in initials.items()
    )
    return f'<div class="glossary">{rows}</div>\n'


def anchor(key: str) -> str:
    """The id of a term's entry."""
    return "term-" + slugify(key, "-")


def plain(text: str) -> str:
    """A definition without Markdown marks, for tooltips."""
    return " ".join(text.replace("*", "").replace("`", "").split())


def _entry(key: str, term: Term, up: str) -> str:
    also = f' <span class="also">also: {escape(", ".join(term.aliases))}</span>' if term.aliases else ""
    links = ", ".join(f'<a href="{up}{_html(uri)}">{escape(_title(uri))}</a>' for uri in term.see)
    see = f' <span class="see">See {links}.</span>' if links else ""
    return f'<dt id="{anchor(key)}">{escape(key)}{also}</dt><dd>{inline(term.definition)}{see}</dd>'


def _html(uri: str) -> str:
    return uri.replace(".md", ".html", 1)


def _title(uri: str) -> str:
    return Path(uri.split("#")[0]).stem.replace("-", " ")
