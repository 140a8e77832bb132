"""Inflected forms of English verbs and nouns: lexicons list lemmas and the reader needs no lemmatizer."""

from __future__ import annotations

from functools import lru_cache

from rashomon.lexicon.files import load

_SHORT = {"be": ("is", "being"), "have": ("has", "having"), "do": ("does", "doing"), "go": ("goes", "going")}
_ENDS_IN_OES = frozenset(["go", "do", "undergo", "forgo", "undo", "redo", "veto", "echo"])
_NO_MAN = frozenset(["german", "human", "roman", "ottoman", "norman", "talisman"])


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    table = {}
    for base, entry in load("inflect")["verbs"].items():
        past, past_participle = entry.split()
        table[base] = (tuple(past.split("/")), tuple(past_participle.split("/")))
    return table


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return dict(load("inflect")["nouns"])


@lru_cache(maxsize=1)
def _spelling() -> tuple[frozenset[str], frozenset[str]]:
    table = load("inflect")["spelling"]
    return frozenset(table["doubled"]), frozenset(table["both"])


def _syllables(word: str) -> int:
    """The number of runs of vowels, as good as syllables for the rule of doubling."""
    runs, before = 0, False
    for letter in word:
        vowel = letter in "aeiouy"
        runs += vowel and not before
        before = vowel
    return runs


def _doubles(verb: str) -> bool:
    """Whether the last consonant is doubled before -ed and -ing: stop, commit; not visit, bomb, row."""
    if verb in _spelling()[0]:
        return True
    if len(verb) < 3 or _syllables(verb) > 1:
        return False
    first, vowel, last = verb[-3], verb[-2], verb[-1]
    squeezed = verb[-3:-1] == "ui" and verb[-4:-3] == "q"  # quit, quiz: the u belongs to the q
    return last not in "aeiouywxh" and vowel in "aeiou" and (first not in "aeiou" or squeezed)


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("c"):
        return verb + "ked"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _with_ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    if verb.endswith("c"):
        return verb + "king"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word in _ENDS_IN_OES else "s")


def _parted(verb: str) -> tuple[str, str, str]:
    """The verb's prefix, its own word and what follows: "re-take", "carry out", "tip off"."""
    head, space, tail = verb.partition(" ")
    prefix, hyphen, word = head.rpartition("-")
    return prefix + hyphen, word, space + tail


@lru_cache(maxsize=4096)
def forms(verb: str) -> tuple[str, ...]:
    """Every form of a verb: base, third person, past, participle, gerund, spelling variants, without repeats.

    Lower case. Only the first word of a phrasal verb is inflected ("carry out" gives "carried out").
    """
    prefix, word, tail = _parted(verb.lower())
    if not word:
        return (verb.lower(),)
    third, gerund = _SHORT.get(word, (_with_s(word), _with_ing(word)))
    past, participle = _irregular().get(word) or ((_with_ed(word),),) * 2
    found = [word, third, *past, *participle, gerund]
    if word == "be":
        found += ["am", "are"]
    if word in _spelling()[1]:
        found += [stem + end for stem in (word, word + word[-1]) for end in ("ed", "ing")]
    return tuple(dict.fromkeys(prefix + form + tail for form in found))


@lru_cache(maxsize=4096)
def participle(verb: str) -> str:
    """The past participle ("taken", "besieged"), the commonest where there are several."""
    prefix, word, tail = _parted(verb.lower())
    regular = (_with_ed(word) if word else "",)
    return prefix + _irregular().get(word, (regular, regular))[1][0] + tail


@lru_cache(maxsize=4096)
def plural(noun: str) -> str:
    """The plural of a noun; the last word of a compound is inflected ("car bomb", "militiaman")."""
    head, space, word = noun.lower().rpartition(" ")
    start, hyphen, word = word.rpartition("-")
    before = head + space + start + hyphen
    if not word:
        return noun.lower()
    if word in _nouns():
        return before + _nouns()[word]
    if word.endswith(("woman", "man")) and word not in _NO_MAN:
        return before + word[:-2] + "en"
    if word.endswith("child"):
        return before + word + "ren"
    return before + _with_s(word)


__all__ = ["forms", "participle", "plural"]
