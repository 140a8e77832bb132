"""Claims as short lines, so that a table can say what a sentence tells: "control by=M23 at=Sake extent=most; siege".

by, on: actor and target; at: words of the place's canonical name or of its phrase (none: no place); says: source;
killed, wounded: figures (12, 12- for at least 12, -12 for up to 12, ? for no figure); from, until: days; bare words: denies, hedged, ongoing.
An underscore stands for a space. Only what a line names is held against the claim.
"""

from __future__ import annotations

from collections.abc import Iterable

import rashomon
from rashomon.records import Casualties, Claim, Reading

DAY = "2024-06-05"  # a Wednesday


def read_all(texts: Iterable[str]) -> dict[str, Reading]:
    """Each text with its reading; a line before a blank line is the title."""
    distinct = list(dict.fromkeys(texts))
    reports = []
    for text in distinct:
        title, _, body = text.rpartition("\n\n")
        reports.append({"id": "r", "title": title or None, "text": body, "published": DAY})
    return dict(zip(distinct, rashomon.read_many(reports), strict=True))


def _figure(count: Casualties | None) -> str:
    if count is None:
        return "none"
    low, high = ("" if bound is None else str(bound) for bound in (count.low, count.high))
    return "?" if not low and not high else low if low == high else f"{low}-{high}"


def fields(claim: Claim) -> dict[str, set[str]]:
    """What a line may say of each field, spaces as underscores."""
    place, when = claim.place, claim.when
    found: dict[str, set[str]] = {
        "by": {claim.actor.name if claim.actor else "none"},
        "on": {claim.target.name if claim.target else "none"},
        "at": {"none"} if place is None else {place.name, place.mention.text if place.mention else place.name},
        "in": {(place.country if place else None) or "none"},
        "says": {claim.source.name},
        "kind": {claim.source.kind},
        "killed": {_figure(claim.killed)},
        "wounded": {_figure(claim.wounded)},
        "extent": {claim.extent or "none"},
        "from": {when.start.isoformat() if when else "none"},
        "until": {when.end.isoformat() if when else "none"},
        "also": {str(len(claim.also))},
        "rule": {claim.rule},
    }
    return {key: {value.replace(" ", "_") for value in values} for key, values in found.items()}


def _fits(claim: Claim, line: str) -> bool:
    kind, *parts = line.split()
    if claim.type != kind:
        return False
    known = fields(claim)
    for part in parts:
        key, equals, value = part.partition("=")
        if equals and key == "at":
            if not any(f"_{value}_" in f"_{name}_" for name in known[key]):
                return False
        elif equals and value not in known[key]:
            return False
        if not equals and part not in (claim.stance, claim.certainty, claim.aspect, "main" if claim.main else ""):
            return False
    return True


def told(reading: Reading, lines: str) -> None:
    """Fail unless the reading has exactly one claim for each line; an empty text asks for no claim at all."""
    wanted = [line.strip() for line in lines.split(";") if line.strip()]
    left = list(reading.claims)
    missing = []
    for line in wanted:
        found = next((claim for claim in left if _fits(claim, line)), None)
        if found is None:
            missing.append(line)
        else:
            left.remove(found)
    shown = [{"type": claim.type, "quote": claim.quote.text, **fields(claim)} for claim in reading.claims]
    assert (missing, len(left)) == ([], 0), f"missing, too many: {shown}"
