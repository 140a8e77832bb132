"""What a source tells, how, and how its figures stand to those of others; counts only, and no verdict."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from rashomon.compare.accounts import Account, accounts_of
from rashomon.compare.copies import groups as copies_of
from rashomon.compare.figures import Figure, figure
from rashomon.compare.rules import Rules, load_rules
from rashomon.records import Comparison, Reading, plain

Slot = Literal["killed", "wounded"]
Relation = Literal["higher", "same", "lower"]
Incidents = Iterable[tuple[str, Sequence[Account]]]  # the id of each incident with its accounts


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure of the source and another voice's on the same incident and class of people.

    ``relation`` is "same" within the tolerance of the rules. ``ratio`` is the first by the second, each at the middle
    of its bounds; None where the second is zero or one of them is a word such as "dozens".
    """

    incident: str
    voice: str
    own: str
    other: str
    own_claim: str  # REPORT:CLAIM
    other_claim: str
    relation: Relation
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How a source's figures stand to those of other voices; ``pairs`` is what the counts are counted from."""

    higher: int
    same: int
    lower: int
    ratios: int  # how many pairs the median is of
    median_ratio: float | None
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """One voice; counts are of claims where nothing else is said."""

    name: str
    kinds: dict[str, int]
    claims: int
    reports: int
    types: dict[str, int]
    incidents: int
    alone: int  # incidents that no other voice tells of
    stance: dict[str, int]
    certainty: dict[str, int]
    killed: Figures
    wounded: Figures

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        data: dict[str, Any] = plain(self)
        return data


def profiles(readings: Iterable[Reading], comparison: Comparison) -> list[SourceProfile]:
    """The profile of every voice in the readings, those with most claims first."""
    rules = load_rules()
    given = list(readings)
    reports = [reading.report for reading in given]
    first_of = {report: group[0] for group in comparison.copies for report in group}
    accounts = {one.key: one for one in accounts_of(given, rules, copies_of(reports, first_of))}
    groups = [(one.id, [accounts[key] for key in one.claims if key in accounts]) for one in comparison.incidents]
    own: dict[str, set[str]] = defaultdict(set)
    told: dict[str, list[tuple[str, list[Account]]]] = defaultdict(list)
    for incident, group in groups:
        for one in group:
            own[teller(one)].add(one.key)
        for name in sorted({teller(one) for one in group}):
            told[name].append((incident, group))
    found = [profile(name, own[name], theirs, rules) for name, theirs in told.items()]
    return sorted(found, key=lambda one: (-one.claims, one.name))


def teller(account: Account) -> str:
    """Whose claim it is: the source's, or the outlet's that printed it, copied or not."""
    if account.claim.source.kind != "publisher":
        return account.claim.source.name
    return account.report.publisher or f"report {account.report.id}"


def profile(name: str, own: Set[str], incidents: Incidents, rules: Rules) -> SourceProfile:
    """The profile of one voice from all accounts of the incidents it tells of; ``own`` are the keys of its claims.

    Outlets that print the same text as it are not counted as other voices.
    """
    ours: list[Account] = []
    told = alone = 0
    pairs: dict[Slot, list[Pair]] = {"killed": [], "wounded": []}
    for incident, group in incidents:
        mine = [one for one in group if one.key in own]
        if not mine:
            continue
        voices = {one.voice for one in mine}
        others = [one for one in group if one.key not in own and one.voice not in voices]
        told += 1
        alone += not others
        ours += mine
        for slot, found in pairs.items():
            found += _pairs(incident, mine, others, slot, rules)
    return SourceProfile(
        name=name,
        kinds=_counted(one.claim.source.kind for one in ours),
        claims=len(ours),
        reports=len({one.report.id for one in ours}),
        types=_counted(one.claim.type for one in ours),
        incidents=told,
        alone=alone,
        stance=_counted(one.claim.stance for one in ours),
        certainty=_counted(one.claim.certainty for one in ours),
        killed=_figures(pairs["killed"]),
        wounded=_figures(pairs["wounded"]),
    )


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _pairs(incident: str, ours: Sequence[Account], others: Sequence[Account], slot: Slot, rules: Rules) -> list[Pair]:
    """Our figure against the figure of each other voice, for every class of people that both count."""
    found: list[Pair] = []
    own = _standing(ours, slot, rules)
    by_voice: dict[str, list[Account]] = defaultdict(list)
    for one in others:
        by_voice[one.voice].append(one)
    for voice, theirs in sorted(by_voice.items()):
        against = _standing(theirs, slot, rules)
        for who, (first, account) in sorted(own.items()):
            match = _match(who, against)
            if match is not None:
                found.append(_pair(incident, voice, (first, account), against[match], rules))
    return found


def _match(who: str, against: Mapping[str, object]) -> str | None:
    """The class of people to hold a count against; a bare number ("") counts whomever the other one counts."""
    if who in against:
        return who
    if who:
        return "" if "" in against else None
    return next(iter(against)) if len(against) == 1 else None


def _pair(incident: str, voice: str, own: tuple[Figure, Account], other: tuple[Figure, Account], rules: Rules) -> Pair:
    mine, yours = (own[0].low + own[0].high) / 2, (other[0].low + other[0].high) / 2
    return Pair(
        incident=incident,
        voice=voice,
        own=own[0].text,
        other=other[0].text,
        own_claim=own[1].key,
        other_claim=other[1].key,
        relation=_relation(own[0], other[0], rules),
        ratio=mine / yours if yours and _numbered(own) and _numbered(other) else None,
    )


def _relation(own: Figure, other: Figure, rules: Rules) -> Relation:
    """Whether the bounds of one figure lie above the other's by more than the tolerance of disagreements.

    A much smaller figure is "lower" here, though it may count a part of the dead and is then no disagreement.
    """
    share = rules.tolerance.around_share if own.rough or other.rough else rules.tolerance.share
    tolerance = max(rules.tolerance.people, share * max(own.high, other.high))
    if own.low - other.high > tolerance:
        return "higher"
    return "lower" if other.low - own.high > tolerance else "same"


def _numbered(told: tuple[Figure, Account]) -> bool:
    """Whether a figure is told in numbers."""
    return any(char.isdigit() for char in told[0].text)


def _standing(accounts: Sequence[Account], slot: Slot, rules: Rules) -> dict[str, tuple[Figure, Account]]:
    """A voice's figure for each class of people: the largest of its latest report that gives one.

    Earlier figures are what it said before; smaller ones of the same report are parts of the toll.
    """
    standing: dict[str, tuple[tuple[dt.date, int, str], Figure, Account]] = {}
    for one in accounts:
        count = figure(one, one.claim.killed if slot == "killed" else one.claim.wounded, rules)
        if count is None or one.claim.stance == "denies":
            continue
        rank = (one.report.published or dt.date.min, (count.low + count.high), one.key)
        if count.who not in standing or rank > standing[count.who][0]:
            standing[count.who] = (rank, count, one)
    return {who: (count, one) for who, (_, count, one) in standing.items()}


def _figures(pairs: Sequence[Pair]) -> Figures:
    relations = Counter(one.relation for one in pairs)
    ratios = [one.ratio for one in pairs if one.ratio is not None]
    return Figures(
        higher=relations["higher"],
        same=relations["same"],
        lower=relations["lower"],
        ratios=len(ratios),
        median_ratio=median(ratios) if ratios else None,
        pairs=tuple(pairs),
    )
