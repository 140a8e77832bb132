"""The phrase that names a place: with its kind ("the Rajgal valley"), its direction and the places listed with it."""

from __future__ import annotations

from rashomon.lexicon.events import noun_set
from rashomon.read.marks import Marks
from rashomon.read.passage import Passage
from rashomon.records import PlaceMention

_KIND_WORDS = frozenset(
    "military air refugee residential industrial border rural neighbourhood neighborhood countryside valley mountains "
    "hills forest jungle farm farms gas oil field fields airport airbase suburbs suburb quarter street square river "
    "crossing provinces governorates districts villages towns cities areas neighborhoods neighbourhoods".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern southwestern "
    "north-east north-west south-east south-west northeast northwest southeast southwest rural upper lower greater "
    "downtown mid".split()
)


def place_phrase(passage: Passage, marks: Marks, place: PlaceMention) -> tuple[int, int]:
    """The tokens (end exclusive) of the phrase around a place's name."""
    first, last = passage.tokens(place.start, place.end)
    begin, end = passage.sentences[passage.sentence_of[first]]
    if last < end and passage.lower[last] == "s" and passage.tags[last] == "POS":
        last += 1  # "Idlibs countryside", with the apostrophe lost
    size = last
    while size < end and (passage.lower[size] in _KIND_WORDS or passage.lower[size] in noun_set("place")):
        size += 1
    last = size if size > last and passage.lower[size - 1] not in ("military", "air", "residential", "oil", "gas") else last
    if passage.lower[last - 1] == "s" and passage.tags[last - 1] == "POS":
        last -= 1
    while first > begin and passage.lower[first - 1] in _DIRECTIONS:
        first -= 1
    return first, _listed(passage, marks, last, end)


def _listed(passage: Passage, marks: Marks, last: int, end: int) -> int:
    """Past "and Y" and ", Y and Z", where these are places too."""
    for _ in range(6):
        at = last
        while at < end and passage.lower[at] in (",", "and", "or"):
            at += 1
        if at == last or at >= end or marks.places[at] is None or passage.lower[at - 1] == ",":
            break
        while at < end and marks.places[at] is not None:
            at += 1
        last = at
    return last
