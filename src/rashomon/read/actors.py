"""Who is named in a passage: armed forces, groups, officials, residents, monitors, media, persons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rashomon.lexicon.actors import Lexicon, Word, lexicon
from rashomon.read.actor_atoms import Atom, find_atoms, is_name, particles, personal_verbs
from rashomon.read.actor_phrases import (
    ARMED,
    UNDER_COUNTRY,
    Party,
    fill,
    of_country,
    of_head,
    of_word,
    person,
)
from rashomon.read.passage import ActorMention, Passage

_PLAIN = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "$", "AFX", "ADD"})
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "s"})
_LINKED = frozenset({"backed", "based", "held", "controlled", "linked", "dominated", "supported", "allied", "inspired", "affiliated", "occupied",
                     "funded", "run", "trained", "born", "aligned", "besieged", "sponsored", "majority", "speaking", "owned", "armed", "language", "made", "built", "installed", "ruled", "appointed"})  # fmt: skip
_HOLDS = frozenset({"held", "controlled", "run", "occupied", "ruled", "besieged", "led", "backed", "dominated"})
_QUANTITIES = frozenset("most some many dozens scores hundreds thousands tens several all both none number one two three four five six seven eight "
                        "nine ten remnants part parts group groups majority couple".split())  # fmt: skip
_INSIDE = frozenset({"of", "from", "for", "in", "at", "with"})
_LOYAL = frozenset({"loyal", "allied", "affiliated", "belonging", "linked", "close", "aligned", "backed", "supporting", "opposed", "faithful"})


@dataclass(slots=True)
class _Item:
    """A piece of a noun phrase: an atom, a run of name words, or one plain word."""

    start: int
    end: int
    what: str  # the atom's class, "name", "plain", "det", "pos"
    word: Word | None = None
    title: str | None = None
    owns: bool = False


@dataclass(slots=True)
class _Found:
    """A mention in the making: its tokens, its party and what it hangs on."""

    start: int
    end: int
    head: int
    party: Party
    role: str  # force, platform, body, voice, people, group, country, person
    title: str | None = None
    weak: bool = False
    attributive: bool = False
    owned: bool = False
    joined: bool = False  # the party comes from what follows: "head of the X"


def find_actors(passage: Passage) -> list[ActorMention]:
    """The parties and voices of a passage, in text order, without overlaps."""
    lex = lexicon()
    reader = _Reader(passage, lex)
    return [_mention(found, lex) for found in reader.read()]


def localise(mention: ActorMention, country: str | None) -> ActorMention:
    """A generic state actor or rebels as those of the country (ISO 3166-1 alpha-3); others unchanged."""
    if not mention.generic or mention.country or not country:
        return mention
    lex = lexicon()
    if country not in lex.demonyms:
        return mention
    kind = mention.kind
    if not mention.acts and mention.kind in ("military", "police", "government", "security_forces", "opposition"):
        name = fill("{demonym} {noun}", country, lex, mention.name)
    elif kind in UNDER_COUNTRY and kind != "coalition":
        name = fill(UNDER_COUNTRY[kind], country, lex)
    else:
        return mention
    ident = f"{country}:{kind}" if mention.acts and kind != "rebels" else None
    return replace(mention, name=name, id=ident, country=country, generic=kind == "rebels")


def _mention(found: _Found, lex: Lexicon) -> ActorMention:
    party = found.party
    kind = lex.kind(party.kind)
    acts = kind.acts if party.acts is None else party.acts
    return ActorMention(
        found.start, found.end, found.head, party.name, party.id, party.kind, party.country, kind.side,
        acts, party.speaks or kind.speaks, party.generic,
    )  # fmt: skip


class _Reader:
    """One pass over a passage; remembers persons for their later bare surnames."""

    def __init__(self, passage: Passage, lex: Lexicon) -> None:
        self.p = passage
        self.lex = lex
        self.atoms: dict[int, Atom] = {atom.start: atom for atom in find_atoms(passage)}
        self.persons: dict[str, Party] = {}
        self.voices = {
            atom.end - 1 for atom in self.atoms.values() if atom.word.role in ("voice", "people", "force")
        }
        self.toponyms = {
            i
            for place in passage.places
            if place.kind == "toponym"
            for i in range(*passage.tokens(place.start, place.end))
        }

    def read(self) -> list[_Found]:
        """All mentions, merged with what follows them."""
        found: list[_Found] = []
        for items in self._chunks():
            found.extend(self._interpret(items))
        found = self._merge(found)
        return [f for f in found if self._stands(f)]

    # --- noun phrases -------------------------------------------------------------------------------------------

    def _chunks(self) -> list[list[_Item]]:
        p, chunks, items = self.p, [], []  # type: ignore[var-annotated]
        bounds = {first for first, _ in p.sentences}
        i, size = 0, len(p)
        while i < size:
            atom = self.atoms.get(i)
            if i in bounds and items:
                chunks.append(items)
                items = []
            if atom is not None and not self._is_verb(atom):
                items.append(_Item(i, atom.end, atom.word.cls, atom.word, atom.title, atom.owns))
                i = atom.end
                continue
            what = self._plain(i, bool(items))
            if what == "det" and items and items[-1].what not in ("pos", "det"):
                chunks.append(items)
                items = []
            if not what and self._particle(i, items):
                what = "name"
            if what:
                if what == "name" and items and items[-1].what == "name":
                    items[-1].end = i + 1
                else:
                    items.append(_Item(i, i + 1, what))
            elif items:
                chunks.append(items)
                items = []
            i += 1
        if items:
            chunks.append(items)
        return chunks

    def _is_verb(self, atom: Atom) -> bool:
        """Whether a one-word noun of the lexicon is a verb here ("forces residents to flee", "monitors the war")."""
        i = atom.start
        if atom.end - i > 1 or atom.word.cls not in ("head", "mod", "title"):
            return False
        tag, dep = self.p.tags[i], self.p.deps[i]
        if tag == "VBG" or tag == "VBN":
            return dep not in ("amod", "compound", "nmod")
        return tag in ("VBD", "VBZ", "VBP", "VB", "RB", "IN", "MD") and dep in ("ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis", "prep", "aux", "advmod") and not (
            tag in ("VBZ", "VBP") and self.p.words[i][:1].isupper()
        )

    def _plain(self, i: int, inside: bool) -> str:
        p = self.p
        word, tag = p.lower[i], p.tags[i]
        if not word.strip():
            return ""
        if inside and word in _POSSESSIVES and (tag == "POS" or p.ends[i - 1] == p.starts[i]) and word != '"':
            return "pos"
        if word == "-" and inside and i and p.ends[i - 1] == p.starts[i]:
            return "plain"
        if tag in _DETERMINERS or word in ("the", "a", "an", "its", "their", "these", "those"):
            return "det"
        if is_name(p, i) and (
            tag in ("NNP", "NNPS") or not self._opens(i) or (i + 1 < len(p) and p.tags[i + 1] == "NNP" and is_name(p, i + 1) and tag in ("NN", "JJ", "VB", "UH", "FW", "RB"))
        ):
            return "name"
        if tag == "CD":
            return "" if _TIME.fullmatch(word) else "num"
        if tag in _PLAIN and (word[:1].isalnum() or not word.isascii()) and word not in _WEEK:
            return "plain"
        if tag in ("VBN", "VBG", "VBD") and p.deps[i] in ("amod", "compound", "nmod") and p.heads[i] > i:
            return "plain"
        if tag == "RB" and p.heads[i] > i and p.deps[i] == "advmod" and p.tags[p.heads[i]] in ("JJ", "VBN", "CD"):
            return "plain"
        return ""

    def _particle(self, i: int, items: list[_Item]) -> bool:
        """A small word inside a name: "Amin ul Haq"."""
        p = self.p
        inside = bool(items) and items[-1].what == "name" and i + 1 < len(p) and i + 1 not in self.atoms
        return inside and p.words[i] in particles() and is_name(p, i + 1)

    def _opens(self, i: int) -> bool:
        p = self.p
        first = p.sentences[p.sentence_of[i]][0]
        return all(not p.words[j][:1].isalnum() for j in range(first, i))

    # --- one phrase ---------------------------------------------------------------------------------------------

    def _interpret(self, items: list[_Item]) -> list[_Found]:
        out: list[_Found] = []
        end = len(items)
        while end:
            last = items[end - 1]
            if last.what in ("plain", "det", "pos", "num"):
                end -= 1
                continue
            follows = items[end] if end < len(items) else None
            found, begin = self._anchor(items, end, follows)
            if found is not None and found.attributive and follows is not None and follows.what != "pos":
                found = self._as_modifier(found, items[begin:end], follows)
            if found is not None:
                out.append(found)
            end = begin
        out.reverse()
        return out

    def _anchor(self, items: list[_Item], end: int, follows: _Item | None) -> tuple[_Found | None, int]:
        """The party whose last item is ``items[end - 1]``, and where its phrase begins."""
        last = items[end - 1]
        if last.what == "name":
            return self._name(items, end, follows)
        begin = self._reach(items, end - 1)
        before = items[begin : end - 1]
        start = items[begin].start
        attributive = follows is not None and follows.what != "pos" or (follows is not None and follows.what == "pos")
        word = last.word
        assert word is not None
        if last.what in ("head", "title") or (last.what == "mod" and word.kind not in ("local_official", "military")):
            if last.what == "mod" and (follows is None or word.name in ("media", "health", "news", "aid")):
                return None, begin
            owners, mods = self._owners(before)
            side = "pro" if mods and mods[-1] == "pro" or "pro" in mods else None
            mods = [m for m in mods if m != "pro"]
            noun = self._noun(before, last)
            head = Word(word.pieces, "head", word.name, word.kind, role=word.role or ("body" if last.what == "mod" else "voice"),
                        template=word.template, lends=word.lends, weak=word.weak)  # fmt: skip
            if last.what == "mod" and head.kind == "military":
                head = replace(head, template="{demonym} Armed Forces")
            party = of_head(head, owners, mods, noun, self.lex, side)
            names = [it for it in before if it.what == "name"]
            if names and not owners and party.kind in ARMED and head.role == "force":
                party = self._unknown_group(names[-1], head, party)
            owned = bool(owners or mods or names)
            return _Found(start, last.end, self._head(last), party, head.role or "voice", last.title, word.weak and not owned and not (last.what == "title" and len(word.pieces) > 1),
                          attributive, owned), begin  # fmt: skip
        if last.what in ("group", "office", "leader"):
            party = of_word(word)
            role = "person" if last.what == "leader" else "group"
            if last.what == "leader":
                party = Party(word.name, "person", None, word.country, speaks="government")
                self._remember(word.name, party)
            return _Found(start, last.end, self._head(last), party, role, None, False, attributive, True), begin
        if last.what in ("country", "demonym", "capital"):
            return self._country(last, follows), end - 1
        if last.what == "people" and follows is not None and (follows.what == "pos" or self._deed(items, end)):
            return None, end - 1
        return None, end - 1

    def _as_modifier(self, found: _Found, items: list[_Item], follows: _Item) -> _Found | None:
        """A party before another noun: "regime air raids", without its determiner and adjectives."""
        last = items[-1]
        if found.role in ("voice", "people", "platform") and last.word and not last.word.lends and found.party.kind not in ("monitor",):
            return None
        while items[0].what in ("det", "num", "plain", "pos") and items[0].start < found.end - 1 and len(items) > 1:
            items = items[1:]
        found.start = items[0].start
        if found.party.kind == "opposition":
            found.party = replace(found.party, acts=True)
        return found

    def _reach(self, items: list[_Item], anchor: int) -> int:
        """Where the phrase of an anchor begins: back to the determiner, or to another party's plural."""
        begin = anchor
        while begin > 0:
            item = items[begin - 1]
            if item.what == "det":
                return begin - 1
            if item.what == "num" and items[anchor].what in ("group", "office", "leader", "country"):
                break
            if item.what == "num":
                return begin - 1 if begin < 2 or items[begin - 2].what not in ("det", "num") else self._reach(items, begin - 1)
            if self._ends_a_phrase(item):
                break
            if item.what == "country" and items[begin].what in ("country", "group", "leader"):
                break
            begin -= 1
        while begin < anchor and items[begin].what in ("pos",):
            begin += 1
        return begin

    def _ends_a_phrase(self, item: _Item) -> bool:
        """Whether the item is a plural by itself: two phrases meet where a text has lost its commas."""
        word = item.word
        if item.what != "head" or word is None or word.lends or word.role not in ("force", "people"):
            return False
        return self.p.tags[item.end - 1] == "NNS" and self.p.deps[item.end - 1] not in ("compound", "nmod", "amod")

    def _owners(self, before: list[_Item]) -> tuple[list[Word], list[str]]:
        """The parties before a head that it belongs to, and the kinds that modifiers give it."""
        owners: list[Word] = []
        mods: list[str] = []
        for n, item in enumerate(before):
            word = item.word
            if word is None:
                continue
            after = before[n + 2] if n + 2 < len(before) else None
            dash = n + 1 < len(before) and self.p.words[before[n + 1].start] == "-"
            if dash and after is not None and self.p.lower[after.start] in _LINKED:
                continue
            if n > 1 and self.p.words[before[n - 1].start] == "-" and self.p.lower[before[n - 2].start] == "anti":
                mods.append("rebels")
                continue
            if n > 1 and self.p.words[before[n - 1].start] == "-" and self.p.lower[before[n - 2].start] == "pro":
                if word.cls == "leader" or word.kind == "government" and word.cls == "mod":
                    mods.append("pro")
                if word.cls == "leader":
                    owners.append(word)
                continue
            if word.cls in ("mod", "head"):
                mods.append(word.kind)
            elif word.cls != "title":
                owners.append(word)
        return owners, mods

    def _noun(self, before: list[_Item], last: _Item) -> str:
        """The phrase without determiner, number and owner: "military source"."""
        first = last.start
        for item in reversed(before):
            if item.what in ("mod", "head") or (item.what == "plain" and (self.p.lower[item.start] in _TELLING or (self.p.tags[item.start] == "NN" and self.p.lower[item.start].isalpha()))):
                first = item.start
            else:
                break
        text = " ".join(self.p.text[self.p.starts[first] : self.p.ends[last.end - 1]].split())
        return text if any(c.isupper() for c in text[1:]) else text.lower()

    def _unknown_group(self, name: _Item, head: Word, party: Party) -> Party:
        if any(i in self.toponyms for i in range(name.start, name.end)):
            return party
        kind = "armed_group" if party.kind == "unknown" else party.kind
        return Party(self._text(name.start, name.end), kind)

    def _text(self, start: int, end: int) -> str:
        return " ".join(self.p.text[self.p.starts[start] : self.p.ends[end - 1]].split())

    def _head(self, item: _Item) -> int:
        """The token of an item that governs the others."""
        p = self.p
        for i in range(item.start, item.end):
            if self.p.lower[i] in _POSSESSIVES:
                continue
            if not item.start <= p.heads[i] < item.end or p.heads[i] == i:
                return i
        return item.end - 1

    # --- names and countries ------------------------------------------------------------------------------------

    def _name(self, items: list[_Item], end: int, follows: _Item | None) -> tuple[_Found | None, int]:
        """A person after a title or by a remembered surname; other names are left to later steps."""
        last = items[end - 1]
        text = self._text(last.start, last.end)
        title = items[end - 2] if end > 1 else None
        if title is not None and (title.what == "title" or title.title or (title.what == "head" and title.word and title.word.role in ("voice", "force"))):
            begin = self._reach(items, end - 2)
            before = items[begin : end - 2]
            owners, mods = self._owners(before)
            word = title.word
            assert word is not None
            if title.what == "head" and word.role == "force" and not title.title and word.kind == "unknown":
                return None, end - 1
            kind = title.title or word.kind
            if kind == "unknown":
                kind = ""
            party = person(text, kind, owners, mods, self.lex)
            self._remember(text, party)
            return _Found(items[begin].start, last.end, last.end - 1, party, "person", None, False, False, True), begin
        known = self.persons.get(text)
        if known is not None:
            return _Found(last.start, last.end, last.end - 1, known, "person", None, False, follows is not None, True), end - 1
        if follows is None and self.p.tags[last.end - 1] != "NNPS" and self._speaks(last) and not any(i in self.toponyms for i in range(last.start, last.end)):
            party = self._speaker(last, text)
            self._remember(text, party)
            return _Found(last.start, last.end, last.end - 1, party, "person", None, False, False, False), end - 1
        return None, end - 1

    def _speaker(self, item: _Item, text: str) -> Party:
        """An unknown name that speaks: an outlet after "reports", else a person."""
        governor = self.p.heads[self._head(item)]
        if governor < item.start and self.p.lower[governor] in ("reports", "reported"):
            return Party(text, "media")
        return Party(text, "person", speaks="unknown")

    def _remember(self, name: str, party: Party) -> None:
        words = name.split()
        for n in range(len(words)):
            tail = " ".join(words[n:])
            if len(tail) > 2 and tail[0].isupper():
                self.persons[tail] = party if tail not in self.persons or n == 0 else self.persons[tail]

    def _speaks(self, item: _Item) -> bool:
        p = self.p
        head = self._head(item)
        governor = p.heads[head]
        dep = p.deps[head]
        if dep == "appos" and governor in self.voices:
            return True
        verb = p.lower[governor]
        if governor == head:
            return item.end < len(p) and p.words[item.end] == ":"
        if dep in ("nsubj", "nsubjpass") and verb in self.lex.speech:
            return True
        if dep == "pobj" and p.lower[governor] == "to" and p.lower[p.heads[governor]] == "according":
            return True
        return dep in ("nsubjpass", "nsubj", "dobj") and verb in personal_verbs() and p.tags[governor] in ("VBN", "VBD")

    def _deed(self, items: list[_Item], end: int) -> bool:
        """Whether what follows is an attack or a weapon: "Russian air strikes"."""
        words = [self.p.lower[i].replace("-", "") for it in items[end:] for i in range(it.start, it.end) if self.p.words[i] != "-"]
        for n in range(min(len(words), 4)):
            if any(tuple(words[n : n + size]) in self.lex.deeds for size in (2, 1)):
                return True
        return False

    def _country(self, item: _Item, follows: _Item | None) -> _Found | None:
        p, word = self.p, item.word
        assert word is not None
        head = self._head(item)
        dep, governor = p.deps[head], p.heads[head]
        party = of_country(word, self.lex)
        found = _Found(item.start, item.end, head, party, "country", None, False, follows is not None, True)
        if follows is not None:
            if word.cls == "capital" or follows.what == "det":
                return None
            rest = [p.lower[i] for i in range(item.end, min(item.end + 5, len(p)))]
            if follows.what == "plain" and rest[0] == "-":
                return found if len(rest) > 1 and rest[1] in _HOLDS else None
            words = tuple(w for w in rest if w not in _POSSESSIVES)[:3]
            deed = any(words[n : n + k] in self.lex.deeds for n in range(len(words)) for k in (1, 2))
            return found if deed else None
        if word.cls == "demonym":
            return found if dep in ("nsubj", "pobj", "conj", "nsubjpass") and p.words[head].endswith("s") else None
        verb = p.lower[governor]
        if dep == "conj" and p.deps[governor] in ("nsubj", "pobj"):
            dep, verb = p.deps[governor], p.lower[p.heads[governor]]
            governor = p.heads[governor]
        if dep == "nsubj" and p.tags[governor].startswith("VB"):
            speech = verb in self.lex.speech
            return found if speech or (word.cls == "country" and verb not in ("is", "was", "are", "were", "has", "be", "been")) else None
        if dep == "pobj" and word.cls == "country" and verb in ("by", "against"):
            return found
        if dep in ("pobj",) and verb in ("to",) and p.lower[p.heads[governor]] == "according":
            return found
        return None

    # --- phrases together ---------------------------------------------------------------------------------------

    def _merge(self, found: list[_Found]) -> list[_Found]:
        """Join "units" + "from the army", "most of" + "the residents", "X" + ", head of the Y"."""
        for join in (self._join, self._appose):
            out: list[_Found] = []
            for here in found:
                if out and join(out[-1], here):
                    continue
                out.append(here)
            found = out
        limit = 0
        for here in found:
            if here.role == "person" and here.party.speaks == "unknown":
                here.party = self.persons.get(here.party.name, here.party)
            self._extend_left(here, limit)
            limit = here.end
        return found

    def _appose(self, left: _Found, right: _Found) -> bool:
        """Join a person and the office after the name: "X, head of the Y", "X a spokesman for the Z"."""
        p = self.p
        between = [p.lower[i] for i in range(left.end, right.start)]
        if left.role != "person" or right.role != "voice" or between not in ([","], []):
            return False
        if p.sentence_of[left.start] != p.sentence_of[right.start]:
            return False
        party = right.party
        if left.party.speaks in (None, "unknown"):
            left.party = replace(left.party, speaks=party.speaks or self.lex.kind(party.kind).speaks)
        if right.owned and not party.generic and "(" not in left.party.name and "{" not in party.name and right.joined:
            left.party = replace(left.party, name=f"{left.party.name} ({party.name})")
        left.end = right.end
        self.persons.pop(left.party.name.split(" (")[0], None)
        self._remember(left.party.name.split(" (")[0], left.party)
        return True

    def _join(self, left: _Found, right: _Found) -> bool:
        p = self.p
        between = [p.lower[i] for i in range(left.end, right.start)]
        if p.sentence_of[left.start] != p.sentence_of[right.start] or len(between) > 4:
            return False
        if left.attributive or not between or left.role not in ("force", "voice", "people", "body"):
            return False
        inner = between[0] in _INSIDE and len(between) == 1
        loyal = between[0] in _LOYAL and between[-1] in ("to", "with", "by") and len(between) <= 3
        if not (inner or loyal) or right.attributive and right.role != "person":
            return False
        if p.lower[left.head] in _SAYINGS and between[0] == "of":
            return False
        party = right.party
        if right.role == "person" and not loyal:
            return False
        if loyal:
            joined = self._loyal(left, right, between[0])
        elif left.owned and not left.party.generic:
            return False
        elif left.role == "people" and right.role not in ("group",):
            joined = left.party
        elif left.role == "people":
            joined = left.party
        elif right.party.kind in ("civilians", "people", "children", "women") or right.role == "people":
            joined = left.party if left.role == "voice" else right.party
        else:
            acts = False if left.role == "voice" else party.acts
            joined = replace(party, acts=acts)
        if between[0] in ("in", "at", "with", "for") and left.role not in ("voice",):
            return False
        left.party, left.end, left.owned, left.weak, left.joined = joined, right.end, True, False, True
        return True

    def _loyal(self, left: _Found, right: _Found, word: str) -> Party:
        party = right.party
        if word in ("opposed", "backed", "close") or party.country is None:
            if word == "close" or word == "opposed":
                return left.party
            return replace(party) if party.kind not in ("person",) and word in ("affiliated", "belonging", "loyal") else left.party
        if party.kind in ("person", "government", "military"):
            name = fill(UNDER_COUNTRY["military"], party.country, self.lex)
            return Party(name, "military", f"{party.country}:military", party.country)
        return party

    def _extend_left(self, found: _Found, limit: int) -> None:
        """Take in "most of", "dozens of" before the phrase."""
        p, i = self.p, found.start
        if i - 2 >= limit and p.lower[i - 1] == "of" and p.lower[i - 2] in _QUANTITIES:
            i -= 2
            while i - 1 >= limit and (p.tags[i - 1] in ("CD", "DT", "JJ") or p.lower[i - 1] in ("least", "at")):
                i -= 1
            found.start = i

    def _stands(self, found: _Found) -> bool:
        """Whether the mention is worth keeping: weak words only with an owner or a determiner, deeds aside."""
        p = self.p
        if found.weak and not found.owned:
            determined = p.tags[found.start] in ("DT", "PRP$")
            subject = p.deps[found.head] in ("nsubj", "nsubjpass") or (
                p.deps[found.head] == "pobj" and p.lower[p.heads[found.head]] == "by"
            )
            if found.role in ("platform", "people") or found.party.kind == "media":
                return subject and not found.attributive
            return determined and not found.attributive and found.role in ("voice", "force", "body")
        return True


_TIME = re.compile(r"(?:19|20)\d\d|\d{1,2}[:.]\d\d")
_TELLING = frozenset({"unidentified", "unknown", "masked", "armed", "suspected", "foreign", "senior", "local", "official", "displaced"})
_SAYINGS = frozenset({"report", "reports", "statement", "statements"})
_WEEK = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon evening night".split())
