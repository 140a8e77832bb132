"""Casualty verbs: who is killed or wounded by their subject, object or the group that stands next to them."""

from __future__ import annotations

from rashomon.read.casualties.counts import noun_after
from rashomon.read.casualties.groups import Neighbours
from rashomon.read.casualties.victims import Group
from rashomon.read.casualties.words import Verb

_LEFT = frozenset({"left", "leaving", "leave", "leaves"})
_TENDING = frozenset(
    "evacuate evacuated evacuating treat treated treating carry carried carrying transport transported transporting "
    "rescue rescued rescuing help helped helping transfer transferred transferring".split()
)
_WHO = frozenset({"who", "which", "that", "whom"})


class VerbTolls(Neighbours):
    """Tolls told by verbs ("killed 42 people", "42 were killed", "died")."""

    # --- verbs ----------------------------------------------------------------------------------------------
    def verb(self, i: int, use: Verb) -> None:
        """A verb that kills or wounds."""
        passage = self.passage
        if use.kind == "wounded" and self.tended(i):
            return
        if not use.transitive:
            self.add(use.kind, i, self.subject(i, use))
            return
        objects = passage.children(i, "dobj")
        if self.passive(i, bool(objects)):
            group = self.subject(i, use) or self.far(i)
            if group is None and not passage.children(i, "nsubjpass", "auxpass"):
                group = self.after(i, use.sure)
        else:
            group = self.object(i, use)
        self.add(use.kind, i, group)

    def tended(self, i: int) -> bool:
        """Whether the wounded are spoken of in passing: "evacuate wounded fighters", "carried a wounded man"."""
        lower = self.passage.lower
        at = i - 1 - (lower[i - 1 : i] in (["those"], ["a"], ["an"], ["the"]))
        return at >= 0 and lower[at] in _TENDING

    def passive(self, i: int, has_object: bool) -> bool:
        """Whether the victims stand before the verb."""
        passage = self.passage
        tag, lower = passage.tags[i], passage.lower
        if passage.children(i, "nsubjpass", "auxpass"):
            return True
        near = self.phrases.owner.get(i - 1) if tag in ("VBD", "VBN") else None
        if near is not None and (self.followed(i) or lower[near.start - 1] in _LEFT):
            return True
        if tag in ("VBG", "VB", "VBZ", "VBP") or has_object or not lower[i].endswith(("d", "n", "t", "g")):
            return False
        if any(lower[kid] in ("have", "has", "had") and passage.deps[kid] == "aux" for kid in passage.kids[i]):
            return False
        for kid in passage.children(i, "conj"):  # "killed and injured many terrorists"
            if kid - i <= 3 and passage.lower[kid] in self.lex.verbs and passage.children(kid, "dobj"):
                return False
        if passage.deps[i] == "conj":
            head = passage.heads[i]
            if passage.tags[head].startswith("VB") and head < i:
                if passage.children(head, "nsubjpass", "auxpass"):
                    return True
                if self.after(i) is not None and self.before(i) is None:
                    return False
        if self.before(i) is not None:
            return True
        return self.after(i) is None

    def followed(self, i: int) -> bool:
        """Whether the group after the verb has a casualty word of its own ("6 killed 22 injured")."""
        count = next((c for c in (self.phrases.owner.get(i + 1), self.phrases.owner.get(i + 2)) if c is not None), None)
        if count is None or count.start > i + 2 or count.end >= len(self.passage):
            return False
        word = self.passage.lower[count.end]
        return word in self.lex.adjectives or word == "killed"

    def object(self, i: int, use: Verb) -> Group | None:
        """The victims of an active verb: its object, or that of the verb it is coordinated with."""
        passage = self.passage
        for kid in passage.children(i, "dobj"):
            group = self.phrases.measure(kid, use.sure)
            if group is not None:
                return group
        group = self.after(i, use.sure)
        if group is not None:
            return group
        for kid in passage.children(i, "conj"):  # "killed and wounded dozens"
            if kid - i <= 3 and passage.lower[kid] in self.lex.verbs:
                for thing in passage.children(kid, "dobj"):
                    return self.phrases.measure(thing, use.sure)
                return self.after(kid, use.sure)
        noun = noun_after(passage, i + 1) if not passage.children(i, "dobj") else None
        return self.phrases.measure(noun[0], use.sure) if noun is not None and passage.tags[noun[0]] != "NNP" else None

    def subject(self, i: int, use: Verb) -> Group | None:
        """The victims of a passive or intransitive verb: its subject, its noun, or what stands before it."""
        passage = self.passage
        subjects = passage.children(i, "nsubjpass", "nsubj")
        head = passage.heads[i]
        dep = passage.deps[i]
        near = self.before(i, use.sure)
        for kid in subjects:
            if passage.lower[kid] in _WHO:
                kid = head if dep == "relcl" else kid
            group = self.phrases.measure(kid, use.sure)
            sprawls = group is not None and near is not None and self.nearer(near, group)
            if group is not None and not sprawls and (group.known or near is None):
                return group
        if near is not None:
            return near
        if subjects and passage.lower[subjects[0]] not in _WHO:
            return None
        if dep in ("acl", "relcl", "amod"):
            return self.phrases.measure(head, use.sure)
        if dep == "conj" and passage.tags[head].startswith("VB"):
            return self.shared(head, use)
        if dep in ("xcomp", "ccomp", "advcl", "pcomp", "oprd"):
            top = passage.heads[head] if passage.tags[head] == "IN" else head
            for kid in passage.children(top, "nsubjpass", "nsubj"):
                return self.phrases.measure(kid, use.sure)
        return None

    def nearer(self, near: Group, group: Group) -> bool:
        """Whether the group next to the verb is a better subject than the one that the parse gives."""
        if group.end - group.start > 14:
            return True
        before = self.passage.tags[near.start - 1] if near.start else ""
        apart = near.start >= group.end or near.end <= group.start
        return (
            apart and near.low is not None and before not in ("IN", "TO", "VBD", "VBZ", "VBP", "VBG", "VBN", "VB", "MD")
        )

    def shared(self, head: int, use: Verb) -> Group | None:
        """The subject of the verb that this one is coordinated with ("was shot and killed")."""
        passage = self.passage
        for _ in range(3):
            for kid in passage.children(head, "nsubjpass", "nsubj"):
                if passage.lower[kid] in _WHO and passage.deps[head] == "relcl":
                    kid = passage.heads[head]
                return self.phrases.measure(kid, use.sure)
            if passage.deps[head] != "conj":
                return self.phrases.measure(passage.heads[head], use.sure) if passage.deps[head] == "acl" else None
            head = passage.heads[head]
        return None


__all__ = ["VerbTolls"]
