from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from rashomon.errors import GazetteerError
from rashomon.gazetteer import Gazetteer, default_path


def top(gazetteer: Gazetteer, name: str, country: str) -> tuple[str, float, float]:
    entry = next(entry for entry in gazetteer.lookup(name) if entry.country == country)
    return entry.kind, round(entry.lat, 1), round(entry.lon, 1)


@pytest.mark.parametrize(
    ("name", "country", "kind", "lat", "lon"),
    [
        ("Goma", "COD", "town", -1.7, 29.2),
        ("Myawaddy", "MMR", "town", 16.7, 98.5),
        ("Al-Fashir", "SDN", "town", 13.6, 25.3),
        ("Qalamoun", "SYR", "region", 33.9, 36.6),
        ("Ukraine", "UKR", "country", 49.0, 32.0),
        ("Donbass", "UKR", "region", 48.2, 38.3),
        ("Anderson County", "USA", "admin2", 36.1, -84.2),
    ],
)
def test_finds(gazetteer: Gazetteer, name: str, country: str, kind: str, lat: float, lon: float) -> None:
    found = [e for e in gazetteer.lookup(name) if e.country == country and e.kind == kind]
    assert any(abs(e.lat - lat) < 0.5 and abs(e.lon - lon) < 0.5 for e in found)


def test_another_spelling_is_found_and_marked(gazetteer: Gazetteer) -> None:
    (entry,) = gazetteer.lookup("Al-Qaryatain")
    assert (entry.country, entry.admin1, entry.found) == ("SYR", "Homs", "transliteration")
    assert (round(entry.lat, 1), round(entry.lon, 1)) == (34.2, 37.2)


def test_names_come_before_spellings(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Paris")[0].found == "name"
    assert {entry.country for entry in gazetteer.lookup("Paris")} >= {"FRA", "USA"}


def test_abbreviations_are_their_own_keys(gazetteer: Gazetteer) -> None:
    assert [entry.name for entry in gazetteer.exact("=Ky.")] == ["Kentucky"]
    assert gazetteer.exact("=Zz.") == ()


@pytest.mark.parametrize("name", ["", "\0", "'", "x" * 500_000, "🙂🙂", "% _ ; DROP TABLE exact"])
def test_any_name_can_be_asked(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_opening_is_quick(gazetteer: Gazetteer) -> None:
    start = time.perf_counter()
    Gazetteer.open(gazetteer.path).lookup("Homs")
    assert time.perf_counter() - start < 0.2


def test_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="rashomon gazetteer build"):
        Gazetteer.open(tmp_path / "none.sqlite")


@pytest.mark.parametrize("damage", ["empty", "text", "cut", "other"])
def test_damaged_file_says_what_to_do(gazetteer: Gazetteer, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "damaged.sqlite"
    if damage == "cut":
        shutil.copy(gazetteer.path, path)
        with path.open("r+b") as file:
            file.truncate(1_000_000)
    elif damage == "other":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE something (else_ TEXT)")
    else:
        path.write_bytes(b"" if damage == "empty" else b"not a gazetteer" * 100)
    with pytest.raises(GazetteerError, match=r"damaged.*rashomon gazetteer build"):
        Gazetteer.open(path)


def test_bad_page_in_the_middle_is_an_error_of_ours(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "torn.sqlite"
    shutil.copy(gazetteer.path, path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer.open(path).lookup("Homs")


def test_home_decides_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RASHOMON_HOME", str(tmp_path))
    assert default_path().parent == tmp_path
    monkeypatch.delenv("RASHOMON_HOME")
    assert default_path().parent != tmp_path
