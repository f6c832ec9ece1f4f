"""What a chapter must have: front-matter keys of its section, the headings in order, enough words, questions, flips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.pages import Page
from macros.problems import Problem, did_you_mean
from macros.prose import Heading, headings, word_count
from macros.questions import Question


@dataclass(frozen=True)
class Standard:
    """The form of one section's chapters. Headings must all stand, in this order; others may stand between."""

    keys: tuple[str, ...]
    headings: tuple[str, ...]
    words: tuple[int, int]
    questions: int
    diagrams: int = 0
    worked: int = 0
    flips: int = 0


STEPS = (
    "1 Clarify requirements",
    "2 Frame as an ML task",
    "3 Prepare data",
    "4 Develop the model",
    "5 Evaluate",
    "6 Deploy and serve",
    "7 Monitor and improve",
)
FLIPS = "Change one thing"

STANDARDS: Mapping[str, Standard] = {
    "case-studies": Standard(
        keys=("order", "uses", "glance", "estimates"),
        headings=(
            "At a glance",
            "The question",
            *STEPS,
            "Levels",
            FLIPS,
            "Follow-up questions",
            "What real systems did",
            "Interviewer's sheet",
            "Sources",
        ),
        words=(4500, 8000),
        questions=12,
        diagrams=3,
        flips=3,
    ),
    "building-blocks": Standard(
        keys=("order",),
        headings=(
            "The problem it solves",
            "The idea, worked",
            "The choices",
            "Where it breaks",
            "In the case studies",
            "Checklist",
            "Questions",
            "Sources",
        ),
        words=(2200, 4500),
        questions=10,
        worked=1,
    ),
    "framework": Standard(
        keys=("order", "minutes", "phase"),
        headings=(
            "What to achieve",
            "What to say and draw",
            "Checklist",
            "The running example",
            "Common mistakes",
            "What each level does",
            "Questions",
            "Sources",
        ),
        words=(1800, 5000),
        questions=6,
    ),
}
FREE_FORM = {"overview": "framework"}  # pages of a section with a form of their own


def standard_for(page: Page) -> Standard | None:
    """The form `page` must have, or None where its section has none."""
    if page.slug in FREE_FORM or page.uri.endswith("/index.md"):
        return None
    return STANDARDS.get(page.section)


def chapter_problems(page: Page, questions: list[Question]) -> Iterator[Problem]:
    """What `page` lacks against its section's form, and what every page must have."""
    found = headings(page.body, page.body_line)
    yield from _title(page, found)
    standard = standard_for(page)
    if standard is None:
        return
    yield from _keys(page, standard)
    yield from _headings(page, standard, found)
    yield from _counts(page, standard, found, questions)


def _title(page: Page, found: list[Heading]) -> Iterator[Problem]:
    titles = [heading for heading in found if heading.level == 1]
    if len(titles) != 1:
        where = titles[1].line if len(titles) > 1 else page.body_line
        yield page.problem(where, "page-title", f"a page has one '# Title', this has {len(titles)}")


def _keys(page: Page, standard: Standard) -> Iterator[Problem]:
    for key in standard.keys:
        if key not in page.front.data:
            yield page.problem(1, "front-matter-key", f"a page in {page.section}/ needs '{key}' in its front matter")


def _headings(page: Page, standard: Standard, found: list[Heading]) -> Iterator[Problem]:
    second = [heading for heading in found if heading.level == 2]
    texts = [heading.text for heading in second]
    position = -1
    for wanted in standard.headings:
        if wanted not in texts:
            before = second[position].text if position >= 0 else "the title"
            hint = did_you_mean(wanted, [t for t in texts if t not in standard.headings], f"it stands after '{before}'")
            line = second[position].line if position >= 0 else page.body_line
            yield page.problem(line, "heading-missing", f"no heading '## {wanted}'", hint)
            continue
        index = texts.index(wanted)
        if index < position:
            line = second[index].line
            yield page.problem(line, "heading-order", f"'## {wanted}' stands too early", f"after '{texts[position]}'")
        position = max(position, index)


def _counts(page: Page, standard: Standard, found: list[Heading], questions: list[Question]) -> Iterator[Problem]:
    words = word_count(page.body)
    low, high = standard.words
    if not low <= words <= high:
        hint = "decide and compute more" if words < low else "move what cases share to a building block"
        yield page.problem(page.body_line, "chapter-length", f"{words:,} words; {low:,} to {high:,} are wanted", hint)
    have = {
        "questions": (len(questions), standard.questions),
        "diagrams": (len({call.args for call in page.called("diagram")}), standard.diagrams),
        "worked values": (len(page.called("worked")), standard.worked),
        "constraint flips (h3 under 'Change one thing')": (_flips(found), standard.flips),
    }
    for what, (count, least) in have.items():
        if count < least:
            code = f"chapter-{what.split()[0]}"
            yield page.problem(page.body_line, code, f"{count} {what}; at least {least} are wanted")


def _flips(found: list[Heading]) -> int:
    inside, count = False, 0
    for heading in found:
        if heading.level == 2:
            inside = heading.text == FLIPS
        elif inside and heading.level == 3:
            count += 1
    return count


def unwritten(page: Page) -> Iterator[Problem]:
    """The parts a scaffold marks for writing that are still there."""
    for number, line in enumerate(page.body.splitlines(), page.body_line):
        mark = re.search(r"\[write: ([^\]]*)\]", line)
        if mark:
            yield page.problem(number, "unwritten", f"still to be written: {mark[1]}")
