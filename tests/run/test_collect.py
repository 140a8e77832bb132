"""Sources to a library: everything kept once, every failure kept with its reason, in whatever order it came."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from stories import story, write

from rashomon.errors import LexiconError
from rashomon.library import open_library
from rashomon.library.dump import dump
from rashomon.library.protocol import Library
from rashomon.records import Reading, Report
from rashomon.run import reader
from rashomon.run.collect import Collector, Defaults
from rashomon.run.compare import update
from rashomon.run.reread import reread

COUNT = 30  # six of them copies


def collected(library: Library, sources: list[Path], **options: object) -> Collector:
    collector = Collector(library, **options)  # type: ignore[arg-type]
    collector.collect([str(source) for source in sources])
    return collector


def test_everything_is_kept_and_read_and_copies_are_linked(tmp_path: Path) -> None:
    write(tmp_path / "in", COUNT)
    with open_library(tmp_path / "a.db") as library:
        tally = collected(library, [tmp_path / "in"]).tally
        assert (tally.new, tally.copies, tally.failed) == (COUNT, 6, 0)
        with library.view() as view:
            counts = view.counts()
            ids = list(view.report_ids())
            groups = {entry.voice for entry in view.entries(ids)}
        assert (counts.reports, counts.read, counts.waiting) == (COUNT, COUNT, COUNT)
        assert counts.claims > COUNT
        assert len(groups) == COUNT - 6


def test_the_same_corpus_three_times_in_other_orders_gives_the_same_bytes(tmp_path: Path) -> None:
    exports = []
    folder = tmp_path / "in"
    files = write(folder, COUNT)
    for seed in range(3):
        with open_library(tmp_path / f"{seed}.db") as library:
            shuffled = random.Random(seed).sample(files, len(files))
            for portion in (shuffled[:4], shuffled[2:], shuffled):
                collected(library, portion)
                if seed:
                    update(library)
            update(library)
            exports.append("".join(dump(library)))
    assert exports[0] == exports[1] == exports[2]
    assert '"kind":"disagreement"' in exports[0].replace(" ", "")


def test_workers_change_nothing(tmp_path: Path) -> None:
    files = write(tmp_path / "in", COUNT)
    exports = []
    for workers in (1, 2):
        with open_library(tmp_path / f"{workers}.db") as library:
            collected(library, files, workers=workers)
            exports.append(list(dump(library)))
    assert exports[0] == exports[1]


def test_a_file_collected_to_its_end_is_not_opened_again_until_it_changes(tmp_path: Path) -> None:
    files = write(tmp_path / "in", 6)
    with open_library(tmp_path / "a.db") as library:
        collected(library, files)
        assert collected(library, files).tally.unchanged == len(files)
        with files[0].open("a") as stream:
            stream.write("\n" if files[0].suffix == ".json" else json.dumps(story(99)) + "\n")
        os.utime(files[0], ns=(1, 1))
        tally = collected(library, files).tally
        assert tally.unchanged == len(files) - 1
        assert tally.known >= 1


def test_failures_are_kept_with_their_reason_until_a_retry_succeeds(tmp_path: Path) -> None:
    lines = tmp_path / "some.jsonl"
    lines.write_text(json.dumps(story(1)) + '\n{"id": "x"}\n' + json.dumps(story(2)) + "\n", encoding="utf-8")
    told: list[tuple[str, bool]] = []
    with open_library(tmp_path / "a.db") as library:
        missing = tmp_path / "later.txt"
        tally = collected(library, [lines, missing], say=lambda text, wrong: told.append((text, wrong))).tally
        assert (tally.new, tally.failed) == (2, 2)
        with library.view() as view:
            failures = view.failures()
        assert [failure.origin.part for failure in failures if failure.origin.source.endswith(".jsonl")] == ["line 2"]
        assert all("\n" not in text for text, _ in told)
        assert any("field text is missing" in text and "line 2" in text for text, wrong in told if wrong)
        missing.write_text("Shelling killed four people in Djibo on Monday, residents said.", encoding="utf-8")
        tally = Collector(library).retry()
        assert (tally.mended, tally.failed, tally.new) == (1, 1, 1)
        with library.view() as view:
            (left,) = view.failures()
        assert left.attempts == 2
        fixed = lines.read_text(encoding="utf-8").replace('{"id": "x"}', json.dumps(story(3)))
        lines.write_text(fixed, encoding="utf-8")
        assert Collector(library).retry().mended == 1
        with library.view() as view:
            assert view.failures() == []
            assert view.counts().reports == 4


def test_a_stop_saves_what_is_in_hand_and_the_next_run_goes_on(tmp_path: Path) -> None:
    files = write(tmp_path / "in", COUNT)
    with open_library(tmp_path / "whole.db") as library:
        collected(library, files)
        whole = list(dump(library))
    with open_library(tmp_path / "a.db") as library:
        collector = Collector(library)
        opened = []

        def sources() -> Iterator[str]:
            for file in files:
                opened.append(file)
                if len(opened) == 4:
                    collector.stop()
                yield str(file)

        collector.collect(sources())
        with library.view() as view:
            assert 0 < view.counts().reports == collector.tally.new < COUNT
        collected(library, files)
        assert list(dump(library)) == whole


def test_a_report_that_breaks_the_reader_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = importlib.import_module("rashomon.read.reader")  # rashomon.read itself is a function

    files = write(tmp_path / "in", 10)
    poison = story(3)["text"]
    real = steps._read_parsed

    def breaks(report: Report, *rest: object) -> Any:
        if report.text == poison and report.publisher == story(3)["publisher"]:
            raise ValueError("too odd")
        return real(report, *rest)

    monkeypatch.setattr(steps, "_read_parsed", breaks)
    with open_library(tmp_path / "a.db") as library:
        tally = collected(library, files).tally
        assert (tally.new, tally.failed) == (10, 1)
        with library.view() as view:
            (failure,) = view.failures()
            assert view.counts().read == 9
        assert "ValueError: too odd" in failure.reason
        monkeypatch.setattr(steps, "_read_parsed", real)
        assert Collector(library).retry().mended == 1
        with library.view() as view:
            assert view.counts().read == 10
            assert not view.failures()


def test_a_report_that_ends_its_process_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_batch", _deadly)
    reports = [Report(str(number), story(number)["text"]) for number in range(6)]
    with reader.BatchReader(2) as batches:
        results = list(batches.read([*reports, Report("poison", "poison"), Report("last", story(8)["text"])]))
    assert [isinstance(result, str) for result in results] == [False] * 6 + [True, False]
    assert "ended" in str(results[6])


def _deadly(batch: list[Report]) -> list[reader.Result]:
    if any(report.text == "poison" for report in batch):
        os._exit(9)
    return [reader.foreign(report) for report in batch]


def test_other_languages_are_kept_and_not_read(tmp_path: Path) -> None:
    text = "Die Armee teilte am Sonntag mit, bei den Kämpfen um die Stadt seien zwölf Menschen getötet worden. " * 3
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with open_library(tmp_path / "a.db") as library:
        tally = collected(library, [tmp_path / "a.txt"]).tally
        assert (tally.new, tally.foreign) == (1, 1)
        with library.view() as view:
            (reading,) = view.readings(list(view.report_ids()))
        assert "German" in reading.warnings[0]
        assert reading.report.language == "de"


def test_defaults_fill_only_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1)["text"], encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(story(2)), encoding="utf-8")
    with open_library(tmp_path / "a.db") as library:
        collected(library, [tmp_path], defaults=Defaults(dt.date(2020, 1, 2), "Own"))
        with library.view() as view:
            reports = [entry.report for entry in view.entries(list(view.report_ids()))]
        assert {report.publisher for report in reports} == {"Own", story(2)["publisher"]}
        assert {str(report.published) for report in reports} == {"2020-01-02", story(2)["published"]}


def test_a_new_version_reads_again_and_compares_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write(tmp_path / "in", 10)
    with open_library(tmp_path / "a.db") as library:
        collected(library, files)
        update(library)
        before = list(dump(library))
        assert reread(library) == 0
        monkeypatch.setattr("rashomon.run.reread.reading_version", lambda: "later")
        assert reread(library) == 10
        with library.view() as view:
            assert view.counts().waiting == 10
            assert view.stale("later", 5) == []
        assert update(library) == 10
        assert [line.replace("later", "x") for line in dump(library)] == [
            line.replace(json.loads(line).get("version", "later"), "x") for line in before
        ]


def test_the_same_file_under_two_names_is_one_report_with_two_origins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(story(1)["text"], encoding="utf-8")
    shutil.copy(tmp_path / "a.txt", tmp_path / "b.txt")
    with open_library(tmp_path / "a.db") as library:
        tally = collected(library, [tmp_path]).tally
        assert (tally.new, tally.known) == (1, 1)
        with library.view() as view:
            (report,) = view.report_ids()
            assert [Path(origin.source).name for origin in view.origins(report)] == ["a.txt", "b.txt"]


def test_a_broken_lexicon_stops_the_run_and_not_each_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = importlib.import_module("rashomon.read.reader")  # rashomon.read itself is a function

    def broken(*_: object) -> Reading:
        raise LexiconError("lexicon file events.toml: line 3")

    files = write(tmp_path / "in", 4)
    monkeypatch.setattr(steps, "_read_parsed", broken)
    with open_library(tmp_path / "a.db") as library:
        with pytest.raises(LexiconError):
            collected(library, files)
        with library.view() as view:
            assert view.counts().reports == 0


def test_one_item_told_twice_in_one_run_is_read_once(tmp_path: Path) -> None:
    line = json.dumps(story(1))
    (tmp_path / "a.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    with open_library(tmp_path / "a.db") as library:
        tally = collected(library, [tmp_path / "a.jsonl"]).tally
        assert (tally.new, tally.known) == (1, 1)
