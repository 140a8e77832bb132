"""Floors, own annotated reports, and the way to the shared corpora; each is read once."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rashomon import evaluate

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]


@cache
def worlds() -> list[dict[str, Any]]:
    """Our own annotated reports."""
    return evaluate.annotated_reports(HERE / "worlds.json")


def unread() -> list[dict[str, Any]]:
    """The same reports as the reader takes them, without their annotation."""
    keys = ("text", "title", "published", "publisher")
    return [{"id": report["unit_id"], **{key: report[key] for key in keys}} for report in worlds()]


@cache
def floors() -> dict[str, Any]:
    """What floors.toml asks for."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def corpora() -> Path:
    """The folder with corpora, gold and tools: $RASHOMON_CORPORA, or ``shared`` beside the checkout.

    Where it is missing the test is skipped, in continuous integration (CI=true) it fails.
    """
    named = os.environ.get("RASHOMON_CORPORA")
    where = Path(named) if named else CHECKOUT.parent / "shared"
    if (where / "tools" / "benchmark.py").is_file():
        return where
    reason = f"no tools/benchmark.py in {'$RASHOMON_CORPORA' if named else '../shared'}: no corpora here"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and continuous integration must measure them")
    pytest.skip(reason)
