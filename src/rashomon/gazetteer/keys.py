"""The keys under which a place name is filed and found: exact, without its article, and by transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 80  # characters; no place name that a report uses is longer

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʻʼʽʾʿˈ′\u02bb"), None)
_SEPARATORS = re.compile(r"[^\w&]+|_+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}
# Letters that Unicode does not decompose.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})

_ARTICLES = frozenset("al el ar ad as ash an at az adh ath er ed es esh en et ez il ul".split())
# An article grown together with its noun doubles the first consonant: "Ezzor", "Assalamiyah".
_GROWN = re.compile(r"^[ae](?:([bcdfghjklmnpqrstvwxz])\1|sh(?=sh)|l-?)(?=..)")
_AIN = re.compile(r"^(?:ain|ayn|een|ein|eyn|aïn|en)$")
_STEPS = (
    (re.compile(r"ou|oo|ow|au|aw|o"), "u"),
    (re.compile(r"ai|ay|ei|ey|ee|ie|yy|y|e"), "i"),
    (re.compile(r"aa+"), "a"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"tch|tsh"), "ch"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"c(?!h)|q"), "k"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?:ah|a|i|ih|at)$"), "a"),
)


@lru_cache(maxsize=20_000)
def exact_key(name: str) -> str:
    """Case, accents, apostrophes, full stops and hyphens levelled; "St. Louis" and "Saint-Louis" are one."""
    if name.isascii():
        plain = name.lower().replace(".", "").replace("'", "").replace("`", "")
    else:
        plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).translate(_APOSTROPHES)
        plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    words = _SEPARATORS.sub(" ", plain).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def stripped_key(key: str) -> str:
    """An exact key without the Arabic article at its start or after its first word; "" where it had none."""
    words = key.split()
    kept = [word for i, word in enumerate(words) if not (word in _ARTICLES and len(words) > 1 and i < 2)]
    return " ".join(kept) if kept and len(kept) < len(words) else ""


def translit_key(key: str) -> str:
    """An exact key under the spellings that transliteration varies: vowels, q/k, doubled letters, articles.

    Never a bare consonant skeleton: vowels are levelled, not dropped. "" where too little would be left to
    tell names apart (fewer than four letters).
    """
    words = [word for i, word in enumerate(key.split()) if not (word in _ARTICLES and len(key) > 4)]
    levelled = "".join(_level(word, first=i == 0) for i, word in enumerate(words))
    return levelled if len(levelled) >= 4 else ""


def filed(names: tuple[str, ...], tier: int) -> dict[str, int]:
    """Exact keys of the names with their tier, and the keys without an article as tier 2; "=Ky." as it is."""
    found: dict[str, int] = {}
    for name in names:
        key = name if name.startswith("=") else exact_key(name)
        if 1 < len(key) <= LONGEST:
            found[key] = min(tier, found.get(key, tier))
            if stripped := stripped_key(key):
                found.setdefault(stripped, 2)
    return found


@lru_cache(maxsize=50_000)  # names share their words: "Wadi", "Nueva", "Upper"
def _level(word: str, first: bool) -> str:
    if _AIN.match(word):
        return "in"
    if len(word) > 4 and (grown := _GROWN.match(word)):
        word = (grown.group(1) or "") + word[grown.end() :]
    for pattern, put in _STEPS:
        word = pattern.sub(put, word)
    return word
