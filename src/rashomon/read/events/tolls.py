"""Which event of a sentence the killed and wounded belong to, where grammar alone does not say."""

from __future__ import annotations

from dataclasses import replace

from rashomon.lexicon.families import FAMILY
from rashomon.read.casualties.groups import STATE
from rashomon.read.events.roles import EventMention
from rashomon.read.passage import Passage

VIOLENT = frozenset(["explosive", "violence", "clash", "property", "protest"])
# These take casualties only where grammar says so.
HARMLESS = frozenset(["looting_property_destruction", "disrupted_weapons_use", "peaceful_protest"])


def save_nobody(passage: Passage, dropped: list[EventMention], told: list[EventMention]) -> None:
    """Nobody was hurt, though no killing is told: "The shelling did not cause any casualties"."""
    for event in dropped:
        nobody = [toll for toll in event.tolls if toll.low == toll.high == 0]
        host = _nearest(passage, event, [o for o in told if FAMILY.get(o.type, o.type) in VIOLENT | {"strike"}])
        if nobody and host is not None:
            host.tolls += nobody


def save_tolls(passage: Passage, refused: list[EventMention], kept: list[EventMention]) -> None:
    """A toll that a word in passing took with it: "raided the post, leaving many dead and destroying their weapons"."""
    for event in refused:
        host = _nearest(passage, event, [o for o in kept if FAMILY[o.type] in VIOLENT and o.type not in HARMLESS])
        if event.tolls and host is not None:
            kinds = {toll.kind for toll in host.tolls}
            host.tolls += [toll for toll in event.tolls if toll.kind not in kinds]


def _nearest(passage: Passage, event: EventMention, others: list[EventMention]) -> EventMention | None:
    """The nearest of the events that the same speaker tells, clauses said in passing left out."""
    head = event.trigger.head
    near = [
        other
        for other in others
        if one_voice(passage, other.voice, event.voice) and not passage.aside(head, other.trigger.head)
    ]
    return min(near, key=lambda other: abs(other.trigger.head - head), default=None)


def by_side(event: EventMention) -> list[EventMention]:
    """One event for each side's losses, where one word counts both: "30 soldiers and 39 rebels were killed"."""
    for n, toll in enumerate(event.tolls):
        for other in event.tolls[n + 1 :]:
            if (toll.kind, toll.word) == (other.kind, other.word) and (toll.who in STATE) != (other.who in STATE):
                event.tolls.remove(other)
                first, last = other.victims or (0, 0)
                if event.target is not None and first <= event.target.head < last:
                    event.target = None
                return [event, replace(event, tolls=[other], target=None)]
    return [event]


def one_voice(passage: Passage, one: int | None, other: int | None) -> bool:
    """Whether two voices are one speaker's: "the army said ..., adding that ..."."""
    if one == other or one is None or other is None:
        return one == other
    return passage.voices[one].name == passage.voices[other].name


def interrupted(passage: Passage, event: EventMention, other: EventMention) -> bool:
    """Whether the voice only interrupts: "rockets struck the port, the mayor said, killing two"."""
    cue = passage.voices[other.voice].cue if event.voice is None and other.voice is not None else None
    return cue is not None and other.trigger.end <= cue[0] and cue[1] <= event.trigger.start


def another(passage: Passage, event: EventMention, other: EventMention) -> bool:
    """Whether the clauses of the two words say that the one did not cause the other's casualties."""
    word, head = event.trigger.head, other.trigger.head
    return passage.aside(word, head) or passage.told_after(word, head)


def distance(event: EventMention, other: EventMention) -> tuple[bool, int]:
    """How far the event is from the other: one voice first, then the words between."""
    return other.voice != event.voice, abs(other.trigger.head - event.trigger.head)


__all__ = [
    "HARMLESS",
    "VIOLENT",
    "another",
    "by_side",
    "distance",
    "interrupted",
    "one_voice",
    "save_nobody",
    "save_tolls",
]
