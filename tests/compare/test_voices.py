"""Who can contradict whom: a report and its own sources, a body and its spokesman, two parties that both act."""

import datetime as dt

import pytest
from made_readings import ARMY, MAYOR, MONDAY, MONITOR, NURSE, RSF, SPOKESMAN, dead, report, told

from rashomon.compare import compare
from rashomon.compare.victims import head_count
from rashomon.records import Actor, Disagreement, Reading, Source, Span


def found(*readings: Reading) -> dict[str, Disagreement]:
    return {one.attribute: one for one in compare(readings).disagreements}


def hit(words: str) -> Actor:
    return Actor("people", None, Span(0, len(words), words))


def test_a_report_does_not_contradict_its_sources() -> None:
    one = report(
        "a",
        told("attack", "the RSF shot villagers in Tessalor", actor=RSF, main=True),
        told("attack", "the army shot villagers in Tessalor", NURSE, actor=ARMY, main=True),
    )
    assert not found(one)


def test_two_reports_contradict_each_other_in_their_own_words() -> None:
    first = report("a", told("attack", "the RSF shot villagers in Tessalor", actor=RSF, main=True))
    second = report("b", told("attack", "the army shot villagers in Tessalor", actor=ARMY, main=True))
    assert found(first, second)["perpetrator"].claims == ("a:c1", "b:c1")


@pytest.mark.parametrize(("own", "differs"), [(18, True), (6, False)])
def test_a_figure_of_the_report_itself_counts_where_it_is_close(own: int, differs: bool) -> None:
    one = report(
        "a",
        told("attack", f"gunmen killed {own} people in Tessalor", main=True, killed=dead(own, own)),
        told("attack", "gunmen killed 20 people in Tessalor", MONITOR, main=True, killed=dead(20, 20)),
    )
    assert ("killed" in found(one)) == differs


def test_a_spokesman_speaks_for_his_body() -> None:
    head = Source("Adam Bashir (Lake Monitor)", "monitor")
    one = report(
        "a",
        told("attack", "gunmen killed 20 people in Tessalor", MONITOR, main=True, killed=dead(20, 20)),
        told("attack", "gunmen killed 7 people in Tessalor", head, main=True, killed=dead(7, 7)),
    )
    assert not found(one)


def test_a_copy_with_a_new_figure_is_an_update() -> None:
    words = (
        "a bomber killed {} people in Tessalor, the monitor said on Sunday, and many more were taken to the hospital"
    )
    early = report("a", told("suicide_bomb", words.format(112), MONITOR, main=True, killed=dead(112, 112)))
    late = report(
        "b",
        told("suicide_bomb", words.format(126), MONITOR, main=True, killed=dead(126, 126)),
        published=MONDAY + dt.timedelta(1),
    )
    assert found(early, late)["killed"].note == "Lake Monitor: 112, then 126 (update)"


def test_raids_of_two_air_forces_are_no_contradiction() -> None:
    one = report(
        "a",
        told("air_drone_strike", "army jets bombed Tessalor", NURSE, actor=ARMY, main=True),
        told("air_drone_strike", "RSF drones bombed Tessalor", MONITOR, actor=RSF, main=True),
    )
    assert not found(one)


def test_losses_of_both_sides_of_a_clash_are_no_contradiction() -> None:
    one = report(
        "a",
        told("armed_clash", "soldiers died in Tessalor", SPOKESMAN, target=Actor("soldiers"), main=True),
        told("armed_clash", "civilians died in Tessalor", NURSE, target=Actor("civilians"), main=True),
    )
    assert not found(one)


def test_the_aim_of_a_strike_is_not_its_victim() -> None:
    one = report(
        "a",
        told("air_drone_strike", "a raid hit fighters in Tessalor", MONITOR, target=Actor("fighters"), main=True),
        told("air_drone_strike", "a raid hit a family in Tessalor", NURSE, target=Actor("family"), main=True),
    )
    assert not found(one)


def test_different_numbers_of_arrested_people() -> None:
    one = report(
        "a",
        told("arrests", "police arrested 13 people in Tessalor", SPOKESMAN, target=hit("13 people"), main=True),
        told("arrests", "police arrested 29 people in Tessalor", NURSE, target=hit("29 people"), main=True),
    )
    assert found(one)["victims"].note == "Sudanese Armed Forces: 13; a nurse: 29"


@pytest.mark.parametrize(
    ("holds", "differs"),
    [(("full", "part"), True), (("unspecified", "unspecified"), True), (("unspecified", "part"), False)],
)
def test_two_holders_contradict_each_other_over_the_whole(holds: tuple[str, str], differs: bool) -> None:
    one = report(
        "a",
        told("control", "the army holds Tessalor", SPOKESMAN, actor=ARMY, extent=holds[0]),
        told("control", "the RSF holds Tessalor", MAYOR, actor=RSF, extent=holds[1]),
    )
    assert ("control" in found(one)) == differs


def test_figures_that_hardly_differ_are_no_disagreement() -> None:
    one = report(
        "a",
        told("attack", "gunmen killed 70 people in Tessalor", MONITOR, main=True, killed=dead(70, 70)),
        told("attack", "gunmen killed 69 people in Tessalor", NURSE, main=True, killed=dead(69, 69)),
    )
    assert not found(one)


@pytest.mark.parametrize(
    ("words", "number"),
    [("13 people", 13), ("some 13,500 people", 13500), ("four aid workers", 4), ("the men", None), ("15.5 km", None)],
)
def test_head_count(words: str, number: int | None) -> None:
    count = head_count(hit(words))
    assert (count and count.low) == number


def test_no_head_count_without_words() -> None:
    assert head_count(Actor("people")) is None
