"""Find and load the TOML files of the lexicon."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from rashomon.errors import LexiconError


def load(name: str) -> dict[str, Any]:
    """One shipped lexicon file as plain values; ``name`` is its path below the lexicon, without ``.toml``.

    Raises LexiconError where the file is missing or is not valid TOML.
    """
    resource = files("rashomon.lexicon")
    for part in f"{name}.toml".split("/"):
        resource = resource / part
    try:
        return tomllib.loads(resource.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"lexicon file {name}.toml: {error}") from error
