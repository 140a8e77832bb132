"""A user's own places and names: one TOML file, laid over the gazetteer when it is opened.

[[place]]                        # a place that the gazetteer lacks
name = "Old Brickworks"
also = ["the Brickworks"]        # other names
at = [33.512, 36.291]            # latitude, longitude in degrees
country = "SYR"                  # ISO 3166-1 alpha-3 or alpha-2; may be left out for a region only
admin1 = "Damascus"              # a first-level unit of that country, as the gazetteer knows it
kind = "town"                    # town (the default), admin2, admin1 or region
population = 300

[[place]]                        # something about a place that it has
geonames_id = 170654
name = "Sham City"               # one more name, found like the first
shown = "Damascus"               # the name to show from now on
without = ["Union"]              # names under which it is no longer found
                                 # at, country, admin1, kind and population may be given, too, and count then
"""

from __future__ import annotations

import os
import sqlite3
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rashomon.errors import GazetteerError
from rashomon.gazetteer.keys import exact_key, filed, translit_key
from rashomon.lexicon.countries import country_by_code
from rashomon.settings import VARIABLE, settings

_FIRST = -1_000_001  # places of one's own count down from here; those of our own list end long before
_Text = Annotated[str, Field(min_length=1, max_length=200)]
_Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]

Ask = Callable[[str, tuple[object, ...]], list[tuple[Any, ...]]]


class OwnPlace(BaseModel):
    """One entry of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Text | None = None
    geonames_id: Annotated[int, Field(gt=0, lt=2**40)] | None = None
    also: tuple[_Text, ...] = ()
    without: tuple[_Text, ...] = ()
    shown: _Text | None = None
    at: tuple[_Degrees, _Degrees] | None = None
    country: _Text | None = None
    admin1: _Text | None = None
    kind: Literal["town", "admin2", "admin1", "region"] | None = None
    population: Annotated[int, Field(ge=0, lt=20_000_000_000)] | None = None


def own_path() -> Path | None:
    """The file that the settings name (``gazetteer.own``); relative to the folder of the settings file."""
    named = settings().gazetteer.own
    if not named:
        return None
    return Path(os.environ.get(VARIABLE) or ".").parent / Path(named).expanduser()


def load(path: Path) -> list[OwnPlace]:
    """The entries of a file; raises GazetteerError, with the entry's number and name, where one does not hold."""
    try:
        if path.stat().st_size > settings().gazetteer.max_own_bytes:
            raise GazetteerError(f"own places {path}: is larger than gazetteer.max_own_bytes in the settings allows")
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GazetteerError(f"own places {path}: {error.strerror or error} (settings: gazetteer.own)") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GazetteerError(f"own places {path}: not valid TOML: {error}") from error
    entries = values.pop("place", [])
    if values or not isinstance(entries, list):
        wrong = next(iter(values), "place")
        raise GazetteerError(f"own places {path}: {wrong}: each entry begins with a line [[place]]")
    return [_checked(path, number, entry) for number, entry in enumerate(entries, 1)]


def _checked(path: Path, number: int, entry: object) -> OwnPlace:
    label = entry.get("name") or entry.get("geonames_id") if isinstance(entry, dict) else None
    try:
        place = OwnPlace.model_validate(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            told = f"{where}: there is no such key; the keys are {', '.join(OwnPlace.model_fields)}"
        else:
            told = f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}, not {first['input']!r}"
        raise _wrong(path, number, label, told) from None
    if problem := _problem(place):
        raise _wrong(path, number, label, problem)
    return place


def _problem(place: OwnPlace) -> str:
    if place.at is not None and abs(place.at[0]) > 90:
        return f"at: latitude {place.at[0]} is not between -90 and 90; the latitude comes first"
    for name in (place.name, *place.also, *place.without):
        if name is not None and len(exact_key(name)) < 2:
            return f"{name!r} is too short for a name"
    if place.country is not None and place.country not in country_by_code():
        return f'country: there is no country "{place.country}"; give its ISO 3166-1 code, such as SYR'
    if place.geonames_id is not None:
        return ""
    if place.name is None:
        return "name or geonames_id is missing"
    if place.at is None:
        return "at is missing: give [latitude, longitude], or the geonames_id of a place that the gazetteer has"
    if place.without:
        return "without needs a geonames_id"
    if place.country is None and place.kind != "region":
        return 'country is missing; only kind = "region" may do without'
    return ""


