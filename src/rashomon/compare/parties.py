"""Whether two claims name the same party."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rashomon.lexicon.actors import lexicon
from rashomon.records import Actor

Fit = Literal["same", "fits", "unknown", "differ"]
_STATE = frozenset(["government", "military", "police", "security_forces", "intelligence", "foreign_government"])
_LOOSE = frozenset(["rebels", "armed_group", "militia", "opposition", "jihadists", "gunmen", "paramilitary"])


@dataclass(frozen=True, slots=True)
class Party:
    """What a name says about whom it means."""

    name: str
    words: frozenset[str]
    kind: str
    country: str | None
    generic: bool  # a description, not a name


def fit(a: Actor | None, b: Actor | None) -> Fit:
    """How two parties compare; ``fits``: they can be one, for one is vaguer than the other."""
    if a is None or b is None:
        return "unknown"
    if (a.id is not None and a.id == b.id) or a.name.lower() == b.name.lower():
        return "same"
    one, other = party(a.name, a.id), party(b.name, b.id)
    if one.words and one.words == other.words:
        return "same"
    if one.kind in _STATE and other.kind in _STATE:
        return "fits" if one.country == other.country or None in (one.country, other.country) else "differ"
    if one.words and other.words and (one.words <= other.words or other.words <= one.words):
        return "fits"
    if one.generic or other.generic:
        loose = one.kind in _LOOSE and other.kind in _LOOSE
        return "fits" if one.kind == other.kind or loose else "differ"
    return "differ"


@lru_cache(maxsize=65536)
def party(name: str, id: str | None) -> Party:
    """Kind and country of a party by its lexicon id, else by the words of its name."""
    known = lexicon()
    words = frozenset(re.findall(r"\w+", name.lower())) - {"the", "of", "and", "in", "a"}
    if id is not None and ":" in id:
        country, kind = id.split(":", 1)
        return Party(name, words, kind, country, generic=False)
    if id is not None and id in known.groups:
        return Party(name, words, known.groups[id].kind, None, generic=False)
    return _by_words(name, words)


def _by_words(name: str, words: frozenset[str]) -> Party:
    known = lexicon()
    kind, country, generic = "unknown", None, name[:1].islower()
    for word in re.findall(r"\w+", name.lower()):
        for entry in known.words.get(word, ()):
            if len(entry.pieces) > 1:
                continue
            if entry.cls in ("country", "demonym"):
                country = country or entry.country
            elif entry.kind != "unknown":
                kind = entry.kind
    if kind == "unknown" and country is not None:
        kind = "government"
    return Party(name, words, kind, country, generic)
