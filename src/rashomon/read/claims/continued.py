"""A sentence that only tells the casualties of the attack of the sentence before: "Nine soldiers were killed." """

from __future__ import annotations

from functools import lru_cache

from rashomon.lexicon.files import load
from rashomon.read.claims.repeats import Draft
from rashomon.read.claims.sameness import one_source
from rashomon.read.claims.told import Told
from rashomon.read.events.parties import fits_party
from rashomon.read.events.roles import EventMention
from rashomon.read.events.tolls import of_toll
from rashomon.records import Claim

_ATTACKS = frozenset(["explosive", "violence", "clash"])
_HOLDING = frozenset(["abduction", "arrests"])


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    return frozenset(load("casualties")["apart"]["words"])


def continued(before: list[tuple[Told, Draft]], draft: Draft) -> Draft | None:
    """The claim that the draft tells the casualties of; None where it is a claim of its own.

    ``before`` are the events told so far with the claims they went into, in text order. Only where the sentence before
    tells one attack, without casualties of that kind, and the draft has no place, day, doer or weapon of its own that
    could make it another one.
    """
    event = draft.told.event
    if not _bare(draft):
        return None
    hosts: list[Draft] = []
    for told, host in reversed(before):
        if told.event.passage != event.passage or told.event.sentence < event.sentence - 1:
            break
        if told.event.sentence == event.sentence:
            return None  # the sentence tells something else as well
        if host.claim.family in _ATTACKS and host.claim.type not in _HOLDING and all(h is not host for h in hosts):
            hosts.append(host)
    if len(hosts) != 1:
        return None
    host = _undivided(before, hosts[0])
    return host if _takes(host, draft) else None


def _undivided(before: list[tuple[Told, Draft]], host: Draft) -> Draft:
    """The attack whose toll the claim divides, where it does: others wounded are its, not of "five of the dead"."""
    if not of_toll(host.told.scene.passage, host.told.event):
        return host
    whole = host.told.antecedent
    return next((draft for told, draft in before if told.event is whole), host)


def _bare(draft: Draft) -> bool:
    """Whether the draft tells people killed or wounded and nothing that sets their attack apart from the one before."""
    event, claim = draft.told.event, draft.claim
    only = (event.kill or event.trigger.rule.damage) and all(
        trigger.rule.kill or trigger.rule.damage for trigger in event.folded
    )
    if event.trigger.rule.kill and event.trigger.kind == "noun":
        return False  # "giving a provisional toll": somebody's figure
    if of_toll(draft.told.scene.passage, event):
        return False  # "14 of the wounded were policemen": how many there were in all is not said
    if not only or not event.tolls or claim.type == "cumulative_toll" or any(toll.total for toll in event.tolls):
        return False
    if event.place is not None or event.weapon is not None or draft.dated or claim.stance == "denies":
        return False
    return not _apart(draft, event)


def _apart(draft: Draft, event: EventMention) -> bool:
    """Whether the sentence names a place, says "elsewhere" or "also", or sums up ("have been killed")."""
    passage = draft.told.scene.passage
    first, last = passage.sentences[event.sentence]
    start, end = passage.starts[first], passage.ends[last - 1]
    for place in passage.places:
        if start <= place.start < end and passage.lower[max(first, passage.token_at(place.start) - 1)] != "to":
            return True  # but "were taken to Goma" leaves the attack where it was
    if any(passage.lower[kid] in ("have", "has") for kid in passage.children(event.frame.predicate, "aux")):
        return True
    return any(
        word in _others() and not (word == "another" and passage.tags[at + 1 : at + 2] == ["CD"])
        for at, word in enumerate(passage.lower[first:last], first)
    )


def _takes(host: Draft, draft: Draft) -> bool:
    """Whether the host tells none of these casualties yet, and one voice and one doer can be meant."""
    a, b = host.claim, draft.claim
    if (a.killed and b.killed) or (a.wounded and b.wounded) or a.stance != b.stance:
        return False
    if (a.killed or a.wounded) and not _the_others(draft):
        return False  # "Two commandos were hurt" after "a rebel was killed": the other side's
    return _one_voice(a, b) and fits_party(host.told.event.actor, draft.told.event.actor)


def _the_others(draft: Draft) -> bool:
    """Whether the rest of the same people is told: "Two others were wounded"."""
    passage = draft.told.scene.passage
    spans = [toll.victims for toll in draft.told.event.tolls if toll.victims is not None]
    return any(word in ("others", "more", "further") for start, end in spans for word in passage.lower[start:end])


def _one_voice(a: Claim, b: Claim) -> bool:
    """Whether the casualties are told by the attack's source, or by nobody named, as a source's words run on."""
    return b.source.kind == "publisher" or a.source.name == b.source.name or one_source(a.source.name, b.source.name)


__all__ = ["continued"]
