"""`rashomon.evaluate` gives the figures of the shared scorer on the shared annotations, comparing included."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from material import corpora

from rashomon import evaluate
from rashomon.lexicon.families import FAMILY

NAMES = {"articles": "reports", "claims": "annotated", "claim_f1": "f1"}  # the shared scorer's name -> ours


@cache
def both(shared: Path, name: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any], evaluate.Measured]:
    """The shared scorer's figures, ours, and everything measured, on one reading."""
    gold = shared / "gold" / f"{name}.json"
    measured = evaluate.measure(evaluate.read_gold(gold))
    predictions = folder / f"{name}.json"
    articles = {unit: {"claims": claims} for unit, claims in measured.claims.items()}
    predictions.write_text(json.dumps({"articles": articles, "clusters": measured.comparisons}), encoding="utf-8")
    command = [sys.executable, str(shared / "tools" / "score_claims.py"), str(gold), str(predictions), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout), measured.to_dict(), measured


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scorer")


@pytest.mark.parametrize("name", ["dev", "train"])
def test_every_figure_is_the_shared_scorers(name: str, folder: Path) -> None:
    theirs, ours, _ = both(corpora(), name, folder)
    wanted = {NAMES.get(key, key): value for key, value in theirs.items() if key != "family_f1"}
    assert {key: ours.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("name", ["dev", "train"])
def test_every_familys_figure_is_the_shared_scorers(name: str, folder: Path) -> None:
    theirs, ours, measured = both(corpora(), name, folder)
    # Types that the annotation guide does not have are of no family there, and of one here.
    told = {claim["type"] for claims in measured.claims.values() for claim in claims}
    beyond = {FAMILY[kind] for kind in told & {"protest_with_intervention", *_others()}}
    wanted = {key: value for key, value in theirs["family_f1"].items() if key not in {"unknown type", *beyond}}
    assert {key: ours["families"][key]["f1"] for key in wanted} == wanted


def _others() -> set[str]:
    return {kind for kind, family in FAMILY.items() if family == "other"}
