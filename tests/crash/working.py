"""The work that crash tests interrupt, each in a process of its own that begins with everything loaded.

Imported by the fork server before it forks, so that a child starts working at once.
"""

from __future__ import annotations

import os
from pathlib import Path

import rashomon
from rashomon.library import open_library
from rashomon.run import collect as collecting
from rashomon.run import compare
from rashomon.run.collect import Collector

WARM = rashomon.read("The army said it had retaken Rastan on Sunday.", published="2016-04-04")
PORTION = 4  # items in a transaction: many small ones, so that a kill falls into and between them


def collect(location: str, sources: list[str], ledger: str) -> None:
    """Collect; each time something is told as saved, the number so far goes to the ledger."""
    collecting.PORTION = PORTION
    saved = 0

    def tell(count: int) -> None:
        nonlocal saved
        saved += count
        _write(ledger, saved)

    with open_library(location) as library:
        Collector(library, saved=tell).collect(sources)
    _write(ledger, "done")


def compare_all(location: str, sources: list[str], ledger: str) -> None:
    """Compare what is not compared yet."""
    compare.PORTION = PORTION
    compare._PLACES = 2
    with open_library(location) as library:
        compare.update(library, lambda count: _write(ledger, count))
    _write(ledger, "done")


def _write(ledger: str, value: object) -> None:
    with Path(ledger).open("a") as stream:
        stream.write(f"{value}\n")
        stream.flush()
        os.fsync(stream.fileno())
