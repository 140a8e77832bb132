"""Signs from where other events of the report are told to have happened: the one before, one of the same happening."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.lexicon.families import FAMILY
from rashomon.read.claims.mentions import Candidate, Key
from rashomon.read.claims.setting import KIN, Setting, Signs
from rashomon.read.claims.told import Told

_PARTS = {"here": "named", "inside": "inside", "around": "around", "elsewhere": "other"}


def context(setting: Setting, n: int) -> Callable[[Candidate], Signs]:
    """Signs from where other events of the report are told to have happened."""
    told, places = setting.told, setting.places
    item = told[n]
    chooser = _at(places, item)
    empty = "" if any(rank <= 3 for rank in setting.own[n].values()) else ", nothing in clause"
    before = next((other for other in reversed(told[:n]) if other.place is not None), None)
    pointed = next((other for other in told[:n] if other.event is item.antecedent), None)
    alike = next((other for other in reversed(told[:n]) if other.event.type == item.event.type), None)
    gap = "far"
    if before is not None and before.scene is item.scene:
        gap = str(min(item.event.sentence - before.event.sentence, 3))
    kin = _kindred(setting, n)

    def signs(one: Candidate) -> Signs:
        part = setting.part(one, chooser)
        found: Signs = {}
        for told_at, how, where in kin:
            if one.key in told_at:
                found |= {f"kindred event here, {how}, {where}, {part}": 1.0, f"kindred event here, {how}, {part}": 1.0}
                found[f"kindred event here{empty}"] = 1.0
        return {
            "of the happening pointed to": _at(places, pointed) is one,
            "in the place of the happening pointed to": _inside(setting, one, _at(places, pointed)),
            f"of the event before, {gap} sentences{empty}": _at(places, before) is one,
            f"of the event before{empty}": _at(places, before) is one,
            "in the place of the event before": _inside(setting, one, _at(places, before)),
            "around the place of the event before": _inside(setting, _at(places, before), one),
            f"of the event of its type before{empty}": _at(places, alike) is one,
            f"of the first event{empty}": _at(places, told[0]) is one,
            **found,
        }

    return signs


def ties(setting: Setting, n: int) -> Callable[[Key], Signs]:
    """Signs from the places that other tellings of the same happening name: here, in here, or elsewhere."""
    own = setting.zones(setting.narrowest(setting.sights[n].places))
    there: list[tuple[dict[Key, str], float, str]] = []
    for m, chance in setting.ties[n]:
        if setting.sights[m].places:
            there.append((setting.zones(setting.sights[m].places), chance, "named"))
        chosen = _at(setting.places, setting.told[m]) if m < n else None
        if chosen is not None:
            there.append((setting.zones(frozenset([chosen.key])), chance, "chosen"))

    def signs(key: Key) -> Signs:
        part = _PARTS[own[key]] if own else "open"
        found: Signs = {f"to the clause {part}": 1.0}
        for zones, chance, how in there:
            zone = zones[key]
            name = f"same happening {how} {zone}"
            if chance > found.get(name, 0.0):
                found[name] = chance
            if zone != "elsewhere":
                name = f"{name}, {part}"
                if chance > found.get(name, 0.0):
                    found[name] = chance
        return found

    return signs


def _at(places: dict[Key, Candidate], item: Told | None) -> Candidate | None:
    if item is None or item.place is None:
        return None
    return places.get((item.place.name, item.place.country))


def _kindred(setting: Setting, n: int) -> list[tuple[set[Key], str, str]]:
    """Where the text itself places events that may be the same happening: how alike each is, and where it stands."""
    item = setting.told[n]
    family, figures = FAMILY.get(item.event.type), _figures(item)
    found = []
    for m in range(max(0, n - KIN), min(len(setting.told), n + KIN)):
        other = setting.told[m]
        if m == n or not (FAMILY.get(other.event.type) == family or other.event.kill or item.event.kill):
            continue
        placed = {key for key, rank in setting.own[m].items() if rank <= 1}
        if not placed:
            continue
        how = (
            "same figure"
            if figures & _figures(other)
            else "same type"
            if other.event.type == item.event.type
            else "kin"
        )
        if other.scene is not item.scene:
            where = "early" if other.event.sentence < 3 else "late"
        else:
            gap = other.event.sentence - item.event.sentence
            where = ("on" if gap > 0 else "back") + (" near" if abs(gap) <= 2 else " far")
        found.append((placed, how, where))
    return found


def _figures(item: Told) -> set[int]:
    return {figure for toll in item.event.tolls for figure in (toll.low, toll.high) if figure}


def _inside(setting: Setting, one: Candidate | None, other: Candidate | None) -> bool:
    return one is not None and other is not None and one is not other and setting.lies_in(one, other)
