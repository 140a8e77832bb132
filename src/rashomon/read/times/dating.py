"""Which time expression dates an event, by rules over the parse."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rashomon.lexicon.files import load
from rashomon.read.passage import Passage
from rashomon.read.times.find import find_times
from rashomon.read.times.values import reach
from rashomon.records import Period, Span, TimeMention

_CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "xcomp", "pcomp", "csubj", "parataxis", "dep"))
_SINCE = frozenset(("since",))
_NOT_WITHIN = frozenset(("before", "after", "until", "till", "ahead", "prior", "following", "than"))
_STATES = frozenset(("control", "siege", "displacement", "cumulative_toll"))
_HOLDING = frozenset(("control", "siege"))
_BEING = frozenset("is are was were be been being remains remained remain stayed stays has have had".split())
_STATEMENT = 3  # the level of an expression that dates what is said, not what is told
_PART = re.compile(r"\b(early|mid|late)\b")
_YEAR = re.compile(r"[0-9]{4}")
_FULL = re.compile(r"[0-9]{1,2}\W.*[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}")  # a day with its year
_ISSUED = re.compile(
    r"(?:(?:date of publication|(?:published|posted|issued|updated|last updated)(?: on| at)?):?\s+)?", re.I
)
_HOURS = frozenset(
    "a m p am pm at about around shortly just after before some nearly noon midday midnight o clock hours hrs gmt utc "
    "local time the and between to from past half quarter".split()
)
_BEGINNING = frozenset("began begun beginning erupted started start broke outbreak onset eruption".split())
_REACH = 6  # words from what tells a beginning to its date
_HEAD = 14  # tokens of a text within which the day of publication may stand, after a headline
_LENGTH = re.compile(r"P([0-9]{1,4}|X)([DWMYE])")
_DATELINE = re.compile(r"[^.\n]{0,60}?(?:\s[-–—]+\s|\([^)\n]{2,40}\)|:\s|—)")


@lru_cache(maxsize=1)
def _statements() -> frozenset[str]:
    return frozenset(load("times")["statements"]["words"])


@lru_cache(maxsize=1)
def _vague() -> dict[str, int]:
    return dict(load("times")["recent"])


@dataclass(frozen=True, slots=True)
class _Dated:
    """A time expression seen from an event: its tokens, and how well it stands to date it (lower is better)."""

    mention: TimeMention
    start: int
    end: int
    period: Period
    rank: tuple[int, int, int]


def event_period(
    passage: Passage, trigger: int, clause: tuple[int, int], published: dt.date | None, kind: str = ""
) -> Period | None:
    """The days that the text gives to the event at token ``trigger``; None where its sentence dates it nowhere."""
    found = event_dating(passage, trigger, clause, published, kind)
    return found[0] if found else None


def event_dating(
    passage: Passage, trigger: int, clause: tuple[int, int], published: dt.date | None, kind: str = ""
) -> tuple[Period, bool] | None:
    """The days of an event as its sentence tells them, and whether they are its own; None where it tells none.

    They are not its own where they date the statement or the report. ``kind`` is the event's type, ``clause`` the
    token range (end exclusive) that tells the event, ``passage.times`` the expressions found.
    An expression of the event's own clause wins over one of a clause around it, and that over one that hangs on a word
    of saying ("said on Sunday") or stands in a dateline: that one dates the statement, but news is mostly told within
    a day, so it is taken, with its mention, where nothing else dates the event. What follows "after" or "before", or
    sits in a relative clause about something else, dates nothing here; sets ("daily") neither. "since X" runs from X
    to ``published``, "for three weeks" up to it, "from/between X to/and Y" over both; "now" is ``published``.
    """
    first, last = passage.sentences[passage.sentence_of[trigger]]
    candidates = []
    mentions = [m for m in passage.times if passage.starts[first] <= m.start < passage.ends[last - 1]]
    if kind == "cumulative_toll" and (since := _since_it_began(passage, mentions, first, published)) is not None:
        return since, True
    for index, mention in enumerate(mentions):
        start, end = passage.tokens(mention.start, mention.end)
        period = _period(passage, mention, (start, end), trigger, published, mentions[index + 1 :])
        if period is None or (kind in _HOLDING and _is_passing(passage, (start, end), trigger)):
            continue
        if (mention.value == "PRESENT_REF" and kind not in _STATES) or _only_hour(mention):
            continue
        rank = _rank(passage, trigger, clause, start, end, mention.value.endswith("_REF"))
        if rank is not None:
            candidates.append(_Dated(mention, start, end, period, rank))
    if not candidates:
        return None
    best = min(candidates, key=lambda dated: dated.rank)
    return _up_to(best.period, published), best.rank[0] < _STATEMENT


def _since_it_began(
    passage: Passage, mentions: list[TimeMention], first: int, published: dt.date | None
) -> Period | None:
    """The days that a war's toll counts: from when it is said to have begun up to the report."""
    for mention in mentions:
        start, _ = passage.tokens(mention.start, mention.end)
        words = passage.lower[max(first, start - _REACH) : start]
        if mention.begin is not None and published is not None and mention.begin < published:
            if not _BEGINNING.isdisjoint(words) and mention.type in ("DATE", "TIME"):
                return Period(mention.begin, published, "range", Span(mention.start, mention.end, mention.text))
    return None


