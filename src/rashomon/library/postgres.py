"""The library in a PostgreSQL database, through psycopg 3 (the extra ``rashomon[postgres]``)."""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg import errors

from rashomon.errors import LibraryBusy, LibraryError
from rashomon.library.codec import escape, unescape
from rashomon.library.records import Spot
from rashomon.library.schema import missing_steps
from rashomon.library.server import Address
from rashomon.library.statements import Row, Window
from rashomon.library.store import Store, busy_line
from rashomon.library.words import words
from rashomon.settings import settings

OLDEST = 15  # PostgreSQL's major version that the tests run on
INDEXED_BYTES = 900_000  # of a report's words and their positions; PostgreSQL's limit is 1 MB

# One window for each spot of the call; each side is a short walk along the primary key.
_WINDOWS = """
SELECT w.at, s.side, s.block, s.first, s.last, s.family, s.report, s.number
FROM unnest(%s::int[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::bigint[])
    AS w (at, block, first, last, family, report, number)
CROSS JOIN LATERAL (
    (SELECT 0 AS side, b.* FROM spots b WHERE b.block = w.block COLLATE "C"
        AND (b.first, b.last, b.family, b.report, b.number)
            < (w.first, w.last, w.family COLLATE "C", w.report COLLATE "C", w.number)
        ORDER BY b.first DESC, b.last DESC, b.family DESC, b.report DESC, b.number DESC LIMIT %s)
    UNION ALL
    (SELECT 1 AS side, a.* FROM spots a WHERE a.block = w.block COLLATE "C"
        AND (a.first, a.last, a.family, a.report, a.number)
            > (w.first, w.last, w.family COLLATE "C", w.report COLLATE "C", w.number)
        ORDER BY a.first, a.last, a.family, a.report, a.number LIMIT %s)
) s
"""


class PostgresStatements:
    """One connection to the server."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self.connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        found = self.connection.execute(_sql(sql), _fit(values)).fetchall()
        return [tuple([unescape(value) if value.__class__ is str else value for value in row]) for row in found]

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that gives no rows."""
        self.connection.execute(_sql(sql), _fit(values))

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert many rows."""
        sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()
        with self.connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(_fit(row))

    def each(self, values: Iterable[str] | Iterable[int]) -> list[Any]:
        """A list as an array, for unnest."""
        return [escape(value) if isinstance(value, str) else value for value in values]

    def keep_text(self, report: str, title: str | None, text: str, sketch: bytes) -> None:
        """Keep the text of a new report and index its words."""
        self.run(
            "INSERT INTO texts (report, title, text, sketch, words) VALUES (?, ?, ?, ?, ?::tsvector)",
            (report, title, text, sketch, _vector(title or "", text)),
        )

    def find(self, words: Sequence[str], limit: int) -> list[str]:
        """Ids of the reports that have all the words, by ts_rank, a title's words counting most."""
        query = " & ".join(f"'{word}'" for word in words)
        found = self.rows(
            "SELECT report FROM texts WHERE words @@ ?::tsquery"
            " ORDER BY ts_rank(words, ?::tsquery) DESC, report LIMIT ?",
            (query, query, limit),
        )
        return [row[0] for row in found]

    def windows(self, spots: Sequence[Spot], count: int) -> list[Window]:
        """The neighbours of each spot, all by one query."""
        values = [
            list(range(len(spots))),
            self.each(spot.block for spot in spots),
            [spot.first for spot in spots],
            [spot.last for spot in spots],
            self.each(spot.family for spot in spots),
            self.each(spot.report for spot in spots),
            [spot.number for spot in spots],
        ]
        sides: dict[tuple[int, int], list[Spot]] = defaultdict(list)
        found = self.connection.execute(_WINDOWS.encode(), [*values, count, count])
        for at, side, *fields in found:
            block, first, last, family, report, number = fields
            sides[at, side].append(Spot(unescape(block), first, last, unescape(family), unescape(report), number))
        return [(sorted(sides[at, 0]), sorted(sides[at, 1])) for at in range(len(spots))]


