"""Answers to what was told before: who is blamed for it, who denies it, who owns up to it.

"The army blamed the rebels for the attack", "the claim is baseless", "it had no part in the blast", "no town has
changed hands": the words name no happening of their own, but speak of one. Its type is that of the happening they
answer; its voice is who answers. Which words do so: the rules of type ``told`` in lexicon/events.toml.
"""

from __future__ import annotations

from rashomon.lexicon.events import noun_set
from rashomon.lexicon.families import FAMILY
from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene
from rashomon.read.events.tolls import VIOLENT, spared
from rashomon.read.passage import Passage, Voice

_ANSWERED = frozenset(["explosive", "violence", "clash", "property"])  # what a rule answers that does not say
_OF_IT = frozenset(["it", "this", "that", "these"])
_TIED = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "attr"])


def is_answer(event: EventMention) -> bool:
    """Whether the event's words only speak of a happening told before."""
    return event.trigger.rule.type == "told"


def answered(scene: Scene, event: EventMention) -> EventMention | None:
    """The last happening told before that the event can answer; None where there is none."""
    families = frozenset(event.trigger.rule.about) or _ANSWERED
    told = [*scene.before, *scene.events]
    return next((other for other in reversed(told) if FAMILY.get(other.type) in families), None)


def names_account(passage: Passage, head: int) -> bool:
    """Whether what the words at ``head`` are said of is an account: "called the claim baseless", "this is not true"."""
    above = passage.heads[head]
    if any(passage.lower[kid] in _OF_IT for kid in passage.children(head, "det")):
        return True  # called this "a lie"
    tied = [kid for at in (head, above) for kid in passage.kids[at] if passage.deps[kid] in _TIED and kid != head]
    if any(passage.lower[passage.edges(kid)[0]] == "what" for kid in passage.children(above, "csubj")):
        return True  # "what they say is a lie"
    if passage.deps[above] in ("relcl", "acl"):  # "a charge the chief called baseless"
        tied += [passage.heads[above], passage.heads[passage.heads[above]]]
    return any(passage.lower[token] in noun_set("account") or passage.lower[token] in _OF_IT for token in tied)


def settle_answer(scene: Scene, event: EventMention) -> None:
    """Give an answer the type of the happening that it answers."""
    event.answers = answered(scene, event)
    event.type = event.answers.type if event.answers is not None else "other"
    event.settled = event.answers is None or event.answers.settled


def denied(scene: Scene, event: EventMention) -> EventMention | None:
    """What a denial denies: the last happening of its family told before; None where it denies nothing told."""
    if event.judgement is None or event.judgement.stance != "denies" or event.voice is None:
        return None
    if is_answer(event) or spared(event):
        return None
    told = reversed([*scene.before, *scene.events])
    return next((other for other in told if FAMILY.get(other.type) == FAMILY.get(event.type)), None)


def answerer(passage: Passage, event: EventMention) -> int | None:
    """The voice of who answers: the one whose cue the words are ("denied"), else the innermost that holds them.

    Unlike voice_at: also one that judges ("called it a lie"), since a judgement of an account is an account.
    """
    head = event.trigger.head
    cues = {token: n for n, voice in enumerate(passage.voices) if voice.cue is not None for token in range(*voice.cue)}
    verb = head
    while verb not in cues and passage.deps[verb] == "conj":
        verb = passage.heads[verb]  # "denied it and pinned it on the army"
    if verb in cues:
        return cues[verb]
    around = [
        (end - start, n)
        for n, voice in enumerate(passage.voices)
        for start, end in voice.content
        if start <= head < end and voice.source is not None and not _told_of(passage, voice, passage.heads[head])
    ]
    return min(around)[1] if around else event.voice


