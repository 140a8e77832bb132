"""Look-ups over several files: own places on top, then what was added, the built-in gazetteer at the bottom.

A place is one by its GeoNames id: its names are those of all layers, its point, people and name those of the topmost
layer that has it. Without own places and added files none of this is used: the built-in file is asked alone.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.gazetteer.parts import Part, damaged, folder_of, listed

OWN_SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, country TEXT, admin1 TEXT, kind TEXT, population INTEGER);
CREATE TABLE exact (
  key TEXT, rank INTEGER, place INTEGER, tier INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE gone (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE gone_loose (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Layer:
    """One attached file: which of its tables count, and which countries in it do not."""

    name: str  # of the attached schema; "main" holds the own places
    places: bool = True
    admin1: str = "admin1"  # the expression of its first-level unit
    hidden: tuple[str, ...] = ()

    @property
    def live(self) -> str:
        """The condition under which a place of it counts."""
        if not self.hidden:
            return ""
        codes = ",".join("'" + code.replace("'", "''") + "'" for code in self.hidden)
        return f" AND coalesce({self.name}_.country, '') NOT IN ({codes})"


BASE = Layer("base")
OWN = Layer("main")


@dataclass(frozen=True, slots=True)
class Queries:
    """The statements of look-ups; each takes a key and how many candidates to read."""

    exact: str
    loose: str


def opened(base: Path) -> tuple[sqlite3.Connection, list[Layer], tuple[Part, ...]]:
    """A connection with an empty layer of own places, the added parts and the built-in file.

    Raises GazetteerError where a part is missing or damaged.
    """
    folder = folder_of(base)
    for attempt in (1, 2):  # between the list and the parts, another process may have replaced both
        parts = listed(folder)
        connection = sqlite3.connect(":memory:", uri=True, check_same_thread=False, isolation_level=None)
        try:
            layers = _attach(connection, base, folder, parts)
        except sqlite3.Error as error:
            connection.close()
            if attempt == 2 or listed(folder) == parts:
                raise damaged(folder, error) from error
        else:
            connection.executescript(OWN_SCHEMA)
            return connection, layers, parts
    raise AssertionError("not reached")


def _attach(connection: sqlite3.Connection, base: Path, folder: Path, parts: Sequence[Part]) -> list[Layer]:
    layers = [OWN]
    for number, part in enumerate(part for part in parts if part.kind in ("places", "names")):
        name = f"part{number}" if part.kind == "places" else "names"
        attach(connection, folder / part.file, name)
        connection.execute(f"SELECT key FROM {name}.exact LIMIT 1").fetchone()
        unit = f"(SELECT u.name FROM {name}.unit u WHERE u.id = {name}_.unit)"
        layers.append(Layer(name, part.kind == "places", unit, part.hidden))
    attach(connection, base, "base")
    connection.execute("PRAGMA cache_size = -2000")
    return [*layers, BASE]


def attach(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Attach a finished file, which never changes, for reading."""
    connection.execute(f"ATTACH ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro&immutable=1",))


def queries(layers: Sequence[Layer]) -> Queries:
    """The statements for these layers, the topmost first."""
    return Queries(_query(layers, "exact"), _query(layers, "loose"))


def _query(layers: Sequence[Layer], table: str) -> str:
    gone = "gone" if table == "exact" else "gone_loose"
    tier = "tier" if table == "exact" else "3"
    keys = []
    for layer in layers:
        join = ""
        if layer.hidden:
            join = f" JOIN {layer.name}.place {layer.name}_ ON {layer.name}_.id = k.place{layer.live}"
        drop = ""
        if OWN in layers and layer is not OWN:  # what the own places take away is away in every other layer
            drop = f" AND NOT EXISTS (SELECT 1 FROM main.{gone} g WHERE g.key = k.key AND g.place = k.place)"
        if layer.name not in ("main", "names") and any(other.name == "names" for other in layers):
            past = f"EXISTS (SELECT 1 FROM names.{gone} g WHERE g.key = k.key AND g.place = k.place)"
            drop += f" AND NOT ({tier} > 0 AND {past})"
        keys.append(
            f"SELECT * FROM (SELECT k.place AS place, {tier} AS tier FROM {layer.name}.{table} k{join} "
            f"WHERE k.key = ?1{drop} ORDER BY k.rank LIMIT ?2)"
        )
    found = f"SELECT place, min(tier) AS tier FROM ({' UNION ALL '.join(keys)}) GROUP BY place"
    having = [layer for layer in layers if layer.places]
    joins = " ".join(
        f"LEFT JOIN {layer.name}.place {layer.name}_ ON {layer.name}_.id = k.place{layer.live}" for layer in having
    )

    def first(column: str) -> str:
        return f"coalesce({', '.join(f'{layer.name}_.{column}' for layer in having)}, NULL)"

    admin1 = ", ".join(layer.admin1 if layer.admin1 != "admin1" else f"{layer.name}_.admin1" for layer in having)
    people = ", ".join(f"nullif({layer.name}_.population, 0)" for layer in having)
    return (
        f"SELECT k.place, {first('name')}, {first('lat')}, {first('lon')}, {first('country')}, "
        f"coalesce({admin1}, NULL), {first('kind')}, coalesce({people}, 0) AS people, k.tier "
        f"FROM ({found}) k {joins} WHERE {first('name')} IS NOT NULL ORDER BY people DESC, k.place LIMIT ?2"
    )


def known_view(connection: sqlite3.Connection, layers: Sequence[Layer]) -> None:
    """A view ``known`` of all places that there are, for adding names: id, name, population, country."""
    parts = [layer for layer in reversed(layers) if layer.places and layer.name != "main"]
    selects = [
        f"SELECT id, name, population, country FROM {layer.name}.place {layer.name}_ WHERE 1{layer.live}"
        for layer in parts
    ]
    connection.execute(f"CREATE TEMP VIEW known AS {' UNION ALL '.join(selects)}")


@contextlib.contextmanager
def knowing(base: Path) -> Iterator[sqlite3.Connection]:
    """A connection with the view ``known``."""
    connection, layers, _ = opened(base)
    with contextlib.closing(connection):
        known_view(connection, layers)
        yield connection
