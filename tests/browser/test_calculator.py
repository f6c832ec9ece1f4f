"""The live calculator in a real browser, from file://."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from macros.estimates import Links, Value, data_html, derivation_html, estimates_html, find, resolve_all, sum_html
from macros.library import load
from macros.source import parse_yaml
from tests.estimates.scenario import shown, values_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.full
ROOT = Path(__file__).parents[2]
SCRIPTS = ("state.js", "estimates-engine.js", "estimates.js")

FRONT = """\
estimates:
  traffic:
    mau: {given: 500 M user, label: Active users, from: question, min: 1 k user}
    sessions: {given: 4 session/user/day, label: Sessions, from: question}
    rate: {formula: mau * sessions, unit: session/s, label: Mean rate}
    per_machine: {given: 500 session/s/machine, label: Throughput, from: question}
    machines: {formula: ceil(rate / per_machine), unit: machine, label: Machines}
  latency:
    fetch: {given: 10 ms, label: Fetch, from: question}
    rank: {given: 50 ms, label: Rank, from: question}
    target: {given: 100 ms, label: Latency target, from: question}
"""
OTHER = "estimates: {g: {double: {formula: first.mau * 2, unit: user, label: Twice the users of the other page}}}"


def estimates() -> Mapping[str, Value]:
    return values_of(sample_pages())


def sample_pages():
    sources = {"first": parse_yaml(FRONT, "first.md")[0], "second": parse_yaml(OTHER, "second.md")[0]}
    pages, problems = resolve_all(sources, {})
    assert not problems
    return pages


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Two pages with what macros put on them: a table, a derivation, a drawing, a waterfall's sum, values in prose."""
    pages = sample_pages()
    links = Links(cite=lambda key, _: key, number=lambda key: key)
    for name in (*SCRIPTS, "estimates.css"):
        shutil.copy(ROOT / "docs/assets" / name, tmp_path / name)
    rate = find(pages, "first", "rate")
    drawing = (
        f'<svg width="300" height="40"><text y="20">at <tspan data-est="{rate.key}">{rate.text}</tspan></text></svg>'
    )
    total = sum_html(pages, ["first.fetch", "first.rank", 0.02], "ms", "first.target")
    body = f'<p>{derivation_html(pages, "first", "rate")}</p>{drawing}<p id="total">{total}</p>'
    (tmp_path / "first.html").write_text(html(body + estimates_html(pages, "first", links) + data_html(pages, "first")))
    second = estimates_html(pages, "second", links) + data_html(pages, "second")
    (tmp_path / "second.html").write_text(html(second))
    return tmp_path


def html(body: str) -> str:
    scripts = "".join(f'<script src="{name}"></script>' for name in SCRIPTS)
    head = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="estimates.css">'
    return f'{head}<article class="md-content__inner md-typeset">{body}</article>{scripts}'


@pytest.fixture
def first(sample: Path, context: BrowserContext) -> Page:
    return opened(context, sample / "first.html")


def opened(context: BrowserContext, path: Path, query: str = "") -> Page:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri() + query)
    assert not faults
    return page


def set_value(page: Page, key: str, text: str) -> None:
    page.locator(f'[data-est-row="{key}"] .est-input').fill(text)
    page.locator(f'[data-est-row="{key}"] .est-input').blur()


def texts(page: Page) -> list[tuple[str, str]]:
    """Every shown value: its name and its text."""
    script = "found => found.map(e => [e.getAttribute('data-est'), e.textContent])"
    return [(name, text) for name, text in page.eval_on_selector_all("[data-est]", script)]


def assert_follows(page: Page, expected: Mapping[str, str]) -> None:
    found = texts(page)
    assert found
    assert [(name, text) for name, text in found] == [(name, expected[name]) for name, _ in found]


def test_a_changed_assumption_changes_every_figure_to_what_python_computes(first: Page) -> None:
    assert_follows(first, shown(estimates(), {}))
    set_value(first, "first.mau", "1 bn")
    expected = shown(estimates(), {"first.mau": 1e9})
    assert expected["first.rate"] == "46.3 k sessions/s"
    assert_follows(first, expected)
    assert first.locator("svg tspan").text_content() == "46.3 k sessions/s"


def test_changed_values_are_marked_for_eyes_and_screen_readers(first: Page) -> None:
    set_value(first, "first.mau", "1 bn")
    rate = first.locator("td.value .est[data-est='first.rate']")
    assert "est-changed" in (rate.get_attribute("class") or "")
    assert rate.get_attribute("aria-description") == "changed; the guide says 23.1 k sessions/s"
    assert first.locator('[data-est-row="first.rate"] .est-note').text_content() == "The guide: 23.1 k sessions/s"
    assert "1 assumption differs" in first.locator(".est-bar [role=status]").inner_text()
    assert first.locator("td.value .est[data-est='first.sessions'].est-changed").count() == 0


def test_changes_survive_a_reload_and_reset_undoes_them(first: Page) -> None:
    set_value(first, "first.mau", "1 bn")
    set_value(first, "first.sessions", "2")
    first.reload()
    assert_follows(first, shown(estimates(), {"first.mau": 1e9, "first.sessions": 2 / 86400}))
    first.locator('[data-est-row="first.mau"] .est-reset').click()
    assert_follows(first, shown(estimates(), {"first.sessions": 2 / 86400}))
    first.locator(".est-bar button", has_text="Reset all").click()
    assert_follows(first, shown(estimates(), {}))
    assert first.locator(".est-bar").is_hidden()
    assert first.evaluate("localStorage.getItem('mlsd-guide:v1')") == "{}"


