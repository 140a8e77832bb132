"""Two parts of places made one, so that a look-up never has to ask many files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rashomon.gazetteer.parts import Part, keep, temporary
from rashomon.gazetteer.write import attached, empty, writing
from rashomon.settings import settings

# What {part} answers for: not the countries that a newer part has, nor a place that the part before has taken over.
_LIVE = "coalesce(p.country, '') NOT IN ({hidden}) AND p.id NOT IN (SELECT id FROM main.place)"
_PLACES = """
INSERT INTO place SELECT p.id, p.name, p.lat, p.lon, p.country,
  (SELECT u.id FROM unit u JOIN {part}.unit v ON v.code = u.code WHERE v.id = p.unit), p.kind, p.population
FROM {part}.place p WHERE {live} ORDER BY p.id
"""
_UNITS = """
INSERT OR IGNORE INTO unit (code, number, name) SELECT code, number, name FROM {part}.unit ORDER BY id
"""
_KEYS = """
INSERT INTO {table} SELECT * FROM (
  SELECT * FROM one.{table} k WHERE k.place IN (SELECT id FROM from_one)
  UNION ALL
  SELECT * FROM two.{table} k WHERE k.place IN (SELECT id FROM from_two)
) ORDER BY key, rank, place
"""


def fewer(folder: Path, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with the smallest ones of places merged, until there are no more than ``gazetteer.max_parts``."""
    found = tuple(parts)
    while sum(part.kind == "places" for part in found) > settings().gazetteer.max_parts:
        sizes = {part.file: (folder / part.file).stat().st_size for part in found if part.kind == "places"}
        small = sorted(sizes, key=lambda name: sizes[name])[:2]
        one, two = (part for part in found if part.file in small)  # the newer one first, as listed
        merged = Part(_merge(folder, one, two), "places", (*one.sources, *two.sources))
        found = tuple(merged if part is two else part for part in found if part is not one)
    return found


def _merge(folder: Path, one: Part, two: Part) -> str:
    """Write the file of both; names of a place that both have come from the newer."""
    with temporary(folder) as file:
        with (
            writing(file) as connection,
            attached(connection, folder / one.file, "one"),
            attached(connection, folder / two.file, "two"),
        ):
            empty(connection)
            connection.execute("BEGIN")
            for name, part in (("one", one), ("two", two)):
                connection.execute(_UNITS.format(part=name))
                hidden = ",".join("'" + country.replace("'", "''") + "'" for country in part.hidden)
                live = _LIVE.format(hidden=hidden)
                connection.execute(f"CREATE TEMP TABLE from_{name} (id INTEGER PRIMARY KEY)")
                connection.execute(
                    f"INSERT INTO from_{name} SELECT p.id FROM {name}.place p WHERE {live} ORDER BY p.id"
                )
                connection.execute(_PLACES.format(part=name, live=f"p.id IN (SELECT id FROM from_{name})"))
            for table in ("exact", "loose"):
                connection.execute(_KEYS.format(table=table))
            connection.execute("COMMIT")
        return keep(file, "places")
