"""Find time expressions and resolve them: TIMEX3 types and values, and the days they cover.

A news report counts from its publication date, a narrative (a text whose own dates run on) from the date it has
reached. Values follow TimeML's TIMEX3: 2016-04-03, 2016-W14, 2016-04, 2016-SP, 2016-Q1, 199, PRESENT_REF, P3D,
2016-04-03TNI; XXXX where the text does not say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Literal, cast

from rashomon.read.times import rules as time_rules
from rashomon.read.times import spans as time_spans
from rashomon.read.times.frame import Frame
from rashomon.read.times.grammar import CODES, MASTER, RULES, tokenize
from rashomon.read.times.hit import Found, Hit
from rashomon.records import TimeMention

_HANDLERS: dict[str, Callable[[Hit], list[Found]]] = {
    name.removeprefix("rule_"): rule
    for module in (time_rules, time_spans)
    for name, rule in vars(module).items()
    if name.startswith("rule_")
}
_YEAR = re.compile(r"(?<![\d,.$€£-])(?:1[0-9]{3}|20[0-9]{2}|[1-9][0-9]{1,2}\s?B\.?C)(?![\d,%]|\.\d)")
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month))\b"
)


def is_narrative(text: str, anchor: dt.date | None) -> bool:
    """True for a text that dates itself: no publication day, or a run of years before it and few words of the day.

    A history names a year about every hundred words; a report names weekdays, and a year now and then.
    """
    if anchor is None:
        return True
    years = [int(digits) for match in _YEAR.finditer(text) if (digits := match.group()[:4]).isdigit()]
    bygone = sum(year < anchor.year - 1 for year in years) + (len(_YEAR.findall(text)) - len(years))
    if bygone < 5 or bygone < 0.6 * len(years):
        return False
    return bygone > 2 * sum(1 for _ in _DEICTIC.finditer(text))


_STOPS = frozenset(CODES[name] for name in ("DOT", "BREAK", "MARK", "DASH"))


def _leads(codes: str, start: int) -> bool:
    """True for an expression that opens its sentence or heading, but for a word or two before it."""
    return start < 3 or any(code in _STOPS for code in codes[start - 3 : start])


def find_times(text: str, anchor: dt.date | None) -> list[TimeMention]:
    """The time expressions of a text in order; ``anchor`` is the day it was published.

    ``begin`` and ``until`` are the days covered, both included, None where they cannot be told.
    """
    tokens = tokenize(text)
    frame = Frame(anchor, is_narrative(text, anchor))
    mentions: list[TimeMention] = []
    for match in MASTER.finditer(tokens.codes):
        name, pattern = RULES[(match.lastindex or 1) - 1]
        own = pattern.match(tokens.codes, match.start())
        if own is None:
            continue
        for found in _HANDLERS[name](Hit(tokens, own, frame)):
            start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
            moment = found.moment
            kind = cast(Literal["DATE", "TIME", "DURATION", "SET"], found.type)
            mentions.append(TimeMention(start, end, text[start:end], kind, moment.value, moment.begin, moment.until))
            frame.moved(moment, found.type, _leads(tokens.codes, found.start))
    return mentions
