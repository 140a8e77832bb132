"""What a time expression is counted from: the report's own day, or the last date a narrative has reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from rashomon.read.times import values as tv
from rashomon.read.times.values import Moment

_BACK = frozenset(("last", "past", "previous", "preceding", "prior", "latest"))
_FORTH = frozenset(("next", "coming", "upcoming", "following", "ensuing", "subsequent", "forthcoming"))
# These count from the date the text has just named, in news as well.
_FROM_TEXT = frozenset("previous preceding prior following ensuing subsequent that same".split())
_COARSE = {"D": ("day",), "NI": ("day",), "W": ("day", "week"), "M": ("day", "week", "month", "season", "quarter")}


@dataclass(slots=True)
class Frame:
    """The point of view while a text is read from front to back."""

    anchor: dt.date | None
    narrative: bool
    last: Moment | None = None  # the most recent dated expression
    quarter: Moment | None = None  # the quarter that a business report is about

    def now(self) -> dt.date | None:
        """The day that "now" is: the report's, or in a narrative the one it has reached."""
        if not self.narrative:
            return self.anchor
        return self.last.begin if self.last else None

    def reference_day(self, unit: str) -> dt.date | None:
        """The day to count units from that the text has just named, else the report's own."""
        last = self.last
        if last is None or last.begin is None:
            return self.anchor if not self.narrative else None
        if last.grain not in _COARSE.get(unit, (last.grain,)):
            return self.anchor if not self.narrative else None
        return last.begin

    def base(self, side: str, unit: str = "Y") -> dt.date | None:
        """The day that "last", "next" and "that" count from."""
        word = side.split()[-1] if side else ""
        if word in _FROM_TEXT or (word == "next" and unit == "D"):
            return self.reference_day(unit)
        return self.now()

    def step(self, side: str) -> int:
        """-1 for last, 1 for next, 0 for this and that."""
        word = side.split()[-1] if side else ""
        return -1 if word in _BACK else 1 if word in _FORTH else 0

    def far_year(self, unit: str, count: int) -> int | None:
        """The year so many years, decades or centuries away where the calendar has no days for it (BC)."""
        size = {"Y": 1, "E": 10, "C": 100}.get(unit)
        if size is None or self.last is None or self.last.year is None or abs(count) > 10_000:
            return None
        year = self.last.year + count * size
        return year if year and (year < 0) == (self.last.year < 0) else year + (1 if count > 0 else -1)

    def year(self, side: str) -> int | None:
        """The year that "last year" or "that year" is."""
        if self.narrative or side in _FROM_TEXT:
            number = self.last.year if self.last else None
        else:
            number = self.anchor.year if self.anchor else None
        if number is None:
            return None
        return number + self.step(side)

    def year_of(self, month: int, day: int | None, future: Callable[[], bool], side: str | None = None) -> int | None:
        """The year of a month or day that names none."""
        if self.narrative or self.anchor is None:
            return self._narrative_year(month)
        anchor, step = self.anchor, self.step(side or "")
        if side in ("that", "same") and self.last is not None:
            return self.last.year
        ahead = (month, day or 0) > (anchor.month, anchor.day if day else 0)
        if side == "this":
            return anchor.year
        if step < 0:
            return anchor.year - (month >= anchor.month)
        if day and ahead and not step:
            there = tv.calendar_day(anchor.year, month, day)
            if there and there.begin and (there.begin - anchor).days <= 45:
                return anchor.year  # nearer than the same day of last year, whatever the words say
        if step > 0 or ((month - anchor.month) % 12 <= 8 and future()):
            return anchor.year + (not ahead and month != anchor.month)
        return anchor.year - ahead

    def _narrative_year(self, month: int) -> int | None:
        last = self.last
        if last is None or last.year is None:
            return None
        if last.begin is None or last.grain in ("year", "decade", "century"):
            return last.year
        if month - last.begin.month <= -9:
            return last.year + 1
        return last.year

    def weekday(self, number: int, side: str, other_week: str, future: Callable[[], bool]) -> dt.date | None:
        """The day that a weekday names."""
        word = side.split()[-1] if side else ""
        if self.narrative or self.anchor is None:
            if self.last is None or self.last.begin is None or self.last.grain != "day":
                return None
            back = (self.last.begin.isoweekday() - number) % 7
            if word in _BACK:
                return tv.shift_days(self.last.begin, -(back or 7))
            return tv.shift_days(self.last.begin, (-back) % 7)
        anchor = self.anchor
        if word in _FROM_TEXT and self.last is not None and self.last.grain == "day":
            anchor = self.last.begin or anchor
        back = (anchor.isoweekday() - number) % 7
        if other_week:
            monday = tv.shift_days(anchor, 1 - anchor.isoweekday())
            return tv.shift_days(monday, 7 * self.step(other_week.split()[0]) + number - 1)
        if word in _BACK:
            return tv.shift_days(anchor, -(back or 7))
        if word in _FORTH:
            return tv.shift_days(anchor, (-back) % 7 or 7)
        if word == "this" and future():
            return tv.shift_days(anchor, (-back) % 7)
        if back and future():
            return tv.shift_days(anchor, (-back) % 7)
        return tv.shift_days(anchor, -back)

    def moved(self, moment: Moment, kind: str, leads: bool) -> None:
        """Take note of a dated expression: later ones may count from it.

        A year inside a sentence ("a 1911 encyclopedia") is an aside and moves nothing; one that leads does.
        """
        if moment.grain in ("year", "season") and self.last is not None and not leads:
            return
        if (
            kind in ("DATE", "TIME")
            and moment.year is not None
            and moment.grain not in ("reference", "century", "decade")
        ):
            if moment.grain == "quarter" and (self.anchor is None or moment.year == self.anchor.year):
                self.quarter = moment
            self.last = moment
