"""The actors' lexicon: kinds, nouns, titles, offices and named groups, and one index over all their words.

Names are compared as *pieces*: lower case, without accents, dots, hyphens and possessive endings, so that
"al-Nusra Front", "Al Nusra Front" and "the Nusra Front's" begin alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from rashomon.errors import LexiconError
from rashomon.lexicon.countries import countries
from rashomon.lexicon.entries import Group, Head, Kind, Office, Platform, Role
from rashomon.lexicon.files import load
from rashomon.lexicon.inflect import plural
from rashomon.lexicon.overlay import current
from rashomon.lexicon.shipped import names as shipped_names

Class = Literal["group", "office", "leader", "country", "demonym", "capital", "people", "head", "title", "mod"]


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the index: what a run of pieces stands for."""

    pieces: tuple[str, ...]
    cls: Class
    name: str  # the canonical name, or the words themselves
    kind: str = "unknown"
    id: str | None = None
    country: str | None = None
    role: Role | None = None
    template: str | None = None  # its name under a country
    lends: bool = False
    weak: bool = False  # no party by itself
    upper: bool = False  # only as written: an acronym that is an ordinary word in lower case
    proper: bool = False  # only with a capital


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, by first piece, the longest first."""

    kinds: dict[str, Kind]
    words: dict[str, tuple[Word, ...]]
    deeds: frozenset[tuple[str, ...]]
    speech: frozenset[str]
    deeds_of_capitals: frozenset[str]
    country_names: dict[str, str]
    demonyms: dict[str, str]
    groups: dict[str, Group] = field(default_factory=dict)

    def kind(self, name: str) -> Kind:
        """The kind of this name, ``unknown`` where there is none."""
        return self.kinds.get(name) or self.kinds["unknown"]


_BREAK = re.compile(r"[\s\-–—/()\[\],]+")
_DROP = re.compile(r"['’‘`´ʼʿʾ.\"“”&]")


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """A word or name as compared: lower case, unaccented, without dots and apostrophes, cut at hyphens."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return tuple(piece for piece in _BREAK.split(_DROP.sub("", word.lower())) if piece)


def _variants(name: str) -> set[tuple[str, ...]]:
    """The pieces of a name with its possessive ending joined on and left out ("Peoples", "People")."""
    name = re.sub(r"^the ", "", name)
    without = re.sub(r"['’]s\b|(?<=s)['’](?=\s|$)", "", name)
    return {form for form in (pieces(name), pieces(without)) if form}


_Model = TypeVar("_Model", bound=BaseModel)


def _checked(model: type[_Model], file: str, entry: Any, label: object) -> _Model:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"lexicon file actors/{file}.toml: entry {label!r}: {where}: {first['msg']}") from error


def read_groups(file: str, data: dict[str, Any], kinds: Iterable[str]) -> list[Group]:
    """The groups of one file; raises LexiconError naming the file and the entry that does not hold."""
    known = frozenset(kinds)
    codes = {country.iso3 for country in countries()}
    found: list[Group] = []
    seen: set[str] = set()
    for entry in data.get("group", ()):
        values = dict(entry)
        label = values.get("id") or values.get("name") or values
        if "from" in values:
            values["from_"] = values.pop("from")
        group = _checked(Group, file, values, label)
        wrong = [code for code in group.countries if code not in codes]
        if group.kind not in known:
            fault = f"kind {group.kind!r} is not in kinds.toml; valid: {', '.join(sorted(known))}"
        elif wrong:
            fault = f"countries: {', '.join(wrong)} is no ISO 3166-1 alpha-3 code of countries.toml"
        elif group.id in seen:
            fault = "this id is used twice"
        else:
            seen.add(group.id)
            found.append(group)
            continue
        raise LexiconError(f"lexicon file actors/{file}.toml: entry {label!r}: {fault}")
    return found


_DATE = re.compile(r"(?:\d+|january|february|march|april|may|june|july|august|september|october|november|december)")


