"""Figures that are no contradiction: parts, sums, other days, other places; and those that one voice changed."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from made_readings import (
    KURMIN,
    MAYOR,
    MONDAY,
    MONITOR,
    NURSE,
    PROVINCE,
    SPOKESMAN,
    SUNDAY,
    TESSALOR,
    dead,
    report,
    told,
)

from rashomon.compare import compare
from rashomon.compare.accounts import accounts_of
from rashomon.compare.rules import load_rules
from rashomon.compare.tolls import tolls
from rashomon.records import Claim, Disagreement, Place, Reading, Source

HEAD = Source("Lake Monitor (Adam Bashir)", "monitor")


def raid(words: str, source: Source, killed: Any = None, **fields: Any) -> Claim:
    return told("air_drone_strike", words, source, main=True, killed=killed, **fields)


def differ(*readings: Reading) -> bool:
    """Whether the claims, taken for one incident, differ in the dead."""
    between, changed = tolls(accounts_of(readings, load_rules()), "killed", load_rules())
    return bool(between or changed)


def notes(*readings: Reading) -> list[tuple[str, bool]]:
    found: tuple[Disagreement, ...] = compare(readings).disagreements
    return [(one.note, one.update) for one in found if one.attribute == "killed"]


def test_further_dead_are_a_part() -> None:
    one = report(
        "a",
        raid("the raid killed 40 people", MONITOR, dead(40, 40, "40 people")),
        raid("12 more people died in the raid", NURSE, dead(12, 12, "12 more people")),
        raid("the other 9 villagers were buried", MAYOR, dead(9, 9, "9 villagers")),
    )
    assert not differ(one)


def test_the_other_wounded_are_a_part() -> None:
    one = report(
        "a",
        raid("the raid wounded 5 people", MONITOR, wounded=dead(5, 5, "5 people")),
        raid("the other 4 people were slightly hurt", NURSE, wounded=dead(4, 4, "4 people")),
    )
    assert tolls(accounts_of([one], load_rules()), "wounded", load_rules()) == ([], [])


def test_who_was_also_among_the_dead_is_a_part() -> None:
    one = report(
        "a",
        raid("the raid killed 8 fighters", MONITOR, dead(8, 8, "8 fighters", "militants")),
        raid("2 commanders were also among the dead", NURSE, dead(2, 2, "2 commanders", "militants")),
    )
    assert not differ(one)


def test_a_sum_over_several_incidents_is_no_toll_of_one() -> None:
    one = report(
        "a",
        raid("6 people died in separate incidents in Tessalor", MONITOR, dead(6, 6, "6 people")),
        raid("the raid killed 4 people", NURSE, dead(4, 4, "4 people")),
    )
    assert not differ(one)


def test_a_total_of_one_voice_does_not_contradict_its_part() -> None:
    part = report("a", raid("the raid killed 50 people", SPOKESMAN, dead(50, 50, "50 people")))
    total = report("b", raid("a total of 70 people were killed", SPOKESMAN, dead(70, 70, "a total of 70 people")))
    assert not differ(part, total)


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        (dead(80, 80, "some 80 people"), dead(86, None, "at least 86 people"), True),
        (dead(20, None, "more than 20 people"), dead(21, 21, "21 people"), False),
        (dead(23, None, "more than 23 people"), dead(29, 29, "29 people"), True),
        (dead(None, None, "dozens"), dead(None, None, "hundreds"), True),
        (dead(None, None, "dozens"), dead(90, 90, "90 people"), False),
    ],
)
def test_rough_figures(first: Any, second: Any, differs: bool) -> None:
    one = report(
        "a",
        raid(f"the raid killed {first.mention.text}", MONITOR, first),
        raid(f"the raid killed {second.mention.text}", NURSE, second),
    )
    assert differ(one) == differs


def test_the_toll_of_a_week_holds_that_of_a_day() -> None:
    week = dead(100, None, "over 100 people")
    one = report(
        "a",
        raid("raids killed over 100 people in a week", MONITOR, week, until=SUNDAY + dt.timedelta(6)),
        raid("the raid of Sunday killed 40 people", NURSE, dead(40, 40, "40 people")),
    )
    assert not differ(one)


def test_figures_of_two_days_are_of_two_happenings() -> None:
    one = report(
        "a",
        raid("a raid on Sunday killed 10 people", MONITOR, dead(10, 10, "10 people")),
        raid("a raid on Monday killed 38 people", NURSE, dead(38, 38, "38 people"), day=MONDAY),
    )
    assert not differ(one)


@pytest.mark.parametrize(
    ("wide", "differs"),
    [
        (PROVINCE, False),
        (replace(TESSALOR, name="Tessalor and Kurmin", geonames_id=None), False),
        (replace(TESSALOR, name="Market Street, Kurmin", geonames_id=None), True),
        (Place("Upper Nile Valley", 9, 12.0, 33.5, "SDN", None, "region"), False),
    ],
)
def test_fewer_dead_in_one_town_than_in_all(wide: Place, differs: bool) -> None:
    one = report(
        "a",
        raid("the raids killed 19 people", MONITOR, dead(19, 19, "19 people"), place=wide),
        raid("7 people died in Kurmin", NURSE, dead(7, 7, "7 people"), place=KURMIN),
    )
    assert differ(one) == differs


def test_more_dead_in_one_town_than_in_its_province() -> None:
    one = report(
        "a",
        raid("the raids killed 19 people", MONITOR, dead(19, 19, "19 people"), place=PROVINCE),
        raid("27 people died in Kurmin", NURSE, dead(27, 27, "27 people"), place=KURMIN),
    )
    assert differ(one)


def test_two_states_of_a_toll_in_one_report() -> None:
    one = report(
        "a",
        raid("at least 20 people died in the raid", MONITOR, dead(20, None, "at least 20 people")),
        raid("the raid killed at least 22 people", HEAD, dead(22, None, "at least 22 people")),
    )
    assert notes(one) == [
        ("Lake Monitor: at least 20; Lake Monitor (Adam Bashir): at least 22", True),
    ]


@pytest.mark.parametrize(("told_low", "told_high"), [(12, None), (22, 22)])
def test_a_part_in_one_report_is_no_state_of_the_toll(told_low: int, told_high: int | None) -> None:
    one = report(
        "a",
        raid("the raid killed at least 25 people", MONITOR, dead(25, None, "at least 25 people")),
        raid("the raid killed so many people", HEAD, dead(told_low, told_high, "so many people")),
    )
    assert not differ(one)


def test_the_previous_day_is_no_previous_toll() -> None:
    one = report(
        "a",
        raid("6 people were killed the previous day", MONITOR, dead(6, 6, "6 people")),
        raid("a teacher died of wounds", MONITOR, dead(1, 1, "a teacher")),
    )
    assert not differ(one)
    other = report(
        "a",
        raid("a previous toll was 6 people", MONITOR, dead(6, 6, "6 people")),
        raid("the raid killed 11 people", MONITOR, dead(11, 11, "11 people")),
    )
    assert differ(other)


def test_an_update_stands_apart_from_a_contradiction() -> None:
    early = report("a", raid("the raid killed 20 people", MONITOR, dead(20, 20, "20 people")))
    late = report(
        "b",
        raid("the raid killed 31 people", MONITOR, dead(31, 31, "31 people")),
        raid("the raid killed 40 people", SPOKESMAN, dead(40, 40, "40 people")),
        published=MONDAY + dt.timedelta(1),
    )
    assert notes(early, late) == [
        ("Lake Monitor: 20, then 31 (update); Sudanese Armed Forces: 40", False),
        ("Lake Monitor: 20, then 31 (update)", True),
    ]


def test_residents_of_two_reports_are_two_voices() -> None:
    some = Source("residents", "witness")
    early = report("a", raid("the raid killed 20 people", some, dead(20, 20, "20 people")))
    late = report("b", raid("the raid killed 31 people", some, dead(31, 31, "31 people")))
    assert [update for _, update in notes(early, late)] == [False]


@pytest.mark.parametrize(
    ("words", "many", "differs"),
    [
        ("called the figure a fabrication", None, True),
        ("denied that many people were killed in the raid", dead(None, None, "many people"), True),
        ("denied that its jets had killed hundreds", dead(None, None, "hundreds"), False),
    ],
)
def test_a_figure_that_is_denied(words: str, many: Any, differs: bool) -> None:
    one = report(
        "a",
        raid("the raid killed 31 people", NURSE, dead(31, 31, "31 people")),
        raid(words, SPOKESMAN, many, stance="denies"),
    )
    assert differ(one) == differs
    assert ("killed" in {each.attribute for each in compare([one]).disagreements}) == differs
