"""Libraries of other releases: older ones are brought up to date in one step, newer ones refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from made_library import fill

from rashomon.errors import LibraryError
from rashomon.library import open_library, schema
from rashomon.library.dump import dump

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test

_REAL = {store: schema.steps(store) for store in ("sqlite", "postgres")}


def release(monkeypatch: pytest.MonkeyPatch, *further: str) -> None:
    """Pretend to be a release that knows further steps."""
    monkeypatch.setattr(schema, "steps", lambda store: (*_REAL[store], *further))


ADDED = "CREATE TABLE notes (text text NOT NULL); INSERT INTO notes SELECT id FROM reports;"


def test_an_older_library_is_brought_up_to_date(place: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    where = place()
    with open_library(where) as library:
        fill(library, [1, 2])
        before = list(dump(library))
    release(monkeypatch, ADDED, "ALTER TABLE notes ADD COLUMN who text;")
    for _ in range(2):
        with open_library(where, create=False) as library:
            assert list(dump(library)) == before
            with library.view() as view:
                assert view._do.rows("SELECT count(*), count(who) FROM notes") == [(2, 0)]  # type: ignore[attr-defined]
                assert view._do.rows("SELECT version FROM schema_version") == [(len(_REAL["sqlite"]) + 2,)]  # type: ignore[attr-defined]


def test_a_step_that_fails_leaves_the_library_as_it_was(
    place: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = place()
    with open_library(where) as library:
        fill(library, [1, 2])
        before = list(dump(library))
    release(monkeypatch, ADDED, "INSERT INTO nowhere VALUES (1);")
    with pytest.raises(LibraryError):
        open_library(where)
    release(monkeypatch)
    with open_library(where) as library:
        assert list(dump(library)) == before
        assert library.check() == []


def test_a_newer_library_is_refused(place: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    where = place()
    release(monkeypatch, ADDED)
    open_library(where).close()
    release(monkeypatch)
    with pytest.raises(
        LibraryError, match=r"made by a newer release.*version 3, this release knows 2.*update Rashomon"
    ):
        open_library(where)
