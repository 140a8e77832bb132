"""Readings with claims made by hand, so that comparing is tested apart from the reader."""

import datetime as dt
from dataclasses import replace
from typing import Any

from rashomon.lexicon.families import FAMILY
from rashomon.records import Actor, Casualties, Claim, Period, Place, Reading, Report, Source, Span

SUNDAY = dt.date(2024, 3, 3)
MONDAY = dt.date(2024, 3, 4)
TESSALOR = Place("Tessalor", 1, 12.5, 33.1, "SDN", "Blue Nile", "town")
KURMIN = Place("Kurmin", 2, 13.6, 34.4, "SDN", "Blue Nile", "town")
PROVINCE = Place("Blue Nile", 3, 11.9, 34.0, "SDN", "Blue Nile", "admin1")
ARMY = Actor("Sudanese Armed Forces", "SDN:military")
RSF = Actor("Rapid Support Forces", "rapid_support_forces")
VILLAGERS = Actor("civilians", None, Span(0, 9, "villagers"))
MONITOR = Source("Lake Monitor", "monitor")
NURSE = Source("a nurse", "medical")
MAYOR = Source("the mayor", "local_official")
SPOKESMAN = Source("Sudanese Armed Forces", "military")


def dead(low: int | None, high: int | None = None, told: str = "", who: str = "people") -> Casualties:
    return Casualties(low, high, who, Span(0, len(told), told))


def told(kind: str, clause: str, source: Source | None = None, day: dt.date | None = SUNDAY, **fields: Any) -> Claim:
    """A claim whose clause is ``clause``; its place is Tessalor where no other is given."""
    quote = Span(0, len(clause), clause)
    place = fields.pop("place", TESSALOR)
    if place is not None:
        place = replace(place, mention=quote)
    when = None if day is None else Period(day, fields.pop("until", day), "day", quote)
    return Claim(
        id="",
        type=kind,
        family=FAMILY[kind],
        quote=quote,
        trigger=Span(0, 6, clause[:6]),
        rule="made",
        place=place,
        when=when,
        source=source or Source("publisher", "publisher"),
        **fields,
    )


def report(name: str, *claims: Claim, published: dt.date | None = MONDAY, publisher: str | None = None) -> Reading:
    """A reading whose text is its claims' clauses, one a line."""
    text, placed = "", []
    for number, claim in enumerate(claims, 1):
        placed.append(_moved(claim, len(text), f"c{number}"))
        text += claim.quote.text + ".\n"
    return Reading(Report(name, text, None, published, publisher or f"The {name}"), claims=tuple(placed))


def _moved(claim: Claim, by: int, id: str) -> Claim:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by, span.text)

    def counted(count: Casualties | None) -> Casualties | None:
        if count is None or count.mention is None:
            return count
        start = by + max(0, claim.quote.text.find(count.mention.text))
        return replace(count, mention=Span(start, start + len(count.mention.text), count.mention.text))

    return replace(
        claim,
        id=id,
        quote=moved(claim.quote),
        trigger=moved(claim.trigger),
        place=claim.place and replace(claim.place, mention=moved(claim.quote)),
        when=claim.when and replace(claim.when, mention=moved(claim.quote)),
        killed=counted(claim.killed),
        wounded=counted(claim.wounded),
    )
