"""From events as told to claims: one per happening and source, repeats merged, the main incident marked."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import replace
from operator import itemgetter

from rashomon.lexicon.families import FAMILY
from rashomon.read.claims.continued import continued
from rashomon.read.claims.relative import relative
from rashomon.read.claims.repeats import Draft, agree, host_of, merge
from rashomon.read.claims.sameness import clause_words
from rashomon.read.claims.told import Told
from rashomon.read.events.whereabouts import place_phrase, site
from rashomon.read.passage import Passage, Toll
from rashomon.read.times.dating import event_dating, inherit_period
from rashomon.records import PUBLISHER, Casualties, Claim, Period, Place, Source

_SHORT = 7  # days of a period that another event of the report may share
_SUMS = frozenset(["toll", "tolls", "tally"])
_LEAD = 2  # sentences of the body that count as the lead


def make_claims(told: list[Told], published: dt.date | None, country: str | None) -> tuple[Claim, ...]:
    """All claims of a report in text order, title first; ids count up in that order."""
    tellings = [_draft(item, published, country) for item in told]
    _date(tellings, published)
    drafts: list[Draft] = []
    before: list[tuple[Told, Draft]] = []
    for item, draft in zip(told, tellings, strict=True):
        host = continued(before, draft) or host_of(drafts, draft)
        before.append((item, draft if host is None else host))
        if host is None:
            drafts.append(draft)
        else:
            merge(host, draft)
    for draft in drafts:
        agree(draft)
    _mark_main(drafts)
    claims = []
    for n, draft in enumerate(drafts, 1):
        claims.append(replace(draft.claim, id=f"c{n}", also=tuple(draft.also)))
    return tuple(claims)


def _date(tellings: list[Draft], published: dt.date | None) -> None:
    """Give every telling that its own sentence leaves undated the days that the others tell."""
    dated: dict[str, list[tuple[int, Period]]] = {}
    for n, draft in enumerate(tellings):
        when = draft.claim.when
        if draft.dated and when is not None and (when.end - when.start).days <= _SHORT:
            dated.setdefault(draft.claim.type, []).append((n, when))
    by_event = {id(draft.told.event): draft for draft in tellings}
    for n, draft in enumerate(tellings):
        if draft.dated:
            continue
        pointed = by_event.get(id(draft.told.antecedent))
        if pointed is not None and pointed.dated:
            when = pointed.claim.when
        else:
            event, kind = draft.told.event, draft.claim.type
            known = dated.get(kind, [])
            at = bisect_left(known, n, key=itemgetter(0))
            ahead = draft.lead or event.kill or event.definite  # these stand before the sentence that tells the day
            before = known[at - 1][1] if at else None
            after = known[at][1] if ahead and at < len(known) else None
            when = inherit_period(kind, before, after, draft.said, published)
        draft.claim = replace(draft.claim, when=when)


# --- one event to one claim -----------------------------------------------------------------------------------------


def _draft(item: Told, published: dt.date | None, country: str | None) -> Draft:
    event, passage = item.event, item.scene.passage
    judgement = event.judgement
    assert judgement is not None  # set when the event was built
    found = event_dating(passage, event.trigger.head, event.clause, published, event.type)
    period, dated = found or (None, False)
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
        actor=item.actor,
        target=item.target,
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
    return Draft(
        item,
        claim,
        lead=lead,
        dated=dated,
        said=None if dated else period,
        words=clause_words(passage, event.clause),
        passages=[event.passage],
    )


def _nobody(toll: Casualties | None) -> bool:
    """Whether it is said that nobody was hurt, which denies nothing."""
    return toll is not None and toll.high == 0


def _toll(passage: Passage, tolls: list[Toll], kind: str) -> Casualties | None:
    own = [toll for toll in tolls if toll.kind == kind]
    if not own:
        return None
    sums = [toll for toll in own if passage.lower[toll.word] in _SUMS and (toll.low or 0) >= (own[0].low or 0)]
    toll = (sums or own)[0]  # "three died of their wounds, bringing the toll to nine"
    words = toll.victims or (toll.word, toll.word + 1)
    return Casualties(toll.low, toll.high, toll.who, passage.span(*words))


def _place(item: Told) -> Place | None:
    """The place with the phrase that names it, wherever in the report that stands."""
    place, scene = item.place, item.place_scene
    if place is None or scene is None:
        return None
    mention = None
    if place.text and scene.passage.in_title == item.scene.passage.in_title:
        mention = scene.passage.span(*place_phrase(scene.passage, scene.marks, place))
    named = place.text and place.kind != "demonym"  # "a Sudanese market" is no name
    name = (site(scene.passage, place) if named else None) or place.name
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
