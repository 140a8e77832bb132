"""Find the places that a report names, and say which places they are."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache

from rashomon.gazetteer import Entry, Gazetteer
from rashomon.gazetteer.keys import exact_key
from rashomon.lexicon.countries import Country, country_by_code
from rashomon.lexicon.files import load
from rashomon.read.notes import Note
from rashomon.read.passage import Passage
from rashomon.read.places.candidates import Candidate, candidates
from rashomon.read.places.features import describe
from rashomon.read.places.resolve import FEATURES, Home, Name, for_mention, gather, mark, resolve
from rashomon.read.places.spellings import MAIN, evidence, join, misplaced, respell, unmatched
from rashomon.read.places.words import words
from rashomon.records import PlaceMention

# Kinds of actor (lexicon/actors/kinds.toml) whose names hold places that they are not about.
_UNPLACED = frozenset(
    "media monitor rescue armed_group rebels militia pro_government_militia jihadists criminal party".split()
) | {"international_org"}
_SHOWN = 4  # meanings of a name that `explain` lists
_SMALL = 30_000  # people below which a town is not known beyond its country


@lru_cache(maxsize=1)
def models() -> dict[str, dict[str, float]]:
    """The weights of place_weights.toml: ``seen`` and ``kept`` for recognition, ``peoples``, ``ranked``."""
    loaded: dict[str, dict[str, float]] = load("place_weights")
    return loaded


def find_places(
    passages: list[Passage],
    gazetteer: Gazetteer,
    outlet: str | None = None,
    published: dt.date | None = None,
    notes: list[Note] | None = None,
) -> list[list[PlaceMention]]:
    """The places of each passage, in text order; ``passage.actors`` must be filled already.

    ``outlet`` is the publisher's name or domain: its home weighs a little in what a name means. A name that is
    clearly a place but in no gazetteer is given with ``lat`` and ``precision`` None. ``notes`` collects what each name
    may mean.
    """
    found, names, country = analyse(passages, gazetteer, outlet)
    by_key = {name.key: name for name in names}
    mentions: list[list[PlaceMention]] = [[] for _ in passages]
    for candidate in found:
        if candidate.score > 0:
            mentions[candidate.passage].append(_mention(candidate, by_key, country))
    if notes is not None:
        notes += [_note(name) for name in names if any(mention.score > 0 for mention in name.mentions)]
    return mentions


def _note(name: Name) -> Note:
    """What a name may be on the map, for `explain`: the likeliest places with their shares, the best first."""
    order = sorted(range(len(name.options)), key=lambda at: -name.shares[at])[:_SHOWN]
    entries = [(name.options[at], name.shares[at]) for at in order]
    listed = " · ".join(f"{_where(entry)} {share:.2f}" for entry, share in entries)
    first = name.mentions[0]
    return Note("names", first.start, first.end, first.text, None, "", listed)


def _where(entry: Entry) -> str:
    parts = [entry.name, entry.admin1 if entry.admin1 != entry.name else None, entry.country]
    kind = "" if entry.kind == "town" else f" ({entry.kind})"
    return ", ".join(part for part in parts if part) + kind


def analyse(
    passages: list[Passage], gazetteer: Gazetteer, outlet: str | None = None
) -> tuple[list[Candidate], list[Name], str | None]:
    """All candidates with features and scores (above 0: a place), their names, and the report's main country."""
    model = models()
    home = home_of(outlet, gazetteer)
    found = [c for n, passage in enumerate(passages) for c in candidates(n, passage, gazetteer)]
    found = [c for c in found if not _in_organisation(c, passages[c.passage])]
    names, votes = _weigh_all(found, passages, home, model)
    countries = evidence(votes)
    main = evidence(votes, MAIN)
    found = [c for c in found if not misplaced(c, main)]
    respell(found, gazetteer, countries)
    for n, passage in enumerate(passages):
        taken = {t for c in found if c.passage == n for t in range(c.first, c.last)}
        more = unmatched(n, passage, taken, gazetteer, countries)
        found += [c for c in more if not _in_organisation(c, passage)]
    found.sort(key=lambda c: (c.passage, c.start))
    if _abroad(votes):
        describe(found, passages)
        found = join(found, passages, countries)
    names, votes = _weigh_all(found, passages, home, model, abroad=_abroad(votes))
    by_key = {name.key: name for name in names}
    for candidate in found:
        if candidate.key in by_key and candidate.entries:
            _add_outcome(candidate, by_key[candidate.key], countries)
            candidate.score = weigh(candidate, model["kept"])
        if "street_after" in candidate.features:  # "Homs Street" is an address, wherever it is
            candidate.score = min(candidate.score, -1.0)
    return found, names, _main_country(votes)


def _weigh_all(
    found: list[Candidate],
    passages: list[Passage],
    home: Home,
    model: dict[str, dict[str, float]],
    abroad: bool = False,
) -> tuple[list[Name], dict[str, float]]:
    """Describe, score and resolve all candidates; returns their names and the votes for countries."""
    describe(found, passages)
    mark(found, passages)
    for candidate in found:
        if abroad:
            candidate.features["abroad"] = 1.0
            if "in" in candidate.features:
                candidate.features["abroad_in"] = 1.0
        kind = "peoples" if candidate.kind == "demonym" else "seen" if candidate.entries else "unknown"
        candidate.score = weigh(candidate, model[kind])
    chances = [1 / (1 + math.exp(-max(-30.0, min(30.0, c.score)))) for c in found]
    names = gather(found, chances)
    return names, resolve(found, names, home, model["ranked"])


def _abroad(votes: dict[str, float]) -> bool:
    """Whether most of a report is about countries whose places GeoNames has in part or under other spellings."""
    known = words().well_filed
    return 2 * sum(vote for code, vote in votes.items() if code not in known) > sum(votes.values())


