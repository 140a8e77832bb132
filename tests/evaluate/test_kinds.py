"""Mistakes are told apart: where a claim was lost, and how a field is off."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon.evaluate.kinds import Seen, sentence
from rashomon.evaluate.scores import score
from rashomon.read.notes import Note

TEXT = (
    "Shells hit Nyala on Monday, the governor said. Militia fighters then seized the town's airport, residents said. "
    "At least 12 people were killed. Aid workers fled to Kas."
)


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def gold(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": "1", "type": "shelling_artillery_missile", "quote": "Shells hit Nyala on Monday", "also": [],
        "actor": None, "target": None,
        "place": {"mention": "Nyala", "name": "Nyala", "admin1": "South Darfur", "country": "SDN"},
        "date": {"start": "2024-02-05", "end": "2024-02-05"}, "killed": None, "wounded": None,
        "source": {"mention": "the governor", "name": "governor of South Darfur", "kind": "local_official"},
        "stance": "affirms", "certainty": "asserted", "extent": None,
    }  # fmt: skip
    return {**base, **changes}


def read(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": "a", "type": "shelling_artillery_missile", "in_title": False, "quote": span("Shells hit Nyala on Monday"),
        "trigger": span("Shells"), "also": [], "actor": None, "target": None,
        "place": {"name": "Nyala", "admin1": "South Darfur", "country": "SDN", "precision": "town", "mention": None},
        "when": {"start": "2024-02-05", "end": "2024-02-05"}, "killed": None, "wounded": None, "via": [],
        "source": {"name": "governor", "kind": "local_official", "mention": {"text": "the governor"}},
        "stance": "affirms", "certainty": "asserted", "extent": None,
    }  # fmt: skip
    return {**base, **changes}


def kinds(wanted: list[dict[str, Any]], got: list[dict[str, Any]], seen: Seen | None = None) -> list[tuple[str, str]]:
    report = {"unit_id": "u", "text": TEXT, "title": "", "claims": wanted}
    scores = score([report], {"u": got}, {"u": seen} if seen else None)
    return [(mistake.what, mistake.kind) for mistake in scores.mistakes]


def note(words: str, kept: bool, reason: str) -> Note:
    start = TEXT.index(words)
    return Note("events", start, start + len(words), words, kept, "rule", reason)


def test_nothing_is_wrong_where_nothing_is() -> None:
    assert kinds([gold()], [read()]) == []


# --- missed, false ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notes", "kind"),
    [
        ([], "no candidate"),
        ([note("seized", False, "no role filled: needs one of place")], "no candidate"),  # of other words
        ([note("Shells", False, "no role filled: needs one of place")], "candidate dropped: no role filled"),
        ([note("Shells", False, "not told as a fact: if")], "candidate dropped: not told as a fact"),
        ([note("Shells", False, "chance 0.20 of being a claim is under 0.45")], "candidate dropped: by the filter"),
        (
            [note("Shells", False, "chance 0.10 of standing in news of conflict or unrest is under 0.50")],
            "candidate dropped: taken for news of another kind",
        ),
        ([note("Shells", False, "tells the same happening as 'hit'")], "merged: into another claim of the sentence"),
        ([note("Shells", True, "became a claim")], "merged: told twice by the reader's count"),
        ([note("Shells", False, "something new")], "candidate dropped: other reason"),
    ],
)
def test_a_missed_claim_says_where_it_was_lost(notes: list[Note], kind: str) -> None:
    assert kinds([gold()], [], Seen((), notes)) == [("missed", kind)]


def test_a_claim_of_another_family_on_the_same_words() -> None:
    assert sorted(kinds([gold()], [read(type="attack")])) == [("false", "other family"), ("missed", "other family")]


def test_a_claim_told_twice() -> None:
    assert kinds([gold()], [read(), read(id="b", trigger=span("hit"))]) == [("false", "told twice")]


def test_two_claims_merged_into_one() -> None:
    two = gold(id="2", source={"mention": "residents", "name": "residents", "kind": "witness"})
    assert kinds([gold(), two], [read()]) == [("missed", "merged: with another annotated claim")]


def test_a_claim_that_nobody_annotated() -> None:
    fled = read(type="displacement", quote=span("Aid workers fled"), trigger=span("fled"))
    assert kinds([], [fled]) == [("false", "not annotated")]


# --- fields -----------------------------------------------------------------------------------------------------------

PLACES = [{"name": "Nyala"}, {"name": "Kas"}, {"name": "South Darfur"}]
GOVERNOR = {"mention": None, "name": "governor of South Darfur", "kind": "local_official"}
RSF = {"name": "Rapid Support Forces", "mention": None}


@pytest.mark.parametrize(
    ("wanted", "got", "mistake"),
    [
        ({}, {"place": None}, ("place", "missing")),
        ({"place": None}, {}, ("place", "extra")),
        ({}, {"place": {"name": "Kas", "precision": "town"}}, ("place", "other place of the report")),
        ({}, {"place": {"name": "South Darfur", "precision": "admin1"}}, ("place", "container instead of the place")),
        ({}, {"place": {"name": "Sudan", "precision": "country"}}, ("place", "container instead of the place")),
        (
            {"place": {"mention": None, "name": "South Darfur", "admin1": None, "country": "SDN"}},
            {"place": {"name": "Nyala", "admin1": "South Darfur", "precision": "town"}},
            ("place", "place inside instead of the container"),
        ),
        (
            {"place": {"mention": None, "name": "Beleil camp", "admin1": None, "country": "SDN"}},
            {"place": {"name": "Kas", "precision": "town"}},
            ("place", "not recognised"),
        ),
        ({}, {"when": None}, ("date", "missing")),
        ({}, {"when": {"start": "2024-02-08", "end": "2024-02-08"}}, ("date", "off by two to six days")),
        ({}, {"when": {"start": "2024-01-29", "end": "2024-01-29"}}, ("date", "off by a week")),
        ({}, {"when": {"start": "2024-01-05", "end": "2024-01-05"}}, ("date", "off by up to a month")),
        ({}, {"when": {"start": "2023-02-05", "end": "2023-02-05"}}, ("date", "off by up to a year")),
        ({}, {"when": {"start": "2024-02-05", "end": "2024-02-12"}}, ("date", "shorter or longer period")),
        ({}, {"when": {"start": "2024-02-01", "end": "2024-02-12"}}, ("date", "overlapping period")),
        (
            {}, {"source": {"name": "publisher", "kind": "publisher", "mention": None}},
            ("source", "publisher instead of a voice"),
        ),
        (
            {"source": {"mention": None, "name": "publisher", "kind": "publisher"}}, {},
            ("source", "voice instead of the publisher"),
        ),
        ({}, {"source": {"name": "residents", "kind": "witness"}}, ("source", "other voice")),
        (
            {}, {"source": {"name": "residents", "kind": "witness"}, "via": [GOVERNOR]},
            ("source", "inner voice instead of the outer"),
        ),
        ({"actor": RSF}, {}, ("actor", "missing")),
        ({}, {"actor": RSF}, ("actor", "extra")),
        ({"actor": RSF}, {"actor": {"name": "army", "mention": None}}, ("actor", "other party")),
        (
            {"actor": RSF, "target": {"name": "army", "mention": None}},
            {"actor": {"name": "army", "mention": None}, "target": {"name": "army", "mention": None}},
            ("actor", "actor and target swapped"),
        ),
        ({"killed": {"low": 12, "high": None}}, {}, ("killed", "missing")),
        ({}, {"killed": {"low": 12, "high": None}}, ("killed", "extra")),
        ({"killed": {"low": 12, "high": None}}, {"killed": {"low": 12, "high": 12}}, ("killed", "bounds")),
        ({"killed": {"low": 12, "high": 12}}, {"killed": {"low": 3, "high": 3}}, ("killed", "part for the whole")),
        ({"killed": {"low": 3, "high": 3}}, {"killed": {"low": 12, "high": 12}}, ("killed", "whole for a part")),
        ({"wounded": {"low": None, "high": None}}, {"wounded": {"low": 3, "high": 3}}, ("wounded", "vague word or number")),
        ({}, {"type": "air_drone_strike"}, ("type", "shelling_artillery_missile read as air_drone_strike")),
        ({}, {"certainty": "hedged"}, ("certainty", "asserted read as hedged")),
        ({"extent": "part"}, {"extent": "full"}, ("extent", "part read as full")),
    ],
)  # fmt: skip
def test_a_wrong_field_says_how(wanted: dict[str, Any], got: dict[str, Any], mistake: tuple[str, str]) -> None:
    assert kinds([gold(**wanted)], [read(**got)], Seen(PLACES, [])) == [mistake]


def test_the_sentence_of_a_mistake() -> None:
    start = TEXT.index("seized")
    assert sentence(TEXT, start, start + 6) == "Militia fighters then seized the town's airport, residents said."
    assert sentence(TEXT, len(TEXT) - 4, len(TEXT)) == "Aid workers fled to Kas."
    assert sentence("", 0, 0) == ""
