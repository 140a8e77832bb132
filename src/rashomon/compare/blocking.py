"""Find the pairs of claims worth scoring, in time that grows with the number of claims.

Claims that share a block (report, place, province, map cell) are lined up by day. Each is compared with the
``neighbours`` that follow it there, as far as its own days and ``gap_days`` reach. A library keeps the same lines
(``Spot``), so that new claims are compared with what stands around them and with nothing else.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from rashomon.compare.accounts import WIDE, Account
from rashomon.compare.rules import Rules
from rashomon.compare.spot import Spot

_ALWAYS = (-(10**7), 10**7)  # the days of an undated claim


def spots(account: Account, rules: Rules) -> list[Spot]:
    """Where a claim stands in each of its blocks."""
    first, last = account.days or _ALWAYS
    report, number, family = account.report.id, account.number, account.claim.family
    # in its own report a claim meets all others, whatever their days: a report gives a toll and when it was counted
    own = Spot(f"report {report}", *_ALWAYS, family, report, number)
    return [
        own,
        *(Spot(block, first, last, family, report, number) for block in _blocks(account, rules.blocking.cell_degrees)),
    ]


def reaches(one: Spot, other: Spot, rules: Rules) -> bool:
    """Whether ``other``, which follows ``one`` in their block, is near enough in time to be compared with it."""
    return other.first <= one.last + rules.blocking.gap_days


def pairs(accounts: list[Account], rules: Rules) -> Iterator[tuple[int, int]]:
    """Indexes of two claims to be scored, the smaller one first, each pair once."""
    blocks: dict[str, list[tuple[Spot, int]]] = defaultdict(list)
    for index, account in enumerate(accounts):
        for spot in spots(account, rules):
            blocks[spot.block].append((spot, index))
    near: list[set[int]] = [set() for _ in accounts]
    for block in blocks.values():
        block.sort()
        for at, (spot, index) in enumerate(block):
            for other, second in block[at + 1 : at + 1 + rules.blocking.neighbours]:
                if not reaches(spot, other, rules):
                    break
                near[min(index, second)].add(max(index, second))
    for index, others in enumerate(near):
        yield from ((index, other) for other in sorted(others))


def _blocks(account: Account, cell: float) -> Iterator[str]:
    """The place's name, province and country; the family in that country; map cells around."""
    place = account.claim.place
    if place is None:
        return
    yield f"name {account.place} {place.country}"
    # a place that a clause takes from its context is often the wrong one: reports of one happening would never meet
    yield f"land {account.claim.family} {place.country}"
    if place.admin1 is not None:
        yield f"province {place.admin1} {place.country}"
    if place.precision in WIDE:
        yield f"country {place.country}"
    if place.lat is not None and place.lon is not None and place.precision not in WIDE:
        row, column = math.floor(place.lat / cell), math.floor(place.lon / cell)
        yield from (f"cell {row + i} {column + j}" for i in (0, 1) for j in (0, 1))
