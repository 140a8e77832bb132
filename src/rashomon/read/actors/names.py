"""Persons, unknown names and bare countries as parties."""

from __future__ import annotations

from dataclasses import replace

from rashomon.lexicon.actors import Word
from rashomon.read.actors.items import POSSESSIVES, Context, Found, Item, wordlist
from rashomon.read.actors.phrases import UNDER_COUNTRY, Party, fill, of_country, person
from rashomon.read.actors.words import personal_verbs

_BEING = frozenset({"is", "was", "are", "were", "has", "be", "been"})


def titled(c: Context, begin: int, items: list[Item], name: Item, owners_mods: tuple[list[Word], list[str]]) -> Found:
    """A person after a title: ``items`` from ``begin`` up to the name are title and affiliation."""
    title = items[-1]
    assert title.word is not None
    owners, mods = owners_mods
    kind = title.title or title.word.kind
    text = c.text(name.start, name.end)
    party = person(text, "" if kind == "unknown" else kind, owners, mods, c.lex)
    c.remember(text, party)
    return Found(begin, name.end, name.end - 1, party, "person")


def untitled(c: Context, item: Item, follows: Item | None) -> Found | None:
    """A remembered person, an acting acronym, or a name that speaks; other names are left to later steps."""
    text = c.text(item.start, item.end)
    head = item.end - 1
    known = c.persons.get(text)
    if known is not None:
        return Found(item.start, item.end, head, known, "person", attributive=follows is not None)
    if follows is not None and not office_follows(c, follows):
        return None
    if text.isupper() and 3 <= len(text) <= 6 and _acronym_acts(c, item):
        return Found(item.start, item.end, head, Party(text, "unknown"), "group", owned=False)
    if c.p.tags[head] == "NNPS" or (follows is None and not _speaks(c, item)):
        return None
    if any(i in c.toponyms for i in range(item.start, item.end)):
        return None
    party = _speaker(c, item, text)
    c.remember(text, party)
    return Found(item.start, item.end, head, party, "person", owned=False)


def office_follows(c: Context, item: Item) -> bool:
    """Whether an office comes right after the name, in a text without commas: "Ana Torvik head of the clinic"."""
    office = item.title is not None or (item.word is not None and item.word.role == "voice")
    return office and c.p.lower[item.end : item.end + 1] in (["of"], ["for"], ["at"])


def _acronym_acts(c: Context, item: Item) -> bool:
    """Whether an acronym that no list holds is a party here: it acts, speaks or is acted with."""
    p, head = c.p, item.end - 1
    governor = p.heads[head]
    if p.in_title:
        return False
    if p.deps[head] == "nsubj" and p.tags[governor].startswith("VB"):
        return p.lower[governor] not in _BEING
    bound = p.deps[head] == "pobj" and p.lower[governor] in ("by", "with", "against", "of")
    return bound and p.lower[max(0, item.start - 1)] == "the"


def _speaker(c: Context, item: Item, text: str) -> Party:
    """An unknown name that speaks: an outlet after "reports", else a person."""
    governor = c.p.heads[c.head(item.start, item.end)]
    if governor < item.start and c.p.lower[governor] in ("reports", "reported"):
        return Party(text, "media")
    if text.isupper():
        return Party(text, "unknown")
    return Party(text, "person", speaks="unknown")


def _speaks(c: Context, item: Item) -> bool:
    """Whether the name is the subject of a speech verb, or of a verb whose parties are persons."""
    p = c.p
    head = c.head(item.start, item.end)
    governor, dep = p.heads[head], p.deps[head]
    if dep == "appos" and governor in c.voices:
        return True
    placed = item.start > 0 and p.lower[item.start - 1] in (
        "in",
        "at",
        "near",
        "from",
        "of",
        "around",
        "outside",
        "inside",
        "on",
    )
    after = item.end
    if after < len(p) and p.words[after] == ",":
        after += 1
    if not placed and after < len(p) and p.lower[after] in c.lex.speech and p.tags[after] in ("VBD", "VBZ", "VBP"):
        return True
    verb = p.lower[governor]
    if governor == head:
        return item.end < len(p) and p.words[item.end] == ":"
    if dep in ("nsubj", "nsubjpass") and verb in c.lex.speech:
        return True
    if dep == "pobj" and verb == "to" and p.lower[p.heads[governor]] == "according":
        return True
    return dep in ("nsubjpass", "nsubj", "dobj") and verb in personal_verbs() and p.tags[governor] in ("VBN", "VBD")


def country(c: Context, item: Item, follows: Item | None) -> Found | None:
    """A country, people or capital as a party: "Russian air strikes", "Moscow said", "struck by Israel"."""
    p, word = c.p, item.word
    assert word is not None
    head = c.head(item.start, item.end)
    found = Found(item.start, item.end, head, of_country(word, c.lex), "country", attributive=follows is not None)
    if follows is not None:
        return None if word.cls == "capital" or follows.what == "det" else _country_before(c, found, word.country or "")
    dep, governor = p.deps[head], p.heads[head]
    if word.cls == "demonym":
        return None
    if word.cls == "capital" and governor == head and item.end < len(p) and p.words[item.end] == ":":
        return found
    if dep == "conj" and p.deps[governor] in ("nsubj", "pobj"):
        dep, governor = p.deps[governor], p.heads[governor]
    return found if _is_party(c, word.cls, dep, governor) else None


def a_people(c: Context, start: int, item: Item) -> Found | None:
    """People called by their country or people: "three Palestinians", "the Kurds"."""
    p = c.p
    head = item.end - 1
    dep = p.deps[head]
    text = c.text(item.start, item.end)
    if not text.endswith("s") or dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr", "ROOT"):
        return None
    word = item.word
    assert word is not None
    party = Party(text, "people", None, word.country, generic=True, acts=dep == "nsubj")
    return Found(start, item.end, head, party, "people")


def _is_party(c: Context, cls: str, dep: str, governor: int) -> bool:
    """Whether a bare country or capital under this arc does or suffers something."""
    p = c.p
    verb = p.lower[governor]
    if dep == "nsubj" and p.tags[governor].startswith("VB"):
        if verb in c.lex.speech or verb in c.lex.deeds_of_capitals:
            return True
        return cls == "country" and verb not in _BEING
    if dep != "pobj":
        return False
    if cls == "country" and verb in ("by", "against", "between"):
        return True
    return verb == "to" and p.lower[p.heads[governor]] == "according"


def _country_before(c: Context, found: Found, code: str) -> Found | None:
    """A country before another noun: a party where that noun is a deed or a weapon, or after "-held", "-led"."""
    p = c.p
    rest = p.lower[found.end : found.end + 5]
    if rest[0] == "-":
        if rest[1:2] == ["led"]:
            coalition = Party(fill(UNDER_COUNTRY["coalition"], code, c.lex), "coalition", None, code)
            return replace(found, party=coalition, end=found.end + 2)
        return found if rest[1:2] and rest[1] in wordlist("holding") else None
    words = tuple(word for word in rest if word not in POSSESSIVES)[:3]
    return found if is_deed(c, words) else None


def is_deed(c: Context, words: tuple[str, ...]) -> bool:
    """Whether an attack or a weapon is named among the words: "air strikes"."""
    deeds = c.lex.deeds
    return any(words[n : n + size] in deeds for n in range(min(len(words), 4)) for size in (1, 2))
