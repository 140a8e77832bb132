"""Choose, for every place name of a report, the gazetteer entry that the rest of the report speaks for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon.gazetteer import Entry
from rashomon.lexicon.countries import countries
from rashomon.read.passage import Passage
from rashomon.read.places.candidates import Candidate
from rashomon.read.places.features import prominence
from rashomon.read.places.words import words

MOST = 30  # entries weighed for one name
VOICES = 3  # entries of another name that a name's distance is measured to
LOUDEST = 200  # voices in all: a list of thousands of places must not need memory for every pair
JOINED = 500  # pairs of names weighed for one report
EARTH = 6371.0  # km
SEAT = 130.0  # km from a unit's point to the town that it is named after
SEAT_SHARE = 0.04  # of the unit's people that live in that town, at least
NEAR, FAR = 60.0, 300.0  # km: decay of nearness within a district and within a country

FEATURES = (
    "people", "country", "admin1", "admin2", "region", "alternate", "article", "transliteration", "country_vote",
    "country_lost", "admin1_vote", "near", "far", "contained", "noun", "not_noun", "home", "home_admin1", "capital",
    "first", "metropolis",
)  # fmt: skip
_JOINTS = (",", "in", "(")
_AT = {name: n for n, name in enumerate(FEATURES)}
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Home:
    """Where a report's publisher is at home, as far as its name tells."""

    country: str | None = None
    admin1: str | None = None


@dataclass(slots=True)
class Name:
    """One name of a report, all its mentions together."""

    key: str
    mentions: list[Candidate]
    options: list[Entry]
    weight: float  # how sure it is a place at all, 0 to 1
    rows: slice = field(default_factory=lambda: slice(0, 0))
    chosen: int = 0  # index into options
    shares: Array = field(default_factory=lambda: np.zeros(0))
    table: Array = field(default_factory=lambda: np.zeros((0, len(FEATURES))))


def gather(found: Sequence[Candidate], weights: Sequence[float]) -> list[Name]:
    """Group toponym candidates by their key; ``weights`` runs parallel to ``found``."""
    names: dict[str, Name] = {}
    for candidate, weight in zip(found, weights, strict=True):
        if candidate.kind != "toponym" or not candidate.entries:
            continue
        name = names.get(candidate.key)
        if name is None:
            options = sorted(candidate.entries, key=prominence, reverse=True)[:MOST]
            names[candidate.key] = Name(candidate.key, [candidate], options, weight)
        else:
            name.mentions.append(candidate)
            name.weight = max(name.weight, weight)
    return list(names.values())


def resolve(found: Sequence[Candidate], names: list[Name], home: Home, model: dict[str, float]) -> dict[str, float]:
    """Fill in each name's shares, feature table and choice, in two rounds; returns the votes for countries."""
    if not names:
        return _peoples(found)
    start = 0
    for name in names:
        name.rows = slice(start, start + len(name.options))
        start = name.rows.stop
        priors = np.array([prominence(entry) for entry in name.options])
        name.shares = _softmax(1.5 * priors)
    places = _vectors([entry for name in names for entry in name.options])
    fixed = [_fixed(name, home) for name in names]
    pairs = _containments(found, names)
    peoples = _peoples(found)
    vector = np.array([model.get(feature, 0.0) for feature in FEATURES])
    for _ in range(2):
        votes = _Votes(names, peoples)
        for name, table in zip(names, fixed, strict=True):
            name.table = table.copy()
            votes.fill(name)
        _nearness(names, places)
        for inner, outer in pairs:
            _contain(inner, outer)
        for name in names:
            scores = name.table @ vector
            name.shares = _softmax(scores)
            name.chosen = int(scores.argmax())
    return _Votes(names, peoples).countries


def _softmax(scores: Array) -> Array:
    powers = np.exp(np.minimum(scores - scores.max(), 0.0))
    shares: Array = powers / powers.sum()
    return shares


def _vectors(entries: list[Entry]) -> Array:
    angles = np.radians(np.array([(entry.lat, entry.lon) for entry in entries]))
    lat, lon = angles[:, 0], angles[:, 1]
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


@lru_cache(maxsize=1)
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset((c.iso3, c.capital) for c in countries() if c.capital)


