"""One part of the gazetteer written: rows staged, sorted by SQLite within its memory, filled from left to right."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from rashomon.gazetteer.dumps import Tally
from rashomon.gazetteer.keys import filed, translit_key
from rashomon.gazetteer.places import Row
from rashomon.settings import settings

_BATCH = 2_000
_DEPTH = 8  # parents followed until one says in which first-level unit a place lies; GeoNames has five levels

_SCHEMA = """
CREATE TABLE unit (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, number INTEGER, name TEXT);
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  country TEXT, unit INTEGER, kind TEXT NOT NULL, population INTEGER NOT NULL);
CREATE TABLE exact (
  key TEXT, rank INTEGER, place INTEGER, tier INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
"""
_STAGE = """
CREATE TEMP TABLE raw (key TEXT, rank INTEGER, place INTEGER, tier INTEGER);
CREATE TEMP TABLE raw_loose (key TEXT, rank INTEGER, place INTEGER);
"""
_FILL_EXACT = (
    "INSERT INTO exact SELECT key, rank, place, min(tier) FROM raw GROUP BY key, rank, place ORDER BY key, rank, place"
)
_FILL_LOOSE = "INSERT INTO loose SELECT DISTINCT key, rank, place FROM raw_loose ORDER BY key, rank, place"
# A place without a first-level unit lies in that of the nearest parent that has, or is, one.
_PARENTS = f"""
CREATE TEMP TABLE lies (id INTEGER PRIMARY KEY, unit INTEGER);
CREATE INDEX IF NOT EXISTS unit_number ON unit (number);
INSERT OR IGNORE INTO lies
WITH RECURSIVE up (id, at, unit, depth) AS (
  SELECT id, id, NULL, 0 FROM place WHERE unit IS NULL
  UNION ALL
  SELECT up.id, parent.parent,
    coalesce((SELECT u.id FROM unit u WHERE u.number = parent.parent),
      (SELECT p.unit FROM place p WHERE p.id = parent.parent)),
    depth + 1
  FROM up JOIN tree.parent ON parent.child = up.at WHERE up.unit IS NULL AND depth < {_DEPTH})
SELECT id, unit FROM up WHERE unit IS NOT NULL;
"""


@contextlib.contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A new SQLite file that is thrown away where anything goes wrong, so it needs no journal."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, uri=True)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            f"PRAGMA cache_size = -{settings().gazetteer.cache_megabytes * 1000}"
        )  # sorting uses as much
        connection.execute(f"PRAGMA temp.cache_size = -{settings().gazetteer.cache_megabytes * 250}")
        connection.execute("PRAGMA temp_store = FILE")
        yield connection


def empty(connection: sqlite3.Connection) -> None:
    """The tables of a part of places, empty."""
    connection.executescript(_SCHEMA)


def stage(connection: sqlite3.Connection, rows: Iterable[Row], tally: Tally) -> int:
    """Write the places, keep their keys aside for sorting, and return how many there are; a double id is counted."""
    connection.executescript(_STAGE)
    units: dict[str, int] = {}
    total = 0
    connection.execute("BEGIN")
    for batch in _batches(rows):
        fresh = _fresh(connection, batch, tally)
        for row in fresh:
            if row.unit and row.unit not in units:
                units[row.unit] = len(units) + 1
        _put(connection, fresh, units)
        total += len(fresh)
    connection.executemany("INSERT INTO unit (code, id) VALUES (?, ?)", units.items())
    connection.execute("COMMIT")
    return total


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _fresh(connection: sqlite3.Connection, batch: list[Row], tally: Tally) -> list[Row]:
    """The rows whose id was not there before; GeoNames gives each id once."""
    top = connection.execute("SELECT max(id) FROM place").fetchone()[0] or 0
    seen: set[int] = set()
    found = []
    for row in batch:
        number = row.names.place.number
        known = number in seen or (
            number <= top and connection.execute("SELECT 1 FROM place WHERE id = ?", (number,)).fetchone() is not None
        )
        if known:
            tally.off("with an id that came before", 0)
        else:
            seen.add(number)
            found.append(row)
    return found


def _put(connection: sqlite3.Connection, batch: list[Row], units: dict[str, int]) -> None:
    places, keys, loose = [], [], []
    for row in batch:
        place = row.names.place
        places.append(
            (place.number, place.name, place.lat, place.lon, place.country, units.get(row.unit), place.kind,
             place.population)
        )  # fmt: skip
        tiers = filed(row.names.main, 0)
        for key, tier in filed(row.names.others, 1).items():
            tiers.setdefault(key, tier)
        rank = -place.population
        keys += [(key, rank, place.number, tier) for key, tier in tiers.items()]
        loose += [(key, rank, place.number) for key in {translit_key(key) for key in tiers if key[0] != "="} if key]
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?)", places)
    connection.executemany("INSERT INTO raw VALUES (?,?,?,?)", keys)
    connection.executemany("INSERT INTO raw_loose VALUES (?,?,?)", loose)


def finish(connection: sqlite3.Connection, units: dict[str, tuple[int, str]]) -> None:
    """Name the first-level units, and sort the keys into their tables."""
    rows = [(number, name, code) for code, (number, name) in units.items()]
    connection.execute("BEGIN")
    connection.executemany("UPDATE unit SET number = ?, name = ? WHERE code = ?", rows)
    connection.execute(_FILL_EXACT)
    connection.execute("DROP TABLE raw")
    connection.execute(_FILL_LOOSE)
    connection.execute("DROP TABLE raw_loose")
    connection.execute("COMMIT")


def use_codes(connection: sqlite3.Connection, codes: Path, base: Path) -> None:
    """Name the units that have no name yet from a part of admin codes, as the built-in gazetteer names them."""
    with attached(connection, codes, "codes"), attached(connection, base, "base"):
        connection.execute(
            "UPDATE unit SET (number, name) = (SELECT c.number, coalesce((SELECT p.name FROM base.place p "
            "WHERE p.id = c.number), c.name) FROM codes.code c WHERE c.code = unit.code) WHERE name IS NULL"
        )


def use_parents(connection: sqlite3.Connection, tree: Path) -> None:
    """Put places without a first-level unit into that of their parent, from a part of hierarchy."""
    with attached(connection, tree, "tree"):
        connection.executescript(_PARENTS)
        connection.execute(
            "UPDATE place SET unit = (SELECT unit FROM lies WHERE lies.id = place.id) WHERE id IN (SELECT id FROM lies)"
        )
        connection.execute("DROP TABLE lies")


@contextlib.contextmanager
def attached(connection: sqlite3.Connection, path: Path, name: str) -> Iterator[None]:
    """Another file of the gazetteer under a name, for reading."""
    connection.execute(f"ATTACH ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro&immutable=1",))
    yield
    connection.execute(f"DETACH {name}")  # after an error the connection is closed, and with it everything
