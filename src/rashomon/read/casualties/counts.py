"""Counted groups: "at least 16 civilians", "between 20 and 30", "dozens of soldiers", "a woman"."""

from __future__ import annotations

import re
from functools import lru_cache

from rashomon.lexicon.files import load
from rashomon.lexicon.inflect import plural
from rashomon.read.casualties.numerals import DAYS, MONTHS, NOUN_TAGS, Numeral, numerals
from rashomon.read.passage import Count, Passage

_STATES = frozenset(
    {
        "dead",
        "hurt",
        "killed",
        "wounded",
        "injured",
        "missing",
        "deceased",
        "slain",
        "kills",
        "injures",
        "wounds",
        "hurts",
    }
)
_SINGLE = frozenset({"a", "an", "another", "one", "his", "her", "their", "my", "our", "its"})
_DEMONYM = re.compile(r"[A-Z]\w{2,}(?:ans|is|ese|ites|ists|ans)\Z")
_INSIDE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "POS", "``", "''", "CD", "AFX", "PRP$"})


@lru_cache(maxsize=1)
def person_nouns() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Singular nouns, plural nouns and modifiers, each to the category they name (single words and pairs)."""
    table = load("casualties")
    singles: dict[str, str] = {}
    plurals: dict[str, str] = {}
    for who, nouns in table["who"].items():
        for noun in nouns:
            singles.setdefault(noun, who)
            plurals.setdefault(plural(noun), who)
    for who, nouns in table["groups"].items():
        for noun in nouns:
            plurals[noun] = who
            singles.pop(noun, None)
    modifiers = {word: who for who, words in table["modifiers"].items() for word in words}
    return singles, plurals, modifiers


def category(passage: Passage, head: int, first: int | None = None) -> str | None:
    """The `who` category of the noun ``head`` with its modifiers from ``first``; None where it names no person."""
    singles, plurals, modifiers = person_nouns()
    lower = passage.lower
    word = lower[head]
    pair = f"{lower[head - 1]} {word}" if head else ""
    who = singles.get(pair) or plurals.get(pair) or singles.get(word) or plurals.get(word)
    if who is None:
        if _DEMONYM.match(passage.words[head]) and passage.tags[head] in ("NNPS", "NNS", "NNP"):
            return "people"
        return None
    if who in ("people", "police", "soldiers", "security forces") and pair not in singles and pair not in plurals:
        low = max(head - 4, first if first is not None else head - 4, 0)
        for token in range(head - 1, low - 1, -1):
            if passage.tags[token] not in _INSIDE and passage.tags[token] != "VBN":
                break
            found = modifiers.get(lower[token])
            if found is not None and not (who in ("soldiers", "police") and found == "security forces"):
                return found
    return who


def is_plural(passage: Passage, head: int) -> bool:
    """Whether the noun stands for several people."""
    return passage.tags[head] in ("NNS", "NNPS") or passage.lower[head] in person_nouns()[1]


def noun_after(passage: Passage, i: int) -> tuple[int, int] | None:
    """The noun of the phrase that starts at token ``i`` and the token after it, read off the tags.

    Stops after a plural noun for people, so that "killed five civilians Aleppo" counts civilians.
    """
    tags, lower, size = passage.tags, passage.lower, len(passage.lower)
    last, known = -1, False
    start = i
    while i < size and i - start < 10:
        word = lower[i]
        if word == "(" and not known:
            close = next((k for k in range(i + 1, min(i + 6, size)) if lower[k] == ")"), None)
            if close is None or close + 1 >= size or tags[close + 1] not in NOUN_TAGS:
                break
            i = close + 1
            continue
        if word in DAYS or word in MONTHS or not word.strip():
            break
        if word in _STATES and (i + 1 >= size or tags[i + 1] not in NOUN_TAGS):
            break
        if (tags[i] == "CD" and word[:1].isdigit()) or word == "including":
            break
        singles, plurals, _ = person_nouns()
        stated = i + 1 < size and lower[i + 1] in _STATES  # "one civilian dead", tagged as an adjective
        person = word in plurals or (word in singles and (tags[i] in NOUN_TAGS or stated))
        if tags[i] in NOUN_TAGS or person or word in ("others", "more"):
            if known and not person and (lower[last] in plurals or tags[last] == "NNS" or tags[i] == "NNP"):
                break
            if known and lower[last] in plurals and lower[last] != "people" and tags[i] == "NNP":
                break
            last, known = i, person
        elif (
            (
                tags[i] in ("VBN", "VBG")
                and (last >= 0 or i + 1 >= size or tags[i + 1] not in ("NN", "NNS", "NNP", "JJ"))
            )
            or (tags[i] not in _INSIDE and tags[i] not in ("VBN", "VBG", "RB"))
            or (known and tags[i] != "HYPH")
        ):
            break
        i += 1
    if last < 0:
        return None
    return last, last + 1


def _group(passage: Passage, numeral: Numeral) -> Count:
    """The counted group of a numeral: its noun, or the numeral alone."""
    lower, size = passage.lower, len(passage.lower)
    i, low, high = numeral.end, numeral.low, numeral.high
    alone = numeral.end - 1
    if i < size and lower[i] == "of":
        j = i + 1
        while j < size and passage.tags[j] in ("DT", "PRP$", "PDT", "``", "''", "CD", "RB"):
            if lower[j] in ("those", "these") and (j + 1 >= size or passage.tags[j + 1] not in _INSIDE):
                break
            j += 1
        if j < size and lower[j] in ("them", "us", "those", "these", "whom", "which", "you"):
            return Count(numeral.start, j + 1, alone, low, high, "people" if lower[j] != "which" else None)
        noun = noun_after(passage, j)
        if noun is None and j > i + 1 and passage.tags[j - 1] == "CD":
            return Count(numeral.start, j, alone, low, high, "people")  # "two of the six"
        if noun is None:
            return Count(numeral.start, i, alone, low, high, None, people=False)
        who = category(passage, noun[0], j)
        return Count(numeral.start, noun[1], noun[0], low, high, who, people=who is not None)
    noun = noun_after(passage, i)
    if noun is None:
        return Count(numeral.start, numeral.end, alone, low, high, None, people=False)
    head, end = noun
    who = category(passage, head, i)
    if who is None and lower[head] in ("more", "others"):
        who = "people"
    if lower[end : end + 2] == ["at", "least"] and high == low:
        high, end = None, end + 2  # "20 civilians at least"
    return Count(numeral.start, end, head, low, high, who, people=who is not None)


def _single(passage: Passage, i: int) -> Count | None:
    """ "a woman", "his wife": one person, by the determiner at token ``i``."""
    noun = noun_after(passage, i + 1)
    if noun is None:
        return None
    head, end = noun
    who = category(passage, head, i + 1)
    if who is None or is_plural(passage, head) or passage.tags[head] not in ("NN", "NNP", "JJ"):
        return None
    if end < len(passage) and passage.lower[end] in ("'s", "’s", "-"):
        return None
    if passage.lower[i - 1 : i] == ["not"] and passage.lower[i + 1] == "single":
        return Count(i - 1, end, head, 0, 0, who)
    return Count(i, end, head, 1, 1, who)


def _none(passage: Passage, i: int) -> Count | None:
    """ "no casualties", "no one", "nobody": nobody, by the word at token ``i``."""
    lower, size = passage.lower, len(passage.lower)
    if lower[i] in ("nobody", "none", "noone"):
        return Count(i, i + 1, i, 0, 0, "people")
    if lower[i] != "no" or i + 1 >= size or lower[i + 1] in ("more", "fewer", "less", "longer"):
        return None
    if lower[i + 1] == "one":
        return Count(i, i + 2, i + 1, 0, 0, "people")
    noun = noun_after(passage, i + 1)
    if noun is None:
        return None
    who = category(passage, noun[0], i + 1)
    return Count(i, noun[1], noun[0], 0, 0, who, people=who is not None)


def find_counts(passage: Passage) -> list[Count]:
    """Every counted group of the passage in text order: people (``people``) and things or bare figures.

    "at least 16" is 16 to None, "up to 20" None to 20, "around 60" 60 to 60, "dozens" None to None, "a woman" 1.
    A figure without a noun ("42 killed") has no ``who`` and is not marked as people.
    """
    counts = [_group(passage, numeral) for numeral in numerals(passage)]
    taken = bytearray(len(passage) + 1)
    for count in counts:
        for token in range(count.start, count.end):
            taken[token] = 1
    for i, word in enumerate(passage.lower):
        if taken[i]:
            continue
        extra = None
        if word in _SINGLE and word != "one":
            extra = _single(passage, i)
        elif word in ("no", "nobody", "none", "noone"):
            extra = _none(passage, i)
        if extra is not None and not any(taken[extra.start : extra.end]):
            counts.append(extra)
            for token in range(extra.start, extra.end):
                taken[token] = 1
    return sorted(counts, key=lambda count: count.start)


__all__ = ["category", "find_counts", "is_plural", "noun_after", "person_nouns"]
