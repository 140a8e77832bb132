import datetime as dt

from made_readings import SUNDAY, report, told

from rashomon.compare.accounts import accounts_of, place_name
from rashomon.compare.blocking import pairs
from rashomon.compare.rules import load_rules
from rashomon.records import Place


def test_the_pairs_grow_with_the_claims_not_their_square() -> None:
    rules = load_rules()
    town = Place("Tessalor", 1, 12.5, 33.1, "SDN", "Blue Nile", "town")
    readings = [report(f"r{n:04}", told("attack", f"shots number {n}", place=town)) for n in range(600)]
    accounts = accounts_of(readings, rules)
    found = list(pairs(accounts, rules))
    assert len(found) == len(set(found))
    assert len(found) <= len(accounts) * rules.blocking.neighbours


def test_neighbouring_cells_share_a_block() -> None:
    rules = load_rules()
    edge = rules.blocking.cell_degrees * 50
    west = Place("Westend", 1, edge - 0.001, edge - 0.001, "SDN", "A", "town")
    east = Place("Eastend", 2, edge + 0.001, edge + 0.001, "SDN", "B", "town")
    readings = [report("a", told("attack", "shots", place=west)), report("b", told("attack", "shots", place=east))]
    assert list(pairs(accounts_of(readings, rules), rules)) == [(0, 1)]


def test_claims_far_apart_in_time_are_not_paired() -> None:
    rules = load_rules()
    readings = [
        report("a", told("attack", "shots in Tessalor")),
        report("b", told("attack", "shots in Tessalor", day=SUNDAY + dt.timedelta(rules.blocking.gap_days + 1))),
        report("c", told("attack", "shots in Tessalor", day=None)),
    ]
    assert set(pairs(accounts_of(readings, rules), rules)) == {(0, 2), (1, 2)}


def test_names_are_compared_without_article_and_rank() -> None:
    assert place_name("the town of Al-Qaryatain") == place_name("Qaryatain")
    assert place_name("Deir Ḥāfir") == "deir hafir"
    assert place_name("City") == "city"
