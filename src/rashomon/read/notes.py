"""What the reader saw and did with it, for `rashomon explain`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One candidate at characters ``start`` to ``end``: kept or dropped, by which rule and why."""

    step: str
    start: int
    end: int
    text: str
    kept: bool
    rule: str
    reason: str
