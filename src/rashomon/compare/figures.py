"""Tell whether two counts of the dead or wounded are different figures for the same people."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.compare.accounts import Account
from rashomon.compare.rules import Rules
from rashomon.records import Casualties


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A count that can be held against others: bounds included, and whom it counts."""

    low: int
    high: int
    who: str  # class of people
    open_end: bool  # "at least"
    rough: bool  # "around 60", "dozens"
    text: str  # as a note tells it


def figure(account: Account, count: Casualties | None, rules: Rules) -> Figure | None:
    """The figure of one claim; None where it counts nobody, a part of the dead, or in words that say no size."""
    if count is None or account.apart:
        return None
    quote = account.claim.quote.text.lower()
    if any(part in quote for part in rules.figures.words.part):
        return None
    told = (count.mention.text if count.mention is not None else "").lower()
    who = _who(count.who, rules)
    if count.low is None and count.high is None:
        for word, (low, high) in rules.figures.vague.items():
            if word in told or word in quote:
                return Figure(low, high, who, open_end=False, rough=True, text=word)
        return None
    low = count.low if count.low is not None else count.high or 0
    high = count.high if count.high is not None else low
    rough = any(told.startswith(word) for word in rules.figures.words.around)
    return Figure(low, high, who, count.high is None, rough, _words(count))


def _who(who: str | None, rules: Rules) -> str:
    for name, words in rules.figures.classes.items():
        if who in words:
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
    if a.who != b.who:
        return False
    gap = max(a.low, b.low) - min(a.high, b.high)
    if gap <= 0:
        return False
    most = max(a.high, b.high)
    share = rules.tolerance.around_share if a.rough or b.rough else rules.tolerance.share
    return gap > max(rules.tolerance.people, share * most)
