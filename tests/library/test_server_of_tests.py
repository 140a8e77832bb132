"""Where PostgreSQL's server is missing, the tests of the library fail and say what to install: they never skip."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "contract"))

from postgres_server import binaries, postgres_server


def test_missing_binaries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pathlib.Path.glob", lambda self, pattern: iter(()))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RuntimeError, match="apt-get install postgresql"):
        binaries()
    with pytest.raises(RuntimeError, match="apt-get install postgresql"), postgres_server():
        pass
