"""Values by name: a page's own, another page's, and those that stand in `{placeholders}` of labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from macros.estimates.model import PageEstimates, Value, page_name
from macros.problems import ProblemError, did_you_mean, unknown

FAILED = "estimate-failed"  # its fault is reported where it is declared; naming it is not one more mistake
_PLACEHOLDER = re.compile(r"\{(?:est\.)?([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}")


def find(pages: Mapping[str, PageEstimates], slug: str, name: str) -> Value:
    """The value `name` (its own) or `other_page.name` of page `slug`. Raises ProblemError `estimate-unknown`."""
    other, _, bare = name.rpartition(".")
    owner = next((known for known in pages if page_name(known) == page_name(other)), None) if other else slug
    if owner is None:
        raise unknown("estimate page", other, [page_name(known) for known in pages])
    values = pages[owner].values if owner in pages else {}
    if owner in pages and bare in pages[owner].failed:
        raise ProblemError(FAILED, f"estimate '{bare}' has no value", "mend it in the front matter")
    if bare not in values:
        hint = did_you_mean(bare, values, "declare it under estimates in the front matter")
        where = f" on page '{owner}'" if owner != slug else ""
        raise ProblemError("estimate-unknown", f"no estimate '{bare}'{where}", hint)
    return values[bare]


def placeholders(text: str) -> list[str]:
    """Names in `{name}`, `{est.name}` and `{page.name}` placeholders of a label, in order."""
    return _PLACEHOLDER.findall(text)


def fill(
    text: str, pages: Mapping[str, PageEstimates], slug: str, show: Callable[[Value], str] = lambda value: value.text
) -> str:
    """`text` with its placeholders replaced by values: plain text, or `show=lambda v: v.html`.

    Raises ProblemError `estimate-unknown`.
    """
    return _PLACEHOLDER.sub(lambda match: show(find(pages, slug, match[1])), text)
