"""Worked modules an author breaks: a problem at the line of the module; a changed one is read again."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import worked
from tests.sample_guide import CASE, SampleGuide

GOOD = "from macros.worked import Worked\n\nWORKED = {'one': Worked(1)}\n"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only worked module there is."""
    folder = tmp_path / "macros" / "worked"
    folder.mkdir(parents=True)
    monkeypatch.setattr(worked, "__path__", [str(folder)])
    yield folder / "broken_page.py"
    sys.modules.pop("macros.worked.broken_page", None)
    worked._read.pop("macros.worked.broken_page", None)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x = 1\ny = x / 0\n", 2, "ZeroDivisionError"),
        ("x = 1\n\nif x\n", 3, "SyntaxError"),
        ("x = 1\n", 1, "WORKED"),
        ("WORKED = [1]\n", 1, "AttributeError"),
        ("import nothing_of_that_name\n", 1, "ModuleNotFoundError"),
        (GOOD.replace("Worked(1)", "Worked(1.5, 'd')"), 1, "'one' cannot be shown as 'd'"),
    ],
)
def test_a_module_that_fails_is_a_problem_at_its_line(module: Path, text: str, line: int, message: str):
    module.write_text(text, "utf-8")
    found, problems = worked.load_worked()
    assert found == {}
    assert [(p.file, p.line, p.code) for p in problems] == [("macros/worked/broken_page.py", line, "worked-failed")]
    assert message in problems[0].message


def test_a_module_that_fails_is_reported_once_and_not_at_each_use(module: Path, guide: SampleGuide):
    guide.replace(CASE, "## Levels\n", '## Levels\n\n{{ worked("broken-page/one") }}\n')
    module.write_text("x = 1\n", "utf-8")
    assert [problem.file for problem in guide.problems()] == ["macros/worked/broken_page.py"]


def test_a_module_that_changed_is_read_again(module: Path):
    module.write_text(GOOD, "utf-8")
    assert str(worked.load_worked()[0]["broken-page"]["one"]) == "1"
    module.write_text(GOOD.replace("Worked(1)", "Worked(22)"), "utf-8")
    os.utime(module, ns=(1, 1))
    assert str(worked.load_worked()[0]["broken-page"]["one"]) == "22"
