"""What common words are about: armed conflict and unrest, or the other news that uses the same verbs."""

from __future__ import annotations

from functools import lru_cache

from rashomon.errors import LexiconError
from rashomon.lexicon.files import load
from rashomon.lexicon.inflect import plural


@lru_cache(maxsize=1)
def topics() -> dict[str, str]:
    """The topic of each word of topics.toml, singular and plural, lower case.

    Raises LexiconError where a word is listed under two topics.
    """
    found: dict[str, str] = {}
    for topic, words in load("topics")["topics"].items():
        for word in words:
            if found.setdefault(word, topic) != topic:
                raise LexiconError(f"lexicon file topics.toml: {word!r} is listed under {found[word]} and {topic}")
    for word, topic in list(found.items()):
        found.setdefault(plural(word), topic)
    return found
