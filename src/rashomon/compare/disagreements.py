"""Where the claims of one incident cannot all be true as told."""

from __future__ import annotations

from rashomon.compare.accounts import Account
from rashomon.compare.rules import Rules
from rashomon.records import Disagreement


def disagreements(incident: str, group: list[Account], rules: Rules) -> list[Disagreement]:
    """All disagreements within one incident, by attribute."""
    return []
