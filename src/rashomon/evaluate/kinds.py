"""What kind of mistake it is, as far as that can be told by rule: where the reader lost a claim, how a field is off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rashomon.evaluate.matching import Stretch, anchored, ends, overlap
from rashomon.evaluate.same import Record, days, same_party, same_place, same_place_name
from rashomon.lexicon.families import FAMILY
from rashomon.read.notes import Note

_COARSE = ("admin2", "admin1", "country", "region")
_DROPPED = (  # words of a note's reason -> what dropped the candidate
    ("no role filled", "candidate dropped: no role filled"),
    ("not told as a fact", "candidate dropped: not told as a fact"),
    ("of being a claim", "candidate dropped: by the filter"),
    ("of standing in news", "candidate dropped: taken for news of another kind"),
    ("said in passing", "candidate dropped: said in passing"),
    ("told of an accident", "candidate dropped: an accident or illness"),
    ("the report tells of no armed conflict", "candidate dropped: report taken for none of a conflict"),
    ("tells the same happening", "merged: into another claim of the sentence"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reader saw on the way, beside the claims: the places it named, and what became of each candidate."""

    places: Sequence[Record] = ()
    notes: Sequence[Note] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One report with its annotated claims, the claims read, and which is which (index to index)."""

    report: Record
    gold: Sequence[Record]
    claims: Sequence[Record]
    around: Sequence[Sequence[Stretch]]  # of each annotated claim
    paired: Mapping[int, int]  # annotated -> read
    seen: Seen = field(default_factory=Seen)


def on_words(claim: Record, around: Sequence[Stretch], *, repeats: bool = False) -> bool:
    """Whether the claim's trigger, or one of its repeats, lies in an annotated stretch."""
    title = bool(claim.get("in_title"))
    if any(overlap(ends(claim.get("trigger")), stretch[:2]) and stretch[2] == title for stretch in around):
        return True
    return repeats and any(
        overlap(ends(span), stretch[:2]) and not stretch[2] for span in claim.get("also") or () for stretch in around
    )


def missed(case: Case, i: int) -> tuple[str, Record | None]:
    """Why annotated claim ``i`` was not read, and the claim that took its words, where there is one."""
    want, around = case.gold[i], case.around[i]
    here = [claim for claim in case.claims if on_words(claim, around, repeats=True)]
    kin = [claim for claim in here if FAMILY.get(claim["type"]) == FAMILY[want["type"]]]
    if kin:
        taken = {id(case.claims[j]) for j in case.paired.values()}
        return "merged: with another annotated claim" if id(kin[0]) in taken else "paired otherwise", kin[0]
    if case.seen.notes is None:
        return ("other family", here[0]) if here else ("nothing read there", None)
    events = [note for note in case.seen.notes if note.kept is not None]  # the others weigh places and names
    notes = [note for note in events if any(_stands(case.report, note, stretch) for stretch in around)]
    if here:
        return "other family", here[0]
    for words, kind in _DROPPED:
        if any(not note.kept and words in note.reason for note in notes):
            return kind, None
    if any(note.kept for note in notes):
        return "merged: told twice by the reader's count", None
    return ("candidate dropped: other reason" if notes else "no candidate"), None


def _stands(report: Record, note: Note, stretch: Stretch) -> bool:
    """Whether a note is about words of this stretch; a note does not say whether it is about the title."""
    text = (report.get("title") or "") if stretch[2] else report["text"]
    return bool(overlap((note.start, note.end), stretch[:2])) and text[note.start : note.end] == note.text


def false(case: Case, j: int) -> tuple[str, Record | None]:
    """Why claim ``j`` is not an annotated one, and the annotated claim whose words it took, where there is one."""
    claim = case.claims[j]
    for i, want in enumerate(case.gold):
        if FAMILY.get(claim["type"]) == FAMILY[want["type"]] and anchored(claim, case.around[i]):
            return "told twice", want
    for i, want in enumerate(case.gold):
        if on_words(claim, case.around[i]):
            return "other family", want
    return "not annotated", None


# --- fields -----------------------------------------------------------------------------------------------------------


def wrong_field(case: Case, name: str, want: Any, got: Any, gold: Record, claim: Record) -> str:
    """What kind of wrong a field is, where the two sides differ in it."""
    if name == "type":
        return f"{want} read as {got}"
    if name in ("stance", "certainty", "extent"):
        return f"{want} read as {got}"
    if not got:
        return "not recognised" if name == "place" and not _named(case, want) else "missing"
    if not want:
        return "extra"
    if name == "place":
        return _place(case, want, got)
    if name == "date":
        return _date(want, got)
    if name == "source":
        return _source(want, got, claim)
    if name in ("killed", "wounded"):
        return _count(want, got)
    other = gold.get("target" if name == "actor" else "actor")
    return "actor and target swapped" if other and same_party(other, got) else "other party"


def _named(case: Case, want: Record) -> bool:
    """Whether the reader knew a name of the text for the annotated place."""
    return not case.seen.places or any(same_place(want, place) for place in case.seen.places)


def _place(case: Case, want: Record, got: Record) -> str:
    above = [name for name in (want.get("admin1"), want.get("country")) if name]
    if any(same_place_name(name, got["name"]) for name in above) or got.get("precision") == "country":
        return "container instead of the place"
    if got.get("admin1") and same_place_name(want["name"], got["admin1"]):
        return "place inside instead of the container"
    if not _named(case, want):
        return "not recognised"
    return "container instead of the place" if got.get("precision") in _COARSE else "other place of the report"


def _date(want: Record, got: Record) -> str:
    first, second = days(want), days(got)
    if first is None or second is None:
        return "no day"
    off = abs((first[0] - second[0]).days)
    if off <= 1:
        return "shorter or longer period"
    if first[0] <= second[1] and second[0] <= first[1]:
        return "overlapping period"
    if off <= 6:
        return "off by two to six days"
    if off <= 8:
        return "off by a week"
    return "off by up to a month" if off <= 31 else "off by up to a year" if off <= 370 else "off by more than a year"


def _source(want: Record, got: Record, claim: Record) -> str:
    if got.get("kind") == "publisher":
        return "publisher instead of a voice"
    if want.get("kind") == "publisher":
        return "voice instead of the publisher"
    if any(same_party(want, outer) for outer in claim.get("via") or ()):
        return "inner voice instead of the outer"
    return "other voice"


def _count(want: Record, got: Record) -> str:
    def size(count: Record) -> int | None:
        low = count.get("low")
        return low if low is not None else count.get("high")

    wanted, read = size(want), size(got)
    if wanted is None or read is None:
        return "vague word or number"
    if wanted == read:
        return "bounds"
    return "part for the whole" if read < wanted else "whole for a part"


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around some characters, on one line: up to a full stop, question mark or line break."""
    begin = max((text.rfind(mark, 0, start) + len(mark) for mark in (". ", "? ", "! ", "\n") if mark in text[:start]),
                default=0)  # fmt: skip
    stops = [at for mark in (". ", "? ", "! ", "\n") if (at := text.find(mark, max(end - 1, 0))) >= 0]
    return " ".join(text[begin : min(stops, default=len(text) - 1) + 1].split())
