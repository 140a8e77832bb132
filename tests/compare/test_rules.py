import copy
from typing import Any

import pytest

from rashomon.compare import rules as module
from rashomon.compare.parties import acts, fit
from rashomon.errors import LexiconError
from rashomon.lexicon.families import FAMILIES, FAMILY
from rashomon.lexicon.files import load
from rashomon.records import Actor


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Any:
    data = copy.deepcopy(load("compare"))
    monkeypatch.setattr(module, "load", lambda _: data)
    module.load_rules.cache_clear()
    yield data
    module.load_rules.cache_clear()


def test_a_missing_level_is_named(broken: Any) -> None:
    del broken["weights"]["place"]["near"]
    with pytest.raises(LexiconError, match=r"weights.*place lacks near"):
        module.load_rules()


def test_a_wrong_value_is_named(broken: Any) -> None:
    broken["tolerance"]["date_days"] = "soon"
    with pytest.raises(LexiconError, match=r"tolerance\.date_days"):
        module.load_rules()


def test_the_rules_name_types_and_families_that_exist() -> None:
    rules = module.load_rules()
    assert set().union(*rules.alike.kin, *rules.alike.distant) <= set(FAMILIES)
    assert set().union(*rules.alike.types, *rules.weapons.groups, rules.place_told.single) <= set(FAMILY)


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        (Actor("Ruritanian army"), Actor("ruritanian army"), "same"),
        (Actor("Syrian Armed Forces", "SYR:military"), Actor("Syria", "SYR"), "fits"),
        (Actor("Syrian Armed Forces", "SYR:military"), Actor("Russia", "RUS"), "differ"),
        (Actor("rebels"), Actor("Free Syrian Army", "free_syrian_army"), "fits"),
        (Actor("Russian Armed Forces or Syrian Armed Forces"), Actor("Russian Armed Forces", "RUS:military"), "fits"),
        (Actor("Islamic State", "islamic_state"), Actor("Free Syrian Army", "free_syrian_army"), "differ"),
        (None, Actor("rebels"), "unknown"),
    ],
)
def test_parties(a: Actor | None, b: Actor | None, how: str) -> None:
    assert fit(a, b) == how
    assert fit(b, a) == how


def test_who_can_act() -> None:
    assert acts(Actor("Syrian Armed Forces", "SYR:military"))
    assert acts(Actor("militants"))
    assert not acts(Actor("Motorbike"))
    assert not acts(Actor("residents"))
