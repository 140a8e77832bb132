"""The event rules of events.toml and the weapons of weapons.toml, indexed by their words' forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import ValidationError

from rashomon.errors import LexiconError
from rashomon.lexicon.entries import EventRule
from rashomon.lexicon.families import FAMILY, UNSETTLED
from rashomon.lexicon.files import load
from rashomon.lexicon.inflect import forms, plural


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a trigger: its words in lower case, whose rule it is, and as which part of speech."""

    words: tuple[str, ...]
    rule: EventRule
    kind: Literal["verb", "noun", "phrase"]
    particle: str | None = None  # "shoot down": the particle may stand apart from the verb


@dataclass(frozen=True)
class EventLexicon:
    """All rules, and their forms by first word, longest first."""

    rules: tuple[EventRule, ...]
    forms: dict[str, tuple[Form, ...]]


def _rules() -> tuple[EventRule, ...]:
    entries = []
    for n, raw in enumerate(load("events").get("event", []), 1):
        raw = {("with_" if key == "with" else key): value for key, value in raw.items()}
        name = raw.get("id", f"number {n}")
        try:
            rule = EventRule.model_validate(raw)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise LexiconError(f"events.toml: event {name}: {where}: {first['msg']}") from error
        if rule.type not in FAMILY and rule.type not in UNSETTLED:
            raise LexiconError(f"events.toml: event {name}: unknown type {rule.type!r}; one of {', '.join(FAMILY)}")
        entries.append(rule)
    return tuple(entries)


def _forms(rule: EventRule) -> list[Form]:
    found = []
    for verb in rule.verbs:
        stem, *rest = verb.split()
        for form in forms(stem):
            found.append(Form((form,), rule, "verb", rest[0] if rest else None))
            if rest:
                found.append(Form((form, *rest), rule, "verb"))
    for noun in rule.nouns:
        *front, last = noun.lower().replace("-", " - ").split()
        heads = [last] if " of " in noun or "on the" in noun else [last, plural(last)]
        if " of " in noun:
            first, *tail = front
            found += [Form((one, *tail, last), rule, "noun") for one in (first, plural(first))]
        else:
            found += [Form((*front, head), rule, "noun") for head in heads]
    found += [Form(tuple(phrase.lower().replace("-", " - ").split()), rule, "phrase") for phrase in rule.phrases]
    return found


@lru_cache(maxsize=1)
def event_lexicon() -> EventLexicon:
    """The shipped rules with their index; built once a process."""
    rules = _rules()
    index: dict[str, list[Form]] = {}
    for rule in rules:
        for form in dict.fromkeys(_forms(rule)):
            index.setdefault(form.words[0], []).append(form)
    ordered = {
        word: tuple(sorted(found, key=lambda form: (-len(form.words), form.particle is None)))
        for word, found in index.items()
    }
    return EventLexicon(rules, ordered)


@lru_cache(maxsize=1)
def weapons() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> (words, event type) of each weapon, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, nouns in load("weapons").items():
        if kind in ("nouns", "verbs", "words"):
            continue
        for noun in nouns:
            *front, last = noun.lower().replace("-", " - ").split()
            for head in dict.fromkeys((last, plural(last))):
                words = (*front, head)
                index.setdefault(words[0], []).append((words, kind))
    return {word: tuple(sorted(found, key=lambda item: -len(item[0]))) for word, found in index.items()}


@lru_cache(maxsize=1)
def idioms() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Word of a trigger -> words before it, and words behind it, with which it is no event."""
    data = load("idioms")
    before, after = ({word: frozenset(others) for word, others in data[side].items()} for side in ("before", "after"))
    return before, after


@lru_cache(maxsize=1)
def accidents() -> frozenset[str]:
    """Words for causes of death and harm that are no violence."""
    return frozenset(load("idioms")["accidents"])


@lru_cache(maxsize=16)
def verb_set(kind: str) -> frozenset[str]:
    """All forms of the verbs of one list under [verbs] in weapons.toml, lower case."""
    return frozenset(form for verb in load("weapons")["verbs"][kind] for form in forms(verb))


@lru_cache(maxsize=16)
def word_set(kind: str) -> frozenset[str]:
    """Single words of one list under [words] in weapons.toml, as written there."""
    return frozenset(load("weapons")["words"][kind])


@lru_cache(maxsize=1)
def extent_words() -> dict[str, frozenset[str]]:
    """The lists of extent.toml by name."""
    return {name: frozenset(words) for name, words in load("extent").items()}


@lru_cache(maxsize=16)
def noun_set(kind: str) -> frozenset[str]:
    """Single nouns of one list under [nouns] in weapons.toml, singular and plural, lower case."""
    nouns = [noun.lower() for noun in load("weapons")["nouns"][kind]]
    return frozenset(nouns) | {plural(noun) for noun in nouns}
