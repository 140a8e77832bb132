"""Counted groups in one row: "two women and their seven children", "three medics in addition to five patients".

The parse joins most rows; those behind brackets or "in addition to", and those that it broke off, are read off words.
"""

from __future__ import annotations

from rashomon.read.casualties.words import words
from rashomon.read.passage import Count, Passage

_JOINS = (
    ("as", "well", "as"),
    ("in", "addition", "to"),
    ("along", "with"),
    ("together", "with"),
    ("and", "also"),
    ("and",),
    ("plus",),
    ("&",),
)
_FAMILIES = frozenset(["family", "families", "group", "team", "crew"])


def follower(passage: Passage, owner: dict[int, Count], end: int, last: int) -> Count | None:
    """The counted people that the row goes on with after token ``end`` (exclusive); None where it ends there.

    None also where the next group has a predicate of its own ("killed three men and a woman was hurt").
    """
    start = _joined(passage, _past_brackets(passage, end, last)) or _joined_further(passage, end, last)
    if start is None or start >= last:
        return None
    count = owner.get(start)
    if count is None or count.start != start or not count.people or count.low == 0 or _predicated(passage, count, last):
        return None
    return count


def _past_brackets(passage: Passage, i: int, last: int) -> int:
    """The token behind a bracket that opens at ``i``."""
    if i < last and passage.lower[i] == "(":
        close = next((k for k in range(i + 1, min(i + 14, last)) if passage.lower[k] == ")"), None)
        if close is not None:
            return close + 1
    return i


def _joined(passage: Passage, i: int) -> int | None:
    """The token behind the words at ``i`` that join a row, a comma before them included."""
    lower = passage.lower
    i += lower[i : i + 1] == [","]
    return next((i + len(join) for join in _JOINS if tuple(lower[i : i + len(join)]) == join), None)


def _joined_further(passage: Passage, i: int, last: int) -> int | None:
    """The token behind "in addition to" and the like where a phrase stands between: "three of the staff as well as"."""
    if passage.tags[i : i + 1] != ["IN"]:
        return None
    for k in range(i + 1, min(i + 7, last)):
        if passage.tags[k].startswith("VB") or passage.lower[k] in (",", "and"):
            return None
        for join in _JOINS[:4]:
            if tuple(passage.lower[k : k + len(join)]) == join:
                return k + len(join)
    return None


def _predicated(passage: Passage, count: Count, last: int) -> bool:
    """Whether a verb or a casualty word of its own follows the group."""
    after = count.end
    if after >= last:
        return False
    if passage.lower[after] in words().verbs or passage.lower[after] in words().adjectives:
        return True
    return passage.tags[after] in ("VBD", "VBZ", "VBP", "MD") or passage.lower[after] in ("missing", "captured")


def widened(passage: Passage, count: Count) -> Count:
    """The count with the "family of" that it measures: "an entire family of six" is six people."""
    lower, start = passage.lower, count.start
    if start < 2 or lower[start - 1] != "of" or lower[start - 2] not in _FAMILIES:
        return count
    start -= 2
    while start and passage.tags[start - 1] in ("DT", "JJ", "PRP$"):
        start -= 1
    people = count.people or (count.who is None and passage.tags[count.head] == "CD")
    return Count(start, count.end, count.head, count.low, count.high, count.who or "people", people)


__all__ = ["follower", "widened"]
