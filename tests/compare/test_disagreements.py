import datetime as dt
from typing import Any

import pytest
from made_readings import (
    ARMY,
    KURMIN,
    MAYOR,
    MONDAY,
    MONITOR,
    NURSE,
    PROVINCE,
    RSF,
    SPOKESMAN,
    VILLAGERS,
    dead,
    report,
    told,
)

from rashomon.compare import compare
from rashomon.records import Actor, Disagreement, Reading


def found(*readings: Reading) -> dict[str, Disagreement]:
    return {one.attribute: one for one in compare(readings).disagreements}


def blast(words: str, source: Any = None, **fields: Any) -> Any:
    return told("suicide_bomb", words, source, main=True, **fields)


def test_two_sources_with_different_tolls() -> None:
    one = report(
        "a",
        blast("the blast in Tessalor killed at least 16 people", NURSE, killed=dead(16, None, "at least 16 people")),
        blast("the blast in Tessalor left 9 dead", MAYOR, killed=dead(9, 9, "9")),
    )
    killed = found(one)["killed"]
    assert killed.claims == ("a:c1", "a:c2")
    assert killed.note == "a nurse: at least 16; the mayor: 9"


def test_the_same_toll_told_twice_is_no_disagreement() -> None:
    one = report(
        "a",
        blast("the blast killed 16 people", NURSE, killed=dead(16, 16)),
        blast("the blast killed at least 16", MAYOR, killed=dead(16)),
    )
    assert not found(one)


def test_a_rough_figure_bears_some_distance() -> None:
    one = report(
        "a",
        blast("the blast killed nearly 60 people", NURSE, killed=dead(60, 60, "nearly 60 people")),
        blast("the blast killed 58 people", MAYOR, killed=dead(58, 58, "58 people")),
    )
    assert not found(one)


def test_a_part_of_the_dead_does_not_contradict_the_whole() -> None:
    one = report(
        "a",
        blast("the blast in Tessalor killed 16 people", NURSE, killed=dead(16, 16, "16 people")),
        blast("among the dead of the blast were 3 people", MAYOR, killed=dead(3, 3, "3 people")),
        blast("2 of them died later", MONITOR, killed=dead(2, 2, "2 of them")),
        blast("the blast killed 4 soldiers", MONITOR, killed=dead(4, 4, "4 soldiers", "soldiers")),
    )
    assert not found(one)


def test_a_bare_number_is_held_against_any_people() -> None:
    one = report(
        "a",
        told(
            "armed_clash",
            "4 policemen died at Tessalor",
            SPOKESMAN,
            main=True,
            killed=dead(4, 4, "4 policemen", "police"),
        ),
        told("armed_clash", "it put the dead at Tessalor at 27", MONITOR, main=True, killed=dead(27, 27, "27")),
    )
    assert found(one)["killed"].note == "Sudanese Armed Forces: 4; Lake Monitor: 27"


def test_dozens_against_a_small_number() -> None:
    one = report(
        "a",
        blast("dozens died in the blast", MONITOR, killed=dead(None, None, "dozens")),
        blast("the blast killed 7 people", MAYOR, killed=dead(7, 7, "7 people")),
    )
    assert found(one)["killed"].note == "Lake Monitor: dozens; the mayor: 7"


def test_a_later_figure_of_the_same_source_is_an_update() -> None:
    early = report("a", blast("the blast killed 20 people", MONITOR, killed=dead(20, 20)), published=MONDAY)
    late = report(
        "b", blast("the blast killed 31 people", MONITOR, killed=dead(31, 31)), published=MONDAY + dt.timedelta(1)
    )
    assert found(late, early)["killed"].note == "Lake Monitor: 20, then 31 (update)"


def test_no_deaths_against_deaths() -> None:
    one = report(
        "a",
        blast("nobody died in the blast", SPOKESMAN, killed=dead(0, 0)),
        blast("the blast killed 5 people", NURSE, killed=dead(5, 5)),
    )
    assert "killed" in found(one)


def test_each_side_blames_the_other() -> None:
    one = report(
        "a",
        told("shelling_artillery_missile", "the army shelled Tessalor", NURSE, actor=ARMY),
        told("shelling_artillery_missile", "the RSF shelled Tessalor", SPOKESMAN, actor=RSF),
    )
    assert (
        found(one)["perpetrator"].note == "a nurse: Sudanese Armed Forces; Sudanese Armed Forces: Rapid Support Forces"
    )


