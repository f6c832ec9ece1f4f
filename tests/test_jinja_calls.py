import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.jinja_calls import Call, calls_in


def test_calls_and_values_are_found_with_their_lines():
    text = 'a {{ cite("x") }}\n\n{{ est.qps }} {{ est["other-page"].qps }}\n{{ f(1, -2, 0.5) }}\n'
    assert calls_in(text, "f.md", first_line=10)[0] == [
        Call("cite", ("x",), 10),
        Call("est", ("qps",), 12, is_value=True),
        Call("est", ("other-page", "qps"), 12, is_value=True),
        Call("f", (1, -2, 0.5), 13),
    ]


def test_raw_text_is_left_alone():
    assert calls_in("{% raw %}{{ anything }}{% endraw %}", "f.md") == ([], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x\n{{ f(", "macro-syntax"),
        ("x\n{% if a %}b{% endif %}", "macro-form"),
        ("x\n{{ f(name=1) }}", "macro-form"),
        ("x\n{{ f(g()) }}", "macro-form"),
        ("x\n{{ 1 + 1 }}", "macro-form"),
    ],
)
def test_anything_else_is_a_problem_on_its_line(text: str, code: str):
    problems = calls_in(text, "f.md")[1]
    assert [(problem.line, problem.code) for problem in problems] == [(2, code)]


@given(st.text(alphabet="{}%# ab(\"'.)\n", max_size=60))
def test_no_text_raises(text: str):
    calls_in(text, "f.md")
