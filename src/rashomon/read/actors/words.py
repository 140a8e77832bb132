"""Words of a passage that name parties: atoms, and what makes a word a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rashomon.lexicon.actors import Word
from rashomon.lexicon.files import load
from rashomon.read.passage import Passage


@dataclass(frozen=True, slots=True)
class Atom:
    """The tokens ``start`` to ``end`` (exclusive) and what the lexicon says they are."""

    start: int
    end: int
    word: Word
    title: str | None = None  # the kind the words give where a person's name follows


@lru_cache(maxsize=1)
def forms() -> tuple[dict[str, str], dict[str, str], frozenset[str], frozenset[str]]:
    """Head words and first words of names with their kinds, joining words, and capitalised words that are no names."""
    data = load("actors/organisations")
    heads = {word: kind for kind, words in data["heads"].items() for word in words}
    starts = {word: kind for kind, words in data["starts"].items() for word in words}
    return heads, starts, frozenset(data["joiners"]["words"]), frozenset(data["stop"]["words"])


@lru_cache(maxsize=1)
def inside() -> dict[str, str]:
    """Words inside an organisation's name that decide its kind."""
    return {word: kind for kind, words in load("actors/organisations")["inside"].items() for word in words}


@lru_cache(maxsize=1)
def inner() -> frozenset[str]:
    """Words that are no names by themselves, but may stand inside one."""
    return frozenset(load("actors/organisations")["inner"]["words"])


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Head words of names that do not stand for one organisation by themselves."""
    return frozenset(load("actors/organisations")["common"]["words"])


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Small words inside names."""
    return frozenset(load("actors/organisations")["particles"]["words"])


@lru_cache(maxsize=1)
def personal_verbs() -> frozenset[str]:
    """Verb forms whose party is a person or people."""
    return frozenset(load("actors/organisations")["personal"]["words"])


def is_name(p: Passage, i: int) -> bool:
    """Whether the token is written as a proper name: capital, no weekday or sentence opener."""
    word = p.words[i]
    first = word[:1]
    if not first.isupper():
        return word[:3] in ("al-", "el-", "ad-", "as-", "ar-", "an-", "at-", "az-") and word[3:4].isupper()
    return word not in forms()[3]
