"""`python -m macros new case-study NAME`: a chapter that passes every check but those for the parts left to write."""

from __future__ import annotations

import re
from pathlib import Path

from macros.chapters import FLIPS, STANDARDS
from macros.pages import Glance
from macros.problems import ProblemError

SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
PARTS = {
    "At a glance": "{{ at_a_glance() }}",
    "The question": "[write: the prompt as an interviewer would put it, two or three lines]",
    "1 Clarify requirements": (
        "/// dialogue\n**Candidate:** [write: a question whose answer changes the design]\n\n"
        "**Interviewer:** [write: the answer, and what it changes]\n///\n\n{{ estimate_table() }}"
    ),
    "2 Frame as an ML task": "[write: objective, rejected objectives and how each fails, input, output]",
    "3 Prepare data": "[write: tables with example rows, signals, labels, features, split, leakage]",
    "4 Develop the model": "[write: a baseline that could ship this week, then the model, with a diagram]",
    "5 Evaluate": "[write: offline metric with a worked example, slices, the online experiment]",
    "6 Deploy and serve": "[write: the serving diagram and its latency budget, fallbacks, cost, rollout]",
    "7 Monitor and improve": "[write: what is watched, drift, retraining, feedback loops, safety]",
    "Levels": "[write: two or three decisive questions at mid, senior and staff level]",
    FLIPS: "\n\n".join(f"### [write: constraint flip {number}]\n\n[write: what changes]" for number in (1, 2, 3)),
    "Follow-up questions": (
        "/// question | [write: the question]\n    id: first-question\n    level: mid\n\n"
        "[write: the full answer: the decision, the reason, the number it rests on, and what would change it]\n///"
    ),
    "What real systems did": "[write: cited, dated, what was different there and why]",
    "Interviewer's sheet": "[write: hidden facts, hints to give, red flags, score sheet]",
    "Sources": '[write: cite works with cite("key"), then call sources() here]',
}


def new_case_study(root: Path, name: str) -> list[Path]:
    """Write the scaffold of a case study; the paths written. Raises ProblemError for a bad or taken name."""
    if not SLUG.match(name):
        raise ProblemError("slug", f"'{name}' is not a slug", "lower-case words joined by hyphens")
    page = root / "docs" / "case-studies" / f"{name}.md"
    if page.exists():
        raise ProblemError("slug", f"{page} is there already", "choose another name")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(scaffold(name, _next_order(root)), "utf-8")
    return [page]


def scaffold(name: str, order: int) -> str:
    """The Markdown of a case study with every part its section must have, each marked for writing."""
    title = name.replace("-", " ").capitalize()
    glance = "\n".join(f'  {field}: "[write: {field.replace("_", " ")}]"' for field in Glance.model_fields)
    parts = "\n\n".join(f"## {heading}\n\n{PARTS[heading]}" for heading in STANDARDS["case-studies"].headings)
    return (
        f'---\ntitle: {title}\nsummary: "[write: one plain sentence]"\norder: {order}\nuses: []\nglance:\n{glance}\n'
        "estimates:\n  traffic:\n    users: {given: 1 M user, label: Users a day, from: question}\n"
        "    visits: {given: 2 session/user/day, label: Visits a user makes a day, from: assumption,"
        ' why: "[write: the reason]"}\n'
        "    visit_rate: {formula: users * visits, unit: session/s, label: Mean visit rate}\n"
        f"---\n\n# {title}\n\n{parts}\n"
    )


def _next_order(root: Path) -> int:
    orders = [
        int(match[1])
        for path in (root / "docs" / "case-studies").glob("*.md")
        if (match := re.search(r"^order: (\d+)$", path.read_text("utf-8"), re.MULTILINE))
    ]
    return max(orders, default=0) + 1
