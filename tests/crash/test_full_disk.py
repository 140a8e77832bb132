"""A disk that is full or broken while collecting and comparing: one line, and the next run completes the same library."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import apsw
import pytest
from failing_disk import FailingDisk, line_of
from stories import write

from rashomon.library.dump import dump
from rashomon.library.sqlite import SqliteLibrary
from rashomon.records import Report
from rashomon.run import collect as collecting
from rashomon.run import compare, reader
from rashomon.run.collect import Collector

_NAMES = count(1)
REPORTS = 4


@pytest.fixture
def disk() -> Iterator[FailingDisk]:
    made = FailingDisk(f"filling{next(_NAMES)}")
    yield made
    made.unregister()


@pytest.fixture(autouse=True)
def small_portions_of_cheap_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real readings, each made once; it is the disk that is tested here."""
    known: dict[str, reader.Result] = {}
    real = reader.read_batch

    def read_batch(batch: list[Report]) -> list[reader.Result]:
        new = [report for report in batch if report.id not in known]
        known.update({report.id: result for report, result in zip(new, real(new), strict=True)})
        return [known[report.id] for report in batch]

    monkeypatch.setattr(reader, "read_batch", read_batch)
    monkeypatch.setattr(collecting, "PORTION", 2)
    monkeypatch.setattr(compare, "PORTION", 2)


def collect_and_compare(path: Path, disk: FailingDisk, sources: list[str]) -> None:
    with SqliteLibrary(path, vfs=disk.name) as library:
        Collector(library).collect(sources)
        compare.update(library)


def content(path: Path) -> str:
    with SqliteLibrary(path, create=False) as library:
        assert library.check() == []
        return "".join(dump(library))


@pytest.mark.parametrize(("error", "told"), [(apsw.FullError, "disk is full"), (apsw.IOError, "disk reports an error")])
def test_every_nth_write_may_fail(tmp_path: Path, disk: FailingDisk, error: type[apsw.Error], told: str) -> None:
    sources = [str(path) for path in write(tmp_path / "in", REPORTS)]
    collect_and_compare(tmp_path / "whole.db", disk, sources)
    whole = content(tmp_path / "whole.db")
    assert '"kind":"incident"' in whole
    failed = 0
    for number in count(1):
        path = tmp_path / f"{number}.db"
        disk.arm(number, error)
        line = line_of(lambda path=path: collect_and_compare(path, disk, sources))  # type: ignore[misc]
        calls = disk.calls
        disk.arm(None)
        if line is None and calls < number:
            break
        failed += line is not None
        assert line is None or told in line, line
        collect_and_compare(path, disk, sources)
        assert content(path) == whole, f"write {number}"
    assert failed > 20
