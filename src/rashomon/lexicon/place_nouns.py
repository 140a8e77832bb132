"""English dictionary words that are also names of places somewhere ("Justice", "Reserve", "Coast")."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from rashomon.errors import LexiconError


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Lower-case words of place_nouns.txt; raises LexiconError where the file is missing."""
    try:
        text = (files("rashomon.lexicon") / "place_nouns.txt").read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(f"lexicon file place_nouns.txt: {error}") from error
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))
