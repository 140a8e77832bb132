"""Whether claims of two reports, or far apart in one, come together: where day or place are not told for certain."""

import datetime as dt
from dataclasses import replace

from made_readings import ARMY, KURMIN, MONDAY, MONITOR, NURSE, PROVINCE, RSF, SPOKESMAN, TESSALOR, dead, report, told

from rashomon.compare import compare
from rashomon.compare.accounts import accounts_of
from rashomon.compare.rules import load_rules
from rashomon.compare.scoring import levels
from rashomon.records import Place, Reading

ABROAD = Place("Bahr Dar", 5, 11.6, 37.4, "ETH", "Amhara", "town")


def from_context(reading: Reading) -> Reading:
    """The same claims, their places not named in their own clauses."""
    claims = [replace(one, place=one.place and replace(one.place, mention=None)) for one in reading.claims]
    return replace(reading, claims=tuple(claims))


def incidents(*readings: Reading) -> int:
    return len(compare(readings).incidents)


def level(field: str, *readings: Reading) -> str:
    rules = load_rules()
    first, second = accounts_of(readings, rules)
    return levels(first, second, rules)[field]


def test_undated_claims_of_two_reports_stay_apart() -> None:
    first = report("a", told("attack", "militants shot a farmer in Tessalor", day=None, main=True), published=None)
    second = report(
        "b", told("attack", "two traders were found dead near the market", day=None, main=True), published=None
    )
    assert level("time", first, second) == "undated"
    assert incidents(first, second) == 2


def test_undated_claims_of_one_report_can_be_one() -> None:
    one = report(
        "a",
        told("remote_explosive_ied", "a bomb went off in Tessalor", NURSE, day=None, main=True),
        told("remote_explosive_ied", "the bomb in Tessalor was planted at night", MONITOR, day=None, main=True),
    )
    assert incidents(one) == 1


def test_bombings_in_two_towns_on_one_day_stay_apart() -> None:
    first = report("a", told("suicide_bomb", "a bomber struck in Tessalor", NURSE, killed=dead(7, 7)))
    second = report("b", told("suicide_bomb", "an attacker hit Kurmin", MONITOR, place=KURMIN, killed=dead(19, 19)))
    assert incidents(first, second) == 2


def test_raids_stay_apart_where_a_clause_takes_another_town_from_its_context() -> None:
    first = report("a", told("air_drone_strike", "jets bombed Tessalor", NURSE, main=True))
    second = from_context(report("b", told("air_drone_strike", "planes dropped bombs", MONITOR, place=KURMIN)))
    assert level("place", first, second) == "elsewhere_inherited"
    assert incidents(first, second) == 2


def test_a_rare_happening_bears_a_town_taken_from_the_context() -> None:
    first = report("a", told("suicide_bomb", "a bomber killed 31 people in Tessalor", NURSE, main=True))
    second = from_context(
        report("b", told("suicide_bomb", "a bomber killed 31 people", NURSE, place=KURMIN, main=True))
    )
    assert level("place", first, second) == "elsewhere_rare"
    assert incidents(first, second) == 1


def test_two_countries_are_elsewhere_whatever_their_precision() -> None:
    country = Place("Sudan", 9, 15.0, 30.0, "SDN", None, "country")
    first = report("a", told("attack", "men shot at a bus", place=country))
    second = report("b", told("attack", "men shot at a bus", place=ABROAD))
    assert level("place", first, second) == "elsewhere"


def test_a_town_and_a_province_are_not_elsewhere() -> None:
    first = report("a", told("attack", "men shot at a bus", place=PROVINCE))
    second = report("b", told("attack", "men shot at a bus", place=TESSALOR))
    assert level("place", first, second) == "inside"


def test_a_capital_with_the_name_of_its_province_may_mean_the_province() -> None:
    capital = Place("Al-Blue Nile", 8, 11.0, 34.4, "SDN", "Blue Nile", "town")
    first = report("a", told("attack", "men shot at a bus", place=capital))
    second = report("b", told("attack", "men shot at a bus", place=TESSALOR))
    assert level("place", first, second) == "inside"


def test_unlisted_names_are_one_place_under_another_spelling() -> None:
    spellings = [Place(name, country="SDN", admin1="Blue Nile") for name in ("Meleth", "Milith")]
    first, second = (
        report(f"r{n}", told("attack", "men shot at a bus", place=place)) for n, place in enumerate(spellings)
    )
    assert level("place", first, second) == "same"


def test_a_denial_joins_what_it_denies() -> None:
    one = report(
        "a",
        told("abduction", "soldiers took 3 students from Tessalor", NURSE, main=True),
        told("armed_clash", "fighting went on in Tessalor", MONITOR),
        told("abduction", "nobody was taken by its men", SPOKESMAN, stance="denies", day=MONDAY),
    )
    by_claim = {claim: incident.id for incident in compare([one]).incidents for claim in incident.claims}
    assert by_claim["a:c1"] == by_claim["a:c3"]
    assert level("stance", replace(one, claims=one.claims[::2])) == "against"


def test_a_toll_of_the_war_is_one_whenever_it_was_counted() -> None:
    one = report(
        "a",
        told(
            "cumulative_toll",
            "260,000 people have died in the war",
            MONITOR,
            place=PROVINCE,
            killed=dead(260000, 260000),
        ),
        told(
            "cumulative_toll",
            "the war had killed 470,000 people",
            NURSE,
            place=PROVINCE,
            day=MONDAY - dt.timedelta(300),
            killed=dead(470000, 470000),
        ),
    )
    comparison = compare([one])
    assert len(comparison.incidents) == 1
    assert [one.attribute for one in comparison.disagreements] == ["killed"]


def test_many_named_towns_make_each_claim_one_of_several() -> None:
    towns = [TESSALOR, KURMIN, replace(KURMIN, name="Danfona", geonames_id=7, lat=14.9)]
    several = report("a", *(told("armed_clash", f"fighting in {town.name}", place=town) for town in towns))
    rules = load_rules()
    first, second, _ = accounts_of([several], rules)
    assert levels(first, second, rules)["scenes"] == "alike_many"
    assert first.scenes == 3


def test_two_who_hold_a_town_are_rivals_over_one_thing() -> None:
    one = report(
        "a",
        told("control", "the army holds Tessalor", SPOKESMAN, actor=ARMY),
        told("control", "the RSF holds all of Tessalor", MONITOR, actor=RSF),
    )
    assert level("type", one) == "rival"
    assert incidents(one) == 1


def test_two_holders_of_one_town_by_two_voices_are_one_question() -> None:
    one = report(
        "a",
        told("control", "the RSF hold all of Tessalor", MONITOR, actor=RSF, extent="full", main=True),
        told("control", "the army still holds the market and the fort", SPOKESMAN, actor=ARMY, extent="part"),
    )
    assert level("type", one) == "rival"
    (found,) = compare([one]).disagreements
    assert found.attribute == "control"


def test_a_holder_and_another_taker_are_rivals_by_two_voices_only() -> None:
    taken = told("government_regains_territory", "the army has taken Tessalor", SPOKESMAN, actor=ARMY)
    held = told("control", "the RSF hold Tessalor", MONITOR, actor=RSF)
    assert level("type", report("a", taken, held)) == "rival"
    assert level("type", report("a", taken, replace(held, source=SPOKESMAN))) == "state"