def _only_hour(mention: TimeMention) -> bool:
    """Whether the words tell the hour of a day that other words tell: "at about 10 a.m.", "shortly after noon"."""
    return mention.type == "TIME" and _HOURS.issuperset(re.findall(r"[a-z]+", mention.text.lower()))


def inherit_period(
    kind: str, before: Period | None, after: Period | None, said: Period | None, published: dt.date | None
) -> Period | None:
    """The days of an event that its own sentence does not date; those of another event carry no mention.

    ``before`` and ``after`` are the days of the nearest events of its type that their own sentences date. A happening
    has the former, else the latter; a state, and whatever has neither, the day that its statement is dated by
    (``said``) or that of the report. Measured on 810 annotated happenings that their sentence leaves undated: report's
    day 82 in 100, with earlier events 84, with later ones for leads, tolls and what points back 86.
    """
    other = before or after
    if kind not in _STATES and other is not None:
        return replace(other, mention=None)
    return said or (Period(published, published, "day") if published else None)


def issued_on(text: str, published: dt.date | None) -> dt.date | None:
    """The day that a text's first words say it was published ("Published April 13 2017"), else ``published``.

    Feeds and archives often give the day of collection; the text's own date wins where both are given and lie within
    two months of each other.
    """
    head = _ISSUED.match(text)
    if published is None or head is None:
        return published
    found = find_times(text[: head.end() + 40], published)
    first = found[0] if found else None
    if first is None or first.start != head.end() or not _FULL.search(first.text) or first.begin is None:
        return published
    return first.begin if first.begin == first.until and abs((first.begin - published).days) < 62 else published


def _period(
    passage: Passage,
    mention: TimeMention,
    at: tuple[int, int],
    trigger: int,
    published: dt.date | None,
    later: list[TimeMention],
) -> Period | None:
    """The days a mention stands for in its sentence: "since", "from ... to" and durations included."""
    start, end = at
    span = Span(mention.start, mention.end, mention.text)
    before = passage.lower[max(0, start - 2) : start]
    previous = before[-1] if before else ""
    if mention.type == "SET":
        return None
    if mention.type == "DURATION":
        return _duration(passage, mention, at, trigger, published)
    if mention.value == "PRESENT_REF":
        return Period(published, published, "day", span) if published else None
    if mention.begin is None or mention.until is None:
        return None
    if _YEAR.fullmatch(mention.text) and start and passage.tags[start - 1] == "NNP":
        return None  # "AFP 2018", "Vision 2030": no year that anything happened in
    if previous in _SINCE and not _in_when_clause(passage, end, trigger):
        last = max(published, mention.begin) if published else mention.until
        return Period(mention.begin, last, "range", span)
    if previous in _NOT_WITHIN:
        return None
    mention = _part(_past(mention, published))
    assert mention.begin is not None
    assert mention.until is not None
    if later and later[0].until and later[0].until > mention.begin and later[0].type in ("DATE", "TIME"):
        gap = passage.text[mention.end : later[0].start].strip().lower()
        if (
            (gap in ("to", "until", "till", "through") and previous in ("from", "between"))
            or gap in ("-", "–")
            or (gap == "and" and previous == "between")
        ):
            whole = Span(mention.start, later[0].end, passage.text[mention.start : later[0].end])
            return Period(mention.begin, later[0].until, "range", whole)
    return Period(mention.begin, mention.until, _precision(mention), span)


