"""Content that is an object, an infinitive or a phrase of its cue: "denied the raid"."""

from __future__ import annotations

from rashomon.lexicon import cues
from rashomon.lexicon.cues import Cue
from rashomon.read.attribution.clauses import after_adverbials
from rashomon.read.attribution.phrases import (
    Telling,
    agent,
    has_verb,
    is_passive,
    noun_phrase,
    phrase_before,
    trim,
    trimmed,
    without,
)
from rashomon.read.passage import Passage

_OBJECT_KIDS = frozenset(["dobj", "oprd", "xcomp", "ccomp", "acomp", "attr"])
_OBJECT_PREPS = frozenset(["for", "as", "of", "over", "with", "about", "to", "on", "against", "in"])
_CITES = frozenset(["quoted", "quotes", "cited", "cites", "quoting", "citing", "quote", "cite"])
_LIGHT = frozenset(["put", "place", "set", "give", "raise", "lower", "update", "revise"])
_FIGURES = frozenset("number numbers figure toll tolls count total losses casualties estimate dead strength".split())
_CLAUSAL = frozenset(["ccomp", "xcomp"])


def passive_telling(passage: Passage, verb: int, cue: Cue, first: int, last: int) -> Telling | None:
    """ "The raid was reported by SANA": a voice only where the agent is named."""
    who = agent(passage, verb)
    if who is None:
        return None
    source = noun_phrase(passage, who, verb + 1, last)
    told = passage.children(verb, "nsubjpass", "csubjpass")
    if passage.deps[verb] == "acl":  # "an attack claimed by the group"
        told = [passage.heads[verb]]
    if not told:
        return None
    start, end = passage.edges(told[0])
    if end > verb:
        end = verb
    content = trim(passage, (start, end))
    frame = "clause" if "clause" in cue.frames else "object"
    return Telling(verb, (verb, verb + 1), [content], source, who, frame, cue.speech) if content else None


def quoted_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "SANA quoted a source as saying": the telling of the source; SANA's own is made beside it."""
    verb = telling.word
    if passage.lower[verb] != "saying":
        return False
    as_word = passage.lower[verb - 1] == "as"
    citer = next((i for i in range(verb - 2, max(first, verb - 14) - 1, -1) if passage.lower[i] in _CITES), None)
    if citer is None or citer + 1 >= verb - 1:
        return False
    objects = [k for k in passage.children(citer, "dobj", "nsubj", "nsubjpass") if citer < k < verb]
    who = objects[0] if objects else verb - 2
    if not as_word and not objects:
        return False
    telling.source, telling.who = (citer + 1, verb - as_word), who
    passive = is_passive(passage, citer)
    if passive:
        return False
    right = [part for part in trimmed(passage, [(verb + 1, last)]) if has_verb(passage, *part)]
    rest = after_adverbials(passage, telling, verb + 1, last)
    teller = phrase_before(passage, citer, first)
    if right and rest < last and has_verb(passage, rest, last):
        telling.content = right
    elif teller is not None:
        telling.content = trimmed(passage, [(first, teller[0][0])])
    if teller is not None and telling.content:
        telling.under = Telling(citer, (citer, citer + 1), list(telling.content), *teller)
    telling.frame = "clause"
    return bool(telling.content)


def seen_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "An AFP photographer saw two bodies": what a witness or a reporter saw is told by them."""
    if "seen" not in cue.frames or telling.who is None:
        return False
    if cues.source_nouns().get(passage.lower[telling.who]) not in ("witness", "media"):
        return False
    kids = [k for k in passage.kids[telling.word] if k > telling.word and passage.deps[k] in _OBJECT_KIDS]
    if kids:
        telling.content = trimmed(passage, [(passage.edges(kids[0])[0], passage.edges(kids[-1])[1])])
    telling.frame = "clause"
    return bool(telling.content)


def antecedent_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "The attack, which the ministry blamed on rebels": the noun that "which" stands for, and what follows."""
    verb = telling.word
    if passage.deps[verb] != "relcl" or telling.source is None or telling.source[1] > verb or not cue.speech:
        return False
    link = telling.source[0] - 1
    noun = passage.heads[verb]
    if link <= noun or passage.tags[link] not in ("WDT", "WP") or passage.lower[link] == "who":
        return False
    before = noun_phrase(passage, noun, first, link)
    after = passage.edges(verb)[1]
    kept = [part for part in telling.content if part[0] > verb]
    telling.content = trimmed(passage, [before, *(kept or [(verb + 1, after)])])
    if not kept:
        telling.frame = "object"
    return True


