"""The words that the lexicon knows, for telling a headline's capitals from names."""

from __future__ import annotations

from functools import lru_cache

from rashomon.lexicon.files import load


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Lower-case words that are no names: those listed in parse.toml."""
    return frozenset(load("parse")["headline_words"])