def _fixed(name: Name, home: Home) -> Array:
    """The part of the feature table that no other name changes."""
    levels = _levels(name)
    table = np.zeros((len(name.options), len(FEATURES)))
    for row, entry in zip(table, name.options, strict=True):
        row[_AT["people"]] = math.log10(entry.population + 10) / 7
        if entry.kind != "town":
            row[_AT[entry.kind]] = 1.0
        if entry.found != "name":
            row[_AT[entry.found]] = 1.0
        if levels:
            row[_AT["noun" if entry.kind in levels else "not_noun"]] = 1.0
        if home.country and entry.country == home.country:
            row[_AT["home"]] = 1.0
            if home.admin1 and entry.admin1 == home.admin1:
                row[_AT["home_admin1"]] = 1.0
        if entry.kind == "town" and (entry.country, entry.name) in _capitals():
            row[_AT["capital"]] = 1.0
        if entry.population > 2_000_000:
            row[_AT["metropolis"]] = 1.0
    table[0, _AT["first"]] = 1.0
    return table


def _levels(name: Name) -> set[str]:
    """The levels that nouns beside the name speak of: "X province", "the city of X"."""
    found = set()
    for mention in name.mentions:
        level = mention.features.get("level")
        if level:
            found.add(("admin1", "admin2", "town")[int(level) - 1])
    if "admin1" in found:
        found.add("region")
    return found


def _peoples(found: Sequence[Candidate]) -> dict[str, float]:
    votes: dict[str, float] = {}
    for candidate in found:
        if candidate.kind == "demonym":
            code = candidate.key.partition(":")[2]
            votes[code] = votes.get(code, 0.0) + 0.5
    return {code: min(vote, 2.0) for code, vote in votes.items()}


class _Votes:
    """Which countries and first-level units the names of a report speak for, each name once."""

    def __init__(self, names: list[Name], peoples: dict[str, float]) -> None:
        self.countries: dict[str, float] = dict(peoples)
        self.admin1: dict[tuple[str, str], float] = {}
        self.own: dict[str, tuple[dict[str, float], dict[tuple[str, str], float]]] = {}
        for name in names:
            country: dict[str, float] = {}
            unit: dict[tuple[str, str], float] = {}
            weight = name.weight * min(2.0, 1 + math.log2(len(name.mentions)) / 2)
            for share, entry in zip(name.shares.tolist(), name.options, strict=True):
                if entry.country:
                    country[entry.country] = country.get(entry.country, 0.0) + weight * share
                    if entry.admin1:
                        key = (entry.country, entry.admin1)
                        unit[key] = unit.get(key, 0.0) + weight * share
            self.own[name.key] = country, unit
            for code, vote in country.items():
                self.countries[code] = self.countries.get(code, 0.0) + vote
            for key, vote in unit.items():
                self.admin1[key] = self.admin1.get(key, 0.0) + vote
        self.total = sum(self.countries.values())
        self.units = sum(self.admin1.values())

    def fill(self, name: Name) -> None:
        """Write the votes of all other names into a name's table."""
        country, unit = self.own[name.key]
        total = self.total - sum(country.values()) + 0.5
        units = self.units - sum(unit.values()) + 0.5
        for row, entry in zip(name.table, name.options, strict=True):
            code = entry.country
            share = (self.countries.get(code, 0.0) - country.get(code, 0.0)) / total if code else 0.0
            row[_AT["country_vote"]] = share
            row[_AT["country_lost"]] = -math.log(share + 0.02) if code else 0.0
            if code and entry.admin1:
                key = (code, entry.admin1)
                row[_AT["admin1_vote"]] = (self.admin1.get(key, 0.0) - unit.get(key, 0.0)) / units


def _nearness(names: list[Name], places: Array) -> None:
    """How near each option lies to what the other names most likely are."""
    rows, weights, owners = [], [], []
    for n, name in enumerate(names):
        for at in np.argsort(-name.shares, kind="stable")[:VOICES].tolist():
            entry = name.options[at]
            if entry.kind in ("town", "admin2") or (entry.kind == "admin1" and entry.population < 20_000_000):
                rows.append(name.rows.start + at)
                weights.append(name.weight * float(name.shares[at]))
                owners.append(n)
    if not rows:
        return
    if len(rows) > LOUDEST:
        order = np.argsort(-np.array(weights), kind="stable")[:LOUDEST].tolist()
        rows, weights, owners = ([values[n] for n in order] for values in (rows, weights, owners))
    cosines = np.clip(places @ places[rows].T, -1.0, 1.0)
    distance = EARTH * np.arccos(cosines)
    voice = np.array(weights)
    owner = np.array(owners)
    near = np.exp(-distance / NEAR) * voice
    far = np.exp(-distance / FAR) * voice
    for n, name in enumerate(names):
        others = owner != n
        if others.any():
            name.table[:, _AT["near"]] = near[name.rows][:, others].max(axis=1)
            total = voice[others].sum() + 0.5
            name.table[:, _AT["far"]] = far[name.rows][:, others].sum(axis=1) / total


