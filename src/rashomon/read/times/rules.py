"""The rules for dates: one function a rule of the grammar, from a match to the days, months and years it names."""

from __future__ import annotations

import re
from dataclasses import replace

from rashomon.read.times import values as tv
from rashomon.read.times.grammar import CODES, words
from rashomon.read.times.hit import Found, Hit, clock_text, whole_number, with_part, year_said
from rashomon.read.times.values import Moment


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
    year = year_said(hit) or hit.number("ahead") or hit.frame.year_of(month, number, hit.future)
    moment = tv.calendar_day(year, month, number)
    if moment is None:
        return []
    last = hit.number("last")
    second = tv.calendar_day(year, month, last) if last and last > number else None
    if second is None:
        return with_part(hit, moment)
    cut = hit.match.start("last")
    return [Found(hit.start, cut - 1, "DATE", moment), Found(cut, hit.end, "DATE", second)]


def rule_month(hit: Hit) -> list[Found]:
    """in March; early May 1942; last April; January this year."""
    month = words().months[hit.group("month") or ""]
    year = year_said(hit) or hit.number("ahead")
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
    return with_part(hit, tv.day(day) if day else Moment(f"XXXX-WXX-{number}", grain="day"))


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
    return with_part(hit, tv.day(tv.shift_days(base, offset)))


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
    if (
        name == "fall"
        and hit.has("THE")
        and hit.match.end() < len(hit.tokens.lower)
        and hit.tokens.lower[hit.end] == "of"
    ):
        return []
    if name == "spring" and hit.before() in ("to", "will", "would"):
        return []
    if hit.in_name():
        return []
    code = words().seasons[name]
    year = year_said(hit) or hit.number("ahead")
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
    return hit.found(
        tv.clock(tv.day(base) if base else None, clock_text(" ".join(hit.tokens.lower[hit.start : hit.end]))), "TIME"
    )


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


_NOT_BEFORE_YEAR = frozenset(
    "than least most some nearly almost approximately number no unit flight resolution route x".split()
)


_NOT_AFTER_YEAR = frozenset(
    "people km kilometers kilometres kilometer meters metres miles mph men women children dead soldiers police mm "
    "kg troops feet yards acres tons local percent per pm am gmt utc other more".split()
)


def rule_year(hit: Hit, end: int | None = None) -> list[Found]:
    """2016; early 1942; the year 2000."""
    end = end or hit.end
    number, tokens = hit.number("year") or 0, hit.tokens
    after = tokens.lower[end] if end < len(tokens.lower) else ""
    own = tokens.codes[hit.start] == CODES["YEAR"]
    code = tokens.codes[hit.start - 1] if hit.start and own else ""
    if (
        code in (CODES["MONEY"], CODES["NUM"], CODES["CARD"], CODES["YEAR"])
        or (own and hit.before() in _NOT_BEFORE_YEAR)
        or after in _NOT_AFTER_YEAR
    ):
        return []
    plural = len(after) > 3 and after.endswith("s") and not after.endswith(("ss", "us", "is"))
    gap = end < len(tokens.lower) and tokens.starts[end] > tokens.ends[end - 1]
    if (
        plural
        and gap
        and tokens.text[tokens.starts[end]].islower()
        and not hit.has("THE", "EARLY", "EDGE")
        and hit.before() not in ("in", "since", "of", "the")
    ):
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
        if year is None or not 1583 < year < 9999:
            return []
        day = tv.shift_days(tv.easter(year), int(rule[6:] or 0))
        if base and day > tv.shift_days(base, 60) and not hit.number("year"):
            day = tv.shift_days(tv.easter(year - 1), int(rule[6:] or 0))
        return hit.found(tv.day(day))
    month, number = map(int, rule.split("-"))
    return hit.found(tv.calendar_day(year or hit.frame.year_of(month, number, hit.future), month, number))
