"""The grammar of time expressions: words to classes, and patterns over the classes.

A text becomes one character per word or mark (its class), so that the patterns are ordinary regular expressions over a
string five times shorter than the text, and one pass finds every expression. In the patterns a word in capitals is a
class or a macro; blanks have no meaning. What a match means is in rules.py. Every repetition is bounded: the
time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from rashomon.lexicon.files import load

_TOKEN = re.compile(
    r"(?P<BREAK>\n[^\S\n]*\n)"
    r"|(?P<ISO>(?<![\d-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\d))"
    r"|(?P<NUMERIC>(?<![\d./-])[0-9]{1,2}(?:\.[0-9]{1,2}\.|/[0-9]{1,2}/|-[0-9]{1,2}-)(?:[0-9]{4}|[0-9]{2})(?!\d))"
    r"|(?P<CLOCK>(?<![\d:])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\d:]))"
    r"|(?P<DECADE>(?:[0-9]{2,3}0['’]?|['’]?[0-9]0)s\b)"
    r"|(?P<NTH>[0-9]{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<NUM>[0-9]{1,3}(?:,[0-9]{3})+(?!\d)|[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<AMPM>[ap]\.\s?m\b\.?|[AP]\.M\b\.?|o['’]clock\b)"
    r"|(?P<ERA>B\.\s?C\b(?:\.\s?E\b)?\.?|A\.\s?D\b\.?)"
    r"|(?P<WORD>[^\W\d_]\w*)"
    r"|(?P<MARK>[^\w\s])"
)
_KINDS = {number: name for name, number in _TOKEN.groupindex.items()}

_MARKS = {
    ".": "DOT", ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "'": "APOS", "’": "APOS",
    "/": "SLASH", "$": "MONEY", "€": "MONEY", "£": "MONEY", "#": "MONEY",
}  # fmt: skip

_CLASSES = (
    "WORD BREAK ISO NUMERIC CLOCK DECADE NTH NUM DAY YEAR AMPM ERA MARK DOT COMMA DASH APOS SLASH MONEY "
    "MONTH LOWMONTH WEEKDAY DAYPART NIGHT NOON SEASON UNIT UNITS WEEKEND QUARTER CENTURY CARD ORD SECOND TENS DEICTIC "
    "REFERENCE SETWORD HOLIDAY THE AN VAGUE COUPLE HALF EARLY EDGE PORTION LATTER LATER LAST THIS THESE THAT NEXT "
    "OTHER OF IN ON AT AND OR TO SO ABOUT MORE FEWER NO THAN LEAST UP AGO BEFORE FISCAL EVERY ZONE LOCAL TIME SS OLD "
    "OVERNIGHT TONIGHT MOMENT PERIOD RIGHT CURRENT PRESENT RECENT FUTURE FORMER PER SHORTDAY"
).split()
CODES = {name: chr(0x100 + i) for i, name in enumerate(_CLASSES)}

_UPPER_ONLY = frozenset(("bc", "bce", "ad", "ce", "est", "pst"))

_MACROS = {
    "QTY": r"(?:(?:DAY|NUM|YEAR)(?:DAY SLASH DAY)?|CARD(?:DASH?(?:AND)?(?:CARD|SECOND)){0,4})",
    "COUNT": (
        r"(?:QTY(?:(?:DASH|DASH?(?:TO|OR)DASH?)QTY)?(?:AND AN? HALF)?|(?:AN|THE)?COUPLE OF?|THE?VAGUE"
        r"|AN(?:VAGUE|CARD|HALF)|HALF AN?|(?:AN|THE)?CARD|AN)"
    ),
    "MANY": r"(?:QTY(?:(?:DASH|DASH?(?:TO|OR)DASH?)QTY)?|AN?COUPLE OF?|VAGUE|OTHER)",
    "APPROX": r"(?:(?:NO)?(?:MORE|FEWER)THAN|AT LEAST|UP TO|ABOUT(?:AN(?=CARD|DAY))?)",
    "ANOTHER": r"(?:OTHER|MORE|AN(?=OTHER))",
    "REL": r"(?:THIS|CURRENT|LAST|NEXT|THAT)",
    "ORDN": r"(?:ORD|NTH|SECOND)",
    "PART": r"(?:DAYPART|NIGHT)",
    "ANYUNIT": r"(?:UNITS|UNIT|WEEKEND|QUARTER|CENTURY|NIGHT)",
    "MOD": (
        r"(?:THE?EARLY(?:DASH|IN|ON)?|(?:AT)?(?:THE)?EDGE OF"
        r"|(?:THE|AN)(?:LATTER|ORDN|EARLY|LAST)(?:PORTION|HALF|UNITS|PART)OF|LATER(?:IN|ON)?|THE?PORTION OF)"
    ),
    "CLOCKTIME": r"(?:CLOCK(?:AMPM)?|(?:DAY|NUM|CARD)AMPM|NOON|(?:NUM|YEAR)(?=ZONE|LOCAL TIME))",
    "HEAD": r"(?:(?P<clock>ABOUT?CLOCKTIME)(?:LOCAL TIME|ZONE)?(?:ON|OF|COMMA)?"
    r"|(?:EARLY IN)?THE?EARLY?(?P<head>PART)UNITS?(?:OF|ON))",
    "TAIL": r"(?:(?:DASH|IN THE|AT)?EARLY?(?P<tail>PART)(?!OF THE))",
    "YEARTAIL": r"(?:COMMA?OF?DASH?(?P<year>YEAR|NUM(?=ERA))(?P<era>ERA)?|OF?THE?(?P<rel>REL)(?P<relunit>UNIT))",
}

# In order of preference at one place; the name is the rule that gives the value. Several patterns may share a rule.
_PATTERNS = (
    ("numeric", r"ISO|NUMERIC"),
    (
        "day",
        r"HEAD?(?:(?P<side>THIS|LAST|NEXT){0,2}(?:WEEKDAY|SHORTDAY)DOT?COMMA?)?MOD?THE?(?P<month>MONTH|LOWMONTH(?=DAY))DOT?THE?"
        r"(?P<day>DAY|ORDN)(?!COMMA?NUM|AMPM|PORTION|HALF|QUARTER)(?:(?:DASH|TO|AND|SLASH)(?P<last>DAY|NTH)(?!MONTH|UNITS|AMPM))?"
        r"YEARTAIL?TAIL?(?:(?=(?:COMMA?AND|TO|DASH|COMMA)(?:MONTH DOT?)?DAY COMMA?(?P<ahead>YEAR))|)",
    ),
    (
        "day",
        r"HEAD?(?:(?P<side>THIS|LAST|NEXT){0,2}(?:WEEKDAY|SHORTDAY)DOT?COMMA?)?MOD?THE?(?P<day>DAY|ORDN)(?:(?:DASH|TO|AND|OR|SLASH)(?P<last>DAY|NTH))?"
        r"DASH?OF?(?P<month>MONTH|LOWMONTH)DOT?YEARTAIL?TAIL?"
        r"(?:(?=(?:COMMA?AND|TO|DASH|COMMA)(?:DAY)MONTH COMMA?(?P<ahead>YEAR))|)",
    ),
    (
        "month",
        r"MOD?THE?(?P<side>THIS|LAST|NEXT|THAT){0,2}(?P<month>MONTH|LOWMONTH(?=YEAR))(?:DOT(?=COMMA?YEAR))?YEARTAIL?"
        r"(?:(?=(?:COMMA|AND|TO|DASH|OR)MOD?MONTH DOT?DAY?COMMA?OF?(?P<ahead>YEAR))|)",
    ),
    ("nth", r"(?<=ON)THE(?P<day>NTH)|THE(?P<day2>NTH)(?=TO THE NTH)"),
    ("setday", r"EVERY(?:WEEKDAY|MONTH|SEASON|PART)"),
    ("weekend", r"MOD?THE?(?P<side>THIS|LAST|NEXT|THAT){0,2}WEEKEND"),
    (
        "weekday",
        r"HEAD?MOD?THE?(?P<side>THIS|LAST|NEXT|THAT){0,2}(?P<weekday>WEEKDAY)(?:(?P<rel>LAST|THIS|NEXT)UNIT|TAIL)?",
    ),
    ("set", r"(?:EVERY|PER)(?:QTY|VAGUE|OTHER)?(?P<unit>ANYUNIT)"),
    ("deictic", r"HEAD?MOD?(?P<deictic>DEICTIC)TAIL?"),
    ("tonight", r"MOD?(?:TONIGHT|OVERNIGHT)"),
    (
        "quarter",
        r"MOD?THE?(?:(?P<first>YEAR)|(?P<side>REL)UNIT(?:APOS?SS)?|(?P<side2>REL))?FISCAL?DASH?(?P<nth>ORDN|LAST)DASH?(?P<half>QUARTER|HALF)"
        r"(?:COMMA?OF?THE?FISCAL?(?P<year>YEAR)|OF?(?P<rel>REL)FISCAL?UNIT)?",
    ),
    ("season", r"MOD?THE?EARLY?DASH?(?P<side>THIS|LAST|NEXT|THAT){0,2}(?P<season>SEASON)YEARTAIL?"
        r"(?:(?=(?:AND|TO|DASH|COMMA)THE?EARLY?SEASON OF?(?P<ahead>YEAR))|)"),
    ("decade", r"MOD?THE?EARLY?DASH?(?:DECADE|TENS)(?P<era>ERA)?"),
    ("century", r"MOD?THE?EARLY?DASH?(?P<nth>ORDN|CARD DASH ORD)DASH?CENTURY(?P<era>ERA)?"),
    ("offset", r"APPROX?ANOTHER?(?P<count>COUNT)OTHER?DASH?(?P<unit>ANYUNIT)(?:OR SO)?DASH?"
        r"(?P<way>AGO|LATER|BEFORE(?=DOT|COMMA))"),
    ("yearago", r"THE?(?P<unit>UNIT)DASH(?:AGO|LATER)(?P<nth>ORDN)?(?P<what>QUARTER|PERIOD)?"),
    ("offset", r"(?P<vague>UNITS)(?P<way>AGO|LATER)"),
    (
        "span",
        r"(?:EVERY OF|AT LEAST)?(?:THE|THESE)(?P<side>LAST|NEXT|ORDN|RECENT)OTHER?(?P<count>MANY)"
        r"(?:OTHER|MORE)?DASH?(?P<unit>ANYUNIT)(?:OR SO)?",
    ),
    ("span", r"(?P<side>LAST|NEXT)(?P<count>MANY)DASH?(?P<unit>UNITS|WEEKEND)"),
    ("recent", r"(?:THE|THESE)?(?:MORE)?(?P<side>RECENT|LAST|NEXT|FUTURE|THESE)(?P<unit>UNITS)"),
    (
        "duration",
        r"APPROX{0,2}ANOTHER?(?P<count>COUNT)(?:OTHER|MORE)?DASH?(?P<unit>ANYUNIT)(?P<half>AND AN HALF)?"
        r"(?:DASH OLD)?(?:OR SO)?",
    ),
    ("duration", r"THE(?P<count>QTY)(?:OTHER|MORE)?DASH?(?P<unit>UNITS|NIGHT)"),
    ("thispart", r"MOD?THE?(?P<side>REL)EARLY?(?P<part>PART)"),
    ("thisunit", r"MOD?THE?(?P<side>REL){1,2}OTHER?FISCAL?(?P<unit>UNIT|QUARTER|CENTURY)(?P<after>BEFORE)?"),
    ("latest", r"(?:THE|THIS|THAT)(?:LAST|YEAR)?(?:QUARTER(?!OF)|PERIOD(?<=LAST PERIOD|YEAR PERIOD))"),
    ("thisunit", r"(?P<mod>MOD)THE?OTHER?FISCAL?(?P<unit>UNIT|QUARTER)"),
    ("thisunit", r"THE(?P<unit>UNIT)(?P<side>BEFORE|NEXT|LAST)(?!UNIT|UNITS|MONTH)"),
    ("part", r"(?:AT|IN THE|THE|MOD THE?|ABOUT)(?P<part>PART)"),
    ("clock", r"ABOUT?CLOCKTIME(?:LOCAL TIME|ZONE)?"),
    ("fiscal", r"MOD?THE?FISCAL UNIT?(?P<year>YEAR)"),
    ("era", r"MOD?(?:(?P<first>YEAR|NUM|DAY)(?:DASH|TO))?(?P<year>YEAR|NUM|DAY)(?P<era>ERA)"),
    ("years", r"MOD?(?P<year>YEAR)(?:DASH|SLASH)(?P<last>DAY|NUM)(?!UNITS|UNIT)"),
    ("year", r"MOD?(?:THE(?:UNIT|UNITS))?(?P<year>YEAR)"),
    ("spoken", r"MOD?(?:THE UNIT)?(?P<spoken>CARD CARD DASH?CARD?|CARD CARD)"),
    ("holiday", r"HOLIDAY{1,6}(?:OF?(?P<year>YEAR))?"),
    ("reference", r"(?:RIGHT)?REFERENCE|AT PRESENT|AT?(?:THE|THIS)(?:MOMENT|PRESENT)|"
        r"THE (?:FUTURE|LAST)|CURRENT|RECENT|FUTURE|FORMER"),
    ("reference", r"AT?(?:THIS|THAT|THE THAT)(?:TIME|PERIOD)|AT THE TIME"),
    ("setword", r"SETWORD"),
    ("vague", r"UNITS"),
)  # fmt: skip


def _expand(pattern: str) -> str:
    """A pattern in class and macro names as a regular expression over class characters."""

    def one(match: re.Match[str]) -> str:
        name = match.group()
        return _expand(_MACROS[name]) if name in _MACROS else CODES[name]

    return re.sub(r"[A-Z]{2,}", one, pattern).replace(" ", "")


RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple((name, re.compile(_expand(p))) for name, p in _PATTERNS)


def _starters() -> str:
    """The classes that no expression starts with are skipped without trying a pattern."""
    never = "WORD BREAK MARK DOT COMMA DASH APOS SLASH MONEY AND OR TO SO THAN TIME SS OLD ON OF".split()
    return "".join(code for name, code in CODES.items() if name not in never)


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


MASTER = re.compile(f"(?=[{_starters()}])(?:" + "|".join(f"({_nameless(p.pattern)})" for _, p in RULES) + ")")


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon as tables: ``codes`` gives a lower-case word its class, the others its value."""

    codes: dict[str, str]
    capital: frozenset[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    parts: dict[str, str]
    clock: dict[str, str]
    seasons: dict[str, str]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    days: dict[str, int]
    references: dict[str, str]
    sets: dict[str, str]
    holidays: dict[str, str]
    holiday_words: re.Pattern[str]
    holiday_firsts: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lexicon, loaded once a process."""
    data = load("times")
    codes: dict[str, str] = {}
    for name, members in data["words"].items():
        codes.update(dict.fromkeys(members, CODES[name]))
    tables = {
        "months": "MONTH", "weekdays": "WEEKDAY", "parts": "DAYPART", "clock": "NOON", "seasons": "SEASON",
        "numbers": "CARD", "ordinals": "ORD", "decades": "TENS", "days": "DEICTIC", "references": "REFERENCE",
        "sets": "SETWORD",
    }  # fmt: skip
    for table, name in tables.items():
        codes.update(dict.fromkeys(data[table], CODES[name]))
    for word, unit in data["units"].items():
        special = {"Q": "QUARTER", "C": "CENTURY", "WE": "WEEKEND", "NI": "NIGHT"}.get(unit)
        plural = word.endswith("s") or word == "millennia"
        codes[word] = CODES[
            "UNITS" if plural and special in (None, "Q", "C", "QUARTER", "CENTURY") else special or "UNIT"
        ]
    codes |= dict.fromkeys(data["short"]["words"], CODES["SHORTDAY"])
    codes |= {"second": CODES["SECOND"], "am": CODES["AMPM"], "pm": CODES["AMPM"]}
    codes |= dict.fromkeys(("bc", "bce", "ad", "ce"), CODES["ERA"])
    names = sorted(data["holidays"], key=lambda name: (-len(name), name))
    return Words(
        codes=codes,
        capital=frozenset(data["capital"]["words"]),
        holiday_words=re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE),
        holiday_firsts=frozenset(re.split(r"\W", name)[0] for name in names),
        **{table: data[table] for table in (*tables, "units", "holidays")},
    )


@dataclass(slots=True)
class Tokens:
    """A text as words and marks: ``lower`` (months and the like as written otherwise), offsets, and class string."""

    text: str
    lower: list[str]
    starts: list[int]
    ends: list[int]
    codes: str


def tokenize(text: str) -> Tokens:
    """The words and marks of a text with their classes; white space is dropped, a blank line is a mark."""
    lexicon = words()
    known, capital = lexicon.codes, lexicon.capital
    lower, starts, ends, codes = [], [], [], []
    other, mark, low_month = CODES["WORD"], CODES["MARK"], CODES["LOWMONTH"]
    year, day, number = CODES["YEAR"], CODES["DAY"], CODES["NUM"]
    marks = {sign: CODES[name] for sign, name in _MARKS.items()}
    word_group, num_group, mark_group = (_TOKEN.groupindex[name] for name in ("WORD", "NUM", "MARK"))
    for match in _TOKEN.finditer(text):
        group = match.lastindex
        token = match.group()
        if group == word_group:
            low = token.lower()
            code = known.get(low, other)
            if code != other and low in capital and token[0] == low[0]:
                code = low_month if lexicon.months.get(low) else other
            elif low in _UPPER_ONLY and not token.isupper():
                code = other
        elif group == num_group:
            low = token
            code = number
            if len(token) <= 2 and 1 <= int(token) <= 31:
                code = day
            elif len(token) == 4 and "1000" <= token < "2200" and token.isdigit():
                code = year
        elif group == mark_group:
            low = token
            code = marks.get(token, mark)
        else:
            low = token.lower()
            code = CODES[_KINDS[group or 0]]
        lower.append(low)
        starts.append(match.start())
        ends.append(match.end())
        codes.append(code)
    if lexicon.holiday_firsts.intersection(lower):
        _mark_holidays(text, starts, codes)
    return Tokens(text, lower, starts, ends, "".join(codes))


def _mark_holidays(text: str, starts: list[int], codes: list[str]) -> None:
    """Give the words of a named day the class of named days, in place."""
    for match in words().holiday_words.finditer(text):
        first = bisect_left(starts, match.start())
        last = bisect_left(starts, match.end())
        codes[first:last] = [CODES["HOLIDAY"]] * (last - first)
