"""Find the capitalised names of a passage that the gazetteer knows: longest first, left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rashomon.gazetteer import Entry, Gazetteer
from rashomon.gazetteer.keys import exact_key
from rashomon.read.passage import Passage
from rashomon.read.places.words import words
from rashomon.records import PlaceKind

LONGEST = 6  # tokens in a name
_JOINERS = frozenset("of de del la le les los las the du des au aux sur and & - – ' ’ da do dos di do-".split())
_ARTICLE = re.compile(r"^(?:al|el|ar|ad|ash|az|ez)$", re.IGNORECASE)
_CUT_ARTICLE = re.compile(r"^(?:al|el|ar|ad|as|ash|an|at|az|ez|es|er|et|ed|en)-$", re.IGNORECASE)
_ARTICLE_NAME = re.compile(r"^(?:al|el|ar|ad|as|ash|an|at|az|ez|es|er|et|ed|en)[-‑–][^\W\d_]", re.IGNORECASE)
_NO_END = frozenset("at in on the of a an and as but he she it is was to for from by with said".split())
_POSTAL = re.compile(r"^[A-Z]{2,3}$")


@dataclass(slots=True)
class Candidate:
    """A name in the text that may be a place: its tokens, characters and gazetteer entries."""

    passage: int
    first: int
    last: int  # exclusive
    start: int
    end: int
    text: str
    key: str
    entries: tuple[Entry, ...]
    kind: PlaceKind = "toponym"
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0


def capital(word: str) -> bool:
    """Whether a word is set as a name: "Homs", "al-Hadar", "US"."""
    return word[:1].isupper() or bool(_ARTICLE_NAME.match(word) and any(c.isupper() for c in word[2:5]))


def candidates(number: int, passage: Passage, gazetteer: Gazetteer) -> list[Candidate]:
    """All candidate names of one passage in text order, none overlapping another."""
    found = []
    i, count = 0, len(passage)
    while i < count:
        hit = _longest(number, passage, i, gazetteer) if opens(passage, i) else None
        if hit is None:
            i += 1
        else:
            found.append(hit)
            i = hit.last
    return found


def opens(passage: Passage, i: int) -> bool:
    """Whether a name may start at token ``i``."""
    word = passage.words[i]
    if capital(word):
        return True
    # "al Mayadin", or "al-" and "Mayadin" as two tokens
    if i + 1 < len(passage) and passage.words[i + 1][:1].isupper():
        return bool(_ARTICLE.match(word) or _CUT_ARTICLE.match(word))
    return False


def ends(passage: Passage, i: int) -> list[int]:
    """Ends (exclusive) of the names that may start at ``i``, longest first."""
    found = []
    words_, starts, stops = passage.words, passage.starts, passage.ends
    for j in range(i, min(i + LONGEST, len(passage))):
        word = words_[j]
        gap = starts[j] - stops[j - 1] if j > i else 0
        if j > i and (gap > 2 or passage.sentence_of[j] != passage.sentence_of[i]):
            break
        if gap and "\n" in passage.text[stops[j - 1] : starts[j]]:
            break
        if (capital(word) and (j == i or word.lower() not in _NO_END or _named(passage, j))) or (
            j > i and word[:1].isalnum() and words_[j - 1][-1:] == "-" and gap == 0
        ):
            found.append(j + 1)
        elif j > i and not (word.lower() in _JOINERS or _ARTICLE.match(word) or _CUT_ARTICLE.match(word)):
            break
    return found[::-1]


def _named(passage: Passage, i: int) -> bool:
    """Whether "Said" is a part of the name before it ("Port Said", "Sheikh Said"), not a headline's verb."""
    return passage.words[i] == "Said" and passage.lower[i - 1] in words().prefixes


def _longest(number: int, passage: Passage, i: int, gazetteer: Gazetteer) -> Candidate | None:
    lists = words()
    for j in ends(passage, i):
        start, end = passage.starts[i], passage.ends[j - 1]
        text = passage.text[start:end]
        if (
            j > i + 1
            and passage.lower[i] == "the"
            and gazetteer.exact(exact_key(passage.text[passage.starts[i + 1] : end]))
        ):
            return None
        code = lists.demonyms.get(text)
        if code is not None and text not in ("US", "U.S."):
            return Candidate(number, i, j, start, end, text, f"people:{code}", (), "demonym")
        if j == i + 1 and text.lower() in lists.never and text not in ("US", "U.S.", "UN"):
            return _abbreviation(number, passage, i, gazetteer)
        if j == i + 1 and text.lower() in lists.prefixes and j < len(passage) and capital(passage.words[j]):
            return None
        key = exact_key(text)
        entries = gazetteer.exact(key) if len(key) > 2 or (key in ("us", "uk") and text.isupper()) else ()
        if entries and (text.lower() not in ("us",) or text.isupper()):
            return Candidate(number, i, j, start, end, text, key, entries)
    return _abbreviation(number, passage, i, gazetteer) or _part(number, passage, i, gazetteer)


def _abbreviation(number: int, passage: Passage, i: int, gazetteer: Gazetteer) -> Candidate | None:
    """ "Ky." and "W.Va." anywhere, "KY" only after a comma."""
    word, start, end = passage.words[i], passage.starts[i], passage.ends[i]
    if not word.endswith(".") and passage.text[end : end + 1] == ".":
        dotted = word + "."
    elif word.endswith(".") or (_POSTAL.match(word) and i > 0 and passage.words[i - 1] == ","):
        dotted = word
    else:
        return None
    entries = gazetteer.exact("=" + dotted)
    if not entries:
        return None
    end = start + len(dotted)
    return Candidate(number, i, i + 1, start, end, passage.text[start:end], "=" + dotted, entries)


def _part(number: int, passage: Passage, i: int, gazetteer: Gazetteer) -> Candidate | None:
    """A country at the start of "US-led", a town whose possessive has lost its apostrophe ("Daraas")."""
    word, start = passage.words[i], passage.starts[i]
    head, hyphen, _ = word.partition("-")
    lists = words()
    if hyphen and len(head) > 1 and head[:1].isupper():
        code = lists.demonyms.get(head)
        if code is not None and head not in ("US", "U.S."):
            return Candidate(number, i, i + 1, start, start + len(head), head, f"people:{code}", (), "demonym")
        entries = tuple(e for e in gazetteer.exact(exact_key(head)) if e.kind == "country")
    elif word.endswith("s") and len(word) > 4 and word[:1].isupper():
        head = word[:-1]
        known = gazetteer.exact(exact_key(head)) if head.lower() not in lists.never else ()
        entries = tuple(e for e in known if e.kind == "country" or e.population > 20_000)
    else:
        return None
    if not entries:
        return None
    return Candidate(number, i, i + 1, start, start + len(head), head, exact_key(head), entries)
