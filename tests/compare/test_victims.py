"""Who was hit, and how many were taken: what is told, and what a reader only takes for granted."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from made_readings import ARMY, MAYOR, MONDAY, MONITOR, NURSE, RSF, SPOKESMAN, SUNDAY, VILLAGERS, dead, report, told

from rashomon.compare import compare
from rashomon.compare.accounts import accounts_of
from rashomon.compare.rules import load_rules
from rashomon.compare.victims import victims
from rashomon.records import Actor, Period, Source, Span

STATE_TV = Source("Sudanese state television", "media")


def attributes(*claims: Any) -> set[str]:
    return {one.attribute for one in compare([report("a", *claims)]).disagreements}


def named(name: str, words: str | None = None) -> Actor:
    return Actor(name, None, Span(0, len(words), words) if words is not None else None)


def raid(words: str, source: Source, target: Actor | None, **fields: Any) -> Any:
    return told("air_drone_strike", words, source, target=target, main=True, **fields)


def test_state_media_speak_for_a_side_where_they_count_dead_enemies() -> None:
    market = raid("a raid on Tessalor killed 9 villagers", NURSE, VILLAGERS)
    enemies = raid("a raid on Tessalor killed 9 fighters", STATE_TV, named("fighters"), killed=dead(9, 9, "9 fighters"))
    assert attributes(market, enemies) == {"victims"}
    aimed = raid("a raid on Tessalor hit fighters", STATE_TV, named("fighters"))
    assert not attributes(market, aimed)


@pytest.mark.parametrize("target", [named("civilians"), named("civilians", "12 people")])
def test_who_is_not_told_to_be_a_civilian_may_be_a_fighter(target: Actor) -> None:
    some = raid("a raid on Tessalor killed some", NURSE, target)
    assert not attributes(some, raid("a raid on Tessalor hit a column", SPOKESMAN, RSF))


def test_an_area_is_no_victim() -> None:
    some = raid("a raid on Tessalor killed villagers", NURSE, VILLAGERS)
    assert not attributes(some, raid("a raid hit Tessalor", SPOKESMAN, named("rebel-held areas")))


def test_who_tells_of_its_own_dead_denies_no_other() -> None:
    some = raid("a raid on Tessalor killed villagers", NURSE, VILLAGERS)
    assert not attributes(some, raid("a raid on Tessalor hit its soldiers", SPOKESMAN, ARMY))


def test_that_nobody_died_does_not_say_who_was_hit() -> None:
    some = raid("a raid on Tessalor killed villagers", NURSE, VILLAGERS)
    none = raid("no fighter died in the raid on Tessalor", SPOKESMAN, RSF, killed=dead(0, 0, "no fighter"))
    assert not attributes(some, none)


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        ("the number of those seized in Tessalor stands at 220", "the seized could be as many as 350", True),
        ("police admit to thirteen arrests in Tessalor", "lawyers list twenty-nine arrests in Tessalor", True),
        ("police seized men in Tessalor on March 2", "men were seized in Tessalor on March 8", False),
        ("men were seized in Tessalor in 2 raids", "men were held in Tessalor for 6 days", False),
        ("12 men were seized in 4 villages", "men were seized in Tessalor in 2024", False),
    ],
)
def test_how_many_were_taken(first: str, second: str, differs: bool) -> None:
    claims = [
        told("abduction", words, source, target=named("civilians"), main=True)
        for words, source in ((first, MONITOR), (second, MAYOR))
    ]
    assert ("victims" in attributes(*claims)) == differs


def test_the_arrests_of_a_month_hold_those_of_a_day() -> None:
    month = told("arrests", "police arrested 640 people in Tessalor in a month", MONITOR, main=True)
    month = replace(month, when=Period(SUNDAY - dt.timedelta(27), MONDAY, "range", month.quote))
    day = told("arrests", "police arrested 30 people in Tessalor on Sunday", MAYOR, main=True)
    rules = load_rules()
    assert not victims(accounts_of([report("a", month, day)], rules), rules)
    assert victims(accounts_of([report("a", replace(month, when=day.when), day)], rules), rules)


def test_a_number_of_dead_is_none_of_those_taken() -> None:
    claims = [
        told("arrests", f"police arrested men in Tessalor, killing {n}", source, main=True, killed=dead(n, n, str(n)))
        for n, source in ((3, MONITOR), (9, MAYOR))
    ]
    assert attributes(*claims) == {"killed"}
