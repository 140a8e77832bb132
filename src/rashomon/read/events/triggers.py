"""Find the words that may tell a happening or state, and the weapons around them."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.lexicon.entries import EventRule
from rashomon.lexicon.events import Form, event_lexicon, idioms, weapons
from rashomon.read.passage import Passage

_LOOSE = frozenset("in into on to through at over".split())


@dataclass(slots=True)
class Trigger:
    """A stretch of tokens (end exclusive) that a rule's form matches; ``head`` is the token roles hang on."""

    start: int
    end: int
    head: int
    rule: EventRule
    kind: str  # verb | noun | phrase


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon or carrier named by the tokens (end exclusive), with the event type of an attack with it."""

    start: int
    end: int
    type: str


def _fits(passage: Passage, form: Form, start: int) -> bool:
    """Whether the tagger's part of speech allows the form here."""
    head = start if form.kind == "verb" else start + len(form.words) - 1
    tag = passage.tags[head]
    if form.kind == "phrase":
        return True
    if form.kind == "verb":
        if tag.startswith("VB") or passage.children(head, "auxpass", "nsubjpass"):
            return True
        if passage.children(head, "dobj") and passage.children(head, "nsubj"):
            return True  # "the army and its allies control/NN the airport"
        # a lost verb of a headline, or a participle taken for an adjective ("the besieged town")
        participle = passage.lower[head].endswith(("ed", "en", "ing")) and tag in ("JJ", "NN")
        return participle and passage.deps[head] in ("ROOT", "acl", "amod", "relcl", "conj", "ccomp", "dep")
    gerund = (
        tag == "VBG"
        and form.words[-1].endswith("ing")
        and passage.deps[head] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "compound", "ROOT", "attr")
        and not passage.children(head, "dobj", "nsubj", "aux")
    )
    return tag.startswith("NN") or gerund or (len(form.words) > 1 and tag in ("JJ", "VB", "VBZ", "VBP"))


def _idiom(passage: Passage, start: int, end: int) -> bool:
    before, after = idioms()
    follows = after.get(passage.lower[end - 1])
    if follows and not follows.isdisjoint(passage.lower[end : end + 3]):
        return True
    leads = before.get(passage.lower[start])
    return bool(leads and start and passage.lower[start - 1] in leads)


def _particle(passage: Passage, verb: int, form: Form) -> bool:
    """Whether the verb has its particle, next to it or behind its object; a noun in that place may be its subject."""
    if any(passage.lower[kid] == form.particle for kid in passage.kids[verb] if 0 < kid - verb < 8):
        return True
    if passage.tags[verb] != "VBN":
        return False
    undergoes = [*passage.children(verb, "nsubjpass"), passage.heads[verb]]
    return any(passage.lower[kid] == form.particle for kid in undergoes if kid < verb)


def _loose(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are prepositions that need not belong to the verb before them ("marched in the capital")."""
    return start < end and all(word in _LOOSE for word in passage.lower[start:end])


def _head(passage: Passage, start: int, end: int, kind: str) -> int:
    if kind == "noun":
        if "of" in passage.lower[start:end]:
            return start
        return end - 1
    if kind == "verb":
        return start
    for token in range(start, end):  # the head of a phrase is the token whose governor lies outside of it
        if not start <= passage.heads[token] < end or passage.heads[token] == token:
            return token
    return start


def find_triggers(passage: Passage, first: int, last: int) -> list[list[Trigger]]:
    """The triggers in the tokens ``first`` to ``last`` (exclusive), longest match first, not overlapping.

    Each item lists the rules that fit the same words, in the lexicon's order ("hit" by a shell, "hit" by an army), and
    after them the rules that fit fewer of the words ("marched in the capital" is no marching in).
    """
    index = event_lexicon().forms
    found: list[list[Trigger]] = []
    taken = first
    for start in range(first, last):
        if start < taken:
            continue
        options: list[Trigger] = []
        for form in index.get(passage.lower[start], ()):
            size = len(form.words)
            if options and options[0].end != start + size and not _loose(passage, start + size, options[0].end):
                break
            if start + size > last or tuple(passage.lower[start : start + size]) != form.words:
                continue
            if not _fits(passage, form, start) or _idiom(passage, start, start + size):
                continue
            if form.particle is not None and size == 1 and not _particle(passage, start, form):
                continue
            head = _head(passage, start, start + size, form.kind)
            options.append(Trigger(start, start + size, head, form.rule, form.kind))
        if options and not _in_name(passage, options[0]):
            found.append(options)
            taken = options[0].end
    return found


def _in_name(passage: Passage, trigger: Trigger) -> bool:
    """Whether the words are part of a party's proper name ("People's Liberation Army")."""
    if (
        not passage.words[trigger.head][:1].isupper()
        or trigger.head == passage.sentences[passage.sentence_of[trigger.head]][0]
    ):
        return False
    return any(
        actor.start <= trigger.start and trigger.end <= actor.end and not actor.generic for actor in passage.actors
    )


def find_weapons(passage: Passage, first: int, last: int) -> list[Weapon]:
    """The weapons named in the tokens ``first`` to ``last`` (exclusive), longest match first."""
    index = weapons()
    found: list[Weapon] = []
    taken = first
    for start in range(first, last):
        if start < taken:
            continue
        for words, kind in index.get(passage.lower[start], ()):
            end = start + len(words)
            if end <= last and tuple(passage.lower[start:end]) == words:
                if passage.tags[end - 1].startswith("VB") and len(words) == 1:
                    continue
                found.append(Weapon(start, end, kind))
                taken = end
                break
    return found
