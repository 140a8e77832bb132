"""What a voice is called and of which kind it is; pronouns and "the source" resolve to a voice before them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rashomon.lexicon import cues
from rashomon.read.passage import ActorMention, Passage
from rashomon.read.phrases import Range, Telling
from rashomon.records import SourceKind

_PERSON = frozenset(["he", "she"])
_GROUP = frozenset(["they"])
_THING = frozenset(["it"])
_SELF = frozenset(["i", "we", "me", "us", "my", "our"])
_ANY = frozenset(["who", "which", "that", "his", "her", "its", "their", "him", "them"])
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those", "one", "another"])
_BACK = frozenset(["the", "this", "these", "that", "those"])
_PEOPLE = frozenset(
    "spokesman spokeswoman spokesperson official commander minister president general colonel officer chief head "
    "director governor mayor doctor medic activist resident witness source leader lawmaker prosecutor diplomat envoy "
    "reporter correspondent man woman soldier fighter policeman superintendent secretary".split()
)
_BODIES = frozenset(
    "group organisation organization agency monitor watchdog observatory ministry army military statement report "
    "outlet newspaper channel force movement coalition source network body charity mission command".split()
)
LONGEST_NAME = 10  # tokens of a bare description that are kept as a voice's name


@dataclass(frozen=True, slots=True)
class Named:
    """A voice's name, its kind, and what a later pronoun has to know of it."""

    name: str
    kind: SourceKind
    number: str  # person | body | people
    head: str = ""  # its head noun, lower case
    surname: str = ""
    words: frozenset[str] = frozenset()  # all words it was introduced with, lower case


@dataclass(slots=True)
class Memory:
    """The voices of a report so far, the last one last."""

    voices: list[Named]

    def last(self, numbers: frozenset[str]) -> Named | None:
        """The last voice that a pronoun of this number can stand for."""
        return next((voice for voice in reversed(self.voices) if voice.number in numbers), None)

    def last_of(self, kind: SourceKind, short: bool) -> Named | None:
        """The last body of this kind; of any kind for "the group" and its like, where nothing else is told."""
        if kind == "unknown":
            monitor = next((voice for voice in reversed(self.voices) if voice.kind == "monitor"), None)
            return self.last(frozenset(["body"])) if short else monitor
        return next((v for v in reversed(self.voices) if v.kind == kind and v.number == "body"), None)

    def by_head(self, head: str) -> Named | None:
        """The last voice with this head noun, singular or plural."""
        heads = {head, head.removesuffix("s"), head + "s"}
        found = next((voice for voice in reversed(self.voices) if voice.head in heads), None)
        return found or next((voice for voice in reversed(self.voices) if heads & voice.words), None)

    def by_surname(self, surname: str) -> Named | None:
        """The last person with this last name."""
        return next((voice for voice in reversed(self.voices) if surname and voice.surname == surname), None)


_UNKNOWN = Named("unknown", "unknown", "body")


def name_source(passage: Passage, telling: Telling, actors: dict[int, ActorMention], memory: Memory) -> Named:
    """The voice behind a telling's source phrase; what is new is remembered."""
    if telling.source is None or telling.who is None:
        return _UNKNOWN
    head = passage.lower[telling.who]
    if head in _SELF or head in _PERSON | _GROUP | _THING | _ANY:
        return _pronoun(head, memory)
    named = _described(passage, telling.source, telling.who, actors, memory)
    if named.name and not telling.plain:
        return named
    if named.name:
        words = frozenset(passage.lower[telling.source[0] : telling.source[1]])
        memory.voices.append(replace(named, words=words | named.words))
        return named
    return _UNKNOWN


def _pronoun(head: str, memory: Memory) -> Named:
    if head in _PERSON:
        numbers = (frozenset(["person"]), frozenset(["body", "people"]))
    elif head in _GROUP:
        numbers = (frozenset(["people"]), frozenset(["body"]))
    elif head in _THING:
        numbers = (frozenset(["body"]), frozenset(["people"]))
    else:
        numbers = (frozenset(["person", "body", "people"]), frozenset())
    found = memory.last(numbers[0]) or memory.last(numbers[1])
    if found is None and head not in _SELF and memory.voices:
        found = memory.voices[-1]
    return found or Named(head, "unknown", "person" if head in _PERSON else "body")


def _described(passage: Passage, source: Range, who: int, actors: dict[int, ActorMention], memory: Memory) -> Named:
    start, end = source
    head = passage.lower[who]
    proper = passage.tags[who].startswith("NNP")
    definite = passage.lower[start] in _BACK
    actor = _actor(passage, source, who, actors)
    short = end - start
    if definite and short <= 6 and (actor is None or actor.generic or (proper and short == 2)):
        back = memory.by_head(head) if short <= 4 else None
        if back is None and head in _PEOPLE and short == 2 and not proper:
            back = memory.last(frozenset(["person"]))
        if back is None and head in _BODIES and not proper:
            back = memory.last_of(source_kind(passage, source, who), short == 2)
        if back is not None:
            return back
    if proper and end - start <= 3:
        back = memory.by_surname(passage.words[end - 1] if who == end - 1 else passage.words[who])
        if back is not None:
            return back
    if actor is not None and (not actor.generic or actor.start <= who < actor.end):
        party = next(
            (
                actors[i]
                for i in range(*source)
                if i in actors and actors[i].kind != "person" and actors[i].speaks and actors[i] is not actor
            ),
            None,
        )
        return _of_actor(passage, source, who, actor, party)
    return _bare(passage, source, who)


