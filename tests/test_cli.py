"""The command line: what it prints and returns for a call that names nothing."""

from pathlib import Path

import pytest

from macros.cli import main
from tests.sample_guide import CASE, SampleGuide

Captured = pytest.CaptureFixture[str]


def run(guide: SampleGuide, *arguments: str) -> int:
    return main(["--root", str(guide.root), *arguments])


def test_a_check_of_a_file_that_is_not_there_is_no_pass(guide: SampleGuide, capsys: Captured):
    assert run(guide, "check", "docs/nope.md") == 1
    assert "no file or folder 'docs/nope.md'" in capsys.readouterr().out


@pytest.mark.parametrize("name", [CASE, "docs/case-studies", "docs/", ".", "{root}/" + CASE, "docs/../" + CASE])
def test_a_check_of_a_file_or_folder_shows_its_problems_however_it_is_named(
    guide: SampleGuide, capsys: Captured, monkeypatch: pytest.MonkeyPatch, name: str
):
    line = guide.replace(CASE, "{{ est.doubled }}", "{{ est.dobled }}")
    monkeypatch.chdir(guide.root)
    assert run(guide, "check", name.format(root=guide.root)) == 1
    assert f"{CASE}:{line}: [estimate-unknown]" in capsys.readouterr().out


def test_a_check_of_one_file_leaves_out_the_problems_of_others(guide: SampleGuide):
    guide.replace(CASE, "{{ est.doubled }}", "{{ est.dobled }}")
    assert run(guide, "check", "docs/index.md") == 0


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_folder_without_a_guide_is_said_to_be_one(tmp_path: Path, capsys: Captured, command: str):
    assert main(["--root", str(tmp_path), command]) == 1
    assert "mkdocs.yml" in capsys.readouterr().out
