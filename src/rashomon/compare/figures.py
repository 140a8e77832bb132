"""Tell whether two counts of the dead or wounded are different figures for the same people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.compare.accounts import Account
from rashomon.compare.rules import Rules
from rashomon.records import Casualties

_NUMBER = r"\d[\d,.]*|" + "|".join(
    "one two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands".split()
)
_FURTHER = re.compile(rf"\b(?:{_NUMBER}) (?:more|others)\b(?! than)")
_ROUND = 10  # figures told as "more than" a multiple of it are rough


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
    return Figure(low, high, who, _is_rough(told, count, rules), _words(count))


def _is_rough(told: str, count: Casualties, rules: Rules) -> bool:
    if any(told.startswith(word) for word in rules.figures.words.around):
        return True
    over = any(told.startswith(word) for word in rules.figures.words.over)
    return over and count.low is not None and count.low % _ROUND == 0


def _is_part(account: Account, count: Casualties, rules: Rules) -> bool:
    """Whether the count is told as one part of several ("two of them", "another five"), or as a sum of several."""
    if count.mention is None:
        return False
    words = rules.figures.words
    quote = account.claim.quote.text.lower()
    if any(phrase in quote for phrase in words.summed):
        return True
    text = (account.report.title if account.claim.in_title else account.report.text) or ""
    start = min(count.mention.start, max(account.claim.quote.start, count.mention.start - 40))
    before = " ".join(text[start : count.mention.end].lower().split())
    after = text[count.mention.end : count.mention.end + 20].lower()
    if any(f" {part}" in f" {before}" for part in words.part_before):
        return True
    if any(f" {part}" in before or after.startswith(f" {part}") for part in words.part_after):
        return True
    if "the other " in before[-len(count.mention.text) - 12 :]:
        return True
    if count is not account.claim.killed:
        return False
    return _FURTHER.search(before) is not None or not words.more.isdisjoint(
        before[-len(count.mention.text) - 12 :].split()
    )


def is_update(account: Account, rules: Rules) -> bool:
    """Whether the clause tells a figure as one that its source gave before or has changed."""
    quote = f" {account.claim.quote.text.lower()} "
    told = [word for word in rules.figures.words.update if f" {word} " in quote]
    if told:
        for phrase in rules.figures.words.only_when:
            quote = quote.replace(phrase, " ")
    return any(f" {word} " in quote for word in told)


def is_total(account: Account, count: Casualties | None, rules: Rules) -> bool:
    """Whether the words for the count say that it sums up others."""
    told = f" {count.mention.text.lower()} " if count is not None and count.mention is not None else ""
    return any(f" {word} " in told for word in rules.figures.words.total)


def denies_figures(account: Account, rules: Rules) -> bool:
    """Whether a denial is of how many died, not of what happened or who did it."""
    claim = account.claim
    if claim.stance != "denies":
        return False
    counted = claim.killed.mention if claim.killed is not None else None
    if counted is not None and counted.text.lower().startswith(rules.figures.words.many):
        return True
    return not rules.figures.words.denied.isdisjoint(re.findall(r"\w+", claim.quote.text.lower()))


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
