"""Claims in the order people read them: by place, then by incident, each source's account beneath."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.compare.copies import Copies
from rashomon.export.phrases import one_line, source_kind, source_name, type_words, when_words
from rashomon.records import Claim, Comparison, Disagreement, Incident, Place, Reading, Report

NO_PLACE = "No place said"


@dataclass(frozen=True, slots=True)
class Account:
    """One claim with the report it came from; ``number`` counts the report's claims from 1."""

    reading: Reading
    report: int  # index of the reading in the call
    number: int
    claim: Claim

    @property
    def key(self) -> str:
        """The claim's key in a comparison."""
        return f"{self.reading.report.id}:{self.claim.id}"


@dataclass(slots=True)
class Happening:
    """The accounts of one incident or state of affairs, and where they disagree."""

    label: str
    when: str
    accounts: list[Account]
    differences: list[Disagreement] = field(default_factory=list)
    incident: Incident | None = None  # None where no comparison made it

    @property
    def types(self) -> int:
        """How many event types its accounts give it."""
        return len({account.claim.type for account in self.accounts})

    @property
    def main(self) -> bool:
        """Whether a report is mainly about it."""
        return any(account.claim.main for account in self.accounts)


@dataclass(slots=True)
class PlaceGroup:
    """Everything told about one place."""

    name: str
    place: Place | None
    happenings: list[Happening]


def accounts_of(readings: Sequence[Reading]) -> list[Account]:
    """All claims of the readings, in order."""
    return [
        Account(reading, index, number, claim)
        for index, reading in enumerate(readings)
        for number, claim in enumerate(reading.claims, 1)
    ]


def group(readings: Sequence[Reading], comparison: Comparison | None = None) -> list[PlaceGroup]:
    """Places with their incidents, the main ones first, then in the order of the reports.

    Incidents are the comparison's where there is one, else claims of one family on one day at one place.
    """
    by_key = {account.key: account for account in accounts_of(readings)}
    happenings = compared(by_key, comparison) if comparison is not None else []
    placed = {account.key for happening in happenings for account in happening.accounts}
    happenings += _alike([account for key, account in by_key.items() if key not in placed])
    order = {key: index for index, key in enumerate(by_key)}
    happenings.sort(key=lambda happening: (not happening.main, order[happening.accounts[0].key]))
    groups: dict[str, PlaceGroup] = {}
    for happening in happenings:
        place = next((a.claim.place for a in happening.accounts if a.claim.place is not None), None)
        name = one_line(place.name) if place is not None else NO_PLACE
        key = str(place.geonames_id) if place is not None and place.geonames_id is not None else name
        groups.setdefault(key, PlaceGroup(name, place, [])).happenings.append(happening)
    return sorted(groups.values(), key=lambda one: one.name == NO_PLACE)


def compared(by_key: Mapping[str, Account], comparison: Comparison) -> list[Happening]:
    """The incidents of a comparison with their accounts, in its order; claims without an account are left out."""
    differences: dict[str, list[Disagreement]] = {}
    for one in comparison.disagreements:
        differences.setdefault(one.incident, []).append(one)
    found = []
    for incident in comparison.incidents:
        accounts = [by_key[key] for key in incident.claims if key in by_key]
        if accounts:
            happening = _happening(accounts, differences.get(incident.id, []))
            happening.incident = incident
            found.append(happening)
    return found


def _alike(accounts: list[Account]) -> list[Happening]:
    """Claims of one family, place and first day in one report taken as one incident."""
    groups: dict[tuple[int, str, str, dt.date | None], list[Account]] = {}
    for account in accounts:
        claim = account.claim
        place = claim.place.name if claim.place is not None else ""
        start = claim.when.start if claim.when is not None else None
        groups.setdefault((account.report, claim.family, place, start), []).append(account)
    return [_happening(members, []) for members in groups.values()]


def _happening(accounts: list[Account], differences: list[Disagreement]) -> Happening:
    types = list(dict.fromkeys(type_words(account.claim.type) for account in accounts))
    label = " / ".join(types[:3]) + (" / …" if len(types) > 3 else "")
    periods = [account.claim.when for account in accounts if account.claim.when is not None]
    narrowest = min(periods, key=lambda when: (when.end - when.start, when.start), default=None)
    return Happening(label, when_words(narrowest), accounts, differences)


def voices(readings: Sequence[Reading]) -> int:
    """How many different sources speak in the readings."""
    return len(
        {
            (index if claim.source.kind == "publisher" else -1, claim.source.name.lower())
            for index, reading in enumerate(readings)
            for claim in reading.claims
        }
    )


@dataclass(slots=True)
class Voice:
    """What one voice tells of one incident; ``copies`` reports print the same text and count once."""

    name: str
    kind: str
    accounts: list[Account]
    copies: int = 1


def by_voice(accounts: Sequence[Account], copies: Mapping[str, Sequence[str]] | None = None) -> list[Voice]:
    """The accounts of one incident by voice, in the order in which the voices come up.

    ``copies`` gives the ids of all reports with the text of a report id, itself included. Outlets that print one
    text are one voice, and what one voice tells in several of them stands once.
    """
    found: dict[tuple[str, str], Voice] = {}
    printed: dict[tuple[str, str], list[Report]] = {}
    told: set[tuple[str, ...]] = set()
    for account in accounts:
        claim, report = account.claim, account.reading.report
        group = (copies or {}).get(report.id) or [report.id]
        outlet = claim.source.kind == "publisher"
        own = group[0] if len(group) > 1 else (report.publisher or report.id).lower()
        name = source_name(claim.source, report.publisher)
        key = ("outlet", own) if outlet else ("source", name.lower())
        voice = found.setdefault(key, Voice(name, "" if outlet else source_kind(claim.source), []))
        voice.copies = max(voice.copies, len(group))
        printed.setdefault(key, []).append(report)
        if outlet and len(group) > 1:
            voice.name = one_line(Copies.of(min(printed[key], key=lambda one: one.id)).voice)
        words = (*key, group[0], claim.type, claim.quote.text, claim.trigger.text)
        if len(group) == 1 or words not in told:
            voice.accounts.append(account)
        told.add(words)
    return list(found.values())


def disputed_first(
    happenings: Iterable[Happening], copies: Mapping[str, Sequence[str]] | None = None
) -> list[Happening]:
    """Incidents with most disagreements first, then those that most voices tell of, then in the given order."""
    return sorted(happenings, key=lambda one: (-len(one.differences), -len(by_voice(one.accounts, copies))))
