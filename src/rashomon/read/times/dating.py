"""Which time expression dates an event, by rules over the parse."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rashomon.lexicon.files import load
from rashomon.read.passage import Passage
from rashomon.read.times.values import reach
from rashomon.records import Period, Span, TimeMention

_CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "xcomp", "pcomp", "csubj", "parataxis", "dep"))
_SINCE = frozenset(("since",))
_NOT_WITHIN = frozenset(("before", "after", "until", "till", "ahead", "prior", "following", "than"))
_STATES = frozenset(("control", "siege", "displacement", "cumulative_toll"))
_LENGTH = re.compile(r"P([0-9]{1,4})([DWMYE])")
_DATELINE = re.compile(r"[^.\n]{0,60}?(?:\s[-–—]+\s|\([^)\n]{2,40}\)|:\s|—)")


@lru_cache(maxsize=1)
def _statements() -> frozenset[str]:
    return frozenset(load("times")["statements"]["words"])


@dataclass(frozen=True, slots=True)
class _Dated:
    """A time expression seen from an event: its tokens, and how well it stands to date it (lower is better)."""

    mention: TimeMention
    start: int
    end: int
    period: Period
    rank: tuple[int, int, int]


def event_period(passage: Passage, trigger: int, clause: tuple[int, int], published: dt.date | None) -> Period | None:
    """The days that the text gives to the event at token ``trigger``; None where its sentence dates it nowhere.

    ``clause`` is the token range (end exclusive) that tells the event, ``passage.times`` the expressions found.
    An expression of the event's own clause wins over one of a clause around it, and that over one that hangs on a word
    of saying ("said on Sunday") or stands in a dateline: that one dates the statement, but news is mostly told within
    a day, so it is taken, with its mention, where the sentence has no other. What follows "after" or "before", or
    sits in a relative clause about something else, dates nothing here; sets ("daily") neither. "since X" runs from X
    to ``published``, "for three weeks" up to it, "from/between X to/and Y" over both; "now" is ``published``.
    """
    first, last = passage.sentences[passage.sentence_of[trigger]]
    candidates = []
    mentions = [m for m in passage.times if passage.starts[first] <= m.start < passage.ends[last - 1]]
    for index, mention in enumerate(mentions):
        start, end = passage.tokens(mention.start, mention.end)
        period = _period(passage, mention, start, published, mentions[index + 1 :])
        if period is None:
            continue
        rank = _rank(passage, trigger, clause, start, end, mention.value.endswith("_REF"))
        if rank is not None:
            candidates.append(_Dated(mention, start, end, period, rank))
    if not candidates:
        return None
    return min(candidates, key=lambda dated: dated.rank).period


def inherit_period(kind: str, earlier: Sequence[tuple[str, Period]], published: dt.date | None) -> Period | None:
    """The days of an event that its own sentence does not date; the period carries no mention.

    ``earlier`` are the types and periods of the events before it that their own sentences date, in text order, title
    first. A happening has the days of the last one of its own type; a state, and whatever has none, the day of the
    report. Measured on gold events that their sentence leaves undated (train/dev): report's day 80/84 in 100, last of
    the same type 84/89, day of the lead 81/83, of the sentence before 81/86.
    """
    if kind not in _STATES:
        for other, period in reversed(earlier):
            if other == kind:
                return replace(period, mention=None)
    return Period(published, published, "day") if published else None


def _period(
    passage: Passage, mention: TimeMention, start: int, published: dt.date | None, later: list[TimeMention]
) -> Period | None:
    """The days a mention stands for in its sentence: "since", "from ... to" and durations included."""
    span = Span(mention.start, mention.end, mention.text)
    before = passage.lower[max(0, start - 2) : start]
    previous = before[-1] if before else ""
    if mention.type == "SET":
        return None
    if mention.type == "DURATION":
        return _duration(mention, before, span, published)
    if mention.value == "PRESENT_REF":
        return Period(published, published, "day", span) if published else None
    if mention.begin is None or mention.until is None:
        return None
    if previous in _SINCE or before[-2:] == ["ever", "since"]:
        end = max(published, mention.begin) if published else mention.until
        return Period(mention.begin, end, "range", span)
    if previous in _NOT_WITHIN:
        return None
    mention = _past(mention, published)
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


def _duration(mention: TimeMention, before: list[str], span: Span, published: dt.date | None) -> Period | None:
    """A length of time as the days it covers: those it names, else those up to the report ("for more than a year")."""
    if mention.begin and mention.until:
        return Period(mention.begin, mention.until, "range", span)
    length = _LENGTH.fullmatch(mention.value)
    if length is None or published is None or "for" not in before:
        return None
    return Period(reach(published, length[2], -int(length[1])), published, "range", span)


def _past(mention: TimeMention, published: dt.date | None) -> TimeMention:
    """A mention that lies ahead of the report is read as the one before: what is told to have happened has happened."""
    if published is None or mention.begin is None or mention.until is None or mention.begin <= published:
        return mention
    text = mention.text.lower()
    if any(char.isdigit() and text[i : i + 4].isdigit() for i, char in enumerate(text)) or "next" in text:
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
    """True for the date in the head of a wire report: "MAIMANA, Oct 6 (Khorasan Wire) - "."""
    if passage.in_title or start > 8:
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
