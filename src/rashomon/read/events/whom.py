"""Who or what a phrase of an event names: a party, its pronoun, a thing that can be hit, whose thing it is."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from rashomon.lexicon.events import event_lexicon, noun_set
from rashomon.read.actors.find import localise
from rashomon.read.events.coreference import pronoun_party
from rashomon.read.events.marks import ARMED, Marks
from rashomon.read.events.parties import STATE_KINDS
from rashomon.read.passage import ActorMention, Passage

# Nouns for those who do something ("a pillion rider", "bystanders", "a councilman"): whoever no list of parties holds.
_AGENT = re.compile(r"[a-z-]{2,}(?:[^aeiou]er|ider|yer|tor|sor|ist|ian|man|men|eer)s?")
_OWNING = frozenset(["of", "belonging", "by", "for"])


@lru_cache(maxsize=1)
def event_nouns() -> frozenset[str]:
    """Single nouns that name a happening: no target ("repelled four attacks")."""
    forms = (form for found in event_lexicon().forms.values() for form in found)
    return frozenset(form.words[0] for form in forms if form.kind == "noun" and len(form.words) == 1)


def party(passage: Passage, marks: Marks, token: int | None) -> ActorMention | None:
    """The party at a token, with pronouns traced back to who they stand for."""
    if token is None:
        return None
    found = marks.actor(token)
    if found is not None:
        return of_owner(passage, marks, found)
    if passage.tags[token] in ("PRP", "PRP$", "WP", "DT"):
        return pronoun_party(passage, marks, token)
    if passage.lower[token] in noun_set("own"):
        for kid in passage.children(token, "poss"):  # "our units", "their fighters"
            return pronoun_party(passage, marks, kid)
    return None


def of_owner(passage: Passage, marks: Marks, found: ActorMention) -> ActorMention:
    """ "Its troops", "our defenders", "their jets" as those of the party that the pronoun stands for."""
    if passage.tags[found.start] != "PRP$" or found.country is not None:
        return found
    ours = found.kind == "people" and passage.lower[found.start] in ("our", "its")  # "our men", not "their men"
    ours = ours and passage.lower[found.head] in noun_set("own")
    if not (ours or (found.acts and found.kind in ARMED | {"unknown"})):
        return found
    if not (ours or found.generic or found.kind == "unknown"):
        return found
    owner = pronoun_party(passage, marks, found.start)
    if owner is None or owner.name == found.name:
        return found
    if owner.generic:
        known = found.kind in ARMED or not (owner.acts and owner.kind in ARMED)
        return found if known else replace(owner, start=found.start, end=found.end, head=found.head)
    if owner.kind in STATE_KINDS and owner.country is not None:
        return localise(replace(found, kind="military", generic=True), owner.country)
    return replace(found, name=owner.name, id=owner.id, kind=owner.kind, country=owner.country, side=owner.side,
                   generic=False, acts=found.acts or owner.acts)  # fmt: skip


def agent(passage: Passage, marks: Marks, token: int | None) -> ActorMention | None:
    """A doer that no list of parties holds, by the form of its noun: "a pillion rider", "two hunters"."""
    if token is None or passage.tags[token] not in ("NN", "NNS") or marks.places[token] or marks.weapons[token]:
        return None
    word = passage.lower[token]
    if not _AGENT.fullmatch(word) or marks.timed[token] or word in _no_agents():
        return None
    first, last = passage.edges(token)
    first = max([first, *(passage.edges(kid)[1] for kid in passage.kids[token] if passage.deps[kid] == "punct")])
    last = min([last, *(passage.edges(kid)[0] for kid in passage.kids[token] if kid > token)])
    first = min(first, token)
    bare = first + (passage.tags[first] == "DT" and first < token)
    return of_owner(
        passage, marks, ActorMention(first, last, token, passage.span(bare, last).text, None, "unknown", acts=True)
    )


def is_group(word: str) -> bool:
    """Whether a noun names people by what they are or do: "nomads", "tribes", "hunters"."""
    return word in noun_set("groups") or (_AGENT.fullmatch(word) is not None and word not in _no_agents())


@lru_cache(maxsize=1)
def _no_agents() -> frozenset[str]:
    return event_nouns().union(*(noun_set(kind) for kind in ("place", "property", "arms", "never_hit", "no_agent")))


def thing(passage: Passage, marks: Marks, token: int | None, weapons: bool = False) -> ActorMention | None:
    """A target that is no known party, by the words of its phrase: people, buildings, positions.

    A weapon is none unless it is property too ("a tank") or ``weapons`` are asked for, nor is what cannot be hit
    ("lives", "custody"). A thing that an armed party owns or holds is that party: "positions of the rebels".
    """
    if token is None:
        return None
    kinds = marks.kinds(token)
    if passage.lower[token] in event_nouns() & noun_set("protest"):  # "cracked down on protests", "fired at a march"
        first, last = _phrase(passage, token)
        return ActorMention(first, last, token, "protesters", None, "protesters")
    if marks.timed[token] or (passage.lower[token] in event_nouns() and not marks.weapons[token]):
        return None
    if "pronoun" in kinds or not passage.tags[token].startswith(("NN", "CD", "JJ", "DT", "VBN")):
        return None
    if passage.lower[token] in noun_set("never_hit") and "people" not in kinds:
        return None
    weapon = marks.weapons[token]
    property_too = passage.lower[token] in noun_set("property") and not (weapon and weapon.type == "chemical_weapon")
    if weapon and not weapons and not property_too:
        return None
    first, last = _phrase(passage, token)
    owner = None if "people" in kinds else _owner(passage, marks, token)
    if owner is not None:
        return replace(owner, start=first, end=last, head=token)
    kind = "people" if "people" in kinds or passage.tags[token] == "CD" else "thing"
    return ActorMention(first, last, token, passage.span(first, last).text, None, kind)


def _phrase(passage: Passage, token: int) -> tuple[int, int]:
    """The words of a thing: its "of" phrases kept, clauses and the rest left outside."""
    first, last = passage.edges(token)
    for kid in passage.kids[token]:
        if kid > token and not (passage.deps[kid] == "prep" and passage.lower[kid] == "of"):
            last = min(last, passage.edges(kid)[0])
    while last - 1 > token and not passage.words[last - 1].strip(" ,;"):
        last -= 1
    return first, max(last, token + 1)


def _owner(passage: Passage, marks: Marks, token: int) -> ActorMention | None:
    """The armed party that a position, post or vehicle is said to belong to."""
    if passage.lower[token] not in noun_set("military_property"):
        return None
    heads = passage.children(token, "compound", "nmod", "amod", "poss")
    for kid in passage.kids[token]:
        if kid > token and passage.lower[kid] in _OWNING:
            heads += passage.children(kid, "pobj")
        if kid > token and passage.deps[kid] == "acl":  # "positions held by the rebels"
            heads += [below for by in passage.children(kid, "agent") for below in passage.children(by, "pobj")]
    found = (marks.actors[head] for head in heads)
    return next((one for one in found if one is not None and one.acts and one.kind in ARMED), None)
