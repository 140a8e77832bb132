from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from geonames import other, packed, row, text
from typer.testing import CliRunner

from rashomon import settings as module
from rashomon.errors import GazetteerError, InputError
from rashomon.gazetteer import Gazetteer, merge, parts, write
from rashomon.gazetteer.add import add
from rashomon.gazetteer.parts import folder_of, listed, locked

GOOD: list[str | bytes] = [row(201 + n, f"Kafr Number{n}") for n in range(40)]


def refused(base: Path, *paths: Path) -> str:
    """Add files that cannot be added; the one line about it, after looking that all is as it was."""
    before = listed(folder_of(base))
    outcome = add(paths, base)
    assert outcome.added == []
    assert listed(folder_of(base)) == before
    untouched(base)
    (error,) = outcome.failed
    assert "\n" not in str(error)
    return str(error)


def untouched(base: Path) -> None:
    """The old gazetteer works, and no unfinished file is left."""
    assert Gazetteer.open(base).lookup("Qasr Test")[0].geonames_id == 101
    if folder_of(base).exists():
        files = {file.name for file in folder_of(base).iterdir()} - {"lock.sqlite", "added.json"}
        assert files == {part.file for part in listed(folder_of(base))}


@pytest.fixture
def earlier(base: Path, tmp_path: Path) -> Path:
    """A gazetteer to which a country was added before."""
    assert add([text(tmp_path / "LB.txt", [row(900, "Bayt Earlier", country="LB")])], base).failed == []
    return base


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_zip_that_is_cut_off(earlier: Path, tmp_path: Path, share: float) -> None:
    whole = packed(tmp_path / "SY.zip", GOOD * 50).read_bytes()
    (tmp_path / "SY.zip").write_bytes(whole[: int(len(whole) * share)])
    assert "is cut off or damaged" in refused(earlier, tmp_path / "SY.zip")


def test_a_zip_that_is_torn_inside(base: Path, tmp_path: Path) -> None:
    path = packed(tmp_path / "SY.zip", [row(1000 + n, f"Kafr {n * 7919}") for n in range(20_000)])
    content = bytearray(path.read_bytes())
    middle = len(content) * 3 // 4
    content[middle : middle + 40] = b"\0" * 40
    path.write_bytes(content)
    assert "is cut off or damaged" in refused(base, path)


def test_a_zip_bomb_by_its_ratio(base: Path, tmp_path: Path) -> None:
    packed(tmp_path / "SY.zip", [*GOOD, b"\0" * 30_000_000])
    assert "gazetteer.max_ratio" in refused(base, tmp_path / "SY.zip")


def test_a_zip_that_lies_about_its_size(base: Path, tmp_path: Path) -> None:
    path = packed(tmp_path / "SY.zip", [*GOOD, b"\0" * 30_000_000])
    content = bytearray(path.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 5_000)  # the unpacked size
    path.write_bytes(content)
    assert "is cut off or damaged" in refused(base, path)


def test_more_than_the_limit(base: Path, tmp_path: Path, limited: None) -> None:
    assert "gazetteer.max_unpacked_bytes" in refused(base, packed(tmp_path / "SY.zip", GOOD * 50))
    assert "gazetteer.max_unpacked_bytes" in refused(base, text(tmp_path / "SY.txt", GOOD * 50))


