"""The places of one report and its events, seen together: what lies in what, which events tell one happening."""

from __future__ import annotations

import math

from rashomon.read.claims.chains import Chains
from rashomon.read.claims.happenings import model, pair_signs, sight
from rashomon.read.claims.mentions import Candidate, Key, Mention
from rashomon.read.claims.told import FINE, Told, within
from rashomon.read.events.roles import place_words
from rashomon.records import PlaceMention

Signs = dict[str, float]

KIN = 25  # events before and after that may tell the same happening
_LOOSE_TIE = 0.1  # chance below which two events are not held against each other
_CLAUSE, _SENTENCE = 3, 5  # ranks of places (roles.place_words)
_WIDE = frozenset("province provinces governorate governorates countryside".split())  # the place and what lies around
_OPENING = frozenset("in at near on around outside across inside".split())
_NEAR = 40.0  # km within which a place may be what "near X" speaks of


class Setting:
    """The places of one report, and what is common to all its events."""

    def __init__(self, places: dict[Key, Candidate], told: list[Told]) -> None:
        self.places = places
        self.told = told
        self.total = sum(len(one.mentions) for one in places.values())
        towns = [key for key, one in places.items() if FINE[one.place.precision] <= 0 and not is_people(one)]
        self.main_town = max(towns, key=lambda key: len(places[key].mentions), default=None)
        self.first_town = towns[0] if towns else None
        self.chains = Chains(places)
        self.own = [self._own(item) for item in told]
        self.fixed = {key: self._fixed(one) for key, one in places.items()}
        self.wide = {key for key, one in places.items() if any(not _WIDE.isdisjoint(m.kinds) for m in one.mentions)}
        self.openers = len({m.first for one in places.values() for m in one.mentions if m.line == "opening"})
        self._held: dict[tuple[Key, Key], bool] = {}
        self._zones: dict[frozenset[Key], dict[Key, str]] = {}
        self.sights = [sight(item, frozenset(self._named(item))) for item in told]
        for ranks, seen in zip(self.own, self.sights, strict=True):
            for key in seen.places:
                if ranks.get(key) == _SENTENCE:
                    ranks[key] = _CLAUSE  # "In X, ..." places what follows as if its clause named it
        self.ties = self._tied()

    def _named(self, item: Told) -> set[Key]:
        """The places that an event's clause names for themselves."""
        named = {key for key, one in self.places.items() if _plainly(self, one, item)}
        if not named and (opening := self._opening(item)) is not None:
            return {opening}
        if named:
            return named
        return {key for key, one in self.places.items() if _plainly(self, one, item, near=True)}

    def _opening(self, item: Told) -> Key | None:
        """The place of an "In X, ..." that opens the event's sentence before its words."""
        head, scene = item.event.trigger.head, item.scene
        for key, one in self.places.items():
            for m in one.mentions:
                here = m.scene is scene and m.sentence == item.event.sentence and m.first < head
                if here and opens(m) and named_for_itself(self, m):
                    return key
        return None

    def nested(self, inner: Key, outer: Key) -> bool:
        """Whether one place of the report lies in another, by their keys."""
        return self.lies_in(self.places[inner], self.places[outer])

    def narrowest(self, keys: frozenset[Key]) -> frozenset[Key]:
        """Those of the places that hold no other of them."""
        return frozenset(key for key in keys if not any(self.nested(other, key) for other in keys if other != key))

    def zones(self, keys: frozenset[Key]) -> dict[Key, str]:
        """What every place of the report is to the given ones: here, inside, around or elsewhere; empty for none."""
        if not keys:
            return {}
        if keys not in self._zones:
            given = [self.places[key] for key in keys]
            self._zones[keys] = {
                key: "here"
                if key in keys
                else "inside"
                if any(self.lies_in(one, other) for other in given)
                else "around"
                if any(self.lies_in(other, one) for other in given)
                else "elsewhere"
                for key, one in self.places.items()
            }
        return self._zones[keys]

    def _tied(self) -> dict[int, list[tuple[int, float]]]:
        """For each event the others that may be the same happening, with the chance of it."""
        trained = model()
        ties: dict[int, list[tuple[int, float]]] = {n: [] for n in range(len(self.told))}
        if trained is None:
            return ties
        for n, one in enumerate(self.sights):
            for m in range(n + 1, min(len(self.sights), n + 1 + KIN)):
                chance = trained.chance(pair_signs(one, self.sights[m], self.nested))
                if chance > _LOOSE_TIE:
                    ties[n].append((m, chance))
                    ties[m].append((n, chance))
        return ties

    def _own(self, item: Told) -> dict[Key, int]:
        """The places of an event's sentence with the best rank of each (roles.place_words)."""
        ranks: dict[Key, int] = {}
        for rank, place in place_words(item.scene.passage, item.scene.marks, item.event):
            ranks.setdefault((place.name, place.country), rank)
        return ranks

    def _fixed(self, one: Candidate) -> Signs:
        """The signs of a place that are the same for every event."""
        return {
            "most named town": one.key == self.main_town,
            "first named town": one.key == self.first_town,
            "always outer": all(self.chains.role(m) == "outer" for m in one.mentions),
            "only place": len(self.places) == 1,
            "only a people's name": is_people(one),
            "only as a party": all(m.party for m in one.mentions),
            "only in a speaker's name": all(m.party or m.speaker for m in one.mentions),
            "share of mentions": len(one.mentions) / self.total,
            "in title": any(m.scene.passage.in_title for m in one.mentions),
            "in first sentence": any(not m.scene.passage.in_title and m.sentence == 0 for m in one.mentions),
            "only in the dateline": all(m.line == "dateline" for m in one.mentions),
        }

    def lies_in(self, inner: Candidate, outer: Candidate) -> bool:
        """Whether the report or the gazetteer puts one place into the other."""
        pair = inner.key, outer.key
        if pair not in self._held:
            self._held[pair] = self._lies_in(inner, outer)
        return self._held[pair]

    def _lies_in(self, inner: Candidate, outer: Candidate) -> bool:
        put = self.chains.inner.get(inner.key, set())
        if outer.key in put:
            return True
        if inner.key in self.chains.inner.get(outer.key, set()):
            return False
        if inner.place.precision is None:
            # in no list: it lies in the country, unless the text puts it into another part of it
            others = [self.places[key].place for key in put if self.places[key].place.precision != "country"]
            fits = all(within(other, outer.place) or within(outer.place, other) for other in others)
            return outer.place.precision is not None and inner.place.country == outer.place.country and fits
        finer = FINE[inner.place.precision] < FINE[outer.place.precision]
        if not finer and outer.key in self.wide and inner.key not in self.wide:
            finer = FINE[inner.place.precision] <= 1  # "Homs" of "Homs province"
        return finer and outer.place.precision != "region" and within(inner.place, outer.place)

    def part(self, one: Candidate, chosen: Candidate | None) -> str:
        """What a place is to the one chosen so far: the same, inside it, around it, near it, or another."""
        if chosen is None:
            return "open"
        if one is chosen:
            return "chosen"
        if self.lies_in(one, chosen):
            return "inside" if one.place.precision is not None else "inside, unlisted"
        if self.lies_in(chosen, one):
            return "around"
        return "near" if _km(one.place, chosen.place) < _NEAR else "other"


