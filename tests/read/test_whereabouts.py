"""The words that name a place: with its kind, what holds it, and the places listed with it."""

from __future__ import annotations

import pytest
from test_unlisted import scene

from rashomon.read.events.whereabouts import place_phrase


def phrase(text: str, name: str) -> str:
    found = scene(text)
    place = next(place for place in found.marks.places if place is not None and place.text == name)
    return found.passage.span(*place_phrase(found.passage, found.marks, place)).text


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Jets struck Goma and Bukavu on Monday.", "Goma", "Goma and Bukavu"),
        ("Jets struck Goma and Bukavu on Monday.", "Bukavu", "Goma and Bukavu"),
        ("Rockets fell in Goma and Bukavu provinces.", "Goma", "Goma and Bukavu provinces"),
        ("Fighting went on in Goma and the outskirts of Bukavu.", "Goma", "Goma and the outskirts of Bukavu"),
        ("He was shot dead on his farm at Goma today.", "Goma", "Goma"),
        ("Troops shelled the Zorumba district of Goma today.", "Zorumba", "Zorumba district of Goma"),
    ],
)
def test_the_phrase_of_a_place(text: str, name: str, words: str) -> None:
    assert phrase(text, name) == words
