"""Searching by words, in both stores: the same words find the same reports, whatever else is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_library import DAY, claim, entry, reading

from rashomon.collect.items import Origin
from rashomon.library.protocol import Library
from rashomon.library.records import Hit

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test

TEXTS = {
    "plain": ("Shells fell on Tessalor before dawn.", "Night of shelling"),
    "accents": ("Résidents of Qaryataïn left for Ḥimṣ on 12 March.", None),
    "arabic": ("قال المرصد إن القوات دخلت مدينة تدمر", None),
    "hyphen": ("The al-Nusra front held Deir-ez-Zor, said e.g. http://example.org/a_b?c=1.", None),
    "russian": ("Обстрел Донецка начался утром.", "Донецк"),
    "title": ("Nothing to see.", "Shells over the lake"),
}


@pytest.fixture
def filled(library: Library) -> Library:
    with library.edit() as edit:
        for name, (text, title) in TEXTS.items():
            edit.add(entry(text, title), Origin(name))
    return library


def found(library: Library, words: str, limit: int = 20) -> list[str]:
    with library.view() as view:
        return [view.origins(hit.report)[0].source for hit in view.search(words, limit)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("tessalor", ["plain"]),
        ("TESSALOR dawn", ["plain"]),
        ("tessalor lake", []),
        ("shelling fell", ["plain"]),  # one word in the title, one in the text
        ("residents qaryatain", ["accents"]),
        ("Himş", ["accents"]),
        ("re\u0301sidents", ["accents"]),
        ("12", ["accents"]),
        ("المرصد", ["arabic"]),
        ("al-nusra", ["hyphen"]),
        ("nusra (deir", ["hyphen"]),
        ("a_b", ["hyphen"]),
        ("example.org", ["hyphen"]),
        ("ОБСТРЕЛ", ["russian"]),
        ('"fell" AND', []),
        ('shells "fell', ["plain"]),
        ("title:shells", []),
        ("fell*", ["plain"]),
        ("tess*", []),
        ("NEAR(shells fell)", []),
        ("'; DROP TABLE reports; --", []),
        ("fell & ! | <-> :*", ["plain"]),
        ("\\ ' % _ ?", []),
        ("shells\0fell", ["plain"]),
        ("\ud800", []),
        ("🙂", []),
        ("", []),
        ("   \n", []),
        ("x" * 100_000, []),
        ("a " * 5_000, ["hyphen"]),
    ],
)
def test_words_find_reports_and_signs_are_blanks(filled: Library, words: str, names: list[str]) -> None:
    assert found(filled, words) == names


def test_a_title_counts_more_than_a_text(filled: Library) -> None:
    assert found(filled, "shells") == ["title", "plain"]
    assert found(filled, "shells", 1) == ["title"]
    assert found(filled, "shells", 0) == []


def test_a_hit_shows_its_words(library: Library) -> None:
    long = "Before all that. " * 40 + "Then Qarya\u0308tain fell, and qaryatain burned. " + "After all that. " * 40
    made = entry(long, "A title")
    with library.edit() as edit:
        edit.add(made, Origin("a"))
    with library.view() as view:
        (hit,) = view.search("qaryatain")
    assert hit == Hit(made.report.id, "A title", DAY, "The Lake Post", hit.snippet)
    assert "Then [Qarya\u0308tain] fell, and [qaryatain] burned." in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) < 200


@pytest.mark.parametrize(
    "text",
    [
        "nul \0 inside, \ud800 and \udfff alone, \U0010fffe000000 the mark itself, \ufffe \uffff",
        "family 👨‍👩‍👧‍👦, flags 🇺🇦, \u202e right to left \u202c, شكراً, e\u0301\u0327, ﷺ, \x01\x1b[31m\r\n\t\x7f\x85\u2028",
        "word" + " ".join(f"w{number}x" for number in range(50_000)),
        " ".join(chr(0x4E00 + number % 20_000) + chr(0x3400 + number % 6_500) for number in range(130_000)),
        "ab" * 200_000,
        "x" * 3_000 + " ordinary " + "é" * 3_000,
        "",
    ],
    ids=["unfit", "odd", "many words", "many signs", "one word", "long words", "empty"],
)
def test_ugly_texts_come_back_to_the_character(library: Library, text: str) -> None:
    made = entry(
        text + " end", title=text[:300] or None, publisher=text[:200] or None, url="https://x/\0\udc80" + text[:3000]
    )
    report = made.report
    read = reading(replace(report, text="x " + report.text), claim(report, " end"))
    with library.edit() as edit:
        edit.add(made, Origin(text[:5000], text[:50]))
        edit.put_reading(read, "v\0")
        edit.put("k\0", text)
    with library.view() as view:
        assert view.entries([report.id])[0].report == report
        assert view.readings([report.id]) == [read]
        assert view.origins(report.id) == [Origin(text[:5000], text[:50])]
        assert view.get("k\0") == text
        assert view.stale("v\0", 2) == []
        assert [hit.report for hit in view.search("end")] in ([report.id], [] if len(text) > 300_000 else [report.id])
    assert library.check() == []
