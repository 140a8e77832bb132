"""Signs from what points to a place: "the town" in the event's clause, the words that open its sentence or its line."""

from __future__ import annotations

from functools import lru_cache

from rashomon.lexicon.events import noun_set
from rashomon.read.claims.mentions import Key
from rashomon.read.claims.setting import Setting, Signs, is_people, opens
from rashomon.read.claims.told import Told

_LEVEL = {
    "town": ("town",), "city": ("town",), "village": ("town", "unlisted"), "camp": ("town", "unlisted"),
    "district": ("town", "admin2", "unlisted"), "neighbourhood": ("town", "unlisted"), "capital": ("town",),
    "area": ("town", "admin2", "region", "unlisted"), "region": ("admin1", "region"), "enclave": ("town", "region"),
    "province": ("admin1",), "governorate": ("admin1",), "state": ("admin1",), "country": ("country",),
    "neighborhood": ("town", "unlisted"), "suburb": ("town", "unlisted"), "town's": ("town",), "island": ("region",),
}  # fmt: skip
_LOG = 3  # lines that open with a place, from which a report is a log
_POINTING = frozenset(["the", "this", "that", "its", "their", "same"])


def pointed(setting: Setting, item: Told) -> dict[Key, Signs]:
    """The signs of every place that something in the event's clause, sentence or line points to."""
    found: dict[Key, Signs] = {}
    for signs in (_nouned(setting, item), _heading(setting, item), _fronted(setting, item)):
        for key, more in signs.items():
            found.setdefault(key, {}).update(more)
    return found


def _nouned(setting: Setting, item: Told) -> dict[Key, Signs]:
    """Which places fit "the town", "the airport" in the event's clause, and which of them was named last."""
    passage, marks = item.scene.passage, item.scene.marks
    first, last = item.event.clause
    signs: dict[Key, Signs] = {}
    nouns = _nouns()
    for at in range(first + 1, min(last, len(passage))):
        noun = passage.lower[at]
        if noun not in nouns or marks.places[at] is not None or passage.tags[at] not in ("NN", "NNS"):
            continue
        if not any(passage.lower[kid] in _POINTING for kid in passage.kids[at]) or _has_name(item, at, last):
            continue
        levels = _LEVEL.get(noun, ())
        kind = "level" if levels else "site"
        best: tuple[int, int, Key] | None = None
        fitting: set[Key] = set()
        for key, one in setting.places.items():
            own = [m for m in one.mentions if noun in m.kinds]
            fits = own or (one.place.precision or "unlisted") in levels
            if not fits or is_people(one):
                if levels:
                    signs.setdefault(key, {})["pointed, does not fit"] = 1.0
                continue
            fitting.add(key)
            before = [m for m in one.mentions if (m.scene.number, m.first) < (item.scene.number, at) and not m.party]
            if own:
                signs.setdefault(key, {})[f"pointed, of that kind, {kind}"] = 1.0
            if before:
                spot = (before[-1].scene.number, before[-1].first, key)
                best = spot if best is None or spot[:2] > best[:2] else best
        if best is not None:
            signs.setdefault(best[2], {})[f"pointed, last that fits, {kind}"] = 1.0
            signs[best[2]][f"pointed, last that fits, {noun}"] = 1.0
        if len(fitting) == 1:
            signs.setdefault(next(iter(fitting)), {})["pointed, only one that fits"] = 1.0
        for key in fitting:
            signs.setdefault(key, {})["pointed, fits"] = 1.0
    return signs


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Place nouns that may point back to a name."""
    return noun_set("place") - {"part", "parts", "side", "most", "half", "third", "heart", "ground", "land", "front"}


def _has_name(item: Told, at: int, last: int) -> bool:
    """Whether the noun's own phrase names a place: "the town of X", "the X province"."""
    marks, passage = item.scene.marks, item.scene.passage
    left, right = passage.edges(at)
    return any(place is not None for place in marks.places[max(left, at - 4) : min(right, at + 5)])


def _fronted(setting: Setting, item: Told) -> dict[Key, Signs]:
    """The place that opens the event's sentence ("In X, ..."), and the one that opened a sentence last."""
    scene, head = item.scene, item.event.trigger.head
    spots = [
        (m.sentence, key)
        for key, one in setting.places.items()
        for m in one.mentions
        if m.scene is scene and m.first < head and m.sentence <= item.event.sentence and opens(m)
    ]
    signs: dict[Key, Signs] = {}
    if spots:
        sentence, key = max(spots, key=lambda spot: spot[0])
        gap = item.event.sentence - sentence
        signs[key] = {f"opened its sentence, {min(gap, 3)} back": 1.0}
    return signs


def _heading(setting: Setting, item: Told) -> dict[Key, Signs]:
    """The place that heads the event's line, or the heading last before it."""
    scene, head = item.scene, item.event.trigger.head
    spots = [
        (m.first, m.line, key)
        for key, one in setting.places.items()
        for m in one.mentions
        if m.scene is scene and m.first < head and m.line in ("heading", "opening")
    ]
    if not spots:
        return {}
    first, line, key = max(spots)
    between = scene.passage.text[scene.passage.starts[first] : scene.passage.starts[head]]
    return {key: {f"under its {line}, {min(between.count(chr(10)), 3)} lines": 1.0, "under its heading": 1.0}}


def log_place(setting: Setting, n: int) -> Key | None:
    """Where lines open with places, as in a log, the one that opens the event's line, if its clause names none."""
    item = setting.told[n]
    if setting.openers < _LOG or setting.sights[n].places:
        return None
    scene, head = item.scene, item.event.trigger.head
    spots = [
        (m.first, key)
        for key, one in setting.places.items()
        for m in one.mentions
        if m.scene is scene and m.first < head and m.line == "opening"
    ]
    if not spots:
        return None
    first, key = max(spots)
    return key if "\n" not in scene.passage.text[scene.passage.starts[first] : scene.passage.starts[head]] else None
