"""Noun phrases and clauses as token ranges: the parts that attributions are put together from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from rashomon.lexicon import cues
from rashomon.read.passage import ActorMention, Passage

Range = tuple[int, int]

_start = attrgetter("start")

_LEFT = frozenset("det amod compound nummod poss nmod advmod quantmod predet neg npadvmod punct".split())
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_HELPERS = frozenset("has have had is are was were be been also later earlier".split())
_TIMES = frozenset("earlier later meanwhile also separately yesterday today tonight".split())
_NEXT_CUES = frozenset(["adding", "citing", "quoting", "saying", "noting", "stressing"])
_NEAR = frozenset(["close", "loyal", "linked"])
_OFFICES = frozenset(
    "source spokesman spokeswoman spokesperson official activist resident villager monitor head chief director leader "
    "minister president commander governor doctor medic staff officer witness journalist reporter correspondent "
    "observer volunteer member deputy mayor secretary representative".split()
)
_JOINTS = frozenset("of for at in from with and or - – & the a an".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split())
_LINKS = frozenset("of for at in from with on".split())
_STATIVE = frozenset("is are was were be been being remain remains remained stay stays stayed come came".split())
_CLIMB = frozenset("conj xcomp advcl pcomp prep dep ccomp acl parataxis appos".split())
SILENT = frozenset([",", ";", ":", ".", "!", "?", "-", "–", "—", "--", "―", "(", ")", "[", "]", "…", "..."])


@dataclass(slots=True)
class Telling:
    """An attribution on its way to a Voice: ``word`` is the cue's token, ``who`` the source's head noun."""

    word: int
    cue: Range
    content: list[Range]
    source: Range | None = None
    who: int | None = None
    frame: str = "clause"
    plain: bool = True  # the source tells it as news; False where the cue is of mind, will or judgement
    under: Telling | None = None  # the telling that cites this one: "SANA quoted a source as saying"


def noun_phrase(passage: Passage, head: int, first: int, last: int) -> Range:
    """The phrase of the noun ``head`` inside ``first`` to ``last``, without a clause that strays before it."""
    start = head
    if head < first or head >= last:
        return head, head + 1
    for kid in reversed([k for k in passage.kids[head] if k < head]):
        if passage.deps[kid] in _LEFT and passage.words[kid] not in SILENT:
            if passage.lower[kid] in _TIMES:
                break
            start = min(start, passage.edges(kid)[0])
            if passage.tags[kid] in ("DT", "PRP$") and kid > start:  # "wounded 50 | a monitoring group said"
                start = kid
                break
            if passage.tags[kid] in ("DT", "PRP$"):
                break
    end = max(min(last, passage.edges(head)[1]), head + 1)
    actor = mention_at(passage, end - 1)
    if actor is not None and actor.end == end and start < actor.start <= head and actor.speaks is not None:
        before = actor.start - 1
        if passage.lower[before] not in _JOINTS and passage.deps[before] != "compound":
            start = actor.start
    for i in range(head + 1, end):
        if passage.lower[i] in _NEXT_CUES:  # "said the mayor adding that ..."
            end = i
            break
    return max(first, start), end


def speaks(passage: Passage, token: int) -> bool:
    """Whether the token names somebody who can speak: a known voice, a noun of people or bodies, a name."""
    if passage.lower[token] in cues.source_nouns():
        return True
    actor = mention_at(passage, token)
    return actor is not None and actor.speaks is not None


def mention_at(passage: Passage, token: int) -> ActorMention | None:
    """The party or voice that the token helps to name (mentions stand in text order and never overlap)."""
    n = bisect_right(passage.actors, token, key=_start) - 1
    return passage.actors[n] if n >= 0 and token < passage.actors[n].end else None


def trim(passage: Passage, span: Range) -> Range | None:
    """The range without white space and punctuation at its edges, brackets and quotation marks kept."""
    start, end = span
    words = passage.words
    while start < end and (words[start] in ",;:.-–—--―" or not words[start].strip()):
        start += 1
    while end > start and (words[end - 1] in ",;:.-–—--―" or not words[end - 1].strip()):
        end -= 1
    return (start, end) if end > start else None


def trimmed(passage: Passage, parts: list[Range]) -> list[Range]:
    """The parts, each trimmed, without those that nothing is left of."""
    return [part for part in (trim(passage, part) for part in parts) if part]


def has_verb(passage: Passage, first: int, last: int) -> bool:
    """Whether any of the tokens is a verb of any form."""
    return any(tag.startswith("V") or tag == "MD" for tag in passage.tags[first:last])


def without(span: Range, *holes: Range | None) -> list[Range]:
    """The range with the holes cut out of it, in order."""
    parts = [span]
    for hole in holes:
        if hole is None:
            continue
        kept = []
        for start, end in parts:
            if hole[1] <= start or hole[0] >= end:
                kept.append((start, end))
                continue
            if start < hole[0]:
                kept.append((start, hole[0]))
            if hole[1] < end:
                kept.append((hole[1], end))
        parts = kept
    return parts


def is_passive(passage: Passage, verb: int) -> bool:
    """Whether the verb is a passive: "was reported by"."""
    if passage.deps[verb] == "acl" and passage.tags[verb] == "VBN" and agent(passage, verb) is not None:
        return True
    return any(passage.deps[kid] in ("auxpass", "nsubjpass") for kid in passage.kids[verb])


def _owner(passage: Passage, noun: int) -> int | None:
    """Whose statement it is: "the army's statement", "a statement by the army", "the army issued a statement"."""
    for kid in passage.kids[noun]:
        if passage.deps[kid] == "poss":
            return kid
        if passage.lower[kid] in ("by", "from") and passage.deps[kid] in ("prep", "agent"):
            return next(iter(passage.children(kid, "pobj")), None)
    here = noun
    for _ in range(3):
        above = passage.heads[here]
        if above == here:
            break
        if passage.tags[above].startswith("V"):
            subjects = passage.children(above, "nsubj")
            if is_passive(passage, above):
                return agent(passage, above)
            return subjects[0] if subjects and subjects[0] != noun else None
        here = above
    return None


def agent(passage: Passage, verb: int) -> int | None:
    """The head noun of a passive's "by" phrase."""
    for kid in passage.kids[verb]:
        if passage.deps[kid] == "agent" or (passage.lower[kid] == "by" and passage.deps[kid] == "prep"):
            return next(iter(passage.children(kid, "pobj")), None)
    return None


