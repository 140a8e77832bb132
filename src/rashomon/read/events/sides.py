"""The two sides of a clash or a truce, and who meets a bomb: roles that no single arc of the parse gives."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from rashomon.read.actors.find import localise
from rashomon.read.events.frames import Frame, conjuncts, prepositions
from rashomon.read.events.marks import ARMED, Marks
from rashomon.read.events.whom import is_group, party
from rashomon.read.passage import ActorMention, Passage

_TWO_SIDED = frozenset(["armed_clash", "agreement"])
_UNARMED = frozenset(["civilians", "children", "women", "people", "person", "witness", "local_official"])
_PITTED = frozenset(["pit", "pits", "pitted", "pitting"])
_FAR = 14  # words after the trigger within which "between" still belongs to it
_MET = frozenset(
    "hit hits hitting struck strike strikes striking triggered triggers triggering tripped detonated".split()
)
_RAN = frozenset("ran run runs running drove driving stepped steps stepping rolled trod walked".split())


def two_sides(passage: Passage, marks: Marks, frame: Frame, kind: str, trigger: tuple[int, int]) -> list[ActorMention]:
    """Both parties of "clashes between A and B", "A and B clashed", "fighting pitted A against B"; else nothing."""
    sides = [head for word, head in frame.preps if word in ("between", "among")]
    found = _parties(passage, marks, sides)
    if kind not in _TWO_SIDED:
        return found
    if len(found) < 2:
        found = _after_between(passage, marks, trigger[1]) or _pitted(passage, marks, frame) or found
    if any(word in ("with", "against") for word, _ in frame.preps):
        return found  # "French and Malian troops clashed with rebels": on one side
    own = frame.object is None or trigger[0] <= frame.object < trigger[1]  # "A and B exchanged fire"
    if not found and frame.subject is not None and own:
        joint = _parties(passage, marks, [frame.subject, *conjuncts(passage, frame.subject)])
        found = joint if len(joint) > 1 else []
    return found


def side(passage: Passage, marks: Marks, head: int) -> ActorMention | None:
    """One side of a clash: a party, else people who do not fight elsewhere or a name that no list holds."""
    found = party(passage, marks, head)
    if found is None:
        return _group(passage, marks, head)
    if found.kind not in _UNARMED:
        return found
    name = _words(passage, found.start, found.end)
    return replace(found, name=name, id=None, kind="unknown", acts=True, generic=False)


def _parties(passage: Passage, marks: Marks, heads: list[int]) -> list[ActorMention]:
    if len(heads) == 1 and (pair := _pair(passage, marks, heads[0])):
        return pair
    found = (side(passage, marks, head) for head in heads)
    return list(dict.fromkeys(one for one in found if one is not None))


def _pair(passage: Passage, marks: Marks, head: int) -> list[ActorMention]:
    """The two sides under one noun: "Armenian and Azerbaijani forces", "Hausa and Yoruba traders"."""
    first, words = passage.edges(head)[0], passage.words
    link = next((at for at in range(first + 1, head - 1) if passage.lower[at] in ("and", "&")), None)
    if link is None or passage.tags[head] not in ("NNS", "NN", "NNPS") or marks.timed[head]:
        return []
    if not (words[link - 1][:1].isupper() and words[link + 1][:1].isupper()):
        return []
    whole = marks.actors[head] or _group(passage, marks, head)
    if whole is None:
        return []
    begin = link - 1
    while begin > first and words[begin - 1][:1].isupper() and passage.tags[begin - 1].startswith("NNP"):
        begin -= 1
    return [_half(passage, marks, whole, begin, link), _half(passage, marks, whole, link + 1, head + 1)]


def _half(passage: Passage, marks: Marks, whole: ActorMention, first: int, last: int) -> ActorMention:
    """One of two sides under one noun, by the words that are its own."""
    own = marks.actors[first]
    if own is not None and own.start >= first and own.end <= last and own.kind not in _UNARMED:
        return own
    at = passage.starts[first]
    place = next((one for one in passage.places if one.start <= at < one.end and one.precision == "country"), None)
    named = replace(whole, start=first, end=last, head=last - 1, id=None, country=None)
    if place is not None and whole.acts and whole.kind in ARMED:
        kind = "military" if whole.id is not None else whole.kind
        return localise(replace(named, kind=kind, generic=True), place.country)
    return replace(named, name=_words(passage, first, last), kind="unknown", acts=True, generic=False)


def _group(passage: Passage, marks: Marks, head: int) -> ActorMention | None:
    """People whom no list of parties holds, as one side: "the Lou Nuer", "the Maalia tribes", "nomads"."""
    if marks.timed[head] or marks.places[head] is not None or marks.weapons[head] is not None:
        return None
    if not marks.kinds(head).isdisjoint(("place", "property", "pronoun")):
        return None
    if not passage.tags[head].startswith("NNP") and not is_group(passage.lower[head]):
        return None
    parted = [kid + 1 for kid in passage.kids[head] if kid < head and passage.deps[kid] in ("punct", "cc")]
    first = max([passage.edges(head)[0], *parted])
    return ActorMention(first, head + 1, head, _words(passage, first, head + 1), None, "unknown", acts=True)


def _words(passage: Passage, first: int, last: int) -> str:
    """The words without article and number."""
    while first < last - 1 and passage.tags[first] in ("DT", "PDT", "CD", "PRP$", "RB"):
        first += 1
    return passage.span(first, last).text


def _pitted(passage: Passage, marks: Marks, frame: Frame) -> list[ActorMention]:
    """Whom fighting is said to have set against each other: "clashes that pitted soldiers against herders"."""
    for verb in (frame.predicate, *(kid for kid in passage.kids[frame.predicate] if passage.deps[kid] == "relcl")):
        if passage.lower[verb] in _PITTED:
            against = [head for word, head in prepositions(passage, verb) if word == "against"]
            return _parties(passage, marks, [*passage.children(verb, "dobj"), *against])
    return []


def _after_between(passage: Passage, marks: Marks, start: int) -> list[ActorMention]:
    """The two parties after a "between" that the parse has hung elsewhere: "broke out overnight between A and B"."""
    stop = passage.sentences[passage.sentence_of[start - 1]][1]
    between = next((at for at in range(start, min(start + _FAR, stop)) if passage.lower[at] == "between"), None)
    if between is None:
        return []
    sides: list[ActorMention] = []
    for token in range(between + 1, min(between + 2 * _FAR, stop)):
        actor = marks.actors[token]
        if actor is not None and actor not in sides:
            sides.append(actor)
    for one, other in pairwise(sides[:3]):
        if "and" in passage.lower[one.end - 1 : other.start + 1] and one.name != other.name:
            return [one, other]
    return []


def met_by(passage: Passage, noun: int) -> int | None:
    """Who meets a bomb or mine that is the object: "a convoy hit a roadside bomb", "their truck ran over a mine"."""
    above, dep = passage.heads[noun], passage.deps[noun]
    met = dep == "dobj" and passage.lower[above] in _MET
    if dep == "pobj" and passage.lower[above] in ("over", "on", "onto", "into"):
        above = passage.heads[above]
        met = passage.lower[above] in _RAN
    return next(iter(passage.children(above, "nsubj")), None) if met else None
