"""Who is said to have done it, who is cleared, and whether it happened."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from made_readings import (
    ARMY,
    KURMIN,
    MAYOR,
    MONITOR,
    NURSE,
    RSF,
    SPOKESMAN,
    SUNDAY,
    VILLAGERS,
    dead,
    report,
    told,
)

from rashomon.compare import compare
from rashomon.compare.accounts import accounts_of
from rashomon.compare.conflicts import two_voices, voice
from rashomon.compare.disagreements import disagreements
from rashomon.compare.rules import load_rules
from rashomon.records import Actor, Reading, Source, Span

REBELS = Source("Rapid Support Forces", "armed_group")


def attributes(*readings: Reading) -> set[str]:
    return {one.attribute for one in compare(readings).disagreements}


def within_one_incident(*readings: Reading) -> set[str]:
    """On what the claims differ, all taken for one incident."""
    rules = load_rules()
    return {one.attribute for one in disagreements("i", accounts_of(readings, rules), rules)}


def shot(words: str, source: Source | None, **fields: Any) -> Any:
    return told("attack", words, source, main=True, **fields)


def test_who_denies_it_and_blames_another_is_heard_in_both() -> None:
    one = report(
        "a",
        shot("the RSF shot villagers in Tessalor", SPOKESMAN, actor=RSF),
        shot("its men shot nobody in Tessalor", REBELS, actor=RSF, stance="denies"),
        shot("the army shot villagers in Tessalor", REBELS, actor=ARMY),
    )
    (found,) = compare([one]).disagreements
    assert (found.attribute, found.claims) == ("perpetrator", ("a:c1", "a:c2", "a:c3"))


def test_who_denies_without_a_name_clears_himself() -> None:
    one = report(
        "a",
        shot("the RSF shot villagers in Tessalor", SPOKESMAN, actor=RSF),
        shot("rejected the charge of shooting villagers in Tessalor", REBELS, stance="denies"),
    )
    assert attributes(one) == {"perpetrator"}


def test_who_denies_that_anybody_was_taken_denies_that_it_happened() -> None:
    one = report(
        "a",
        told("abduction", "the RSF seized three clerks in Tessalor", NURSE, actor=RSF, main=True),
        told("abduction", "nobody was seized in Tessalor", REBELS, stance="denies", main=True),
    )
    assert attributes(one) == {"occurrence"}


def test_a_source_can_deny_what_the_report_itself_tells() -> None:
    one = report(
        "a",
        told("abduction", "gunmen seized three clerks in Tessalor", main=True),
        told("abduction", "nobody was seized in Tessalor", MAYOR, stance="denies", main=True),
    )
    assert attributes(one) == {"occurrence"}


@pytest.mark.parametrize(("target", "differs"), [(VILLAGERS, True), (Actor("soldiers"), False)])
def test_other_doers_and_other_victims_are_another_happening(target: Actor, differs: bool) -> None:
    first = report("a", shot("the army shot villagers in Tessalor", NURSE, actor=ARMY, target=VILLAGERS))
    second = report("b", shot("the RSF shot men in Tessalor", MONITOR, actor=RSF, target=target))
    assert ("perpetrator" in within_one_incident(first, second)) == differs


def test_a_denial_is_of_one_kind_of_happening() -> None:
    one = report(
        "a",
        told("siege", "Tessalor is under siege", NURSE),
        told("displacement", "nobody has left Tessalor", SPOKESMAN, stance="denies"),
    )
    assert not within_one_incident(one)


@pytest.mark.parametrize(("days", "differs"), [(3, True), (30, False)])
def test_dates_far_apart_are_those_of_two_happenings(days: int, differs: bool) -> None:
    words = "a bomber killed 31 people in the market of Tessalor"
    first = report("a", told("suicide_bomb", words, NURSE, killed=dead(31, 31, "31 people")))
    later = SUNDAY + dt.timedelta(days)
    second = report("b", told("suicide_bomb", words, MONITOR, day=later, killed=dead(31, 31, "31 people")))
    assert ("date" in within_one_incident(first, second)) == differs


def test_who_denies_the_shells_says_nothing_of_the_looting() -> None:
    one = report(
        "a",
        told("looting_property_destruction", "the RSF looted Tessalor", NURSE, actor=RSF),
        told("shelling_artillery_missile", "its guns did not shell Tessalor", REBELS, actor=RSF, stance="denies"),
    )
    assert not within_one_incident(one)


def test_nobody_hits_himself() -> None:
    one = report(
        "a",
        shot("the RSF shot men in Tessalor", NURSE, actor=RSF, target=RSF),
        shot("the army shot men in Tessalor", MONITOR, actor=ARMY),
    )
    assert not attributes(one)


def test_a_body_that_does_nothing_is_no_side() -> None:
    inquiry = Source("UN investigators", "international_org")
    one = report(
        "a",
        told("air_drone_strike", "Russian jets bombed Tessalor", MONITOR, actor=Actor("Russia", "RUS"), main=True),
        told("air_drone_strike", "army jets bombed Tessalor", inquiry, actor=ARMY, main=True),
    )
    assert not attributes(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adam Bashir (Lake Observatory)", "Lake Observatory (Adam Bashir)"),
        ("Russia", "Russian Ministry of Defence"),
        ("Government of Kenya", "Kenyan Army"),
    ],
)
def test_one_body_is_one_voice_in_a_report(one: str, other: str) -> None:
    claims = [shot("men were shot in Tessalor", Source(name, "military")) for name in (one, other)]
    first, second = accounts_of([report("a", *claims)], load_rules())
    assert not two_voices(first, second)


def test_two_bodies_of_a_state_are_two_voices() -> None:
    names = ("Sudanese Ministry of Health", "Sudanese Armed Forces")
    claims = [shot("men were shot in Tessalor", Source(name, "government")) for name in names]
    first, second = accounts_of([report("a", *claims)], load_rules())
    assert two_voices(first, second)
    assert voice(first) != voice(second)


def test_a_part_taken_does_not_contradict_the_whole() -> None:
    taken = "non_state_overtakes_territory"
    hospital = told(taken, "fighters took the hospital of Tessalor", MONITOR, actor=RSF, extent="part", main=True)
    town = told(taken, "the RSF took all of Tessalor", REBELS, actor=RSF, extent="full", main=True)
    assert not attributes(report("a", hospital, town))
    held = told("control", "the RSF holds a part of Tessalor", MONITOR, actor=RSF, extent="part", main=True)
    assert attributes(report("a", held, town)) == {"control"}


@pytest.mark.parametrize(("country", "differs"), [("SDN", True), ("ETH", False)])
def test_a_blast_felt_across_the_border_is_in_one_place(country: str, differs: bool) -> None:
    place = replace(KURMIN, lat=12.6, lon=33.2, country=country)
    one = report(
        "a",
        told("suicide_bomb", "a bomb went off in Tessalor", MONITOR),
        told("suicide_bomb", "the bomb broke windows in Kurmin", NURSE, place=place),
    )
    assert ("place" in within_one_incident(one)) == differs


def test_a_denial_whose_words_name_nobody_denies_that_it_happened() -> None:
    mine = shot("its men shot nobody", REBELS, actor=replace(RSF, mention=Span(0, 7, "its men")), stance="denies")
    none = shot("the report is a lie", REBELS, actor=replace(RSF, mention=Span(900, 903, "RSF")), stance="denies")
    blamed = shot("the RSF shot villagers in Tessalor", SPOKESMAN, actor=RSF)
    assert attributes(report("a", mine, blamed)) == {"perpetrator"}
    assert attributes(report("a", none, blamed)) == {"occurrence"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Russian Ministry of Defence", "Igor Petrov (Russian Defense Ministry)"), ("Nigerian army", "Nigerian Army")],
)
def test_a_body_of_a_state_is_one_voice_in_one_report(one: str, other: str) -> None:
    rules = load_rules()
    claims = (shot(f"word {n} of Tessalor", Source(name, "military")) for n, name in enumerate((one, other)))
    first, second = accounts_of([report("a", *claims)], rules)
    assert not two_voices(first, second)
