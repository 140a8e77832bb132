"""Fill from the report what an event's own clause leaves open: place, type of attack, parties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from rashomon.lexicon.countries import country_by_code
from rashomon.lexicon.events import noun_set
from rashomon.lexicon.families import FAMILY
from rashomon.read.claims.casting import choose_parties
from rashomon.read.claims.placing import choose_places
from rashomon.read.claims.players import name_party
from rashomon.read.claims.shares import join_wholes
from rashomon.read.claims.standing import WHOLE
from rashomon.read.claims.told import FINE, Told, within
from rashomon.read.events.answers import is_answer
from rashomon.read.events.coreference import last_place
from rashomon.read.events.find import Scene
from rashomon.read.events.frames import inside
from rashomon.read.events.parties import fits_party
from rashomon.read.events.roles import EventMention, place_words
from rashomon.read.events.tolls import spared
from rashomon.read.passage import ActorMention
from rashomon.records import PlaceMention

_ATTACKS = frozenset(["explosive", "violence", "clash"])
_WIDE = ("country", "region")
_UNTYPED = frozenset(["attack", "armed_clash", "remote_explosive_ied"])


def report_country(scenes: Iterable[Scene]) -> str | None:
    """The country (ISO3) that most places of the report lie in; names in the title count twice."""
    votes: Counter[str] = Counter()
    for scene in scenes:
        for place in scene.passage.places:
            if place.country is not None:
                weight = 2 if place.kind == "toponym" else 1
                votes[place.country] += weight * (2 if scene.passage.in_title else 1)
    if not votes:
        return None
    best = max(votes.values())
    return min(country for country, count in votes.items() if count == best)


def own_place(scenes: list[Scene], scene: Scene, event: EventMention) -> PlaceMention | None:
    """The most specific place of the event's own clause, then of its sentence; "the town" is traced back first."""
    ranked = place_words(scene.passage, scene.marks, event)
    close = [place for rank, place in ranked if rank <= 3]
    if close:
        best = close[0]
        for other in close[1:]:
            if FINE[other.precision] < FINE[best.precision] and within(other, best):
                best = other
        if best.precision in ("town", "admin2", "region", "relative"):
            return best
    pointed = _pointed(scenes, scene, event)
    if pointed is not None and (not close or within(pointed, close[0])):
        return pointed
    if close:
        if event.type == "cumulative_toll":
            return close[0]
        finer = [
            place
            for rank, place in ranked
            if FINE[place.precision] < 2 and within(place, close[0]) and (rank <= 3 or place.precision is not None)
        ]
        return finer[0] if finer and close[0].precision in ("country", "admin1") else close[0]
    return ranked[0][1] if ranked else None


def _pointed(scenes: list[Scene], scene: Scene, event: EventMention) -> PlaceMention | None:
    """The place that a "the town" in the event's clause points back to."""
    passage = scene.passage
    nouns = noun_set("place")
    heads = [
        head
        for word, head in event.frame.preps
        if word in ("in", "of", "on", "at", "from", "near", "to", "over", "inside", "into")
    ]
    if event.frame.object is not None:
        heads.insert(0, event.frame.object)
    if event.frame.passive and event.frame.subject is not None:
        heads.append(event.frame.subject)
    for head in heads:
        for token in inside(passage, head):
            word = "town" if passage.lower[token] == "it" else passage.lower[token]
            definite = any(passage.lower[kid] in ("the", "this", "that", "its") for kid in passage.kids[token])
            if word in nouns and definite:
                place = last_place([one.marks for one in scenes], scene.number, token, word)
                if place is not None:
                    return place
    return None


