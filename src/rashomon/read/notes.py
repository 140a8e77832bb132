"""What the reader saw and did with it, for `rashomon explain`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One candidate at characters ``start`` to ``end``: kept or dropped, by which rule and why.

    ``kept`` is None where several things were weighed against each other; ``reason`` then lists them with their
    scores, the chosen one first.
    """

    # events | names (what a name may be on the map) | places (where an event may have happened) | actor | target
    step: str
    start: int
    end: int
    text: str
    kept: bool | None
    rule: str
    reason: str
