"""An annotation file that does not hold is told by report, claim and field, with what to do."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rashomon.errors import ReportError
from rashomon.evaluate import read_gold

TEXT = "The army said it “retook” Kutum on Sunday.\nAt least 12 people were killed."
GOLD: dict[str, Any] = {
    "clusters": [
        {
            "cluster": "kutum",
            "incidents": {"I1": "Capture of Kutum"},
            "disagreements": [{"incident": "I1", "attribute": "killed", "claims": ["k1:1", "k1:2"], "note": ""}],
            "articles": [
                {
                    "unit_id": "k1", "publisher": "Wire", "published": "2024-02-12", "title": "Kutum falls", "text": TEXT,
                    "claims": [
                        {
                            "id": "1", "type": "government_regains_territory", "quote": "it “retook” Kutum on Sunday",
                            "trigger": "“retook”", "also": ["Kutum falls"], "main": True, "incident": "I1",
                            "actor": {"mention": "The army", "name": "army"}, "target": None,
                            "place": {"mention": "Kutum", "name": "Kutum", "admin1": None, "country": "SDN"},
                            "date": {"start": "2024-02-11", "end": "2024-02-11"}, "killed": None, "wounded": None,
                            "source": {"mention": "The army", "name": "army", "kind": "military"},
                            "stance": "affirms", "certainty": "asserted", "extent": "full",
                        },
                        {
                            "id": 2, "type": "attack", "quote": "At least 12 people were killed",
                            "killed": {"low": 12, "high": None, "who": "people", "mention": "At least 12 people"},
                        },
                    ],
                }
            ],
        }
    ]
}  # fmt: skip
Change = Callable[[dict[str, Any]], object]


def changed(folder: Path, change: Change) -> Path:
    data = copy.deepcopy(GOLD)
    change(data)
    path = folder / "gold.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def faults(folder: Path, change: Change) -> list[str]:
    path = changed(folder, change)
    with pytest.raises(ReportError) as raised:
        read_gold(path)
    return str(raised.value).removeprefix(f"{path} is no annotation file: ").splitlines()


def first(data: dict[str, Any]) -> dict[str, Any]:
    report: dict[str, Any] = data["clusters"][0]["articles"][0]
    return report


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    gold = read_gold(changed(tmp_path, lambda data: None))
    assert [report["unit_id"] for report in gold.reports] == ["k1"]


def claim(**values: Any) -> Change:
    return lambda data: first(data)["claims"][0].update(values)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        # the shape
        (lambda data: data.pop("clusters"), 'it must be an object with a list "clusters"; docs/codebook.md'),
        (lambda data: data.update(clusters=[]), 'its list "clusters" is empty'),
        (lambda data: data["clusters"][0].pop("articles"), 'cluster kutum: it must be an object with a list "articles"'),
        (lambda data: data["clusters"].append(3), 'cluster 2: it must be an object with a list "articles"'),
        (lambda data: first(data).pop("unit_id"), "cluster kutum, article 1: unit_id is missing"),
        (lambda data: first(data).pop("text"), "k1: text is missing"),
        (lambda data: first(data).update(text=["a"]), "k1: text is missing"),
        (lambda data: first(data).pop("claims"), "k1: claims is missing"),
        (lambda data: first(data)["claims"].append("x"), "k1, claim 3: it must be an object"),
        (lambda data: first(data)["claims"][1].pop("quote"), "k1, claim 2: quote is missing or no text"),
        (lambda data: first(data)["claims"][1].pop("id"), "k1, claim 2: id is missing or no text"),
        # reports and ids
        (lambda data: data["clusters"][0]["articles"].append(copy.deepcopy(first(data))), "k1: two reports have this unit_id"),
        (lambda data: first(data)["claims"][1].update(id="1"), "k1:1: two claims of this report have this id"),
        (lambda data: first(data).update(published="12 February"), "k1: published is '12 February'; give a day such as"),
        (lambda data: first(data).update(title=3), "k1: title is 3; give text or null"),
        # fields
        (claim(type="goverment_regains_territory"), "k1:1: type: there is no type 'goverment_regains_territory'; did you mean government_regains_territory"),
        (claim(colour="red"), "k1:1: colour: there is no such field"),
        (claim(quote="the rebels retook Kutum"), 'k1:1: quote: "the rebels retook Kutum" is not in the text or title; copy it'),
        (claim(quote='it "retook" Kutum'), "it is, but with other quotation marks or dashes"),
        (claim(quote="IT “retook” Kutum"), "it is, but with other capitals"),
        (claim(quote="on Sunday. At least 12"), "it is, but with other blanks or line breaks"),
        (claim(quote="it “retook” Kutum on Monday"), 'it has only "it “retook” Kutum on "'),
        (claim(also="Kutum"), "k1:1: also: give a list of quotes"),
        (claim(also=["no such words"]), 'k1:1: also: "no such words" is not in the text or title'),
        (claim(trigger="seized"), 'k1:1: trigger: "seized" is not in the quote; give words of'),
        (claim(actor="army"), "k1:1: actor: is 'army'; give an object or null"),
        (claim(actor={"mention": None, "name": ""}), "k1:1: actor.name: is ''; give a name, or null for the whole actor"),
        (claim(place={"mention": "Kutom", "name": "Kutum"}), 'k1:1: place.mention: "Kutom" is not in the text or title'),
        (claim(source={"name": "army", "kind": "militry"}), "k1:1: source.kind: 'militry' is not known; did you mean military"),
        (claim(date="2024-02-11"), "k1:1: date: is '2024-02-11'; give {"),
        (claim(date={"start": "2024-02-31", "end": None}), "k1:1: date.start: is '2024-02-31'; give a day"),
        (claim(date={"start": "2024-02-12", "end": "2024-02-11"}), "k1:1: date: 2024-02-12 is after 2024-02-11"),
        (claim(killed={"low": "12", "high": None}), "k1:1: killed.low: is '12'; give a whole number, or null"),
        (claim(killed={"low": 12, "high": 3}), "k1:1: killed: low 12 is above high 3"),
        (claim(wounded={"low": -1, "high": None}), "k1:1: wounded.low: is -1; give a whole number"),
        (claim(wounded={"low": True, "high": None}), "k1:1: wounded.low: is True; give a whole number"),
        (claim(stance="afirms"), "k1:1: stance: 'afirms' is not known; did you mean affirms"),
        (claim(extent="all"), "k1:1: extent: 'all' is not known"),
        # clusters
        (claim(place={"name": "Kutum", "country": ["SDN"]}), "k1:1: place.country: is ['SDN']; give text or null"),
        (claim(incident={"id": 1}), "k1:1: incident: is {'id': 1}; give the incident's id, in quotation marks, or null"),
        (lambda data: data["clusters"][0].update(cluster=["a"]), "cluster 1: \"cluster\" is ['a']; give it a name"),
        (lambda data: data["clusters"].append({"cluster": "kutum", "articles": []}), "cluster kutum: two clusters have this name"),
        (lambda data: data["clusters"][0]["disagreements"][0].update(claims=[["k1:1"]]), "there is no claim ['k1:1'] in this cluster"),
        (claim(incident="I2"), "k1:1: incident 'I2' is not among the cluster's incidents"),
        (lambda data: data["clusters"][0].update(disagreements={}), None),
        (lambda data: data["clusters"][0].update(disagreements={"a": 1}), "cluster kutum: disagreements must be a list"),
        (lambda data: data["clusters"][0]["disagreements"].append({}), "cluster kutum, disagreement 2: it must be an object"),
        (lambda data: data["clusters"][0]["disagreements"][0].update(attribute="dead"), "disagreement 1: attribute 'dead' is not known"),
        (lambda data: data["clusters"][0]["disagreements"][0].update(claims=["k1:9"]), "there is no claim 'k1:9' in this cluster; claims are named UNIT_ID:ID"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(tmp_path: Path, change: Change, told: str | None) -> None:
    if told is None:
        read_gold(changed(tmp_path, change))
        return
    lines = faults(tmp_path, change)
    assert [line for line in lines if told in line], lines


def test_every_fault_is_told_up_to_a_screenful(tmp_path: Path) -> None:
    def many(data: dict[str, Any]) -> None:
        first(data)["claims"] = [{"id": str(n), "type": "x", "quote": "Kutum"} for n in range(50)]
        data["clusters"][0]["disagreements"] = []

    lines = faults(tmp_path, many)
    assert len(lines) == 21
    assert lines[-1] == "and 30 more; mend these first"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "not valid JSON at line 1, column 1"),
        (b'{"clusters": [\n  {"cluster": "a",}]}', "not valid JSON at line 2"),
        (b'{"clusters": "caf\xe9"}', "it is not UTF-8 (at byte 17); save it so"),
        (b"[" * 100_000, "it is nested too deep"),
        (b"[]", 'it must be an object with a list "clusters"'),
        (b"\xef\xbb\xbf{}", 'it must be an object with a list "clusters"'),
    ],
)
def test_bytes_that_are_no_annotation(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "gold.json"
    path.write_bytes(content)
    with pytest.raises(ReportError) as raised:
        read_gold(path)
    assert told in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"none\.json"):
        read_gold(tmp_path / "none.json")
