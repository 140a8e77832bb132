"""When a value that was read counts as the one that was annotated: parties, places, days, counts.

A value is a claim's field as JSON gives it; both sides may write it in their own form ("al-Qaryatayn", "Al Qaryatain").
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product
from typing import Any

from rashomon.lexicon.files import load

Record = Mapping[str, Any]

SLACK = dt.timedelta(days=1)  # reports differ by a day over nights and time zones
LONG = dt.timedelta(days=20)  # annotated periods from here on need only overlap a period that is not much longer
LIKE_PARTY = 0.82  # names of a party are at least this alike (difflib ratio)
LIKE_PLACE = 0.84  # and spellings of a place
_PLACE_IDLE = re.compile(r"\b(al|el|ar|ad|as|az|an|at|ash|city|town|province|governorate|village|district|of|region)\b")
_LEVEL = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ay", "ai"), ("y", "i"), ("e", "i"), ("o", "u"), ("kh", "h"),
    ("q", "k"), ("gh", "g"), ("dh", "d"), ("ah ", "a "),
)  # fmt: skip


def plain(name: str | None) -> str:
    """A name in small letters, without accents, marks and articles."""
    bare = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    bare = re.sub(r"[^a-z0-9 ]+", " ", bare.replace("'s ", " "))
    return re.sub(r"\s+", " ", re.sub(r"\b(the|a|an)\b", " ", bare)).strip()


@lru_cache(maxsize=1)
def _aliases() -> tuple[frozenset[str], ...]:
    """The names that lexicon/same_names.toml has as one."""
    return tuple(frozenset(plain(name) for name in entry["names"]) for entry in load("same_names")["same"])


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """Whether two names can be one party: listed as one, one within the other, or spelt much alike."""
    a, b = plain(a), plain(b)
    if not a or not b:
        return False
    if a == b or any(a in group and b in group for group in _aliases()):
        return True
    if len(min(a, b, key=len)) > 3 and (f" {a} " in f" {b} " or f" {b} " in f" {a} "):
        return True
    return SequenceMatcher(None, a, b).ratio() >= LIKE_PARTY


def names(value: Record | None) -> list[str]:
    """The canonical name and the words of the text."""
    if not value:
        return []
    mention = value.get("mention")
    text = mention.get("text") if isinstance(mention, Mapping) else mention
    return [name for name in (value.get("name"), text) if name]


def same_party(want: Record, got: Record) -> bool:
    """Whether any name of the one is any name of the other."""
    return any(alike(a, b) for a, b in product(names(want), names(got)))


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """A place's name with transliterations levelled: ou and u, q and k, doubled letters, a last -h."""
    key = _PLACE_IDLE.sub(" ", plain(name))
    for sound, level in _LEVEL:
        key = (key + " ").replace(sound, level).strip()
    return re.sub(r"(.)\1+", r"\1", key.replace(" ", "")).rstrip("h")


def same_place_name(a: str, b: str) -> bool:
    """Whether two names are spellings of one place."""
    one, two = place_key(a), place_key(b)
    return bool(one and two) and (one == two or SequenceMatcher(None, one, two).ratio() >= LIKE_PLACE)


def same_place(want: Record, got: Record) -> bool:
    """Whether any name of the one is a spelling of any name of the other."""
    return any(same_place_name(a, b) for a, b in product(names(want), names(got)))


def days(value: Record) -> tuple[dt.date, dt.date] | None:
    """The first and last day; None where one is missing or is no day."""
    try:
        return dt.date.fromisoformat(value["start"]), dt.date.fromisoformat(value["end"])
    except (KeyError, TypeError, ValueError):
        return None


def same_days(want: Record, got: Record) -> bool:
    """Within a day at either end; long periods overlap, and the one read is no more than twice as long and a month."""
    first, second = days(want), days(got)
    if first is None or second is None:
        return False
    (start, end), (other_start, other_end) = first, second
    if end - start >= LONG:
        fits = (other_end - other_start).days <= 2 * (end - start).days + 31
        return start <= other_end and other_start <= end and fits
    return abs(start - other_start) <= SLACK and abs(end - other_end) <= SLACK


def same_count(want: Record, got: Record) -> bool:
    """Both bounds are right."""
    return (want.get("low"), want.get("high")) == (got.get("low"), got.get("high"))


SLOTS: dict[str, Callable[[Record, Record], bool]] = {
    "actor": same_party, "target": same_party, "place": same_place, "date": same_days, "killed": same_count,
    "wounded": same_count, "source": same_party,
}  # fmt: skip
FLAGS = ("stance", "certainty", "extent")
FIELDS = ("type", *SLOTS, *FLAGS)
WHOLE = ("place", "date", "killed", "wounded", "source")  # with the type: what a whole record must have right


def got_value(claim: Record, field: str) -> Any:
    """A field of a claim as read, by the name that the annotation gives it."""
    return claim.get("when" if field == "date" else field)
