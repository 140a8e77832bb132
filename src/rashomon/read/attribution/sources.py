"""What a voice is called and of which kind it is; pronouns and "the source" stand for a voice before them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rashomon.lexicon import cues
from rashomon.read.attribution.phrases import Range, Telling, noun_phrase, speaks
from rashomon.read.passage import ActorMention, Passage
from rashomon.records import SourceKind

_PERSON = frozenset(["he", "she", "him", "her"])
_SELF = frozenset(["i", "we", "me", "us", "my", "our", "you"])
_OTHER = frozenset(["they", "it", "who", "which", "that", "his", "its", "their", "them"])
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those", "one", "another"])
_BACK = frozenset(["the", "this", "these", "that", "those"])
_PEOPLE = frozenset(
    "spokesman spokeswoman spokesperson official commander minister president general colonel officer chief "
    "head director governor mayor doctor medic activist resident witness source leader lawmaker prosecutor "
    "diplomat envoy reporter correspondent elder teacher pastor priest mother father villager trader man woman "
    "soldier fighter policeman superintendent inspector secretary".split()
)
_BODIES = frozenset(
    "group organisation organization agency monitor watchdog observatory ministry army military statement "
    "report outlet newspaper channel force movement coalition source network body charity mission "
    "command".split()
)
_SERVICES = frozenset(
    "police hospital council party forces office department navy brigade guard directorate authority court commission "
    "committee university union front foundation corps".split()
)
_VAGUE = frozenset(
    "source sources official officials agency agencies group spokesman spokeswoman spokesperson staff worker "
    "workers authorities director head leader member representative".split()
)
_BODY, _HUMAN, _ALL = frozenset(["body"]), frozenset(["person"]), frozenset(["person", "body", "people"])
LONGEST_NAME = 10  # tokens of a bare description that are kept as a voice's name


@dataclass(frozen=True, slots=True)
class Named:
    """A voice's name and kind, and what a later mention has to know of it."""

    name: str
    kind: SourceKind
    number: str  # person | body | people
    head: str = ""  # its head noun, lower case
    surname: str = ""
    words: frozenset[str] = frozenset()  # all words it was introduced with, lower case


@dataclass(slots=True)
class Memory:
    """The voices of a report so far, the last one last."""

    voices: list[Named] = field(default_factory=list)
    place: tuple[int, int] = (-1, -1)  # passage and sentence of the last one

    def last(self, numbers: frozenset[str]) -> Named | None:
        """The last voice that a pronoun of this number can stand for."""
        return next((voice for voice in reversed(self.voices) if voice.number in numbers), None)

    def last_of(self, kind: SourceKind, short: bool) -> Named | None:
        """The last body of this kind; for "the group" and its like any body, else a monitor."""
        if kind == "unknown":
            monitor = next((voice for voice in reversed(self.voices) if voice.kind == "monitor"), None)
            return self.last(_BODY) if short else monitor
        return next((v for v in reversed(self.voices) if v.kind == kind and v.number == "body"), None)

    def by_head(self, head: str, kind: SourceKind) -> Named | None:
        """The last voice with this head noun, singular or plural, else one of the kind that was introduced with it.

        Several are never meant by a word that stands beside another voice's head ("army and dissidents").
        """
        heads = {head, head.removesuffix("s"), head + "s"}
        found = next((voice for voice in reversed(self.voices) if voice.head in heads), None)
        single = [voice for voice in reversed(self.voices) if head in voice.words and "and" not in voice.words]
        fit = (voice for voice in single if kind in ("unknown", voice.kind) and not head.endswith("s"))
        return found or next(fit, None)

    def by_surname(self, surname: str) -> Named | None:
        """The last person with this last name."""
        return next((voice for voice in reversed(self.voices) if surname and voice.surname == surname), None)


_UNKNOWN = Named("unknown", "unknown", "body")


def name_source(passage: Passage, telling: Telling, actors: dict[int, ActorMention], memory: Memory) -> Named:
    """The voice behind a telling's source phrase; whoever tells something as news is remembered."""
    if telling.source is None or telling.who is None:
        return _UNKNOWN
    head = passage.lower[telling.who]
    if head in _PERSON:
        person = _person_before(passage, telling, memory)
        if person is not None:
            return name_source(passage, person, actors, memory)
    owner = _subject_above(passage, telling, actors) if head in ("it", "they") else None
    if owner is not None:
        return name_source(passage, owner, actors, memory)
    if (head in _PERSON or head in _SELF or head in _OTHER) and not passage.words[telling.who].isupper():
        return _pronoun(head, memory)
    named = _document(passage, telling.source, telling.who, memory) or _described(
        passage, telling.source, telling.who, actors, memory
    )
    if telling.frame == "tail" and named.kind == "unknown":
        named = replace(named, kind="media")  # who is named at the end of a brief is an outlet
    if named.name and telling.plain:
        words = frozenset(passage.lower[telling.source[0] : telling.source[1]])
        memory.place = (id(passage), passage.sentence_of[telling.word])
        memory.voices.append(replace(named, words=words | named.words))
    return named if named.name else _UNKNOWN