def _group_words(group: Group, spoken: frozenset[str]) -> Iterator[Word]:
    country = group.countries[0] if len(group.countries) == 1 else None
    for alias in (group.name, *group.aliases):
        letters = alias.replace(".", "").replace("-", "")
        upper = letters.isupper() and len(letters) <= 6 and letters.capitalize() not in spoken
        for form in _variants(alias):
            if all(_DATE.fullmatch(piece) for piece in form):
                continue  # "17 November": in a report the date is meant
            yield Word(form, "group", group.name, group.kind, group.id, country, upper=upper, proper=True)


def _country_words() -> Iterator[Word]:
    for country in countries():
        code = country.iso3
        lists: list[tuple[Class, tuple[str, ...]]] = [
            ("country", (country.name, *country.aliases)),
            ("demonym", country.demonyms),
            ("capital", (country.capital, *country.capital_aliases) if country.capital else country.capital_aliases),
        ]
        for cls, names in lists:
            for name in names:
                letters = name.replace(".", "")
                short = letters.isupper() and len(letters) <= 4
                for form in _variants(name):
                    yield Word(form, cls, country.name, "government", code, code, upper=short, proper=True)


def _plurals(words: Iterable[str], weak: frozenset[str]) -> Iterator[tuple[str, bool]]:
    given = list(words)
    for word in given:
        yield word, word in weak
    for word in given:
        if word.endswith("ss") or not word.endswith("s"):
            yield plural(word), word in weak


def _noun_words() -> Iterator[Word]:
    data = load("actors/nouns")
    weak = frozenset(data["weak"]["words"])
    for entry in data["head"]:
        head = _checked(Head, "nouns", entry, (entry.get("words") or ["?"])[0])
        for word, is_weak in _plurals(head.words, weak):
            for form in _variants(word):
                yield Word(
                    form, "head", head.name or word, head.kind, role=head.role, template=head.country,
                    lends=head.lends, weak=is_weak,
                )  # fmt: skip
    for kind, words in data["modifiers"]["kinds"].items():
        for word in words:
            yield Word(pieces(word), "mod", word, kind)
    for word in data["modifiers"]["peoples"]:
        yield Word(pieces(word), "people", word, "armed_group", proper=True)
    for entry in load("actors/platforms")["platform"]:
        platform = _checked(Platform, "platforms", entry, (entry.get("words") or ["?"])[0])
        for word, _ in _plurals(platform.words, frozenset()):
            yield Word(pieces(word), "head", word, "unknown", role="platform", template=platform.country, weak=True)


def _title_words() -> Iterator[Word]:
    for kind, titles in load("actors/titles").items():
        for title in titles:
            short = title.isupper()
            yield Word(pieces(title), "title", title, kind, upper=short, weak=True, proper=title[:1].isupper())


def _office_words() -> Iterator[Word]:
    data = load("actors/offices")
    for entry in data["office"]:
        office = _checked(Office, "offices", entry, (entry.get("names") or ["?"])[0])
        for name in office.names:
            short = name.isupper() and len(name) <= 4
            for form in _variants(name):
                yield Word(
                    form, "office", office.name or name, office.kind, country=office.country, upper=short, proper=True
                )  # fmt: skip
    for code, names in data["leaders"].items():
        for name in names:
            full = next((other for other in names if name != other and name in other), name)
            yield Word(pieces(name), "leader", full, "government", country=code, proper=True)


def _national_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """The names of each country's army and police, the composed one first: listed aliases must share its id."""
    adjectives = _adjectives()
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for country in countries():
        for kind, noun in (("military", "Armed Forces"), ("police", "Police")):
            names = (f"{adjectives[country.iso3]} {noun}", f"{country.name} {noun}", f"{noun} of {country.name}")
            found[country.iso3, kind] = names
    return found


def _adjectives() -> dict[str, str]:
    """The adjective of each country in the names of its institutions."""
    first = {c.iso3: c.demonyms[0] if c.demonyms else c.name for c in countries()}
    return first | dict(load("actors/offices")["adjectives"])


