"""The cues of attribution (cues.toml), indexed by every inflected form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

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
            frames = frozenset(group.get("frames", ())) | ({"of"} if group.get("prepositions") else set())
            for word in group["words"]:
                old = table.get(word)
                new = Cue(
                    word,
                    key == "nouns",
                    frames | (old.frames if old else frozenset()),
                    frozenset(group.get("prepositions", ())) | (old.prepositions if old else frozenset()),
                    group["speech"] if old is None else old.speech,
                    group["hedge"] or (old.hedge if old and old.speech and group["speech"] else False)
                    if old is None or group["speech"]
                    else old.hedge,
                    (frames if group["speech"] else frozenset()) | (old.spoken if old else frozenset()),
                )
                table[word] = new
    return tables


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
def source_nouns() -> dict[str, str]:
    """Head nouns of anonymous sources, singular and plural, with their kind."""
    table: dict[str, str] = load("cues")["sources"]
    return {plural(noun): kind for noun, kind in table.items()} | table


@lru_cache(maxsize=1)
def source_modifiers() -> dict[str, str]:
    """Words beside "source" or "spokesman" that tell its kind."""
    return dict(load("cues")["modifiers"])


__all__ = ["Cue", "documents", "lookup", "nouns", "source_modifiers", "source_nouns", "verbs"]
