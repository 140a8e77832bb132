"""Places told by another one: "40 km west of X", "east of the city", "the outskirts of X", "the border with X".

Such a place is its own (precision "relative"): its name is made of the words, its point lies in the said direction at
the said distance, else where the other place lies; a distance in metres moves nothing. A border with a country has no
point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from rashomon.read.claims.told import Told
from rashomon.read.passage import Passage
from rashomon.records import Place, PlaceMention, Span

_KM = {"km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometers": 1.0, "kilometre": 1.0, "kilometres": 1.0} | {
    "mile": 1.609, "miles": 1.609,
}  # fmt: skip
_DIGITS = 2  # of a computed point's degrees, about a kilometre: places are told, not positions
_BEARING = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
    "west": 270.0, "northwest": 315.0,
}  # fmt: skip
_FRINGE = frozenset("outskirts outskirt suburbs suburb countryside surroundings edge environs hinterland".split())
_PARTS = frozenset("suburbs suburb countryside hinterland".split())  # named as places of their own
_KINDS = frozenset("city town village capital camp district province".split())
_BORDERS = frozenset("border borders frontier".split())
_SKIPPED = frozenset(["the", "of", "historic", "ancient"]) | _KINDS
_EARTH = 6371.0  # km
_FARTHEST = 500.0  # km


@dataclass(frozen=True, slots=True)
class Offset:
    """What is said of the way from the anchor: tokens ``first`` to ``last``, the words, km and degrees where told."""

    first: int
    last: int
    words: str
    km: float | None = None
    bearing: float | None = None
    turned: bool = False  # tells a way or a distance from the anchor, not a part of it


def relative(place: Place, item: Told) -> Place | None:
    """The place that the words put beside the chosen one; None where they mean the chosen place itself."""
    anchor, scene = item.place, item.place_scene
    if anchor is None or scene is None or not anchor.text:
        return None
    passage = scene.passage
    offset = None
    if scene is item.scene and _in_clause(item, anchor):
        offset = _named(passage, anchor)
    elif item.inherited_place:
        passage = item.scene.passage
        offset = _pointed(passage, item.event.clause)
    if offset is None:
        return None
    lat, lon = (None, None) if place.precision == "country" else _moved(place.lat, place.lon, offset)
    mention: Span | None = passage.span(offset.first, offset.last)
    if passage is scene.passage and offset.turned:
        mention = passage.span(*passage.tokens(anchor.start, anchor.end))  # the name; the way is in the place's name
    if passage.in_title != item.scene.passage.in_title:
        mention = None
    name = f"{offset.words} {place.name}"
    if passage.lower[offset.last - 1] in _BORDERS:
        name = " ".join(part for part in (offset.words, "the", anchor.text, "border") if part)
    return Place(name, None, lat, lon, place.country, place.admin1, "relative", mention)


def _in_clause(item: Told, anchor: PlaceMention) -> bool:
    first, last = item.event.clause
    passage = item.scene.passage
    return passage.starts[first] <= anchor.start < passage.ends[last - 1]


def _named(passage: Passage, anchor: PlaceMention) -> Offset | None:
    """The offset before a name, or the fringe after it ("X suburbs", "X's eastern outskirts")."""
    first, last = passage.tokens(anchor.start, anchor.end)
    begin, end = passage.sentences[passage.sentence_of[first]]
    at = first
    while at > begin and passage.lower[at - 1] in _SKIPPED and passage.lower[at - 2 : at - 1] != ["border"]:
        at -= 1
        if passage.lower[at] == "of" and passage.lower[at - 1] not in _KINDS:
            break
    border = last < end and passage.lower[last] in _BORDERS
    if border:
        last += 1
    found = _before(passage, at if passage.lower[at] == "of" else at - 1, begin, last)
    if found is not None:
        return found
    if border and (anchor.kind == "demonym" or anchor.precision == "country"):
        return Offset(first, last, "")
    after = last
    while after < end and (passage.lower[after] in ("'s", "’s", "s") or _compass(passage.lower[after]) is not None):
        after += 1
    if after < end and passage.lower[after] in _FRINGE and anchor.kind == "toponym":
        words = [w for w in passage.lower[last:after] if _compass(w) is not None]
        return Offset(first, after + 1, " ".join([*words, passage.lower[after], "of"]))
    return None


def _pointed(passage: Passage, clause: tuple[int, int]) -> Offset | None:
    """ "east of the city", "the outskirts of the town" in an event's clause."""
    first, last = clause
    for at in range(first + 1, last - 2):
        if passage.lower[at] in ("of", "from") and passage.lower[at + 1] == "the" and passage.lower[at + 2] in _KINDS:
            found = _before(passage, at, first, at + 3)
            if found is not None:
                return found
    return None