def _in_when_clause(passage: Passage, end: int, trigger: int) -> bool:
    """Whether the event is what happened at the time named: "since 2011, when the army opened fire"."""
    after = end + (end < len(passage) and passage.words[end] == ",")
    return after < len(passage) and passage.lower[after] == "when" and trigger > after


def _duration(
    passage: Passage, mention: TimeMention, at: tuple[int, int], trigger: int, published: dt.date | None
) -> Period | None:
    """A length of time as the days it covers: those it names, else those up to the report.

    "for more than a year", "in four days", "two days of fighting", "in recent weeks".
    """
    start, end = at
    span = Span(mention.start, mention.end, mention.text)
    if mention.begin and mention.until:
        return Period(mention.begin, mention.until, "range", span)
    length = _LENGTH.fullmatch(mention.value)
    if published is None or length is None:
        return None
    before = passage.lower[max(0, start - 2) : start]
    number, unit = length[1], length[2]
    if number == "X":
        days = _vague().get(unit) if _recent(mention.text) else None
        return Period(published - dt.timedelta(days), published, "range", span) if days else None
    if _lasts(passage, end, trigger) or "for" in before or (before[-1:] in (["in"], ["over"]) and unit in "DW"):
        return Period(reach(published, unit, -int(number)), published, "range", span)
    return None


def _recent(text: str) -> bool:
    return any(word in text.lower().split() for word in ("recent", "last", "past"))


def _is_passing(passage: Passage, at: tuple[int, int], trigger: int) -> bool:
    """Whether the expression dates what befalls a place, not that it is held: "hit rebel-held X on Friday"."""
    described = passage.deps[trigger] in ("amod", "compound", "nmod")
    if (passage.tags[trigger].startswith("V") and not described) or _lasts(passage, at[1], trigger):
        return False
    verb = _verb_above(passage, trigger)
    return described or verb is None or passage.lower[verb] not in _BEING or _verb_above(passage, at[0]) != verb


def _verb_above(passage: Passage, token: int) -> int | None:
    return next((above for above in passage.ancestors(token) if passage.tags[above].startswith("V")), None)


def _lasts(passage: Passage, end: int, trigger: int) -> bool:
    """Whether the expression before ``end`` measures the event: "two days of heavy fighting"."""
    return end < trigger <= end + 4 and passage.lower[end] == "of" and passage.heads[trigger] == end


