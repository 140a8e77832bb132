"""How much of a place is held or taken, by the words around it."""

from __future__ import annotations

from rashomon.lexicon.events import extent_words
from rashomon.read.events.frames import inside
from rashomon.read.events.marks import Marks
from rashomon.read.events.roles import EventMention
from rashomon.read.passage import Passage
from rashomon.records import Extent

_NEAR = 3  # words before the trigger within which an adverb belongs to it


def extent_of(passage: Passage, marks: Marks, event: EventMention) -> Extent:
    """The extent that words on the place itself tell, else adverbs on the verb, else the rule's own."""
    focus = _focus(passage, event)
    words = {word for token in focus for word in _words(passage, marks, token)}
    if event.trigger.rule.id == "held-place":
        words -= extent_words()["compass"]  # "rebel-held eastern Aleppo" is held, as told, without saying how far
    told = _by_words(words) or _by_count(passage, focus) or _by_adverb(passage, event)
    if told is not None:
        return told
    if focus and (beside := _by_phrase(passage, event, focus)) is not None:
        return beside
    return event.trigger.rule.extent or "unspecified"


def _focus(passage: Passage, event: EventMention) -> list[int]:
    """The heads of what is held or taken, parts and measures included ("most of the town")."""
    frame, rule = event.frame, event.trigger.rule
    if rule.id == "stronghold":
        return []
    heads = [frame.object] if frame.object is not None else []
    if frame.subject is not None and (frame.passive or rule.subject == "place"):
        heads.append(frame.subject)
    if rule.subject == "place" and passage.tags[above := passage.heads[event.trigger.head]].startswith("NN"):
        heads.append(above)  # "areas under its control"
    if not heads or rule.of == "place":
        heads += [head for word, head in frame.preps if word in ("of", "over")]
    if not heads:
        heads = [head for word, head in frame.preps if word in ("in", "on", "to", "into")]
    return list(dict.fromkeys(here for head in heads for here in inside(passage, head)))


def _words(passage: Passage, marks: Marks, token: int) -> set[str]:
    """The token and what describes it from the left; points of the compass inside a name are no description."""
    left = [kid for kid in passage.kids[token] if kid < token and passage.deps[kid] != "relcl"]
    found = {passage.lower[kid] for kid in left if marks.places[kid] is None}
    found |= {passage.lower[kid] for one in left for kid in passage.kids[one] if passage.deps[kid] == "advmod"}
    return found | {passage.lower[token]}


def _by_words(words: set[str]) -> Extent | None:
    lists = extent_words()
    if words & lists["nearly"] and words & (lists["full"] | lists["most"]):
        return "most"
    for extent in ("outskirts", "centre", "most", "part", "full"):
        if words & lists[extent]:
            return extent
    return None


def _by_count(passage: Passage, focus: list[int]) -> Extent | None:
    """ "14 villages" are taken whole; "510 square kilometres", "80 per cent" and a single site are a part."""
    lists = extent_words()
    for token in focus:
        numbered = any(passage.tags[kid] == "CD" for kid in passage.kids[token])
        if passage.lower[token] in lists["settlements"] and numbered:
            return "full"
        if passage.lower[token] in lists["measures"] or passage.lower[token] in lists["sites"]:
            return "part"
    return None


def _by_adverb(passage: Passage, event: EventMention) -> Extent | None:
    """ "fully retook", "largely held by", "the mostly rebel-held city"."""
    lists = extent_words()
    start = passage.sentences[event.sentence][0]
    near = passage.lower[max(start, event.trigger.start - _NEAR) : event.trigger.end]
    words = set(near) | {passage.lower[kid] for kid in passage.children(event.trigger.head, "advmod", "neg")}
    if words & lists["nearly"] and words & lists["full"]:
        return "most"
    for extent in ("most", "part", "full"):
        if words & lists[f"{extent}_adverbs"]:
            return extent
    return None


def _by_phrase(passage: Passage, event: EventMention, focus: list[int]) -> Extent | None:
    """ "an area on the outskirts of X", "districts in the centre", "seized ground across large parts of X"."""
    lists = extent_words()
    heads = {event.frame.predicate, event.trigger.head, *focus}
    for head in heads:
        for prep in passage.children(head, "prep"):
            if passage.lower[prep] in ("on", "in", "at", "across", "into", "around") and prep > head:
                for below in passage.children(prep, "pobj"):
                    for extent in ("outskirts", "centre"):
                        if passage.lower[below] in lists[extent] and head in focus:
                            return extent
                    if passage.lower[prep] in ("across", "into") and passage.lower[below] in lists["part"]:
                        return "part"
    if (
        event.trigger.rule.id in ("in-control", "in-hands", "hold")
        and passage.lower[event.frame.predicate] in (lists["shared"])
    ):
        return "part"
    return None


__all__ = ["extent_of"]
