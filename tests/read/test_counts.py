"""Counted groups: figures, words, bounds, ranges, vague quantities, and what is no count."""

from __future__ import annotations

import pytest

from rashomon.read.casualties.counts import find_counts
from rashomon.read.casualties.numerals import numerals
from rashomon.read.parse import parse
from rashomon.read.passage import Count, Passage

FIGURES = [
    ("180,000 people fled.", 180_000, 180_000),
    ("180000 people fled.", 180_000, 180_000),
    ("Some 1 200 people fled.", 1200, 1200),
    ("12,34,567 residents fled.", 1_234_567, 1_234_567),
    ("2.5 million people fled.", 2_500_000, 2_500_000),
    ("Twenty-five soldiers fled.", 25, 25),
    ("Three hundred and twelve villagers fled.", 312, 312),
    ("Half a dozen gunmen fled.", 6, 6),
    ("Two dozen gunmen fled.", 24, 24),
    ("A hundred militants fled.", 100, 100),
    ("More than a quarter of a million people fled.", 250_000, None),
    ("At least 16 civilians fled.", 16, None),
    ("More than 60 rebels fled.", 60, None),
    ("No fewer than nine officers fled.", 9, None),
    ("20 civilians at least fled.", 20, None),
    ("10+ fighters fled.", 10, None),
    ("Up to 20 pupils fled.", None, 20),
    ("Fewer than 40 fighters fled.", None, 40),
    ("Around 60 rebels fled.", 60, 60),
    ("Nearly 60 rebels fled.", 60, 60),
    ("Between 20 and 30 men fled.", 20, 30),
    ("20-30 men fled.", 20, 30),
    ("Two to three soldiers fled.", 2, 3),
    ("Dozens of soldiers fled.", None, None),
    ("Hundreds of thousands of refugees fled.", None, None),
    ("Several soldiers fled.", None, None),
    ("A number of soldiers fled.", None, None),
    ("A total of 42 police officers fled.", 42, 42),
    ("A woman fled.", 1, 1),
    ("One soldier fled.", 1, 1),
    ("No soldiers fled.", 0, 0),
    ("Nobody fled.", 0, 0),
    ("Three of them fled.", 3, 3),
    ("Another eight farmers fled.", 8, 8),
]


def read(text: str) -> Passage:
    return next(parse([(text, False)]))


def people(text: str) -> list[Count]:
    return [count for count in find_counts(read(text)) if count.people]


@pytest.mark.parametrize(("text", "low", "high"), FIGURES)
def test_bounds(text: str, low: int | None, high: int | None) -> None:
    assert [(count.low, count.high) for count in people(text)] == [(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "The man, aged 35, fled.",
        "The raid took place on 12 March 2015.",
        "The town lies 30 km from Goma.",
        "They paid $20 million.",
        "Fighting lasted three days.",
        "The shooting began at 10:30.",
        "About 40 percent of the city is lost.",
        "The report of 29-07-2015 was withdrawn.",
        "It was the third attack since 2014.",
        "Resolution 2254 was adopted.",
    ],
)
def test_no_people_are_counted(text: str) -> None:
    assert [count for count in people(text) if count.low != 1] == []


def test_things_are_counted_apart_from_people() -> None:
    counts = find_counts(read("The army destroyed four tanks and arrested nine militants."))
    assert [(count.low, count.people, count.who) for count in counts] == [(4, False, None), (9, True, "militants")]


def test_coordinated_groups_are_one_count_each() -> None:
    counts = people("Three workers and two children were missing.")
    assert [(count.low, count.who) for count in counts] == [(3, "civilians"), (2, "children")]


def test_the_phrase_and_its_head() -> None:
    passage = read("Clashes left at least 16 Sudanese army soldiers stranded.")
    (count,) = [count for count in find_counts(passage) if count.people]
    assert passage.span(count.start, count.end).text == "at least 16 Sudanese army soldiers"
    assert passage.words[count.head] == "soldiers"
    assert count.who == "soldiers"


def test_modifiers_settle_the_category() -> None:
    assert [count.who for count in people("Two police officers and five rebel commanders met.")] == [
        "police",
        "militants",
    ]


def test_any_text() -> None:
    texts = ["", "\0", "12" * 400, "one " * 300, "a hundred thousand " * 100, "١٢ جنديا", "💥 3 💥", "9" * 5000]
    for passage in parse([(text, False) for text in texts]):
        find_counts(passage)
        assert all(numeral.start <= numeral.first < numeral.end for numeral in numerals(passage))
