"""All or nothing, durable, and one state for each view, in both stores."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from made_library import fill, full_report, put_full

from rashomon import settings as settings_module
from rashomon.collect.items import Origin
from rashomon.errors import LibraryBusy, LibraryError
from rashomon.library import open_library
from rashomon.library.dump import dump
from rashomon.library.protocol import Library

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test


@pytest.fixture
def hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a fifth of a second for others instead of a minute."""
    own = settings_module.load(None)
    short = own.model_copy(update={"library": own.library.model_copy(update={"busy_seconds": 0.2})})
    for module in ("store", "sqlite", "postgres"):
        monkeypatch.setattr(f"rashomon.library.{module}.settings", lambda: short)


def test_an_error_takes_the_whole_edit_back(library: Library) -> None:
    fill(library, [1])
    before = list(dump(library))

    def stumble() -> None:
        with library.edit() as edit:
            put_full(edit, 2)
            edit.forget_comparison()
            edit.put("key", "value")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert list(dump(library)) == before
    with library.edit() as edit:
        put_full(edit, 2)
    assert len(list(dump(library))) > len(before)


def test_what_was_kept_is_there_after_opening_again(place: Callable[[], str]) -> None:
    where = place()
    with open_library(where) as library:
        fill(library, [1, 2, 3])
        before = list(dump(library))
    with open_library(where, create=False) as library:
        assert list(dump(library)) == before
        assert library.check() == []


def test_a_view_stays_with_its_state_while_others_write(place: Callable[[], str]) -> None:
    where = place()
    with open_library(where) as library, open_library(where) as other:
        fill(library, [1])
        with other.view() as view:
            before = view.counts()
            fill(library, [2, 3])
            assert view.counts() == before
            assert len(list(view.report_ids())) == 1
            assert [one.id for one in view.incidents(["i1", "i2"])] == ["i1"]
            with library.edit() as edit:
                put_full(edit, 4)
                with other.view() as later:
                    assert later.counts().reports == 3
        with other.view() as view:
            assert view.counts().reports == 4


def test_an_edit_sees_what_it_wrote(library: Library) -> None:
    with library.edit() as edit:
        id = put_full(edit, 1)
        assert edit.search("tessalor")[0].report == id
        assert edit.counts().claims == 3


@pytest.mark.usefixtures("hasty")
def test_a_second_writer_is_told_to_wait(place: Callable[[], str]) -> None:
    where = place()
    with open_library(where) as library, open_library(where) as other:
        with library.edit() as edit:
            put_full(edit, 1)
            with pytest.raises(LibraryBusy, match="somebody else has been writing to it"), other.edit():
                pass
            with pytest.raises(LibraryBusy, match=r"library\.busy_seconds"), library.edit():
                pass
        fill(other, [2])
        with library.view() as view:
            assert view.counts().reports == 2


def test_writers_take_turns(place: Callable[[], str]) -> None:
    where = place()
    with open_library(where) as one, open_library(where) as two:

        def write(number: int) -> None:
            fill((one, two)[number % 2], [number])

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(write, range(24)))
        assert one.check() == []
        with two.view() as view:
            assert view.counts().reports == 24


def test_many_may_make_the_same_library_at_once(place: Callable[[], str], tmp_path: Path) -> None:
    where = place()
    if not where.startswith("postgresql:"):
        where = str(tmp_path / "fresh.rashomon")
    else:
        where += "&schema=fresh"
    start = threading.Barrier(6)

    def make(number: int) -> int:
        start.wait()
        with open_library(where) as library:
            fill(library, [number])
        return number

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(make, range(6))) == list(range(6))
    with open_library(where) as library, library.view() as view:
        assert view.counts().reports == 6


def test_a_closed_library_says_so(library: Library) -> None:
    fill(library, [1])
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="has been closed"), library.view():
        pass


def test_a_reading_that_cannot_be_stored_costs_the_edit_only(library: Library) -> None:
    made, read = full_report(1)
    twice = replace(read, claims=(read.claims[0], read.claims[0]))

    def put() -> None:
        with library.edit() as edit:
            edit.add(made, Origin("a"))
            edit.put_reading(twice, "v1")

    with pytest.raises(LibraryError):
        put()
    with library.view() as view:
        assert view.counts().reports == 0


def test_what_was_acknowledged_outlives_a_killed_process(place: Callable[[], str]) -> None:
    where = place()
    script = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from made_library import put_full\n"
        "from rashomon.library import open_library\n"
        "library = open_library(sys.argv[1])\n"
        "for number in range(10**6):\n"
        "    with library.edit() as edit: put_full(edit, number)\n"
        "    print(number, flush=True)\n"
    )
    folder = str(Path(__file__).parent)
    with subprocess.Popen([sys.executable, "-c", script, where, folder], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [int(next(writer.stdout)) for _ in range(15)]
        writer.kill()
        said += [int(line) for line in writer.stdout if line.endswith("\n")]
    with open_library(where, create=False) as library:
        assert library.check() == []
        with library.view() as view:
            assert view.counts().reports in (len(said), len(said) + 1)  # the last may have been kept and not yet told
            assert view.counts().claims == 3 * view.counts().reports
            assert set(view.report_ids()) >= {full_report(number)[0].report.id for number in said}