def _subject_above(passage: Passage, telling: Telling, actors: dict[int, ActorMention]) -> Telling | None:
    """Whose "it said" is in a clause about a thing of its own: "the channel showed men who it said were rebels"."""
    chain = [telling.word, *passage.ancestors(telling.word)]
    verb = next((v for v in chain if passage.deps[v] in ("relcl", "acl")), None)
    if verb is None or telling.content[-1][1] <= telling.word:
        return None
    noun = passage.heads[verb]
    first, last = passage.sentences[passage.sentence_of[telling.word]]
    for i in range(max(first, passage.edges(noun)[0]), noun):  # "army footage that it said showed rebels"
        if i in actors and actors[i].speaks is not None and actors[i].end <= noun:
            return replace(telling, source=(actors[i].start, actors[i].end), who=actors[i].head)
    above = next((v for v in passage.ancestors(verb) if passage.tags[v].startswith("V")), None)
    who = next(iter(passage.children(above, "nsubj")), None) if above is not None else None
    if who is None or above is None or who > telling.word or not speaks(passage, who):
        return None
    return replace(telling, source=noun_phrase(passage, who, first, min(above, last)), who=who)


def _person_before(passage: Passage, telling: Telling, memory: Memory) -> Telling | None:
    """The person of a sentence just before, where no voice has spoken since: "An elder ... he said"."""
    sentence = passage.sentence_of[telling.word]
    for back in (1, 2):
        if sentence - back < 0 or memory.place == (id(passage), sentence - back):
            return None
        first, last = passage.sentences[sentence - back]
        for i in range(first, last):
            person = passage.deps[i] == "nsubj" and passage.lower[i] in _PEOPLE and passage.tags[i] == "NN"
            if person and passage.deps[passage.heads[i]] == "ROOT":
                return replace(telling, source=(max(first, passage.edges(i)[0]), i + 1), who=i, plain=True)
    return None


def _pronoun(head: str, memory: Memory) -> Named:
    if head in _PERSON:
        found = memory.last(_HUMAN) or memory.last(_ALL)
    elif head == "they":
        found = memory.last(frozenset(["people"])) or memory.last(_BODY) or memory.last(_ALL)
    elif head == "it":
        found = memory.last(_BODY) or memory.last(_ALL)
    else:
        found = memory.last(_ALL)
    return found or Named(head, "unknown", "person" if head in _PERSON else "body")


def _document(passage: Passage, source: Range, who: int, memory: Memory) -> Named | None:
    """The voice whose paper it is: "its statement", "the report" after somebody has spoken."""
    if passage.lower[who] not in cues.documents() or not memory.voices:
        return None
    if any(passage.lower[owner] in _OTHER for owner in passage.children(who, "poss")):
        return memory.last(_BODY) or memory.voices[-1]
    if passage.lower[source[0]] in _BACK and who - source[0] <= 1 and not passage.children(who, "prep", "acl"):
        return memory.voices[-1]
    return None


def _described(passage: Passage, source: Range, who: int, actors: dict[int, ActorMention], memory: Memory) -> Named:
    start, end = source
    head, proper = passage.lower[who], passage.tags[who].startswith("NNP")
    if head == "counterpart" and passage.lower[start] in _OTHER:
        return _counterpart(passage, source, who, memory)
    actor = _actor(source, who, actors)
    core = (start, who + 1) if who + 1 < end and passage.words[who + 1] == "," else source  # "the group, which ..."
    if passage.lower[start] in _BACK and core[1] - start <= 6 and (actor is None or actor.generic):
        back = _earlier(passage, core, who, memory, proper)
        if back is not None:
            return back
    if passage.words[who][:1].isupper() and end - start <= 3:
        back = memory.by_surname(passage.words[who])
        if back is not None:
            return back
    bare = _bare(passage, source, who)
    if actor is None or (actor.generic and not actor.start <= who < actor.end):
        return bare
    actor = _in_full(passage, actor, actors)
    named = _of_actor(passage, source, who, actor, _party(source, actor, actors), bare)
    vague = named.kind == "unknown" or head.removesuffix("s") == "source"
    described = named.number != "person" or (actor.generic and named.kind == "unknown")
    return replace(named, kind=bare.kind) if (vague and described) or not named.kind else named