def subject(passage: Passage, verb: int) -> int | None:
    """The head noun of whoever does what ``verb`` says, its own subject or the one it shares."""
    here = verb
    for _ in range(6):
        subjects = passage.children(here, "nsubj")
        if subjects:
            found = subjects[-1]
            if passage.lower[found] in _RELATIVE and passage.deps[here] == "relcl":
                return passage.heads[here]
            return found
        if is_passive(passage, here):
            return agent(passage, here) if here == verb else next(iter(passage.children(here, "nsubjpass")), None)
        above = passage.heads[here]
        dep = passage.deps[here]
        if above == here or dep not in _CLIMB or (dep == "acl" and passage.tags[here] == "VBN"):
            return None
        if dep in ("acl", "appos") and not passage.tags[above].startswith("V"):
            if passage.lower[above] in cues.documents() or passage.lower[above] in cues.nouns():
                return _owner(passage, above) or above
            return above
        if dep in ("ccomp", "parataxis") and not passage.lower[here].endswith("ing"):
            return None
        here = above
    return None


def phrase_before(passage: Passage, verb: int, first: int) -> tuple[Range, int] | None:
    """The noun phrase that runs up to the cue, read without the parse: source and head noun.

    It begins at its article, or where the run of nouns and adjectives does; "a source at the hospital" and "head of
    the army" go back over their preposition to the noun that can speak.
    """
    end = verb
    while end > first and (passage.tags[end - 1] in ("RB", "MD") or passage.lower[end - 1] in _HELPERS):
        end -= 1
    speakers = cues.source_nouns()
    start, who = end, None
    actor = mention_at(passage, end - 1) if end > first else None
    if actor is not None and actor.end == end and actor.speaks is not None and actor.start >= first:
        before = actor.start - 1
        joined = before >= first and passage.lower[before] in _LINKS and before - 1 >= first
        if not (joined and passage.lower[before - 1].removesuffix("s") in _OFFICES):
            return (actor.start, end), min(actor.head, end - 1)
    while start > first:
        before = start - 1
        tag, word = passage.tags[before], passage.lower[before]
        if tag in ("DT", "PRP", "PRP$") and word not in ("no", "any"):
            start = before
            who = before if tag == "PRP" and who is None else who
        elif tag.startswith("NN") or tag in ("JJ", "POS") or word in ("'s", "-", "s"):
            if word in _TIMES or word in _DAYS:
                break
            start = before
            if who is None and tag.startswith("NN"):
                who = before
            continue
        elif word in ("of", "for") and start < end and _inside_name(passage, before, first):
            start = before
            continue
        elif word in _LINKS and start < end and _speaker_before(passage, before, first, speakers) is not None:
            who = _speaker_before(passage, before, first, speakers)
            start = before
            continue
        if start - first > 2 and passage.lower[start - 1] == "to" and passage.lower[start - 2] in _NEAR:
            if passage.lower[start - 3].removesuffix("s") in _OFFICES:  # "sources close to the group said"
                who, start = start - 3, start - 3
            break
        if start == first or passage.lower[start - 1] not in _LINKS:
            break
        speaker = _speaker_before(passage, start - 1, first, speakers)
        if speaker is None:
            break
        who, start = speaker, start - 1
    if who is None or start == end:
        return None
    return (start, end), who


