"""Who is named in a passage: armed forces, groups, officials, residents, monitors, media, persons.

Three steps: the words that the lexicon or their form gives away (actor_atoms), noun phrases made of them and read
from the right ("Syrian" + "government" + "forces", here), and phrases joined with their neighbours (actor_joins).
"""

from __future__ import annotations

from dataclasses import replace

from rashomon.lexicon.actors import Lexicon, Word, lexicon
from rashomon.read.actors.atoms import find_atoms
from rashomon.read.actors.items import Context, Found, Item, chunks, wordlist
from rashomon.read.actors.joins import merged
from rashomon.read.actors.names import a_people, country, is_deed, office_follows, titled, untitled
from rashomon.read.actors.phrases import ARMED, UNDER_COUNTRY, Party, fill, of_head, of_word
from rashomon.read.passage import ActorMention, Passage

_FILLERS = frozenset({"plain", "det", "pos", "num"})
_MOST_ITEMS = 14  # of one phrase; keeps garbage linear
_MODIFYING_KINDS = frozenset({"rebels", "militia", "jihadists"})
_NEEDS_A_DEED = frozenset({"military", "intelligence"})  # "military aid", "intelligence report" name no party
_PLACED_VOICES = frozenset({"military", "police", "government", "security_forces", "opposition"})


def find_actors(passage: Passage) -> list[ActorMention]:
    """The parties and voices of a passage, in text order, without overlaps."""
    lex = lexicon()
    atoms = find_atoms(passage)
    toponyms = (
        i for place in passage.places if place.kind == "toponym" for i in range(*passage.tokens(place.start, place.end))
    )
    voices = frozenset(a.end - 1 for a in atoms if a.word.role in ("voice", "people", "force"))
    context = Context(passage, lex, {atom.start: atom for atom in atoms}, voices, frozenset(toponyms))
    found = [found for items in chunks(context) for found in _interpreted(context, items)]
    found = [one for one in merged(context, found) if _stands(passage, one)]
    _name_coalitions(found)
    return [_mention(one, lex) for one in found]


def _name_coalitions(found: list[Found]) -> None:
    """Read "the coalition" and "coalition jets" as the one coalition that the passage names in full."""
    named = {one.party.name: one.party for one in found if one.party.kind == "coalition" and not one.party.generic}
    if len(named) != 1:
        return
    (party,) = named.values()
    for one in found:
        if one.party.kind == "coalition" and one.party.generic:
            one.party = replace(party, acts=one.party.acts)


def localise(mention: ActorMention, country: str | None) -> ActorMention:
    """A generic state actor or rebels as those of the country (ISO 3166-1 alpha-3); others unchanged."""
    lex = lexicon()
    kind = mention.kind
    if not mention.generic or mention.country or country is None or country not in lex.demonyms:
        return mention
    if not mention.acts and kind in _PLACED_VOICES:
        return replace(
            mention, name=fill("{demonym} {noun}", country, lex, mention.name), country=country, generic=False
        )
    if not mention.acts or kind not in UNDER_COUNTRY or kind == "coalition":
        return mention
    rebels = kind == "rebels"
    ident = None if rebels else f"{country}:{kind}"
    name = fill(UNDER_COUNTRY[kind], country, lex)
    return replace(mention, name=name, id=ident, country=country, generic=rebels)


def _mention(found: Found, lex: Lexicon) -> ActorMention:
    party = found.party
    kind = lex.kind(party.kind)
    return ActorMention(
        start=found.start,
        end=found.end,
        head=found.head,
        name=party.name,
        id=party.id,
        kind=party.kind,
        country=party.country,
        side=kind.side,
        acts=kind.acts if party.acts is None else party.acts,
        speaks=party.speaks or kind.speaks,
        generic=party.generic,
    )


def _stands(p: Passage, found: Found) -> bool:
    """Whether the mention is worth keeping: a weak word only with an owner, a determiner or as the one who acts."""
    if not found.weak:
        return True
    if found.attributive:
        return False
    if found.role in ("platform", "people") or found.party.kind == "media":
        dep = p.deps[found.head]
        return dep in ("nsubj", "nsubjpass") or (dep == "pobj" and p.lower[p.heads[found.head]] == "by")
    return p.tags[found.start] in ("DT", "PRP$") and found.role in ("voice", "force", "body")


def _interpreted(c: Context, items: list[Item]) -> list[Found]:
    """The parties of one noun phrase, read from its last word to its first."""
    out: list[Found] = []
    end = len(items)
    while end:
        if items[end - 1].what in _FILLERS:
            end -= 1
            continue
        follows = items[end] if end < len(items) else None
        found, begin = _anchored(c, items, end, follows)
        if found is not None and follows is not None and follows.what != "pos":
            found = _as_modifier(c, found, items[begin:end], follows)
        if found is not None:
            out.append(found)
        end = begin
    out.reverse()
    return out