def test_the_accused_deny() -> None:
    one = report(
        "a",
        told("attack", "the RSF shot villagers in Tessalor", NURSE, actor=RSF),
        told("attack", "its men shot nobody in Tessalor", MONITOR, actor=RSF, stance="denies"),
    )
    assert found(one)["perpetrator"].claims == ("a:c1", "a:c2")


@pytest.mark.parametrize(
    "vaguer", [Actor("Government of Sudan", "SDN:government"), Actor("Sudan", "SDN"), Actor("suicide bomber")]
)
def test_a_vaguer_name_is_no_other_perpetrator(vaguer: Actor) -> None:
    one = report(
        "a",
        told("attack", "the army shot villagers in Tessalor", NURSE, actor=ARMY),
        told("attack", "villagers were shot in Tessalor", MONITOR, actor=vaguer),
    )
    assert not found(one)


def test_full_control_against_most_and_centre() -> None:
    one = report(
        "a",
        told("government_regains_territory", "units restored order in Tessalor", SPOKESMAN, actor=ARMY, extent="full"),
        told("control", "the army holds most of Tessalor", MONITOR, actor=ARMY, extent="most"),
        told("control", "troops hold the centre of Tessalor", NURSE, actor=ARMY, extent="centre"),
    )
    control = found(one)["control"]
    assert control.claims == ("a:c1", "a:c2", "a:c3")
    assert "Sudanese Armed Forces: Sudanese Armed Forces (full)" in control.note
    assert "Lake Monitor: Sudanese Armed Forces (most)" in control.note


def test_two_holders_of_one_town() -> None:
    one = report(
        "a",
        told("control", "the army controls Tessalor", SPOKESMAN, actor=ARMY, extent="full"),
        told("control", "the RSF controls Tessalor", NURSE, actor=RSF, extent="unspecified"),
    )
    assert "control" in found(one)


def test_what_one_voice_tells_in_one_report_is_no_disagreement() -> None:
    one = report(
        "a",
        told("control", "the army holds the centre of Tessalor", MONITOR, actor=ARMY, extent="part"),
        told("control", "the RSF holds the rest of Tessalor", MONITOR, actor=RSF, extent="part"),
    )
    assert not found(one)


def test_a_fall_that_is_denied() -> None:
    one = report(
        "a",
        told("non_state_overtakes_territory", "the RSF has taken Tessalor", NURSE, actor=RSF, extent="full"),
        told("non_state_overtakes_territory", "Tessalor has not fallen", SPOKESMAN, stance="denies"),
    )
    assert found(one)["occurrence"].claims == ("a:c1", "a:c2")


def test_a_raid_to_one_and_shells_to_another() -> None:
    one = report(
        "a",
        told("air_drone_strike", "a drone hit the market of Tessalor", NURSE, main=True, killed=dead(12, 12)),
        told("shelling_artillery_missile", "shells hit the market of Tessalor", MAYOR, main=True, killed=dead(12, 12)),
    )
    assert set(found(one)) == {"weapon"}


def test_one_bomb_in_two_towns() -> None:
    here = report("a", blast("a bomber struck in Tessalor", MONITOR, killed=dead(16, 16)))
    there = report("b", blast("a bomber struck in Kurmin", NURSE, killed=dead(16, 16), place=KURMIN))
    assert found(here, there)["place"].note == "Lake Monitor: Tessalor; a nurse: Kurmin"


def test_a_town_and_its_province_are_no_two_places() -> None:
    here = report("a", blast("a bomber struck in Tessalor", MONITOR, killed=dead(16, 16)))
    there = report("b", blast("a bomber struck in Blue Nile", NURSE, killed=dead(16, 16), place=PROVINCE))
    assert not found(here, there)


def test_civilians_to_one_and_fighters_to_another() -> None:
    one = report(
        "a",
        told("air_drone_strike", "a raid on Tessalor hit a wedding", NURSE, target=VILLAGERS, main=True),
        told("air_drone_strike", "a raid on Tessalor hit a column", SPOKESMAN, target=RSF, main=True),
    )
    assert found(one)["victims"].claims == ("a:c1", "a:c2")
