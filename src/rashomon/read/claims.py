"""From events as told to claims: one per happening and source, repeats merged, the main incident marked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from rashomon.lexicon.events import FAMILY
from rashomon.read.context import Told
from rashomon.read.dating import event_period
from rashomon.read.passage import ActorMention, Passage, Toll
from rashomon.read.settle import STATE_KINDS
from rashomon.records import PUBLISHER, Actor, Casualties, Claim, Period, Place, Source, Span

_STATES = frozenset(["control", "siege"])
_CIVIL_WHO = frozenset(["civilians", "children", "women", "people"])
_LEAD = 2  # sentences of the body that count as the lead


@dataclass(slots=True)
class Draft:
    """A claim while repeats are still being merged into it."""

    told: Told
    claim: Claim
    also: list[Span] = field(default_factory=list)
    lead: bool = False
    dated: bool = False
    passages: list[int] = field(default_factory=list)


def make_claims(told: list[Told], published: dt.date | None, country: str | None) -> tuple[Claim, ...]:
    """All claims of a report in text order, title first; ids count up in that order."""
    drafts: list[Draft] = []
    for item in told:
        draft = _draft(item, published, country)
        host = next((other for other in reversed(drafts) if _same(other, draft)), None)
        if host is None:
            drafts.append(draft)
        else:
            _merge(host, draft)
    _mark_main(drafts)
    claims = []
    for n, draft in enumerate(drafts, 1):
        changes = {"id": f"c{n}", "also": tuple(draft.also)}
        claims.append(_changed(draft.claim, **changes))
    return tuple(claims)


def _changed(claim: Claim, **changes: object) -> Claim:
    from dataclasses import replace

    return replace(claim, **changes)  # type: ignore[arg-type]


# --- one event to one claim -----------------------------------------------------------------------------------------


def _draft(item: Told, published: dt.date | None, country: str | None) -> Draft:
    event, passage = item.event, item.scene.passage
    judgement = event.judgement
    assert judgement is not None  # set when the event was built
    period = event_period(passage, event.trigger.head, event.clause, published)
    dated = period is not None
    killed, wounded = _toll(passage, event.tolls, "killed"), _toll(passage, event.tolls, "wounded")
    source, via = _source(passage, event.voice, country)
    claim = Claim(
        id="",
        type=event.type,
        family=FAMILY[event.type],
        quote=passage.span(*event.clause),
        trigger=passage.span(event.trigger.start, event.trigger.end),
        rule=event.trigger.rule.id,
        in_title=passage.in_title,
        actor=_actor(passage, event.actor),
        target=_actor(passage, event.target) or _victims(passage, event.tolls),
        place=_place(passage, item),
        when=period or _fallback(published, event.type),
        killed=killed,
        wounded=wounded,
        source=source,
        via=via,
        stance=judgement.stance,
        certainty=judgement.certainty,
        aspect=judgement.aspect,
        extent=event.extent,
    )
    lead = passage.in_title or event.sentence < _LEAD
    return Draft(item, claim, lead=lead, dated=dated, passages=[event.passage])


def _fallback(published: dt.date | None, kind: str) -> Period | None:
    return None if published is None else Period(published, published, "day")


def _actor(passage: Passage, actor: ActorMention | None) -> Actor | None:
    if actor is None:
        return None
    mention = passage.span(actor.start, actor.end) if actor.end <= len(passage) else None
    name = "civilians" if actor.kind == "people" else actor.name
    return Actor(name, actor.id, mention)


def _victims(passage: Passage, tolls: list[Toll]) -> Actor | None:
    for toll in tolls:
        if toll.victims is not None:
            name = "civilians" if toll.who in _CIVIL_WHO or toll.who is None else toll.who
            return Actor(name, None, passage.span(*toll.victims))
    return None


def _toll(passage: Passage, tolls: list[Toll], kind: str) -> Casualties | None:
    for toll in tolls:
        if toll.kind == kind:
            words = toll.victims or (toll.word, toll.word + 1)
            return Casualties(toll.low, toll.high, toll.who, passage.span(*words))
    return None


def _place(passage: Passage, item: Told) -> Place | None:
    place = item.place
    if place is None:
        return None
    here = passage.text[place.start : place.end] == place.text and not item.inherited_place
    mention = passage.char_span(place.start, place.end) if here else None
    return Place(
        place.name, place.geonames_id, place.lat, place.lon, place.country, place.admin1, place.precision, mention
    )


def _source(passage: Passage, voice: int | None, country: str | None) -> tuple[Source, tuple[Source, ...]]:
    """The innermost voice as the source, and the voices it is told by, outermost last."""
    chain = []
    while voice is not None and len(chain) < 5:
        told = passage.voices[voice]
        kind = told.kind
        if kind in ("government", "military") and told.source is not None:
            home = next((a.country for a in passage.actors if told.source[0] <= a.head < told.source[1]), None)
            if home is not None and country is not None and home != country:
                kind = "foreign_government"
        mention = passage.span(*told.source) if told.source else None
        cue = passage.span(*told.cue) if told.cue else None
        chain.append(Source(told.name, kind, mention, cue))
        voice = told.outer
    return (chain[0], tuple(chain[1:])) if chain else (PUBLISHER, ())


# --- repeats --------------------------------------------------------------------------------------------------------


def _same(host: Draft, draft: Draft) -> bool:
    """Whether the draft tells the host's claim again: same kind, same voice, nothing that speaks against it."""
    a, b = host.claim, draft.claim
    if a.family != b.family or (a.type != b.type and a.family not in ("territory",)):
        return False
    if a.type != b.type and {a.type, b.type} & _STATES:
        return False
    if a.stance != b.stance or not _same_voice(host, draft):
        return False
    if not (_fits_place(host, draft) and _fits_when(host, draft)):
        return False
    if not (_fits_toll(a.killed, b.killed) and _fits_toll(a.wounded, b.wounded)):
        return False
    if a.extent is not None and b.extent is not None and a.extent != b.extent and "unspecified" not in (a.extent, b.extent):
        return False
    return _fits_actor(a.actor, b.actor) and (a.family == "explosive" or _fits_actor(a.target, b.target) or a.killed is not None)