@pytest.fixture
def limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    own = tmp_path / "settings.toml"
    own.write_text("[gazetteer]\nmax_unpacked_bytes = 100000\nmax_ratio = 1000\n")
    monkeypatch.setenv(module.VARIABLE, str(own))
    module.settings.cache_clear()
    yield
    module.settings.cache_clear()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n\n\n", "is no GeoNames table"),
        (b"name,lat,lon\nGoma,1,2\n", "has 1 column"),
        (b"\t".join([b"x"] * 19) + b"\n", "other things in them than places"),
        (b"\0" * 5_000_000, "is no GeoNames table"),
        (b"PK\x03\x04 not really", "is cut off or damaged"),
    ],
)
def test_files_that_are_something_else(base: Path, tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "SY.txt"
    path.write_bytes(content)
    assert told in refused(base, path)


def test_missing_files_folders_and_files_that_may_not_be_read(base: Path, tmp_path: Path) -> None:
    assert "there is no such file" in refused(base, tmp_path / "none.zip")
    (tmp_path / "folder").mkdir()
    assert "is a folder" in refused(base, tmp_path / "folder")


def test_zips_of_other_things(base: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("notes.txt", "nothing here")
    assert "holds no GeoNames table: notes.txt" in refused(base, tmp_path / "other.zip")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    assert "no file with anything in it" in refused(base, tmp_path / "empty.zip")
    two = packed(tmp_path / "SY.zip", GOOD, IQ=row(1, "Tall Iraq", country="IQ"))
    assert "holds 2 GeoNames tables" in refused(base, two)


def test_other_files_beside_the_table_are_passed_over(base: Path, tmp_path: Path) -> None:
    dump = packed(tmp_path / "SY.zip", GOOD, readme="This is the readme.\nIt has\ttabs.\n", photo="\0\1\2")
    assert add([dump], base).added[0][0].taken == 40


def test_rows_that_do_not_hold_are_counted_and_passed_over(base: Path, tmp_path: Path) -> None:
    lines = [
        *GOOD,
        row(201, "Again Test"),
        row(301, "Latin Test").encode("latin-1").replace(b"Latin", b"Lat\xedn"),
        row(302, "North Test", at=(95.0, 3.0)),
        row(303, "Nan Test", at=(float("nan"), 3.0)),
        row(304, "Short Test").rpartition("\t")[0],
        row(305, "Land Test", country="QQ"),
        row(306, "People Test", people=-4),
        "",
    ]
    outcome = add([text(tmp_path / "SY.txt", lines)], base)
    ((source, remarks),) = outcome.added
    assert (source.taken, sum(source.off.values())) == (40, 7)
    assert "1 not in UTF-8 (first in line 42)" in remarks[0]
    for words in ("an id that came before", "too few or too many columns", "a country that is not known", "values"):
        assert words in remarks[0]
    gazetteer = Gazetteer.open(base)
    for name in ("Again Test", "North Test", "Nan Test", "Short Test", "Land Test", "People Test"):
        assert gazetteer.lookup(name) == ()


def test_numbers_that_no_database_holds(base: Path, tmp_path: Path) -> None:
    huge = "9" * 30
    files: dict[str, list[str | bytes]] = {
        "SY.txt": [*GOOD, row(1, "Huge Test").replace("1", huge, 1), row(2, "=Ky.", others="=Zz.")],
        "alternateNames.txt": [other(1, 201, "en", "Good Test"), other(int(huge), int(huge), "en", "Bad Test")],
        "hierarchy.txt": ["1001\t201\tADM", f"{huge}\t202\tADM"],
        "admin1CodesASCII.txt": ["SY.11\tHims\tHims\t1001", f"SY.12\tFar\tFar\t{huge}"],
    }
    for name, lines in files.items():
        ((source, _),) = add([text(tmp_path / name, lines)], base).added
        assert source.off == {"with values that do not hold": 1}, name
    assert Gazetteer.open(base).lookup("Good Test")[0].geonames_id == 201
    assert Gazetteer.open(base).exact("=Zz.") == Gazetteer.open(base).exact("=Ky.") == ()


def test_a_file_with_too_many_bad_rows_is_refused(earlier: Path, tmp_path: Path) -> None:
    told = refused(earlier, text(tmp_path / "SY.txt", [*GOOD, *["broken"] * 20]))
    assert "20 of 60 rows do not hold" in told


def test_a_line_without_end(base: Path, tmp_path: Path) -> None:
    assert "has a line of more than" in refused(base, text(tmp_path / "SY.txt", [*GOOD, b"x" * 5_000_000]))


def test_a_file_with_nothing_wanted(base: Path, tmp_path: Path) -> None:
    assert "has nothing that the gazetteer takes" in refused(base, text(tmp_path / "SY.txt", [row(1, "Farm", "S.FRM")]))


def test_a_list_of_towns_does_not_replace_dumps(earlier: Path, tmp_path: Path) -> None:
    lines = [row(201, "Kafr Dunya"), row(901, "Bayt Other", country="LB")]
    assert "is a list of towns of 2 countries" in refused(earlier, text(tmp_path / "cities15000.txt", lines))


def test_one_bad_file_does_not_keep_out_the_others(base: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK")
    outcome = add([tmp_path / "bad.zip", text(tmp_path / "SY.txt", GOOD)], base)
    assert (len(outcome.added), len(outcome.failed)) == (1, 1)
    assert isinstance(outcome.failed[0], InputError)


@pytest.mark.parametrize("pages", [3, 10, 40])
def test_a_full_disk(earlier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    real = write.writing

    @contextmanager
    def small(path: Path) -> Iterator[sqlite3.Connection]:
        with real(path) as connection:
            connection.execute(f"PRAGMA max_page_count = {pages}")
            yield connection

    lines = [row(2000 + n, f"Kafr {n}", others=f"Kfar {n}") for n in range(5_000)]
    dump = packed(tmp_path / "SY.zip", lines)
    monkeypatch.setattr(write, "writing", small)
    with pytest.raises(GazetteerError, match="the disk is full; nothing was changed"):
        add([dump], earlier)
    untouched(earlier)
    monkeypatch.setattr(write, "writing", real)
    assert add([dump], earlier).added[0][0].taken == 5_000


def test_a_disk_that_is_full_when_parts_are_merged(
    earlier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("IQ", "JO", "YE"):
        add([text(tmp_path / f"{code}.txt", [row(300, f"Bayt {code}", country=code)])], earlier)
    before = listed(folder_of(earlier))

    @contextmanager
    def full(path: Path) -> Iterator[sqlite3.Connection]:
        raise sqlite3.OperationalError("database or disk is full")
        yield

    monkeypatch.setattr(merge, "writing", full)
    with pytest.raises(GazetteerError, match="the disk is full; nothing was changed"):
        add([text(tmp_path / "SY.txt", GOOD)], earlier)
    assert listed(folder_of(earlier)) == before
    untouched(earlier)


def test_another_process_adds_at_the_same_time(earlier: Path, tmp_path: Path) -> None:
    dump = text(tmp_path / "SY.txt", GOOD)
    with locked(folder_of(earlier)), pytest.raises(GazetteerError, match="another process is adding"):
        add([dump], earlier)
    untouched(earlier)
    assert add([dump], earlier).failed == []


@pytest.mark.parametrize("moment", ["writing", "putting in place"])
def test_a_killed_process_changes_nothing(earlier: Path, tmp_path: Path, moment: str) -> None:
    dump = packed(tmp_path / "SY.zip", GOOD)
    target = "write.finish" if moment == "writing" else "commit"
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom rashomon.gazetteer import add as module\n"
        f"from rashomon.gazetteer import write\n{'module.commit' if target == 'commit' else target} = "
        "lambda *given: os.kill(os.getpid(), 9)\nmodule.add([Path(sys.argv[1])], Path(sys.argv[2]))\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(dump), str(earlier)], check=False, timeout=60)
    assert ended.returncode == -9
    assert Gazetteer.open(earlier).lookup("Bayt Earlier")[0].geonames_id == 900
    assert Gazetteer.open(earlier).lookup("Kafr Number3") == ()
    assert add([dump], earlier).failed == []
    untouched(earlier)
    assert Gazetteer.open(earlier).lookup("Kafr Number3")[0].geonames_id == 204


def test_readers_keep_what_they_have(earlier: Path, tmp_path: Path) -> None:
    reader = Gazetteer.open(earlier)
    assert add([text(tmp_path / "LB.txt", [row(901, "Bayt Later", country="LB")])], earlier).failed == []
    assert reader.lookup("Bayt Earlier")[0].geonames_id == 900
    assert Gazetteer.open(earlier).lookup("Bayt Earlier") == ()


@pytest.mark.parametrize("damage", ["list", "part", "gone", "kind"])
def test_a_damaged_part_says_what_to_do(earlier: Path, damage: str) -> None:
    folder = folder_of(earlier)
    part = folder / listed(folder)[0].file
    if damage == "list":
        (folder / "added.json").write_text("{")
    elif damage == "kind":
        (folder / "added.json").write_text((folder / "added.json").read_text().replace('"places"', '"else"'))
    elif damage == "part":
        part.write_bytes(b"not a database" * 1000)
    else:
        part.unlink()
    with pytest.raises(GazetteerError, match="remove that folder and add it again"):
        Gazetteer.open(earlier)


def test_a_folder_that_may_not_be_written(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (base.parent / parts.FOLDER).write_text("a file is in the way")
    with pytest.raises(GazetteerError, match=r"is damaged.*remove that folder"):
        add([text(tmp_path / "SY.txt", GOOD)], base)
    (base.parent / parts.FOLDER).unlink()

    def denied(*given: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "fsync", denied)  # root may write everywhere, so the system's refusal is played
    with pytest.raises(GazetteerError, match="Permission denied"):
        add([text(tmp_path / "SY.txt", GOOD)], base)
    monkeypatch.undo()
    untouched(base)


def test_the_command_line_tells_it_all(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon.cli.gazetteer import app
    from rashomon.gazetteer import default_path

    monkeypatch.setenv("RASHOMON_HOME", str(base.parent))
    base.rename(default_path())
    (tmp_path / "bad.txt").write_text("no table")
    dump = packed(tmp_path / "SY.zip", [*GOOD, "broken"])
    run = CliRunner().invoke(app, ["add", str(dump), str(tmp_path / "bad.txt")])
    assert run.exit_code == 1
    assert "SY.zip: 40 of 41 rows taken, of 2026-10-02" in run.output
    info = CliRunner().invoke(app, ["info"])
    assert info.exit_code == 0
    for words in (
        "SY.zip (places)",
        "sha256",
        "newest change 2026-10-01",
        "answers for SYR",
        "GeoNames (geonames.org)",
    ):
        assert words in info.output
