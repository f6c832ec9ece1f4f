from pathlib import Path

from macros.pages import Page, load_page
from macros.questions import questions_in

ANSWER = "Rank the best few hundred only, because the budget of the ranking stage holds no more than that at this rate."


def page(tmp_path: Path, body: str) -> Page:
    path = tmp_path / "docs" / "case-studies" / "a-case.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\ntitle: A\nsummary: B\n---\n{body}", "utf-8")
    loaded, problems = load_page(path, tmp_path)
    assert loaded is not None
    assert problems == []
    return loaded


def block(text: str = "Why?", ident: str = "why", level: str = "mid", answer: str = ANSWER) -> str:
    return f"/// question | {text}\n    id: {ident}\n    level: {level}\n\n{answer}\n///\n"


def test_a_question_has_its_text_answer_level_line_and_a_card_id_of_page_and_id(tmp_path: Path):
    questions, problems = questions_in(page(tmp_path, "\n" + block()))
    assert problems == []
    (question,) = questions
    assert (question.card, question.text, question.level, question.line) == ("a-case.why", "Why?", "mid", 6)
    assert question.answer == ANSWER


def test_two_questions_with_one_id_are_reported_at_the_second(tmp_path: Path):
    _, problems = questions_in(page(tmp_path, block() + block("And?")))
    assert [(p.line, p.code) for p in problems] == [(11, "question-duplicate")]


def test_an_open_block_is_reported_where_it_starts(tmp_path: Path):
    _, problems = questions_in(page(tmp_path, "\n\n/// question | Why?\n    id: a\n"))
    assert [(p.line, p.code) for p in problems] == [(7, "question-open")]


def test_a_wrong_level_names_the_nearest(tmp_path: Path):
    _, problems = questions_in(page(tmp_path, block(level="seniour")))
    assert [(p.line, p.hint) for p in problems] == [(7, "did you mean 'senior'?")]


def test_an_unknown_option_and_a_short_answer_are_problems(tmp_path: Path):
    _, problems = questions_in(page(tmp_path, block(answer="Yes.").replace("    level", "    lvl: x\n    level")))
    assert {p.code for p in problems} == {"question-option", "question-answer"}
