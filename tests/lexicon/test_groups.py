"""The curated lists of named groups hold together: ids, spellings, countries, years, and how much they cover."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from rashomon.lexicon.actors import group_files, lexicon, load_kinds, pieces, read_groups
from rashomon.lexicon.countries import countries
from rashomon.lexicon.entries import Group
from rashomon.lexicon.files import load

ARMED = {"armed_group", "rebels", "militia", "jihadists", "criminal", "pro_government_militia"}
# Words that open or fill sentences: an alias of one such word would fire on every capital.
COMMON = frozenset(
    "the and this that with from about let hum jan may mat base front army party force union group movement people "
    "state guard police north south east west council court dawns order tigers lions wolves ninjas triads islamic "
    "national united new old security popular general republican federal liberation resistance observatory "
    "dawn guardian times".split()
)


@cache
def groups() -> tuple[tuple[str, Group], ...]:
    kinds = load_kinds()
    return tuple((file, group) for file in group_files() for group in read_groups(file, load(f"actors/{file}"), kinds))


def _forms(name: str) -> set[tuple[str, ...]]:
    name = re.sub(r"^the ", "", name)
    return {form for form in (pieces(name), pieces(re.sub(r"['’]s\b|(?<=s)['’](?=\s|$)", "", name))) if form}


def test_every_file_is_there() -> None:
    wanted = "middle_east africa asia europe americas international media monitors".split()
    assert {f"groups_{name}" for name in wanted} <= set(group_files())


def test_ids_are_unique_and_snake_case() -> None:
    counted = Counter(group.id for _, group in groups())
    assert [name for name, n in counted.items() if n > 1] == []
    assert [name for name in counted if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", name)] == []


def test_no_spelling_names_two_groups() -> None:
    owner: dict[tuple[str, ...], str] = {}
    twice = []
    for file, group in groups():
        for spelling in (group.name, *group.aliases):
            for form in _forms(spelling):
                if owner.setdefault(form, group.id) != group.id:
                    twice.append(f"{file}: {spelling!r} of {group.id} is also {owner[form]}")
    assert twice == []


def test_no_alias_repeats_another_of_its_own_group() -> None:
    repeated = []
    for _, group in groups():
        seen = _forms(group.name)
        for alias in group.aliases:
            if _forms(alias) <= seen:
                repeated.append(f"{group.id}: {alias!r}")
            seen |= _forms(alias)
    assert repeated == []


def test_countries_and_years_are_sane() -> None:
    codes = {country.iso3 for country in countries()}
    wrong = []
    for _, group in groups():
        known = set(group.countries) <= codes and len(set(group.countries)) == len(group.countries)
        first, last = group.from_ or 1500, group.until or 2026
        if not (known and 1500 <= first <= last <= 2026):
            wrong.append(group.id)
    assert wrong == []


def test_no_alias_is_a_common_word_or_the_name_of_a_country() -> None:
    taken = {pieces(name) for c in countries() for name in (c.name, *c.demonyms)}
    bad = [
        f"{group.id}: {spelling!r}"
        for _, group in groups()
        for spelling in (group.name, *group.aliases)
        for form in _forms(spelling)
        if form in taken or (len(form) == 1 and form[0] in COMMON and not spelling.isupper())
    ]
    assert bad == []


def test_short_names_are_written_in_capitals() -> None:
    """Only capitals keep a name of up to three letters apart from an English word ("LET", "Let")."""
    short = [
        f"{group.id}: {spelling!r}"
        for _, group in groups()
        for spelling in (group.name, *group.aliases)
        if len(re.sub(r"\W", "", spelling)) <= 3 and not spelling.isupper()
    ]
    assert short == []


def test_coverage() -> None:
    armed = [group for _, group in groups() if group.kind in ARMED]
    assert len(armed) >= 900
    assert len({code for group in armed for code in group.countries}) >= 110
    kinds = Counter(group.kind for _, group in groups())
    floors = {"monitor": 200, "media": 450, "peacekeepers": 50, "international_org": 50, "coalition": 15, "rescue": 30}
    assert {kind: kinds[kind] for kind, floor in floors.items() if kinds[kind] < floor} == {}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Jabhat al-Nusra", "Al-Nusra Front"),
        ("Hizbullah", "Hezbollah"),
        ("JNIM", "Jama'at Nusrat al-Islam wal-Muslimin"),
        ("Lord Resistance Army", "Lord's Resistance Army"),
        ("Taang National Liberation Army", "Ta'ang National Liberation Army"),
        ("Primeiro Comando da Capital", "First Capital Command"),
        ("Medecins Sans Frontieres", "Doctors Without Borders"),
        ("donetsk peoples republic", "Donetsk People's Republic"),
        ("Ejercito de Liberacion Nacional", "National Liberation Army (Colombia)"),
    ],
)
def test_spellings_find_their_group(spelling: str, name: str) -> None:
    form = pieces(spelling)
    assert name in {word.name for word in lexicon().words.get(form[0], ()) if word.pieces == form}
