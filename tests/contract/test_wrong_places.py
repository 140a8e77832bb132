"""What a user can get wrong about where a library is: one line each, with what to do, and nothing is harmed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import psycopg
import pytest
from made_library import fill

from rashomon.errors import LibraryError
from rashomon.library import open_library

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test


def refused(location: str | Path, *, create: bool = True) -> str:
    with pytest.raises(LibraryError) as caught:
        open_library(location, create=create)
    line = str(caught.value)
    assert "\n" not in line
    assert "Traceback" not in line
    return line


def test_folders(tmp_path: Path) -> None:
    assert "this is a folder; name a file in it" in refused(tmp_path)
    assert f"the folder {tmp_path / 'none'} does not exist" in refused(tmp_path / "none" / "news.rashomon")
    (tmp_path / "file").write_text("x")
    assert "does not exist" in refused(tmp_path / "file" / "news.rashomon")
    assert not (tmp_path / "none").exists()


def test_no_library_there(tmp_path: Path) -> None:
    assert "there is no library here" in refused(tmp_path / "news.rashomon", create=False)
    assert not (tmp_path / "news.rashomon").exists()


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", ""])
def test_names_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    assert refused(f"{tmp_path}/{name}" if name else "")


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\0" + b"\xff" * 4000, b"{}\n" * 5000], ids=len)
def test_files_that_are_no_library(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "news.jsonl"
    file.write_bytes(content)
    assert "news.jsonl" in refused(file)
    assert file.read_bytes() == content


def test_the_database_of_another_program(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    connection = apsw.Connection(str(file))
    connection.execute("CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES (1)")
    connection.close()
    before = file.read_bytes()
    assert "a SQLite file of another program" in refused(file)
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / "news.rashomon").touch()
    assert "there is no library here" in refused(tmp_path / "news.rashomon", create=False)
    with open_library(tmp_path / "news.rashomon") as library:
        fill(library, [1])


def test_a_damaged_library_is_told(tmp_path: Path) -> None:
    file = tmp_path / "news.rashomon"
    with open_library(file) as library:
        fill(library, list(range(40)), portion=40)
    data = bytearray(file.read_bytes())
    for at in range(8192 * 3, len(data), 4096 * 3):
        data[at : at + 200] = b"\xaa" * 200
    file.write_bytes(data)
    try:
        with open_library(file) as library:
            told = library.check()
    except LibraryError as error:
        told = [str(error)]
    assert told
    assert all("restore the file from a backup" in line for line in told)


def test_a_damaged_search_index_is_told(tmp_path: Path) -> None:
    file = tmp_path / "news.rashomon"
    with open_library(file) as library:
        fill(library, [1, 2])
    connection = apsw.Connection(str(file))
    connection.execute("UPDATE words_data SET block = x'00' || zeroblob(length(block) - 1) WHERE id > 10")
    connection.close()
    with open_library(file) as library:
        assert any("restore" in line for line in library.check())


def test_files_without_permission(tmp_path: Path) -> None:
    """In a process of its own, which gives up root's rights where it has them."""
    file = tmp_path / "news.rashomon"
    open_library(file).close()
    (tmp_path / "closed").mkdir(mode=0o500)
    script = (
        "import os, sys\n"
        "from rashomon.library import open_library\n"
        "from rashomon.errors import LibraryError\n"
        "import rashomon.library.sqlite\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "for name in sys.argv[1:]:\n"
        "    try: open_library(name).close()\n"
        "    except LibraryError as error: print(error)\n"
        "    else: print('opened', name)\n"
    )
    file.chmod(0o400)
    for folder in [tmp_path, *tmp_path.parents]:  # so that the other user gets as far as the file
        if folder.stat().st_uid == tmp_path.stat().st_uid and len(folder.parts) > 2:
            folder.chmod(folder.stat().st_mode | 0o011)
    (tmp_path / "closed").chmod(0o500)
    done = subprocess.run(
        [sys.executable, "-c", script, str(file), str(tmp_path / "closed" / "new.rashomon")],
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = done.stdout.splitlines()
    assert "may not read and write it; change its permissions" in first
    assert "Permission denied" in second or "may not write into the folder" in second


def test_other_addresses() -> None:
    assert "not mysql://" in refused("mysql://root@localhost/news")
    assert "a name of up to 63 small letters" in refused("postgresql:///news?schema=A;DROP")
    assert "cannot be read" in refused("postgresql://[::1/news")


def test_a_server_that_is_not_there(server: str) -> None:
    line = refused("postgresql://ada:s3cret%21@127.0.0.1:9/news?password=other")
    assert "no connection" in line
    assert "start the server" in line
    assert "s3cret" not in line
    assert "other" not in line


def test_names_that_the_server_does_not_know(server: str) -> None:
    assert "make the database with createdb" in refused(server.format("nowhere"))
    assert "no connection" in refused(server.format("made") + "&sslmode=nonsense")
    assert "no connection" in refused(server.format("made").replace("port=", "port=x"))


def test_a_wrong_password_is_told_and_not_shown(server: str, database: Callable[..., str]) -> None:
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'")
        folder = Path(str(connection.execute("SHOW data_directory").fetchone()[0]))  # type: ignore[index]
        port = connection.execute("SHOW port").fetchone()[0]  # type: ignore[index]
        rules = folder / "pg_hba.conf"
        rules.write_text("host all clerk 127.0.0.1/32 scram-sha-256\n" + rules.read_text())
        connection.execute("SELECT pg_reload_conf()")
        name = database().split("?")[0].rsplit("/", 1)[1]
        connection.execute(f"GRANT CREATE ON DATABASE {name} TO clerk".encode())
    line = refused(f"postgresql://clerk:wrong@127.0.0.1:{port}/{name}")
    assert "password authentication failed" in line
    assert "see that user and password are right" in line
    assert "wrong@" not in line
    with open_library(f"postgres://clerk:right@127.0.0.1:{port}/{name}") as library:
        fill(library, [1])
        assert "right" not in library.location
    line = refused(f"postgresql://clerk:right@127.0.0.1:{port}/made?schema=mine")
    assert "ask the database's owner for the right" in line


def test_a_schema_of_another_program(database: Callable[..., str]) -> None:
    address = database()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA shop; CREATE TABLE shop.orders (id int)")
    assert "the schema shop holds tables of another program" in refused(address + "&schema=shop")
    assert "there is no library here" in refused(address, create=False)
    with open_library(address) as one, open_library(address + "&schema=second") as two:
        fill(one, [1])
        fill(two, [2, 3])
        with one.view() as view:
            assert view.counts().reports == 1


def test_a_database_that_cannot_hold_every_text(server: str) -> None:
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    assert "LATIN1" in refused(server.format("latin"))


def test_an_old_server_is_refused(database: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.library.postgres.OLDEST", 99)
    assert "Rashomon needs 99 or newer" in refused(database())


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        name for name in sys.modules if name.startswith(("rashomon.library.postgres", "rashomon.library.server"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'rashomon[postgres]'" in refused("postgresql:///news")


def test_a_sqlite_that_can_damage_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.40.1")
    assert "WAL-reset bug" in refused(tmp_path / "news.rashomon")
