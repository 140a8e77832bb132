from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.library.codec import escape, key_of, short, unescape

MARK = "\U0010fffe"


@given(st.text(st.sampled_from(["a", "é", "\0", "\ud800", "\udfff", MARK, "0", "f", "\U0001f642"])))
def test_any_text_is_made_fit_and_back(text: str) -> None:
    fit = escape(text)
    assert unescape(fit) == text
    assert "\0" not in fit
    fit.encode()


def test_ordinary_texts_stay_as_they_are() -> None:
    for text in ("", "plain", "Ḥimṣ 🙂 شكراً"):
        assert escape(text) is text


def test_long_names_stay_different_and_short() -> None:
    one, two = "n" * 5000 + "a", "n" * 5000 + "b"
    assert short("Lake Monitor") == "Lake Monitor"
    assert short(one) != short(two)
    assert len(short(one)) == 103
    assert key_of("a", "b") != key_of("ab")
    assert len(key_of("\ud800")) == 32
