"""Tell whether two counts of the dead or wounded are different figures for the same people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.compare.accounts import Account
from rashomon.compare.rules import Rules
from rashomon.records import Actor, Casualties

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = re.compile(
    rf"(?P<before>(?:[a-z]+ ){{0,3}})(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}|(?:{'|'.join(_NUMBERS)}))\b(?![.-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A count that can be held against others: bounds included, and whom it counts."""

    low: int
    high: int
    who: str  # class of people; empty where the clause gives the bare number
    rough: bool  # "around 60"
    text: str  # as a note tells it


def figure(account: Account, count: Casualties | None, rules: Rules) -> Figure | None:
    """The figure of one claim; None where it counts nobody, a part of the dead, or in words that say no size."""
    if count is None or _is_part(account, count, rules):
        return None
    quote = account.claim.quote.text.lower()
    told = (count.mention.text if count.mention is not None else "").lower()
    who = "" if told.strip().isdigit() else _who(count.who, rules)
    if count.low is None and count.high is None:
        for word, (low, high) in rules.figures.vague.items():
            if word in told or word in quote:
                return Figure(low, high, who, rough=False, text=word)
        return None
    low = count.low if count.low is not None else count.high or 0
    high = count.high if count.high is not None else low
    rough = any(told.startswith(word) for word in rules.figures.words.around)
    return Figure(low, high, who, rough, _words(count))


def _is_part(account: Account, count: Casualties, rules: Rules) -> bool:
    """Whether the count is told as one part of several ("two of them", "another five")."""
    if count.mention is None:
        return False
    words = rules.figures.words
    text = (account.report.title if account.claim.in_title else account.report.text) or ""
    start = min(count.mention.start, max(account.claim.quote.start, count.mention.start - 40))
    before = " ".join(text[start : count.mention.end].lower().split())
    after = text[count.mention.end : count.mention.end + 15].lower()
    if any(f" {part}" in f" {before}" for part in words.part_before):
        return True
    if any(f" {part}" in before or after.startswith(f" {part}") for part in words.part_after):
        return True
    return count is account.claim.killed and not words.more.isdisjoint(before[-len(count.mention.text) - 12 :].split())


def is_update(account: Account, rules: Rules) -> bool:
    """Whether the clause tells a figure as one that its source gave before or has changed."""
    quote = account.claim.quote.text.lower()
    return any(f" {word} " in f" {quote} " for word in rules.figures.words.update)


def head_count(target: Actor) -> Figure | None:
    """The number of people that the words for those hit begin with: "some 13,500 people", "four aid workers"."""
    match = _NUMBER.match(target.mention.text) if target.mention is not None else None
    if match is None:
        return None
    told = match["number"].lower().replace(",", "")
    number = int(told) if told.isdigit() else _NUMBERS.index(told) + 1
    return Figure(number, number, "", rough=bool(match["before"].strip()), text=match[0])


def _who(who: str | None, rules: Rules) -> str:
    for name, words in rules.figures.classes.items():
        if (who is not None and not set(words).isdisjoint(who.replace(",", "").split())) or who in words:
            return name
    return who or "people"


def _words(count: Casualties) -> str:
    if count.high is None:
        return f"at least {count.low}"
    if count.low is None:
        return f"up to {count.high}"
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"


def differ(a: Figure, b: Figure, rules: Rules) -> bool:
    """Whether two figures for one class of people lie further apart than the tolerance."""
    if a.who and b.who and a.who != b.who:
        return False
    gap = max(a.low, b.low) - min(a.high, b.high)
    if gap <= 0:
        return False
    most = max(a.high, b.high)
    few = min(a.high, b.high)
    if few and few <= rules.tolerance.part_few and few < rules.tolerance.part_share * most:
        return False
    share = rules.tolerance.around_share if a.rough or b.rough else rules.tolerance.share
    return gap > max(rules.tolerance.people, share * most)
