"""Figures and vague quantities in running text: "at least 16", "20-30", "two dozen", "scores of".

They are read off the words, not off the parse, since the parser often hangs them wrong in texts without commas.
Number words have a table of their own: the package number-parser needs 0.8 ms a phrase, a hundred times what a whole
passage may take here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.read.passage import Passage

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_LARGEST = 10**10  # more people than there are: such a figure is no count

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,10})\+?", re.ASCII)
_DECIMAL = re.compile(r"\d{1,6}\.\d{1,3}", re.ASCII)
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}", re.ASCII)

# Words before a numeral, longest first, and what they make of its bounds: low only, high only, or exact.
_BEFORE: list[tuple[tuple[str, ...], str]] = sorted(
    [
        *((tuple(words.split()), "low") for words in (
            "at least", "at the least", "no fewer than", "no less than", "not less than", "not fewer than",
            "a minimum of", "more than", "over", "upwards of", "upward of", "above", "in excess of", "exceeding",
            "well over", "well above", "minimum", "greater than", "exceeded", "exceeds", "surpassed", "atleast",
        )),
        *((tuple(words.split()), "high") for words in (
            "up to", "as many as", "as much as", "as high as", "at most", "at the most", "fewer than", "less than",
            "no more than", "not more than", "under", "below", "a maximum of", "maximum",
        )),
        *((tuple(words.split()), "exact") for words in (
            "around", "about", "some", "nearly", "almost", "approximately", "roughly", "close to", "an estimated",
            "estimated", "a confirmed", "a reported", "a total of", "total of", "all", "the", "another", "a further",
            "further", "these", "those", "other", "exactly", "only", "just", "as few as", "additional",
            "an additional", "a record", "a staggering", "an unconfirmed", "his", "her", "their", "its", "our",
            "my", "the other", "all of the",
        )),
    ],
    key=lambda item: -len(item[0]),
)  # fmt: skip

_VAGUE = frozenset(
    "dozens scores hundreds thousands tens millions several many numerous multiple countless various few lots "
    "plenty".split()
)
_VAGUE_OF = frozenset("dozens scores hundreds thousands tens millions lots plenty".split())
_QUANTITY = frozenset("number numbers handful couple pair majority total".split())

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday overnight".split())
_MEASURES = frozenset(
    "year years month months week weeks day days hour hours minute minutes second seconds decade decades century "
    "centuries km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters feet foot yard "
    "yards inch inches mm cm m kg kilogram kilograms kilogramme kilogrammes ton tons tonne tonnes litre litres liter "
    "liters gram grams degree degrees percent percentage per cent % acre acres hectare hectares am pm a.m. p.m. gmt "
    "hrs hr h dollar dollars euro euros pound pounds rupee rupees riyal riyals usd o'clock th st nd rd times mph "
    "kph caliber calibre".split()
)
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number or vague quantity: tokens from ``start`` (bounds words included) to ``end``, and what it says."""

    start: int
    first: int  # first token of the figure itself
    end: int
    low: int | None
    high: int | None


def _figure(passage: Passage, i: int) -> tuple[int, int] | None:
    """The number that starts at token ``i``: its value and the token after it."""
    lower, size = passage.lower, len(passage.lower)
    word = lower[i]
    value: float
    if _DIGITS.fullmatch(word) or _LAKHS.fullmatch(word):
        value = int(word.rstrip("+").replace(",", ""))
        i += 1
        if value < 1000 and "," not in word:  # "1 200": thousands set apart by a space
            while i < size and len(lower[i]) == 3 and lower[i].isascii() and lower[i].isdigit() and value < _LARGEST:
                if passage.starts[i] - passage.ends[i - 1] != 1:
                    break
                value, i = value * 1000 + int(lower[i]), i + 1
    elif _DECIMAL.fullmatch(word) and i + 1 < size and lower[i + 1] in _SCALES:
        value, i = float(word), i + 1
    elif word in _UNITS:
        value, i = _UNITS[word], i + 1
        dashed = i + 1 < size and lower[i] == "-"
        if value >= 20 and i < size and (0 < _UNITS.get(lower[i + dashed], 0) < 10):
            value, i = value + _UNITS[lower[i + dashed]], i + 1 + dashed
    elif word in ("a", "an", "half", "quarter") and i + 1 < size:
        return _fraction(lower, i)
    elif word in _SCALES and word != "dozen" and i and lower[i - 1] not in ("several", "few", "many", "the"):
        value = 1
    else:
        return None
    return _scaled(lower, i, value)


