"""The countries and territories of the world under their names, peoples and capitals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rashomon.errors import LexiconError
from rashomon.lexicon.files import load


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory; ``lat`` and ``lon`` are its GeoNames country point in degrees."""

    iso3: str  # ISO 3166-1 alpha-3; Kosovo is XKX, as GeoNames has it
    iso2: str
    geonames_id: int
    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()  # adjective first, then the other adjective and people forms
    capital: str | None = None
    capital_aliases: tuple[str, ...] = ()  # names that stand for the government: "Kremlin"


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries in the order of countries.toml; raises LexiconError where an entry does not hold."""
    found = []
    for entry in load("countries")["country"]:
        fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
        try:
            found.append(Country(**fields))
        except TypeError as error:
            name = entry.get("name", entry)
            raise LexiconError(f"lexicon file countries.toml: entry {name}: {error}") from error
    return tuple(found)


@lru_cache(maxsize=1)
def country_by_code() -> dict[str, Country]:
    """Countries by their alpha-2 and alpha-3 codes."""
    return {code: country for country in countries() for code in (country.iso2, country.iso3)}


@lru_cache(maxsize=1)
def country_by_demonym() -> dict[str, Country]:
    """Countries by their adjective and people forms, as written ("Syrian", "Syrians")."""
    found: dict[str, Country] = {}
    for country in countries():
        for form in country.demonyms:
            found.setdefault(form, country)
    return found