def test_a_link_carries_the_scenario_and_a_reload_keeps_what_was_changed_since(
    first: Page, sample: Path, browser: object
) -> None:
    set_value(first, "first.mau", "1 bn")
    first.locator(".est-bar button", has_text="Copy link").click()
    link = first.evaluate("navigator.clipboard.readText()")
    assert link.endswith("first.html?est=mau:1000000000")
    first.get_by_role("button", name="Copied").wait_for()
    first.get_by_role("button", name="Copy link to this scenario").wait_for()
    other = browser.new_context()  # type: ignore[attr-defined]
    page = opened(other, sample / "first.html", "?est=mau:1000000000")
    assert_follows(page, shown(estimates(), {"first.mau": 1e9}))
    set_value(page, "first.mau", "2 bn")
    page.reload()
    assert_follows(page, shown(estimates(), {"first.mau": 2e9}))
    other.close()


BROKEN = ("nothing:5", "mau:x", "mau:", "mau:5", "sessions:-5", "rate:5", "", ":::,,")


@pytest.mark.parametrize("query", [f"?est={scenario}" for scenario in BROKEN])
def test_a_broken_link_shows_the_guides_values(context: BrowserContext, sample: Path, query: str) -> None:
    assert_follows(opened(context, sample / "first.html", query), shown(estimates(), {}))


def test_another_page_follows_an_assumption_changed_on_the_first(
    first: Page, context: BrowserContext, sample: Path
) -> None:
    second = opened(context, sample / "second.html")
    set_value(first, "first.mau", "1 bn")
    expected = shown(estimates(), {"first.mau": 1e9})["second.double"]
    second.wait_for_function(f"document.querySelector('td.value .est').textContent === {json.dumps(expected)}")
    assert "1 of another page" in second.locator(".est-bar [role=status]").inner_text()


@pytest.mark.parametrize(
    ("typed", "says"),
    [("many", "Write a number like 500 M users"), ("5", "At least 1,000 users"), ("-1 bn", "Not below zero")],
)
def test_what_cannot_be_meant_is_said_and_changes_nothing(first: Page, typed: str, says: str) -> None:
    field = first.locator('[data-est-row="first.mau"] .est-input')
    field.fill(typed)
    assert field.get_attribute("aria-invalid") == "true"
    assert first.locator('[data-est-row="first.mau"] .est-note').text_content() == says
    assert_follows(first, shown(estimates(), {}))
    field.blur()
    assert field.input_value() == "500 M users"


def test_a_scenario_over_the_latency_target_is_warned_of(first: Page) -> None:
    assert first.locator("#total .est").text_content() == "80 ms"
    assert first.locator(".est-warning").is_hidden()
    set_value(first, "first.rank", "0.1 s")
    assert first.locator("#total .est").text_content() == "130 ms"
    assert first.locator(".est-warning").inner_text() == "Latency target: 130 ms is over 100 ms."
    assert "est-over" in (first.locator("#total .est").get_attribute("class") or "")


def test_nothing_breaks_when_storage_is_denied(context: BrowserContext, sample: Path) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})")
    page = opened(context, sample / "first.html")
    set_value(page, "first.mau", "1 bn")
    assert_follows(page, shown(estimates(), {"first.mau": 1e9}))
    assert "only while the page is open" in page.locator(".est-bar [role=status]").inner_text()


def test_keys_work_enter_takes_and_escape_undoes(first: Page) -> None:
    field = first.locator('[data-est-row="first.mau"] .est-input')
    field.fill("1 bn")
    field.press("Enter")
    assert field.input_value() == "1 bn users"
    field.focus()
    field.press("Escape")
    assert field.input_value() == "500 M users"
    assert_follows(first, shown(estimates(), {}))


def test_paper_gets_plain_values(first: Page) -> None:
    set_value(first, "first.mau", "1 bn")
    first.emulate_media(media="print")
    row = first.locator('[data-est-row="first.mau"]')
    assert row.locator(".est-input").is_hidden()
    assert row.locator(".est").is_visible()
    assert row.locator(".est").inner_text() == "1 bn users"
    assert first.locator(".est-bar").is_hidden()


PAGES = [slug for slug, page in load(ROOT).estimates.items() if any(value.given for value in page.values.values())]


@pytest.fixture(scope="module")
def guide_values() -> dict[str, Value]:
    return values_of(load(ROOT).estimates)


@pytest.mark.parametrize("slug", PAGES)
def test_doubling_any_assumption_of_the_guide_changes_what_follows_from_it(
    context: BrowserContext, site: Path, guide_values: dict[str, Value], slug: str
) -> None:
    page = opened(context, next(site.rglob(f"{slug}.html")))
    inputs = page.eval_on_selector_all("tr[data-est-given]", "rows => rows.map(row => row.dataset.estRow)")
    for key in inputs[:8]:
        before = guide_values[key].base
        page.evaluate("key => mlsdState.set(['estimates'], {[key[0]]: key[1]})", [key, before * 2])
        page.reload()
        assert_follows(page, shown(guide_values, {key: before * 2}))


@pytest.mark.skipif("video-recommendation" not in PAGES, reason="the chapter on video recommendation is not there yet")
def test_doubling_the_users_changes_the_serving_diagram(
    context: BrowserContext, site: Path, guide_values: dict[str, Value]
) -> None:
    page = opened(context, site / "case-studies/video-recommendation.html")
    set_value(page, "video_recommendation.mau", "1 bn")
    expected = shown(guide_values, {"video_recommendation.mau": 1e9})
    assert_follows(page, expected)
    original = shown(guide_values, {})
    drawn = page.eval_on_selector_all("svg [data-est]", "all => all.map(e => [e.dataset.est, e.textContent])")
    changed = [(name, text) for name, text in drawn if text != original[name]]
    assert changed, "no figure in a diagram depends on the users"
    assert all(text == expected[name] for name, text in drawn)