def _same_voice(host: Draft, draft: Draft) -> bool:
    a, b = host.claim.source, draft.claim.source
    if a.name == b.name:
        return True
    # an unattributed lead that a named source then tells in detail is that source's claim
    return a.kind == "publisher" and host.lead and _echoes(host.claim, draft.claim)


def _echoes(a: Claim, b: Claim) -> bool:
    same_toll = a.killed is not None and b.killed is not None and a.killed.low == b.killed.low
    same_place = a.place is not None and b.place is not None and a.place.name == b.place.name
    return same_toll or same_place


def _fits_place(host: Draft, draft: Draft) -> bool:
    a, b = host.claim.place, draft.claim.place
    if a is None or b is None or draft.told.inherited_place or host.told.inherited_place:
        return True
    if a.name == b.name:
        return True
    wider = {"admin1", "country", "region", "admin2"}
    if a.country != b.country:
        return False
    return a.precision in wider or b.precision in wider


def _fits_when(host: Draft, draft: Draft) -> bool:
    a, b = host.claim.when, draft.claim.when
    if a is None or b is None or not host.dated or not draft.dated:
        return True
    return a.start <= b.end + dt.timedelta(days=1) and b.start <= a.end + dt.timedelta(days=1)


def _fits_toll(a: Casualties | None, b: Casualties | None) -> bool:
    if a is None or b is None or a.low is None or b.low is None:
        return True
    return a.low == b.low or a.low == b.high


def _fits_actor(a: Actor | None, b: Actor | None) -> bool:
    if a is None or b is None or a.name == b.name:
        return True
    return a.id is not None and a.id == b.id


def _merge(host: Draft, draft: Draft) -> None:
    a, b = host.claim, draft.claim
    changes: dict[str, object] = {}
    for slot in ("actor", "target", "killed", "wounded"):
        if getattr(a, slot) is None and getattr(b, slot) is not None:
            changes[slot] = getattr(b, slot)
    finer = {"town": 0, "relative": 0, "admin2": 1, "region": 2, "admin1": 3, "country": 4, None: 5}
    if b.place is not None and (a.place is None or finer[b.place.precision] < finer[a.place.precision]) and not draft.told.inherited_place:
        changes["place"] = b.place
    if draft.dated and not host.dated:
        changes["when"] = b.when
        host.dated = True
    if a.source.kind == "publisher" and b.source.kind != "publisher":
        changes["source"], changes["via"] = b.source, b.via
    if a.extent == "unspecified" and b.extent is not None:
        changes["extent"] = b.extent
    if b.certainty == "asserted" and a.in_title and a.certainty == "asserted":
        pass
    if a.in_title and not b.in_title:
        # the body tells it: its clause carries the claim, the title is the repeat
        host.also.append(a.quote)
        changes |= {"quote": b.quote, "trigger": b.trigger, "in_title": False, "rule": b.rule}
        host.lead = draft.lead
    else:
        host.also.append(b.quote)
    host.claim = _changed(a, **changes)
    host.passages += draft.passages


# --- the main incident ----------------------------------------------------------------------------------------------


def _mark_main(drafts: list[Draft]) -> None:
    """The headline's claims, or the first one, and every claim of the same kind, place and days."""
    if not drafts:
        return
    lead = [draft for draft in drafts if 0 in draft.passages and draft.told.scene.passage.in_title] or drafts[:1]
    for draft in drafts:
        main = any(draft is first or _one_incident(first.claim, draft.claim) for first in lead)
        if main:
            draft.claim = _changed(draft.claim, main=True)


def _one_incident(a: Claim, b: Claim) -> bool:
    if a.type != b.type or a.place is None or b.place is None or a.place.name != b.place.name:
        return False
    return a.when == b.when or a.when is None or b.when is None or (a.when.start <= b.when.end and b.when.start <= a.when.end)


__all__ = ["STATE_KINDS", "make_claims"]