def _inside_name(passage: Passage, link: int, first: int) -> bool:
    """Whether "of" or "for" stands inside a name: "Observatory for Human Rights"."""
    return link > first and passage.tags[link - 1].startswith("NNP") and passage.tags[link + 1].startswith("NNP")


def _speaker_before(passage: Passage, link: int, first: int, speakers: dict[str, str]) -> int | None:
    """The noun right before a preposition, if it can speak."""
    noun = passage.lower[link - 1] if link - 1 >= first else ""
    return link - 1 if noun.removesuffix("s") in _OFFICES and noun in speakers else None


def in_modifier(passage: Passage, token: int) -> bool:
    """Whether the token only describes a noun: "rebel-held", "which has been under siege"; the reporter's own words."""
    here = token
    start = passage.edges(token)[0]
    if passage.tags[token] == "NN" and passage.lower[start] == "the" and start and passage.tags[start - 1] == "NNP":
        return True  # "shells hit Douma the last rebel bastion"
    for above in (*passage.ancestors(token), token):
        dep = passage.deps[here]
        if dep in ("relcl", "acl", "amod", "compound", "nmod"):
            return True
        if dep in ("ccomp", "nsubj", "nsubjpass", "ROOT"):
            return False
        if dep == "prep" and passage.tags[above].startswith("NN"):
            return True  # "a base under siege"
        if dep == "pobj" and here == token and passage.lower[passage.heads[above]] not in _STATIVE:
            return True  # "were hit in the rebel stronghold of X"
        here = above
    return False


def possessor(passage: Passage, noun: int) -> int | None:
    """Whose words the noun stands for, where the sentence says so."""
    return _owner(passage, noun)


__all__ = [
    "SILENT",
    "Range",
    "Telling",
    "agent",
    "has_verb",
    "in_modifier",
    "is_passive",
    "mention_at",
    "noun_phrase",
    "phrase_before",
    "possessor",
    "speaks",
    "subject",
    "trim",
    "trimmed",
    "without",
]  # fmt: skip  # fmt: skip
