"""Places written side by side: which of them lies in which, and which only says what another is near."""

from __future__ import annotations

from itertools import pairwise

from rashomon.lexicon.events import noun_set
from rashomon.read.claims.mentions import DISTANCES, Candidate, Key, Mention
from rashomon.read.events.whereabouts import DIRECTIONS

_FILLING = frozenset(
    "the a an 's ’s s area of city town village strategic key nearby historic ancient besieged held".split()
)
_TYING = frozenset(
    "in , at near outside from ( ) around about some roughly km kilometres kilometers kilometre kilometer miles mile "
    "located situated lies lying which is just off".split()
)
_BY = frozenset(["near", "outside", "from", "off"])
_GAP = 10  # tokens between two names that may still belong together


class Chains:
    """Places written one after the other: "X in Y's Z province" puts X into Z and Y, "X, 4 km from W" by W."""

    def __init__(self, places: dict[Key, Candidate]) -> None:
        self.inner: dict[Key, set[Key]] = {}  # a place and those it is put into
        self.beside: dict[tuple[int, int], Key] = {}  # scene and token of mentions that only say what this one is near
        self.outer: set[tuple[int, int]] = set()  # of mentions that only say where another lies
        named = [(one.key, m) for one in places.values() for m in one.mentions if m.place.kind == "toponym"]
        named.sort(key=lambda pair: (pair[1].scene.number, pair[1].first))
        chain: list[Key] = []  # the places so far that the next one may hold
        for (key, left), (other, right) in pairwise(named):
            link = _joint(left, right)
            if link == "":
                chain = []
                continue
            if not chain:
                chain = [key]
            if link == "holds" and key != other:  # "Y's X", "Y X province"
                self._put(other, key, left)
                chain = [*[one for one in chain if one != key], other]
                continue
            for one in chain:
                if one != other and link == "in":
                    self._put(one, other, right)
                elif one != other:
                    self.beside[(right.scene.number, right.first)] = one
            chain = [*chain, other] if link == "in" else []

    def _put(self, inner: Key, outer: Key, mention: Mention) -> None:
        self.inner.setdefault(inner, set()).add(outer)
        self.outer.add((mention.scene.number, mention.first))

    def role(self, mention: Mention) -> str:
        """What the mention is to the names beside it: "outer", "beside" or nothing."""
        spot = mention.scene.number, mention.first
        return "outer" if spot in self.outer else "beside" if spot in self.beside else ""


def _joint(left: Mention, right: Mention) -> str:
    """How the words between two names tie them: "in", "beside", "holds" (the first the second) or not at all."""
    passage = left.scene.passage
    if left.scene is not right.scene or left.sentence != right.sentence or not 0 <= right.first - left.last <= _GAP:
        return ""
    between = passage.lower[left.last : right.first]
    known = _FILLING | DIRECTIONS | noun_set("place")
    rest = [word for word in between if word not in known and not word.isdigit()]
    measured = any(word in DISTANCES for word in between)
    turned = measured or any(word in DIRECTIONS for word in between)
    if not rest:
        if between[:1] in (["'s"], ["’s"], ["s"]):
            return "holds"
        if turned and between[-1] in ("of", "from"):
            return "beside" if between[-2:-1] and between[-2] in DIRECTIONS else ""  # "X west of Y"
        return "in" if "of" in between and not turned else ""
    if any(word not in _TYING for word in rest):
        return ""
    if not _BY.isdisjoint(rest) or (turned and between[-1:] in (["of"], ["from"])):
        inner = "in" in rest or "at" in rest  # "in the west of X" lies in X, "west of X" beside it
        return "in" if inner and "near" not in rest and not measured else "beside"
    return "in" if "in" in rest or rest == [","] or "(" in rest else ""
