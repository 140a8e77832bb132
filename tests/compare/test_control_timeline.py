import datetime as dt

from made_readings import ARMY, KURMIN, MONDAY, MONITOR, NURSE, RSF, SPOKESMAN, SUNDAY, report, told

from rashomon.compare import compare
from rashomon.records import ControlInterval

JANUARY = dt.date(2024, 1, 10)


def of(intervals: tuple[ControlInterval, ...], holder: str) -> list[ControlInterval]:
    return [one for one in intervals if one.holder == holder]


def test_a_hold_ends_when_others_take_the_place() -> None:
    control = compare(
        [
            report(
                "a",
                told("control", "the RSF has held Tessalor", MONITOR, JANUARY, until=SUNDAY, actor=RSF),
                told("government_regains_territory", "the army took Tessalor", SPOKESMAN, actor=ARMY, extent="full"),
            )
        ]
    ).control
    (rsf,), (army,) = of(control, RSF.name), of(control, ARMY.name)
    assert (rsf.start, rsf.end) == (JANUARY, SUNDAY)
    assert (army.start, army.end) == (SUNDAY, None)
    assert not rsf.contested
    assert not army.contested


def test_full_control_is_contested_by_most() -> None:
    control = compare(
        [
            report(
                "a",
                told("government_regains_territory", "the army took Tessalor", SPOKESMAN, actor=ARMY, extent="full"),
                told("control", "the army holds most of Tessalor", MONITOR, MONDAY, actor=ARMY, extent="most"),
                told("control", "the army holds Kurmin", MONITOR, place=KURMIN, actor=ARMY, extent="full"),
            )
        ]
    ).control
    assert [(one.place.name, one.extent, one.sources, one.contested) for one in control] == [
        ("Kurmin", "full", ("Lake Monitor",), False),
        ("Tessalor", "full", ("Sudanese Armed Forces",), True),
        ("Tessalor", "most", ("Lake Monitor",), True),
    ]


def test_two_holders_at_once_are_contested_and_sources_gather() -> None:
    readings = [
        report("a", told("control", "the army controls Tessalor", SPOKESMAN, actor=ARMY)),
        report("b", told("control", "the army controls Tessalor", NURSE, MONDAY, actor=ARMY)),
        report("c", told("control", "the RSF controls Tessalor", MONITOR, MONDAY, actor=RSF)),
    ]
    (army,), (rsf,) = (of(compare(readings).control, one.name) for one in (ARMY, RSF))
    assert army.contested
    assert rsf.contested
    assert army.sources == ("Sudanese Armed Forces", "a nurse")
    assert army.claims == ("a:c1", "b:c1")


def test_a_retreat_ends_a_hold_and_begins_none() -> None:
    one = report(
        "a",
        told("control", "the RSF holds Tessalor", MONITOR, JANUARY, actor=RSF),
        told("non_violent_transfer_of_territory", "the RSF left Tessalor", NURSE, actor=RSF),
    )
    (interval,) = compare([one]).control
    assert (interval.start, interval.end) == (JANUARY, SUNDAY)


def test_a_denied_hold_is_contested() -> None:
    one = report(
        "a",
        told("control", "the RSF holds Tessalor", MONITOR, actor=RSF),
        told("control", "the RSF is not in Tessalor", SPOKESMAN, actor=RSF, stance="denies"),
    )
    (interval,) = compare([one]).control
    assert interval.contested


def test_claims_without_day_place_or_holder_are_passed_over() -> None:
    one = report(
        "a",
        told("control", "the RSF holds it", MONITOR, actor=RSF, place=None),
        told("control", "the RSF holds Tessalor", MONITOR, None, actor=RSF),
        told("control", "Tessalor is held", MONITOR),
    )
    assert compare([one]).control == ()
