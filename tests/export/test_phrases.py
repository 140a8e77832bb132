import datetime as dt
import json

import pytest

from rashomon.export import phrases
from rashomon.records import Actor, Casualties, Claim, Period, Place, Source, Span

WORD = Span(0, 6, "dozens")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Casualties(16, 16, "civilians"), "16 civilians"),
        (Casualties(16, None, "people"), "at least 16 people"),
        (Casualties(None, 20, "people"), "up to 20 people"),
        (Casualties(10, 20, "people"), "10 to 20 people"),
        (Casualties(0, 0, "people"), "no people"),
        (Casualties(None, None, None, WORD), "“dozens”, no number"),
        (Casualties(2500, 2500, None), "2,500 people"),
        (None, ""),
    ],
)
def test_counts(count: Casualties | None, words: str) -> None:
    assert phrases.count_words(count) == words


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2024-03-03", "2024-03-03", "day", "3 March 2024"),
        ("2024-03-01", "2024-03-31", "month", "March 2024"),
        ("2024-01-01", "2024-12-31", "year", "2024"),
        ("2024-03-01", "2024-03-04", "range", "1–4 March 2024"),
        ("2024-02-27", "2024-03-04", "range", "27 February – 4 March 2024"),
        ("2023-12-30", "2024-01-02", "range", "30 December 2023 – 2 January 2024"),
    ],
)
def test_days(start: str, end: str, precision: str, words: str) -> None:
    assert phrases.when_words(Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end), precision)) == words


def _claim(claim_type: str, actor: str | None, target: str | None) -> Claim:
    quote = Span(0, 3, "abc")
    return Claim(
        "c1", claim_type, "x", quote, quote, "r",
        actor=Actor(actor) if actor else None, target=Actor(target) if target else None,
    )  # fmt: skip


def test_parties_say_who_is_not_named() -> None:
    assert phrases.parties(_claim("attack", None, "civilians")) == "not said → civilians"
    assert phrases.parties(_claim("attack", "M23", None)) == "by M23"
    assert phrases.parties(_claim("control", "M23", None)) == "held by M23"
    assert phrases.parties(_claim("displacement", None, "families")) == "families"
    assert phrases.parties(_claim("attack", None, None)) == ""


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    assert phrases.visible("a\x1b[31mb\u202ec\x00") == "a\ufffd[31mb\ufffdc\ufffd"


def test_the_publisher_speaks_under_its_name() -> None:
    assert phrases.source_name(Source("publisher", "publisher"), "Harbour Wire") == "Harbour Wire"
    assert phrases.source_name(Source("publisher", "publisher"), None) == "the report itself"


def test_places_say_how_coarse_they_are() -> None:
    assert phrases.where_words(Place("Goma", country="COD", admin1="North Kivu", precision="town")) != ""
    assert phrases.where_words(Place("Sudan", country="SDN", precision="country")) == "country only"
    assert phrases.where_words(Place("X", country="ZZZ")) == "ZZZ"


def test_json_text_escapes_what_a_screen_would_obey_and_loses_nothing() -> None:
    value = {"a": "x\x1b]0;t\x07\x9b31m\u202eé\ud800\n", "b": [1, None]}
    for indent in (None, 2):
        text = phrases.json_text(value, indent)
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\ud800"} & set(text)
        assert "é" in text
        assert json.loads(text) == value


def test_a_hold_is_told_with_its_days() -> None:
    start, end = dt.date(2016, 4, 3), dt.date(2016, 4, 9)
    assert phrases.interval_words(start, None) == "from 3 April 2016"
    assert phrases.interval_words(start, end) == "3–9 April 2016"
    assert phrases.interval_words(None, end) == "until 9 April 2016"
    assert phrases.interval_words(None, None) == "no day said"


def test_a_place_is_told_with_province_and_country() -> None:
    assert phrases.place_words(Place("Rastan", admin1="Homs", country="SYR")) == "Rastan, Homs, Syria"
    assert phrases.place_words(Place("Homs", admin1="Homs", country="SYR")) == "Homs, Syria"
    assert phrases.place_words(Place("Syria", country="SYR")) == "Syria"
    assert phrases.place_words(Place("the\x1b[2J\nfarms")) == "the\ufffd[2J farms"