def prepositional_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "called for talks", "spoke of heavy fighting"."""
    if not cue.prepositions:
        return False
    verb = telling.word
    told = passage.children(verb, "dobj") if cue.frames >= {"told", "main"} else []
    for kid in (*passage.kids[verb], *(kid for person in told for kid in passage.kids[person])):  # "told X | of a raid"
        if kid > verb and passage.deps[kid] == "prep" and passage.lower[kid] in cue.prepositions:
            start, end = kid + 1, passage.edges(kid)[1]
            if "told" in cue.frames or cue.lemma in ("call", "press"):
                objects = passage.children(verb, "dobj")
                start = passage.edges(objects[0])[0] if objects and objects[0] > verb else start
                end = max([end, *(passage.edges(k)[1] for k in passage.children(verb, "xcomp") if k > verb)])
            for more in passage.kids[verb]:
                if more > kid and passage.deps[more] == "prep" and passage.edges(more)[0] == end:
                    end = passage.edges(more)[1]
            telling.content += trimmed(passage, [(start, end)])
            telling.frame = "of" if "told" not in cue.frames else "object"
            if telling.frame == "of" and kid == verb + 1:
                telling.cue = (verb, kid + 1)
            return bool(telling.content)
    return False


def infinitive_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "vowed to fight on", "urged both sides to talk"."""
    if "infinitive" not in cue.frames:
        return False
    verb = telling.word
    for kid in passage.kids[verb]:
        if (
            kid > verb
            and passage.deps[kid] in _CLAUSAL
            and any(passage.lower[k] == "to" and passage.deps[k] == "aux" for k in passage.kids[kid])
        ):
            telling.content += trimmed(passage, [(max(verb + 1, passage.edges(kid)[0]), passage.edges(kid)[1])])
            telling.frame = "infinitive"
            return bool(telling.content)
    return False


def object_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "denied the raid", "called it a crime"."""
    if "object" not in cue.frames or telling.source is None:
        return False
    verb = telling.word
    if cue.lemma == "claim" and any(passage.lower[k] in ("life", "lives") for k in passage.kids[verb]):
        return False
    kids = [k for k in passage.kids[verb] if k > verb and k not in range(*telling.source)]
    objects = [k for k in kids if passage.deps[k] in _OBJECT_KIDS]
    if not objects:
        return False
    start, end = passage.edges(objects[0])
    for kid in kids:
        follows = passage.deps[kid] == "prep" and passage.lower[kid] in _OBJECT_PREPS
        if kid > objects[0] and (passage.deps[kid] in _OBJECT_KIDS or follows):
            low, high = passage.edges(kid)
            if low > end:
                break
            end = max(end, high)
    telling.content += trimmed(passage, without((max(start, verb + 1), end), telling.source))
    telling.frame = "object"
    return bool(telling.content)


def figure_content(passage: Passage, telling: Telling, cue: Cue, first: int, last: int) -> bool:
    """ "Put the number of dead at 27": the figure and what it counts."""
    verb = telling.word
    if "figure" not in cue.frames or telling.source is None:
        return False
    objects = [k for k in passage.children(verb, "dobj") if k > verb]
    if not objects:
        return False
    start, end = passage.edges(objects[0])
    counted = any(passage.tags[i] == "CD" for i in range(start, end))
    if passage.lower[objects[0]] not in _FIGURES and not (counted and cue.lemma not in _LIGHT):
        return False
    end = max([end, *(passage.edges(k)[1] for k in passage.children(verb, "prep") if k > verb)])
    telling.content = trimmed(passage, [(start, end)])
    telling.frame = "figure"
    return bool(telling.content)


__all__ = [
    "antecedent_content",
    "figure_content",
    "infinitive_content",
    "object_content",
    "passive_telling",
    "prepositional_content",
    "quoted_content",
    "seen_content",
]
