"""The rules by which accounts are compared: compare.toml, with what a researcher's own folder lays over it."""

from __future__ import annotations

from functools import lru_cache

from pydantic import ValidationError

from rashomon.errors import LexiconError
from rashomon.lexicon.comparing import Rules
from rashomon.lexicon.files import load


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """The shipped rules; raises LexiconError naming the entry that does not hold."""
    try:
        return Rules.model_validate(load("compare"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"lexicon file compare.toml: {where}: {first['msg']}") from error


__all__ = ["Rules", "load_rules"]
