"""Which words may tell a happening, by which rule; and which weapons stand around them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rashomon.read.actors import find_actors
from rashomon.read.events.triggers import find_triggers, find_weapons
from rashomon.read.parse import parse
from rashomon.read.passage import Passage


def read(text: str) -> Passage:
    passage = next(parse([(text, False)]))
    passage.actors = find_actors(passage)
    return passage


def triggers(text: str) -> list[tuple[str, list[str]]]:
    """The words of each trigger in lower case, with the rules that fit them in order."""
    passage = read(text)
    found = [options for first, last in passage.sentences for options in find_triggers(passage, first, last)]
    return [
        (passage.span(options[0].start, options[0].end).text.lower(), [option.rule.id for option in options])
        for options in found
    ]


def words(text: str) -> list[str]:
    return [word for word, _ in triggers(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels captured the town.", ["captured"]),
        ("Rebels have been capturing towns.", ["capturing"]),
        ("An air strike hit the port.", ["air strike", "hit"]),
        ("Two air strikes killed ten.", ["air strikes", "killed"]),
        ("An air-strike killed ten.", ["air-strike", "killed"]),
        ("Fighting continued overnight.", ["fighting"]),
        ("The use of chemical weapons was confirmed.", ["use of chemical weapons"]),
        ("Gunmen opened fire on a bus.", ["opened fire"]),
        ("They took to the streets.", ["took to the streets"]),
        ("Nothing happened.", []),
        ("", []),
    ],
)
def test_the_longest_words_are_taken(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Air defences shot down a drone.", "disrupt"),
        ("Air defences shot a drone down.", "disrupt"),
        ("Gunmen shot a farmer.", "shoot"),
        ("The rebels took over the port.", "take"),
        ("The army pulled out of the town.", "withdraw"),
        ("Soldiers set fire to the huts.", "loot"),
        ("A bomb went off in the market.", "device-goes-off"),
    ],
)
def test_a_particle_makes_another_verb(text: str, rule: str) -> None:
    assert rule in [id for _, rules in triggers(text) for id in rules]


def test_a_verb_without_its_particle_is_no_trigger_of_it() -> None:
    assert "withdraw" not in [id for _, rules in triggers("The men pulled a cart.") for id in rules]


@pytest.mark.parametrize(
    ("text", "not_wanted"),
    [
        ("The shell of the egg was thin.", "shell"),  # a noun where the rule has a verb
        ("They control their costs.", "fighting"),
        ("Members of the People's Protection Units met.", "protection"),
    ],
)
def test_other_parts_of_speech_are_passed_over(text: str, not_wanted: str) -> None:
    assert not_wanted not in words(text)


def test_a_partys_own_name_is_no_trigger() -> None:
    assert "liberation" not in words("On Monday the Palestine Liberation Organization met.")
    assert "liberation" in words("On Monday the liberation of the town was announced.")


def test_rules_for_the_same_words_keep_the_lexicons_order() -> None:
    assert dict(triggers("Shells hit the port."))["hit"] == ["projectile-lands", "strike-at"]


def test_triggers_do_not_overlap() -> None:
    passage = read("Suicide car bomb attacks and mortar shelling killed ten in a drone attack.")
    found = [options[0] for options in find_triggers(passage, 0, len(passage))]
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The use of chlorine was confirmed.", "use"),
        ("A roadside bomb exploded.", "bomb"),
        ("Rebels took control of Bor.", "took"),
    ],
)
def test_roles_hang_on_the_head(text: str, head: str) -> None:
    passage = read(text)
    assert passage.words[find_triggers(passage, 0, len(passage))[0][0].head] == head


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Warplanes hit the port.", ["air_drone_strike"]),
        ("A drone and two rockets hit the port.", ["air_drone_strike", "shelling_artillery_missile"]),
        ("Attackers used a hand grenade.", ["grenade"]),
        ("He wore a suicide vest.", ["suicide_bomb"]),
        ("A landmine lay on the road.", ["remote_explosive_ied"]),
        ("They rocket around the sun.", []),
        ("The mayor left.", []),
    ],
)
def test_weapons_have_the_type_of_an_attack_with_them(text: str, wanted: list[str]) -> None:
    passage = read(text)
    assert [weapon.type for weapon in find_weapons(passage, 0, len(passage))] == wanted


def test_the_longest_weapon_is_taken() -> None:
    passage = read("A suicide truck bomb and a mortar shell hit the base.")
    found = find_weapons(passage, 0, len(passage))
    assert [passage.span(weapon.start, weapon.end).text for weapon in found] == ["suicide truck bomb", "mortar shell"]
