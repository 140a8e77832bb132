from __future__ import annotations

from pathlib import Path

import pytest
from geonames import row, text

from rashomon import settings as module
from rashomon.errors import GazetteerError
from rashomon.gazetteer import Gazetteer
from rashomon.gazetteer.add import add
from rashomon.gazetteer.own import own_path

NEW = '[[place]]\nname = "Old Brickworks"\nat = [33.5, 36.3]\ncountry = "SY"\n'


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "places.toml"
    path.write_text(text)
    return path


def test_a_place_of_ones_own(base: Path, tmp_path: Path) -> None:
    path = own(tmp_path, NEW + 'admin1 = "muhafazat hims"\nalso = ["the Brickyard"]\npopulation = 40\n')
    gazetteer = Gazetteer.open(base, path)
    (found,) = gazetteer.lookup("old brickworks")
    assert (found.geonames_id, found.name, found.country, found.admin1) == (None, "Old Brickworks", "SYR", "Homs")
    assert (found.lat, found.lon, found.kind, found.population, found.found) == (33.5, 36.3, "town", 40, "name")
    assert gazetteer.lookup("The Brickyard")[0].found == "alternate"
    assert gazetteer.lookup("Old Brikworks")[0].found == "transliteration"
    assert gazetteer.lookup("Oldburg")[0].geonames_id == 101
    assert Gazetteer.open(base).lookup("Old Brickworks") == ()


def test_one_more_name_for_a_place(base: Path, tmp_path: Path) -> None:
    path = own(tmp_path, '[[place]]\ngeonames_id = 101\nname = "Castle Hill"\n')
    gazetteer = Gazetteer.open(base, path)
    assert gazetteer.lookup("Castle Hill") == gazetteer.lookup("Qasr Test")
    assert gazetteer.lookup("Castle Hill")[0].name == "Qasr Test"


@pytest.mark.parametrize("dump", [False, True])
def test_a_place_put_right_for_good(base: Path, tmp_path: Path, dump: bool) -> None:
    if dump:
        add([text(tmp_path / "SY.txt", [row(101, "Qasr Dump", people=7, others="Oldburg")])], base)
    path = own(
        tmp_path,
        '[[place]]\ngeonames_id = 101\nshown = "Right Test"\nat = [34.9, 36.9]\nwithout = ["Oldburg"]\n'
        '[[place]]\ngeonames_id = 101\nadmin1 = "Homs"\npopulation = 12\n',
    )
    gazetteer = Gazetteer.open(base, path)
    for name in ("Qasr Test", "Right Test"):
        (found,) = gazetteer.lookup(name)
        assert (found.name, found.lat, found.lon, found.admin1) == ("Right Test", 34.9, 36.9, "Homs")
        assert (found.population, found.country) == (12, "SYR")
    assert gazetteer.lookup("Oldburg") == ()
    assert gazetteer.lookup("Oldborg") == ()


def test_the_settings_name_the_file(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon.gazetteer import _opened

    own(tmp_path, NEW)
    (tmp_path / "settings.toml").write_text('[gazetteer]\nown = "places.toml"\n')
    monkeypatch.setenv(module.VARIABLE, str(tmp_path / "settings.toml"))
    module.settings.cache_clear()
    try:
        assert own_path() == tmp_path / "places.toml"
        assert _opened(str(base), 0).lookup("Old Brickworks")
    finally:
        module.settings.cache_clear()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[[place", "not valid TOML"),
        ("[place]\nname = 'A'\n", "each entry begins with a line [[place]]"),
        ("place = 3\n", "each entry begins with a line [[place]]"),
        ("place = [3]\n", "entry 1: "),
        ("[[places]]\nname = 'A'\n", "places: each entry begins"),
        ("[[place]]\n", "entry 1: name or geonames_id is missing"),
        ("[[place]]\nname = 'Old Mill'\n", "entry 1 (Old Mill): at is missing"),
        ("[[place]]\nname = 'Old Mill'\nat = [1, 2]\n", "country is missing"),
        (NEW + NEW.replace('"SY"', '"Syria"'), 'entry 2 (Old Brickworks): country: there is no country "Syria"'),
        (NEW.replace("33.5, 36.3", "133.5, 36.3"), "latitude 133.5 is not between -90 and 90"),
        (NEW.replace("33.5, 36.3", "33.5"), "at"),
        (NEW.replace("33.5", "nan"), "at.0"),
        (NEW + "kind = 'village'\n", "kind: input should be 'town', 'admin2', 'admin1' or 'region', not 'village'"),
        (NEW + "lat = 3\n", "lat: there is no such key; the keys are name, geonames_id"),
        (NEW + "admin1 = 'Nowhere'\n", 'admin1: there is no first-level unit "Nowhere" in that country'),
        (NEW + "without = ['Mill']\n", "without needs a geonames_id"),
        (NEW + "population = -1\n", "population"),
        ("[[place]]\ngeonames_id = 9999999\nname = 'Old Mill'\n", "no place has the GeoNames id 9999999"),
        ("[[place]]\ngeonames_id = 101\nalso = ['']\n", "also.0"),
        ("[[place]]\ngeonames_id = 101\nalso = ['!!']\n", "too short for a name"),
    ],
)
def test_what_does_not_hold_is_told_with_its_entry(base: Path, tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        Gazetteer.open(base, own(tmp_path, written))
    assert told in str(caught.value)
    assert "places.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(base: Path, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"none\.toml.*gazetteer\.own"):
        Gazetteer.open(base, tmp_path / "none.toml")
