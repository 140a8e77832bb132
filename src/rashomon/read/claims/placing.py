"""Choose the place of each event among all places of the report, by weights over how each stands to the event.

The rules of context.py make a first choice from the clause, from what is pointed back to and from the sentences
before; that choice is one sign among others (standing.py). Weights: lexicon/placing_weights.toml, made by
training/placing.py; without that file the rules' choice stands.
"""

from __future__ import annotations

import math

from rashomon.lexicon.weights import Weights, weights
from rashomon.read.claims.mentions import Candidate, Key, Mention, mention_of
from rashomon.read.claims.setting import Setting
from rashomon.read.claims.standing import weighed
from rashomon.read.claims.told import Told
from rashomon.read.events.frames import SUBJECTS
from rashomon.read.events.scene import Scene
from rashomon.read.passage import Passage
from rashomon.records import PlaceMention

_BACKED = tuple(
    f"-{word}" for word in "backed led based brokered sponsored funded trained supplied made allied".split()
)
_CONTINENTS = frozenset(["Africa", "America", "Asia", "Europe", "North America", "South America", "Oceania"])
_BANNED = frozenset("banned outlawed proscribed blacklisted designated".split())
_TOWARDS = frozenset(["to", "into", "towards", "toward", "for"])  # before where people go
_SHELTER = frozenset(["refuge", "shelter", "sheltering", "sheltered"])
_ARRIVING = frozenset("pour poured pouring arrive arrived arriving streamed stream streaming".split())
_NEAR = 6  # sentences back to the happening that people flee
_SHOWN = 5  # places of an event that `explain` lists
_MOST = 40  # places of a report that are weighed


def model() -> Weights | None:
    """The model that weighs the places of a report for an event; None where none is shipped."""
    return weights("placing_weights")


def choose_places(scenes: list[Scene], told: list[Told]) -> None:
    """Give every event the likeliest place of the report, in place; the rules' choice where nothing weighs more."""
    trained = model()
    if trained is None or not told:
        return
    setting = Setting(candidates(scenes), told)
    for n, item in enumerate(told):
        scored = [(trained.score(signs), candidate) for candidate, signs in weighed(setting, n)]
        item.shares = _shares(scored)
        choose(item, scored, setting)
        if item.event.type == "displacement":
            _leave(told[:n], item)
        if item.scene.notes is not None:
            _note(item, [(item.shares[candidate.key], candidate) for _, candidate in scored])


def _shares(scored: list[tuple[float, Candidate]]) -> dict[Key, float]:
    """How likely each place is the event's, from the scores; the shares sum to one."""
    top = max((score for score, _ in scored), default=0.0)
    powers = {candidate.key: math.exp(score - top) for score, candidate in scored}
    total = sum(powers.values())
    return {key: power / total for key, power in powers.items()}


def _note(item: Told, shares: list[tuple[float, Candidate]]) -> None:
    """Tell `explain` the likeliest places of an event with their shares, the best first."""
    best = sorted(shares, key=lambda pair: -pair[0])[:_SHOWN]
    listed = " · ".join(f"{one.place.name} {share:.2f}" for share, one in best)
    if item.place is not None and best and item.place.name != best[0][1].place.name:
        why = "what people left" if item.event.type == "displacement" else "which the best one only says the way to"
        listed += f" (taken: {item.place.name}, {why})"
    if listed:
        item.scene.note_weighed("places", item.event, listed)


def choose(item: Told, scored: list[tuple[float, Candidate]], setting: Setting) -> None:
    """Give the event the place of the highest score; of "X west of Y" in its clause never Y."""
    if not scored:
        return
    best = max(scored, key=lambda pair: pair[0])[1]
    mention = _nearest(best, item)
    spot = mention.scene.number, mention.first
    if spot in setting.chains.beside and mention.scene is item.scene and _in_clause(item, mention.place):
        best = setting.places[setting.chains.beside[spot]]
    if item.place is None or best.key != _key(item.place):
        mention = _nearest(best, item)
        item.place, item.place_scene = mention.place, mention.scene
        item.inherited_place = mention.scene is not item.scene or not _in_clause(item, mention.place)


