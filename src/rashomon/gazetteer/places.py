"""Rows of GeoNames' table of places made into places of the gazetteer, our own lists on top."""

from __future__ import annotations

import datetime as dt
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rashomon.gazetteer.dumps import Tally, number_of
from rashomon.gazetteer.keys import exact_key
from rashomon.gazetteer.sources import (
    Admin,
    Names,
    Place,
    curated,
    is_latin,
    level_name,
    more_names,
    place_regions,
    short_names,
)
from rashomon.lexicon.countries import countries, country_by_code
from rashomon.settings import settings

_MOST_PEOPLE = 20_000_000_000
_LONGEST = 400  # characters of a name; GeoNames allows 200
_NEAR = (
    4.0  # degrees within which a region or site of that name is that of our own list; read.places takes it for regions
)


@dataclass(frozen=True, slots=True)
class Row:
    """One place with its names; ``unit`` is the code of its first-level unit ("SY.11"), "" where none is given."""

    names: Names
    unit: str


@dataclass(slots=True)
class Own:
    """Our own lists as an added file meets them."""

    whole: frozenset[int]  # ids of which nothing is changed: countries, regions
    shown: dict[int, str]
    points: dict[str, tuple[float, float]]
    more: dict[int, list[str]]
    regions: dict[str, list[tuple[float, float]]]  # points by key


def own_lists() -> Own:
    """Our own lists, read anew."""
    more: dict[int, list[str]] = {}
    for number, name in more_names():
        more.setdefault(number, []).append(name)
    regions: dict[str, list[tuple[float, float]]] = {}
    numbers = {country.geonames_id for country in countries()}
    for names in place_regions():
        if names.place.number > 0:
            numbers.add(names.place.number)
        for name in (*names.main, *names.others):
            regions.setdefault(exact_key(name), []).append((names.place.lat, names.place.lon))
    shown = {int(number): name for number, name in curated("names")["shown"].items()}
    points = {code: (float(at[0]), float(at[1])) for code, at in curated("admin1")["points"].items()}
    return Own(frozenset(numbers), shown, points, more, regions)


def kinds() -> dict[str, str]:
    """The kind of place that each wanted feature code becomes."""
    wanted = settings().gazetteer
    lists = (("region", wanted.regions), ("town", wanted.sites), ("town", wanted.towns))
    found = {code: kind for kind, codes in lists for code in codes}
    return found | dict.fromkeys(wanted.admin2, "admin2") | dict.fromkeys(wanted.admin1, "admin1")


@dataclass(slots=True)
class Reader:
    """Makes places of rows, and remembers what it saw: countries, first-level units, the newest day of change."""

    base: sqlite3.Connection  # the built-in gazetteer: its names of units stay, so that a province has one name
    own: Own = field(default_factory=own_lists)
    kinds: dict[str, str] = field(default_factory=kinds)
    rows: Counter[str] = field(default_factory=Counter)  # by country, "" for none
    with_units: set[str] = field(default_factory=set)  # countries of which it has administrative units
    units: dict[str, tuple[int, str]] = field(default_factory=dict)  # GeoNames id and name by code
    newest: str = ""

    def read(self, rows: Iterable[tuple[int, list[str]]], tally: Tally) -> Iterator[Row]:
        """The wanted places; rows that do not hold are counted and passed over."""
        codes = country_by_code()
        for line, row in rows:
            kind = self.kinds.get(row[7])
            country = codes.get(row[8])
            if country is None and row[8]:
                tally.off("of a country that is not known", line)
                continue
            code = country.iso3 if country else ""
            self.rows[code] += 1
            if row[6] == "A":
                self.with_units.add(code)
            if kind is None or (kind == "region" and not self._known_region(row)):
                tally.passed += 1
                continue
            try:
                found = self._place(row, kind, country.iso3 if country else None)
            except ValueError:
                tally.off("with values that do not hold", line)
                continue
            self._day(row[18])
            if found is not None:
                yield found

    def countries(self) -> set[str]:
        """The countries that the file is a dump of: a stray row of a neighbour does not make it one of that."""
        main = {code for code, _ in self.rows.most_common(1)}
        return main | self.with_units

    def _known_region(self, row: list[str]) -> bool:
        return len(row[3].split(",")) >= settings().gazetteer.region_min_names and bool(row[3])

    def _day(self, day: str) -> None:
        if day > self.newest:
            try:
                self.newest = dt.date.fromisoformat(day).isoformat()
            except ValueError:
                return  # it is told, never computed with

    def _place(self, row: list[str], kind: str, country: str | None) -> Row | None:
        """The place of a row; None where our own lists have it. Raises ValueError where a number does not hold."""
        row[1:4] = (text.lstrip("=") for text in row[1:4])  # "=" marks abbreviations, which are ours alone
        number, lat, lon = number_of(row[0]), float(row[4]), float(row[5])
        people = int(row[14] or 0)
        if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 <= people < _MOST_PEOPLE and 0 < len(row[1]) <= _LONGEST):
            raise ValueError
        code = f"{row[8]}.{row[10]}" if row[10] not in ("", "00") else ""
        others = tuple(name.lstrip("=") for name in row[3].split(",") if is_latin(name))
        if row[2] != row[1] and row[2].isascii():
            others = (*others, row[2])
        if kind in ("admin1", "admin2"):
            return self._unit(Place(number, row[1], lat, lon, country, None, kind, people), code, row[11], others)
        if number in self.own.whole or (row[6] not in ("P", "A") and self._ours((row[1], *others), lat, lon)):
            return None
        shown = self.own.shown.get(number)
        main = (row[1], shown) if shown else (row[1],)
        place = Place(number, shown or level_name(row[1]), lat, lon, country, None, kind, people)
        return Row(Names(place, main, (*others, *self.own.more.get(number, ()))), code)

    def _unit(self, place: Place, code: str, second: str, others: tuple[str, ...]) -> Row | None:
        """An administrative unit: named as the built-in gazetteer names it, its point ours where we have one."""
        if place.number in self.own.whole:
            if place.kind == "admin1" and code:
                self.units[code] = (place.number, self._built_in(place.number) or place.name)
            return None
        level = 1 if place.kind == "admin1" else 2
        short, names = short_names(Admin(place.number, code, place.name, level, place.country or "", others))
        shown = self.own.shown.get(place.number) or self._built_in(place.number) or short
        if level == 1 and code:
            self.units[code] = (place.number, shown)
            lat, lon = self.own.points.get(code, (place.lat, place.lon))
            place = place._replace(lat=lat, lon=lon)
        main = tuple(dict.fromkeys((place.name, shown)))
        rest = tuple(name for name in (*names, *self.own.more.get(place.number, ())) if name not in main)
        return Row(Names(place._replace(name=shown), main, rest), code)

    def _built_in(self, number: int) -> str | None:
        found = self.base.execute("SELECT name FROM place WHERE id = ?", (number,)).fetchone()
        return found[0] if found else None

    def _ours(self, names: Iterable[str], lat: float, lon: float) -> bool:
        """Whether a region or site is one that our own list has, with its own point."""
        return any(
            math.dist((lat, lon), point) < _NEAR
            for name in names
            for point in self.own.regions.get(exact_key(name), ())
        )
