"""Neighbouring phrases that name one party: "units" + "of the army", "X" + ", head of the Y"."""

from __future__ import annotations

from dataclasses import replace

from rashomon.read.actors.items import Context, Found, wordlist
from rashomon.read.actors.phrases import Party

_PEOPLE = frozenset({"civilians", "people", "children", "women"})


def merged(c: Context, found: list[Found]) -> list[Found]:
    """The mentions with those joined that belong together; "most of" and "dozens of" are taken in."""
    for join in (_joins, _apposes):
        out: list[Found] = []
        for here in found:
            if not out or not join(c, out[-1], here):
                out.append(here)
        found = out
    limit = 0
    for here in found:
        if here.role == "person" and here.party.speaks == "unknown":
            here.party = c.persons.get(here.party.name, here.party)
        _extend_left(c, here, limit)
        limit = here.end
    return found


def _between(c: Context, left: Found, right: Found) -> list[str] | None:
    """The words between two mentions of one sentence; None where they are far apart."""
    p = c.p
    if right.start - left.end > 4 or p.sentence_of[left.start] != p.sentence_of[right.start]:
        return None
    return p.lower[left.end : right.start]


def _apposes(c: Context, left: Found, right: Found) -> bool:
    """Join a person and the office after the name: "X, head of the Y", "X a spokesman for the Z"."""
    if _between(c, left, right) not in ([","], []):
        return False
    if left.role == "voice" and right.role == "person" and not right.owned:
        return _introduces(c, left, right)
    if left.role != "person" or right.role != "voice":
        return False
    party, name = right.party, left.party.name.split(" (")[0]
    if left.party.speaks in (None, "unknown"):
        left.party = replace(left.party, speaks=party.speaks or c.lex.kind(party.kind).speaks)
    if right.joined and not party.generic and "(" not in left.party.name:
        left.party = replace(left.party, name=f"{name} ({party.name})")
    left.end = right.end
    c.persons.pop(name, None)
    c.remember(name, left.party)
    return True


def _introduces(c: Context, left: Found, right: Found) -> bool:
    """Join an office and the name after it: "the information minister, Daud Aweis,"."""
    name = right.party.name
    if right.party.speaks != "unknown" or c.p.sentence_of[left.start] != c.p.sentence_of[right.start]:
        return False
    speaks = left.party.speaks or c.lex.kind(left.party.kind).speaks
    affiliation = "" if left.party.generic or not left.joined else f" ({left.party.name})"
    left.party = Party(f"{name}{affiliation}", "person", None, left.party.country, speaks=speaks)
    left.role, left.end, left.weak = "person", right.end, False
    c.persons.pop(name, None)
    c.remember(name, left.party)
    return True


def _joins(c: Context, left: Found, right: Found) -> bool:
    """Join a force, voice or body and the party it belongs to."""
    between = _between(c, left, right)
    if not between or left.attributive or left.role not in ("force", "voice", "people", "body"):
        return False
    first = between[0]
    loyal = first in wordlist("loyal") and between[-1] in ("to", "with", "by") and len(between) <= 3
    inner = first in wordlist("inside") and len(between) == 1
    if right.role == "person":
        if not loyal:
            return False
    elif right.attributive or right.weak or not (inner or loyal):
        return False
    if first == "of" and c.p.lower[left.head] in wordlist("sayings"):
        return False
    placed = first in ("in", "at", "with", "for") and left.role != "voice"  # "fighters in the city" are not the city's
    if inner and (placed or (left.owned and not left.party.generic)):
        return False
    left.party = _loyal(c, left, right, first) if loyal else _inner(left, right)
    left.end, left.owned, left.weak, left.joined = right.end, True, False, True
    return True


def _inner(left: Found, right: Found) -> Party:
    """The party of "LEFT of RIGHT": people stay what they are, forces and voices are RIGHT's."""
    if left.role == "people":
        armed = left.party.kind == "people" and right.role == "group"  # "men of the X Brigade"
        return right.party if armed else left.party
    if right.party.kind in _PEOPLE or right.role == "people":
        return left.party if left.role == "voice" else right.party
    if left.party.kind != "unknown" and right.party.generic and right.role == "voice":
        return left.party  # "a doctor at a local hospital"
    return replace(right.party, acts=False if left.role == "voice" else right.party.acts)


def _loyal(c: Context, left: Found, right: Found, word: str) -> Party:
    """The party of "LEFT loyal to RIGHT"."""
    party = right.party
    if word in ("opposed", "close", "backed"):
        return left.party
    if party.country is not None and party.kind in ("person", "government", "military"):
        return Party("pro-government forces", "military", f"{party.country}:military", party.country)
    if party.kind == "person" or word not in ("affiliated", "belonging", "loyal"):
        return left.party
    return party


def _extend_left(c: Context, found: Found, limit: int) -> None:
    """Take in "most of", "dozens of" before the phrase."""
    p, i = c.p, found.start
    if found.role in ("person", "country"):
        return
    if i - 2 < limit or p.lower[i - 1] != "of" or p.lower[i - 2] not in wordlist("quantities"):
        return
    i -= 2
    while i - 1 >= limit and (p.tags[i - 1] in ("CD", "DT", "JJ") or p.lower[i - 1] in ("least", "at")):
        i -= 1
    found.start = i
