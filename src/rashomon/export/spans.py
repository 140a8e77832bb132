"""A text cut at every boundary of its marks: overlapping spans become stretches side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rashomon.export.phrases import visible
from rashomon.records import Claim, Reading, Span

_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that is shown as ``layer``; with a claim, as that claim's ``field``."""

    start: int
    end: int
    layer: str = ""
    claim: int = 0  # number of the claim in its report, from 1; 0: of no claim
    field: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text over which the same marks hold, and the claims whose numbers stand after it."""

    text: str
    layers: tuple[str, ...]
    fields: tuple[str, ...]  # "3-actor": the actor of claim 3
    notes: tuple[int, ...]


def fields_of(claim: Claim) -> list[tuple[str, Span]]:
    """The words of a claim by field."""
    found = [("quote", claim.quote), ("trigger", claim.trigger), *(("also", span) for span in claim.also)]
    mentions: list[tuple[str, Span | None]] = [
        ("actor", claim.actor.mention if claim.actor else None),
        ("target", claim.target.mention if claim.target else None),
        ("place", claim.place.mention if claim.place else None),
        ("time", claim.when.mention if claim.when else None),
        ("casualties", claim.killed.mention if claim.killed else None),
        ("casualties", claim.wounded.mention if claim.wounded else None),
        ("source", claim.source.mention),
        ("source", claim.source.cue),
    ]
    return found + [(name, span) for name, span in mentions if span is not None]


def marks_of(reading: Reading) -> tuple[list[Mark], list[Mark]]:
    """The marks of a reading's title and of its text; spans that do not hold their words are left out."""
    texts = (reading.report.title or "", reading.report.text)
    marks: tuple[list[Mark], list[Mark]] = ([], [])
    for layer, spans in (("place", reading.places), ("time", reading.times)):
        marks[1].extend(Mark(one.start, one.end, layer) for one in spans if _holds(texts[1], one))
    for one in reading.attributions:
        marks[1].extend(Mark(s.start, s.end, "voice") for s in (one.source, one.cue) if s and _holds(texts[1], s))
        marks[1].extend(Mark(s.start, s.end, "said") for s in one.content if _holds(texts[1], s))
    for number, claim in enumerate(reading.claims, 1):
        own = 0 if claim.in_title else 1
        for name, span in fields_of(claim):
            side = own if _holds(texts[own], span) else 1 - own
            if _holds(texts[side], span):
                layer = "claim" if name in ("quote", "also", "trigger") else ""
                marks[side].append(Mark(span.start, span.end, layer, number, name))
    return marks


def _holds(text: str, span: object) -> bool:
    start, end, words = getattr(span, "start", 0), getattr(span, "end", 0), getattr(span, "text", "")
    return 0 <= start < end <= len(text) and text[start:end] == words


def cut(text: str, marks: Iterable[Mark]) -> list[list[Stretch]]:
    """The paragraphs of a text as stretches; joined, the stretches of a paragraph are its characters.

    The fields of a stretch are those of the shortest quote first, so that the innermost claim comes first.
    """
    held = [mark for mark in marks if mark.start < mark.end]
    opening: defaultdict[int, list[int]] = defaultdict(list)
    closing: defaultdict[int, list[int]] = defaultdict(list)
    noted: defaultdict[int, list[int]] = defaultdict(list)
    lengths: dict[int, int] = {}
    for index, mark in enumerate(held):
        opening[mark.start].append(index)
        closing[mark.end].append(index)
        if mark.field == "trigger":
            noted[mark.end].append(mark.claim)
        if mark.field == "quote":
            lengths[mark.claim] = mark.end - mark.start
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    edges = {edge for pair in paragraphs for edge in pair} | set(opening) | set(closing)
    bounds = sorted(edges)
    active: dict[int, Mark] = {}
    pieces: dict[int, tuple[int, Stretch]] = {}
    for start, end in pairwise(bounds):
        for index in closing[start]:
            active.pop(index, None)
        for index in opening[start]:
            active[index] = held[index]
        pieces[start] = (end, _stretch(text[start:end], active.values(), noted[end], lengths))
    return [_between(pieces, first, last) for first, last in paragraphs if text[first:last].strip()]


def _stretch(text: str, marks: Iterable[Mark], notes: list[int], lengths: dict[int, int]) -> Stretch:
    layers = sorted({mark.layer for mark in marks if mark.layer})
    ranked = sorted({(lengths.get(m.claim, 0), m.claim, m.field) for m in marks if m.claim})
    fields = tuple(f"{claim}-{name}" for _, claim, name in ranked)
    return Stretch(visible(text), tuple(layers), fields, tuple(sorted(set(notes))))


def _between(pieces: dict[int, tuple[int, Stretch]], first: int, last: int) -> list[Stretch]:
    found = []
    while first < last:
        first, stretch = pieces[first]
        found.append(stretch)
    return found
