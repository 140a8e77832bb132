"""The library's comparison, brought up to date in portions, is that of all readings at once."""

from __future__ import annotations

import hashlib
import importlib
import random
from pathlib import Path

import pytest
from synthetic import readings

import rashomon
from rashomon.collect.items import Origin
from rashomon.library import open_library
from rashomon.library.protocol import Library
from rashomon.library.records import Entry
from rashomon.records import Comparison, Reading
from rashomon.run import compare

rules_of_compare = importlib.import_module("rashomon.compare.rules")  # rashomon.compare itself is a function


def put(library: Library, portion: list[Reading]) -> None:
    with library.edit() as edit:
        for reading in portion:
            digest = reading.report.id + hashlib.sha256(reading.report.id.encode()).hexdigest()[:48]
            edit.add(Entry(reading.report, digest, "", b"", reading.report.id), Origin("made"))
            edit.put_reading(reading, "test")


def kept(library: Library) -> Comparison:
    with library.view() as view:
        ids = list(view.incident_ids())
        return Comparison(tuple(view.incidents(ids)), tuple(view.disagreements(ids)), tuple(view.control()))


def in_order(comparison: Comparison) -> tuple[list[object], ...]:
    return tuple(
        sorted(part, key=repr) for part in (comparison.incidents, comparison.disagreements, comparison.control)
    )


@pytest.mark.parametrize(("neighbours", "seed"), [(40, 1), (4, 2), (1, 3)])
def test_portions_in_any_order_give_what_one_comparison_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, neighbours: int, seed: int
) -> None:
    rules = rules_of_compare.load_rules()
    rules = rules.model_copy(update={"blocking": rules.blocking.model_copy(update={"neighbours": neighbours})})
    monkeypatch.setattr(rules_of_compare, "load_rules", lambda: rules)
    monkeypatch.setattr(compare, "load_rules", lambda: rules)
    monkeypatch.setattr(compare, "PORTION", 7)
    made = list(readings(900, seed))
    whole = rashomon.compare(made)
    random.Random(seed).shuffle(made)
    with open_library(tmp_path / "a.db") as library:
        for start in range(0, len(made), 31):
            put(library, made[start : start + 31])
            compare.update(library)
        assert in_order(kept(library)) == in_order(whole)
    assert len(whole.disagreements) > 20, "too few to show anything"


def test_a_further_report_leaves_other_incidents_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list(readings(600, 5))
    with open_library(tmp_path / "a.db") as library:
        put(library, made[:-1])
        compare.update(library)
        written: list[str] = []
        real = compare._Portion._make

        def spy(self: compare._Portion, touched: list[tuple[str, int]], scores: dict[object, float]) -> None:
            written.extend(f"{report}:{number}" for report, number in touched)
            real(self, touched, scores)  # type: ignore[arg-type]

        monkeypatch.setattr(compare._Portion, "_make", spy)
        put(library, made[-1:])
        assert compare.update(library) == 1
        with library.view() as view:
            claims = view.counts().claims
    assert 0 < len(written) < claims / 3


def test_other_rules_compare_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list(readings(120, 6))
    with open_library(tmp_path / "a.db") as library:
        put(library, made)
        assert compare.update(library) == len(made)
        assert compare.update(library) == 0
        monkeypatch.setattr(compare, "comparison_version", lambda: "other rules")
        assert compare.update(library) == len(made)


def test_a_copy_is_no_voice_of_its_own(tmp_path: Path) -> None:
    text = (
        "Shells hit the market of Er Rahad on Tuesday, killing 12 people and wounding 30, in the worst attack on the "
        "town since the start of the war. Shops in the streets around it were closed on Wednesday."
    )
    given = [
        {"id": "a", "text": text, "published": "2024-02-14", "publisher": "Wire"},
        {"id": "b", "text": "By our staff. " + text, "published": "2024-02-14", "publisher": "Daily"},
    ]
    comparison = rashomon.compare(rashomon.read_many(given))
    assert comparison.copies == (("a", "b"),)
    assert comparison.to_dict()["copies"] == [["a", "b"]]
    assert not comparison.disagreements
    other = [given[0], {**given[1], "text": text.replace("12 people", "40 people"), "published": "2024-02-15"}]
    (changed,) = rashomon.compare(rashomon.read_many(other)).disagreements
    assert (changed.attribute, changed.update) == ("killed", True), "one voice that changed its figure"
    assert "Wire and copies" in changed.note