def _scaled(lower: list[str], i: int, value: float) -> tuple[int, int] | None:
    """The rest of "three hundred and twelve thousand": scales and what follows them."""
    size = len(lower)
    total, part = 0.0, value
    for _ in range(8):
        skip = int(i + 1 < size and lower[i] == "-" and lower[i + 1] in _SCALES)
        if i + skip < size and lower[i + skip] in _SCALES:
            scale = _SCALES[lower[i + skip]]
            i += 1 + skip
            if scale >= 1000:
                total, part = (total + part) * scale, 0
            else:
                part *= scale
            joined = i + 1 < size and lower[i] == "and"
            rest = _UNITS.get(lower[i + joined]) if i + joined < size else None
            if rest and scale >= 100 and (total or part) and not (joined and lower[i + 1] in ("one", "two")):
                i += 1 + joined
                if rest >= 20 and i < size and 0 < _UNITS.get(lower[i], 0) < 10:
                    rest, i = rest + _UNITS[lower[i]], i + 1
                part += rest
            continue
        break
    whole = total + part
    return (round(whole), i) if whole < _LARGEST else None


def _fraction(lower: list[str], i: int) -> tuple[int, int] | None:
    """ "a hundred", "a dozen", "half a dozen", "a quarter of a million"."""
    size = len(lower)
    if lower[i] == "a" and lower[i + 1] in ("half", "quarter"):
        i += 1
    if lower[i] in ("a", "an") and i + 1 < size and lower[i + 1] in _SCALES:
        return _scaled(lower, i + 1, 1)
    share = {"half": 0.5, "quarter": 0.25}.get(lower[i])
    if share is not None:
        j = i + 1 + (i + 1 < size and lower[i + 1] == "of")
        if j + 1 < size and lower[j] in ("a", "an") and lower[j + 1] in _SCALES:
            return round(share * _SCALES[lower[j + 1]]), j + 2
    return None


def _barred(passage: Passage, i: int, end: int, value: int) -> bool:
    """Whether the figure is a date, an age, a measure, a price or part of a name, and so counts nobody."""
    lower, tags, size = passage.lower, passage.tags, len(passage.lower)
    before, after = (lower[i - 1] if i else ""), (lower[end] if end < size else "")
    if after in _MEASURES or (after == "-" and end + 1 < size and lower[end + 1] in _MEASURES):
        return True
    if before in ("$", "€", "£", "aged", "age", "rs", "rs.", "no.", "number", "#", "us$") or after in ("/", ":"):
        return True
    digits = lower[i][:1].isdigit()
    if before == ":" and digits and i > 1 and lower[i - 2][-1:].isdigit() and passage.starts[i] == passage.ends[i - 1]:
        return True  # 10:30
    if digits and (before in MONTHS or before in ("/", "article", "resolution") or after in MONTHS):
        return not (before == "may" and tags[i - 1] == "MD")
    if digits and before == "(" and after == ")":
        return True
    if digits and before == "," and after in (",", ".") and i > 1 and tags[i - 2] in ("NNP", "NN"):
        return True
    numbered = digits and after == "-" and "".join(lower[end + 1 : end + 2])[:1].isdigit()
    if numbered and (before == "-" or lower[end + 2 : end + 3] == ["-"]):
        return True  # 29-07-2015
    if digits and value > 1 and after in ("was", "is", "has") and i and tags[i - 1] == "NNP":
        return True  # an age: "Rashid Khan 30 was shot"
    year = digits and 1900 <= value <= 2100 and "," not in lower[i]
    if year and (before in ("in", "since", "of", "from", "until", "by", "early", "late", "mid", "during", "-", "the")):
        return not (end < size and tags[end] == "NNS")
    if year and (i == 0 or before in MONTHS or before in (",", ".") or lower[i - 1].isdigit()):
        return True
    if digits and before == "-" and i > 1 and passage.starts[i] == passage.ends[i - 1]:
        return not (lower[i - 2].isdigit() and passage.starts[i - 1] == passage.ends[i - 2])
    named = digits and i > 0 and tags[i - 1] in ("NNP", "NNPS") and before not in DAYS
    return bool(named and (end >= size or tags[end] not in NOUN_TAGS | {"JJ", "VBN", "VBD"}))


def _bounds(passage: Passage, first: int) -> tuple[int, str]:
    """Where the words before a figure begin that bound it, and what they make of it."""
    start, sense = first, "exact"
    for _ in range(3):
        for words, kind in _BEFORE:
            n = len(words)
            if (
                start >= n
                and passage.lower[start - 1] == words[-1]
                and tuple(passage.lower[start - n : start]) == words
            ):
                start -= n
                sense = kind if kind != "exact" else sense
                break
        else:
            break
    return start, sense


