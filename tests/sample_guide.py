"""A small guide that passes every check, for tests that break it in one place and read what is reported."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from macros.check import check
from macros.pages import Glance
from macros.problems import Problem

ROOT = Path(__file__).parent.parent
CASE = "docs/case-studies/sample-case.md"
CHECKLIST = "macros/data/checklists/sample.yml"
DIAGRAM = "diagrams/sample-case/first.yml"
SENTENCE = "The ranker scores each candidate once and keeps the best of them for the page that was asked for. "


@dataclass(frozen=True)
class SampleGuide:
    """A guide under `root`; `replace` makes the mistake, `problems` says what the check finds."""

    root: Path

    @classmethod
    def write(cls, root: Path) -> SampleGuide:
        guide = cls(root)
        guide.put(
            "docs/index.md",
            "---\ntitle: Home\nsummary: A sample.\n---\n\n# Home\n\n[Case](case-studies/sample-case.md#levels)\n",
        )
        guide.put(CASE, case_study())
        guide.put(CHECKLIST, "title: Sample\nitems:\n  - text: Do this\n    why: It matters\n")
        guide.put("macros/data/references/sample.yml", REFERENCE)
        guide.put("macros/data/numbers.yml", "{}\n")
        for name in ("mkdocs.yml", "docs/assets", "docs/.overrides", "macros/data/units.yml"):
            guide.copy(name)
        for name in ("first", "second", "third"):
            for path in sorted((ROOT / "tests/sample").glob(f"{name}.*")):
                guide.put(f"diagrams/sample-case/{path.name}", path.read_text("utf-8"))
        return guide

    def put(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def copy(self, name: str) -> None:
        source, target = ROOT / name, self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy(source, target)

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace the one occurrence of `old`; the line it stood on."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.put(name, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def problems(self) -> list[Problem]:
        return check(self.root)[1]


REFERENCE = """\
doe2020:
  title: A Paper
  authors: [Jane Doe]
  year: 2020
  doi: 10.1000/xyz
  confirmed: invented for the test
"""


def case_study() -> str:
    """A case study with every part, filled with the same sentence."""
    glance = "\n".join(f"  {name}: what it says" for name in Glance.model_fields)
    questions = "\n".join(
        f"/// question | Question {n}?\n    id: question-{n}\n    level: mid\n\n{SENTENCE}\n///\n" for n in range(1, 13)
    )
    flips = "\n".join(f"### Flip {n}\n\n{SENTENCE}\n" for n in (1, 2, 3))
    filler = "\n\n".join([SENTENCE * 8] * 32)
    return CASE_TEXT.format(glance=glance, questions=questions, flips=flips, filler=filler)


CASE_TEXT = """\
---
title: Sample case
summary: A case for tests.
order: 1
uses: []
glance:
{glance}
estimates:
  traffic:
    users: {{given: 10 M user, label: Users, from: question}}
    visits: {{given: 3 session/user/day, label: Visits, from: assumption, why: "A guess for the test."}}
    visit_rate: {{formula: users * visits, unit: session/s, label: Mean visit rate}}
    doubled: {{formula: visit_rate * 2, unit: session/s, label: Twice the rate}}
---

# Sample case

## At a glance

{{{{ at_a_glance() }}}}

## The question

{filler}

## 1 Clarify requirements

It sees {{{{ est.doubled }}}}.

{{{{ checklist("sample") }}}}

## 2 Frame as an ML task

{{{{ diagram("first") }}}}

## 3 Prepare data

{{{{ diagram("second") }}}}

## 4 Develop the model

{{{{ diagram("third") }}}}

## 5 Evaluate

{{{{ cite("doe2020") }}}}

## 6 Deploy and serve

See [the start](../index.md) and [below](#levels).

## 7 Monitor and improve

## Levels

## Change one thing

{flips}

## Follow-up questions

{questions}

## What real systems did

## Interviewer's sheet

## Sources

{{{{ sources() }}}}
"""


def refresh_layouts() -> None:
    """Lay out the sample's diagrams again after a change of the layout: `python -m tests.sample_guide` (needs Node)."""
    from tempfile import TemporaryDirectory

    from macros.cli import main
    from tests.test_mistakes import wide_graph

    with TemporaryDirectory() as folder:
        guide = SampleGuide.write(Path(folder) / "guide")
        guide.put("diagrams/sample-case/wide.yml", wide_graph())
        (guide.root / "node_modules").symlink_to(ROOT / "node_modules")
        main(["--root", str(guide.root), "layout"])
        for path in (guide.root / "diagrams/sample-case").glob("*.layout.json"):
            shutil.copy(path, ROOT / "tests/sample" / path.name)


if __name__ == "__main__":
    refresh_layouts()
