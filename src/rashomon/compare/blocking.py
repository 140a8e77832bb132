"""Find the pairs of claims worth scoring, in time that grows with the number of claims."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from rashomon.compare.accounts import WIDE, Account
from rashomon.compare.rules import Rules

_ALWAYS = (-(10**7), 10**7)  # the days of an undated claim


def pairs(accounts: list[Account], rules: Rules) -> Iterator[tuple[int, int]]:
    """Indexes of two claims that share a block and lie near each other in it, each pair once.

    All blocks are in one order, by day, so that each claim looks only at those that follow it in its blocks.
    """
    blocking = rules.blocking
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    order = sorted(
        range(len(accounts)), key=lambda index: (_days(accounts[index]), accounts[index].claim.family, index)
    )
    spots: list[list[tuple[list[int], int]]] = [[] for _ in accounts]
    for index in order:
        for key in _keys(accounts[index], blocking.cell_degrees):
            block = blocks[key]
            spots[index].append((block, len(block)))
            block.append(index)
    for first in order:
        last = _days(accounts[first])[1] + blocking.gap_days
        near: set[int] = set()
        for block, at in spots[first]:
            for second in block[at + 1 : at + 1 + blocking.neighbours]:
                if _days(accounts[second])[0] > last:
                    break
                near.add(second)
        yield from ((first, second) for second in sorted(near))


def _days(account: Account) -> tuple[int, int]:
    return account.days or _ALWAYS


def _keys(account: Account, cell: float) -> Iterator[tuple[object, ...]]:
    """The report itself; the place's name, province and country; its map cell and the neighbouring ones."""
    yield "report", account.report.id
    place = account.claim.place
    if place is None:
        return
    yield "name", account.place, place.country
    if place.admin1 is not None:
        yield "province", place.admin1, place.country
    if place.precision in WIDE:
        yield "country", place.country
    if place.lat is not None and place.lon is not None and place.precision not in WIDE:
        row, column = math.floor(place.lat / cell), math.floor(place.lon / cell)
        yield from (("cell", row + i, column + j) for i in (0, 1) for j in (0, 1))
