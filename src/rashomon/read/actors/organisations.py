"""Organisations that no list holds, known by the form of their names: "Sultan Murad Brigade", "Jaish al-Izza"."""

from __future__ import annotations

from rashomon.lexicon.actors import Word, pieces
from rashomon.read.actors.words import Atom, forms, inner, inside, is_name
from rashomon.read.passage import Passage

LONGEST_NAME = 12  # tokens


def organisation_at(p: Passage, taken: list[Atom | None], i: int) -> Atom | None:
    """An organisation's name that begins at the token."""
    heads, starts, _, _ = forms()
    if not _named(p, taken, i):
        return None
    best: Atom | None = None
    for j in range(i, min(i + LONGEST_NAME, len(p))):
        if j > i and not (_named(p, taken, j) or (p.words[j] == "-" and p.ends[j - 1] == p.starts[j])):
            break
        word = p.words[j]
        if word in heads or (j == i and (word in starts or word.split("-")[0] in starts)):
            atom = _organisation(p, taken, j)
            if atom is not None and atom.start <= i < atom.end and (best is None or atom.end > best.end):
                best = Atom(i, atom.end, atom.word)  # "Carle Foundation Hospital" is a hospital
    return best


def _organisation(p: Passage, taken: list[Atom | None], i: int) -> Atom | None:
    heads, starts, joiners, _ = forms()
    word = p.words[i]
    kind = heads.get(word) or starts.get(word.split("-")[0] if word.split("-")[0] in starts else word)
    if kind is None or (taken[i] and not _named(p, taken, i)):
        return None
    known = taken[i]
    if known is not None and known.word.cls == "head" and known.end - known.start > 1:
        owner = taken[known.start - 1] if known.start else None
        if owner is not None and owner.word.cls in ("country", "demonym"):
            return None  # "Retired US Air Force": a country's own service
    first, last = i, i + 1
    size = len(p)
    sentence = p.sentences[p.sentence_of[i]]
    if word in heads:
        while (
            first > sentence[0]
            and i - first < LONGEST_NAME
            and (
                _named(p, taken, first - 1)
                or (
                    p.words[first - 1] == "-"
                    and first > 1
                    and p.ends[first - 1] == p.starts[first]
                    and _named(p, taken, first - 2)
                )
            )
        ):
            first -= 1
    while last < min(size, sentence[1]) and last - i < LONGEST_NAME:
        if _named(p, taken, last) and (word in starts or last > i + 1):
            last += 1
            continue
        ahead = last
        while ahead < sentence[1] and p.lower[ahead] in joiners and ahead - last < 2:
            ahead += 1
        if (
            ahead == last
            or ahead >= sentence[1]
            or not _named(p, taken, ahead)
            or p.lower[last] in ("in", "and", "the", "against")
        ):
            break
        last = ahead + 1
    if last - first < 2 and "-" not in word:
        return None
    parts = [taken[j] for j in range(first, last) if j != i and p.lower[j] not in joiners]
    described = [a for a in parts if a is not None and a.word.role in ("people", "voice") and not a.word.lends]
    plain = not described and all(
        a is not None and a.word.cls in ("demonym", "country", "mod", "head", "title") for a in parts
    )
    owner = next((a for a in parts if a is not None and a.word.cls in ("demonym", "country")), None)
    if plain and taken[i] is not None:
        return None
    name = " ".join(p.text[p.starts[first] : p.ends[last - 1]].split())
    country = owner.word.country if owner else None
    if kind not in ("party", "media"):
        kind = next((inside()[p.words[j]] for j in range(first, last) if j != i and p.words[j] in inside()), kind)
    return Atom(first, last, Word(pieces(name), "group", name, kind, None, country))


def _named(p: Passage, taken: list[Atom | None], i: int) -> bool:
    """Whether the token may be part of an unknown organisation's name."""
    if not is_name(p, i) and p.words[i] not in inner():
        return False
    atom = taken[i]
    if atom is None or atom.word.cls not in ("group", "office", "leader"):
        return True
    # A listed short name ("the Observatory") does not stand in the way of another's full name.
    return atom.end - atom.start == 1 and p.words[i] in forms()[0]


def outlet(p: Passage, taken: list[Atom | None], i: int) -> Atom | None:
    """An outlet named after what it reports, at the end of a sentence: "..., reports The Hindu."."""
    if i == 0 or not p.words[i][:1].isupper():
        return None
    the = p.words[i - 1] == "The"
    before = i - 2 if the else i - 1
    if before < 1 or p.lower[before] not in ("reports", "reported") or p.tags[before] not in ("VBZ", "VBD", "NNS"):
        return None
    last = i
    stop = p.sentences[p.sentence_of[i]][1]
    while last < stop and last - i < 5 and p.words[last][:1].isupper():
        known = taken[last]
        if known is not None and known.word.cls in ("group", "office", "leader"):
            return None
        last += 1
    if last < stop and p.words[last] not in (".", ",", ";"):
        return None
    name = " ".join(p.text[p.starts[i] : p.ends[last - 1]].split())
    return Atom(i, last, Word(pieces(name), "group", name, "media"))
