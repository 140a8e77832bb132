"""Which claims stand against each other: values that clash, told by two voices."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from itertools import combinations, product
from typing import TypeVar

from rashomon.compare.accounts import Account
from rashomon.compare.parties import party
from rashomon.lexicon.actors import lexicon

Value = TypeVar("Value", bound=Hashable)
Told = list[tuple[Account, str]]  # claims of a disagreement and what each says, in the words of the note
_FOR = re.compile(r"(?P<outer>.+?) \((?P<inner>[^()]+)\)$")


def conflicts(
    told: list[tuple[Account, Value, str]],
    clash: Callable[[Value, Value], bool],
    against: Callable[[Account, Account], bool],
) -> Told:
    """The claims whose values clash with those of another claim that they can stand ``against``.

    ``told`` has each claim, the value it tells, and that value in the words of the note.
    """
    by_value: dict[Value, list[tuple[Account, str]]] = {}
    for account, value, words in told:
        by_value.setdefault(value, []).append((account, words))
    kept: dict[str, tuple[Account, str]] = {}
    for one, other in combinations(by_value, 2):
        if not clash(one, other):
            continue
        for first, second in product(by_value[one], by_value[other]):
            if not (first[0].key in kept and second[0].key in kept) and against(first[0], second[0]):
                kept |= {first[0].key: first, second[0].key: second}
    return list(kept.values())


def voice(one: Account) -> str:
    """Who speaks; a person speaks for the body named beside: "A. Rahman (Monitor)", "Monitor (A. Rahman)"."""
    return _body(one.voice)


def one_voice(a: Account, b: Account) -> bool:
    """Whether the same voice tells both; in two reports, "residents" are not the same ones."""
    return voice(a) == voice(b) and (a.group == b.group or not voice(a)[:1].islower())


@lru_cache(maxsize=65536)
def _body(name: str) -> str:
    match = _FOR.match(name)
    if match is None:
        return name
    known = party(match["outer"], None).kind != "unknown" and party(match["inner"], None).kind == "unknown"
    return match["outer"] if known else match["inner"]


def two_voices(a: Account, b: Account) -> bool:
    """Whether two claims are of two reports, or of two voices of one that the report itself sets side by side.

    A report that tells what its sources say does not contradict them: its own words are no second voice there, unless
    a source denies them.
    """
    if a.group != b.group:
        return True
    if voice(a) == voice(b) or _one_body(voice(a), voice(b)):
        return False
    return a.claim.stance != b.claim.stance or "publisher" not in (a.claim.source.kind, b.claim.source.kind)


@lru_cache(maxsize=65536)
def _one_body(a: str, b: str) -> bool:
    """Whether two names are a state and one of its bodies, or two of one body ("Russian Defense Ministry")."""
    one, other = party(a, None), party(b, None)
    if one.country is None or one.country != other.country:
        return False
    if one.kind == other.kind and one.words & other.words and lexicon().kind(one.kind).side == "state":
        return one.kind != "government"
    whole = [each for each in (one, other) if each.kind == "government" and len(each.words) <= 2]
    return bool(whole) and all(lexicon().kind(each.kind).side == "state" for each in (one, other))


def of_one_mind(
    told: list[tuple[Account, Value, str]], stand: Callable[[Value], object]
) -> list[tuple[Account, Value, str]]:
    """Without the voices that tell several stands themselves: they tell parts, not a contradiction."""
    stands: dict[str, set[object]] = {}
    for account, value, _ in told:
        stands.setdefault(voice(account), set()).add(stand(value))
    return [item for item in told if len(stands[voice(item[0])]) == 1]
