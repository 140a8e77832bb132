"""The lexicon folder of one's own that is in use in this process, laid over the shipped lexicon.

It has files of the same names as the shipped ones (``events.toml``, ``actors/titles.toml``), with what is to be added,
replaced or switched off. It is named by ``--lexicon``, by the environment variable RASHOMON_LEXICON, or in the settings
(``lexicon.folder``), is read once a process, and is checked as a whole before a word of it counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import LexiconError
from rashomon.lexicon.folder import examine
from rashomon.lexicon.shapes import shape_of
from rashomon.settings import VARIABLE as SETTINGS
from rashomon.settings import settings

VARIABLE = "RASHOMON_LEXICON"
# Rooms whose tables are made of the lexicon, and made anew when another one is laid over it.
_ROOMS = ("rashomon.lexicon", "rashomon.read", "rashomon.compare", "rashomon.run", "rashomon.evaluate")


@dataclass(frozen=True, slots=True)
class Overlay:
    """A checked folder: its values by file, as load() lays them over the shipped ones."""

    folder: str
    files: Mapping[str, dict[str, Any]]

    def digest(self, *, compares: bool) -> str:
        """What tells this content from any other, comments aside; empty where it holds nothing of that sort.

        ``compares``: of the files by which readings are compared, else of those by which reports are read.
        """
        mine = {name: data for name, data in self.files.items() if data and shape_of(name).compares is compares}
        return hashlib.sha256(json.dumps(mine, sort_keys=True, default=str).encode()).hexdigest() if mine else ""


_current: Overlay | None = None
_known = False


def current() -> Overlay | None:
    """The folder in use in this process, read at the first call; None where none is named.

    Raises LexiconError with the first thing that does not hold, UsageError where there is no such folder.
    """
    if not _known:
        use(None)
    return _current


def use(folder: str | os.PathLike[str] | None) -> None:
    """Use this folder from now on; None: the one that the environment or the settings name, if any.

    Whatever was made of another lexicon before is made anew. Raises as ``current`` does, and changes nothing then.
    """
    named = os.fspath(folder) if folder is not None else _named()
    adopt(_checked(named) if named else None)


def adopt(overlay: Overlay | None) -> None:
    """Use what another process has read and checked (worker processes), or go without."""
    global _current, _known
    changes = overlay != _current
    _current, _known = overlay, True
    if changes:
        _forget()


def in_use() -> tuple[Overlay | None, bool]:
    """What ``restore`` takes: what is in use, and whether that was ever asked for."""
    return _current, _known


def restore(former: tuple[Overlay | None, bool]) -> None:
    """Go back to what was in use before."""
    global _known
    adopt(former[0])
    _known = former[1]


def _forget() -> None:
    """Empty every table made of the lexicon: the caches of all functions in the rooms that use it."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_ROOMS):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()


def _named() -> str | None:
    if from_environment := os.environ.get(VARIABLE):
        return from_environment
    if not settings().lexicon.folder:
        return None
    return os.fspath(Path(os.environ.get(SETTINGS) or ".").parent / Path(settings().lexicon.folder).expanduser())


def _checked(folder: str) -> Overlay:
    report = examine(folder)
    if report.problems:
        more = len(report.problems) - 1
        rest = f" ({more:,} more; all of them: rashomon lexicon check {folder})" if more else ""
        raise LexiconError(f"lexicon {folder}: {report.problems[0]}{rest}")
    return Overlay(os.path.abspath(folder), report.files)