def _leave(before: list[Told], item: Told) -> None:
    """Give people who are only said where they went the place of the happening before: that is what they left."""
    place, passage, event = item.place, item.scene.passage, item.event
    if place is None or not _reached(item, place) or passage.lower[event.trigger.start] in _ARRIVING:
        return
    for other in reversed(before):
        left = other.place
        if left is None or left.precision == "country" or other.scene is not item.scene or _key(left) == _key(place):
            continue
        if event.sentence - other.event.sentence <= _NEAR and not _reached(item, left):
            item.place, item.place_scene, item.inherited_place = left, other.place_scene, True
        return


def _reached(item: Told, place: PlaceMention) -> bool:
    """Whether the event's sentence names the place as one that people went to, and not as one that they left."""
    passage, event = item.scene.passage, item.event
    first, last = passage.sentences[event.sentence]
    if item.place_scene is not item.scene or not passage.starts[first] <= place.start < passage.ends[last - 1]:
        return False
    words = passage.lower[event.trigger.end : passage.token_at(place.start)]
    told = next((word for word in reversed(words) if word in _TOWARDS or word == "from"), None)
    trigger = passage.lower[event.trigger.start : event.trigger.end]
    return told in _TOWARDS or (told is None and not _SHELTER.isdisjoint(trigger) and bool(words))


def candidates(scenes: list[Scene]) -> dict[Key, Candidate]:
    """The distinct places of a report with their mentions, in order of first mention."""
    found: dict[Key, Candidate] = {}
    for scene in scenes:
        passage = scene.passage
        named = [place for place in dict.fromkeys(scene.marks.places) if place is not None]
        demonyms = [place for place in passage.places if place.kind == "demonym"]
        for place in sorted([*named, *demonyms], key=lambda one: one.start):
            if place.text.lower().endswith(_BACKED):
                continue  # "US-backed"
            if scene.stop is not None and place.start >= scene.stop:
                break  # named in links to other stories
            if _key(place) in found or len(found) < _MOST:
                mention = mention_of(scene, place)
                if scene.passage.lower[mention.grip.host] in _BANNED and mention.grip.link == "in":
                    continue  # "banned in Russia"
                if _too_wide(scene.passage, mention):
                    continue
                found.setdefault(_key(place), Candidate(_key(place), place)).mentions.append(mention)
    return {key: one for key, one in found.items() if not _no_place(one)}


def _too_wide(passage: Passage, mention: Mention) -> bool:
    """Whether the name is a continent's, or a sea's that only describes a place: "the Mediterranean coastal city"."""
    place = mention.place
    if place.country is not None or place.precision != "region":
        return False
    return place.name in _CONTINENTS or passage.deps[mention.last - 1] in ("amod", "compound", "nmod")


def _no_place(one: Candidate) -> bool:
    """Whether a name in no list only ever stands for a party or for who speaks."""
    if one.place.precision is not None or one.place.lat is not None:
        return False
    return all(m.party or (m.speaker and m.grip.link in SUBJECTS) for m in one.mentions)


def _nearest(candidate: Candidate, item: Told) -> Mention:
    """The mention to show: in the event's own clause, else the last one before it, else the first."""
    own = [mention for mention in candidate.mentions if mention.scene is item.scene]
    inside = [mention for mention in own if _in_clause(item, mention.place)]
    before = [mention for mention in own if mention.sentence <= item.event.sentence]
    return (inside[:1] or before[-1:] or candidate.mentions[:1])[0]


def _in_clause(item: Told, place: PlaceMention) -> bool:
    first, last = item.event.clause
    passage = item.scene.passage
    return passage.starts[first] <= place.start < passage.ends[last - 1]


def _key(place: PlaceMention) -> Key:
    return place.name, place.country
