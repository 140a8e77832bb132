"""Days as tables write them: ISO first, then the ways that can be read in one way only."""

from __future__ import annotations

import datetime as dt
import re

_TIME = r"(?:[ t,]+\d{1,2}:\d{2}.{0,24})?"  # a time of day behind the date does not matter
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})" + _TIME)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _TIME)
_DAY_NAME = r"(?:[a-z]{3,9},?\s+)?"
_DAY_MONTH = re.compile(_DAY_NAME + r"(\d{1,2})(?:st|nd|rd|th)?[-\s.]+([a-z]{3,9})\.?[-\s,]+(\d{4})" + _TIME)
_MONTH_DAY = re.compile(_DAY_NAME + r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _TIME)
_MONTHS = "january february march april may june july august september october november december".split()
_LONGEST = 60  # characters


def day_of(value: object) -> dt.date | None:
    """The day that a cell tells, None where it is no date or could be two ("03/04/2016").

    Numbers before and after a slash are day and month where only one order gives a date. Years have four digits.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = value.strip().lower()
    if found := _YEAR_FIRST.fullmatch(text):
        year, mark, month, day = found.groups()
        return _day(year, month, day) if mark or len(month + day) == 4 else None
    if found := _YEAR_LAST.fullmatch(text):
        one, _, other, year = found.groups()
        days = {_day(year, other, one), _day(year, one, other)} - {None}
        return days.pop() if len(days) == 1 else None
    if found := _DAY_MONTH.fullmatch(text):
        day, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    number = _month(name)
    return _day(year, number, day) if number else None


def _month(name: str) -> int | None:
    """The month whose name starts so; "sept" is one, too."""
    found = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    return found[0] if len(found) == 1 else None


def _day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