def _before(passage: Passage, link: int, begin: int, last: int) -> Offset | None:
    """The offset that ends in the preposition at ``link``: "40 km (25 miles) to the west of"."""
    if link <= begin or passage.lower[link] not in ("of", "from", "with"):
        return None
    at = link - 1
    word = passage.lower[at]
    if passage.lower[link] == "with":
        return Offset(at, last, "border with") if word in _BORDERS else None
    if word in _FRINGE and passage.lower[link] == "of":
        side = _compass(passage.lower[at - 1]) is not None and at - 1 >= begin
        first = at - 1 if side else at
        turned = word not in _PARTS
        return Offset(first, last, " ".join([*passage.lower[first : at + 1], "of"]), turned=turned)
    bearing = _compass(word)
    if bearing is not None and word.endswith("ern"):
        return None  # "the eastern of"
    first = at if bearing is not None else link
    at = first - 1
    while at > begin and passage.lower[at] in ("the", "to", "away", "just", "due"):
        at -= 1
    start, km = _distance(passage, at, begin)
    if km is not None and km <= _FARTHEST:
        first = start
    elif bearing is None:
        return None
    else:
        km = None
    way = word.replace("-", "") if bearing is not None else ""
    parts = [f"{km:g} km" if km is not None else "", way, "of" if way else "from"]
    words = " ".join(part for part in parts if part)
    return Offset(first, last, words, km, bearing, turned=True)


def _distance(passage: Passage, at: int, begin: int) -> tuple[int, float | None]:
    """The first token and the km of a distance that ends at the token: "40 kilometres", "40 km (25 miles)"."""
    if passage.lower[at] == ")":
        opening = next((n for n in range(at, max(begin, at - 5), -1) if passage.lower[n] == "("), None)
        if opening is None or opening - 1 <= begin:
            return at, None
        at = opening - 1
    unit, number = passage.lower[at], at - 1
    if unit not in _KM and unit[:1].isdigit():
        figure = unit.rstrip("kms")  # "40km"
        return (at, float(figure)) if unit.endswith("km") and figure.isdigit() else (at, None)
    if unit not in _KM or number < begin:
        return at, None
    try:
        return number, round(float(passage.lower[number].replace(",", "")) * _KM[unit], 1)
    except ValueError:
        return at, None


def _compass(word: str) -> float | None:
    plain = word.replace("-", "").removesuffix("ern")
    return _BEARING.get(plain)


def _moved(lat: float | None, lon: float | None, offset: Offset) -> tuple[float | None, float | None]:
    """The point at the offset's distance and bearing from another one, on a sphere."""
    if lat is None or lon is None or offset.km is None or offset.bearing is None:
        return lat, lon
    turn, way = math.radians(offset.bearing), offset.km / _EARTH
    a, b = math.radians(lat), math.radians(lon)
    north = math.asin(math.sin(a) * math.cos(way) + math.cos(a) * math.sin(way) * math.cos(turn))
    east = b + math.atan2(math.sin(turn) * math.sin(way) * math.cos(a), math.cos(way) - math.sin(a) * math.sin(north))
    return round(math.degrees(north), _DIGITS), round((math.degrees(east) + 540) % 360 - 180, _DIGITS)