def tell(scenes: list[Scene]) -> list[Told]:
    """Every event of the report in order, with the place, type and parties that context gives."""
    country = report_country(scenes)
    told: list[Told] = []
    for scene in scenes:
        for event in scene.events:
            item = Told(event, scene, own_place(scenes, scene, event))
            item.antecedent = _antecedent(told, item)
            if event.type == "cumulative_toll" and (item.place is None or not _in_clause(item)):
                item.place, item.inherited_place = _whole_country(scenes, country) or item.place, True
            elif item.place is None or (item.antecedent is not None and item.place.precision == "country"):
                _inherit_place(told, item)
            told.append(item)
    for item in told:
        item.place_scene = _scene_of(scenes, item)
    choose_places(scenes, told)
    _place_answers(told)
    join_wholes(told)
    for item in told:
        _place_war(scenes, item, country)
    for n, item in enumerate(told):
        _inherit_type(told, n)
        event = item.event
        passages = [scene.passage for scene in scenes]
        event.actor = name_party(event.actor, passages, event.passage, country)
        event.target = name_party(event.target, passages, event.passage, country)
        if event.type == "cumulative_toll":
            event.actor = None
        item.own_actor = event.actor
        if event.type != "cumulative_toll" and (
            event.actor is None or (event.actor.kind == "unknown" and event.actor.generic)
        ):
            event.actor = _actor_of_incident(told, n) or event.actor  # "warplanes": whose, another telling may say
    choose_parties(scenes, told, country)
    return told


def _place_answers(told: list[Told]) -> None:
    """Give what only speaks of a happening told before the place of that happening, whatever its words name."""
    items = {id(item.event): item for item in told}
    for item in told:
        source = items.get(id(item.antecedent))
        speaks = is_answer(item.event) or spared(item.event)
        if speaks and source is not None and source.place is not None:
            item.place, item.place_scene, item.inherited_place = source.place, source.place_scene, True
            item.shares = source.shares


def _place_war(scenes: list[Scene], item: Told, country: str | None) -> None:
    """Give a whole war's toll, and what is told of the whole country, the country that the report is about.

    No word of the report need name it: "nationwide", "across the country", a toll of "the war".
    """
    event, passage = item.event, item.scene.passage
    if country is None or not (item.place is None or item.inherited_place):
        return
    first, last = event.clause
    words = passage.lower[first:last]
    if event.type == "cumulative_toll":
        abroad = item.place is not None and item.place.country != country
        since = (
            "since" in words and not (item.place is not None and item.place.precision in _WIDE) and not _pointing(words)
        )
        told = _whole_country(scenes, country) is not None and not abroad
        if not since and (WHOLE.isdisjoint(words) or told):
            return
    elif not _nationwide(words):
        return
    found = country_by_code()[country]
    item.place = PlaceMention(
        0, 0, "", "toponym", found.name, found.geonames_id, found.lat, found.lon, country, None, "country"
    )
    item.place_scene, item.inherited_place = item.scene, True


def _pointing(words: list[str]) -> bool:
    """Whether "the city", "the region" points to a place told before."""
    return any(word in ("the", "this") and next_word in noun_set("place") for word, next_word in pairwise(words))


def _nationwide(words: list[str]) -> bool:
    """Whether the words speak of the whole country: "nationwide", "throughout the country"."""
    if "nationwide" in words or "countrywide" in words:
        return True
    return any(
        word in ("across", "throughout", "over", "around")
        and words[at + 1 : at + 3] in (["the", "country"], ["the", "nation"])
        for at, word in enumerate(words)
    )


def _scene_of(scenes: list[Scene], item: Told) -> Scene | None:
    """The passage that names the event's place: its own one first."""
    for scene in [item.scene, *scenes]:
        if item.place is not None and scene.passage.text[item.place.start : item.place.end] == item.place.text:
            return scene
    return None


def _in_clause(item: Told) -> bool:
    assert item.place is not None
    first, last = item.event.clause
    passage = item.scene.passage
    return passage.starts[first] <= item.place.start < passage.ends[last - 1]


def _actor_of_incident(told: list[Told], n: int) -> ActorMention | None:
    """Who did it by another telling of the same happening: the one pointed back to, or of one type and place nearby."""
    item = told[n]
    if item.antecedent is not None and item.antecedent.actor is not None and item.antecedent.actor.kind != "unknown":
        return item.antecedent.actor
    if FAMILY[item.event.type] not in _ATTACKS:
        return None
    for other in [*reversed(told[:n]), *told[n + 1 : n + 4]]:
        event = other.event
        near = event.passage != item.event.passage or abs(event.sentence - item.event.sentence) <= 6
        if event.type != item.event.type or event.actor is None or event.actor.kind == "unknown" or not near:
            continue
        if item.place is None or other.place is None or item.place.name == other.place.name:
            return event.actor
    return None


