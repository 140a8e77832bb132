"""What time expressions cover: TIMEX3 values and the days from begin to until, by calendar arithmetic alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

DAY = dt.timedelta(days=1)
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}  # meteorological, northern


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar: TIMEX3 value, first and last day (None: cannot be told), and its grain."""

    value: str
    begin: dt.date | None = None
    until: dt.date | None = None
    grain: str = ""  # day, week, month, season, quarter, year, decade, century, reference
    year: int | None = None  # BC years are negative


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def year_text(year: int) -> str:
    """A year as TIMEX3 writes it: four digits, or BC and four digits."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def day(date: dt.date) -> Moment:
    """One day."""
    return Moment(date.isoformat(), date, date, "day", date.year)


def days(begin: dt.date, until: dt.date) -> Moment:
    """A range of days, with the value of its first."""
    return Moment(begin.isoformat(), begin, until, "day", begin.year)


def calendar_day(year: int | None, month: int, number: int) -> Moment | None:
    """A day by its numbers; the year may be unknown; None where there is no such day."""
    if _date(year if year and year > 0 else 2000, month, number) is None:
        return None
    if year is None:
        return Moment(f"XXXX-{month:02d}-{number:02d}", grain="day")
    date = _date(year, month, number)
    return Moment(f"{year_text(year)}-{month:02d}-{number:02d}", date, date, "day", year)


def week(date: dt.date) -> Moment:
    """The ISO week that holds a day."""
    number = date.isocalendar()
    monday = shift_days(date, 1 - number.weekday)
    return Moment(f"{number.year:04d}-W{number.week:02d}", monday, shift_days(monday, 6), "week", number.year)


def weekend(date: dt.date) -> Moment:
    """The Saturday and Sunday of the ISO week that holds a day."""
    whole = week(date)
    assert whole.begin is not None
    return replace(whole, value=whole.value + "-WE", begin=shift_days(whole.begin, 5))


def month(year: int | None, number: int) -> Moment:
    """A month; the year may be unknown."""
    if year is None:
        return Moment(f"XXXX-{number:02d}", grain="month")
    begin = _date(year, number, 1)
    return Moment(f"{year_text(year)}-{number:02d}", begin, month_end(begin), "month", year)


def month_end(date: dt.date | None) -> dt.date | None:
    """The last day of the month that holds a day."""
    if date is None:
        return None
    following = shift_months(date.replace(day=1), 1)
    return following - DAY if following > date else date.replace(day=31)


def year(number: int) -> Moment:
    """A year; BC years are negative."""
    return Moment(year_text(number), _date(number, 1, 1), _date(number, 12, 31), "year", number)


def quarter(number: int, which: int) -> Moment:
    """A quarter of a calendar year."""
    begin = _date(number, 3 * which - 2, 1)
    return Moment(
        f"{year_text(number)}-Q{which}", begin, month_end(begin and shift_months(begin, 2)), "quarter", number
    )


def half(number: int, which: int) -> Moment:
    """A half of a calendar year."""
    begin = _date(number, 6 * which - 5, 1)
    return Moment(f"{year_text(number)}-H{which}", begin, month_end(begin and shift_months(begin, 5)), "half", number)


def season(number: int | None, code: str) -> Moment:
    """A season of a year; winter runs into the year after."""
    if number is None:
        return Moment(f"XXXX-{code}", grain="season")
    first, _ = SEASON_MONTHS[code]
    begin = _date(number, first, 1)
    return Moment(f"{year_text(number)}-{code}", begin, month_end(begin and shift_months(begin, 2)), "season", number)


def decade(tens: int) -> Moment:
    """A decade by its first three digits: 199 is the 1990s."""
    return Moment(str(tens), _date(10 * tens, 1, 1), _date(10 * tens + 9, 12, 31), "decade", 10 * tens)


def century(number: int, bc: bool = False) -> Moment:
    """The nth century; TIMEX3 writes the 20th as 19."""
    if bc:
        return Moment(f"BC{number - 1:02d}", grain="century", year=-100 * number)
    first = 100 * (number - 1)
    return Moment(f"{number - 1:02d}", _date(first + 1, 1, 1), _date(first + 100, 12, 31), "century", first + 1)


def shift_days(date: dt.date, count: int) -> dt.date:
    """A day so many days away; the calendar's own ends are not crossed."""
    number = min(max(date.toordinal() + count, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(number)


def shift_months(date: dt.date, count: int) -> dt.date:
    """The same day so many months away, or the last of a shorter month."""
    index = min(max(date.year * 12 + date.month - 1 + count, 12), 9999 * 12 + 11)
    number, place = divmod(index, 12)
    for last in (date.day, 30, 29, 28):
        found = _date(number, place + 1, last)
        if found is not None and last <= date.day:
            return found
    return date


def shifted(date: dt.date, unit: str, count: int) -> Moment | None:
    """The stretch of a unit's size so many units away from a day; None for units without a calendar."""
    if abs(count) > 100_000:
        return None
    if unit == "D":
        return day(shift_days(date, count))
    if unit == "NI":
        night = shift_days(date, count)
        return part(day(night), "NI")
    if unit in "WF":
        return week(shift_days(date, count * (7 if unit == "W" else 14)))
    if unit == "WE":
        return weekend(shift_days(date, 7 * count))
    if unit in ("M", "Q"):
        there = shift_months(date, count * (1 if unit == "M" else 3))
        return month(there.year, there.month) if unit == "M" else quarter(there.year, (there.month + 2) // 3)
    size = {"Y": 1, "E": 10, "C": 100, "L": 1000}.get(unit)
    if size is None:
        hours = {"TH": 24, "TM": 1440, "TS": 86400}.get(unit)
        return day(shift_days(date, round(count / hours))) if hours else None
    number = date.year + count * size
    if unit == "E":
        return decade(number // 10)
    if unit == "C":
        return century((number + 99) // 100)
    return year(number if number > 0 else number - 1)


def part(moment: Moment, code: str) -> Moment:
    """A part of a day; one of a longer or unknown stretch is any such part of it."""
    if moment.grain != "day":
        return replace(moment, value=f"{moment.value}-XXT{code}" if moment.grain == "month" else moment.value)
    return replace(moment, value=f"{moment.value.split('T')[0]}T{code}")


def clock(moment: Moment | None, time: str) -> Moment:
    """A time on the clock of a day, or of an unknown one."""
    if moment is None or moment.grain != "day":
        return Moment(f"XXXX-XX-XXT{time}", grain="day")
    return replace(moment, value=f"{moment.value.split('T')[0]}T{time}")


def length(unit: str, count: str) -> str:
    """A TIMEX3 duration: ``count`` is digits or X; weeks of a fortnight are counted."""
    if unit == "F":
        return f"P{int(count) * 2 if count.isdigit() else 'X'}W"
    if unit.startswith("T"):
        return f"PT{count}{unit[1]}"
    return f"P{count}" + {"WE": "WE", "NI": "TNI"}.get(unit, unit)


def reach(date: dt.date, unit: str, count: int) -> dt.date:
    """The day so many units before (negative) or after a day."""
    if unit in ("M", "Q", "Y", "E", "C", "L"):
        months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit]
        return shift_months(date, max(-120_000, min(120_000, count)) * months)
    if unit.startswith("T"):
        per_day = {"TH": 24, "TM": 1440, "TS": 86400}[unit]
        whole = -(-abs(count) // per_day)
        return shift_days(date, whole if count > 0 else -whole)
    size = {"W": 7, "F": 14, "WE": 7}.get(unit, 1)
    return shift_days(date, max(-100_000, min(100_000, count)) * size)


def easter(number: int) -> dt.date:
    """Western Easter Sunday (the anonymous Gregorian computus, Meeus 1991)."""
    a, (b, c) = number % 19, divmod(number, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    x = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * x) // 451
    place, remainder = divmod(h + x - 7 * m + 114, 31)
    return dt.date(number, place, remainder + 1)
