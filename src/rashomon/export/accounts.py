"""Claims in the order people read them: by place, then by incident, each source's account beneath."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.export.phrases import one_line, type_words, when_words
from rashomon.records import Claim, Comparison, Disagreement, Place, Reading

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
    happenings = _compared(by_key, comparison) if comparison is not None else []
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


def _compared(by_key: dict[str, Account], comparison: Comparison) -> list[Happening]:
    found = []
    for incident in comparison.incidents:
        accounts = [by_key[key] for key in incident.claims if key in by_key]
        if accounts:
            differences = [one for one in comparison.disagreements if one.incident == incident.id]
            found.append(_happening(accounts, differences))
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
