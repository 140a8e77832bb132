"""The rules for lengths, distances and sets: "three days later", "the past week", "last year", "every Sunday"."""

from __future__ import annotations

from rashomon.read.times import values as tv
from rashomon.read.times.grammar import CODES, words
from rashomon.read.times.hit import Found, Hit, count_text, unit_of
from rashomon.read.times.values import Moment

_POINTERS = {
    **dict.fromkeys(("present", "moment", "current", "time", "period"), "PRESENT_REF"),
    **dict.fromkeys(("recent", "past", "former"), "PAST_REF"),
    "future": "FUTURE_REF",
}


def rule_offset(hit: Hit) -> list[Found]:
    """two weeks ago; three days later; a year earlier."""
    unit, way = unit_of(hit.group("unit")), hit.group("way") or ""
    count = "X" if hit.group("vague") else count_text(hit.group("count") or "a")
    sign = 1 if way in ("later", "after", "afterwards", "afterward", "thereafter") else -1
    if count == "X":
        return hit.found(Moment("FUTURE_REF" if sign > 0 else "PAST_REF", grain="reference"))
    base = hit.frame.now() if way == "ago" else hit.frame.reference_day(unit)
    if unit == "Y" and sign < 0 and count == "1" and (last := hit.frame.quarter) and last.year:
        return hit.found(tv.quarter(last.year - 1, int(last.value[-1])))  # a business report compares quarters
    if way == "earlier" and unit == "Y":
        base = hit.frame.now()  # "a year earlier" compares with today's figures
    moment = tv.shifted(base, unit, sign * int(count)) if base else None
    if moment is None and (year := hit.frame.far_year(unit, sign * int(count))):
        moment = tv.year(year)
    return hit.found(moment or Moment("XXXX-XX-XX", grain="reference"))


def rule_span(hit: Hit) -> list[Found]:
    """the past 24 hours; the next two weeks; the first three days."""
    unit, count, side = unit_of(hit.group("unit")), count_text(hit.group("count") or ""), hit.group("side") or ""
    value = tv.length(unit, count)
    base = hit.frame.base(side)
    step = hit.frame.step(side)
    if base is None or count == "X" or not step:
        return hit.found(Moment(value, grain="duration"), "DURATION")
    there = tv.reach(base, unit, step * int(count))
    return hit.found(Moment(value, min(base, there), max(base, there), "duration"), "DURATION")


def rule_recent(hit: Hit) -> list[Found]:
    """recent months; the coming days; these days."""
    if hit.word("these") and unit_of(hit.group("unit")) == "D":
        return hit.found(Moment("PRESENT_REF", grain="reference"))
    if hit.word("these", "last"):
        return []
    return hit.found(Moment(tv.length(unit_of(hit.group("unit")), "X"), grain="duration"), "DURATION")


def rule_duration(hit: Hit) -> list[Found]:
    """three days; more than a year; a two-hour (meeting)."""
    if hit.has("QUARTER") and not hit.has("LAST", "NEXT"):
        return []  # "three quarters of the town"
    unit, text = unit_of(hit.group("unit")), hit.group("count") or ""
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
    base = (
        hit.frame.reference_day("D") if side in ("that", "same", "next", "following", "previous") else hit.frame.now()
    )
    if base is None:
        return hit.found(Moment(f"XXXX-XX-XXT{code}", grain="day"), "TIME")
    return hit.found(tv.part(tv.day(tv.shift_days(base, hit.frame.step(side))), code), "TIME")


def rule_thisunit(hit: Hit) -> list[Found]:
    """last week; this month; the following day; the end of the year."""
    unit, side = unit_of(hit.group("unit")), (hit.group("side") or "this").split()[-1]
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


def rule_reference(hit: Hit) -> list[Found]:
    """now; recently; in the future; current."""
    word = hit.tokens.lower[hit.end - 1]
    if word in ("former", "time", "period", "future") and not hit.frame.narrative and not hit.has("THE"):
        return []  # TIMEX2 counts these, TimeML mostly does not
    if word in ("time", "period") and not hit.frame.narrative:
        return []
    value = words().references.get(word) or _POINTERS.get(word)
    if value is None:
        return []
    base = hit.frame.now() if value == "PRESENT_REF" and not hit.frame.narrative else None
    return hit.found(Moment(value, base, base, "reference"))


def rule_set(hit: Hit) -> list[Found]:
    """every day; each year."""
    return hit.found(Moment(tv.length(unit_of(hit.group("unit")), "1"), grain="set"), "SET")


def rule_setday(hit: Hit) -> list[Found]:
    """every Sunday; each July; every night."""
    lexicon, word = words(), hit.tokens.lower[hit.end - 1]
    for table, form in (
        (lexicon.weekdays, "XXXX-WXX-{}"),
        (lexicon.months, "XXXX-{:02d}"),
        (lexicon.seasons, "XXXX-{}"),
    ):
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
    return hit.found(Moment(tv.length(unit_of(hit.tokens.lower[hit.start]), "X"), grain="duration"), "DURATION")