def _part(mention: TimeMention) -> TimeMention:
    """ "Late 2014" and "early March" as the third of the year or month that they name."""
    part = _PART.search(mention.text.lower())
    if part is None or mention.begin is None or mention.until is None:
        return mention
    days = (mention.until - mention.begin).days + 1
    if days < 28:
        return mention
    number = ("early", "mid", "late").index(part[1])
    begin = mention.begin + dt.timedelta(days * number // 3)
    return replace(mention, begin=begin, until=mention.begin + dt.timedelta(days * (number + 1) // 3 - 1))


def _up_to(period: Period, published: dt.date | None) -> Period:
    """The period without the days after the report: "this week" ends with it."""
    if published is None or not period.start <= published < period.end:
        return period
    return replace(period, end=published)


def _past(mention: TimeMention, published: dt.date | None) -> TimeMention:
    """A mention that lies ahead of the report is read as the one before: what is told to have happened has happened."""
    if published is None or mention.begin is None or mention.until is None or mention.begin <= published:
        return mention
    text = mention.text.lower()
    if _YEAR.search(text) or "next" in text:
        return mention
    ahead = (mention.begin - published).days
    if "day" in text and ahead <= 7 and mention.until == mention.begin:
        return replace(mention, begin=mention.begin - dt.timedelta(7), until=mention.until - dt.timedelta(7))
    try:
        begin, until = (day.replace(year=day.year - 1) for day in (mention.begin, mention.until))
    except ValueError:  # 29 February
        return mention
    return replace(mention, begin=begin, until=until)


def _precision(mention: TimeMention) -> str:
    assert mention.begin is not None
    assert mention.until is not None
    length = (mention.until - mention.begin).days
    return (
        "day"
        if length < 2
        else "week"
        if length < 8
        else "month"
        if length < 31
        else "year"
        if 363 < length < 367
        else "range"
    )


def _rank(
    passage: Passage, trigger: int, clause: tuple[int, int], start: int, end: int, reference: bool
) -> tuple[int, int, int] | None:
    """How an expression stands to the event: level (0 own clause ... 3 statement), clauses between, words between.

    None where it dates something else: what came before or after, or a party by a relative clause.
    """
    head = next((t for t in range(start, end) if not start <= passage.heads[t] < end), start)
    up, down, meet = _paths(passage, head, trigger)
    if _blocked(passage, up, meet, trigger):
        return None
    bounds = [t for t in (*up, *down) if passage.deps[t] in _CLAUSES]
    distance = min(abs(start - trigger), abs(end - 1 - trigger))
    if passage.lower[meet] in _statements() and meet != trigger and not any(t in up for t in bounds):
        return (3, len(bounds), distance)
    relative = [t for t in down if passage.deps[t] in ("relcl", "acl")]
    if (
        relative
        and passage.deps[passage.heads[relative[-1]]] in ("nsubj", "nsubjpass")
        and not clause[0] <= start < clause[1]
    ):
        return None
    if _is_dateline(passage, start, end):
        return (3, len(bounds), distance)
    level = 0 if clause[0] <= start < clause[1] else 1
    if relative or reference:
        level = 2
    return (level, len(bounds), distance)


def _is_dateline(passage: Passage, start: int, end: int) -> bool:
    """True for the date in the head of a report: "MAIMANA, Oct 6 (Khorasan Wire) - ", "Published April 8 2017"."""
    if passage.in_title or start > _HEAD:
        return False
    text = passage.text[passage.starts[start] : passage.ends[end - 1]]
    if _FULL.search(text) and (start == 0 or passage.tags[start - 1] not in ("IN", "DT")):
        return True
    if start > 8:
        return False
    return _DATELINE.match(passage.text, passage.ends[end - 1], passage.ends[end - 1] + 50) is not None


def _paths(passage: Passage, head: int, trigger: int) -> tuple[list[int], list[int], int]:
    """The tokens from an expression and from the trigger up to where their ways meet, and that token."""
    above = [trigger, *passage.ancestors(trigger)]
    place = {token: n for n, token in enumerate(above)}
    up = []
    token = head
    while token not in place:
        up.append(token)
        if passage.heads[token] == token:
            return up, above, token
        token = passage.heads[token]
    return up, above[: place[token]], token


def _blocked(passage: Passage, up: list[int], meet: int, trigger: int) -> bool:
    """True where the way from the expression to the event crosses "after", "before" or a relative clause."""
    for n, token in enumerate(up):
        below_mention = n > 1
        if below_mention and passage.deps[token] in ("prep", "mark") and passage.lower[token] in _NOT_WITHIN | _SINCE:
            return True
        if passage.deps[token] in ("relcl", "acl") and meet != trigger and passage.heads[token] != trigger:
            return True
        if passage.deps[token] in ("advcl", "pcomp") and any(
            passage.deps[kid] in ("mark", "advmod") and passage.lower[kid] in _NOT_WITHIN | _SINCE
            for kid in passage.kids[token]
        ):
            return True
    return False
