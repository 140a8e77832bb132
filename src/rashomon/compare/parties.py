"""Whether two claims name the same party."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rashomon.lexicon.actors import lexicon, pieces
from rashomon.records import Actor

Fit = Literal["same", "fits", "unknown", "differ"]
# kinds of armed parties that reports name by description, each for any group of them
_LOOSE = frozenset(["rebels", "armed_group", "militia", "opposition", "jihadists", "gunmen", "paramilitary"])
_STATE = frozenset(["state", "international"])
_SMALL = frozenset(["the", "of", "and", "or", "in", "a", "an", "s"])


@dataclass(frozen=True, slots=True)
class Party:
    """What a name says about whom it means; ``named`` is False for a description ("the rebels")."""

    words: frozenset[str]
    kind: str  # a key of lexicon/actors/kinds.toml
    country: str | None
    named: bool


def fit(a: Actor | None, b: Actor | None) -> Fit:
    """How two parties compare; ``fits``: they can be one, since one is vaguer than the other or a part of it."""
    if a is None or b is None:
        return "unknown"
    if (a.id is not None and a.id == b.id) or a.name.lower() == b.name.lower():
        return "same"
    one, other = party(a.name, a.id), party(b.name, b.id)
    if one.words == other.words:
        return "same"
    if one.words <= other.words or other.words <= one.words:
        return "fits"
    kinds = lexicon()
    if kinds.kind(one.kind).side in _STATE and kinds.kind(other.kind).side in _STATE:
        return "fits" if one.country == other.country or None in (one.country, other.country) else "differ"
    if one.named and other.named:
        return "differ"
    return "fits" if one.kind == other.kind or (one.kind in _LOOSE and other.kind in _LOOSE) else "differ"


def acts(actor: Actor) -> bool:
    """Whether the name is known to mean somebody who can do violence or hold ground."""
    kind = party(actor.name, actor.id).kind
    return kind != "unknown" and lexicon().kind(kind).acts


@lru_cache(maxsize=65536)
def party(name: str, id: str | None) -> Party:
    """Kind and country of a party by its lexicon id, else by the words of its name."""
    known = lexicon()
    words = frozenset(pieces(name)) - _SMALL
    if id is not None and ":" in id:
        country, kind = id.split(":", 1)
        return Party(words, kind, country, named=kind not in _LOOSE)
    if id is not None and len(id) == 3 and id.isupper():
        return Party(words, "government", id, named=True)
    if id is not None and id in known.groups:
        return Party(words, known.groups[id].kind, None, named=True)
    return _by_words(name, words)


def _by_words(name: str, words: frozenset[str]) -> Party:
    """The kind is that of the last noun the lexicon knows, the country that of the first country named."""
    known = lexicon()
    run = pieces(name)
    kind, country, at = "unknown", None, 0
    while at < len(run):
        step = 1
        for entry in known.words.get(run[at], ()):
            if run[at : at + len(entry.pieces)] == entry.pieces:
                if entry.cls in ("country", "demonym", "capital"):
                    country = country or entry.country
                elif entry.kind != "unknown":
                    kind = entry.kind
                step = len(entry.pieces)
                break
        at += step
    if kind == "unknown" and country is not None and len(words) <= 2:
        kind = "government"
    named = kind in ("government", "military") or (not name[:1].islower() and kind not in _LOOSE)
    return Party(words, kind, country, named)