def _actor(passage: Passage, source: Range, who: int, actors: dict[int, ActorMention]) -> ActorMention | None:
    """The mention that names the source: at its head, else the first in the phrase that can speak."""
    at_head = actors.get(who)
    if at_head is not None and at_head.end > source[1]:  # the mention runs on into the next phrase
        at_head = None
    if at_head is not None and at_head.speaks is not None:
        return at_head
    inside = [actors[i] for i in range(*source) if i in actors and actors[i].end <= source[1]]
    speaking = [actor for actor in inside if actor.speaks is not None]
    return next(iter(speaking), at_head)


def _kind(value: str | None) -> SourceKind:
    return value or "unknown"  # type: ignore[return-value]


def _of_actor(passage: Passage, source: Range, who: int, actor: ActorMention, party: ActorMention | None) -> Named:
    """A voice with a known party in its phrase: the party itself, or a person of the party."""
    inside = actor.start <= who < actor.end
    if inside and actor.kind == "person" and party is not None:
        kind = _kind(actor.speaks) if actor.speaks not in (None, "unknown") else _kind(party.speaks)
        last = actor.name.split()[-1]
        return Named(f"{actor.name} ({party.name})", kind, "person", passage.lower[who], last)
    if inside:
        number = "people" if passage.tags[who] in ("NNS", "NNPS") else "body"
        person = _person(passage, source, actor) if actor.kind != "person" else ""
        if person and any(passage.words[i] == "," or passage.deps[i] == "appos" for i in range(*source)):
            last = person.split()[-1]
            return Named(f"{person} ({actor.name})", _kind(actor.speaks), "person", passage.lower[who], last)
        if actor.kind == "person" or passage.lower[who] in _PEOPLE and number == "body":
            number = "person"
        return Named(actor.name, _kind(actor.speaks), number, passage.lower[who], _surname(passage, source, who, actor))
    person = _person(passage, source, actor)
    if person:
        return Named(f"{person} ({actor.name})", _kind(actor.speaks), "person", passage.lower[who], person.split()[-1])
    kind = source_kind(passage, source, who)
    bare = _bare(passage, source, who)
    return Named(bare.name, kind if kind != "unknown" else _kind(actor.speaks), bare.number, bare.head, bare.surname)


def _surname(passage: Passage, source: Range, who: int, actor: ActorMention) -> str:
    if actor.kind == "person":
        return actor.name.split()[-1]
    person = _person(passage, source, actor)
    return person.split()[-1] if person else ""


def _person(passage: Passage, source: Range, actor: ActorMention) -> str:
    """The longest run of proper names in the phrase outside the party's own: "Rami Abdel Rahman"."""
    best: list[str] = []
    run: list[str] = []
    for i in range(*source):
        free = not actor.start <= i < actor.end
        if free and passage.tags[i].startswith("NNP") and passage.lower[i] not in cues.source_nouns():
            run.append(passage.words[i])
            if len(run) > len(best):
                best = list(run)
        else:
            run = []
    return " ".join(best) if len(best) > 1 else ""


def source_kind(passage: Passage, source: Range, who: int) -> SourceKind:
    """The kind that the words of the phrase tell, its head first, then what stands beside it."""
    nouns, modifiers = cues.source_nouns(), cues.source_modifiers()
    head = passage.lower[who]
    kind = nouns.get(head)
    if head in ("source", "sources", "official", "officials", "agency", "agencies", "group", "spokesman", "spokeswoman",
                "spokesperson", "staff", "worker", "workers", "authorities") or kind is None:  # fmt: skip
        for i in range(*source):
            if i != who and passage.lower[i] in modifiers:
                return _kind(modifiers[passage.lower[i]])
        if kind is None:
            for i in range(*source):
                if passage.lower[i] in nouns:
                    return _kind(nouns[passage.lower[i]])
    return _kind(kind)


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
    plural = passage.tags[who] in ("NNS", "NNPS")
    proper = passage.tags[who] == "NNP"
    kind = source_kind(passage, source, who)
    body = head in _BODIES and head not in _PEOPLE
    number = "people" if plural else "body" if body or (not proper and head not in _PEOPLE) else "person"
    surname = passage.words[who] if proper and number == "person" else ""
    return Named(name, kind, number, head, surname)


__all__ = ["Memory", "Named", "name_source", "source_kind"]