def _wrong(path: Path, number: int, label: object, told: str) -> GazetteerError:
    return GazetteerError(f"own places {path}: entry {number}{f' ({label})' if label else ''}: {told}")


def lay(connection: sqlite3.Connection, path: Path, ask: Ask, exact: str) -> None:
    """File the entries of ``path`` in the layer of own places; ``exact`` is the look-up without them.

    Raises GazetteerError where an entry names a place or a unit that the gazetteer does not have.
    """
    fresh = 0
    for number, place in enumerate(load(path), 1):
        known = ask("SELECT country FROM known WHERE id = ?", (place.geonames_id,)) if place.geonames_id else []
        country = country_by_code()[place.country].iso3 if place.country else None
        admin1 = place.admin1
        told = "" if known or place.geonames_id is None else _lacking(place)
        if not told and admin1 is not None:
            admin1 = _unit(admin1, country or (known[-1][0] if known else None), ask, exact)
            told = "" if admin1 else f'admin1: there is no first-level unit "{place.admin1}" in that country'
        if told:
            raise _wrong(path, number, place.name or place.geonames_id, told)
        fresh += place.geonames_id is None
        shown, kind, people = place.shown, place.kind, place.population
        if not known:
            shown, kind, people = shown or place.name, kind or "town", people or 0
        lat, lon = place.at or (None, None)
        identity = place.geonames_id or _FIRST - fresh
        connection.execute(
            "INSERT OR REPLACE INTO place SELECT ?1, coalesce(?2, p.name), coalesce(?3, p.lat), coalesce(?4, p.lon), "
            "coalesce(?5, p.country), coalesce(?6, p.admin1), coalesce(?7, p.kind), coalesce(?8, p.population) "
            "FROM (SELECT 1) LEFT JOIN place p ON p.id = ?1",  # two entries may speak of one place
            (identity, shown, lat, lon, country, admin1, kind, people),
        )
        _file(connection, identity, place)


def _file(connection: sqlite3.Connection, identity: int, place: OwnPlace) -> None:
    tiers = filed(tuple(name for name in (place.name, place.shown) if name), 0)
    for key, tier in filed(place.also, 1).items():
        tiers.setdefault(key, tier)
    rank = -(place.population or 0)
    connection.executemany(
        "INSERT OR REPLACE INTO exact VALUES (?,?,?,?)", [(key, rank, identity, tier) for key, tier in tiers.items()]
    )
    loose = {levelled for key in tiers if (levelled := translit_key(key))}
    connection.executemany("INSERT OR IGNORE INTO loose VALUES (?,?,?)", [(key, rank, identity) for key in loose])
    gone = list(filed(place.without, 0))
    connection.executemany("INSERT OR IGNORE INTO gone VALUES (?,?)", [(key, identity) for key in gone])
    levelled_gone = {levelled for key in gone if (levelled := translit_key(key))}
    connection.executemany("INSERT OR IGNORE INTO gone_loose VALUES (?,?)", [(key, identity) for key in levelled_gone])


def _lacking(place: OwnPlace) -> str:
    if place.at and place.country and place.name:
        return ""
    return f"no place has the GeoNames id {place.geonames_id}; give name, at and country, too, or add a GeoNames file"


def _unit(name: str, country: str | None, ask: Ask, exact: str) -> str | None:
    """The first-level unit of that name, as the gazetteer shows it; None where the country has none of it."""
    rows = ask(exact, (exact_key(name), 250))
    return next((row[1] for row in rows if row[6] == "admin1" and row[4] == country), None)
