"""Which reader made a reading: the release, the lexicon with what lies over it, and the gazetteer as it was built."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from rashomon.gazetteer import default
from rashomon.lexicon.overlay import current
from rashomon.lexicon.shapes import shape_of


@lru_cache(maxsize=1)
def reading_version() -> str:
    """A name such as ``0.1.0+3f2a9c81``; a report read under another name is worth reading again."""
    digest = hashlib.sha256()
    for path, file in sorted(_tables(files("rashomon") / "lexicon", "")):
        if not shape_of(path.removesuffix(".toml")).compares:
            digest.update(path.encode() + b"\0" + file.read_bytes())
    if own := current():
        digest.update(own.digest(compares=False).encode())
    for key, value in sorted(default().meta().items()):
        digest.update(f"{key}={value}\n".encode())
    return f"{version('rashomon')}+{digest.hexdigest()[:8]}"


def _tables(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _tables(item, f"{path}{item.name}/")
        elif item.name.endswith(".toml"):
            found.append((path + item.name, item))
    return found
