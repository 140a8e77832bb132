"""The two sides of a clash or a truce, and who meets a bomb: roles that no single arc of the parse gives."""

from __future__ import annotations

from itertools import pairwise

from rashomon.read.events.frames import Frame, conjuncts
from rashomon.read.events.marks import Marks
from rashomon.read.events.whom import party
from rashomon.read.passage import ActorMention, Passage

_TWO_SIDED = frozenset(["armed_clash", "agreement"])
_FAR = 14  # words after the trigger within which "between" still belongs to it
_MET = frozenset(
    "hit hits hitting struck strike strikes striking triggered triggers triggering tripped detonated".split()
)
_RAN = frozenset("ran run runs running drove driving stepped steps stepping rolled trod walked".split())


def two_sides(passage: Passage, marks: Marks, frame: Frame, kind: str, trigger_end: int) -> list[ActorMention]:
    """Both parties of "clashes between A and B", "A and B clashed", "fighting pitted A against B"; else nothing."""
    sides = [head for word, head in frame.preps if word in ("between", "among")]
    found = _parties(passage, marks, sides)
    if len(found) < 2 and kind in _TWO_SIDED:
        found = _after_between(passage, marks, trigger_end) or found
    if not found and kind in _TWO_SIDED and frame.subject is not None and frame.object is None:
        joint = _parties(passage, marks, [frame.subject, *conjuncts(passage, frame.subject)])
        found = joint if len(joint) > 1 else []
    return found


def _parties(passage: Passage, marks: Marks, heads: list[int]) -> list[ActorMention]:
    found = (party(passage, marks, head) for head in heads)
    return list(dict.fromkeys(one for one in found if one is not None))


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
