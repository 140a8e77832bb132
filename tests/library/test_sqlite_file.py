"""What is particular to the SQLite file."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from rashomon.library.schema import steps
from rashomon.library.sqlite import APPLICATION, SqliteLibrary, is_safe


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("3.6.23", True), ("3.7.0", False), ("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.50.6", False),
        ("3.50.7", True), ("3.51.2", False), ("3.51.3", True), ("3.54.1", True), ("4.0.0", True),
    ],
)  # fmt: skip
def test_versions_with_the_wal_reset_bug(version: str, safe: bool) -> None:
    assert is_safe(version) is safe


def test_a_commit_waits_for_the_disk(tmp_path: Path) -> None:
    with SqliteLibrary(tmp_path / "news.rashomon") as library, library.edit() as edit:
        assert edit._do.rows("PRAGMA synchronous") == [(2,)]
        assert edit._do.rows("PRAGMA journal_mode") == [("wal",)]
        assert edit._do.rows("PRAGMA foreign_keys") == [(1,)]


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    SqliteLibrary(tmp_path / "news.rashomon").close()
    assert [path.name for path in tmp_path.iterdir()] == ["news.rashomon"]  # no -wal or -shm is left behind
    connection = apsw.Connection(str(tmp_path / "news.rashomon"))
    assert connection.execute("PRAGMA application_id").fetchall() == [(APPLICATION,)]
    connection.close()


def test_little_free_space_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.library.sqlite.LOW_SPACE", 10**18)
    with SqliteLibrary(tmp_path / "news.rashomon") as library:
        (line,) = library.check()
    assert "make room before you collect more" in line


def test_windows_and_lookups_use_an_index(tmp_path: Path) -> None:
    from rashomon.library import sqlite

    with SqliteLibrary(tmp_path / "news.rashomon") as library, library.view() as view:
        for sql, values in (
            (sqlite._BEFORE, ("b", 1, 1, "f", "r", 1, 5)),
            (sqlite._AFTER, ("b", 1, 1, "f", "r", 1, 5)),
            ("SELECT id FROM reports WHERE version IS NOT NULL AND compared = 0"
             " ORDER BY coalesce(published, '9999-99-99'), id LIMIT ?", (5,)),
            ("SELECT key FROM claims WHERE family = 'territory' AND place = ? AND country = ? ORDER BY key", ("a", "b")),
            ("SELECT key FROM claims WHERE source = ? ORDER BY key", ("a",)),
        ):  # fmt: skip
            plan = " ".join(row[3] for row in view._do.rows(f"EXPLAIN QUERY PLAN {sql}", values))
            assert "USING" in plan, plan
            assert "TEMP B-TREE" not in plan, plan


def test_both_stores_have_the_same_steps() -> None:
    assert len(steps("sqlite")) == len(steps("postgres")) >= 1
