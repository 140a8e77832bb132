"""A disk that is full or broken, at every single write: one line is said, nothing is lost, nothing is half there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import apsw
import pytest
from failing_disk import FailingDisk, line_of
from made_library import fill, full_report, put_full

from rashomon.collect.items import Origin
from rashomon.library.dump import dump
from rashomon.library.protocol import Edit, Library
from rashomon.library.sqlite import SqliteLibrary

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test

_NAMES = count(1)


@pytest.fixture
def disk() -> Iterator[FailingDisk]:
    made = FailingDisk(f"failing{next(_NAMES)}")
    yield made
    made.unregister()


def edit(library: Library) -> None:
    """One edit as collecting makes them: new reports, and one that is read again."""
    with library.edit() as edit:
        for number in (3, 4):
            put_full(edit, number)
        edit.put("compare", "rules")


def content(path: Path) -> str:
    with SqliteLibrary(path, create=False) as library:
        assert library.check() == []
        return "".join(dump(library))


@pytest.mark.parametrize("once", [False, True], ids=["for good", "once"])
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError], ids=["full", "broken"])
def test_every_write_of_an_edit_may_fail(
    tmp_path: Path, disk: FailingDisk, error: type[apsw.Error], once: bool
) -> None:
    """From the first to the last write, sync and truncation, until an edit meets no failure any more."""
    expected = tmp_path / "expected.rashomon"
    with SqliteLibrary(expected) as library:
        fill(library, [1, 2])
        nothing = "".join(dump(library))
        edit(library)
        all_of_it = "".join(dump(library))
    for number in count(1):
        path = tmp_path / f"{number}.rashomon"
        disk.arm(None)
        with SqliteLibrary(path, vfs=disk.name) as library:
            fill(library, [1, 2])
            disk.arm(number, error, once=once)
            told = line_of(lambda: edit(library))
            calls = disk.calls
            disk.arm(None)
        failed = told is not None
        assert told is None or ("disk is full" if error is apsw.FullError else "disk reports an error") in told
        before = content(path)
        assert before in (nothing, all_of_it) if failed else before == all_of_it
        with SqliteLibrary(path) as library:
            if before == nothing:
                edit(library)
            else:  # it is there although it was told as failed: doing it again is harmless
                with library.edit() as again:
                    put_full_again(again)
        assert content(path) == all_of_it
        if calls < number:
            break
    assert number > 5


def put_full_again(edit: Edit) -> None:
    """What collecting does with items that are there: it adds them again."""
    for number in (3, 4):
        edit.add(full_report(number)[0], Origin("news.jsonl", f"line {number}"), [number])
    edit.put("compare", "rules")


def test_making_a_library_may_fail_at_every_write(tmp_path: Path, disk: FailingDisk) -> None:
    for number in count(1):
        path = tmp_path / f"{number}.rashomon"
        disk.arm(number)
        failed = line_of(lambda: SqliteLibrary(path, vfs=disk.name).close()) is not None  # noqa: B023
        calls = disk.calls
        disk.arm(None)
        with SqliteLibrary(path) as library:
            fill(library, [1])
            assert library.check() == []
        if not failed and calls < number:
            break
    assert number > 5
