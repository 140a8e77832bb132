"""Copies: reports whose text is nearly the same, so that a wire item printed by ten papers counts as one voice.

A report's words in runs of five are hashed into a sketch of 128 numbers (MinHash, by rensa); the share of equal
numbers in two sketches estimates the share of runs that two reports have in common (Jaccard). Two sketches that are
alike share, with near certainty, one of their bands, so that a store finds copies by looking up a few numbers.
"""

from __future__ import annotations

import hashlib
import operator
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

# Copies from here on. Measured on 851 news reports: a copy cut by half had 0.47, one cut by a third with one word in
# fifty changed 0.58 (medians), reports of their own on one event at most 0.23.
ALIKE = 0.4
_RUN = 5  # words
_FEWEST = 20  # words; shorter texts ("Details to follow.") are alike without being copies
_SLOTS = 128
_ROWS = 3  # numbers in a band; 42 bands: of pairs at 0.4 share 94 % a band, at 0.5 99.6 %, at 0.1 4 %
_SEED = 20161122
_TAG = b"R1\x05\x80"  # rensa's R-MinHash, these settings; to be raised with them: other sketches are not comparable
_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[bytes, tuple[int, ...]]:
    """The sketch of a text, 516 bytes, and its 42 bands as signed 64-bit numbers; ``b""`` and ``()`` if too short.

    The same text gives the same sketch on every machine; case, punctuation and spacing do not count.
    """
    from rensa import RMinHash  # type: ignore[import-untyped,unused-ignore]

    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(words) < _FEWEST:
        return b"", ()
    runs = [" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
    hashes = RMinHash(num_perm=_SLOTS, seed=_SEED)
    hashes.update(runs)
    slots = b"".join(value.to_bytes(4, "little") for value in hashes.digest())
    return _TAG + slots, _bands(slots)


def _bands(slots: bytes) -> tuple[int, ...]:
    """A number for each run of ``_ROWS`` slots; the place of the run is part of it."""
    width = 4 * _ROWS
    return tuple(
        int.from_bytes(
            hashlib.blake2b(slots[at : at + width], digest_size=8, salt=at.to_bytes(4, "little")).digest(),
            "little",
            signed=True,
        )
        for at in range(0, len(slots) - width + 1, width)
    )


def similarity(a: bytes, b: bytes) -> float:
    """The share of word runs that two texts have in common, 0 to 1, from their sketches (standard error 0.04).

    0 where a sketch is empty or of other settings.
    """
    if len(a) != len(b) or not a.startswith(_TAG) or not b.startswith(_TAG):
        return 0.0
    start = len(_TAG)
    same = map(operator.eq, memoryview(a)[start:].cast("I"), memoryview(b)[start:].cast("I"))
    return float(sum(same) / _SLOTS)


def groups(texts: Mapping[str, str]) -> dict[str, str]:
    """Each id with the smallest id of its group of copies, whatever the order of the texts.

    A group is all that hangs together over pairs that are ALIKE; a report without copies is its own group.
    """
    sketches: dict[str, bytes] = {}
    sharing: dict[int, list[str]] = defaultdict(list)
    for name in sorted(texts):
        sketches[name], bands = sketch(texts[name])
        for band in bands:
            sharing[band].append(name)
    first = {name: name for name in sketches}
    for names in sharing.values():
        _join(names, sketches, first)
    return {name: _root(first, name) for name in texts}


def _join(names: list[str], sketches: dict[str, bytes], first: dict[str, str]) -> None:
    """Join those of a band's reports that are alike.

    What is joined already is not weighed again, so that a thousand copies cost a thousand comparisons, not a million.
    """
    parts: list[list[str]] = []
    for name in names:
        apart = []
        own = [name]
        for part in parts:
            if _root(first, name) == _root(first, part[0]):
                own += part
            elif any(similarity(sketches[name], sketches[other]) >= ALIKE for other in part):
                ends = sorted((_root(first, name), _root(first, part[0])))
                first[ends[1]] = ends[0]
                own += part
            else:
                apart.append(part)
        parts = [*apart, own]


def _root(first: dict[str, str], name: str) -> str:
    while first[name] != name:
        first[name] = first[first[name]]
        name = first[name]
    return name
