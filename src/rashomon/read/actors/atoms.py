"""The words of a passage that the actors' lexicon knows, with acronyms and short names learnt on the way."""

from __future__ import annotations

from functools import lru_cache

from rashomon.lexicon.actors import Lexicon, Word, lexicon, pieces
from rashomon.read.actors.organisations import organisation_at, outlet
from rashomon.read.actors.words import Atom, common, forms, is_name
from rashomon.read.passage import Passage

_SKIP = frozenset({"'s", "’s", "'", "’", "-", "–", '"', "“", "”", "``", "''", "‘", "`"})
_OPEN = {"(": ")", "[": "]"}
_LOST_POSSESSIVE = frozenset({"country", "leader", "group", "office"})


def find_atoms(p: Passage) -> list[Atom]:
    """What the lexicon and the form of names tell about the passage's words, in text order, without overlaps."""
    lex = lexicon()
    known = lexical(p, lex)
    taken: list[Atom | None] = [None] * len(p)
    for one in known.values():
        for j in range(one.start, one.end):
            taken[j] = one
    short: dict[str, Word] = {}
    found: list[Atom] = []
    i = 0
    while i < len(p):
        atom: Atom | None = outlet(p, taken, i)
        if p.words[i] in short and (taken[i] is None or taken[i].word.cls != "group"):  # type: ignore[union-attr]
            atom = Atom(i, i + 1, short[p.words[i]])
        elif atom is None and p.words[i][:1].isupper():
            atom = organisation_at(p, taken, i)
        atom = atom or known.get(i)
        if atom is None:
            i += 1
            continue
        atom = _with_acronym(p, _with_tail(p, atom), short)
        found.append(atom)
        i = atom.end
    return _short_names(p, found)


def lexical(p: Passage, lex: Lexicon) -> dict[int, Atom]:
    """The longest entries of the lexicon in the passage, by first token, without overlaps."""
    stream = _Stream(p)
    found: dict[int, Atom] = {}
    k = 0
    while k < len(stream.piece):
        best, title = _longest(p, lex, stream, k) if stream.first[k] else (None, None)
        word = best if title is None or (best and len(best.pieces) >= len(title.pieces)) else title
        if word is None:
            k += 1
            continue
        size = len(word.pieces)
        start, end = stream.token[k], stream.token[k + size - 1] + 1
        named = title is not None and len(title.pieces) == size
        found[start] = Atom(start, end, word, title.kind if title and named else None)
        k += size
    return found


def _longest(p: Passage, lex: Lexicon, stream: _Stream, k: int) -> tuple[Word | None, Word | None]:
    """The longest entry that begins at the piece, and the longest title."""
    here = stream.piece[k]
    candidates = lex.words.get(here, ())
    if not candidates and len(here) > 4 and here[-1] == "s":  # "Assads forces": an apostrophe is lost
        same = lex.words.get(here[:-1], ())
        candidates = tuple(word for word in same if len(word.pieces) == 1 and word.cls in _LOST_POSSESSIVE)
    best: Word | None = None
    title: Word | None = None
    for word in candidates:
        wanted = title is None if word.cls == "title" else best is None
        if not wanted or not stream.holds(k, word):
            continue
        if not _fits(p, word, stream.token[k], stream.token[k + len(word.pieces) - 1]):
            continue
        if word.cls == "title":
            title = word
        else:
            best = word
    return best, title


class _Stream:
    """The passage as pieces, each with its token; punctuation breaks are empty pieces."""

    __slots__ = ("ends", "first", "piece", "token")

    def __init__(self, p: Passage) -> None:
        self.piece: list[str] = []
        self.token: list[int] = []
        self.first: list[bool] = []
        self.ends: list[bool] = []
        for i, word in enumerate(p.words):
            if word in _SKIP or (word in ("s", "S") and i and p.ends[i - 1] == p.starts[i]):
                continue
            parts = pieces(word) or ("",)
            if parts[0] == "ex" and len(parts) > 1:
                parts = parts[1:]  # "ex-Seleka", "ex-FARC": the name is what the lexicon knows
            last = len(parts) - 1
            for n, part in enumerate(parts):
                self.piece.append(part)
                self.token.append(i)
                self.first.append(n == 0)
                self.ends.append(n == last)

    def holds(self, k: int, word: Word) -> bool:
        """Whether the entry's pieces stand at ``k``, up to the end of a token, perhaps with a lost possessive."""
        last = k + len(word.pieces) - 1
        if last >= len(self.piece) or not self.ends[last]:
            return False
        tail, wanted = self.piece[last], word.pieces[-1]
        if tail != wanted:
            lost = word.cls in _LOST_POSSESSIVE and tail[-1:] == "s" and tail[:-1] == wanted and len(tail) > 4
            lost = lost and (len(tail) > 5 or word.cls == "country" or last > k)  # "Chris" is not the ChRI's
            if not lost:
                return False
        return last == k or tuple(self.piece[k:last]) == word.pieces[:-1]