def answer_for(scene: Scene, events: list[EventMention]) -> None:
    """Give an answer the type of what its own words name: "responsibility for a suicide attack", "its fall: a lie"."""
    passage = scene.passage
    for event in events:
        if not is_answer(event):
            continue
        about = event.trigger.rule.about
        for other in events:
            named = _names(passage, event, other) and FAMILY[other.type] in VIOLENT
            said = bool(about) and passage.heads[event.trigger.head] in passage.ancestors(other.trigger.head)
            if is_answer(other) or not other.settled or not (named or (said and FAMILY[other.type] in about)):
                continue
            event.type = other.type
            if said and (event.answers is None or event.answers.type != other.type):
                told = reversed([*scene.before, *scene.events])
                event.answers = next((one for one in told if one.type == other.type), None)


def _told_of(passage: Passage, voice: Voice, verb: int) -> bool:
    """Whether the voice speaks in the clause that is the verb's subject: "what the generals tell is a lie"."""
    node = voice.cue[0] if voice.cue is not None else verb
    while passage.heads[node] not in (node, verb):
        node = passage.heads[node]
    return node != verb and passage.heads[node] == verb and passage.deps[node] == "csubj"


def tells_anew(passage: Passage, answer: EventMention, events: list[EventMention]) -> bool:
    """Whether the answer's words go on to tell a happening of their own: "accused the army of shelling a camp"."""
    if _owns_up(answer):
        return False
    named = (other for other in events if not is_answer(other) and _names(passage, answer, other))
    if any(not _points_back(passage, other) for other in named):
        return True
    _, last = answer.clause
    words = passage.lower[answer.trigger.end : last]
    tags = passage.tags[answer.trigger.end : last]
    return any(word in ("of", "for") and tag == "VBG" for word, tag in zip(words, tags[1:], strict=False))


def told_already(passage: Passage, answer: EventMention, events: list[EventMention]) -> EventMention | None:
    """What the same voice tells already in the answer's sentence ("they said, blaming X"), or has denied before it."""
    known = [other for other in events if not is_answer(other) and not _names(passage, answer, other)]
    if answer.answers is not None and answer.answers.passage == answer.passage and _stance(answer) == "denies":
        known.append(answer.answers)
    for other in known:
        family = FAMILY.get(other.type)
        alike = family == FAMILY[answer.type] if answer.answers is not None else family in _ANSWERED
        if alike and _stance(other) == _stance(answer) and _teller(passage, other) == _teller(passage, answer):
            return other
    return None


def _teller(passage: Passage, event: EventMention) -> str | None:
    return None if event.voice is None else passage.voices[event.voice].name


def _stance(event: EventMention) -> str:
    return "affirms" if event.judgement is None else event.judgement.stance


def answered_once(passage: Passage, kept: list[EventMention]) -> list[EventMention]:
    """Without what an answer only names ("blamed the rebels for the attack"), or what the sentence says twice."""
    answers = [event for event in kept if is_answer(event)]
    named = {id(other) for event in answers for other in kept if not is_answer(other) and _names(passage, event, other)}
    others = [event for event in kept if not is_answer(event) and id(event) not in named]
    told_not = any(event.judgement is not None and event.judgement.stance == "denies" for event in others)
    again = {id(event) for event in answers if _owns_up(event) and (told_not or not _owned(event))}
    return [event for event in kept if id(event) not in named | again]


def _names(passage: Passage, answer: EventMention, other: EventMention) -> bool:
    """Whether the other event's words stand below the answer's."""
    return other is not answer and answer.trigger.head in passage.ancestors(other.trigger.head)


def _points_back(passage: Passage, event: EventMention) -> bool:
    """Whether a noun names a happening told before and adds nothing: "the attack", "Sunday's raid"."""
    known = event.definite or bool(passage.children(event.trigger.head, "poss"))
    return event.trigger.kind == "noun" and known and not event.tolls


def _owns_up(event: EventMention) -> bool:
    return event.trigger.rule.id == "responsibility"


def _owned(event: EventMention) -> bool:
    """Whether somebody, not "nobody so far", claims the happening."""
    return event.judgement is None or event.judgement.stance == "affirms"


__all__ = [
    "answer_for",
    "answered",
    "answered_once",
    "answerer",
    "denied",
    "is_answer",
    "names_account",
    "settle_answer",
    "tells_anew",
    "told_already",
]
