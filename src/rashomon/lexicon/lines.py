"""Where a value stands in a TOML file: Python's parser does not say, and a person who mends a file wants to know."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]  # keys, and for an entry of a list of tables its number from 0

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEAD = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_PAIR = re.compile(rf"\s*({_DOTTED})\s*=")


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(key.strip("\"'") for key in re.findall(_KEY, dotted))


def line_of(text: str, path: Path, word: str | None = None) -> int | None:
    """The line, from 1, of the value at ``path``, or of ``word`` in it; None where it cannot be told.

    Where the value has no line of its own, that of the innermost table around it.
    """
    lines = text.split("\n")
    table: Path = ()
    entries: dict[Path, int] = {}
    best, depth = None, 0
    for number, line in enumerate(lines, 1):
        if head := _HEAD.match(line):
            table = _keys(head[2])
            if head[1] == "[[":
                entries[table] = entries.get(table, -1) + 1
            table = _numbered(table, entries)
            found: Path = table
        elif pair := _PAIR.match(line):
            found = table + _keys(pair[1])
        else:
            continue
        if found == path[: len(found)] and len(found) > depth:
            best, depth = number, len(found)
    return best if best is None or word is None else _word_line(lines, best, word)


def _numbered(table: Path, entries: dict[Path, int]) -> Path:
    """The path with the number of the entry behind every list of tables in it."""
    found: Path = ()
    for n, key in enumerate(table, 1):
        found += (key,)
        if table[:n] in entries:
            found += (entries[table[:n]],)
    return found


def _word_line(lines: list[str], start: int, word: str) -> int:
    """The first line from ``start`` on that has the word in quotation marks, or as a key; else ``start``."""
    for number, line in enumerate(lines[start - 1 :], start):
        if number > start and _HEAD.match(line):
            break
        if f'"{word}"' in line or f"'{word}'" in line or re.match(rf"\s*{re.escape(word)}\s*=", line):
            return number
    return start
