"""A match of the time grammar, with the readings that several rules share: numbers, years, parts of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.read.times import values as tv
from rashomon.read.times.frame import Frame
from rashomon.read.times.grammar import CODES, Tokens, words
from rashomon.read.times.values import Moment

_FUTURE = re.compile(
    r"\b(?:will|would|shall|plans?|planned|planning|expects?|expected|schedul\w+|due|upcoming|set to|going to|to be|"
    r"aims?|deadline|effective|payable|next)\b|['’]ll\b",
    re.IGNORECASE,
)


_JOINING = frozenset("in by during the since until from that this last next on and of for through over".split())

# An abbreviation ("Nov.", "P.") ends no sentence: the word before the stop has four letters or more.
_STOP = re.compile(r"(?<=[^\W\d_A-Z]{4})[.!?][\"”'’)]?\s|\n|(?<=^)[.!?]\s|; ")


@dataclass(frozen=True, slots=True)
class Found:
    """A moment and the tokens that name it (end exclusive)."""

    start: int
    end: int
    type: str
    moment: Moment


@dataclass(slots=True)
class Hit:
    """A match of one pattern: its groups as words, and the frame it is read in."""

    tokens: Tokens
    match: re.Match[str]
    frame: Frame

    @property
    def start(self) -> int:
        """The first matched token."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The token after the last matched one that belongs to the expression."""
        if "year" in self.match.re.groupindex and self.match.start("year") > self.start and self.stray_year():
            first = self.match.start("year")
            return first - 1 if self.tokens.codes[first - 1] == CODES["COMMA"] else first
        return self.match.end()

    def group(self, name: str) -> str | None:
        """The words of a group in lower case, blanks between; None where it took no part."""
        try:
            first, last = self.match.span(name)
        except IndexError:
            return None
        return " ".join(self.tokens.lower[first:last]) if first >= 0 else None

    def number(self, name: str) -> int | None:
        """The whole number a group names, in digits or words."""
        return whole_number(self.group(name))

    def has(self, *classes: str) -> bool:
        """True where one of the matched tokens has one of the classes."""
        matched = self.match.group()
        return any(CODES[name] in matched for name in classes)

    def word(self, *choices: str) -> bool:
        """True where one of the matched words is among the choices."""
        return any(word in choices for word in self.tokens.lower[self.start : self.end])

    def before(self) -> str:
        """The word before the match, or nothing."""
        return self.tokens.lower[self.start - 1] if self.start else ""

    def in_name(self) -> bool:
        """True for one capitalised word that closes a name: "the Arab Spring", not "the Chinese Spring Offensive"."""
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        if not self.start or self.match.end() - self.start > 1 or not text[starts[self.start]].isupper():
            return False
        before = text[starts[self.start - 1] : ends[self.start - 1]]
        named = before[:1].isupper() and before[1:].islower() and before.lower() not in _JOINING
        goes_on = text[ends[self.start] : ends[self.start] + 2].strip().isupper()
        return named and not goes_on and ends[self.start - 1] + 1 == starts[self.start]

    def stray_year(self) -> bool:
        """True where the four digits after a date are a count ("on 3 June, 1500 fighters")."""
        return not self.frame.narrative and (self.number("year") or 2000) < 1800

    def future(self) -> bool:
        """True where the sentence around the match speaks of what is to come."""
        text = self.tokens.text
        start, end = self.tokens.starts[self.start], self.tokens.ends[self.end - 1]
        left = _STOP.split(text[max(0, start - 160) : start])[-1]
        right = _STOP.split(text[end : end + 60], maxsplit=1)[0]
        return _FUTURE.search(left) is not None or re.search(r"\bwill\b", right) is not None

    def found(self, moment: Moment | None, kind: str = "DATE") -> list[Found]:
        """The whole match as one expression; none without a moment."""
        return [Found(self.start, self.end, kind, moment)] if moment else []


def whole_number(text: str | None) -> int | None:
    """The number that digits, an ordinal or number words name; None for anything vague or out of bounds."""
    if not text:
        return None
    lexicon = words()
    total = current = 0
    seen = False
    for word in re.split(r"[\s-]+", text):
        digits = re.match(r"[0-9,]+", word)
        if digits and len(word) < 9:
            return int(digits.group().replace(",", "")) if digits.group() != "," else None
        value = {"second": 2}.get(word, lexicon.numbers.get(word, lexicon.ordinals.get(word)))
        if value is None:
            if word in ("a", "an", "and", "the", ""):
                continue
            return None
        seen = True
        if value in (100, 12) and word in ("hundred", "dozen"):
            current = max(1, current) * value
        elif value == 1000:
            total, current = total + max(1, current) * 1000, 0
        else:
            current += value
    return total + current if seen else None


def count_text(text: str) -> str:
    """How many units: digits, or X for a vague number ("a few"); the larger of a range ("two to three")."""
    if "couple" in text:
        return "2"
    if re.search(r"few|several|some|many|numerous|various|countless|other|more", text):
        return "X"
    text = re.sub(r" (?:and )?a half$| 1 / 2$", "", text)
    for mark in (" to ", " or ", " - "):
        if (
            mark in text
            and whole_number(text.split(mark)[-1]) is not None
            and (mark != " - " or text.split(mark)[0].split()[-1].isdigit())
        ):
            text = text.split(mark)[-1]
    if text in ("a", "an", "the"):
        return "1"
    number = whole_number(text)
    return "X" if number is None else str(number)


def unit_of(word: str | None) -> str:
    """The TIMEX3 letter of a unit of time; empty for none."""
    return words().units.get(word or "", "S" if word == "second" else "")


def year_said(hit: Hit) -> int | None:
    """The year that "last year", "of that year" or a written year gives."""
    year = hit.number("year")
    if year is not None and not hit.stray_year():
        era = hit.group("era")
        return -year if era and era.startswith("b") else year
    side = hit.group("rel")
    if side and hit.group("relunit") in ("year", None):
        return hit.frame.year(side)
    return None


def with_part(hit: Hit, moment: Moment) -> list[Found]:
    """A day, or the part of it or time on its clock that the words beside it name."""
    clock, part = hit.group("clock"), hit.group("tail") or hit.group("head")
    if clock:
        return hit.found(tv.clock(moment, clock_text(clock)), "TIME")
    if part:
        return hit.found(tv.part(moment, words().parts[part]), "TIME")
    if hit.word("hours") and hit.word("early"):
        return hit.found(tv.part(moment, "MO"), "TIME")
    return hit.found(moment)


def clock_text(text: str) -> str:
    """A time of day as TIMEX3 writes it: "10 p.m." is 22:00."""
    for word, value in words().clock.items():
        if word in text:
            return value
    digits = re.search(r"([0-9]{1,2}):([0-9]{2})", text)
    if digits:
        hour, minute = int(digits[1]), int(digits[2])
    else:
        number = next((n for word in text.split() if (n := whole_number(word)) is not None), 0)
        hour, minute = divmod(number, 100) if number > 31 else (number, 0)
    if re.search(r"\bp\.?\s?m", text) and hour < 12:
        hour += 12
    elif re.search(r"\ba\.?\s?m", text) and hour == 12:
        hour = 0
    return f"{min(hour, 24):02d}:{min(minute, 59):02d}"
