from __future__ import annotations

from pathlib import Path

import pytest

from macros.source import parse_yaml
from macros.untraced import (
    EXCEPTIONS_FILE,
    load_exceptions,
    typed_numbers,
    untraced,
    untraced_strings,
    unused_exceptions,
)

UNTRACED = {
    "It answers within 100 ms.": ["100 ms"],
    "A 24 h window, a 30-day window and 7-day retention.": ["24 h", "30-day", "7-day"],
    "The index takes 25.6 GB, or 23.8 GiB.": ["25.6 GB", "23.8 GiB"],
    "We serve 23,148 requests/s at peak.": ["23,148 requests/s"],
    "It makes 1,000 requests per second and 50,000 QPS.": ["1,000 requests per second", "50,000 QPS"],
    "That costs $1.2 M/month, or $0.80 an hour.": ["$1.2 M", "$0.80 an hour"],
    "There are 500 million users and 2 bn items.": ["500 million", "2 bn"],
    "A 7B model on 10k rows.": ["7B", "10k"],
    "| Table | 5 ms |": ["5 ms"],
    "/// question | Why 5 ms?": ["5 ms"],
    r"\(500\,\text{ms}\) of maths": ["500 ms"],
    "It takes\n3 hours.": ["3 hours"],
    "Windows of 7 d and 30 d": ["7 d", "30 d"],
    "/// html | div.example\n5 s\n///\n\n6 s": ["6 s"],
    "Cited 3 ms {{ cite('a') }}. Uncited 4 ms.": ["4 ms"],
}
FINE = [
    "A 256-d vector and a 2 d-separated pair",
    "At p99 the top 20 of a 2-layer tower on an H100 in 2016, in the 1990s.",
    "It answers within {{ est.latency }} ms, {{ number('x') }} and {{ worked('y') }} s.",
    "It took 40 ms {{ cite('covington2016') }}.",
    "| 5 ms | {{ cite('a') }} |",
    "Run `sleep 5 s` or [this](https://example.org/5ms) at https://example.org/5 s",
    "```\n100 ms\n```",
    "# 3 days of work",
    '<td title="5 ms">five</td>',
    "Steps 1 to 7, section 3.2, 12 questions, 20 items, 0.05, 40 %, 1:1, k = 10, 5-fold.",
    "The A/B test and the 3D model in 5G with 4 Bs and 2 Mars bars.",
    "{{ derivation(\n'x') }} s",
    "/// html | div.example\n| user 7 | 1,260 s |\n///",
]


@pytest.mark.parametrize(("markdown", "found"), UNTRACED.items())
def test_typed_numbers_with_units_are_found(markdown: str, found: list[str]) -> None:
    assert [number.text for number in typed_numbers(markdown)] == found


@pytest.mark.parametrize("markdown", FINE)
def test_what_is_traced_or_no_such_number_is_left_alone(markdown: str) -> None:
    assert list(typed_numbers(markdown)) == []


def test_a_problem_has_the_true_line_and_says_what_to_do() -> None:
    text = "One.\n\n```\n1 ms\n```\n\nTwo {{ est.a }}\nand\n5 ms."
    (problem,) = untraced(text, "docs/a.md", 11)
    assert (problem.file, problem.line, problem.code) == ("docs/a.md", 19, "number-untraced")
    assert "{{ est.name }}" in problem.hint


def test_texts_of_diagrams_and_of_at_a_glance_are_held_to_the_same() -> None:
    text = "a:\n  - {label: top 20, note: 1 h window}\n  - {label: '{ms_p99}', note: 'p99 {x} ms'}\nb: 5 ms\n"
    source, _ = parse_yaml(text, "d.yml")
    assert [(p.line, p.message) for p in untraced_strings(source)] == [
        (2, "'1 h' has no origin"),
        (4, "'5 ms' has no origin"),
    ]
    assert untraced_strings(source, None, ("a", 1)) == []


def test_an_exception_covers_its_number_and_an_unused_one_is_reported(tmp_path: Path) -> None:
    file = tmp_path / EXCEPTIONS_FILE
    file.parent.mkdir(parents=True)
    file.write_text(
        "- {files: 'docs/framework/*', text: '\\d+[- ]minutes?', reason: The interview's own clock.}\n"
        "- {files: docs/a.md, text: 5 ms, reason: Nobody wrote it.}\n"
    )
    exceptions, problems = load_exceptions(tmp_path)
    assert not problems
    page = ("docs/framework/overview.md", "A 45-minute talk of 3 days.")
    found = [(page[0], number) for number in typed_numbers(page[1])]
    assert [p.message for p in untraced(page[1], page[0], 1, exceptions)] == ["'3 days' has no origin"]
    assert [(p.line, p.code) for p in unused_exceptions(found, exceptions)] == [(2, "exception-unused")]


def test_a_faulty_exception_is_a_problem_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / EXCEPTIONS_FILE
    file.parent.mkdir(parents=True)
    file.write_text("- {files: a, text: '(', reason: r}\n- {files: a, text: b}\n")
    _, problems = load_exceptions(tmp_path)
    assert [(p.line, p.code) for p in problems] == [(1, "yaml-value"), (2, "yaml-missing-key")]
