"""docs/assets/state.js, the store all features share, run in a JavaScript engine against stand-ins for storage."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from py_mini_racer import MiniRacer

SCRIPT = (Path(__file__).parents[2] / "docs/assets/state.js").read_text("utf-8")
WORKING = (
    "var kept = {}; var localStorage = {getItem: k => k in kept ? kept[k] : null, setItem: (k, v) => kept[k] = v};"
)
DENIED = "Object.defineProperty(globalThis, 'localStorage', {get() { throw new Error('denied'); }});"
FULL = "var localStorage = {getItem: () => null, setItem() { throw new Error('full'); }};"
Run = Callable[[str], Any]


@pytest.fixture
def state(request: pytest.FixtureRequest) -> Iterator[Run]:
    """Evaluates JavaScript beside a loaded state.js; the parameter is the storage it finds."""
    racer = MiniRacer()
    racer.eval(getattr(request, "param", WORKING))
    racer.eval(SCRIPT)
    yield lambda code: json.loads(racer.eval(f"JSON.stringify({{value: {code}}})")).get("value")
    racer.close()


def test_a_value_is_kept_under_its_path_and_the_versioned_key(state: Run) -> None:
    state("mlsdState.set(['estimates', 'a.b'], 5)")
    state("mlsdState.set(['ticks', 'x'], true)")
    assert state("mlsdState.get(['estimates', 'a.b'])") == 5
    assert json.loads(state("kept['mlsd-guide:v1']")) == {"estimates": {"a.b": 5}, "ticks": {"x": True}}


def test_undefined_removes_and_leaves_no_empty_branch(state: Run) -> None:
    state("mlsdState.set(['a', 'b', 'c'], 1)")
    state("mlsdState.set(['a', 'b', 'c'], undefined)")
    assert state("mlsdState.all()") == {}


def test_what_was_never_set_is_undefined_even_where_objects_have_such_a_name(state: Run) -> None:
    assert state("mlsdState.get(['estimates', 'constructor'])") is None
    assert state("mlsdState.get(['a', 'b', 'c'])") is None


def test_another_tabs_change_is_seen_and_not_undone(state: Run) -> None:
    state("mlsdState.set(['mine'], 1)")
    state("kept['mlsd-guide:v1'] = JSON.stringify({mine: 1, theirs: 2})")
    state("mlsdState.set(['mine'], 3)")
    assert state("mlsdState.all()") == {"mine": 3, "theirs": 2}


@pytest.mark.parametrize("broken", ["not json", "[1]", "null", "5"])
def test_a_broken_store_is_taken_as_empty(state: Run, broken: str) -> None:
    state(f"kept['mlsd-guide:v1'] = {json.dumps(broken)}")
    assert state("mlsdState.get(['a'])") is None
    state("mlsdState.set(['a'], 1)")
    assert state("mlsdState.all()") == {"a": 1}


def test_all_of_it_can_be_taken_out_and_put_back(state: Run) -> None:
    state("mlsdState.set(['estimates', 'b'], 1)")
    text = state("mlsdState.exportText()")
    state("mlsdState.forget()")
    assert state("mlsdState.all()") == {}
    state("(globalThis.calls = 0, mlsdState.onChange(() => calls++))")
    assert state(f"mlsdState.importText({json.dumps(text)})") == ""
    assert state("mlsdState.get(['estimates', 'b'])") == 1
    assert state("calls") == 1


def test_a_file_adds_to_what_is_kept_and_wins_where_both_speak(state: Run) -> None:
    state("mlsdState.set(['ticks', 'page'], {x: true})")
    state("mlsdState.set(['estimates', 'a'], 1)")
    saved = json.dumps({"ticks": {"page": {"y": True}}, "estimates": {"a": 2}})
    assert state(f"mlsdState.importText({json.dumps(saved)})") == ""
    assert state("mlsdState.all()") == {"ticks": {"page": {"x": True, "y": True}}, "estimates": {"a": 2}}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it is not one JSON object"),
        ("[]", "it is not one JSON object"),
        ('{"ticks": {', "it is not one JSON object"),
        ('{"name": "something", "version": "1.0"}', "its “name” is nothing the guide keeps"),
        ('{"ticks": 5}', "its “ticks” is nothing the guide keeps"),
        ('{"ticks": {"page": {"x": "yes"}}}', "its “ticks” is nothing the guide keeps"),
        ('{"estimates": {"a": "1"}}', "its “estimates” is nothing the guide keeps"),
        ('{"estimates": {"a": 1e999}}', "its “estimates” is nothing the guide keeps"),
        ('{"__proto__": {"a": 1}}', "its “__proto__” is nothing the guide keeps"),
    ],
)
def test_a_file_that_is_something_else_is_refused_and_changes_nothing(state: Run, text: str, fault: str) -> None:
    state("mlsdState.set(['estimates', 'a'], 1)")
    said = state(f"mlsdState.importText({json.dumps(text)})")
    assert said == f"This file does not hold saved progress of the guide: {fault}. Nothing was changed."
    assert state("mlsdState.all()") == {"estimates": {"a": 1}}


@pytest.mark.parametrize("state", [DENIED, FULL], indirect=True, ids=["denied", "full"])
def test_without_storage_a_value_lasts_as_long_as_the_page(state: Run) -> None:
    state("mlsdState.set(['a'], 1)")
    assert state("mlsdState.get(['a'])") == 1
    assert state("mlsdState.lasting") is False