def _anchored(c: Context, items: list[Item], end: int, follows: Item | None) -> tuple[Found | None, int]:
    """The party whose last item is ``items[end - 1]``, and the item where its phrase begins."""
    last = items[end - 1]
    if last.what == "name":
        title = items[end - 2] if end > 1 else None
        if title is None or title.word is None or not (title.title or title.word.role == "voice"):
            return untitled(c, last, follows), end - 1
        begin = _reach(c, items, end - 2)
        owners_mods = _owners(c, items[begin : end - 2])
        return titled(c, items[begin].start, items[begin : end - 1], last, owners_mods), begin
    word = last.word
    assert word is not None
    if follows is None and word.cls in ("demonym", "people"):
        begin = _reach(c, items, end - 1)
        return a_people(c, items[begin].start, last), begin
    if word.cls in ("country", "demonym", "capital"):
        return country(c, last, follows), end - 1
    if word.cls == "people":
        return _people(c, last, items[end:]), end - 1
    begin = _reach(c, items, end - 1)
    if word.cls in ("group", "office", "leader"):
        return _named(c, items[begin].start, last, word, follows is not None), begin
    if word.cls == "mod" and not (follows and (word.kind in _MODIFYING_KINDS and not word.name.startswith("anti-"))):
        return None, end - 1
    return _described(c, items[begin:end], word, follows is not None), begin


def _people(c: Context, item: Item, rest: list[Item]) -> Found | None:
    """A people before a deed: "Kurdish-controlled", "Houthi missiles"; its forces are meant."""
    if not rest or rest[0].what == "pos" or not is_deed(c, _words(c, rest)):
        return None
    party = Party(f"{c.text(item.start, item.end)} forces", "armed_group", generic=True)
    return Found(item.start, item.end, item.end - 1, party, "group", attributive=True)


def _named(c: Context, start: int, item: Item, word: Word, attributive: bool) -> Found:
    """A listed group, office or head of state."""
    party, role = of_word(word), "group"
    if word.cls == "leader":
        party, role = Party(word.name, "person", None, word.country, speaks="government"), "person"
        c.remember(word.name, party)
    return Found(start, item.end, c.head(item.start, item.end), party, role, attributive=attributive)


def _described(c: Context, items: list[Item], word: Word, attributive: bool) -> Found:
    """A party under a noun: what stands before the noun says whose it is."""
    last, before = items[-1], items[:-1]
    owners, mods = _owners(c, before)
    names = [item for item in before if item.what == "name"]
    role = word.role or ("body" if word.cls == "mod" else "voice")
    head = replace(word, cls="head", role=role)
    lender = next((i.word for i in reversed(before) if i.word and i.word.cls == "head" and i.word.template), None)
    if role == "platform" and lender is not None and lender.lends and lender.kind in ("military", "police"):
        head = replace(lender, name=word.name)  # "a navy helicopter", "police drones"
    pro = "pro" in mods
    party = of_head(head, owners, [mod for mod in mods if mod != "pro"], _noun(c, before, last), c.lex, pro=pro)
    if party.kind == "coalition" and party.country and "led" not in c.p.lower[items[0].start : last.end]:
        capital = c.p.words[last.start][:1].isupper()  # "the Syrian Coalition" is a body's name
        name = fill("{demonym} {noun}", party.country, c.lex, c.text(last.start, last.end))
        party = replace(party, name=name, kind="opposition" if capital else "coalition", id=None)
    city = next((item for item in before if item.what == "capital"), None)
    if city is not None and party.kind == "police":
        party = replace(party, name=c.text(city.start, last.end), id=None)  # "Lima police" are not all of Peru's
    if names and all(owner.cls == "people" for owner in owners) and role != "people":
        party = _unknown_name(c, names[-1], last, party, role)
    start = items[0].start
    if role in ("force", "body", "platform") and owners and owners[-1].cls == "demonym":
        start, party = _joint(c, start, party)
    owned = bool(owners or mods or names)
    weak = word.weak and not owned and not (word.cls == "title" and len(word.pieces) > 1)
    return Found(
        start, last.end, c.head(last.start, last.end), party, role,
        weak=weak, attributive=attributive, owned=owned,
    )  # fmt: skip


def _joint(c: Context, start: int, party: Party) -> tuple[int, Party]:
    """Two countries' forces under one noun: "Mozambican and Rwandan troops"; they are no one state's."""
    p = c.p
    other = c.atoms.get(start - 2) if start > 1 and p.lower[start - 1] in ("and", "&") else None
    if other is None or other.end != start - 1 or other.word.cls != "demonym" or other.word.country == party.country:
        return start, party
    name = f"{c.text(other.start, other.end)} and {party.name}"
    return other.start, replace(party, name=name, id=None, country=None)


