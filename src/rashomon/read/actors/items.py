"""Base noun phrases as runs of items: words of the lexicon, names, determiners, plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rashomon.lexicon.actors import Lexicon, Word
from rashomon.lexicon.files import load
from rashomon.read.actors.phrases import Party
from rashomon.read.actors.words import Atom, is_name, particles
from rashomon.read.passage import Passage

POSSESSIVES = frozenset({"'s", "’s", "'", "’", "s"})
_NOMINAL = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "$", "AFX", "ADD"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "these", "those"})
_OPENING_NAME = frozenset({"NN", "JJ", "VB", "UH", "FW", "RB"})  # what the tagger takes an unknown first name for
_VERBAL = frozenset({"VBD", "VBZ", "VBP", "VB", "RB", "IN", "MD"})
_PREDICATES = frozenset(
    "ROOT conj ccomp xcomp advcl relcl acl parataxis prep aux advmod".split()
)  # labels under which a noun of the lexicon is a verb
_TIME = re.compile(r"(?:19|20)\d\d|\d{1,2}[:.]\d\d")


@dataclass(slots=True)
class Item:
    """A piece of a noun phrase: an atom, a run of name words, or one plain word."""

    start: int
    end: int
    what: str  # the atom's class, or name, plain, det, num, pos
    word: Word | None = None
    title: str | None = None


@dataclass(slots=True)
class Found:
    """A mention in the making: its tokens, its party and what it hangs on."""

    start: int
    end: int
    head: int
    party: Party
    role: str  # force, platform, body, voice, people, group, country, person
    weak: bool = False  # no party by itself
    attributive: bool = False  # another word of the phrase follows
    owned: bool = True  # the phrase says whose it is
    joined: bool = False  # the party comes from what follows: "head of the X"


@dataclass(slots=True)
class Context:
    """What the steps over one passage share."""

    p: Passage
    lex: Lexicon
    atoms: dict[int, Atom]
    voices: frozenset[int]  # last tokens of nouns for people who may be named by an apposition
    toponyms: frozenset[int]
    persons: dict[str, Party] = field(default_factory=dict)  # by every tail of the name

    def text(self, start: int, end: int) -> str:
        """The characters of the tokens with single spaces."""
        return " ".join(self.p.text[self.p.starts[start] : self.p.ends[end - 1]].split())

    def head(self, start: int, end: int) -> int:
        """The token that governs the others of the range."""
        p = self.p
        for i in range(start, end):
            if p.lower[i] not in POSSESSIVES and (not start <= p.heads[i] < end or p.heads[i] == i):
                return i
        return end - 1

    def remember(self, name: str, party: Party) -> None:
        """Know the person again by the last words of the name."""
        words = name.split()
        for n in range(len(words)):
            tail = " ".join(words[n:])
            if len(tail) > 2 and tail[0].isupper() and (n == 0 or tail not in self.persons):
                self.persons[tail] = party


@lru_cache(maxsize=16)
def wordlist(name: str) -> frozenset[str]:
    """One list of phrases.toml."""
    return frozenset(load("actors/phrases")["words"][name])


def chunks(c: Context) -> list[list[Item]]:
    """The passage's base noun phrases in text order."""
    p = c.p
    found: list[list[Item]] = []
    items: list[Item] = []
    bounds = {first for first, _ in p.sentences}
    i = 0
    while i < len(p):
        if items and i in bounds and not (items[-1].title and p.words[i - 1] == "." and items[-1].end == i):
            found.append(items)
            items = []
        atom = c.atoms.get(i)
        if atom is not None and not _is_verb(p, atom):
            if atom.word.cls == "leader" and items and items[-1].what == "name" and items[-1].end == i:
                items[-1].end = atom.end  # a fuller name than the lexicon has
            else:
                items.append(Item(i, atom.end, atom.word.cls, atom.word, atom.title))
            i = atom.end
            continue
        what = _particle(c, i, items) or _plain(p, i, bool(items))
        if items and (not what or (what == "det" and items[-1].what not in ("pos", "det"))):
            found.append(items)
            items = []
        if what == "name" and items and items[-1].what == "name":
            items[-1].end = i + 1
        elif what:
            items.append(Item(i, i + 1, what))
        i += 1
    if items:
        found.append(items)
    return found


def _is_verb(p: Passage, atom: Atom) -> bool:
    """Whether a one-word noun of the lexicon is a verb here ("forces residents to flee", "monitors the war")."""
    i = atom.start
    if atom.end - i > 1 or atom.word.cls not in ("head", "mod", "title"):
        return False
    tag, dep = p.tags[i], p.deps[i]
    if tag in ("VBG", "VBN"):
        return dep not in ("amod", "compound", "nmod")
    capital = tag in ("VBZ", "VBP") and p.words[i][:1].isupper()
    return tag in _VERBAL and dep in _PREDICATES and not capital


def _plain(p: Passage, i: int, inside: bool) -> str:
    """What a word without an atom is in a noun phrase: det, num, name, pos, plain; "" where it is outside of any."""
    word, tag = p.lower[i], p.tags[i]
    if not word.strip():
        return ""
    touching = inside and p.ends[i - 1] == p.starts[i]
    if inside and word in POSSESSIVES and (tag == "POS" or touching):
        return "pos"
    if word == "-" and touching:
        return "plain"
    if tag in _DETERMINERS or word in _ARTICLES:
        return "det"
    if is_name(p, i) and _is_name_here(p, i, tag):
        return "name"
    if tag == "CD":
        return "" if _TIME.fullmatch(word) else "num"
    if inside and word in wordlist("loyal") and p.lower[i + 1 : i + 2] in (["to"], ["with"]):
        return ""  # "fighters loyal to the president"
    if tag in _NOMINAL and (word[:1].isalnum() or not word.isascii()):
        return "" if word in wordlist("days") else "plain"
    if tag in ("VBN", "VBG", "VBD") and p.deps[i] in ("amod", "compound", "nmod") and p.heads[i] > i:
        return "plain"
    if tag == "RB" and p.heads[i] > i and p.deps[i] == "advmod" and p.tags[p.heads[i]] in ("JJ", "VBN", "CD"):
        return "plain"
    return ""


def _is_name_here(p: Passage, i: int, tag: str) -> bool:
    """Whether a capitalised word is a name: not just the first word of its sentence."""
    if tag in ("NNP", "NNPS"):
        return True
    first = p.sentences[p.sentence_of[i]][0]
    if any(p.words[j][:1].isalnum() for j in range(max(first, i - 40), i)):
        return True
    return tag in _OPENING_NAME and i + 1 < len(p) and p.tags[i + 1] == "NNP" and is_name(p, i + 1)


def _particle(c: Context, i: int, items: list[Item]) -> str:
    """A small word or a hyphen inside a name: "Amin ul Haq", "Karam-Say"."""
    p = c.p
    if not items or items[-1].what != "name" or i + 1 >= len(p) or i + 1 in c.atoms or not is_name(p, i + 1):
        return ""
    hyphen = p.words[i] == "-" and p.ends[i - 1] == p.starts[i] and p.ends[i] == p.starts[i + 1]
    return "name" if hyphen or p.words[i] in particles() else ""
