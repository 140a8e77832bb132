from __future__ import annotations

import pytest

from rashomon.library.words import MAX_WORD, snippet, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Al-Qaryataïn, 12 March", ["al", "qaryatain", "12", "march"]),
        ("Straße ﬁre ﬀ", ["strasse", "fire", "ff"]),
        ("a_b c.d", ["a", "b", "c", "d"]),
        ("مُحَمَّد", ["محمد"]),
        ("🙂 -- \ud800", []),
        ("x" * 200, ["x" * MAX_WORD]),
    ],
)
def test_words_are_folded(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_snippet_marks_what_was_found() -> None:
    assert snippet("The ARMY left; the army came.", ["army"], 100) == "The [ARMY] left; the [army] came."
    assert snippet("Nothing here", ["army"], 100) == "Nothing here"
    assert snippet("", ["army"], 100) == ""
    assert snippet("one\n two\tthree", ["two"], 100) == "one [two] three"


def test_a_snippet_begins_near_the_first_word_found() -> None:
    text = "a " * 500 + "here it is " + "b " * 500
    shown = snippet(text, ["here"], 60)
    assert shown.startswith("… a a a")
    assert "[here] it is b" in shown
    assert len(shown) < 80


def test_a_word_longer_than_a_snippet_is_shown_whole() -> None:
    assert snippet("x" * 300, ["x" * MAX_WORD], 20) == f"[{'x' * 300}]"
