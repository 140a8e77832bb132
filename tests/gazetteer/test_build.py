from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.errors import GazetteerError
from rashomon.gazetteer import Gazetteer
from rashomon.gazetteer import build as builder
from rashomon.gazetteer.sources import Names, Place, curated, level_name, place_countries, place_regions

TOWN = Place(101, "Qasr Test", 10.0, 20.0, "TCD", "Test Region", "town", 5000)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build from one town, so that a build takes no time."""
    monkeypatch.setattr(builder, "place_admins", lambda: ([], {}))
    monkeypatch.setattr(builder, "place_towns", lambda admin1: iter([Names(TOWN, ("Qasr Test",), ("Al-Testiyah",))]))


@pytest.mark.usefixtures("small")
def test_build_writes_a_whole_file_and_nothing_else(tmp_path: Path) -> None:
    told: list[float] = []
    path = builder.build(tmp_path / "deep" / "g.sqlite", told.append)
    assert [file.name for file in path.parent.iterdir()] == ["g.sqlite"]
    assert told == sorted(told)
    assert told[-1] == 1.0
    gazetteer = Gazetteer.open(path)
    assert gazetteer.lookup("qasr-test")[0].geonames_id == 101
    assert gazetteer.lookup("Testiyah")[0].found == "article"
    assert gazetteer.lookup("Testiya")[0].found == "transliteration"
    assert "GeoNames" in gazetteer.meta()["credit"]


@pytest.mark.usefixtures("small")
def test_a_killed_build_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = builder.build(tmp_path / "g.sqlite")
    before = path.read_bytes()

    def broken(admin1: dict[str, str]) -> Iterator[Names]:
        yield Names(TOWN, ("Other",))
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "place_towns", broken)
    with pytest.raises(KeyboardInterrupt):
        builder.build(path)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("small")
def test_leftovers_are_swept_when_old(tmp_path: Path) -> None:
    old, fresh = tmp_path / "g.sqlite.a.tmp", tmp_path / "g.sqlite.b.tmp"
    for file in (old, fresh):
        file.write_bytes(b"")
    os.utime(old, (time.time() - 200_000,) * 2)
    builder.build(tmp_path / "g.sqlite")
    assert not old.exists()
    assert fresh.exists()


@pytest.mark.usefixtures("small")
def test_the_same_sources_give_the_same_file(tmp_path: Path) -> None:
    one, other = builder.build(tmp_path / "1.sqlite"), builder.build(tmp_path / "2.sqlite")
    rows = [sqlite3.connect(path).execute("SELECT * FROM exact").fetchall() for path in (one, other)]
    assert rows[0] == rows[1]


def test_an_unwritable_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GazetteerError, match="cannot write"):
        builder.build(tmp_path / "file" / "g.sqlite")


def test_own_lists_hold() -> None:
    codes = {names.place.country for names in place_countries()}
    places = list(place_regions())
    assert len(places) > 300
    for names in places:
        assert names.place.country is None or names.place.country in codes, names.place.name
        assert -90 <= names.place.lat <= 90
        assert -180 <= names.place.lon <= 180
    for lat, lon in curated("admin1")["points"].values():
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180


def test_scholarly_letters_are_levelled_and_others_kept() -> None:
    assert level_name("Ḩamāh") == "Hamah"
    assert level_name("Córdoba") == "Córdoba"
