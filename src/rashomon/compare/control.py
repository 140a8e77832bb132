"""Who is said to hold a place, from when until when, according to which sources."""

from __future__ import annotations

from rashomon.compare.accounts import Account
from rashomon.records import ControlInterval


def timeline(accounts: list[Account]) -> list[ControlInterval]:
    """The control intervals of all places, by place and day."""
    return []
