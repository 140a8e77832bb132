"""Who is said to hold a place, from when until when, according to which sources."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from rashomon.compare.accounts import Account
from rashomon.compare.parties import fit
from rashomon.records import Actor, ControlInterval, Extent, Place

_TAKEN = frozenset(["government_regains_territory", "non_state_overtakes_territory"])
_WHOLE = frozenset(["full", "unspecified"])
_LESS = frozenset(["most", "part", "centre", "outskirts"])
_OPEN = dt.date.max.toordinal()  # the end of a hold that nobody says has ended


@dataclass(slots=True)
class _Hold:
    """One holder's hold of one place to one extent, while claims are still being added."""

    place: Place
    holder: Actor
    extent: Extent
    start: int  # days as proleptic ordinals
    end: int
    accounts: list[Account] = field(default_factory=list)
    contested: bool = False


def timeline(accounts: list[Account]) -> list[ControlInterval]:
    """The control intervals of all places, by place, day and holder.

    A hold begins with the first day it is told for and lasts until somebody else is said to have taken the place, or
    the holder to have left it. Claims without a day, a place or a holder are passed over.
    """
    by_place: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for one in accounts:
        claim = one.claim
        if claim.family == "territory" and claim.place is not None and claim.actor is not None and one.days is not None:
            by_place[one.place or "", claim.place.country or ""].append(one)
    found: list[ControlInterval] = []
    for _, told in sorted(by_place.items()):
        holds = _holds(told)
        _mark_contested(holds, told)
        found += [_interval(hold) for hold in holds]
    return found


def _holds(told: list[Account]) -> list[_Hold]:
    """One hold per holder and extent for every stretch between two losses, by first day."""
    losses = _losses(told)
    merged: dict[tuple[str, Extent, int], _Hold] = {}
    for one in sorted(told, key=lambda one: (one.days, one.key)):
        claim = one.claim
        if claim.stance == "denies" or claim.type == "non_violent_transfer_of_territory":
            continue
        assert claim.actor is not None
        assert claim.place is not None
        assert one.days is not None
        start = one.days[0]
        end = _OPEN
        for (how, _), (actor, days) in losses.items():
            if _loses(claim.actor, how, actor) and (later := bisect_right(days, start)) < len(days):
                end = min(end, days[later])
        extent: Extent = claim.extent or "unspecified"
        name = claim.actor.id or claim.actor.name.lower()
        hold = merged.setdefault((name, extent, end), _Hold(claim.place, claim.actor, extent, start, end))
        hold.accounts.append(one)
    return sorted(merged.values(), key=lambda hold: (hold.start, hold.end, hold.holder.name, hold.extent))


def _losses(told: list[Account]) -> dict[tuple[str, str], tuple[Actor, list[int]]]:
    """By who is said to have taken or left the place: the actor, and the days it is said for, sorted."""
    losses: dict[tuple[str, str], tuple[Actor, set[int]]] = {}
    for one in told:
        claim = one.claim
        if claim.stance == "denies" or claim.actor is None or one.days is None:
            continue
        how = None
        if claim.type in _TAKEN and (claim.extent or "unspecified") in _WHOLE:
            how = "taken"
        elif claim.type == "non_violent_transfer_of_territory":
            how = "left"
        if how is not None:
            name = claim.actor.id or claim.actor.name.lower()
            losses.setdefault((how, name), (claim.actor, set()))[1].add(one.days[0])
    return {key: (actor, sorted(days)) for key, (actor, days) in losses.items()}


def _loses(holder: Actor, how: str, who: Actor) -> bool:
    """Whether the loss ends this holder's hold: others took the place, or the holder left it."""
    together = fit(holder, who)
    return together == "differ" if how == "taken" else together in ("same", "fits")


def _mark_contested(holds: list[_Hold], told: list[Account]) -> None:
    """Mark holds of different holders that overlap, whole holds that others tell as partial, and denied ones."""
    for a, b in combinations(holds, 2):
        if a.start >= b.end or b.start >= a.end:
            continue
        if fit(a.holder, b.holder) == "differ":
            disputed = not (a.extent in _LESS and b.extent in _LESS)
        else:
            disputed = {a.extent, b.extent} & _LESS != set() and "full" in (a.extent, b.extent)
        if disputed:
            a.contested = b.contested = True
    for one in told:
        if one.claim.stance != "denies" or one.claim.actor is None or one.days is None:
            continue
        for hold in holds:
            if hold.start <= one.days[1] and one.days[0] <= hold.end and fit(hold.holder, one.claim.actor) != "differ":
                hold.contested = True


def _interval(hold: _Hold) -> ControlInterval:
    return ControlInterval(
        place=hold.place,
        holder=hold.holder.name,
        extent=hold.extent,
        start=dt.date.fromordinal(hold.start),
        end=None if hold.end == _OPEN else dt.date.fromordinal(hold.end),
        sources=tuple(sorted({one.voice for one in hold.accounts})),
        claims=tuple(sorted(one.key for one in hold.accounts)),
        contested=hold.contested,
    )
