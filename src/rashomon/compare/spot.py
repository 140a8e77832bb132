"""Where a claim stands among those it may be compared with."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """The place of a claim in a block (compare/blocking.py): blocks are read in this order, whoever came first."""

    block: str
    first: int  # days as proleptic ordinals; an undated claim spans all days
    last: int
    family: str
    report: str
    number: int  # of the claim within its report