def _counterpart(passage: Passage, source: Range, who: int, memory: Memory) -> Named:
    """ "Its counterpart in Baku": a body of the kind of the last one, named by it."""
    bare, other = _bare(passage, source, who), memory.last(_BODY)
    if other is None:
        return bare
    where = " ".join(passage.words[who : source[1]]) if source[1] - who <= LONGEST_NAME else "counterpart"
    return Named(f"{other.name}'s {where}", other.kind, "body", bare.head)


def _earlier(passage: Passage, source: Range, who: int, memory: Memory, proper: bool) -> Named | None:
    """The voice that a definite phrase goes back to: "the source", "the UK-based group"."""
    head, length = passage.lower[who], source[1] - source[0]
    kind = source_kind(passage, source, who)
    back = memory.by_head(head, kind) if length <= 4 else None
    if back is not None and length > 2 and kind not in ("unknown", back.kind):
        back = None
    if back is None and head in _PEOPLE and length == 2 and not proper:
        back = memory.last(_HUMAN)
    if back is None and head in _BODIES and not proper:
        back = memory.last_of(kind, length == 2)
    return back


def _actor(source: Range, who: int, actors: dict[int, ActorMention]) -> ActorMention | None:
    """The mention that names the source: at its head, else the first in the phrase that can speak."""
    at_head = actors.get(who)
    if at_head is not None and (at_head.end > source[1] or (at_head.generic and at_head.start < source[0])):
        at_head = None  # the mention runs on into the next phrase
    if at_head is not None and at_head.speaks is not None:
        return at_head
    inside = [actors[i] for i in range(*source) if i in actors and actors[i].end <= source[1]]
    return next((actor for actor in inside if actor.speaks is not None), at_head)


def _in_full(passage: Passage, actor: ActorMention, actors: dict[int, ActorMention]) -> ActorMention:
    """The party that "the forces" or "the front" stands for: the only one of the text whose name ends in that word."""
    words, word = passage.lower[actor.start : actor.end], actor.name.lower()
    if not actor.generic or word not in words[1:] or words[words.index(word) - 1] != "the":
        return actor
    named = {one.name: one for one in actors.values() if not one.generic and one.name.lower().endswith(f" {word}")}
    if len(named) != 1:
        return actor
    (full,) = named.values()
    return replace(actor, name=full.name, id=full.id, country=full.country, speaks=full.speaks, generic=False)


def _party(source: Range, person: ActorMention, actors: dict[int, ActorMention]) -> ActorMention | None:
    """Whom a named person speaks for: the other party in the phrase."""
    for i in range(*source):
        other = actors.get(i)
        if other is not None and other is not person and other.kind != "person" and other.speaks:
            return other
    return None


def _of_actor(
    passage: Passage, source: Range, who: int, actor: ActorMention, party: ActorMention | None, bare: Named
) -> Named:
    """A voice with a known party in its phrase: the party itself, or a person of the party."""
    kind: SourceKind = actor.speaks or "unknown"  # type: ignore[assignment]
    head = passage.lower[who]
    if actor.kind == "person":
        surname = actor.name.partition(" (")[0].split()[-1] if actor.name.split() else ""
        if party is None:
            office = _office(passage, actor) or _body_before(passage, source, actor)
            name = f"{actor.name} ({office})" if office and "(" not in actor.name else actor.name
            if kind == "unknown" and office:
                kind = cues.source_nouns().get(office.split()[-1].lower(), kind)  # type: ignore[assignment]
            return Named(name, kind, "person", head, surname)
        if kind == "unknown" and party.speaks:
            kind = party.speaks  # type: ignore[assignment]
        name = actor.name if "(" in actor.name else f"{actor.name} ({party.name})"
        return Named(name, kind, "person", head, surname)
    inside = actor.start <= who < actor.end
    person = _person(passage, source, actor)
    set_off = any(passage.words[i] == "," or passage.deps[i] == "appos" for i in range(*source))
    if person and (set_off or not inside):
        return Named(f"{person} ({actor.name})", kind, "person", head, person.split()[-1])
    if inside:
        number = "people" if passage.tags[who] in ("NNS", "NNPS") else "body"
        if number == "body" and head in _PEOPLE and head not in _BODIES:
            number = "person"
        owned = number == "person" and any(passage.tags[i] == "POS" for i in range(source[0], who))
        name = bare.name if owned else actor.name  # "the Kenyan army's spokesman" keeps his army
        return Named(name, kind, number, head)
    return bare if bare.kind != "unknown" else replace(bare, kind=kind)


