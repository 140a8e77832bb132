"""The casualty lexicon as tables from surface form to what the word does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rashomon.lexicon.files import load
from rashomon.lexicon.inflect import forms, plural

Kind = Literal["killed", "wounded"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that kills or wounds: ``tail`` the words that must follow, ``sure`` whether any object is a person."""

    kind: Kind
    sure: bool
    transitive: bool
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Surface form -> use."""

    verbs: dict[str, tuple[Verb, ...]]
    adjectives: dict[str, Kind]
    nouns: dict[str, Kind]  # "killing of", "murder of"
    deaths: frozenset[str]
    body_verbs: frozenset[str]
    causing: frozenset[str]
    bodies: frozenset[str]
    injuries: frozenset[str]
    take_life: frozenset[str]
    take_injury: frozenset[str]
    nobody: frozenset[str]
    kin: frozenset[str]
    limbs: frozenset[str]
    either_side: frozenset[str]
    unsure_nouns: frozenset[str]
    conflicts: frozenset[str]
    periods: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


def _both(nouns: list[str]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in (noun, plural(noun)))


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables, built once a process from lexicon/casualties.toml."""
    table = load("casualties")
    verbs: dict[str, list[Verb]] = {}
    kinds: tuple[Kind, Kind] = ("killed", "wounded")
    for kind in kinds:
        for group in ("sure", "unsure", "intransitive"):
            for verb in table[kind][group]:
                tail = tuple(verb.split()[1:])
                use = Verb(kind, group != "unsure", group != "intransitive", tail)
                for form in forms(verb):
                    verbs.setdefault(form.split()[0], []).append(use)
    dead, hurt, total = table["killed"], table["wounded"], table["total"]
    adjectives: dict[str, Kind] = dict.fromkeys(dead["adjectives"], "killed")
    adjectives |= dict.fromkeys(hurt["adjectives"], "wounded")
    nouns: dict[str, Kind] = dict.fromkeys(_both(dead["nouns"]), "killed")
    nouns |= dict.fromkeys(_both(hurt["nouns"]), "wounded")
    return Words(
        verbs={form: tuple(sorted(uses, key=lambda use: -len(use.tail))) for form, uses in verbs.items()},
        adjectives=adjectives,
        nouns=nouns,
        deaths=_both(dead["deaths"]),
        body_verbs=frozenset(form for verb in dead["body_verbs"] for form in forms(verb)),
        causing=frozenset(form for verb in dead["causing"] for form in forms(verb)),
        bodies=_both(dead["bodies"]),
        injuries=_both(hurt["injuries"]),
        take_life=frozenset(form for verb in dead["take_life"] for form in forms(verb)),
        take_injury=frozenset(form for verb in hurt["take_injury"] for form in forms(verb)),
        nobody=_both(table["nobody"]["nouns"] + dead["deaths"] + hurt["injuries"] + dead["nouns"]),
        kin=frozenset(table["kin"]["nouns"] + table["who"]["women"] + table["who"]["children"]),
        limbs=_both(hurt["limbs"]),
        either_side=_both(table["either_side"]["nouns"]),
        unsure_nouns=_both(dead["unsure_nouns"]),
        conflicts=_both(total["conflicts"]),
        periods=_both(total["periods"]),
        phrases=tuple(tuple(phrase.split()) for phrase in total["phrases"]),
    )


__all__ = ["Kind", "Verb", "Words", "words"]
