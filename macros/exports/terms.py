"""The index of terms: where chapters use the glossary's entries, and where each is defined."""

from __future__ import annotations

from collections.abc import Mapping

from macros.exports.article import Article
from macros.exports.html import has_class
from macros.exports.links import Target, target_of

GLOSSARY = "glossary"
_ENTRY = f"{GLOSSARY}--term-"


def mark_terms(article: Article) -> list[tuple[str, Target]]:
    """Give each use of a term in a chapter a name to point at; (glossary entry, place) in order."""
    found: list[tuple[str, Target]] = []
    for link in article.content.root.iter("a"):
        target = target_of(link.get("href") or "")
        if target and has_class(link, "term") and target.name.startswith(_ENTRY):
            name = f"{article.chapter.slug}--use-{len(found) + 1}"
            link.set("id", name)
            found.append((target.name, Target(article.chapter.slug, name)))
    return found


def collect_terms(
    articles: Mapping[str, Article], uses: list[tuple[str, Target]]
) -> dict[str, tuple[str, list[Target]]]:
    """Every entry of the glossary: its name and its places, those in chapters first, its definition last."""
    if GLOSSARY not in articles:
        return {}
    entries: dict[str, tuple[str, list[Target]]] = {}
    for entry in articles[GLOSSARY].content.root.iter("dt"):
        name = entry.get("id") or ""
        if name.startswith(_ENTRY):
            places = [place for used, place in uses if used == name]
            entries[name] = (" ".join((entry.text or "").split()), [*places, Target(GLOSSARY, name)])
    return entries