def _office(passage: Passage, person: ActorMention) -> str:
    """Whom a person speaks for, as told inside the mention: "a spokesman for the army, Karim Haddad"."""
    for i in range(person.start + 1, person.end - 1):
        if passage.lower[i] in ("for", "of", "at") and passage.lower[i - 1] in _PEOPLE:
            start = i + 2 if passage.lower[i + 1] in _ARTICLES else i + 1
            end = next((j for j in range(start, person.end) if passage.words[j] in (",", "(")), person.end)
            if end - start == 1 and passage.lower[start] in cues.source_nouns() and passage.lower[i] == "of":
                start = _title_start(passage, person, i)  # "Superintendent of Police" is a rank, no body
            if start < end <= start + LONGEST_NAME and not person.name.endswith(passage.words[end - 1]):
                return " ".join(passage.words[start:end])
    return ""


def _title_start(passage: Passage, person: ActorMention, link: int) -> int:
    """Where the title before "of" begins: "Inspector" of "the regional Inspector General of Police"."""
    start = link - 1
    while (
        start - 1 >= person.start and passage.tags[start - 1].startswith("NN") and passage.lower[start - 1] in _PEOPLE
    ):
        start -= 1
    return start


def _body_before(passage: Passage, source: Range, person: ActorMention) -> str:
    """Whose spokesman a person is, as told before the title: "Russian Defence Ministry spokesman Igor Petrov"."""
    start, end = max(source[0], person.start - 3), min(person.end, source[1])
    title = next((i for i in range(start, end) if passage.lower[i] in _PEOPLE), None)
    if title is None or title == start or passage.lower[title - 1] not in _BODIES | _SERVICES:
        return ""
    first = title - 1
    while first > start and passage.tags[first - 1].startswith(("NNP", "JJ", "NN")) and passage.words[first - 1] != ",":
        first -= 1
    return " ".join(passage.words[first:title])


def _person(passage: Passage, source: Range, actor: ActorMention) -> str:
    """The longest run of proper names in the phrase outside the party's own, of two words at least."""
    best: list[str] = []
    run: list[str] = []
    for i in range(*source):
        free = not actor.start <= i < actor.end
        if free and passage.tags[i].startswith("NNP") and passage.lower[i] not in cues.source_nouns():
            run.append(passage.words[i])
            best = list(run) if len(run) > len(best) else best
        else:
            run = []
    return " ".join(best) if len(best) > 1 else ""


def source_kind(passage: Passage, source: Range, who: int) -> SourceKind:
    """The kind that the words of the phrase tell, its head first, then what stands beside it."""
    nouns, modifiers = cues.source_nouns(), cues.source_modifiers()
    head = passage.lower[who]
    kind = nouns.get(head)
    beside = [passage.lower[i] for i in range(*source) if i != who and passage.lower[i + 1 : i + 2] != ["society"]]
    if kind is None or head in _VAGUE:
        kind = next((modifiers[word] for word in beside if word in modifiers), None) or kind
    if kind is None or (kind == "unknown" and head not in ("source", "sources")):
        kind = next((nouns[word] for word in beside if word in nouns), None) or kind
    return kind or "unknown"  # type: ignore[return-value]


def _bare(passage: Passage, source: Range, who: int) -> Named:
    """A description as told, without its article."""
    start, end = source
    while start < end - 1 and (passage.lower[start] in _ARTICLES or passage.words[start] in "\"“'"):
        start += 1
    stop = min(end, start + LONGEST_NAME)
    for i in range(max(start + 1, who + 1), stop):
        if passage.words[i] in (",", "(", "—", "–") or passage.lower[i] in ("who", "which", "that"):
            stop = i
            break
    name = " ".join(passage.text[passage.starts[start] : passage.ends[max(start, stop - 1)]].split())
    head = passage.lower[who]
    proper = passage.tags[who] == "NNP"
    body = head in _BODIES and head not in _PEOPLE
    if passage.tags[who] in ("NNS", "NNPS"):
        number = "people"
    else:
        number = "body" if body or (not proper and head not in _PEOPLE) else "person"
    surname = passage.words[who] if proper and number == "person" else ""
    return Named(name, source_kind(passage, source, who), number, head, surname)


__all__ = ["Memory", "Named", "name_source", "source_kind"]
