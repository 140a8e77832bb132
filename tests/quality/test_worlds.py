"""Own annotated reports from ten conflicts: what the reader finds, and whether the annotation is sound."""

from __future__ import annotations

import datetime as dt
import typing

import pytest
from material import floors, unread, worlds

import rashomon
from rashomon import evaluate
from rashomon.lexicon.families import FAMILY
from rashomon.records import Certainty, Extent, SourceKind, Stance

TERRITORY = {"control", "government_regains_territory", "non_state_overtakes_territory"}


@pytest.fixture(scope="module")
def scores() -> evaluate.Scores:
    readings = [reading.to_dict() for reading in rashomon.read_many(unread())]
    return evaluate.score(worlds(), {data["report"]["id"]: data["claims"] for data in readings})


def test_figures_reach_their_floors(scores: evaluate.Scores) -> None:
    figures = scores.to_dict()
    below = [
        f"{name}: {figures[name]} is below {floor}"
        for name, floor in floors()["worlds"].items()
        if figures[name] < floor
    ]
    assert not below, "\n".join(below + scores.errors)


def test_every_field_is_put_to_the_test(scores: evaluate.Scores) -> None:
    assert scores.annotated > 90
    assert min(tally.total for tally in scores.fields.values()) > 0


def test_quotes_and_mentions_are_in_the_reports() -> None:
    for report in worlds():
        for claim in report["claims"]:
            key, places = f"{report['unit_id']}:{claim['id']}", (report["text"], report["title"])
            for quote in (claim["quote"], *claim["also"]):
                assert any(quote in text for text in places), key
            assert claim["trigger"] in claim["quote"], key
            for name in ("actor", "target", "place", "killed", "wounded", "source"):
                mention = claim[name] and claim[name]["mention"]
                assert mention is None or any(mention in text for text in places), (key, name)


def test_types_and_values_are_those_of_the_codebook() -> None:
    for report in worlds():
        published = dt.date.fromisoformat(report["published"])
        for claim in report["claims"]:
            key = f"{report['unit_id']}:{claim['id']}"
            assert claim["type"] in FAMILY, key
            assert claim["source"]["kind"] in typing.get_args(SourceKind), key
            assert claim["stance"] in typing.get_args(Stance), key
            assert claim["certainty"] in typing.get_args(Certainty), key
            assert (claim["extent"] in typing.get_args(Extent)) == (claim["type"] in TERRITORY), key
            if claim["date"]:
                start, end = (dt.date.fromisoformat(claim["date"][bound]) for bound in ("start", "end"))
                assert start <= end <= published, key
