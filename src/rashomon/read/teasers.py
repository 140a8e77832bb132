"""Pass over what a page prints around its report: links to other stories, tags, invitations to subscribe."""

from __future__ import annotations

import re
from functools import lru_cache

from rashomon.lexicon.files import load
from rashomon.records import Span

_RUN = 4  # capitalised words behind the marker that make it a list of headlines or tags, not a sentence


@lru_cache(maxsize=1)
def _marker() -> re.Pattern[str]:
    words = sorted(load("teasers")["after"], key=len, reverse=True)
    return re.compile(r"(?:(?<=[.!?…\"”)] )|(?<=\n)|(?<=\d ))(?:" + "|".join(map(re.escape, words)) + r")\b:?[ \t\n]+")


def find_teasers(text: str) -> Span | None:
    """The tail of the text that holds links and tags only, or None; it must be less than half of the text."""
    for found in _marker().finditer(text, len(text) // 2):
        behind = re.findall(r"[\w’'-]+", text[found.end() : found.end() + 200])[: _RUN + 2]
        capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in behind)
        if len(behind) >= 2 and capitals >= min(_RUN, len(behind)):
            return Span(found.start(), len(text), text[found.start() :])
    return None
