"""The word lists that place recognition looks at, loaded once from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rashomon.lexicon.countries import country_by_demonym
from rashomon.lexicon.files import load
from rashomon.lexicon.place_nouns import common_words


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case lists, except ``names_after``, ``organisations``, ``streets``, ``titles`` and ``given``."""

    inside: frozenset[str]
    toward: frozenset[str]
    nouns: dict[str, str]  # "province" -> the level it names: admin1, admin2, town, other
    names_after: frozenset[str]
    sites: frozenset[str]  # "crossing", "air base": what is named after a town and is not the town
    organisations: frozenset[str]
    offices: frozenset[str]
    organisations_of: frozenset[str]
    streets: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    speech: frozenset[str]
    directions: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    prefixes: frozenset[str]
    transliterated: frozenset[str]
    well_filed: frozenset[str]
    taking: frozenset[str]
    common: frozenset[str]  # lower-case words of an English dictionary
    demonyms: dict[str, str]  # "Syrian", "SYRIAN" -> ISO3


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists of places.toml and the peoples of countries.toml."""
    data = load("places")
    nouns = {noun: level for level, listed in data["nouns"].items() for noun in listed}
    demonyms = {form: country.iso3 for form, country in country_by_demonym().items()}
    demonyms |= {form.upper(): code for form, code in demonyms.items()}
    plain = {
        key: frozenset(data[key])
        for key in (
            "inside", "toward", "organisations", "offices", "organisations_of", "streets", "titles", "roles",
            "speech", "directions", "never", "given", "prefixes", "transliterated", "well_filed", "taking",
        )
    }  # fmt: skip
    after = frozenset(data["names"]["after"])
    sites = frozenset(data["names"]["sites"])
    return Words(nouns=nouns, names_after=after, sites=sites, common=common_words(), demonyms=demonyms, **plain)
