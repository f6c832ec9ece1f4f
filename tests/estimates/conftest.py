from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from macros.estimates import PageEstimates, resolve_all
from macros.numbers import Number
from macros.problems import Problem
from macros.source import parse_yaml

Resolved = tuple[dict[str, PageEstimates], list[Problem]]
Resolve = Callable[..., Resolved]

PAGE = """\
estimates:
  traffic:
    mau: {given: 500 M user, label: Active users a month, from: question}
    sessions: {given: 4 session/user/day, label: Sessions a day, from: assumption, why: Measured elsewhere.}
    requests: {given: 1 request/session, label: Requests, from: covington2016, why: section 2}
    qps_mean: {formula: mau * sessions * requests, unit: request/s, label: Mean request rate}
    peak: {given: 2.5, label: Peak over mean, from: assumption, why: Evenings.}
    qps_peak: {formula: qps_mean * peak, unit: request/s, label: Peak request rate}
    per_machine: {given: 700 request/s/machine, label: Throughput, from: assumption, why: Load test.}
    machines: {formula: ceil(qps_peak / per_machine), unit: machine, label: Machines}
"""


@pytest.fixture
def resolve() -> Resolve:
    """Resolves pages given as YAML text by slug; the single page `{"": text}` is called `page`."""

    def run(
        pages: str | Mapping[str, str], numbers: Mapping[str, Number] | None = None, citations: set[str] | None = None
    ) -> Resolved:
        texts = {"page": pages} if isinstance(pages, str) else pages
        sources = {slug: parse_yaml(text, f"docs/{slug}.md", 2) for slug, text in texts.items()}
        assert not any(problems for _, problems in sources.values())
        return resolve_all({slug: source for slug, (source, _) in sources.items()}, numbers or {}, citations)

    return run


def group(*entries: str) -> str:
    """A page whose one group holds `entries`; the first stands on line 4."""
    return "estimates:\n  g:\n" + "".join(f"    {entry}\n" for entry in entries)


def given(name: str, value: str) -> str:
    return f"{name}: {{given: {value}, label: {name}, from: question}}"
