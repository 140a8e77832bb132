import random
from itertools import chain

import pytest
from made_readings import ARMY, KURMIN, MONDAY, MONITOR, NURSE, PROVINCE, SPOKESMAN, TESSALOR, dead, report, told

from rashomon.compare import compare
from rashomon.errors import UsageError
from rashomon.records import Comparison, Place


def together(comparison: Comparison, *keys: str) -> bool:
    return any(set(keys) <= set(incident.claims) for incident in comparison.incidents)


def test_two_reports_of_one_strike_are_one_incident() -> None:
    first = report("a", told("air_drone_strike", "jets bombed the market of Tessalor", MONITOR, actor=ARMY, main=True))
    second = report("b", told("air_drone_strike", "a raid on Tessalor killed 9", NURSE, main=True, killed=dead(9, 9)))
    assert together(compare([first, second]), "a:c1", "b:c1")


def test_strikes_on_two_towns_of_one_day_stay_apart() -> None:
    first = report("a", told("air_drone_strike", "jets bombed Tessalor", MONITOR, actor=ARMY, main=True))
    second = report("b", told("air_drone_strike", "planes hit Kurmin", NURSE, place=KURMIN, main=True))
    assert len(compare([first, second]).incidents) == 2


def test_another_raid_on_another_day_stays_apart() -> None:
    first = report("a", told("air_drone_strike", "jets bombed Tessalor", MONITOR))
    second = report("b", told("air_drone_strike", "jets bombed Tessalor", MONITOR, day=MONDAY.replace(day=20)))
    assert len(compare([first, second]).incidents) == 2


def test_the_damage_of_a_shelling_belongs_to_it() -> None:
    one = report(
        "a",
        told("shelling_artillery_missile", "shells fell on Tessalor", NURSE, main=True),
        told("looting_property_destruction", "the shells wrecked a school in Tessalor", NURSE, main=True),
    )
    assert together(compare([one]), "a:c1", "a:c2")


def test_taking_a_town_and_holding_most_of_it_are_one_incident() -> None:
    one = report(
        "a",
        told("government_regains_territory", "units restored order in Tessalor", SPOKESMAN, actor=ARMY, extent="full"),
        told("control", "the army holds most of Tessalor", MONITOR, day=MONDAY, actor=ARMY, extent="most"),
    )
    assert together(compare([one]), "a:c1", "a:c2")


def test_close_towns_are_one_place_by_distance_not_by_name() -> None:
    spelled = Place("Tisalor", 9, 12.505, 33.105, "SDN", "Blue Nile", "town")
    first = report("a", told("remote_explosive_ied", "a bomb went off in Tessalor", NURSE))
    second = report("b", told("remote_explosive_ied", "a blast shook Tisalor", MONITOR, place=spelled))
    assert together(compare([first, second]), "a:c1", "b:c1")


def test_the_order_of_the_readings_does_not_matter() -> None:
    readings = [
        report(
            f"r{n}",
            told("air_drone_strike", "jets bombed Tessalor", MONITOR, main=True, killed=dead(n % 4 + 1)),
            told("control", "the army holds Tessalor", SPOKESMAN, actor=ARMY, extent="full"),
            told("attack", "gunmen shot a teacher", NURSE, place=(KURMIN, PROVINCE, None)[n % 3]),
        )
        for n in range(8)
    ]
    straight = compare(readings).to_dict()
    for seed in range(3):
        random.Random(seed).shuffle(readings)
        assert compare(readings).to_dict() == straight


def test_every_claim_is_in_exactly_one_incident() -> None:
    readings = [
        report("a", told("attack", "men shot at a bus", day=None, place=None), told("siege", "Tessalor is cut off")),
        report("b", told("arrests", "police held 5 men", place=None), published=None),
        report("empty"),
    ]
    claims = list(chain.from_iterable(incident.claims for incident in compare(readings).incidents))
    assert sorted(claims) == ["a:c1", "a:c2", "b:c1"]


def test_an_incident_keeps_its_id_when_a_later_report_joins() -> None:
    first = report("a", told("suicide_bomb", "a bomber struck Tessalor", NURSE, main=True))
    later = report("b", told("suicide_bomb", "the bombing in Tessalor", MONITOR, main=True), published=None)
    alone, joined = compare([first]), compare([later, first])
    assert [incident.id for incident in joined.incidents] == [incident.id for incident in alone.incidents]


def test_a_reading_given_twice_counts_once() -> None:
    one = report("a", told("attack", "men shot at a bus in Tessalor"))
    assert compare([one, one]) == compare([one])


def test_two_readings_under_one_id_are_an_error() -> None:
    with pytest.raises(UsageError, match="'a'"):
        compare([report("a", told("attack", "men shot at a bus")), report("a")])


def test_nothing_to_compare() -> None:
    assert compare([]) == Comparison()


def test_the_incident_has_the_place_and_day_most_claims_give() -> None:
    readings = [report(n, told("suicide_bomb", "a bomber struck Tessalor", main=True)) for n in ("a", "b")]
    readings.append(report("c", told("suicide_bomb", "a bomber struck", NURSE, main=True, place=PROVINCE)))
    (incident,) = compare(readings).incidents
    assert incident.place is not None
    assert incident.place.name == TESSALOR.name
    assert incident.label == "suicide bomb in Tessalor on 2024-03-03"
