"""The versions of a library's tables: one SQL file a step, applied in order, never backwards."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from rashomon.errors import LibraryError

_NAME = re.compile(r"^(sqlite|postgres)_(\d{4})\.sql$")


@lru_cache(maxsize=2)
def steps(store: str) -> tuple[str, ...]:
    """The SQL of all steps for a store ("sqlite", "postgres"); step n leads from version n - 1 to version n."""
    found = {}
    for item in files("rashomon.library").joinpath("migrations").iterdir():
        match = _NAME.match(item.name)
        if match is not None and match[1] == store:
            found[int(match[2])] = item.read_text(encoding="utf-8")
    return tuple(found[number] for number in sorted(found))


def missing_steps(store: str, version: int, where: str) -> tuple[str, ...]:
    """The steps that a library of this version lacks; raises LibraryError where it is newer than this release."""
    known = steps(store)
    if version > len(known):
        raise LibraryError(
            f"{where}: made by a newer release of Rashomon (tables of version {version}, this release knows"
            f" {len(known)}): update Rashomon with pip install --upgrade rashomon"
        )
    return known[version:]
