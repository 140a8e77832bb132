from hypothesis import given
from hypothesis import strategies as st
from sample_readings import TEXT, reading

from rashomon.export.spans import Mark, cut, marks_of


def test_overlapping_marks_are_cut_at_every_boundary() -> None:
    text = "the army was in control"
    marks = [Mark(0, 12, "claim", 1, "quote"), Mark(4, 23, "claim", 2, "quote"), Mark(4, 8, "place")]
    stretches = cut(text, marks)[0]
    assert [(s.text, s.layers, s.fields) for s in stretches] == [
        ("the ", ("claim",), ("1-quote",)),
        ("army", ("claim", "place"), ("1-quote", "2-quote")),
        (" was", ("claim",), ("1-quote", "2-quote")),
        (" in control", ("claim",), ("2-quote",)),
    ]


def test_the_innermost_claim_comes_first() -> None:
    marks = [Mark(0, 10, "claim", 1, "quote"), Mark(2, 5, "claim", 2, "quote")]
    inner = cut("0123456789", marks)[0][1]
    assert inner.fields == ("2-quote", "1-quote")


def test_a_number_stands_after_its_trigger() -> None:
    stretches = cut("they shelled it", [Mark(5, 12, "claim", 3, "trigger")])[0]
    assert [s.text for s in stretches if s.notes == (3,)] == ["shelled"]


def test_a_mark_over_two_paragraphs_is_in_both() -> None:
    first, second = cut("one\n\ntwo", [Mark(0, 8, "claim", 1, "quote")])
    assert [s.fields for s in first + second] == [("1-quote",), ("1-quote",)]


def test_spans_that_do_not_hold_their_words_are_left_out() -> None:
    marks = marks_of(reading())
    assert {mark.claim for mark in marks[1]} == {0, 1, 2, 3, 4, 5, 6, 7}
    assert all(0 <= mark.start < mark.end <= len(TEXT) for mark in marks[1])


_mark = st.builds(
    Mark,
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from(["", "claim", "place"]),
    st.integers(0, 3),
    st.sampled_from(["quote", "trigger", "actor"]),
)


@given(st.text(alphabet="ab \n\u202e💥", max_size=30), st.lists(_mark, max_size=8))
def test_no_character_is_lost_or_told_twice(text: str, marks: list[Mark]) -> None:
    inside = [mark for mark in marks if mark.start < mark.end <= len(text)]
    paragraphs = ["".join(stretch.text for stretch in paragraph) for paragraph in cut(text, inside)]
    assert paragraphs == [line.replace("\u202e", "\ufffd") for line in text.split("\n") if line.strip()]
