"""Which claim as read is which annotated one: by family of type and by the words that both point at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rashomon.evaluate.same import SLOTS, Record, got_value
from rashomon.lexicon.families import FAMILY

Stretch = tuple[int, int, bool]  # start, end, in the title?


def match(report: Record, gold: Sequence[Record], claims: Sequence[Record]) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in claims), best pairs first taken; no claim is in two pairs."""
    offers = {}
    for i, want in enumerate(gold):
        around = stretches(report, want)
        for j, claim in enumerate(claims):
            if likeness := _likeness(want, claim, around):
                offers[i, j] = likeness
    return best_first(offers)


def best_first(offers: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """One-to-one pairs, the best offers first, earlier ones before later ones of equal worth."""
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for (i, j), _ in sorted(offers.items(), key=lambda item: (-item[1], item[0])):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((i, j))
    return pairs


def stretches(report: Record, want: Record) -> list[Stretch]:
    """Where the annotated quotes stand in the text and in the title."""
    return list(_found(report, (want["quote"], *(want.get("also") or ()))))


def _found(report: Record, quotes: Iterable[str]) -> Iterator[Stretch]:
    for quote in filter(None, quotes):
        for in_title, text in ((False, report["text"]), (True, report.get("title") or "")):
            for hit in re.finditer(re.escape(quote), text):
                yield hit.start(), hit.end(), in_title


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """How many characters two stretches share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def ends(span: Record | None) -> tuple[int, int]:
    """A span's start and end; both -1 where there is none."""
    return (span["start"], span["end"]) if span else (-1, -1)


def anchored(claim: Record, around: Iterable[Stretch]) -> bool:
    """Whether the claim's trigger lies in an annotated stretch, or the quotes share half of the longer."""
    trigger, quote = ends(claim.get("trigger")), ends(claim.get("quote"))
    title = bool(claim.get("in_title"))
    for start, end, in_title in around:
        longer = max(quote[1] - quote[0], end - start, 1)
        if in_title == title and (overlap(trigger, (start, end)) or overlap(quote, (start, end)) >= 0.5 * longer):
            return True
    return False


def _likeness(want: Record, claim: Record, around: Sequence[Stretch]) -> float:
    """0 for claims that are not about the same words; else the type weighs as much as four fields."""
    if FAMILY.get(want["type"]) != FAMILY.get(claim.get("type", "")) or not anchored(claim, around):
        return 0.0
    likeness = 4.0 if want["type"] == claim["type"] else 2.0
    for name, same in SLOTS.items():
        a, b = want.get(name), got_value(claim, name)
        likeness += 0.5 * bool((a and b and same(a, b)) or (not a and not b))
    return likeness
