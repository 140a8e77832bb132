"""The event lexicon holds together: each entry is sound, each type is told by some rule, each form is found by its first word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from rashomon.errors import LexiconError
from rashomon.lexicon import events
from rashomon.lexicon.entries import EventRule
from rashomon.lexicon.events import event_lexicon, idioms, noun_set, weapons
from rashomon.lexicon.families import FAMILIES, FAMILY, UNSETTLED
from rashomon.lexicon.files import load

NEEDS = (
    r"(actor|target|place|weapon|toll|date|phrase|number|exploded|under|passive|at-target|lasting|departed|located|concluded|from-place"
    r"|at-protest|of-place|told|account|denied|(object|subject|actor|target|by|with):[a-z_]+)"
)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """The entries that the lexicon is built from, for a test to write."""
    entries: list[dict[str, Any]] = []
    monkeypatch.setattr(events, "load", lambda name: {"event": entries})
    event_lexicon.cache_clear()
    yield entries
    event_lexicon.cache_clear()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"id": "ambush", "type": "ambush"}, "events.toml: event ambush: unknown type 'ambush'; one of "),
        ({"id": "raid", "type": "attack", "verb": ["raid"]}, "events.toml: event raid: verb: Extra inputs"),
        ({"id": "raid", "type": "attack", "subject": "victim"}, "events.toml: event raid: subject: Input should be"),
        ({"id": "raid"}, "events.toml: event raid: type: Field required"),
        ({"type": "attack"}, "events.toml: event number 1: id: Field required"),
        ({"id": "raid", "type": "attack", "weak": "perhaps"}, "events.toml: event raid: weak: "),
        ({"id": "raid", "type": "attack", "nouns": "raid"}, "events.toml: event raid: nouns: "),
    ],
)
def test_a_bad_entry_is_named(written: list[dict[str, Any]], entry: dict[str, Any], message: str) -> None:
    written.append(entry)
    with pytest.raises(LexiconError) as caught:
        event_lexicon()
    assert str(caught.value).startswith(message)


def test_an_unknown_type_is_answered_with_the_known_ones(written: list[dict[str, Any]]) -> None:
    written.append({"id": "ambush", "type": "ambush"})
    with pytest.raises(LexiconError) as caught:
        event_lexicon()
    assert all(kind in str(caught.value) for kind in FAMILY)


def test_an_entry_of_ones_own_is_found(written: list[dict[str, Any]]) -> None:
    written.append({"id": "own", "type": "attack", "verbs": ["mug"], "nouns": ["hold-up"], "with": "target"})
    forms = event_lexicon().forms
    assert {"mug", "mugged", "mugging", "mugs", "hold"} <= forms.keys()
    assert forms["mug"][0].rule.with_ == "target"


def test_a_verb_with_its_particle_is_found_together_and_apart(written: list[dict[str, Any]]) -> None:
    written.append({"id": "down", "type": "disrupted_weapons_use", "verbs": ["shoot down"]})
    forms = [(form.words, form.particle) for form in event_lexicon().forms["shot"]]
    assert forms == [(("shot", "down"), None), (("shot",), "down")]


def test_a_noun_with_of_has_its_plural_in_front(written: list[dict[str, Any]]) -> None:
    written.append({"id": "end", "type": "agreement", "nouns": ["cessation of hostilities"]})
    assert event_lexicon().forms["cessations"][0].words == ("cessations", "of", "hostilities")


def test_a_missing_file_is_an_error_with_its_name() -> None:
    with pytest.raises(LexiconError, match=r"lexicon file no_such_file\.toml: "):
        load("no_such_file")


RULES = event_lexicon().rules


def test_ids_are_different() -> None:
    ids = [rule.id for rule in RULES]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_is_sound(rule: EventRule) -> None:
    assert rule.verbs or rule.nouns or rule.phrases
    assert rule.default is None or rule.default in FAMILY
    assert rule.default is not None or rule.type != "strike"
    assert all(re.fullmatch(rf"{NEEDS}(\+{NEEDS})*", need) for need in rule.needs), rule.needs
    assert all(phrase == phrase.lower() for phrase in rule.phrases)
    for words in (rule.verbs, rule.nouns, rule.phrases):
        assert len(set(words)) == len(words)


def test_every_type_is_told_by_some_rule_or_weapon_or_settled_by_the_slots() -> None:
    by_slots = {
        "government_regains_territory", "non_state_overtakes_territory",  # territory: who takes the place
        "cumulative_toll",  # words for casualties over a long period
    }  # fmt: skip
    told = {rule.type for rule in RULES} | {rule.default for rule in RULES} | by_slots
    assert set(FAMILY) - told == {"other"}


def test_each_type_has_one_family() -> None:
    kinds = [kind for group in FAMILIES.values() for kind in group]
    assert sorted(set(kinds)) == sorted(kinds)
    assert len(kinds) == 29  # ACLED's 25 sub-event types and four states
    assert not set(UNSETTLED) & set(kinds)


def test_every_form_is_under_its_first_word() -> None:
    for word, forms in event_lexicon().forms.items():
        assert forms
        assert all(form.words[0] == word for form in forms)


def test_longer_forms_come_first() -> None:
    for forms in event_lexicon().forms.values():
        sizes = [len(form.words) for form in forms]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("shelled", "shell"), ("airstrikes", "air-strike"), ("recapturing", "retake"), ("kidnapped", "abduct"),
        ("besieging", "siege"), ("took", "take"), ("fought", "fighting"), ("fled", "flee"), ("blown", "device-goes-off"),
        ("died", "die"), ("ceasefires", "agreement"), ("withdrew", "withdraw"), ("raped", "sexual-violence"),
    ],
)  # fmt: skip
def test_inflected_forms_are_known(word: str, rule: str) -> None:
    assert rule in {form.rule.id for form in event_lexicon().forms[word]}


def test_the_lexicon_is_read_once() -> None:
    assert event_lexicon() is event_lexicon()


def test_weapons_have_types_of_attacks() -> None:
    kinds = {kind for found in weapons().values() for _, kind in found}
    assert kinds <= set(FAMILY)
    assert {"air_drone_strike", "shelling_artillery_missile", "suicide_bomb", "grenade", "chemical_weapon"} <= kinds


def test_weapons_are_found_in_the_plural_longest_first() -> None:
    assert any(words == ("rockets",) for words, _ in weapons()["rockets"])
    for found in weapons().values():
        sizes = [len(words) for words, _ in found]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("kind", ["place", "property", "civil_property"])
def test_nouns_are_known_in_both_numbers(kind: str) -> None:
    nouns = noun_set(kind)
    assert nouns
    assert all(noun == noun.lower() for noun in nouns)


def test_towns_are_places_and_hospitals_are_civil() -> None:
    assert {"town", "towns", "village", "villages"} <= noun_set("place")
    assert {"hospital", "schools"} <= noun_set("civil_property")


def test_idioms_belong_to_words_of_the_lexicon() -> None:
    before, after = idioms()
    assert "heart" in before["attack"]
    assert "deal" in after["strike"]