def _fits(p: Passage, word: Word, first: int, last: int) -> bool:
    """Whether the surface has the capitals that the entry asks for."""
    surface = p.text[p.starts[first] : p.ends[last]]
    if word.upper:
        letters = surface.replace(".", "")
        return letters.isupper() or (letters[:-1].isupper() and letters.endswith("s") and len(letters) > 3)
    if word.cls == "capital" and surface.isupper() and len(surface) > 3 and not p.in_title:
        return False  # "SANA" is an agency
    if word.cls == "leader" and len(word.pieces) == 1 and _is_first_name(p, first):
        return False
    if not word.proper:
        return True
    capitals = (p.text[p.starts[i]].isupper() or p.text[p.ends[i] - 1].isupper() for i in range(first, last + 1))
    return any(capitals) or ("-" in surface and surface != surface.lower())


def _is_first_name(p: Passage, i: int) -> bool:
    """Whether another name follows that the token hangs on: "Hadi Abdullah" is not the president Hadi."""
    after = i + 1
    if after >= len(p) or p.heads[i] != after or p.tags[after] not in ("NNP", "NNPS"):
        return False
    return p.words[after].isalpha() and is_name(p, after) and p.lower[after] not in _forces()


@lru_cache(maxsize=1)
def _forces() -> frozenset[str]:
    return frozenset(
        word.pieces[0] for words in lexicon().words.values() for word in words if word.cls in ("head", "mod")
    )


def _with_tail(p: Passage, atom: Atom) -> Atom:
    """The atom with the stop of an abbreviated title ("Lt."), or with an s that owns nothing ("groups fired")."""
    i = atom.end
    if i >= len(p) or p.ends[i - 1] != p.starts[i]:
        return atom
    owns = p.tags[i + 1 : i + 2] and p.tags[i + 1] in ("NN", "NNS", "NNP", "JJ", "CD", "NNPS")
    stop = p.words[i] == "." and atom.title and atom.end - atom.start == 1
    if stop and p.ends[i] - p.starts[atom.start] < 6 and p.words[i + 1 : i + 2] and p.words[i + 1][:1].isupper():
        return Atom(atom.start, i + 1, atom.word, atom.title)
    if p.words[i] == "s" and atom.word.cls == "head" and not owns:
        return Atom(atom.start, i + 1, atom.word, atom.title)
    return atom


def _with_acronym(p: Passage, atom: Atom, short: dict[str, Word]) -> Atom:
    """The atom with the acronym that follows it, which is learnt for the rest of the passage."""
    bracket = _bracket(p, atom.end)
    if bracket is not None:
        end, inside = bracket
    elif atom.word.cls in ("group", "office") and len(atom.word.pieces) > 1 and _initials(p, atom):
        end, inside = atom.end + 1, p.words[atom.end]
    else:
        return atom
    if atom.word.cls in ("group", "office", "head") and inside.replace(".", "").isupper():
        short[inside] = atom.word
    return Atom(atom.start, end, atom.word, atom.title)


def _bracket(p: Passage, end: int) -> tuple[int, str] | None:
    """The end and the content of "(RSF)" at ``end``, where there is one."""
    close = _OPEN.get(p.words[end]) if end < len(p) else None
    if close is None:
        return None
    for j in range(end + 1, min(end + 5, len(p))):
        if p.words[j] == close:
            inside = p.text[p.starts[end + 1] : p.ends[j - 1]] if j > end + 1 else ""
            bare = inside.split(" ")[0].rstrip("s").replace(".", "")
            return (j + 1, inside) if bare.isupper() and 2 <= len(inside) <= 16 else None
    return None


def _initials(p: Passage, atom: Atom) -> bool:
    word = p.words[atom.end] if atom.end < len(p) else ""
    if not (word.isupper() and 2 <= len(word) <= 6):
        return False
    letters = "".join(part[0] for part in atom.word.name.upper().replace("-", " ").split() if part)
    small = "".join(
        c for part, c in ((w, w[0]) for w in atom.word.name.replace("-", " ").split() if w) if part[0].isupper()
    )
    return word in (letters, small)


def _short_names(p: Passage, atoms: list[Atom]) -> list[Atom]:
    """Read "the Observatory" as the one organisation of that word that the passage names in full."""
    heads = forms()[0]
    full: dict[str, dict[str, Word]] = {}
    for atom in atoms:
        if atom.word.cls in ("group", "office") and atom.end - atom.start > 1:
            for i in range(atom.start, atom.end):
                if p.words[i] in heads and p.words[i] not in common():
                    full.setdefault(p.words[i], {})[atom.word.name] = atom.word
    if not full:
        return atoms
    out = []
    for atom in atoms:
        same = (
            full.get(p.words[atom.start]) if atom.end - atom.start == 1 and atom.word.cls in ("head", "group") else None
        )
        out.append(Atom(atom.start, atom.end, next(iter(same.values()))) if same and len(same) == 1 else atom)
    return out
