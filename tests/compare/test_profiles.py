import datetime as dt
import random

import pytest
from made_readings import ARMY, MAYOR, MONITOR, NURSE, SPOKESMAN, dead, report, told

from rashomon.compare import compare
from rashomon.compare.profiles import SourceProfile, profiles
from rashomon.records import Casualties, Claim, Reading, Source

SHELLED = "shelling of the market of Tessalor killed"


def shelling(source: Source | None, words: str, killed: Casualties | None, clause: str = SHELLED) -> Claim:
    return told("shelling_artillery_missile", f"{clause} {words}", source, killed=killed, main=True)


def found(*readings: Reading) -> dict[str, SourceProfile]:
    return {one.name: one for one in profiles(readings, compare(readings))}


def test_claims_are_counted_by_type_stance_and_certainty() -> None:
    army = report(
        "army",
        shelling(SPOKESMAN, "9 people", dead(9, 9, "9")),
        told("attack", "it attacked the market", SPOKESMAN, actor=ARMY, stance="denies"),
        told("attack", "rebels may have attacked the bridge", SPOKESMAN, certainty="hedged", day=dt.date(2024, 2, 1)),
    )
    one = found(army)["Sudanese Armed Forces"]
    assert (one.claims, one.reports) == (3, 1)
    assert one.kinds == {"military": 3}
    assert one.types == {"attack": 2, "shelling_artillery_missile": 1}
    assert one.stance == {"affirms": 2, "denies": 1}
    assert one.certainty == {"asserted": 2, "hedged": 1}


def test_figures_are_held_against_every_other_voice_of_the_incident() -> None:
    one = report("a", shelling(SPOKESMAN, "10 people", dead(10, 10, "10")))
    two = report("b", shelling(MONITOR, "40 people", dead(40, 40, "40")))
    three = report("c", shelling(NURSE, "10 people", dead(10, 10, "10")))
    figures = {name: one.killed for name, one in found(one, two, three).items()}
    monitor = figures["Lake Monitor"]
    assert (monitor.higher, monitor.same, monitor.lower) == (2, 0, 0)
    assert (monitor.ratios, monitor.median_ratio) == (2, 4.0)
    army = figures["Sudanese Armed Forces"]
    assert (army.higher, army.same, army.lower) == (0, 1, 1)
    assert army.median_ratio == pytest.approx((1.0 + 0.25) / 2)
    pair = next(pair for pair in army.pairs if pair.voice == "Lake Monitor")
    assert (pair.own, pair.other, pair.relation) == ("10", "40", "lower")
    assert (pair.own_claim, pair.other_claim) == ("a:c1", "b:c1")


def test_wounded_are_counted_apart_from_killed() -> None:
    def wounded(source: Source, number: int) -> Claim:
        return told(
            "shelling_artillery_missile", f"shelling of the market of Tessalor wounded {number} people", source,
            wounded=dead(number, number, str(number)), main=True,
        )  # fmt: skip

    one = found(report("a", wounded(SPOKESMAN, 3)), report("b", wounded(MONITOR, 30)))["Lake Monitor"]
    assert one.wounded.higher == 1
    assert one.killed.pairs == ()
    assert one.killed.median_ratio is None


def test_the_latest_figure_of_a_voice_stands() -> None:
    early = report("a", shelling(MONITOR, "10 people", dead(10, 10, "10")), published=dt.date(2024, 3, 4))
    late = report("b", shelling(MONITOR, "50 people", dead(50, 50, "50")), published=dt.date(2024, 3, 6))
    other = report("c", shelling(NURSE, "50 people", dead(50, 50, "50")))
    monitor = found(early, late, other)["Lake Monitor"].killed
    assert [(pair.own, pair.relation) for pair in monitor.pairs] == [("50", "same")]


def test_a_word_for_many_has_no_ratio() -> None:
    one = report("a", shelling(MONITOR, "dozens", dead(None, None, "dozens")))
    two = report("b", shelling(NURSE, "3 people", dead(3, 3, "3")))
    monitor = found(one, two)["Lake Monitor"].killed
    assert (monitor.higher, monitor.ratios, monitor.median_ratio) == (1, 0, None)


def test_nobody_killed_has_no_ratio_either() -> None:
    one = report("a", shelling(MONITOR, "20 people", dead(20, 20, "20")))
    two = report("b", shelling(SPOKESMAN, "nobody", dead(0, 0, "nobody")))
    monitor = found(one, two)["Lake Monitor"].killed
    assert monitor.higher == 1
    assert monitor.pairs[0].ratio is None


def test_what_a_voice_denies_is_no_figure_of_it() -> None:
    denied = told(
        "shelling_artillery_missile", f"{SHELLED} 20 people", SPOKESMAN, killed=dead(20, 20, "20"), stance="denies"
    )
    readings = [report("a", denied), report("b", shelling(MONITOR, "20 people", dead(20, 20, "20")))]
    assert found(*readings)["Lake Monitor"].killed.pairs == ()


def test_alone_means_that_no_other_voice_tells_of_it() -> None:
    shared = report("a", shelling(MONITOR, "9 people", dead(9, 9, "9")), shelling(MAYOR, "9 people", dead(9, 9, "9")))
    single = report("b", told("abduction", "gunmen abducted a teacher", MONITOR, day=dt.date(2023, 1, 5)))
    one = found(shared, single)["Lake Monitor"]
    assert (one.incidents, one.alone) == (2, 1)


def test_an_outlet_that_prints_a_copy_is_no_other_voice() -> None:
    clause = (
        "shelling of the market of Tessalor on Sunday morning, when traders from the villages around had come to sell"
        " their grain and the square before the old mosque was full of people, killed"
    )
    claim = shelling(None, "9 people", dead(9, 9, "9"), clause)
    readings = [report("a", claim, publisher="Lake Wire"), report("b", claim, publisher="Harbour Post")]
    compared = compare(readings)
    assert compared.copies == (("a", "b"),)
    both = {one.name: one for one in profiles(readings, compared)}
    assert set(both) == {"Lake Wire", "Harbour Post"}
    assert both["Lake Wire"].alone == both["Harbour Post"].alone == 1
    assert both["Lake Wire"].killed.pairs == ()


def test_order_does_not_matter_and_the_busiest_voice_comes_first() -> None:
    readings = [
        report("a", shelling(SPOKESMAN, "10 people", dead(10, 10, "10")), told("attack", "gunmen attacked", SPOKESMAN)),
        report("b", shelling(MONITOR, "40 people", dead(40, 40, "40"))),
        report("c", shelling(NURSE, "12 people", dead(12, 12, "12"))),
    ]
    compared = compare(readings)
    first = profiles(readings, compared)
    random.Random(3).shuffle(readings)
    assert profiles(readings, compared) == first
    assert first[0].name == "Sudanese Armed Forces"
    assert first[0].to_dict()["killed"]["pairs"][0]["own"] == "10"


def test_no_readings_no_profiles() -> None:
    assert profiles([], compare([])) == []
