"""The phrase that names a place: with its kind ("the Rajgal valley"), its direction and the places listed with it."""

from __future__ import annotations

from rashomon.lexicon.events import noun_set
from rashomon.read.events.marks import Marks
from rashomon.read.passage import Passage
from rashomon.read.places.words import words
from rashomon.records import PlaceMention

_KIND_WORDS = frozenset(
    "military air refugee residential industrial border rural neighbourhood neighborhood countryside valley mountains "
    "hills forest jungle farm farms gas oil field fields airport airbase suburbs suburb quarter street square river "
    "crossing provinces governorates districts villages towns cities areas neighborhoods neighbourhoods".split()
)
_QUARTERS = frozenset("neighbourhood neighborhood district area quarter suburb neighbourhoods neighborhoods".split())
_BEFORE_NOUN = ("JJ", "DT", "NN", "CD", "PRP$")
_LINKS = frozenset("of in at near outside around".split())
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern north-east north-west south-east south-west northeast northwest southeast southwest rural upper "
    "lower greater downtown mid".split()
)


_VAGUE = frozenset(
    "side part parts position positions stronghold strongholds bastion bastions half front ground land centre center "
    "heart most third edge strip swathe swath hub pocket territory headquarters".split()
)


def site(passage: Passage, place: PlaceMention) -> str | None:
    """The name of a site called after the place: "Menagh air base", "Atmeh crossing"; None where none follows."""
    first, last = passage.tokens(place.start, place.end)
    for size in (3, 2, 1):
        after = passage.lower[last : last + size]
        if (
            len(after) == size
            and " ".join(after) in words().sites
            and passage.sentence_of[last] == passage.sentence_of[first]
        ):
            return passage.span(first, last + size).text
    return None


def place_phrase(passage: Passage, marks: Marks, place: PlaceMention) -> tuple[int, int]:
    """The tokens (end exclusive) of the phrase around a place's name."""
    first, last = passage.tokens(place.start, place.end)
    first = _described(passage, marks, first, last)
    begin, end = passage.sentences[passage.sentence_of[first]]
    if last < end and passage.lower[last] == "s" and passage.tags[last] == "POS":
        last += 1  # "Idlibs countryside", with the apostrophe lost
    size = last
    while size < end and (passage.lower[size] in _KIND_WORDS or passage.lower[size] in noun_set("place")):
        size += 1
    last = (
        size
        if size > last and passage.lower[size - 1] not in ("military", "air", "residential", "oil", "gas")
        else last
    )
    if passage.lower[last - 1] == "s" and passage.tags[last - 1] == "POS":
        last -= 1
    while first > begin and (
        passage.lower[first - 1] in DIRECTIONS
        or (passage.lower[first - 1] == "and" and first - 2 > begin and passage.lower[first - 2] in DIRECTIONS)
    ):
        first -= 1
    first, listed = _listed_before(passage, marks, first, begin), _listed(passage, marks, last, end)
    if listed == last and (place.lat is None or passage.lower[last - 1] in _QUARTERS):
        listed = _held(passage, marks, last, end)
    return first, listed


def _held(passage: Passage, marks: Marks, last: int, end: int) -> int:
    """Past "in Y" or "of the Y district" after a name in no list or a quarter: what tells which X is meant."""
    at = last + 1
    if last >= end or passage.lower[last] not in ("in", "of"):
        return last
    while at < end and (passage.lower[at] in DIRECTIONS | {"the", "city", "town"}):
        at += 1
    if at >= end or marks.places[at] is None:
        return last
    while at < end and (marks.places[at] is not None or passage.lower[at] in noun_set("place")):
        at += 1
    return at


def _described(passage: Passage, marks: Marks, first: int, last: int) -> int:
    """The start of "the eastern district of", "an airport compound in" or "a strategic town near" before a name."""
    start, floor = first, passage.sentences[passage.sentence_of[first]][0]
    for _ in range(2):  # "a strategic town near the historical city of"
        link = start - 1
        while link > floor and (passage.lower[link] in DIRECTIONS | {"the"} or passage.tags[link] == "JJ"):
            link -= 1
        noun = link - 1
        if noun < floor or passage.lower[link] not in _LINKS or passage.lower[noun] not in noun_set("place") - _VAGUE:
            break
        if any(tag == "PRP$" for tag in passage.tags[max(floor, noun - 3) : noun]):
            break  # "his farm at X"
        start = noun
        while start > floor and passage.tags[start - 1] in _BEFORE_NOUN and not marks.actors[start - 1]:
            start -= 1
    return start


def _listed(passage: Passage, marks: Marks, last: int, end: int) -> int:
    """Past "and Y", ", Y and Z", "and the outskirts of Y", where these are places too, and "provinces" after them."""
    start = last
    for _ in range(6):
        at = last
        while at < end and passage.lower[at] in (",", "and", "or", "neighbouring", "neighboring"):
            at += 1
        if at > last and passage.lower[at - 1] == ",":
            break
        if at > last:
            at = _article_before(passage, marks, at, end)
        if at >= end or marks.places[at] is None or (at == last and marks.places[at] is marks.places[at - 1]):
            break
        while at < end and marks.places[at] is not None:
            at += 1
        last = at
    kind = last
    while last > start and kind < end and kind - last < 2 and passage.lower[kind] in _KIND_WORDS | noun_set("place"):
        kind += 1
    return kind if last > start else last


def _article_before(passage: Passage, marks: Marks, at: int, end: int) -> int:
    """Past "the", "the outskirts of", "the town of" to a place; the same token where none follows."""
    here = at + (passage.lower[at : at + 1] == ["the"])
    if passage.lower[here : here + 1] and passage.lower[here] in noun_set("place"):
        here += 1
        if passage.lower[here : here + 1] != ["of"]:
            return at
        here += 1
    return here if here < end and marks.places[here] is not None else at


def _listed_before(passage: Passage, marks: Marks, first: int, begin: int) -> int:
    """Back over "X and" before a place where X is one of its kind."""
    for _ in range(6):
        at = first - 1
        if at <= begin or passage.lower[at] not in ("and", ",") or marks.places[at - 1] is None:
            break
        place, here = marks.places[at - 1], marks.places[first]
        if passage.lower[at] == "," and not (first < len(passage) and "and" in passage.lower[first : first + 5]):
            break
        if here is None or place is None or (place.precision == "country") != (here.precision == "country"):
            break
        while at > begin and marks.places[at - 1] is not None and marks.actors[at - 1] is None:
            at -= 1
        if marks.places[at] is None:
            break
        first = at
    return first
