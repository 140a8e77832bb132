"""Which event of a sentence the killed and wounded belong to, where grammar alone does not say."""

from __future__ import annotations

from dataclasses import replace

from rashomon.lexicon.families import FAMILY
from rashomon.read.attribution.voices import voice_at
from rashomon.read.casualties.groups import STATE
from rashomon.read.casualties.words import words
from rashomon.read.events.frames import clause
from rashomon.read.events.roles import EventMention
from rashomon.read.passage import Passage

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_COUNTED = frozenset("number toll tally names count figure deaths killing rest".split())
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
        hosts = [o for o in kept if FAMILY[o.type] in VIOLENT and o.type not in HARMLESS]
        if event.kill:
            hosts = [o for o in hosts if event.type != "cumulative_toll" and not another(passage, event, o)]
        host = _nearest(passage, event, hosts)
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


def spared(event: EventMention) -> bool:
    """Whether it only says that nobody was hurt: of what was told right before."""
    return event.kill and bool(event.tolls) and all(toll.high == 0 for toll in event.tolls)


def of_toll(passage: Passage, event: EventMention) -> bool:
    """Whether a part of a toll told before is counted or described: "nine of those killed were civilians"."""
    return event.kill and any(_part(passage, toll.word) for toll in event.tolls)


def clause_of_part(passage: Passage, event: EventMention) -> tuple[int, int]:
    """The clause that counts the part: of "nine of those killed were civilians" the whole, not "killed" alone."""
    above = next((up for up in passage.ancestors(event.trigger.head) if passage.tags[up].startswith("VB")), None)
    if above is None:
        return event.clause
    first, last = clause(passage, above)
    return min(first, event.clause[0]), max(last, event.clause[1])


def _part(passage: Passage, word: int) -> bool:
    lower = passage.lower
    if passage.tags[word] == "VBG":
        return False
    if lower[word - 1] in ("the", "those") and _described(passage, word + 1):
        return True
    whole = False
    for at in range(word - 1, max(0, word - 5), -1):
        if lower[at] in ("of", "among", "amongst"):
            return whole and lower[at - 1] not in _COUNTED
        if lower[at] not in ("the", "those", "all") and passage.tags[at] not in ("CD", "NN", "NNS", "JJ"):
            return False
        whole = whole or lower[at] in ("the", "those")
    return False


def _described(passage: Passage, verb: int) -> bool:
    """Whether the verb behind the dead says who they are: "the dead included a nurse", "those killed were farmers"."""
    word = passage.lower[verb : verb + 1]
    if word in (["include"], ["included"], ["includes"]):
        return True
    return word in (["were"], ["are"]) and bool(passage.children(verb, "attr"))


def voice_of(passage: Passage, event: EventMention) -> int | None:
    """The voice that tells the event; of casualties told in a row ("13 dead, 20 wounded") the one of the row."""
    return told_on(passage, event.trigger.head) if event.kill else voice_at(passage, event.trigger.head)


def told_on(passage: Passage, word: int) -> int | None:
    """The voice at a casualty word, or the one whose words the row of figures up to it goes on with.

    "The mayor speaks of shells on the market: one trader killed, three hurt": no verb parts the figures from his words.
    """
    voice = voice_at(passage, word)
    if voice is not None:
        return voice
    first, last = passage.sentences[passage.sentence_of[word]]
    if any(v.cue is not None and word < v.cue[0] < last for v in passage.voices):
        return None
    for at in range(word - 1, first - 1, -1):
        told = passage.lower[at] in words().adjectives or passage.lower[at] in words().verbs
        if passage.lower[at] == ";" or (passage.tags[at] in _FINITE and not told):
            return None
        voice = voice_at(passage, at)
        if voice is not None and passage.lower[at] not in (",", ":"):
            return voice
    return None


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
    within = _resumed(passage, word)
    if within is not None:
        return within not in (head, *passage.ancestors(head))
    return passage.aside(word, head) or passage.told_after(word, head) or _swallowed(passage, word, head)


def apart(passage: Passage, event: EventMention, other: EventMention) -> bool:
    """Whether the casualties are told as another happening's, or counted otherwise by a casualty word of their own."""
    return another(passage, event, other) or (other.kill and clash_of_tolls(other, event))


def clash_of_tolls(host: EventMention, event: EventMention) -> bool:
    """Whether the event counts people that its host already counts otherwise: then it is a claim of its own."""
    totals = host.kill and all(toll.total for toll in host.tolls) and all(toll.total for toll in event.tolls)
    for toll in event.tolls:
        if toll.total and not totals:
            return True
        for other in host.tolls:
            if other.kind == toll.kind and (other.low, other.high) != (toll.low, toll.high) and toll.low is not None:
                return True
    return False


def _swallowed(passage: Passage, word: int, other: int) -> bool:
    """Whether the verb behind a "where" clause was parsed into it.

    "A raid on the camp where the army is fighting the rebel group killed ten": the raid did.
    """
    where = any(passage.lower[kid] == "where" for kid in passage.kids[other])
    return where and passage.deps[word] == "ccomp" and passage.heads[word] == other and word > other


def _resumed(passage: Passage, word: int) -> int | None:
    """The verb of the "while" clause that the word belongs to, though it was parsed beside the verb before it.

    "The barrage killed ten while rockets fired at Sake killed five": nothing joins the second "killed" to the first.
    """
    above = passage.heads[word]
    if passage.deps[word] != "conj" or above > word:
        return None
    for node in passage.children(above, "advcl"):
        if above < node < word and any(passage.lower[kid] == "while" for kid in passage.kids[node]):
            joined = any(node < kid < word for kid in passage.children(above, "cc"))
            return None if joined else node
    return None


def distance(event: EventMention, other: EventMention) -> tuple[bool, int]:
    """How far the event is from the other: one voice first, then the words between."""
    return other.voice != event.voice, abs(other.trigger.head - event.trigger.head)


__all__ = [
    "HARMLESS",
    "VIOLENT",
    "another",
    "apart",
    "by_side",
    "clash_of_tolls",
    "clause_of_part",
    "distance",
    "interrupted",
    "of_toll",
    "one_voice",
    "save_nobody",
    "save_tolls",
    "told_on",
    "voice_of",
]
