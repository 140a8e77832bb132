"""Link a report to those in the library that carry the same text."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.collect.near import ALIKE, similarity
from rashomon.library.protocol import Edit


def link(edit: Edit, report: str, sketch: bytes, bands: Sequence[int]) -> int:
    """Make a report one group with all that are alike, named by the smallest id; returns how many groups it joins.

    The groups are the connected parts of "similarity of at least ALIKE", whatever the order in which reports come.
    """
    joined: set[str] = set()
    for other, known, voice in edit.alike(bands):
        if other != report and voice not in joined and similarity(sketch, known) >= ALIKE:
            joined.add(voice)
    if not joined:
        return 0
    first = min(joined | {report})
    changed = [report]
    for voice in joined:
        members = edit.copies(voice)
        if voice != first or len(members) == 1:  # those of a larger group keep their voice and what hangs on it
            changed += members
    edit.put_voice(sorted(set(changed)), first)
    return len(joined)
