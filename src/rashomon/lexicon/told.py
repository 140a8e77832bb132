"""What an own file does to the shipped one of its name, and what does not hold in it; what a word may be."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from rashomon.lexicon.lines import Path

OFF = "off"
_MAX_WORD = 200  # characters; the longest shipped name has 90
_PATTERN = frozenset("[]\\^$*+?{}|")
NAMES = {str: "text in quotation marks", bool: "true or false", int: "a whole number", float: "a number",
          list: "a list in [ ]", dict: "a table"}  # fmt: skip

Does = Literal["adds", "replaces", "moves", "switches off", "has already"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the own file does to the shipped one."""

    does: Does
    what: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: where it stands in the own file, what is wrong and what to do."""

    path: Path
    told: str
    word: str | None = None


@dataclass(slots=True)
class Told:
    """Gathers both, in the order in which they are found."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, path: Path, told: str, word: str | None = None) -> None:
        """One thing that does not hold."""
        self.faults.append(Fault(path, told, word))

    def did(self, does: Does, path: Path, what: str) -> None:
        """One change at ``path``."""
        where = ".".join(str(key) for key in path)
        self.changes.append(Change(does, f"{where}: {what}" if where and what else where or what))


def word_problem(word: Any, beside: list[str]) -> str:
    """Why a word could never be found beside those of its list, and what to do; empty where nothing is wrong."""
    if not isinstance(word, str):
        return f"has {word!r}, which is {kind_of(word)}; write it in quotation marks"
    if not word.strip():
        return 'has an empty word ""; leave it out'
    if word != word.strip() or "  " in word or any(ord(sign) < 32 or ord(sign) == 127 for sign in word):
        return f"{word!r} has blanks at an end, two in a row or a line break; write it with single blanks inside"
    if len(word) > _MAX_WORD:
        return f'"{word[:30]}..." has more than {_MAX_WORD} characters; give a word or a short phrase'
    if _PATTERN.intersection(word) and not any(_PATTERN.intersection(other) for other in beside):
        return f'"{word}" looks like a search pattern; words are taken as they are written, so give each by itself'
    if len(beside) >= 5 and word != word.lower() and all(other == other.lower() for other in beside):
        return f'"{word}" must be in small letters, as all words of this list: "{word.lower()}"'
    if len(beside) >= 5 and word[:1].islower() and all(other[:1].isupper() for other in beside):
        return f'"{word}" must begin with a capital letter, as all words of this list'
    return ""


def value_problem(value: Any) -> str:
    """Why a single value can mean nothing; empty where it can."""
    if isinstance(value, str) and not value.strip():
        return "is empty; leave it out, or give text"
    if isinstance(value, float) and not math.isfinite(value):
        return f"is {value}; give a number"
    return ""


def is_words(value: Any) -> bool:
    """Whether it is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def kind_of(value: Any) -> str:
    """What the value is, in the words of a person."""
    return NAMES.get(type(value), "a date or time")


def listed(words: list[Any]) -> str:
    """Some words for a line."""
    shown = ", ".join(str(word) for word in words[:6])
    return f"{shown} and {len(words) - 6:,} more" if len(words) > 6 else shown


def close(name: str, known: Iterable[Any]) -> str:
    """What may have been meant, or where to look."""
    alike = difflib.get_close_matches(name, [str(one) for one in known], 3, 0.6)
    return f"; did you mean {' or '.join(alike)}?" if alike else "; look it up with: rashomon lexicon find WORD"


def choices(key: str, known: Mapping[str, Any]) -> str:
    """The key that may have been meant, or those that there are."""
    alike = difflib.get_close_matches(key, list(known), 1, 0.6)
    if alike:
        return f"did you mean {alike[0]}?"
    keys = [one for one in known if re.fullmatch(r"[\w -]+", one)]
    return f"the keys here are {', '.join(keys[:20])}{' ...' if len(keys) > 20 else ''}"
