from hypothesis import given
from hypothesis import strategies as st

from macros.diagrams.metrics import WRAP_CELLS, width_cells, wrap
from macros.diagrams.words import Part, Words, fill, fits, room_for

words = st.lists(st.text("abcXY3", min_size=1, max_size=9), min_size=1, max_size=9).map(" ".join)


@given(words)
def test_wrapping_keeps_every_word_in_order(text: str) -> None:
    assert " ".join(wrap(text, WRAP_CELLS, width_cells)) == text


@given(words)
def test_no_wrapped_line_is_longer_than_the_limit(text: str) -> None:
    assert all(len(line) <= WRAP_CELLS for line in wrap(text, WRAP_CELLS, width_cells))


def test_two_lines_come_out_even() -> None:
    assert wrap("merge and dedupe the lot", 20, width_cells) == ["merge and", "dedupe the lot"]


def test_an_estimate_is_never_split() -> None:
    text = fill("at most {qps} in", "news_feed", {"news_feed.qps": "23.1 k requests/s"})
    assert wrap(text, 8, width_cells) == ["at most", "23.1 k requests/s", "in"]


def test_lines_do_not_move_when_a_figure_changes_within_its_room() -> None:
    now, later = (Words([Part("top "), Part(value, "p.n", 6), Part(" of all items")]) for value in ("9", "12,000"))
    assert [len(line.split()) for line in wrap(now, 12, width_cells)] == [2, 3]
    assert [len(line.split()) for line in wrap(later, 12, width_cells)] == [2, 3]


@given(st.text("0123456789 kMWms/", min_size=1, max_size=20))
def test_the_room_kept_for_a_value_holds_it_with_one_digit_more(value: str) -> None:
    assert fits(Part(value), room_for(value))
    assert room_for(value) > len(value)


def test_a_value_that_outgrew_its_room_does_not_fit() -> None:
    assert fits(Part("100 ms", "p.x"), 8)
    assert not fits(Part("100 seconds", "p.x"), 8)
