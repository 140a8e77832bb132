"""The rules of the time grammar: one function a rule, from a match to the moments it names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from rashomon.read import time_values as tv
from rashomon.read.time_frame import Frame
from rashomon.read.time_grammar import CODES, Tokens, words
from rashomon.read.time_values import Moment

_FUTURE = re.compile(
    r"\b(?:will|shall|plans?|planned|planning|expects?|expected|schedul\w+|due|upcoming|set to|going to|to be|"
    r"aims?|deadline|effective|payable|next)\b|['’]ll\b",
    re.IGNORECASE,
)

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
        return self.match.start()

    @property
    def end(self) -> int:
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
        if mark in text and whole_number(text.split(mark)[-1]) is not None and (
            mark != " - " or text.split(mark)[0].split()[-1].isdigit()
        ):
            text = text.split(mark)[-1]
    if text in ("a", "an", "the"):
        return "1"
    number = whole_number(text)
    return "X" if number is None else str(number)


def _unit(word: str | None) -> str:
    return words().units.get(word or "", "S" if word == "second" else "")


def _rel_year(hit: Hit) -> int | None:
    """The year that "last year", "of that year" or a written year gives."""
    year = hit.number("year")
    if year is not None:
        era = hit.group("era")
        return -year if era and era.startswith("b") else year
    side = hit.group("rel")
    if side and hit.group("relunit") in ("year", None):
        return hit.frame.year(side)
    return None


def rule_numeric(hit: Hit) -> list[Found]:
    """2016-11-21, 09.04.2017, 11/21/2016."""
    text = hit.tokens.lower[hit.start]
    parts = [int(piece) for piece in re.split(r"[./-]", text)]
    if parts[0] > 31:
        return hit.found(tv.calendar_day(*parts))
    first, second, year = parts
    if year < 100:
        if "/" not in text:
            return []
        year += 2000 if year < 70 else 1900
    readings = [(second, first), (first, second)] if "/" not in text else [(first, second), (second, first)]
    moments = [moment for month, day in readings if (moment := tv.calendar_day(year, month, day))]
    anchor = hit.frame.anchor
    if anchor and len(moments) == 2:
        # An ambiguous order is read so that a report does not date what lies ahead of it.
        moments.sort(key=lambda moment: moment.begin is not None and moment.begin > anchor)
    return hit.found(moments[0] if moments else None)


def rule_day(hit: Hit) -> list[Found]:
    """September 1, 1939; 21 November; April 13-15; the 3rd of May."""
    month, number = words().months[hit.group("month") or ""], hit.number("day")
    if number is None:
        return []
    year = _rel_year(hit) or hit.number("ahead") or hit.frame.year_of(month, number, hit.future)
    moment = tv.calendar_day(year, month, number)
    if moment is None:
        return []
    last = hit.number("last")
    second = tv.calendar_day(year, month, last) if last and last > number else None
    if second is None:
        return _with_part(hit, moment)
    cut, tail = hit.match.span("last")
    if hit.match.start("month") < hit.match.start("day"):
        return [Found(hit.start, cut - 1, "DATE", moment), Found(cut, hit.end, "DATE", second)]
    return [Found(hit.start, cut - 1, "DATE", moment), Found(cut, hit.end, "DATE", second)]


def _with_part(hit: Hit, moment: Moment) -> list[Found]:
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


def rule_month(hit: Hit) -> list[Found]:
    """in March; early May 1942; last April; January this year."""
    month = words().months[hit.group("month") or ""]
    year = _rel_year(hit) or hit.number("ahead")
    if year is None:
        year = hit.frame.year_of(month, None, hit.future, hit.group("side"))
    return hit.found(tv.month(year, month))


def rule_weekday(hit: Hit) -> list[Found]:
    """on Sunday; last Friday; Tuesday night; Thursday last week."""
    name = hit.group("weekday") or ""
    number = words().weekdays[name]
    if name.endswith("days") and hit.before() in ("on", "most", "all"):
        return hit.found(Moment(f"XXXX-WXX-{number}", grain="day"), "SET")
    day = hit.frame.weekday(number, hit.group("side") or "", hit.group("rel") or "", hit.future)
    return _with_part(hit, tv.day(day) if day else Moment(f"XXXX-WXX-{number}", grain="day"))


def rule_weekend(hit: Hit) -> list[Found]:
    """the weekend; last weekend."""
    base = hit.frame.base(hit.group("side") or "")
    if base is None:
        return hit.found(Moment("XXXX-WXX-WE", grain="week"))
    side = hit.group("side") or ""
    step = hit.frame.step(side)
    if step == 0 and side != "this" and base.isoweekday() < 5 and not hit.future():
        step = -1
    return hit.found(tv.weekend(tv.shift_days(base, 7 * step)))


def rule_deictic(hit: Hit) -> list[Found]:
    """today; yesterday evening."""
    offset, base = words().days[hit.group("deictic") or ""], hit.frame.now()
    if base is None or (hit.frame.narrative and offset == 0):
        return hit.found(Moment("PRESENT_REF" if offset == 0 else "XXXX-XX-XX", grain="reference"))
    return _with_part(hit, tv.day(tv.shift_days(base, offset)))


def rule_tonight(hit: Hit) -> list[Found]:
    """tonight; overnight, which is the night before the report."""
    base = hit.frame.now()
    if base is None:
        return hit.found(Moment("XXXX-XX-XXTNI", grain="day"), "TIME")
    if hit.word("tonight"):
        return hit.found(tv.part(tv.day(base), "NI"), "TIME")
    eve = tv.part(tv.day(tv.shift_days(base, -1)), "NI")
    return hit.found(replace(eve, until=base), "TIME")


def rule_quarter(hit: Hit) -> list[Found]:
    """the third quarter; the first half of 2016."""
    nth = 4 if hit.group("nth") == "last" else hit.number("nth") or 0
    halves = hit.group("half") == "half"
    if halves and hit.group("nth") == "last":
        nth = 2
    if not 1 <= nth <= (2 if halves else 4):
        return []
    side = hit.group("side") or hit.group("rel")
    year = hit.number("year") or hit.number("first") or (hit.frame.year(side) if side else None)
    base = hit.frame.now()
    if year is None and base is not None:
        year = base.year - (base.month <= (nth - 1) * (6 if halves else 3) and not hit.future())
    if year is None:
        return hit.found(Moment(f"XXXX-{'H' if halves else 'Q'}{nth}", grain="quarter"))
    return hit.found(tv.half(year, nth) if halves else tv.quarter(year, nth))


def rule_season(hit: Hit) -> list[Found]:
    """the summer; last winter; spring of 1943."""
    name = hit.group("season") or ""
    if name == "fall" and not hit.has("THE", "THIS", "LAST", "NEXT", "THAT", "YEAR", "EARLY", "EDGE"):
        return []
    if name == "fall" and hit.has("THE") and hit.match.end() < len(hit.tokens.lower) and hit.tokens.lower[hit.end] == "of":
        return []
    if name == "spring" and hit.before() in ("to", "will", "would"):
        return []
    code = words().seasons[name]
    year = _rel_year(hit) or hit.number("ahead")
    if year is None:
        year = hit.frame.year_of(tv.SEASON_MONTHS[code][0], None, hit.future, hit.group("side"))
    return hit.found(tv.season(year, code))


def rule_decade(hit: Hit) -> list[Found]:
    """the 1990s; the nineties; the 470s BC."""
    bc = (hit.group("era") or "").startswith("b")
    token = hit.tokens.lower[hit.end - (2 if hit.group("era") else 1)]
    tens = words().decades.get(token)
    if tens is not None:
        return hit.found(tv.decade(190 + tens)) if hit.has("THE") else []
    digits = re.sub(r"\D", "", token)
    if bc:
        return hit.found(Moment(f"BC{int(digits) // 10:03d}", grain="decade", year=-int(digits)))
    if len(digits) == 3 or (len(digits) == 2 and not hit.has("THE", "EARLY")):
        return []
    return hit.found(tv.decade(int(digits) // 10 if len(digits) == 4 else 190 + int(digits) // 10))


def rule_century(hit: Hit) -> list[Found]:
    """the 20th century."""
    number = hit.number("nth")
    bc = (hit.group("era") or "").startswith("b")
    return hit.found(tv.century(number, bc)) if number and number < 31 else []


def rule_offset(hit: Hit) -> list[Found]:
    """two weeks ago; three days later; a year earlier."""
    unit, way = _unit(hit.group("unit")), hit.group("way") or ""
    count = "X" if hit.group("vague") else count_text(hit.group("count") or "a")
    sign = 1 if way in ("later", "after", "afterwards", "afterward", "thereafter") else -1
    if count == "X":
        return hit.found(Moment("FUTURE_REF" if sign > 0 else "PAST_REF", grain="reference"))
    base = hit.frame.now() if way == "ago" else hit.frame.reference_day(unit)
    if way == "earlier" and unit == "Y":
        base = hit.frame.now()  # "a year earlier" compares with today's figures
    moment = tv.shifted(base, unit, sign * int(count)) if base else None
    if moment is None and (year := hit.frame.far_year(unit, sign * int(count))):
        moment = tv.year(year)
    return hit.found(moment or Moment("XXXX-XX-XX", grain="reference"))


def rule_span(hit: Hit) -> list[Found]:
    """the past 24 hours; the next two weeks; the first three days."""
    unit, count, side = _unit(hit.group("unit")), count_text(hit.group("count") or ""), hit.group("side") or ""
    value = tv.length(unit, count)
    base = hit.frame.base(side)
    step = hit.frame.step(side)
    if base is None or count == "X" or not step:
        return hit.found(Moment(value, grain="duration"), "DURATION")
    there = tv.reach(base, unit, step * int(count))
    return hit.found(Moment(value, min(base, there), max(base, there), "duration"), "DURATION")


def rule_recent(hit: Hit) -> list[Found]:
    """recent months; the coming days; these days."""
    if hit.word("these") and _unit(hit.group("unit")) == "D":
        return hit.found(Moment("PRESENT_REF", grain="reference"))
    if hit.word("these", "last"):
        return []
    return hit.found(Moment(tv.length(_unit(hit.group("unit")), "X"), grain="duration"), "DURATION")


def rule_duration(hit: Hit) -> list[Found]:
    """three days; more than a year; a two-hour (meeting)."""
    if hit.has("QUARTER") and not hit.has("LAST", "NEXT"):
        return []  # "three quarters of the town"
    unit, text = _unit(hit.group("unit")), hit.group("count") or ""
    count = count_text(text)
    if text in ("a", "an") and (unit == "NI" or hit.has("UNITS")):
        return [] if unit == "NI" else hit.found(Moment(tv.length(unit, "X"), grain="duration"), "DURATION")
    if unit == "E" and count.isdigit() and count != "1":
        return hit.found(Moment(f"P{int(count) * 10}Y", grain="duration"), "DURATION")
    if hit.group("half") or text.endswith(("a half", "1 / 2")):
        halves = {"Y": f"P{count}Y6M", "D": f"P{count}DT12H", "TH": f"PT{count}H30M", "TM": f"PT{count}M30S"}
        return hit.found(Moment(halves.get(unit, tv.length(unit, count)), grain="duration"), "DURATION")
    if text in ("half a", "half an", "a half"):
        count, unit = {"TH": ("30", "TM"), "D": ("12", "TH"), "Y": ("6", "M"), "E": ("5", "Y"), "C": ("50", "Y")}.get(
            unit, ("X", unit)
        )
    return hit.found(Moment(tv.length(unit, count), grain="duration"), "DURATION")


def rule_thispart(hit: Hit) -> list[Found]:
    """this morning; last night; that evening."""
    side, code = (hit.group("side") or "").split()[-1], words().parts[hit.group("part") or ""]
    base = hit.frame.reference_day("D") if side in ("that", "same", "next", "following", "previous") else hit.frame.now()
    if base is None:
        return hit.found(Moment(f"XXXX-XX-XXT{code}", grain="day"), "TIME")
    return hit.found(tv.part(tv.day(tv.shift_days(base, hit.frame.step(side))), code), "TIME")


def rule_thisunit(hit: Hit) -> list[Found]:
    """last week; this month; the following day; the end of the year."""
    unit, side = _unit(hit.group("unit")), (hit.group("side") or "this").split()[-1]
    if not unit or unit.startswith("T"):
        return hit.found(Moment(tv.length(unit, "1"), grain="duration"), "DURATION") if unit and side != "same" else []
    if side in ("last", "past", "latest") and unit == "D":
        return []
    after = hit.tokens.codes[hit.end : hit.end + 1]
    if side in ("last", "past", "latest") and (after == CODES["OF"] or side == "past") and unit not in ("E", "C"):
        return rule_past(hit, unit) if after != CODES["OF"] else hit.found(Moment(tv.length(unit, "1")), "DURATION")
    if side in ("before", "after", "earlier"):
        side = "previous" if side == "before" else "following"
    base = hit.frame.base(side, unit)
    if base is None and unit in ("Y", "E", "C") and (year := hit.frame.far_year(unit, hit.frame.step(side))):
        return hit.found(tv.year(year) if unit == "Y" else Moment("XXXX", grain="reference"))
    if base is None:
        return hit.found(Moment({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX"), grain="day"))
    return hit.found(tv.shifted(base, unit, hit.frame.step(side)))


def rule_past(hit: Hit, unit: str) -> list[Found]:
    """the past year: the stretch that ends at the report."""
    base = hit.frame.now()
    begin = tv.reach(base, unit, -1) if base else None
    return hit.found(Moment(tv.length(unit, "1"), begin, base, "duration"), "DURATION")


def rule_yearago(hit: Hit) -> list[Found]:
    """year-ago; the year-earlier quarter."""
    base = hit.frame.now()
    if hit.group("unit") != "year" or base is None:
        return []
    last = hit.frame.quarter
    nth = hit.number("nth") or (int(last.value[-1]) if last else None)
    if nth and hit.group("what") and nth < 5:
        return hit.found(tv.quarter(base.year - 1, nth))
    return hit.found(tv.year(base.year - 1))


def rule_latest(hit: Hit) -> list[Found]:
    """the quarter; the latest quarter; the 1988 period: the quarter that the text is about."""
    base, last = hit.frame.now(), hit.frame.quarter
    if base is None or (hit.frame.narrative and not last):
        return []
    if last is None and not hit.word("latest", "last", "this"):
        return []
    moment = last or tv.shifted(base, "Q", -1)
    return hit.found(moment)


def rule_nth(hit: Hit) -> list[Found]:
    """on the 20th: a day of the month the text has reached."""
    number, base = hit.number("day") or hit.number("day2"), hit.frame.reference_day("M")
    if base is None or number is None:
        return []
    return hit.found(tv.calendar_day(base.year, base.month, number))


def rule_part(hit: Hit) -> list[Found]:
    """at dawn; in the morning; at night."""
    code, base = words().parts[hit.group("part") or ""], hit.frame.reference_day("D")
    if base is None or hit.word("at"):
        return [Found(hit.match.start("part"), hit.end, "TIME", Moment(f"XXXX-XX-XXT{code}", grain="part"))]
    return hit.found(tv.part(tv.day(base), code), "TIME")


def rule_clock(hit: Hit) -> list[Found]:
    """10:30 p.m.; 0300 GMT; noon."""
    base = hit.frame.reference_day("D")
    return hit.found(tv.clock(tv.day(base) if base else None, clock_text(" ".join(hit.tokens.lower[hit.start : hit.end]))), "TIME")


def rule_era(hit: Hit) -> list[Found]:
    """480 BC; 492-490 BC; AD 70."""
    bc = (hit.group("era") or "").startswith("b")
    number, first = hit.number("year") or 0, hit.number("first")
    if not 0 < number < 10_000:
        return []
    cut = hit.match.start("year")
    found = [Found(cut if first else hit.start, hit.end, "DATE", tv.year(-number if bc else number))]
    if first and 0 < first < 10_000:
        found.insert(0, Found(hit.start, cut - 1, "DATE", tv.year(-first if bc else first)))
    return found


def rule_years(hit: Hit) -> list[Found]:
    """1995-96; 1942/43."""
    year, last = hit.number("year") or 0, hit.group("last") or ""
    if len(last) != 2 or not last.isdigit() or int(last) <= year % 100:
        return rule_year(hit, hit.match.end("year"))
    cut = hit.match.start("last")
    second = tv.year(year - year % 100 + int(last))
    return [Found(hit.start, cut - 1, "DATE", tv.year(year)), Found(cut, hit.end, "DATE", second)]


_NOT_BEFORE_YEAR = frozenset("than least most some nearly almost approximately number no unit flight resolution route x".split())
_NOT_AFTER_YEAR = frozenset(
    "people km kilometers kilometres kilometer meters metres miles mph men women children dead soldiers police mm kg troops "
    "feet yards acres tons local percent per pm am gmt utc other more".split()
)


def rule_year(hit: Hit, end: int | None = None) -> list[Found]:
    """2016; early 1942; the year 2000."""
    end = end or hit.end
    number, tokens = hit.number("year") or 0, hit.tokens
    after = tokens.lower[end] if end < len(tokens.lower) else ""
    own = tokens.codes[hit.start] == CODES["YEAR"]
    code = tokens.codes[hit.start - 1] if hit.start and own else ""
    if code in (CODES["MONEY"], CODES["NUM"], CODES["CARD"], CODES["YEAR"]) or (own and hit.before() in _NOT_BEFORE_YEAR) or after in _NOT_AFTER_YEAR:
        return []
    plural = len(after) > 3 and after.endswith("s") and not after.endswith(("ss", "us", "is"))
    gap = end < len(tokens.lower) and tokens.starts[end] > tokens.ends[end - 1]
    if plural and gap and tokens.text[tokens.starts[end]].islower() and not hit.has("THE", "EARLY", "EDGE") and hit.before() not in ("in", "since", "of", "the"):
        return []
    low, high = (1000, 2100) if hit.frame.narrative else (1800, 2100)
    if not low <= number <= high:
        return []
    return [Found(hit.start, end, "DATE", tv.year(number))]


def rule_spoken(hit: Hit) -> list[Found]:
    """nineteen ninety-seven."""
    pieces = (hit.group("spoken") or "").replace("-", " ").split()
    first, rest = whole_number(pieces[0]), whole_number(" ".join(pieces[1:]))
    if first not in (17, 18, 19, 20) or rest is None or not 10 <= rest <= 99:
        return []
    return hit.found(tv.year(first * 100 + rest))


def rule_fiscal(hit: Hit) -> list[Found]:
    """fiscal 1989."""
    return hit.found(tv.year(hit.number("year") or 0))


def rule_holiday(hit: Hit) -> list[Found]:
    """Christmas Day; Easter 2016."""
    name = " ".join(w for w in hit.tokens.lower[hit.start : hit.end] if not w.isdigit())
    name = name.replace(" ' s", "'s").replace(" ’ s", "'s").replace("s '", "s'").replace("s ’", "s'")
    rule = words().holidays.get(name)
    if rule is None:
        return []
    year = hit.number("year")
    if rule.startswith("easter"):
        base = hit.frame.now()
        year = year or (base.year if base else None)
        if year is None:
            return []
        day = tv.shift_days(tv.easter(year), int(rule[6:] or 0))
        if base and day > tv.shift_days(base, 60) and not hit.number("year"):
            day = tv.shift_days(tv.easter(year - 1), int(rule[6:] or 0))
        return hit.found(tv.day(day))
    month, number = map(int, rule.split("-"))
    return hit.found(tv.calendar_day(year or hit.frame.year_of(month, number, hit.future), month, number))


def rule_reference(hit: Hit) -> list[Found]:
    """now; recently; in the future; current."""
    word = hit.tokens.lower[hit.end - 1]
    if word in ("former", "time", "period", "future") and not hit.frame.narrative and not hit.has("THE"):
        return []  # TIMEX2 counts these, TimeML mostly does not
    if word in ("time", "period") and not hit.frame.narrative:
        return []
    value = words().references.get(word) or {
        "present": "PRESENT_REF", "moment": "PRESENT_REF", "current": "PRESENT_REF", "recent": "PAST_REF", "past": "PAST_REF",
        "future": "FUTURE_REF", "former": "PAST_REF",
        "time": "PRESENT_REF", "period": "PRESENT_REF",
    }.get(word)  # fmt: skip
    if value is None:
        return []
    base = hit.frame.now() if value == "PRESENT_REF" and not hit.frame.narrative else None
    return hit.found(Moment(value, base, base, "reference"))


def rule_set(hit: Hit) -> list[Found]:
    """every day; each year."""
    return hit.found(Moment(tv.length(_unit(hit.group("unit")), "1"), grain="set"), "SET")


def rule_setday(hit: Hit) -> list[Found]:
    """every Sunday; each July; every night."""
    lexicon, word = words(), hit.tokens.lower[hit.end - 1]
    for table, form in ((lexicon.weekdays, "XXXX-WXX-{}"), (lexicon.months, "XXXX-{:02d}"), (lexicon.seasons, "XXXX-{}")):
        if word in table:
            return hit.found(Moment(form.format(table[word]), grain="set"), "SET")
    return hit.found(Moment(f"XXXX-XX-XXT{lexicon.parts[word]}", grain="set"), "SET")


def rule_setword(hit: Hit) -> list[Found]:
    """daily; annually."""
    return hit.found(Moment(words().sets[hit.tokens.lower[hit.start]], grain="set"), "SET")


def rule_vague(hit: Hit) -> list[Found]:
    """(for) years; hours (after)."""
    if hit.word("quarters", "seconds"):
        return []
    return hit.found(Moment(tv.length(_unit(hit.tokens.lower[hit.start]), "X"), grain="duration"), "DURATION")


HANDLERS: dict[str, Callable[[Hit], list[Found]]] = {
    name.removeprefix("rule_"): rule for name, rule in list(globals().items()) if name.startswith("rule_")
}