def _range(passage: Passage, low: int, start: int, i: int) -> tuple[int, int, int] | None:
    """The second bound of "20-30", "20 to 30", "between 20 and 30": start, high and the token after it."""
    lower = passage.lower
    if i + 1 >= len(lower):
        return None
    between = start > 0 and lower[start - 1] in ("between", "from")
    if lower[i] in ("-", "–", "to", "or") or (between and lower[i] == "and"):
        second = _figure(passage, i + 1)
        dated = second is not None and second[1] < len(lower) and lower[second[1]] in ("-", "/")
        if (
            second is not None
            and not dated
            and low < second[0] <= 20 * low + 20
            and (lower[i] != "or" or second[0] < 2 * low + 5)
        ):
            return start - between, second[0], second[1]
    return None


def numerals(passage: Passage) -> list[Numeral]:
    """Every figure and vague quantity of the passage, in text order, that may count a group."""
    found: list[Numeral] = []
    lower, tags = passage.lower, passage.tags
    i, size = 0, len(lower)
    while i < size:
        word = lower[i]
        if word in _VAGUE or word in _QUANTITY:
            vague = _vague(passage, i)
            if vague is not None:
                found.append(vague)
                i = vague.end
                continue
        elif tags[i] == "CD" or word in _UNITS or word in _SCALES or word in ("a", "an", "half") or word[:1].isdigit():
            figure = _figure(passage, i)
            if figure is not None:
                value, end = figure
                numeral = None if _barred(passage, i, end, value) else _bounded(passage, i, end, value)
                while numeral is not None and found and found[-1].start >= numeral.start:
                    found.pop()  # the "many" of "as many as 40"
                if numeral is not None and (not found or numeral.first >= found[-1].end):
                    found.append(numeral)
                i = max(numeral.end if numeral else end, i + 1)
                continue
        i += 1
    return found


def _bounded(passage: Passage, i: int, end: int, value: int) -> Numeral | None:
    lower = passage.lower
    if lower[i] == "one" and (i and lower[i - 1] in ("no", "the", "each", "every", "any", "this", "that", "which")):
        return None
    start, sense = _bounds(passage, i)
    pair = _range(passage, value, start, end)
    if pair is not None:
        start, high, end = pair
        return None if _barred(passage, i, end, value) else Numeral(start, i, end, value, high)
    if tuple(lower[end : end + 2]) in (("or", "more"), ("if", "not")):
        sense, end = "low", end + 2
    elif lower[end : end + 1] in (["+"], ["plus"]) or lower[i].endswith("+"):
        sense, end = "low", end + (lower[end : end + 1] in (["+"], ["plus"]))
    elif tuple(lower[end : end + 2]) in (("or", "so"), ("or", "fewer"), ("or", "less")):
        sense, end = ("exact" if lower[end + 1] == "so" else "high"), end + 2
    low = value if sense in ("low", "exact") else None
    return Numeral(start, i, end, low, value if sense in ("high", "exact") else None)


def _vague(passage: Passage, i: int) -> Numeral | None:
    """ "dozens", "scores of", "a number of", "several hundred": a quantity without a figure."""
    lower, size = passage.lower, len(passage.lower)
    word, end, start = lower[i], i + 1, i
    if word in _QUANTITY:
        if end >= size or lower[end] != "of":
            return None
        start = i - 1
        while start > 0 and i - start < 4 and passage.tags[start] in ("JJ", "RB", "JJR"):
            start -= 1
        if start < 0 or (lower[start] not in ("a", "an", "any") and word != "numbers"):
            return None
        follows = _figure(passage, end + 1) if end + 1 < size else None
        if follows is not None:
            return None  # "a total of 42": the figure says it
        low = 2 if word in ("couple", "pair") else None
        return Numeral(start, i, end, low, low)
    while end < size and (lower[end] in _SCALES or lower[end] in _VAGUE_OF or (
        lower[end] == "of" and end + 1 < size and lower[end + 1] in _VAGUE_OF)):  # fmt: skip
        end += 1
    if start and lower[start - 1] in ("a", "many", "the", "some", "so"):
        start -= 1
    start = _bounds(passage, start)[0]
    return Numeral(start, i, end, None, None)


__all__ = ["DAYS", "MONTHS", "NOUN_TAGS", "Numeral", "numerals"]
