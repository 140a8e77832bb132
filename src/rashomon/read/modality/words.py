"""The lexicon of factuality as tables, and the findings of one climb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rashomon.lexicon.files import load
from rashomon.lexicon.inflect import forms, plural


@dataclass(frozen=True)
class Lexicon:
    """Surface form -> class, by part of speech."""

    verbs: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    adverbs: dict[str, str]
    modals: dict[str, str]
    marks: dict[str, str]
    attempts: frozenset[str]
    lasting: frozenset[str]
    lasting_words: frozenset[str]
    states: frozenset[str]


def _by_form(table: dict[str, list[str]], expand: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            for form in _expand(word, expand):
                found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


def _expand(word: str, how: str) -> tuple[str, ...]:
    if how == "verb":
        return tuple(form.split()[0] for form in forms(word))
    return (word, plural(word)) if how == "noun" else (word,)


VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The tables, built once a process from lexicon/modality.toml."""
    table = load("modality")
    return Lexicon(
        verbs=_by_form(table["verbs"], "verb"),
        nouns=_by_form(table["nouns"], "noun"),
        adjectives=_by_form(table["adjectives"], ""),
        adverbs={word: name for name, words in table["adverbs"].items() for word in words},
        modals={word: name for name, words in table["modals"].items() for word in words},
        marks={word: name for name, words in table["marks"].items() for word in words},
        attempts=frozenset(form for verb in table["attempts"]["verbs"] for form in forms(verb)),
        lasting=frozenset(form for verb in table["ongoing"]["verbs"] for form in _expand(verb, "verb")),
        lasting_words=frozenset(table["ongoing"]["words"]),
        states=frozenset(form for verb in table["ongoing"]["states"] for form in forms(verb)),
    )


class Findings:
    """What the climb has met so far."""

    __slots__ = ("denied", "hedge", "negated", "negations", "ongoing", "unreal")

    def __init__(self) -> None:
        self.unreal = ""
        self.hedge = ""
        self.denied = ""
        self.negated = ""
        self.negations: set[int] = set()
        self.ongoing = ""

    def doubt(self, word: str) -> None:
        """Note the word that leaves doubt; the first one counts."""
        self.hedge = self.hedge or word

    def reject(self, word: str) -> None:
        """Note the word that makes it unreal; the first one counts."""
        self.unreal = self.unreal or word

    def negate(self, word: str, token: int) -> None:
        """Note a negation, each token once."""
        self.negations.add(token)
        self.negated = self.negated or word


__all__ = ["VERB_TAGS", "Findings", "Lexicon", "lexicon"]
