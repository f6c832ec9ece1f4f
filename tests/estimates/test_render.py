from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros.estimates import Links, PageEstimates, data_html, derivation_html, estimates_html, sum_html
from macros.problems import ProblemError
from tests.estimates.conftest import PAGE, Resolve, given, group

GOLDEN = Path(__file__).parent / "golden"
LINKS = Links(cite=lambda key, where: f"[{key}, {where}]", number=lambda key: f"[number {key}]")
Pages = dict[str, PageEstimates]


@pytest.fixture
def pages(resolve: Resolve) -> Pages:
    found, problems = resolve(PAGE)
    assert not problems
    return found


def plain(html: str) -> str:
    return re.sub(r"<(?!/?sup).*?>", "", html)


def how(resolve: Resolve, formula: str, unit: str = "", **givens: str) -> str:
    """The derivation of a formula over givens, as text."""
    entry = f"x: {{formula: '{formula}', unit: '{unit}', label: x}}"
    pages, problems = resolve(group(*(given(name, amount) for name, amount in givens.items()), entry))
    assert not problems
    return plain(derivation_html(pages, "page", "x"))


def test_the_table_shows_assumptions_with_their_origin_and_values_with_their_derivation(
    pages: Pages, golden: Callable[[str, Path], None]
) -> None:
    html = estimates_html(pages, "page", LINKS)
    golden(html.replace("<tr", "\n<tr").replace("<td", "\n  <td"), GOLDEN / "table.html")


def test_the_table_is_one_block_that_markdown_leaves_alone(pages: Pages) -> None:
    html = estimates_html(pages, "page", LINKS)
    assert html.startswith("<div")
    assert html.count("\n") == 1
    assert Balance.of(html) == []


def test_an_unknown_group_or_none_is_the_authors_mistake(pages: Pages, resolve: Resolve) -> None:
    with pytest.raises(ProblemError, match="did you mean 'traffic'"):
        estimates_html(pages, "page", LINKS, "trafic")
    empty, _ = resolve("title: x\n")
    with pytest.raises(ProblemError, match="has no 'estimates'"):
        estimates_html(empty, "page", LINKS)


def test_a_derivation_says_what_a_reader_would_type_into_a_calculator(resolve: Resolve) -> None:
    assert (
        how(resolve, "mau * sessions", "session/s", mau="500 M user", sessions="4 session/user/day")
        == "500 M users × 4 sessions/user/day ÷ 86,400 s/day = 23.1 k sessions/s"
    )


DERIVATIONS = {
    ("p * n", "USD/month", "p=0.80 USD/gpu/h n=10 gpu"): "$0.80/GPU/h × 10 GPUs × 720 h/month = $5,760/month",
    ("r * t", "request", "r=5 request/s t=30 day"): "5 requests/s × 30 days × 86,400 s/day = 13 M requests",
    ("b / t", "Gbit/s", "b=1 GB t=1 s"): "1 GB ÷ 1 s × 8 Gbit/GB = 8 Gbit/s",
    ("b * 2", "GiB", "b=1 GiB"): "1 GiB × 2 = 2 GiB",
    ("a * (1 + o)", "GB", "a=500 MB o=30 %"): "500 MB × (1 + 30 %) = 0.65 GB",
    ("a - (b - a)", "", "a=3 b=4"): "3 − (4 − 3) = 2",
    ("a / (b * a)", "", "a=3 b=4"): "3 ÷ (4 × 3) = 0.25",
    ("ceil(a / b)", "machine", "a=7 job/s b=2 job/s/machine"): "⌈7 jobs/s ÷ 2 jobs/s/machine⌉ = 4 machines",
    ("ceil(a / b)", "machine", "a=86400 request/day b=1 request/min/machine"):
        "⌈86.4 k requests/day ÷ 1 request/min/machine ÷ 1,440 min/day⌉ = 60 machines",
    ("sqrt(a) * log2(b) + max(a, b) ** 2", "", "a=4 b=8"): "√4 × log₂(8) + max(4, 8)<sup>2</sup> = 70",
    ("a ** 2", "", "a=0.1 %"): "(0.1 %)<sup>2</sup> = 1 × 10⁻⁶",
    ("(a / b) ** 2", "", "a=3 min/user/day b=2 min/user/day"): "(3 min/user/day ÷ 2 min/user/day)<sup>2</sup> = 2.25",
    ("b / a ** 2 * a", "", "a=2 min/user b=8 min/user"): "8 min/user ÷ (2 min/user)<sup>2</sup> × 2 min/user = 4",
}  # fmt: skip


@pytest.mark.parametrize(("case", "text"), DERIVATIONS.items())
def test_derivations_have_the_brackets_and_conversions_they_need(
    resolve: Resolve, case: tuple[str, str, str], text: str
) -> None:
    formula, unit, amounts = case
    givens = dict(part.split("=", 1) for part in re.split(r" (?=\w+=)", amounts))
    assert how(resolve, formula, unit, **givens) == text


def test_a_given_has_no_derivation(pages: Pages) -> None:
    with pytest.raises(ProblemError, match=r"write \{\{ est\.mau \}\}"):
        derivation_html(pages, "page", "mau")


def test_a_page_gets_its_values_those_it_names_and_all_they_rest_on_in_order(resolve: Resolve) -> None:
    other = group(given("base", "5 user"), "twice: {formula: base * 2, unit: user, label: x}", given("idle", "1 user"))
    pages, _ = resolve({"home": group("own: {formula: other.twice, unit: user, label: x}"), "other": other})
    html = data_html(pages, "home")
    data = json.loads(html[html.index("{") : html.rindex("}") + 1])
    assert list(data["values"]) == ["other.base", "other.twice", "home.own"]
    assert "other.idle" in data_html(pages, "home", ["other.idle"])


def test_a_label_cannot_end_the_data_early(resolve: Resolve) -> None:
    pages, _ = resolve(group("x: {given: 1 user, label: 'a </script> b', from: question}"))
    assert data_html(pages, "page").count("</script>") == 1


def test_a_page_without_estimates_gets_no_data(resolve: Resolve) -> None:
    pages, _ = resolve("title: x\n")
    assert data_html(pages, "page") == ""


def test_a_sum_is_shown_with_what_the_browser_needs_to_follow_it(resolve: Resolve) -> None:
    pages, _ = resolve(group(given("a", "30 ms"), given("b", "0.05 s"), given("limit", "100 ms")))
    html = sum_html(pages, ["page.a", "page.b", 0.005], "ms", "page.limit")
    assert plain(html) == "85 ms"
    assert 'data-est-sum="page.a page.b 0.005"' in html
    assert 'data-est-limit="page.limit"' in html


class Balance(HTMLParser):
    """Tags that were opened and not closed, or closed and not opened."""

    @classmethod
    def of(cls, html: str) -> list[str]:
        parser = cls()
        parser.open: list[str] = []
        parser.feed(html)
        return parser.open

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.open.append(f"/{tag}")
