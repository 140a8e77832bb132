"""The cues of attribution (cues.toml), indexed by every inflected form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rashomon.lexicon.files import load
from rashomon.lexicon.inflect import forms, plural


@dataclass(frozen=True, slots=True)
class Cue:
    """A lemma with all its frames; ``speech`` and ``hedge`` hold for its foremost class in cues.toml."""

    lemma: str
    noun: bool
    frames: frozenset[str]
    prepositions: frozenset[str]
    speech: bool
    hedge: bool
    spoken: frozenset[str] = frozenset()  # the frames in which it puts something into words as the case


@lru_cache(maxsize=1)
def _cues() -> tuple[dict[str, Cue], dict[str, Cue]]:
    """Verbs and nouns by lemma; a lemma of several classes has the frames of all of them."""
    tables: tuple[dict[str, Cue], dict[str, Cue]] = ({}, {})
    data = load("cues")
    for table, key in zip(tables, ("verbs", "nouns"), strict=True):
        for group in data[key]:
            for word in group["words"]:
                table[word] = _merged(table.get(word), word, key == "nouns", group)
    return tables


def _merged(old: Cue | None, word: str, noun: bool, group: dict[str, Any]) -> Cue:
    """The lemma with the frames of one more class; its first class says whether it is speech."""
    frames = frozenset(group.get("frames", ())) | ({"of"} if group.get("prepositions") else set())
    prepositions = frozenset(group.get("prepositions", ()))
    speech, hedge = bool(group["speech"]), bool(group["hedge"])
    spoken = frames if speech else frozenset()
    if old is None:
        return Cue(word, noun, frames, prepositions, speech, hedge, spoken)
    keeps = old.hedge or (hedge and speech)
    return Cue(word, noun, frames | old.frames, prepositions | old.prepositions, old.speech, keeps, spoken | old.spoken)


@lru_cache(maxsize=1)
def verbs() -> dict[str, Cue]:
    """Every inflected form of a cue verb; of two verbs with one form ("found") the first listed has it."""
    index: dict[str, Cue] = {}
    for lemma, cue in _cues()[0].items():
        for form in forms(lemma):
            if " " not in form:
                index.setdefault(form, cue)
    return index


@lru_cache(maxsize=1)
def nouns() -> dict[str, Cue]:
    """Every cue noun, singular and plural."""
    index: dict[str, Cue] = {}
    for lemma, cue in _cues()[1].items():
        index.setdefault(lemma, cue)
        index.setdefault(plural(lemma), cue)
    return index


def lookup(lemma: str) -> Cue | None:
    """The cue with this lemma, verbs first; None where it is none."""
    found = _cues()
    return found[0].get(lemma) or found[1].get(lemma)


@lru_cache(maxsize=1)
def documents() -> frozenset[str]:
    """Nouns for what is written or shown ("statement", "reports"), singular and plural."""
    words = load("cues")["documents"]["words"]
    return frozenset(words) | frozenset(plural(word) for word in words)


@lru_cache(maxsize=1)
def versions() -> frozenset[str]:
    """Nouns that announce what somebody tells after a colon: "gave another version:"."""
    return frozenset(load("cues")["versions"]["words"])


@lru_cache(maxsize=1)
def rubrics() -> frozenset[str]:
    """Words that a paper sets before a colon and that are no voice: "Court briefs:"."""
    return frozenset(load("cues")["rubrics"]["words"])


@lru_cache(maxsize=1)
def source_nouns() -> dict[str, str]:
    """Head nouns of anonymous sources, singular and plural, with their kind."""
    table: dict[str, str] = load("cues")["sources"]
    return {plural(noun): kind for noun, kind in table.items()} | table


@lru_cache(maxsize=1)
def source_modifiers() -> dict[str, str]:
    """Words beside "source" or "spokesman" that tell its kind."""
    return dict(load("cues")["modifiers"])


__all__ = ["Cue", "documents", "lookup", "nouns", "rubrics", "source_modifiers", "source_nouns", "verbs", "versions"]
