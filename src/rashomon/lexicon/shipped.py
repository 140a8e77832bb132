"""The TOML files of the lexicon as they are shipped."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from rashomon.errors import LexiconError


def shipped(name: str) -> dict[str, Any]:
    """The file as it is shipped; raises LexiconError where it is missing or is not valid TOML."""
    try:
        return tomllib.loads(text(name))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon file {name}.toml: {error}") from error


def text(name: str) -> str:
    """The shipped file as it is written, with its comments; raises LexiconError where it is missing."""
    resource = files("rashomon.lexicon")
    for part in f"{name}.toml".split("/"):
        resource = resource / part
    try:
        return resource.read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(f"lexicon file {name}.toml: {error}") from error


@cache
def names() -> tuple[str, ...]:
    """The names of all shipped files, sorted, without ``.toml``."""
    return tuple(sorted(_names(files("rashomon.lexicon"), "")))


def _names(folder: Traversable, path: str) -> list[str]:
    found: list[str] = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _names(item, f"{path}{item.name}/")
        elif item.name.endswith(".toml"):
            found.append(path + item.name[:-5])
    return found
