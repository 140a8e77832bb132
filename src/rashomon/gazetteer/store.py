"""The gazetteer file, opened for reading: names in, candidate places out."""

from __future__ import annotations

import os
import sqlite3
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import platformdirs

from rashomon.errors import GazetteerError
from rashomon.gazetteer import layers
from rashomon.gazetteer.keys import LONGEST, exact_key, stripped_key, translit_key
from rashomon.gazetteer.own import lay, own_path
from rashomon.gazetteer.parts import Part, folder_of, listed

VERSION = 1  # of the file's layout and contents; part of the file's name
REMEDY = "run: rashomon gazetteer build"
MOST = 250  # candidates read for one name, largest first; "San José" has more

Kind = Literal["town", "admin2", "admin1", "country", "region"]
Found = Literal["name", "alternate", "article", "transliteration"]
_TIERS: tuple[Found, ...] = ("name", "alternate", "article", "transliteration")

_SELECT = """
SELECT place.id, place.name, lat, lon, country, admin1, kind, population, {tier}
FROM {table} JOIN place ON place.id = {table}.place WHERE key = ? ORDER BY {table}.rank LIMIT ?
"""
_EXACT = _SELECT.format(table="exact", tier="exact.tier")
_LOOSE = _SELECT.format(table="loose", tier="3")


@dataclass(frozen=True, slots=True)
class Entry:
    """One candidate for a name; ``lat`` and ``lon`` in degrees, ``country`` ISO 3166-1 alpha-3."""

    geonames_id: int | None  # None for a place of our own list
    name: str
    lat: float
    lon: float
    country: str | None  # None where a region or sea lies in several
    admin1: str | None
    kind: Kind
    population: int  # 0: not known
    found: Found  # which key led here


def default_path() -> Path:
    """Where the gazetteer lies: in $RASHOMON_HOME, or in the user's cache."""
    home = os.environ.get("RASHOMON_HOME")
    folder = Path(home) if home else platformdirs.user_cache_path("rashomon")
    return folder / f"gazetteer-v{VERSION}.sqlite"


class Gazetteer:
    """A gazetteer file opened for reading; its lookups are cached in memory.

    Nothing is loaded up front: opening takes about a millisecond and a lookup about 30 microseconds.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, exact: str = _EXACT, loose: str = _LOOSE,
        parts: tuple[Part, ...] = (),
    ) -> None:  # fmt: skip
        self.path = path
        self.parts = parts  # what was added, the newest first
        self._connection = connection
        self._exact_query, self._loose_query = exact, loose
        self.lookup = lru_cache(maxsize=30_000)(self._lookup)
        self.exact = lru_cache(maxsize=60_000)(self._exact)
        self.loose = lru_cache(maxsize=10_000)(self._loose)

    @classmethod
    def open(cls, path: Path | str | None = None, own: Path | None = None) -> Gazetteer:
        """Open a gazetteer file, what was added to it, and the file ``own`` of own places.

        Without ``path`` it is the user's, with the own places that the settings name. Raises GazetteerError where it
        is missing, damaged or of another version, or where an own place does not hold.
        """
        where = Path(path) if path is not None else default_path()
        if path is None and own is None:
            own = own_path()
        if not where.is_file():
            raise GazetteerError(f"no gazetteer at {where}; {REMEDY}")
        _check_size(where)
        try:
            uri = f"{where.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute("SELECT key FROM exact LIMIT 1").fetchone()
            connection.execute("SELECT key FROM loose LIMIT 1").fetchone()
        except (sqlite3.Error, OSError) as error:
            raise GazetteerError(f"the gazetteer at {where} is damaged ({error}); {REMEDY}") from error
        if version != VERSION:
            connection.close()
            raise GazetteerError(f"the gazetteer at {where} has version {version}, not {VERSION}; {REMEDY}")
        parts = listed(folder_of(where))
        if own is None and not any(part.kind in ("places", "names") for part in parts):
            return cls(connection, where, parts=parts)
        connection.close()
        return cls._layered(where, own)

    @classmethod
    def _layered(cls, where: Path, own: Path | None) -> Gazetteer:
        connection, found, parts = layers.opened(where)
        statements = layers.queries(found if own is not None else [layer for layer in found if layer != layers.OWN])
        gazetteer = cls(connection, where, statements.exact, statements.loose, parts)
        if own is not None:
            layers.known_view(connection, found)
            try:
                lay(connection, own, gazetteer._query, statements.exact)
            except GazetteerError:
                connection.close()
                raise
        return gazetteer

    def close(self) -> None:
        """Close the file; lookups afterwards raise GazetteerError."""
        self._connection.close()

    def meta(self) -> dict[str, str]:
        """What the file was built from: package versions, counts; and which files were added, with day and checksum."""
        found = dict(self._query("SELECT key, value FROM meta ORDER BY key", ()))
        for part in self.parts:
            for source in part.sources:
                found[f"added {source.file}"] = f"{source.dated}, sha256 {source.sha256}"
        return found

    def _lookup(self, name: str) -> tuple[Entry, ...]:
        """Candidates for a name, best key first, then by population: exact, without article, transliterated."""
        return self.exact(exact_key(name[:LONGEST])) or self.loose(exact_key(name[:LONGEST]))

    def _exact(self, key: str) -> tuple[Entry, ...]:
        """Candidates filed under an exact key, or under it without its article."""
        if not key:
            return ()
        found = self._entries(self._exact_query, key)
        if not found and (stripped := stripped_key(key)):
            found = self._entries(self._exact_query, stripped)
        return found

    def _loose(self, key: str) -> tuple[Entry, ...]:
        """Candidates whose name is another spelling of the key; to be used only with country evidence."""
        levelled = translit_key(key)
        return self._entries(self._loose_query, levelled) if levelled else ()

    def _entries(self, query: str, key: str) -> tuple[Entry, ...]:
        rows = self._query(query, (key, MOST))
        entries = [
            Entry(number if number > 0 else None, name, lat, lon, country, admin1, kind, people, _TIERS[tier])
            for number, name, lat, lon, country, admin1, kind, people, tier in rows
        ]
        return tuple(sorted(entries, key=lambda entry: (_TIERS.index(entry.found), -entry.population)))

    def _query(self, query: str, values: tuple[object, ...]) -> list[tuple]:  # type: ignore[type-arg]
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(f"the gazetteer at {self.path} is damaged ({error}); {REMEDY}") from error


def _check_size(path: Path) -> None:
    """Compare the file's length with the page count in its header, so a cut-off copy is told at once."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise GazetteerError(f"the gazetteer at {path} cannot be read ({error}); {REMEDY}") from error
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise GazetteerError(f"the gazetteer at {path} is damaged (not a SQLite file); {REMEDY}")
    page = struct.unpack(">H", head[16:18])[0]
    pages = struct.unpack(">I", head[28:32])[0]
    if (65536 if page == 1 else page) * pages != size:
        raise GazetteerError(f"the gazetteer at {path} is damaged (cut off or grown); {REMEDY}")