class PostgresLibrary(Store[PostgresStatements]):
    """A library in a schema of its own of one database."""

    def __init__(self, address: str, *, create: bool = True) -> None:
        super().__init__()
        self._address = Address(address)
        self.location, self.schema = self._address.location, self._address.schema
        # one writer at a time: all that write to this schema take the lock of this number
        self._lock = int.from_bytes(hashlib.sha256(f"rashomon {self.schema}".encode()).digest()[:8], signed=True)
        with self._errors():
            first = self._connect()
            try:
                self._prepare(first, create)
            except BaseException:
                self._rollback(first)
                self._drop(first)
                raise
            self._give(first, True)

    def _connect(self) -> PostgresStatements:
        try:
            connection = psycopg.connect(
                self._address.driver,
                autocommit=True,
                connect_timeout=settings().library.connect_seconds,
                client_encoding="UTF8",
                application_name="rashomon",
            )
        except (psycopg.Error, UnicodeError, ValueError) as error:
            raise LibraryError(self._address.unreachable(error)) from error
        run = PostgresStatements(connection)
        busy = round(settings().library.busy_seconds * 1000)
        # a commit returns when its bytes are on the server's disk, whatever the server's own default is
        connection.execute(
            f'SET search_path TO "{self.schema}"; SET synchronous_commit TO on; SET lock_timeout TO {busy};'
            " SET client_min_messages TO warning; SET standard_conforming_strings TO on".encode()
        )
        return run

    def _prepare(self, first: PostgresStatements, create: bool) -> None:
        """Make the tables where there are none and bring older ones up to date."""
        server = first.connection.info.server_version
        if server < OLDEST * 10000:
            raise LibraryError(
                f"{self.location}: the server is PostgreSQL {server // 10000}; Rashomon needs {OLDEST} or newer"
            )
        encoding = first.rows("SHOW server_encoding")[0][0]
        if encoding != "UTF8":
            raise LibraryError(
                f"{self.location}: the database is in {encoding}, which cannot hold every text; make one with"
                " createdb --encoding UTF8 --template template0 NAME"
            )
        version = self._version(first)
        if version == 0 and not create:
            raise LibraryError(f"{self.location}: there is no library here; make one with: rashomon collect")
        if not missing_steps("postgres", version, self.location):
            return
        self._begin(first, write=True)
        version = self._version(first)  # again: another process may have been quicker
        if version == 0:
            first.run(f'CREATE SCHEMA IF NOT EXISTS "{self.schema}"')
        for number, step in enumerate(missing_steps("postgres", version, self.location), version + 1):
            first.connection.execute(step.encode())
            first.run("DELETE FROM schema_version")
            first.run("INSERT INTO schema_version (version) VALUES (?)", (number,))
        self._commit(first)

    def _version(self, first: PostgresStatements) -> int:
        """The version of the tables, 0 where there are none."""
        found = first.rows("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self.schema,))
        tables = {row[0] for row in found}
        if not tables:
            return 0
        if not {"schema_version", "reports", "claims"} <= tables:
            raise LibraryError(
                f"{self.location}: the schema {self.schema} holds tables of another program; name another with"
                " ?schema=NAME"
            )
        return int(first.rows("SELECT version FROM schema_version")[0][0])

    def _begin(self, connection: PostgresStatements, *, write: bool) -> None:
        if write:
            connection.run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
            connection.run("SELECT pg_advisory_xact_lock(?)", (self._lock,))
        else:
            connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            connection.rows("SELECT version FROM schema_version")  # from here on it is one state

    def _commit(self, connection: PostgresStatements) -> None:
        connection.run("COMMIT")

    def _rollback(self, connection: PostgresStatements) -> None:
        with contextlib.suppress(psycopg.Error):
            connection.run("ROLLBACK")

    def _lost(self, connection: PostgresStatements) -> bool:
        return connection.connection.closed

    def _drop(self, connection: PostgresStatements) -> None:
        with contextlib.suppress(psycopg.Error):
            connection.connection.close()

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except errors.LockNotAvailable as error:
            raise LibraryBusy(busy_line(self.location)) from error
        except psycopg.Error as error:
            raise LibraryError(self._address.explain(error)) from error

    def check(self) -> list[str]:
        """What is damaged or unfit, one line each with its remedy; empty: all well."""
        found: list[str] = []
        with self._errors(), self._transaction(write=False) as run:
            for name in ("fsync", "full_page_writes"):
                if run.rows(f"SHOW {name}") != [("on",)]:
                    found.append(
                        f"{self.location}: the server's {name} is off, and a power cut can damage it: set it on"
                    )
            invalid = run.rows(
                "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n"
                " ON n.oid = c.relnamespace WHERE n.nspname = ? AND NOT (i.indisvalid AND i.indisready) ORDER BY 1",
                (self.schema,),
            )
            for (name,) in invalid:
                found.append(f'{self.location}: the index {name} is not valid: REINDEX INDEX "{self.schema}"."{name}"')
            unproved = run.rows(
                "SELECT conrelid::regclass::text FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace"
                " WHERE n.nspname = ? AND NOT convalidated",
                (self.schema,),
            )
            for (name,) in unproved:
                found.append(f"{self.location}: rows in {name} may lack what they belong to: restore it from a backup")
            for table, column in _WHOLE:
                lost = run.rows(
                    f"SELECT count(*) FROM {table} a WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.id = a.{column})"
                )[0][0]
                if lost:
                    found.append(f"{self.location}: {lost} rows in {table} have no report: restore it from a backup")
        return found


_WHOLE = (("texts", "report"), ("origins", "report"), ("readings", "report"), ("claims", "report"))


@lru_cache(maxsize=512)
def _sql(sql: str) -> bytes:
    sql = sql.replace("EACH_NUMBER(?)", "SELECT unnest(?::bigint[])").replace("EACH(?)", "SELECT unnest(?::text[])")
    return sql.replace("%", "%%").replace("?", "%s").encode()


def _fit(values: Sequence[Any]) -> list[Any]:
    return [escape(value) if value.__class__ is str else value for value in values]


def _vector(title: str, text: str) -> str:
    """The words of a report as a tsvector, a title's words marked A; made here, so that no server's language matters.

    A word has at most 255 positions up to 16,383, as PostgreSQL has it; words past INDEXED_BYTES are not found.
    """
    found: dict[str, list[str]] = {}
    room = INDEXED_BYTES
    head = words(title)
    for at, word in enumerate([*head, *words(text)], 1):
        places = found.setdefault(word, [])
        room -= 2 if places else len(word.encode()) + 8
        if room < 0:
            found.pop(word) if not places else None
            break
        if len(places) < 255:
            places.append(f"{min(at, 16383)}{'A' if at <= len(head) else ''}")
    return " ".join(f"'{word}':{','.join(places)}" for word, places in found.items())
