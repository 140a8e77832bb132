from __future__ import annotations

import pytest

from rashomon.lexicon.countries import countries, country_by_code, country_by_demonym


def test_every_country_is_whole_and_unique() -> None:
    known = countries()
    assert len(known) == 250
    assert len({c.iso3 for c in known}) == len({c.iso2 for c in known}) == len({c.name for c in known}) == 250
    names = [name for c in known for name in (c.name, *c.aliases)]
    assert len(names) == len(set(names))
    assert all(-90 <= c.lat <= 90 and -180 <= c.lon <= 180 for c in known)


@pytest.mark.parametrize("code", ["SSD", "XKX", "PSE", "ESH", "TWN", "COD", "MMR"])
def test_disputed_and_new_ones_are_there(code: str) -> None:
    assert country_by_code()[code].iso3 == code


@pytest.mark.parametrize(
    ("people", "code"),
    [("Syrian", "SYR"), ("Syrians", "SYR"), ("Sudanese", "SDN"), ("Nigerien", "NER"), ("Thai", "THA")],
)
def test_peoples(people: str, code: str) -> None:
    assert country_by_demonym()[people].iso3 == code
