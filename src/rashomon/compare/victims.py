"""Different accounts of those hit: civilians or armed people; or how many were seized, besieged, driven out."""

from __future__ import annotations

import re

from rashomon.compare.accounts import Account, is_brief
from rashomon.compare.conflicts import Told, conflicts, of_one_mind, two_voices, voice
from rashomon.compare.figures import Figure, differ
from rashomon.compare.parties import fit, party
from rashomon.compare.rules import Rules
from rashomon.compare.tolls import longer, other_days
from rashomon.records import Actor, Span

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORD = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[:9])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}|{_WORD})\b(?![.,:]\d|-\w|%|\s+per\s?cent)", re.IGNORECASE
)
_BEFORE = re.compile(r"(?:[a-z]+ ){0,3}$", re.IGNORECASE)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTH = re.compile(rf"\b{_MONTHS} $", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf" {_MONTHS}\b", re.IGNORECASE)
_YEARS = range(1900, 2100)


def victims(group: list[Account], rules: Rules) -> Told:
    """Civilians against armed people as those hit; or different numbers of people seized, besieged, driven out."""
    told: list[tuple[Account, tuple[str, str], str]] = []
    for one in group:
        claim = one.claim
        if claim.target is None or claim.family not in rules.victims.families or claim.stance == "denies":
            continue
        if claim.type in rules.victims.counted or one.apart or not is_brief(one, rules):
            continue
        if claim.killed is not None and claim.killed.high == 0:
            continue  # "no soldier died" tells who was not hit
        kind = victim_kind(claim.target, rules)
        # "civilians" is also what a reader takes those hit for where the text does not say who they were
        if (kind == "civil" and claim.target.mention is not None) or (kind == "armed" and _tells_of_armed(one, rules)):
            told.append((one, (kind, claim.family), claim.target.name))

    def clash(a: tuple[str, str], b: tuple[str, str]) -> bool:
        return a[0] != b[0] and (a[1], b[1]) != ("clash", "clash")  # in a clash both sides lose people

    found = conflicts(of_one_mind(told, lambda value: value[0]), clash, two_voices)
    numbers = _numbers(group, rules)
    taken = {one.key: number.high for one, number, _ in numbers}

    def against(a: Account, b: Account) -> bool:
        few, most = sorted((a, b), key=lambda one: taken[one.key])
        return two_voices(a, b) and not other_days(a, b, rules) and not longer(most, few, rules)

    return found or conflicts(numbers, lambda a, b: differ(a, b, rules), against)


def victim_kind(target: Actor, rules: Rules) -> str | None:
    """Whether a name for those hit means civilians or armed people ("civil", "armed"); None where it is neither."""
    told = target.mention.text.lower().split() if target.mention is not None else []
    if not rules.victims.anybody.isdisjoint(told):
        return None  # "people" may be soldiers
    words = target.name.lower().split()
    if len(words) > rules.victims.longest or any(word.endswith("-held") for word in words):
        return None  # rather a clause than a name, or a place
    if not rules.victims.civil.isdisjoint(words):
        return "civil"
    if not rules.victims.armed.isdisjoint(words) or party(target.name, target.id).kind in rules.victims.armed_kinds:
        return "armed"
    return None


def _tells_of_armed(one: Account, rules: Rules) -> bool:
    """Whether the source is a side that tells of its armed enemies hit, not one that names them as the aim.

    Who tells of its own dead does not deny those of others.
    """
    source = one.claim.source
    together = fit(Actor(voice(one)), one.claim.target)
    if together == "same" or (together == "fits" and source.kind != "armed_group"):
        return False
    if source.kind in rules.victims.armed_said_by:
        return True
    words = source.name.lower().split()
    return source.kind == "media" and one.claim.killed is not None and not rules.victims.partisan.isdisjoint(words)


def _numbers(group: list[Account], rules: Rules) -> list[tuple[Account, Figure, str]]:
    """How many people are said to have been seized, besieged, driven out."""
    told = []
    for one in group:
        if one.claim.type in rules.victims.counted and one.claim.stance == "affirms":
            number = head_count(one.claim.target) or _told_number(one, rules)
            if number is not None:
                told.append((one, number, number.text))
    return told


def head_count(target: Actor | None) -> Figure | None:
    """The number of people that the words for those hit begin with: "some 13,500 people", "four aid workers"."""
    words = target.mention.text if target is not None and target.mention is not None else ""
    match = _NUMBER.search(words)
    if match is None or _BEFORE.match(words[: match.start()]) is None:
        return None
    return _figure(match, rough=bool(words[: match.start()].strip()), text=words[: match.end()])


def _told_number(one: Account, rules: Rules) -> Figure | None:
    """The only number of the clause beside its day and place: "the number abducted stands at 220"."""
    claim = one.claim
    if claim.killed is not None or claim.wounded is not None:
        return None  # the number may be theirs
    named = [slot.mention for slot in (claim.when, claim.place) if slot is not None and slot.mention is not None]
    found = []
    for match in _NUMBER.finditer(claim.quote.text):
        if _is_date(match):
            continue
        at = claim.quote.start + match.start()
        after = re.match(r"[ -]([a-z]+)", claim.quote.text[match.end() :].lower())
        measure = after is not None and after[1] in rules.victims.measures
        if not measure and not any(_lies_in(at, span) and span != claim.quote for span in named):
            found.append(match)
    if len(found) != 1:
        return None
    return _figure(found[0], rough=False, text=found[0][0])


def _is_date(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    year = "," not in match["number"] and _number(match) in _YEARS
    return year or _MONTH.search(before[-12:]) is not None or _MONTH_AFTER.match(after) is not None


def _lies_in(at: int, span: Span) -> bool:
    return span.start <= at < span.end


def _figure(match: re.Match[str], *, rough: bool, text: str) -> Figure:
    number = _number(match)
    return Figure(number, number, "", rough, text)


def _number(match: re.Match[str]) -> int:
    told = match["number"].lower().replace(",", "")
    if told.isdigit():
        return int(told)
    return sum(
        _ONES.index(word) + 1 if word in _ONES else 10 * (_TENS.index(word) + 2) for word in re.split("[ -]", told)
    )