def _whole_country(scenes: list[Scene], country: str | None) -> PlaceMention | None:
    """A mention of the country the report is about: where a war's toll without a place of its own belongs."""
    for scene in scenes:
        for place in scene.passage.places:
            if place.precision == "country" and place.country == country:
                return place
    return None


def _antecedent(told: list[Told], item: Told) -> EventMention | None:
    """The happening that "the attack" or a bare toll speaks of: the nearest violent one before it that fits."""
    event = item.event
    if event.answers is not None:
        return event.answers
    if spared(event):
        near = (one.event for one in reversed(told) if one.event.passage == event.passage)
        last = next((one for one in near if FAMILY[one.type] in _ATTACKS), None)
        if last is not None and event.sentence - last.sentence <= 2:
            return last
    points = event.kill or (event.definite and event.trigger.rule.repeats) or event.trigger.rule.damage
    if not points:
        return None
    for other in reversed(told):
        candidate = other.event
        if FAMILY[candidate.type] not in _ATTACKS:
            continue
        if event.sentence - candidate.sentence > 6 and candidate.passage == event.passage:
            break
        if item.place is not None and other.place is not None and not _same_place(item.place, other.place):
            continue
        if event.settled and event.type != candidate.type and not event.kill:
            continue
        return candidate
    return None


def _same_place(one: PlaceMention, other: PlaceMention) -> bool:
    if one.name == other.name and one.country == other.country:
        return True
    return within(one, other) or within(other, one)


def _inherit_place(told: list[Told], item: Told) -> None:
    """The place of the happening pointed back to, else of the sentences before, else of the report's lead."""
    place = None
    if item.antecedent is not None:
        place = next((other.place for other in told if other.event is item.antecedent), None)
    if place is None:
        near = [
            other.place
            for other in reversed(told)
            if other.place is not None
            and other.event.passage == item.event.passage
            and item.event.sentence - other.event.sentence <= 2
        ]
        lead = [other.place for other in told if other.place is not None]
        found = [*near, *_named_before(item), *lead]
        place = next((one for one in found if one.precision != "country"), found[0] if found else None)
    if place is not None and (item.place is None or within(place, item.place)):
        item.place, item.inherited_place = place, True


def _named_before(item: Told) -> list[PlaceMention]:
    """Places of the same passage named in the sentences just before, last first."""
    passage, marks = item.scene.passage, item.scene.marks
    last = passage.sentences[item.event.sentence][0]
    first = passage.sentences[max(0, item.event.sentence - 2)][0]
    tokens = [token for token in range(last - 1, first - 1, -1) if marks.places[token] is not None]
    named = [marks.places[token] for token in tokens if marks.actors[token] is None]
    return [place for place in dict.fromkeys(named) if place is not None]


def _inherit_type(told: list[Told], n: int) -> None:
    """Give an attack told without a weapon the type of the happening it belongs to.

    That is the one it points back to; else the nearest settled attack of the sentences around it that fits in place
    and actor. A lead looks forward, since leads name the dead and the text the weapon.
    """
    item = told[n]
    event = item.event
    if event.settled or event.type not in _UNTYPED:
        return
    source = item.antecedent
    passing = source is not None and source.type in ("abduction", "arrests")
    if source is None or not source.settled or passing or (event.may_be and source.type not in event.may_be):
        source = _nearest_settled(told, n)
    if source is not None:
        event.type, event.settled = source.type, True


def _nearest_settled(told: list[Told], n: int) -> EventMention | None:
    item = told[n]
    lead = item.event.passage < told[-1].event.passage or item.event.sentence < 2
    behind = [told[at] for at in range(n - 1, -1, -1)]
    ahead = told[n + 1 : n + 6] if lead else told[n + 1 : n + 2]
    for other in [*ahead, *behind] if lead else [*behind, *ahead]:
        event = other.event
        if not event.settled or FAMILY[event.type] not in _ATTACKS or event.type in ("abduction", "arrests"):
            continue
        if event.passage == item.event.passage and abs(event.sentence - item.event.sentence) > 4:
            continue
        if item.place is not None and other.place is not None and not _same_place(item.place, other.place):
            continue
        if not fits_party(item.event.actor, event.actor):
            continue
        if item.event.may_be and event.type not in item.event.may_be:
            continue
        if event.type == "air_drone_strike" and item.event.actor is not None and item.event.actor.side == "non_state":
            continue
        return event
    return None
