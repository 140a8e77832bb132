"""Parts of a toll told before ("nine of those killed were soldiers"): they are of the attack that the toll was of."""

from __future__ import annotations

from rashomon.lexicon.families import FAMILY
from rashomon.read.claims.mentions import grip
from rashomon.read.claims.told import Told
from rashomon.read.events.tolls import of_toll

_ATTACKS = frozenset(["explosive", "violence", "clash"])
_BRINGING = frozenset(["bringing", "taking", "raising", "brought", "takes", "brings"])
_NEAR = 10  # words from what adds up to the toll
_REACH = 8  # sentences within which the whole was told


def join_wholes(told: list[Told]) -> None:
    """Give every part of a toll the type and the place of the attack whose toll it divides, and point it back there."""
    for n, item in enumerate(told):
        whole = _whole(told, n)
        if whole is None:
            continue
        item.antecedent = whole.event
        if FAMILY[item.event.type] in _ATTACKS:
            item.event.type, item.event.settled = whole.event.type, whole.event.settled
            item.event.may_be = whole.event.may_be
        if whole.place is not None and not _placed(item):
            item.place, item.place_scene, item.inherited_place = whole.place, whole.place_scene, True


def _whole(told: list[Told], n: int) -> Told | None:
    """The attack told last whose dead or wounded the n-th event divides; None where the n-th event is no part."""
    item = told[n]
    passage = item.scene.passage
    if not of_toll(passage, item.event):
        return None
    kinds = {toll.kind for toll in item.event.tolls}
    for other in reversed(told[:n]):
        event = other.event
        if event.passage == item.event.passage and item.event.sentence - event.sentence > _REACH:
            return None
        counted = any(toll.kind in kinds and toll.high != 0 for toll in event.tolls)
        whole = not (of_toll(other.scene.passage, event) or _summed(other))
        if counted and whole and FAMILY[event.type] in _ATTACKS:
            return other
    return None


def _summed(item: Told) -> bool:
    """Whether the toll adds up several happenings: "raising to 37 those killed in three days"."""
    passage, start = item.scene.passage, item.event.trigger.start
    first, _ = passage.sentences[item.event.sentence]
    return not _BRINGING.isdisjoint(passage.lower[max(first, start - _NEAR) : start])


def _placed(item: Told) -> bool:
    """Whether the clause itself says where they died: "among the dead in Sake", not "were farmers of Sake"."""
    passage, event = item.scene.passage, item.event
    first, last = event.clause
    heads = {event.trigger.head}
    for above in passage.ancestors(event.trigger.head):
        heads.add(above)
        if passage.tags[above].startswith("VB"):
            break
    for place in passage.places:
        start, end = passage.tokens(place.start, place.end)
        if first <= start < last:
            held = grip(passage, item.scene, start, end)
            if held.link in ("in", "at", "near", "on") and held.host in heads:
                return True
    return False


__all__ = ["join_wholes"]
