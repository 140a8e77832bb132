"""The report that the project was asked for: two accounts of one town, kept apart."""

from __future__ import annotations

import importlib.util
import json
from types import ModuleType
from typing import Any

import pytest
from material import corpora, floors

import rashomon

STRICT = {
    "control",
    "government_regains_territory",
    "non_state_overtakes_territory",
    "non_violent_transfer_of_territory",
}
Pair = tuple[dict[str, Any], dict[str, Any]]  # annotated, predicted


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_claims", corpora() / "tools" / "score_claims.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def seed() -> Any:
    gold = json.loads((corpora() / "gold" / "dev.json").read_text(encoding="utf-8"))
    return next(a for c in gold["clusters"] for a in c["articles"] if a["unit_id"] == "seed")


@pytest.fixture(scope="module")
def reading(seed: dict[str, Any]) -> dict[str, Any]:
    call = {key: seed[key] for key in ("published", "title", "publisher")}
    return rashomon.read(seed["text"], **call).to_dict()


@pytest.fixture(scope="module")
def pairs(scorer: ModuleType, seed: dict[str, Any], reading: dict[str, Any]) -> list[Pair]:
    gold, claims = seed["claims"], reading["claims"]
    scores = {
        (i, j): scorer.match_score(seed, want, got) for i, want in enumerate(gold) for j, got in enumerate(claims)
    }
    return [(gold[i], claims[j]) for i, j in scorer.assign(scores)]


def claim_of(pairs: list[Pair], number: str) -> dict[str, Any]:
    found = [got for want, got in pairs if want["id"] == number]
    assert found, f"claim {number} of the seed report was not found"
    return found[0]


def test_most_claims_are_found(pairs: list[Pair]) -> None:
    assert len(pairs) >= floors()["seed"]["matched"], [want["quote"] for want, _ in pairs]


def test_no_control_territory_or_casualty_claim_has_a_wrong_source(scorer: ModuleType, pairs: list[Pair]) -> None:
    wrong = [
        (want["id"], want["source"]["name"], got["source"]["name"])
        for want, got in pairs
        if (want["type"] in STRICT or want["killed"] or want["wounded"])
        and not scorer.same_party(want["source"], got["source"])
    ]
    assert not wrong


def test_one_killed_and_eight_wounded(pairs: list[Pair]) -> None:
    claim = claim_of(pairs, "17")
    assert (claim["killed"]["low"], claim["killed"]["high"]) == (1, 1)
    assert (claim["wounded"]["low"], claim["wounded"]["high"]) == (8, 8)


def test_the_town_is_found_on_the_map(reading: dict[str, Any]) -> None:
    towns = [place for place in reading["places"] if place["text"] == "Al-Qaryatain"]
    assert towns
    for town in towns:
        assert town["lat"] == pytest.approx(34.2, abs=0.1)
        assert town["lon"] == pytest.approx(37.2, abs=0.1)


def test_the_army_and_the_observatory_keep_their_accounts(pairs: list[Pair]) -> None:
    army, observatory = claim_of(pairs, "2"), claim_of(pairs, "7")
    assert army["id"] != observatory["id"]
    assert "Observatory" in observatory["source"]["name"]
    assert "Observatory" not in army["source"]["name"]
    assert (army["extent"], observatory["extent"]) == ("full", "most")


def test_the_armys_and_the_monitors_town_are_one_incident_with_a_control_disagreement() -> None:
    gold = json.loads((corpora() / "gold" / "dev.json").read_text(encoding="utf-8"))
    cluster = next(c for c in gold["clusters"] if any(a["unit_id"] == "seed" for a in c["articles"]))
    keys = ("text", "published", "title", "publisher")
    reports = [{"id": a["unit_id"], **{key: a[key] for key in keys}} for a in cluster["articles"]]
    comparison = rashomon.compare(list(rashomon.read_many(reports))).to_dict()
    notes = [one["note"] for one in comparison["disagreements"] if one["attribute"] == "control"]
    (note,) = notes
    assert "Syrian Armed Forces: Syrian Armed Forces (full)" in note
    assert "Syrian Observatory for Human Rights: Syrian Armed Forces (most)" in note