def _unknown_name(c: Context, name: Item, last: Item, party: Party, role: str) -> Party:
    """A party that no list holds, named before its noun: "Ansaru militants", "Hawar news agency", "Lima police"."""
    placed = any(i in c.toponyms for i in range(name.start, name.end))
    if party.kind in ARMED and role == "force":
        if placed:
            return party
        return Party(c.text(name.start, name.end), "armed_group" if party.kind == "unknown" else party.kind)
    if role == "platform":
        return party
    acronym = c.text(name.start, name.end).isupper() and role == "voice"  # of an organisation nobody lists
    kind = "unknown" if acronym and party.kind == "government" else party.kind
    return replace(party, name=c.text(name.start, last.end), kind=kind, generic=False)


def _as_modifier(c: Context, found: Found, items: list[Item], follows: Item) -> Found | None:
    """A party before another noun: "regime air raids", without its determiner and adjectives."""
    word, party = items[-1].word, found.party
    lends = word is None or word.lends or party.kind == "monitor"
    if (found.role in ("voice", "people") and not lends) or (found.role == "platform" and not found.owned):
        return None
    if word is not None and word.name in _NEEDS_A_DEED and not found.owned and not is_deed(c, _words(c, [follows])):
        return None
    while len(items) > 1 and items[0].what in _FILLERS and items[0].start < found.end - 1:
        items = items[1:]
    found.start = items[0].start
    if party.kind == "opposition":
        found.party = replace(party, acts=True)
    return found


def _words(c: Context, items: list[Item]) -> tuple[str, ...]:
    tokens = (i for item in items[:5] for i in range(item.start, item.end))
    return tuple(c.p.lower[i].replace("-", "") for i in tokens if c.p.words[i] != "-")


def _reach(c: Context, items: list[Item], anchor: int) -> int:
    """Where the phrase of an anchor begins: back to the determiner or number, or after another party."""
    proper = items[anchor].what in ("group", "office", "leader", "country")
    begin = anchor
    while begin > max(0, anchor - _MOST_ITEMS):
        item = items[begin - 1]
        if item.what == "det":
            return begin - 1
        if item.what == "num":
            if not proper:
                begin -= 1
                continue
            break
        if begin < anchor and items[begin].what == "num":
            break  # "Damascus four civilians": a number opens a phrase
        if item.what == "name" and (proper or office_follows(c, items[anchor])):
            break
        if _ends_a_phrase(c, item):
            break
        if item.what == "country" and items[begin].what in ("country", "group", "leader"):
            break
        begin -= 1
    while begin < anchor and items[begin].what == "pos":
        begin += 1
    return begin


def _ends_a_phrase(c: Context, item: Item) -> bool:
    """Whether the item is a plural by itself: two phrases meet where a text has lost its commas."""
    word = item.word
    if word is None or word.cls != "head" or word.lends or word.role not in ("force", "people"):
        return False
    return c.p.tags[item.end - 1] == "NNS" and c.p.deps[item.end - 1] not in ("compound", "nmod", "amod")


def _owners(c: Context, before: list[Item]) -> tuple[list[Word], list[str]]:
    """The parties before a head that it belongs to, and the kinds that its modifiers give ("pro" for "pro-X")."""
    p = c.p
    owners: list[Word] = []
    mods: list[str] = []
    for n, item in enumerate(before):
        word = item.word
        if word is None or (word.cls == "capital" and before[n + 1 : n + 2] and before[n + 1].what == "name"):
            continue  # "Plymouth County police": a longer name that begins like a capital's
        if p.words[item.end : item.end + 1] == ["-"] and p.lower[item.end + 1] in wordlist("linked"):
            continue  # "US-backed fighters" are not the United States'
        stance = p.lower[item.start - 2] if item.start > 1 and p.words[item.start - 1] == "-" else ""
        if stance == "anti":
            mods.append("rebels")
        elif stance == "pro":
            if word.cls == "leader":
                owners.append(word)
            if word.cls == "leader" or (word.cls in ("mod", "head") and word.kind == "government"):
                mods.append("pro")
        elif word.cls in ("mod", "head"):
            if not (word.role == "voice" and p.tags[item.start] == "JJ"):  # "official", "chief" as adjectives
                mods.append(word.kind)
        elif word.cls != "title":
            owners.append(word)
    return owners, mods


def _noun(c: Context, before: list[Item], last: Item) -> str:
    """The phrase without determiner, number and owner: "military source"."""
    p = c.p
    first = last.start
    for item in reversed(before):
        telling = p.lower[item.start] in wordlist("telling") or (
            p.tags[item.start] == "NN" and p.lower[item.start].isalpha()
        )
        if item.what not in ("mod", "head") and not (item.what == "plain" and telling):
            break
        first = item.start
    text = c.text(first, last.end)
    return text if any(char.isupper() for char in text[1:]) else text.lower()


__all__ = ["find_actors", "localise"]
