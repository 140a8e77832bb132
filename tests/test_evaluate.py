"""The scorer itself: what counts as found, and what as right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rashomon import evaluate
from rashomon.errors import ReportError
from rashomon.lexicon import overlay

TEXT = "The army said it retook Kutum on Sunday. At least 12 people were killed."
GOLD: dict[str, Any] = {
    "id": "1", "type": "government_regains_territory", "quote": "it retook Kutum on Sunday", "also": [],
    "trigger": "retook", "actor": {"mention": "The army", "name": "Sudanese Armed Forces"}, "target": None,
    "place": {"mention": "Kutum", "name": "Kutum"}, "date": {"start": "2024-02-11", "end": "2024-02-11"},
    "killed": None, "wounded": None, "source": {"mention": "The army", "name": "Sudanese Armed Forces"},
    "stance": "affirms", "certainty": "asserted", "extent": "unspecified",
}  # fmt: skip


def claim(**changes: Any) -> dict[str, Any]:
    start = TEXT.index("it retook")
    base: dict[str, Any] = {
        "id": "a", "type": "government_regains_territory", "in_title": False,
        "quote": {"start": start, "end": start + 25, "text": TEXT[start : start + 25]},
        "trigger": {"start": start + 3, "end": start + 9, "text": "retook"},
        "actor": {"name": "army", "mention": {"text": "The army"}}, "target": None,
        "place": {"name": "Kutum", "mention": None}, "when": {"start": "2024-02-11", "end": "2024-02-11"},
        "killed": None, "wounded": None, "source": {"name": "Sudanese army", "mention": {"text": "The army"}},
        "stance": "affirms", "certainty": "asserted", "extent": "unspecified",
    }  # fmt: skip
    return {**base, **changes}


def score(*claims: dict[str, Any]) -> evaluate.Scores:
    return evaluate.score([{"unit_id": "u", "text": TEXT, "title": None, "claims": [GOLD]}], {"u": claims})


def test_the_same_claim_is_found_with_every_field_right() -> None:
    scores = score(claim())
    assert (scores.precision, scores.recall, scores.f1) == (1.0, 1.0, 1.0)
    assert all(tally.right == tally.total for tally in scores.fields.values())
    assert not scores.errors


def test_another_family_or_other_words_are_not_the_claim() -> None:
    assert score(claim(type="attack")).found == 0
    elsewhere = {"start": 60, "end": 66, "text": TEXT[60:66]}
    assert score(claim(quote=elsewhere, trigger=elsewhere)).found == 0
    assert score(claim(in_title=True)).found == 0


def test_each_claim_is_paired_once_and_with_the_likeliest() -> None:
    scores = score(claim(type="control", id="b"), claim())
    assert (scores.found, scores.predicted, scores.fields["type"].right) == (1, 2, 1)
    assert scores.errors == ["extra u:b control: it retook Kutum on Sunday"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": {"name": "publisher", "mention": None}}, "source"),
        ({"place": {"name": "El Fasher", "mention": None}}, "place"),
        ({"when": {"start": "2024-02-13", "end": "2024-02-13"}}, "date"),
        ({"when": None}, "date"),
        ({"killed": {"low": 12, "high": None}}, "killed"),
        ({"stance": "denies"}, "stance"),
        ({"extent": "full"}, "extent"),
    ],
)
def test_a_wrong_field_is_told(changes: dict[str, Any], field: str) -> None:
    scores = score(claim(**changes))
    assert scores.found == 1
    assert scores.fields[field].right == 0
    assert len(scores.errors) == 1
    assert f" {field}: " in scores.errors[0]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Rapid Support Forces", "the paramilitary Rapid Support Forces", True),
        ("SOHR", "Syrian Observatory for Human Rights", True),
        ("RSF", "Rapid Support Forces", False),  # share no word, and are not listed as one
        ("Islamic State", "islamic state", True),
        ("Sudanese army", "Rapid Support Forces", False),
        ("publisher", "police", False),
        ("the", "the", False),  # nothing is left of it
    ],
)
def test_party_names(a: str, b: str, same: bool) -> None:
    gold, got = {**GOLD, "source": {"name": a, "mention": None}}, claim(source={"name": b, "mention": None})
    report = {"unit_id": "u", "text": TEXT, "title": "", "claims": [gold]}
    assert evaluate.score([report], {"u": [got]}).fields["source"].right == same


def test_spellings_of_a_place_are_one() -> None:
    gold = {**GOLD, "place": {"name": "al-Qaryatayn", "mention": None}}
    got = claim(place={"name": "Al Qaryatain", "mention": None})
    report = {"unit_id": "u", "text": TEXT, "title": "", "claims": [gold]}
    assert evaluate.score([report], {"u": [got]}).fields["place"].right == 1


def test_names_listed_as_one_in_a_folder_of_ones_own_count_as_one(tmp_path: Path) -> None:
    own = '[[same]]\nid = "rsf"\nnames = ["RSF", "Rapid Support Forces"]\n'
    (tmp_path / "same_names.toml").write_text(own, encoding="utf-8")
    gold = {**GOLD, "source": {"name": "RSF", "mention": None}}
    got = claim(source={"name": "Rapid Support Forces", "mention": None})
    report = {"unit_id": "u", "text": TEXT, "title": "", "claims": [gold]}
    former = overlay.in_use()
    try:
        overlay.use(tmp_path)
        assert evaluate.score([report], {"u": [got]}).fields["source"].right == 1
    finally:
        overlay.restore(former)
    assert evaluate.score([report], {"u": [got]}).fields["source"].right == 0


def test_a_field_that_was_not_annotated_is_not_scored() -> None:
    gold = {key: value for key, value in GOLD.items() if key not in ("killed", "wounded", "stance")}
    report = {"unit_id": "u", "text": TEXT, "title": None, "claims": [gold]}
    scores = evaluate.score([report], {"u": [claim(killed={"low": 12, "high": None}, stance="denies")]})
    assert not {"killed", "wounded", "stance"} & scores.fields.keys()
    assert not scores.errors


def test_counts_by_family_and_kind_of_source() -> None:
    gold = {**GOLD, "source": {**GOLD["source"], "kind": "military"}}
    got = claim(source={"name": "Sudanese army", "kind": "government", "mention": None})
    report = {"unit_id": "u", "text": TEXT, "title": None, "claims": [gold]}
    scores = evaluate.score([report], {"u": [got, claim(type="attack", id="b")]})
    families = {name: (one.annotated, one.told, one.found) for name, one in scores.families.items()}
    assert families == {"territory": (1, 1, 1), "violence": (0, 1, 0)}
    kinds = {name: (one.annotated, one.told, one.found, one.confirmed) for name, one in scores.source_kinds.items()}
    assert kinds == {"military": (1, 0, 1, 0), "government": (0, 1, 0, 1), "unknown": (0, 1, 0, 0)}
    assert scores.sources_right["military"] == 1


def test_a_file_that_is_no_annotation_is_refused(tmp_path: Path) -> None:
    for content in ("", "[]", '{"clusters": [{"articles": [{"text": 1, "claims": []}]}]}', '{"clusters": 3}'):
        path = tmp_path / "gold.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ReportError, match="no annotation file"):
            evaluate.annotated_reports(path)
