"""What "they", "the group", "the town" and "the attack" stand for inside one report."""

from __future__ import annotations

from dataclasses import replace

from rashomon.read.events.frames import SUBJECTS, is_verb
from rashomon.read.events.marks import ARMED, Marks
from rashomon.read.passage import ActorMention, Passage
from rashomon.records import PlaceMention

_PLURAL = frozenset("they them their themselves who".split())
_SINGLE = frozenset("it its itself he him his she her which that".split())
_OF_ONE = frozenset("it its itself we our ours us".split())
_LEVEL = {
    "town": ("town",), "city": ("town",), "village": ("town",), "camp": ("town",), "suburb": ("town",),
    "base": ("town",), "neighbourhood": ("town",), "neighborhood": ("town",), "settlement": ("town",),
    "capital": ("town",),
    "district": ("town", "admin2"), "area": ("town", "admin2", "region", "admin1"),
    "enclave": ("town", "region", "admin2"),
    "province": ("admin1",), "governorate": ("admin1",), "state": ("admin1",), "region": ("admin1", "region"),
    "country": ("country",), "county": ("admin2",),
}  # fmt: skip


def pronoun_party(passage: Passage, marks: Marks, token: int) -> ActorMention | None:
    """The party a pronoun stands for: the subject before it in the sentence, else of the sentences before.

    Only parties that can act are taken, nearest clause first, subjects before other roles; a speaker is passed over
    for "they" where the pronoun stands inside what the speaker says.
    """
    word = passage.lower[token]
    if word not in _PLURAL and word not in _SINGLE and word not in _OF_ONE:
        return None
    sentence = passage.sentence_of[token]
    speaker = _speaker(passage, marks, token)
    if word in _OF_ONE and speaker is not None and speaker.acts and speaker.kind in ARMED:
        return speaker  # "the army said it had retaken", "our units"
    speakers = {
        at
        for voice in passage.voices
        if voice.source and any(start <= token < end for start, end in voice.content)
        for at in range(*voice.source)
    }
    for back in range(4):
        if sentence - back < 0:
            break
        first, last = passage.sentences[sentence - back]
        stop = token if back == 0 else last
        found = _candidates(passage, marks, first, stop, speakers)
        if found:
            return found[0]
        if word == "their" and speaker is not None and speaker.acts and speaker.kind in ARMED:
            return speaker  # "the rebels said their drones had struck": nobody else is named in between
    return None


def _speaker(passage: Passage, marks: Marks, token: int) -> ActorMention | None:
    """The party whose words hold the token, by the innermost voice."""
    best, size = None, 0
    for voice in passage.voices:
        for start, end in voice.content:
            if start <= token < end and voice.source and (best is None or end - start < size):
                best, size = voice, end - start
    if best is None or best.source is None:
        return None
    named = [actor for at in range(*best.source) if (actor := marks.actors[at]) is not None]
    own = next((actor for actor in named if actor.acts and actor.kind in ARMED), None)  # "Captain X of the army"
    return own or next((_force(actor) for actor in named), None)


def _force(speaker: ActorMention) -> ActorMention:
    """The force that "an army spokesman" or "the militia commander" speaks for."""
    force, _, office = speaker.name.rpartition(" ")
    if speaker.acts or speaker.kind not in ARMED or not force or not office.islower():
        return speaker
    return replace(speaker, name=force, acts=True)


def _candidates(passage: Passage, marks: Marks, first: int, stop: int, speakers: set[int]) -> list[ActorMention]:
    subjects: list[ActorMention] = []
    others: list[ActorMention] = []
    for token in range(stop - 1, first - 1, -1):
        actor = marks.actors[token]
        if actor is None or actor.head != token or token in speakers or not actor.acts or actor.kind not in ARMED:
            continue
        is_subject = passage.deps[token] in SUBJECTS and is_verb(passage, passage.heads[token])
        (subjects if is_subject else others).append(actor)
    return subjects + others


def named_party(passages: list[Passage], number: int, actor: ActorMention) -> ActorMention:
    """The name behind "the group" or "the militants": the last named party of the same kind before it."""
    if not actor.generic or actor.country is not None:
        return actor
    for at in range(number, -1, -1):
        passage = passages[at]
        for other in reversed(passage.actors):
            before = at < number or other.start < actor.start
            if before and not other.generic and other.acts and _same_kind(actor.kind, other.kind):
                return other
    return actor


def _same_kind(general: str, named: str) -> bool:
    loose = {"armed_group", "jihadists", "gunmen", "criminal", "militia", "paramilitary"}
    return general == named or (general in ("armed_group", "jihadists") and named in loose)


def last_place(marks: list[Marks], number: int, token: int, noun: str) -> PlaceMention | None:
    """The place that "the town", "the province" points back to: the last one named of that level.

    A name that no gazetteer has counts as a town. ``marks`` are those of the report's passages, in order.
    """
    levels = _LEVEL.get(noun)
    if levels is None:
        return None
    for at in range(number, -1, -1):
        places = marks[at].places
        for here in range((token if at == number else len(places)) - 1, -1, -1):
            place = places[here]
            if place is not None and (place.precision or "town") in levels:
                return place
    return None
