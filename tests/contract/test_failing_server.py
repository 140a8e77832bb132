"""A server whose disk is full, or that ends our connection, at every single statement of an edit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import psycopg
import pytest
from failing_disk import line_of
from made_library import fill, full_report, put_full

from rashomon.library import open_library
from rashomon.library.dump import dump
from rashomon.library.protocol import Library

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test

_connect = psycopg.connect  # the real one, for when it is replaced


class Failing:
    """Fails, or ends the connection, when the nth statement is sent; statements of ROLLBACK do not count."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.number: int | None = None
        self.kill = False
        self.calls = 0

    def count(self, connection: psycopg.Connection[Any], query: object) -> None:
        if query == b"ROLLBACK":
            return
        self.calls += 1
        if self.calls != self.number:
            return
        if not self.kill:
            raise psycopg.errors.DiskFull("could not extend file: No space left on device")
        with _connect(self.address, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (connection.info.backend_pid,))


@pytest.fixture
def failing(database: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Failing:
    made = Failing(database("made"))

    class Cursor(psycopg.Cursor[Any]):
        def execute(self, query: Any, *values: Any, **options: Any) -> Any:
            made.count(self.connection, query)
            return super().execute(query, *values, **options)

        def copy(self, statement: Any, *values: Any, **options: Any) -> Any:
            made.count(self.connection, statement)
            return super().copy(statement, *values, **options)

    def connect(*values: Any, **options: Any) -> psycopg.Connection[Any]:
        return _connect(*values, **options, cursor_factory=Cursor)

    monkeypatch.setattr("rashomon.library.postgres.psycopg.connect", connect)
    return made


def edit(library: Library) -> None:
    with library.edit() as edit:
        put_full(edit, 3)
        edit.put("compare", "rules")


@pytest.mark.parametrize("kill", [False, True], ids=["disk full", "connection ended"])
def test_every_statement_of_an_edit_may_fail(failing: Failing, kill: bool) -> None:
    with open_library(failing.address) as library:
        fill(library, [1, 2])
        nothing = list(dump(library))
        for number in count(1):
            failing.calls, failing.number, failing.kill = 0, number, kill
            told = line_of(lambda: edit(library))
            failed = told is not None
            assert told is None or ("see that the server runs" if kill else "make room on the server's disk") in told
            calls, failing.number = failing.calls, None
            if calls < number:
                assert not failed
                break
            assert failed or (kill and number <= 2)  # a connection lost before it was begun is simply replaced
            if not failed:
                assert len(list(dump(library))) > len(nothing)
                with library.edit() as again:
                    clear(again)
            assert list(dump(library)) == nothing
    assert number > 15
    with open_library(failing.address, create=False) as library:
        assert library.check() == []
        with library.view() as view:
            assert view.counts().reports == 3


def clear(edit: Any) -> None:
    """Take report 3 out again, in SQL of the test's own: the library never deletes a report."""
    report = full_report(3)[0].report.id
    edit.drop_components([f"{report}:c1"])
    edit.put_control("kurmin 3", "SDN", [])
    for table in ("spots", "claims", "readings", "decisions", "origins", "bands", "texts"):
        edit._do.run(f"DELETE FROM {table} WHERE report = ?", (report,))
    edit._do.run("DELETE FROM reports WHERE id = ?", (report,))
    edit._do.run("DELETE FROM failures WHERE part = 'line 3'")
    edit._do.run("DELETE FROM remembered")
