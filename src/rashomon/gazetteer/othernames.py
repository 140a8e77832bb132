"""GeoNames' table of alternate names as a part: names that places have, and names that they no longer have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from rashomon.gazetteer.dumps import Tally, number_of
from rashomon.gazetteer.keys import filed, translit_key
from rashomon.gazetteer.places import Own, own_lists
from rashomon.gazetteer.sources import is_latin
from rashomon.settings import settings

_BATCH = 5_000
_ASKED = 900  # ids in one query; older SQLite takes 999 values

_SCHEMA = """
CREATE TABLE exact (
  key TEXT, rank INTEGER, place INTEGER, tier INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE gone (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE gone_loose (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TEMP TABLE raw (key TEXT, rank INTEGER, place INTEGER, tier INTEGER, past INTEGER);
CREATE TEMP TABLE raw_loose (key TEXT, rank INTEGER, place INTEGER, past INTEGER);
"""
# A name is gone where every entry of it is of the past.
_FILL = (
    "INSERT INTO exact SELECT key, rank, place, min(tier) FROM raw WHERE past = 0 GROUP BY key, rank, place "
    "ORDER BY key, rank, place",
    "INSERT INTO gone SELECT key, place FROM raw GROUP BY key, place HAVING min(past) = 1 ORDER BY key, place",
    "DROP TABLE raw",
    "INSERT INTO loose SELECT DISTINCT key, rank, place FROM raw_loose WHERE past = 0 ORDER BY key, rank, place",
    "INSERT INTO gone_loose SELECT key, place FROM raw_loose GROUP BY key, place HAVING min(past) = 1 "
    "ORDER BY key, place",
    "DROP TABLE raw_loose",
)

Name = tuple[int, str, bool]  # GeoNames id, name, whether it is of the past


def read(rows: Iterable[tuple[int, list[str]]], tally: Tally) -> Iterator[Name]:
    """Names in Latin letters, in any language; links, codes, postcodes and names of what we have ourselves are not."""
    skipped = frozenset(settings().gazetteer.skip_languages)
    ours = own_lists().whole
    for line, row in rows:
        if row[2] in skipped or not row[3] or not is_latin(row[3]):
            tally.passed += 1
            continue
        try:
            number = number_of(row[1])
        except ValueError:
            tally.off("with values that do not hold", line)
            continue
        if number in ours:
            tally.passed += 1
        else:
            yield number, row[3].lstrip("="), row[7] == "1" or (len(row) > 9 and bool(row[9].strip()))


def stage(connection: sqlite3.Connection, names: Iterable[Name], known: sqlite3.Connection) -> int:
    """Keep the keys of the names aside, of places that the gazetteer has; return how many names there are."""
    connection.executescript(_SCHEMA)
    own = own_lists()
    total = 0
    connection.execute("BEGIN")
    stream = iter(names)
    while batch := list(islice(stream, _BATCH)):
        places = _known(known, {number for number, _, _ in batch})
        kept = [(number, name, past) for number, name, past in batch if number in places]
        _put(connection, kept, places, own)
        total += len(kept)
    connection.execute("COMMIT")
    return total


def _known(connection: sqlite3.Connection, numbers: set[int]) -> dict[int, tuple[str, int]]:
    """Names and people of the places that there are."""
    found: dict[int, tuple[str, int]] = {}
    wanted = iter(sorted(numbers))
    while some := list(islice(wanted, _ASKED)):
        marks = ",".join("?" * len(some))
        rows = connection.execute(f"SELECT id, name, population FROM known WHERE id IN ({marks})", some)
        found.update((number, (name, people)) for number, name, people in rows)
    return found


def _put(connection: sqlite3.Connection, batch: list[Name], places: dict[int, tuple[str, int]], own: Own) -> None:
    keys, loose = [], []
    for number, name, past in batch:
        main, people = places[number]
        entries = [((name,), past)]
        if past:  # what it is called now, and what our own lists call it, stays
            entries.append(((main, *own.more.get(number, ())), False))
        for names, gone in entries:
            tiers = filed(names, 1)
            keys += [(key, -people, number, tier, gone) for key, tier in tiers.items()]
            levelled = {translit_key(key) for key in tiers if key[0] != "="}
            loose += [(key, -people, number, gone) for key in levelled if key]
    connection.executemany("INSERT INTO raw VALUES (?,?,?,?,?)", keys)
    connection.executemany("INSERT INTO raw_loose VALUES (?,?,?,?)", loose)


def finish(connection: sqlite3.Connection) -> None:
    """Sort the keys into their tables."""
    connection.execute("BEGIN")
    for statement in _FILL:
        connection.execute(statement)
    connection.execute("COMMIT")


def write_codes(connection: sqlite3.Connection, rows: Iterable[tuple[int, list[str]]], tally: Tally) -> int:
    """Admin codes with the GeoNames id and name of their unit; only first-level ones are used."""
    connection.execute("CREATE TABLE code (code TEXT PRIMARY KEY, number INTEGER, name TEXT) WITHOUT ROWID")

    def units() -> Iterator[tuple[str, int, str]]:
        for line, row in rows:
            if row[0].count(".") != 1 or not row[1]:
                tally.passed += 1
                continue
            try:
                yield row[0], number_of(row[3]), row[1]
            except ValueError:
                tally.off("with values that do not hold", line)

    return _stored(connection, "code", 3, units())


def write_tree(connection: sqlite3.Connection, rows: Iterable[tuple[int, list[str]]], tally: Tally) -> int:
    """Which place lies in which; where several say so, the administrative one counts (GeoNames has it first)."""
    connection.execute("CREATE TABLE parent (child INTEGER PRIMARY KEY, parent INTEGER NOT NULL)")

    def relations() -> Iterator[tuple[int, int]]:
        for line, row in rows:
            try:
                yield number_of(row[1]), number_of(row[0])
            except ValueError:
                tally.off("with values that do not hold", line)

    return _stored(connection, "parent", 2, relations())


def _stored(connection: sqlite3.Connection, table: str, width: int, rows: Iterator[tuple[object, ...]]) -> int:
    connection.execute("BEGIN")
    connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * width)})", rows)
    connection.execute("COMMIT")
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