def _containments(found: Sequence[Candidate], names: list[Name]) -> list[tuple[Name, Name]]:
    """Pairs of names written "X, Y" or "X in Y", the inner first."""
    by_key = {name.key: name for name in names}
    pairs = []
    for left, right in pairwise(found):
        if left.passage == right.passage and left.kind == right.kind == "toponym":
            joined = left.features.get("joined")
            if joined and left.key != right.key and left.key in by_key and right.key in by_key:
                pairs.append((by_key[left.key], by_key[right.key]))
    return pairs[:JOINED]


def _contain(inner: Name, outer: Name) -> None:
    """Raise the inner name's options that lie in an option of the outer name, by that option's share."""
    column = _AT["contained"]
    back = np.zeros(len(outer.options))
    for i, entry in enumerate(inner.options):
        top = 0.0
        for j, (share, whole) in enumerate(zip(outer.shares.tolist(), outer.options, strict=True)):
            if share < 0.01 and j > 5:
                continue
            if holds(whole, entry):
                top = max(top, 0.3 + 0.7 * share)
                back[j] = max(back[j], 0.3 + 0.7 * float(inner.shares[i]))
        inner.table[i, column] = max(inner.table[i, column], top)
    outer.table[:, column] = np.maximum(outer.table[:, column], 0.6 * back)


def holds(whole: Entry, part: Entry) -> bool:
    """Whether one entry lies in the other, as far as country, first-level unit and distance tell."""
    if whole.kind == "country":
        return part.kind != "country" and part.country == whole.country
    if part.country != whole.country or part is whole:
        return False
    if whole.kind == "admin1":
        return part.kind in ("town", "admin2") and part.admin1 == whole.admin1
    if part.kind == "town" and whole.kind in ("admin2", "town", "region"):
        degrees = 1.0 if whole.kind != "region" else 4.0
        return abs(part.lat - whole.lat) < degrees and abs(part.lon - whole.lon) < degrees
    return False


def for_mention(candidate: Candidate, name: Name) -> Entry:
    """The level that one mention speaks of: "Homs" is the city, "Homs province" the province around it."""
    chosen = name.options[name.chosen]
    level = ("", "admin1", "admin2", "town")[int(candidate.features.get("level", 0.0))]
    if chosen.kind in ("admin1", "admin2") and level != chosen.kind and level != "admin1":
        towns = [
            entry for entry in name.options
            if entry.kind == "town" and entry.country == chosen.country
            and distance(entry, chosen) < SEAT and entry.population >= SEAT_SHARE * chosen.population
        ]  # fmt: skip
        if towns and not (level == "admin2" and chosen.kind == "admin1"):
            return max(towns, key=lambda entry: entry.population)
    if level in ("admin1", "admin2") and chosen.kind != level:
        wider = [e for e in name.options if e.kind == level and e.country == chosen.country]
        wider = [e for e in wider if distance(e, chosen) < 2 * SEAT]
        if wider:
            return max(wider, key=lambda entry: entry.population)
    return chosen


def distance(a: Entry, b: Entry) -> float:
    """Great-circle distance of two entries in km."""
    la, lb = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lb - la) / 2) ** 2
    half += math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def mark(found: Sequence[Candidate], passages: Sequence[Passage]) -> None:
    """Note beside each candidate the level a noun gives it, and whether it is joined to the next one."""
    nouns = words().nouns
    rank = {"admin1": 1.0, "admin2": 2.0, "town": 3.0}
    for n, candidate in enumerate(found):
        lower = passages[candidate.passage].lower
        level = rank.get(nouns.get(lower[candidate.last], ""), 0.0) if candidate.last < len(lower) else 0.0
        if not level and candidate.first >= 2 and lower[candidate.first - 1] == "of":
            level = rank.get(nouns.get(lower[candidate.first - 2], ""), 0.0)
        if level:
            candidate.features["level"] = level
        if n + 1 < len(found) and found[n + 1].passage == candidate.passage:
            between = lower[candidate.last : found[n + 1].first]
            if between and len(between) <= 2 and between[0] in _JOINTS and between[-1] in (*_JOINTS, "the"):
                candidate.features["joined"] = 1.0
