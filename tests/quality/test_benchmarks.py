"""The shared benchmark's figures against the floors; it is run part by part, each once."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from material import corpora, floors

PARTS = ("claims", "places", "times", "attribution", "events", "speed")


@cache
def table(shared: Path, part: str) -> dict[str, Any]:
    command = [sys.executable, str(shared / "tools" / "benchmark.py"), "--only", part, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    figures: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def figure(row: dict[str, Any], name: str) -> float:
    """A figure by its dotted name; a missing or empty one is 0."""
    value: Any = row
    for step in name.split("."):
        value = (value or {}).get(step)
    return float(value or 0.0)


@pytest.mark.parametrize("part", PARTS)
def test_part_reaches_its_floors(part: str) -> None:
    got = table(corpora(), part)
    wanted = {key: row for key, row in floors()["benchmark"].items() if key.split("/")[0] == part}
    assert wanted, f"floors.toml has nothing for {part}"
    below = [
        f"{key} {name}: {figure(got.get(key, {}), name)} is below {floor}"
        for key, row in wanted.items()
        for name, floor in row.items()
        if figure(got.get(key, {}), name) < floor
    ]
    assert not below, "\n".join(below)
