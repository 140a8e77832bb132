import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "contract"))

from postgres_server import postgres_server
from small_library import fill, readings

from rashomon import settings
from rashomon.cli import doctor
from rashomon.collect.items import Origin
from rashomon.errors import GazetteerError, RashomonError
from rashomon.library import open_library
from rashomon.library.records import Failure

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture(autouse=True)
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASHOMON_LIBRARY", raising=False)
    monkeypatch.delenv(settings.VARIABLE, raising=False)


def states(out: str) -> dict[str, list[str]]:
    """ "ok" or "wrong" by the name of the check; a check may tell several lines."""
    found: dict[str, list[str]] = {}
    for line in out.splitlines():
        state, name = line[:5].strip(), line[7:21].strip()
        found.setdefault(name, []).append(state)
    return found


def test_all_is_well_here(ask: Ask) -> None:
    code, out, messages = ask("doctor")
    names = ["Python", "packages", "settings", "English model", "lexicon", "gazetteer", "SQLite", "disk"]
    assert list(states(out)) == names
    wrong = [line for line in out.splitlines() if line.startswith("wrong")]
    assert (code, messages, wrong) == (0, [], [])


def test_a_whole_library_is_well(ask: Ask, made: Path) -> None:
    code, out, _ = ask("doctor", "--library", str(made))
    assert code == 0
    assert "5 reports, 9 claims, 4 incidents" in out
    for name in ("library", "readings", "failures", "comparison"):
        assert states(out)[name] == ["ok"]


def test_what_waits_is_told_with_what_to_do(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "new.rashomon"
    fill(path, readings(), compared=False)
    with open_library(path) as library, library.edit() as edit:
        edit.put_failure(Failure(Origin("x.txt"), "is empty"))
        edit.put_reading(readings_of(library_ids(path), path)[0], "an older version")
    code, out, _ = ask("doctor", "--library", "new.rashomon")
    assert code == 1
    for name in ("readings", "failures", "comparison"):
        assert states(out)[name] == ["wrong"]
    assert "1 item could not be collected or read; retry them with: rashomon collect --retry" in out
    assert "x.txt: is empty" in [line.strip() for line in out.splitlines()]
    assert "5 readings are not compared yet; run: rashomon compare --library" in out


def library_ids(path: Path) -> list[str]:
    with open_library(path) as library, library.view() as view:
        return list(view.report_ids())


def readings_of(ids: list[str], path: Path) -> list[Any]:
    with open_library(path) as library, library.view() as view:
        return view.readings(ids)


def test_a_damaged_library_and_one_that_is_missing(ask: Ask, made: Path) -> None:
    for beside in ("-wal", "-shm"):
        made.with_name(made.name + beside).unlink(missing_ok=True)
    data = bytearray(made.read_bytes())
    data[4096 * 3 : 4096 * 20] = b"\xff" * (4096 * 17)
    Path("broken.rashomon").write_bytes(data)
    for name in ("broken.rashomon", "none.rashomon"):
        code, out, _ = ask("doctor", "--library", name)
        assert code == 1
        assert "wrong" in states(out)["library"]
    assert not Path("none.rashomon").exists()


def test_a_server_that_cannot_be_reached(ask: Ask) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code, out, _ = ask("doctor", "--library", f"postgresql://reader:hush@127.0.0.1:{port}/news")
    assert code == 1
    assert states(out)["PostgreSQL"] == ["wrong"]
    assert "no connection" in out
    assert "hush" not in out
    assert "library" not in states(out)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres_server() as address:
        yield address.format("postgres")


def test_a_server_with_a_library_is_well(ask: Ask, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = ask("doctor", "--library", server)
    assert (code, states(out)["PostgreSQL"], states(out)["library"]) == (1, ["ok"], ["wrong"])  # nothing there yet
    fill(server, readings())
    code, out, _ = ask("doctor", "--library", server)
    assert (code, states(out)["library"]) == (0, ["ok"])
    monkeypatch.setattr("rashomon.library.postgres.OLDEST", 99)
    assert "use 99 or newer" in ask("doctor", "--library", server)[1]


def test_a_settings_file_that_does_not_hold(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("own.toml").write_text("[read]\nmax_caracters = 3\n")
    monkeypatch.setenv(settings.VARIABLE, "own.toml")
    assert doctor._guarded("settings", doctor._settings).wrong
    Path("own.toml").write_text("[read]\nmax_characters = 3_000\n")
    assert doctor._guarded("settings", doctor._settings) == doctor.Finding("settings", "own.toml")


def test_a_gazetteer_that_is_missing_or_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon.gazetteer import default_path

    whole = default_path()
    monkeypatch.setenv("RASHOMON_HOME", str(tmp_path))
    found = doctor._guarded("gazetteer", doctor._gazetteer)
    assert found.wrong
    assert found.told.endswith("run: rashomon gazetteer build")
    with whole.open("rb") as source:
        (tmp_path / whole.name).write_bytes(source.read(100_000))
    assert "cut off" in doctor._guarded("gazetteer", doctor._gazetteer).told


@pytest.mark.parametrize(
    ("name", "error", "told"),
    [
        ("lexicon", RashomonError("no verb; mend it"), "no verb; mend it"),
        ("English model", GazetteerError("gone; run: x"), "gone; run: x"),
        ("SQLite", ImportError("no apsw"), "ImportError: no apsw; install Rashomon anew"),
    ],
)
def test_whatever_a_check_meets_is_a_finding(name: str, error: Exception, told: str) -> None:
    def fail() -> doctor.Finding:
        raise error

    found = doctor._guarded(name, fail)
    assert (found.name, found.wrong) == (name, True)
    assert found.told.startswith(told)


def test_a_full_disk_and_an_old_sqlite(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import apsw

    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 10**12, 5_000_000))
    found = doctor._disk(str(tmp_path / "not" / "there" / "x.rashomon"))
    assert found.wrong
    assert found.told.endswith("make room: 1 GB should be free")
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.40.1")
    assert doctor._sqlite().wrong
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.54.0")
    assert not doctor._sqlite().wrong


def test_a_package_of_the_wrong_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ["rich>=999", "not-a-package-of-anybody>=1", "typer>=0"])
    found = doctor._packages()
    assert found.wrong
    assert "rich is" in found.told
    assert "not-a-package-of-anybody>=1 is missing" in found.told
    assert "typer" not in found.told