def _km(one: PlaceMention, other: PlaceMention) -> float:
    """Kilometres between two places; without end where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(one.lat - other.lat, east)


def opens(m: Mention) -> bool:
    """Whether the mention opens its sentence after a preposition or a single word: "In X", "Elsewhere in X"."""
    start = m.scene.passage.sentences[m.sentence][0]
    inside = m.scene.passage.words[start] == "In" and m.grip.link == m.before
    return m.before in _OPENING and (m.first - start <= 2 or (m.first - start <= 7 and inside))


def is_people(candidate: Candidate) -> bool:
    """Whether the report only names the people of the place, never the place."""
    return all(mention.place.kind == "demonym" for mention in candidate.mentions)


def _plainly(setting: Setting, one: Candidate, item: Told, near: bool = False) -> bool:
    """Whether the clause names the place for itself, not to say where another one lies, who speaks or who acts.

    ``near``: also where it is named to say what something lies near.
    """
    first, last = item.event.clause
    return any(
        m.scene is item.scene and first <= m.first < last and named_for_itself(setting, m, near) for m in one.mentions
    )


def named_for_itself(setting: Setting, m: Mention, near: bool = False) -> bool:
    """Whether a mention is no party, speaker or dateline, and (unless ``near``) not what another place lies near."""
    if m.party or m.speaker or m.line == "dateline":
        return False
    return near or not (m.grip.aside or setting.chains.role(m))
