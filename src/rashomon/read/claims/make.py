"""From events as told to claims: one per happening and source, repeats merged, the main incident marked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from rashomon.lexicon.events import FAMILY
from rashomon.read.claims.relative import relative
from rashomon.read.claims.repeats import Draft, host_of, merge
from rashomon.read.claims.told import Told
from rashomon.read.events.roles import EventMention
from rashomon.read.events.whereabouts import place_phrase, site
from rashomon.read.passage import ActorMention, Passage, Toll
from rashomon.read.times.dating import event_period, inherit_period
from rashomon.records import PUBLISHER, Actor, Casualties, Claim, Period, Place, Source

_CIVIL_WHO = frozenset(["civilians", "children", "women", "people"])
_LEAD = 2  # sentences of the body that count as the lead


def make_claims(told: list[Told], published: dt.date | None, country: str | None) -> tuple[Claim, ...]:
    """All claims of a report in text order, title first; ids count up in that order."""
    drafts: list[Draft] = []
    by_event: dict[int, Draft] = {}
    dated: list[tuple[str, Period]] = []
    for item in told:
        draft = _draft(item, published, country)
        pointed = by_event.get(id(item.antecedent))
        if draft.dated and draft.claim.when is not None:
            dated.append((draft.claim.type, draft.claim.when))
        elif pointed is not None and pointed.dated:
            draft.claim = replace(draft.claim, when=pointed.claim.when)
        else:
            draft.claim = replace(draft.claim, when=inherit_period(draft.claim.type, dated, published))
        by_event[id(item.event)] = draft
        host = host_of(drafts, draft)
        if host is None:
            drafts.append(draft)
        else:
            merge(host, draft)
            by_event[id(item.event)] = host
    _mark_main(drafts)
    claims = []
    for n, draft in enumerate(drafts, 1):
        claims.append(replace(draft.claim, id=f"c{n}", also=tuple(draft.also)))
    return tuple(claims)


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
        target=_target(passage, event),
        place=_place(item),
        when=period,
        killed=killed,
        wounded=wounded,
        source=source,
        via=via,
        stance="affirms" if _nobody(killed) or _nobody(wounded) else judgement.stance,
        certainty=judgement.certainty,
        aspect=judgement.aspect,
        extent=event.extent,
    )
    lead = passage.in_title or event.sentence < _LEAD
    return Draft(item, claim, lead=lead, dated=dated, passages=[event.passage])


def _actor(passage: Passage, actor: ActorMention | None) -> Actor | None:
    if actor is None:
        return None
    mention = passage.span(actor.start, actor.end) if actor.end <= len(passage) else None
    name = "civilians" if actor.kind == "people" else actor.name
    return Actor(name, actor.id, mention)


def _target(passage: Passage, event: EventMention) -> Actor | None:
    """Who was hit: a named party, else the people killed or wounded, else what was hit."""
    victims = _victims(passage, event.tolls)
    if event.target is None or (event.target.kind in ("thing", "people") and victims is not None):
        return victims or _actor(passage, event.target)
    return _actor(passage, event.target)


def _nobody(toll: Casualties | None) -> bool:
    """Whether it is said that nobody was hurt, which denies nothing."""
    return toll is not None and toll.high == 0


def _victims(passage: Passage, tolls: list[Toll]) -> Actor | None:
    for toll in tolls:
        if toll.victims is not None and toll.high != 0:
            name = "civilians" if toll.who in _CIVIL_WHO or toll.who is None else toll.who
            return Actor(name, None, passage.span(*toll.victims))
    return None


def _toll(passage: Passage, tolls: list[Toll], kind: str) -> Casualties | None:
    for toll in tolls:
        if toll.kind == kind:
            words = toll.victims or (toll.word, toll.word + 1)
            return Casualties(toll.low, toll.high, toll.who, passage.span(*words))
    return None


def _place(item: Told) -> Place | None:
    """The place with the phrase that names it, wherever in the report that stands."""
    place, scene = item.place, item.place_scene
    if place is None or scene is None:
        return None
    mention = None
    if place.text and scene.passage.in_title == item.scene.passage.in_title:
        mention = scene.passage.span(*place_phrase(scene.passage, scene.marks, place))
    name = (site(scene.passage, place) if place.text else None) or place.name
    told = Place(name, place.geonames_id, place.lat, place.lon, place.country, place.admin1, place.precision, mention)
    return relative(told, item) or told


def _source(passage: Passage, voice: int | None, country: str | None) -> tuple[Source, tuple[Source, ...]]:
    """The innermost voice as the source, and the voices it is told by, outermost last."""
    chain: list[Source] = []
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


# --- the main incident ----------------------------------------------------------------------------------------------


def _mark_main(drafts: list[Draft]) -> None:
    """The headline's claims, or the first one, and every claim of the same kind, place and days."""
    if not drafts:
        return
    lead = [draft for draft in drafts if 0 in draft.passages and draft.told.scene.passage.in_title] or drafts[:1]
    for draft in drafts:
        main = any(draft is first or _one_incident(first.claim, draft.claim) for first in lead)
        if main:
            draft.claim = replace(draft.claim, main=True)


def _one_incident(a: Claim, b: Claim) -> bool:
    if a.type != b.type or a.place is None or b.place is None or a.place.name != b.place.name:
        return False
    return (
        a.when == b.when
        or a.when is None
        or b.when is None
        or (a.when.start <= b.when.end and b.when.start <= a.when.end)
    )


__all__ = ["make_claims"]
