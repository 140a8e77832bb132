"""Claims made ready to be compared: each with its key, its report and the values that are looked at again and again."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rashomon.compare.copies import Copies
from rashomon.compare.rules import Rules
from rashomon.errors import UsageError
from rashomon.records import Actor, Claim, Period, Place, Reading, Report

_WORD = re.compile(r"[^\W_]{3,}")
_ANY = re.compile(r"\w+")
_STOP = frozenset(
    "the and was were has have had that this with from for its his her their they said says been into about after"
    " which who are but not also more than least some all one two other near town city village province".split()
)
WIDE = frozenset(["admin2", "admin1", "region", "country"])


@dataclass(frozen=True, slots=True)
class Account:
    """A claim on its way to an incident."""

    key: str  # REPORT:CLAIM
    claim: Claim
    report: Report
    number: int  # of the claim within its report
    group: str  # the report, or the first one of those that carry the same text
    place: str | None  # normalised name of the place
    days: tuple[int, int] | None  # proleptic ordinals of the first and last day
    words: frozenset[str]  # of the clause
    apart: bool  # the clause sets its happening apart from others ("another raid")
    back: bool  # the clause points back to a happening told before ("the raid")
    scenes: int  # how many places its report names in the clauses of happenings of its family
    voice: str  # who tells it: the source, or the outlet itself, or whoever the copies of one text are counted as


def accounts_of(readings: Iterable[Reading], rules: Rules, copies: Mapping[str, Copies] | None = None) -> list[Account]:
    """All claims of the readings by report id, then in the report's order.

    ``copies`` gives, by report id, the group of reports with the same text: what they tell unattributed is told by
    one voice. A reading given twice counts once. Raises UsageError where two different reports carry one id.
    """
    found: list[Account] = []
    seen: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda one: one.report.id):
        report = reading.report
        known = seen.get(report.id)
        if known is not None:
            if known != reading:
                raise UsageError(f"two different readings have the report id {report.id!r}: give each its own")
            continue
        seen[report.id] = reading
        group = (copies or {}).get(report.id)
        scenes = _scenes(reading)
        found += [
            _account(report, number, claim, scenes[claim.family], group, rules)
            for number, claim in enumerate(reading.claims)
        ]
    return found


def _account(report: Report, number: int, claim: Claim, scenes: int, group: Copies | None, rules: Rules) -> Account:
    when = claim.when
    text = (report.title if claim.in_title else report.text) or ""
    quote = text[max(0, claim.quote.start - 25) : claim.quote.end].lower()
    before = _ANY.findall(text[max(0, claim.trigger.start - 30) : claim.trigger.start].lower())[-2:]
    outlet = group.voice if group is not None else report.publisher or f"report {report.id}"
    return Account(
        key=f"{report.id}:{claim.id}",
        claim=claim,
        report=report,
        number=number,
        group=group.first if group is not None else report.id,
        place=place_name(claim.place.name) if claim.place is not None else None,
        days=(when.start.toordinal(), when.end.toordinal()) if when is not None else None,
        words=words_of(claim.quote.text),
        apart=not rules.words.apart.isdisjoint(_ANY.findall(quote)),
        back=not rules.words.back.isdisjoint(before),
        scenes=scenes,
        voice=claim.source.name if claim.source.kind != "publisher" else outlet,
    )


def _scenes(reading: Reading) -> Counter[str]:
    """How many places a report names in the clauses of its happenings, by family."""
    named = {
        (claim.family, place_name(claim.place.name))
        for claim in reading.claims
        if claim.place is not None and told_here(claim, claim.place)
    }
    return Counter(family for family, _ in named)


def told_here(claim: Claim, value: Actor | Place | Period | None) -> bool:
    """Whether the claim's own clause names the party, place or time, not another one of its report."""
    return (
        value is not None
        and value.mention is not None
        and value.mention.start < claim.quote.end
        and claim.quote.start < value.mention.end
    )


def is_brief(one: Account, rules: Rules) -> bool:
    """Whether a claim tells one happening, not a campaign."""
    return one.days is None or one.days[1] - one.days[0] < rules.tolerance.happening_days


def words_of(text: str) -> frozenset[str]:
    """The words of a clause that can tell it from others, lower case."""
    return frozenset(_WORD.findall(text.lower())) - _STOP


@lru_cache(maxsize=65536)
def place_name(name: str) -> str:
    """A place's name as compared: lower case, unaccented, without article, hyphens and words for its rank."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    parts = re.findall(r"\w+", plain.replace("'", "").replace("’", ""))
    kept = [part for part in parts if part not in _RANKS]
    return " ".join(kept or parts)


_RANKS = frozenset(
    "al el ar ad as ash at az an the of city town village province governorate district region state county".split()
)


def kilometres(a: Place, b: Place) -> float | None:
    """The great-circle distance of two places; None where one of them has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
