"""What the tests of the commands share, as a pytest plugin: a small library, and the command run in this process."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small_library import fill, readings

from rashomon.cli import main

Ask = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library of small_library.py, named in RASHOMON_LIBRARY."""
    path = tmp_path / "made.rashomon"
    fill(path, readings())
    monkeypatch.setenv("RASHOMON_LIBRARY", str(path))
    return path


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run the command in a folder of its own; its exit code, what it printed, and its messages.

    Nothing that a terminal would obey may come out of it.
    """
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> tuple[int, str, list[str]]:
        code = main(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out + err)
        return code, out, err.splitlines()

    return run