def group_files() -> list[str]:
    """The names of the group files, without ``.toml``, sorted: the shipped ones and those laid over them."""
    own = current()
    found = {*shipped_names(), *(own.files if own is not None else ())}
    return sorted(name.removeprefix("actors/") for name in found if name.startswith("actors/groups_"))


def _own_groups() -> frozenset[str]:
    """The ids of groups that the lexicon folder in use has: where names collide, theirs count."""
    own = current()
    files = own.files if own is not None else {}
    mine = (data.get("group", ()) for name, data in files.items() if name.startswith("actors/groups_"))
    return frozenset(group["id"] for groups in mine for group in groups)


def load_kinds() -> dict[str, Kind]:
    """The kinds of kinds.toml by name."""
    return {name: _checked(Kind, "kinds", entry, name) for name, entry in load("actors/kinds").items()}


# Where one run of pieces has several meanings, the first of these is kept beside the title meaning.
_ORDER: tuple[Class, ...] = (
    "office", "leader", "group", "country", "demonym", "capital", "people", "head", "mod", "title",
)  # fmt: skip
_RANK = {cls: n for n, cls in enumerate(_ORDER)}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The whole lexicon, loaded once a process; raises LexiconError where an entry does not hold."""
    kinds = load_kinds()
    groups: dict[str, Group] = {}
    words: list[Word] = []
    national = _national_names()
    spoken = frozenset(load("actors/organisations")["spoken"]["words"])
    for file in group_files():
        for group in read_groups(file, load(f"actors/{file}"), kinds):
            if group.id in groups:
                raise LexiconError(
                    f"lexicon file actors/{file}.toml: entry {group.id!r}: the id is in another file too"
                )
            groups[group.id] = group
    mine = _own_groups()
    for group in sorted(groups.values(), key=lambda group: group.id not in mine):
        words.extend(_group_words(group, spoken))
    for found in (_office_words(), _country_words(), _noun_words(), _title_words()):
        words.extend(found)
    index: dict[str, dict[tuple[str, ...], list[Word]]] = {}
    for word in words:
        if word.kind not in kinds:
            raise LexiconError(
                f"lexicon folder actors: {word.name!r} has kind {word.kind!r}, which is not in kinds.toml"
            )
        own = national.get((word.country or "", word.kind), ())
        if word.cls in ("group", "office") and word.name in own:
            word = replace(word, id=f"{word.country}:{word.kind}", name=own[0])
        if word.pieces:
            index.setdefault(word.pieces[0], {}).setdefault(word.pieces, []).append(word)
    offices = load("actors/offices")
    deeds = {pieces(form) for form, _ in _plurals(load("actors/platforms")["deeds"]["words"], frozenset())}
    return Lexicon(
        kinds=kinds,
        words={first: _ordered(by_pieces) for first, by_pieces in index.items()},
        deeds=frozenset(deeds),
        speech=frozenset(offices["speech"]["verbs"]),
        deeds_of_capitals=frozenset(offices["speech"]["acts"]),
        country_names={country.iso3: country.name for country in countries()},
        demonyms=_adjectives(),
        groups=groups,
    )


def _ordered(by_pieces: dict[tuple[str, ...], list[Word]]) -> tuple[Word, ...]:
    """Longest first; of several meanings of the same pieces, one each that needs a capital and one that does not."""
    kept: list[Word] = []
    for same in by_pieces.values():
        ranked = sorted(same, key=lambda word: _RANK[word.cls])
        taken: set[tuple[bool, bool, bool]] = set()
        for word in ranked:
            mark = (word.upper, word.proper, word.cls == "title")
            if mark not in taken:
                taken.add(mark)
                kept.append(word)
    return tuple(sorted(kept, key=lambda word: (-len(word.pieces), _RANK[word.cls], word.name)))


__all__ = ["Group", "Kind", "Lexicon", "Word", "group_files", "lexicon", "load_kinds", "pieces", "read_groups"]
