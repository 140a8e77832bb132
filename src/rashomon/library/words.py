"""The words of a text as both stores index them, and the stretch of a text that shows words found in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_RAW = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f])+")  # with the marks that folding drops
MAX_WORD = 80  # characters of a word that count; far below what PostgreSQL's index can hold (2 kB)


def fold(text: str) -> str:
    """Lower case without accents, so that "Saïd" and "said" are one word."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The words of a text in order, folded: runs of letters and digits."""
    return [word[:MAX_WORD] for word in _WORD.findall(fold(text))]


def snippet(text: str, found: Iterable[str], width: int) -> str:
    """About ``width`` characters around the first of the found words, each of them between ``[`` and ``]``."""
    wanted = frozenset(found)
    hits: list[tuple[int, int]] = []
    stop = len(text)
    for match in _RAW.finditer(text):
        if match.start() > stop:
            break
        if not wanted.isdisjoint(words(match[0])):
            if not hits:
                stop = match.start() + width
            hits.append(match.span())
    first = max(0, hits[0][0] - width // 4) if hits else 0
    last = min(len(text), max(first + width, hits[0][1] if hits else 0))
    parts, at = ["…" if first else ""], first
    for start, end in hits:
        if end > last:
            break
        parts += [text[at:start], "[", text[start:end], "]"]
        at = end
    parts += [text[at:last], "…" if last < len(text) else ""]
    return " ".join("".join(parts).split())
