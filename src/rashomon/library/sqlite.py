"""The library as one SQLite file, through apsw, which brings its own SQLite."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import apsw

from rashomon.errors import LibraryBusy, LibraryError
from rashomon.library.codec import escape, unescape
from rashomon.library.records import Spot
from rashomon.library.schema import missing_steps
from rashomon.library.statements import Row, Window
from rashomon.library.store import Store, busy_line
from rashomon.library.words import words
from rashomon.settings import settings

APPLICATION = 0x5241_5348  # "RASH" in the file's header says whose it is
LOW_SPACE = 200_000_000  # bytes of free disk under which `check` warns

_STRETCH = 4  # a stretch of a block is read at once where it has no more spots than so many windows
_SPOT = "first, last, family, report, number"
_BEFORE = (
    f"SELECT {_SPOT} FROM spots WHERE block = ? AND ({_SPOT}) < (?, ?, ?, ?, ?)"
    " ORDER BY first DESC, last DESC, family DESC, report DESC, number DESC LIMIT ?"
)
_AFTER = (
    f"SELECT {_SPOT} FROM spots WHERE block = ? AND ({_SPOT}) > (?, ?, ?, ?, ?)"
    " ORDER BY first, last, family, report, number LIMIT ?"
)
_BETWEEN = (
    f"SELECT {_SPOT} FROM spots WHERE block = ? AND ({_SPOT}) >= (?, ?, ?, ?, ?) AND ({_SPOT}) <= (?, ?, ?, ?, ?)"
    " ORDER BY first, last, family, report, number LIMIT ?"
)


def is_safe(version: str) -> bool:
    """Whether this SQLite is free of the WAL-reset bug of 3.7.0 to 3.51.2 (sqlite.org/wal.html#walresetbug).

    The mend was carried back to 3.44.6 and 3.50.7.
    """
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    found = (major, minor, patch)
    return found < (3, 7, 0) or found >= (3, 51, 3) or (minor in (44, 50) and patch >= {44: 6, 50: 7}[minor])


class SqliteStatements:
    """One connection to the file."""

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        found = self.connection.execute(_sql(sql), _fit(values))
        return [tuple([unescape(value) if value.__class__ is str else value for value in row]) for row in found]

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that gives no rows."""
        self.connection.execute(_sql(sql), _fit(values))

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert many rows."""
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        self.connection.executemany(sql, (_fit(row) for row in rows))

    def each(self, values: Iterable[str] | Iterable[int]) -> str:
        """A list as JSON, for json_each."""
        return json.dumps([escape(value) if isinstance(value, str) else value for value in values], ensure_ascii=False)

    def keep_text(self, report: str, title: str | None, text: str, sketch: bytes) -> None:
        """Keep the text of a new report and index its words."""
        self.run("INSERT INTO texts (report, title, text, sketch) VALUES (?, ?, ?, ?)", (report, title, text, sketch))
        self.run(
            "INSERT INTO words (rowid, title, body) SELECT number, ?, ? FROM reports WHERE id = ?",
            (" ".join(words(title or "")), " ".join(words(text)), report),
        )

    def find(self, words: Sequence[str], limit: int) -> list[str]:
        """Ids of the reports that have all the words, by BM25, a title's words counting four times."""
        match = " ".join(f'"{word}"' for word in words)
        found = self.rows(
            "SELECT r.id FROM words JOIN reports r ON r.number = words.rowid WHERE words MATCH ?"
            " ORDER BY bm25(words, 4.0, 1.0), r.id LIMIT ?",
            (match, limit),
        )
        return [row[0] for row in found]

    def windows(self, spots: Sequence[Spot], count: int) -> list[Window]:
        """The neighbours of each spot; spots that stand close together in a block are looked at in one stretch."""
        found: dict[Spot, Window] = {}
        ordered = sorted(set(spots))
        for block, group in groupby(ordered, key=itemgetter(0)):
            self._lines(block, list(group), count, found)
        return [found[spot] for spot in spots]

    def _lines(self, block: str, spots: list[Spot], count: int, found: dict[Spot, Window]) -> None:
        """The windows of some spots of one block, in order: one stretch, or two halves where that is too long."""
        first, last = spots[0], spots[-1]
        most = _STRETCH * count + len(spots)
        between = self._spots(block, _BETWEEN, (*first[1:], *last[1:], most)) if len(spots) > 1 else [first]
        if len(between) >= most:
            half = len(spots) // 2
            self._lines(block, spots[:half], count, found)
            self._lines(block, spots[half:], count, found)
            return
        before = self._spots(block, _BEFORE, (*first[1:], count))
        line = [*reversed(before), *between, *self._spots(block, _AFTER, (*last[1:], count))]
        for spot in spots:
            at = bisect_left(line, spot)
            after = at + (at < len(line) and line[at] == spot)  # a spot need not stand in the block
            found[spot] = line[max(0, at - count) : at], line[after : after + count]

    def _spots(self, block: str, sql: str, values: Sequence[Any]) -> list[Spot]:
        rows = self.connection.execute(sql, _fit((block, *values)))
        return [
            Spot(block, first, last, family, unescape(report), number) for first, last, family, report, number in rows
        ]


class SqliteLibrary(Store[SqliteStatements]):
    """A library in one file (beside it, while it is open, the -wal and -shm files of SQLite)."""

    def __init__(self, path: str | Path, *, create: bool = True, vfs: str | None = None) -> None:
        super().__init__()
        self.path = Path(path)
        self.location = str(path)
        self._file = str(self.path.absolute())  # whatever folder the program changes to
        self._vfs = vfs
        if not is_safe(apsw.sqlite_lib_version()):
            raise LibraryError(_unsafe_line())
        self._look(create)
        with self._errors():
            first = self._connect(create=create)
            try:
                self._prepare(first, create)
            except BaseException:
                self._rollback(first)
                self._drop(first)
                raise
            self._give(first, True)

    def _look(self, create: bool) -> None:
        """Raise LibraryError for what can be told from outside."""
        path = self.path
        try:
            if "\0" in str(path):
                raise ValueError("a file's name cannot hold NUL")
            if path.is_dir():
                raise LibraryError(f"{path}: this is a folder; name a file in it, such as {path / 'news.rashomon'}")
            if not path.exists():
                if not create:
                    raise LibraryError(f"{path}: there is no library here{_COLLECT}")
                if not path.absolute().parent.is_dir():
                    raise LibraryError(f"{path}: the folder {path.absolute().parent} does not exist; make it first")
            elif not path.is_file():
                raise LibraryError(f"{path}: not a file; name a file to keep the library in")
            elif not os.access(path, os.R_OK | os.W_OK):
                raise LibraryError(f"{path}: this user may not read and write it; change its permissions or owner")
            if not os.access(path.absolute().parent, os.W_OK | os.X_OK):
                raise LibraryError(
                    f"{path}: this user may not write into the folder {path.absolute().parent}, where SQLite keeps its"
                    " journal; change the folder's permissions, or use another folder"
                )
        except (OSError, ValueError) as error:
            raise LibraryError(f"{path}: {getattr(error, 'strerror', None) or error}; name another file") from error

    def _connect(self, *, create: bool = False) -> SqliteStatements:
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        connection = apsw.Connection(self._file, flags=flags, vfs=self._vfs)
        connection.set_busy_timeout(round(settings().library.busy_seconds * 1000))
        # FULL: a commit returns when its bytes are on the disk, also in a power cut
        connection.execute(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
            f" PRAGMA cache_size = {-1000 * settings().library.cache_megabytes}"
        )
        return SqliteStatements(connection)

    def _prepare(self, first: SqliteStatements, create: bool) -> None:
        """Make a new file a library and bring an older one up to date; refuse the files of others."""
        first.run("BEGIN")
        version = self._version(first)
        first.run("COMMIT")
        if version == 0 and not create:
            raise LibraryError(f"{self.path}: there is no library here, only an empty file{_COLLECT}")
        if not missing_steps("sqlite", version, self.location):
            return
        if first.rows("PRAGMA journal_mode = WAL") != [("wal",)]:
            raise LibraryError(
                f"{self.path}: SQLite cannot keep its journal here (a network folder?): use a local disk"
            )
        self._begin(first, write=True)
        version = self._version(first)  # again: another process may have been quicker
        for number, step in enumerate(missing_steps("sqlite", version, self.location), version + 1):
            first.connection.execute(step)
            first.run("DELETE FROM schema_version")
            first.run("INSERT INTO schema_version (version) VALUES (?)", (number,))
        first.run(f"PRAGMA application_id = {APPLICATION}")
        self._commit(first)

    def _version(self, first: SqliteStatements) -> int:
        """The version of the tables, 0 in an empty file."""
        if first.rows("PRAGMA application_id") == [(APPLICATION,)]:
            return int(first.rows("SELECT version FROM schema_version")[0][0])
        if first.rows("SELECT 1 FROM sqlite_master LIMIT 1") or first.rows("PRAGMA application_id") != [(0,)]:
            raise LibraryError(f"{self.path}: a SQLite file of another program; name another file for the library")
        return 0

    def _begin(self, connection: SqliteStatements, *, write: bool) -> None:
        if write:
            connection.run("BEGIN IMMEDIATE")
        else:
            connection.run("BEGIN")
            connection.rows("SELECT version FROM schema_version")  # from here on it is one state

    def _commit(self, connection: SqliteStatements) -> None:
        connection.run("COMMIT")

    def _rollback(self, connection: SqliteStatements) -> None:
        with contextlib.suppress(apsw.Error):
            if connection.connection.in_transaction:
                connection.run("ROLLBACK")

    def _lost(self, connection: SqliteStatements) -> bool:
        return False

    def _drop(self, connection: SqliteStatements) -> None:
        with contextlib.suppress(apsw.Error):
            connection.connection.close(True)

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except apsw.BusyError as error:
            raise LibraryBusy(busy_line(self.location)) from error
        except apsw.Error as error:
            raise LibraryError(self._line(error)) from error

    def _line(self, error: apsw.Error) -> str:
        for kind, remedy in _REMEDIES:
            if isinstance(error, kind):
                return f"{self.path}: {remedy}"
        return f"{self.path}: {error}; nothing of this step was kept: check the library with rashomon doctor"

    def check(self) -> list[str]:
        """What is damaged or unfit, one line each with its remedy; empty: all well."""
        found: list[str] = []
        with self._errors(), self._transaction(write=False) as run:
            # of the search index, too, which SQLite checks as a part of the file
            found += [
                f"{self.path}: {line}{_RESTORE}" for (line,) in run.rows("PRAGMA integrity_check") if line != "ok"
            ]
            broken = run.rows("PRAGMA foreign_key_check")
            if broken:
                tables = ", ".join(sorted({row[0] for row in broken}))
                found.append(f"{self.path}: {len(broken)} rows in {tables} lack what they belong to{_RESTORE}")
            if run.rows("SELECT count(*) FROM words_docsize") != run.rows("SELECT count(*) FROM reports"):
                found.append(f"{self.path}: the search index does not hold every report{_RESTORE}")
        free = shutil.disk_usage(self.path.absolute().parent).free
        if free < LOW_SPACE:
            found.append(
                f"{self.path}: only {free / 1e6:,.0f} MB are free on its disk: make room before you collect more"
            )
        return found


_COLLECT = "; make one with: rashomon collect"
_RESTORE = ": restore the file from a backup, or collect anew into another library"
_REMEDIES: tuple[tuple[type[apsw.Error], str], ...] = (
    (apsw.FullError, "the disk is full; make room and repeat the command: nothing of this step was kept"),
    (apsw.NotADBError, "not a library: this file is no SQLite database; name another file"),
    (apsw.CorruptError, f"the file is damaged{_RESTORE}"),
    (apsw.ReadOnlyError, "the file may not be written; change its permissions, or those of its folder"),
    (apsw.CantOpenError, "the file cannot be opened; see whether it, its folder and its -wal file may be written"),
    (
        apsw.IOError,
        "the disk reports an error; nothing of this step was kept: see to the disk, then repeat the command",
    ),
    (apsw.PermissionsError, "this user may not do that; change the permissions of the file and its folder"),
)


def _unsafe_line() -> str:
    return (
        f"SQLite {apsw.sqlite_lib_version()} can damage a library (the WAL-reset bug of 3.7.0 to 3.51.2): update it"
        " with pip install --upgrade apsw"
    )


def _sql(sql: str) -> str:
    if "EACH" in sql:
        sql = sql.replace("EACH_NUMBER(?)", "EACH(?)").replace("EACH(?)", "SELECT value FROM json_each(?)")
    return sql


def _fit(values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple([escape(value) if value.__class__ is str else value for value in values])