def _main_country(votes: dict[str, float]) -> str | None:
    """The country that has most of a report's votes: where a place in no gazetteer most likely lies."""
    code = max(sorted(votes), key=lambda code: votes[code], default=None)
    return code if code and 2 * votes[code] > sum(votes.values()) else None


def weigh(candidate: Candidate, weights: dict[str, float]) -> float:
    """The sum of a candidate's features times their weights: log odds that it names a place."""
    return sum(weights.get(name, 0.0) * value for name, value in candidate.features.items())


def _add_outcome(candidate: Candidate, name: Name, countries: frozenset[str]) -> None:
    """Add what the resolution found to a candidate's features: support by the rest of the report."""
    row = name.table[name.chosen].tolist()
    values = dict(zip(FEATURES, row, strict=True))
    for feature in ("country_vote", "admin1_vote", "near", "far", "contained", "home"):
        candidate.features["then_" + feature] = values[feature]
    entry = name.options[name.chosen]
    candidate.features["then_people"] = math.log10(entry.population + 10) / 7
    candidate.features["then_" + entry.kind] = 1.0
    for feature in ("capital", "metropolis"):
        candidate.features["then_" + feature] = values[feature]
    if entry.country in countries:
        candidate.features["then_match"] = 1.0
        if "abroad" in candidate.features:
            candidate.features["then_match_abroad"] = 1.0


def _in_organisation(candidate: Candidate, passage: Passage) -> bool:
    """Whether a toponym is only a part of an organisation's proper name ("Aleppo Media Centre").

    Offices keep theirs, since they speak or act for the place itself ("Raqqa Police", "Homs Governor"), and so does
    a possessive. Of 612 names inside names in LGL and TR-News that would be taken, 88% are annotated as places.
    """
    if candidate.kind == "demonym" or passage.lower[candidate.last : candidate.last + 1] in (["'s"], ["’s"], ["s"]):
        return False
    for actor in passage.actors:
        named = actor.kind in _UNPLACED and (actor.id is not None or actor.kind == "media")
        inside = actor.start <= candidate.first and candidate.last <= actor.end
        longer = actor.end - actor.start > candidate.last - candidate.first
        if named and inside and longer and not actor.generic and passage.words[actor.end - 1][:1].isupper():
            return True
    return False


def _mention(candidate: Candidate, names: dict[str, Name], main_country: str | None) -> PlaceMention:
    if candidate.kind == "demonym":
        country = country_by_code()[candidate.key.partition(":")[2]]
        return _people(candidate, country)
    if not candidate.entries:
        first = candidate.text.partition(" and ")[0]  # of a pair in no list, the first gives the name
        return PlaceMention(candidate.start, candidate.end, candidate.text, "toponym", first, country=main_country)
    name = names[candidate.key]
    entry = for_mention(candidate, name)
    if _far_fetched(entry, main_country):
        return PlaceMention(
            candidate.start, candidate.end, candidate.text, "toponym", candidate.text, country=main_country
        )
    return PlaceMention(
        candidate.start, candidate.end, candidate.text, "toponym", entry.name, entry.geonames_id, entry.lat,
        entry.lon, entry.country, entry.admin1, entry.kind,
    )  # fmt: skip


def _far_fetched(entry: Entry, main_country: str | None) -> bool:
    """Whether the only place of that name is a small town abroad, in a report on a country that GeoNames has in part.

    A Malian hamlet that no list has is then kept without a point, rather than put into another continent.
    """
    if main_country is None or main_country in words().well_filed or entry.country in (None, main_country):
        return False
    return entry.kind == "town" and entry.population < _SMALL


def _people(candidate: Candidate, country: Country) -> PlaceMention:
    return PlaceMention(
        candidate.start, candidate.end, candidate.text, "demonym", country.name, country.geonames_id, country.lat,
        country.lon, country.iso3, None, "country",
    )  # fmt: skip


_DOMAIN = re.compile(r"^(?:https?://)?(?:www\d?\.)?([\w.-]+\.[a-z]{2,})(?:/|$)", re.IGNORECASE)


@lru_cache(maxsize=2000)
def _home_words(outlet: str) -> tuple[str | None, str]:
    """The country of an outlet's domain, and the words of its name."""
    match = _DOMAIN.match(outlet.strip())
    if not match:
        return None, outlet
    labels = match.group(1).lower().split(".")
    code = {"uk": "GB"}.get(labels[-1], labels[-1].upper())
    country = country_by_code().get(code) if len(labels[-1]) == 2 else None
    # .co, .tv, .me, .io, .ai and .fm are sold to anyone.
    known = country is not None and labels[-1] not in ("co", "tv", "me", "io", "ai", "fm", "to", "cc", "ws")
    return (country.iso3 if country and known else None), labels[0].replace("-", " ")


def home_of(outlet: str | None, gazetteer: Gazetteer) -> Home:
    """Where a publisher is at home, from its domain or from a country or city in its name."""
    if not outlet:
        return Home()
    country, name = _home_words(outlet[:200])
    listed = re.findall(r"[\w'’-]+", name)[:8]
    for size in (3, 2, 1):
        for at in range(len(listed) - size + 1):
            entries = gazetteer.exact(exact_key(" ".join(listed[at : at + size])))
            entries = tuple(
                e for e in entries
                if e.found == "name" and (e.kind in ("country", "admin1") or e.population > 100_000)
                and (country is None or e.country == country)
            )  # fmt: skip
            if entries:
                top = max(entries, key=lambda e: (e.kind == "country", e.population))
                return Home(top.country, None if top.kind == "country" else top.admin1)
    return Home(country)
