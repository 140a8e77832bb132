"""Casualty adjectives and nouns: "left 12 dead", "the deaths of 12", "the death toll rose to 42", "no casualties"."""

from __future__ import annotations

from dataclasses import replace

from rashomon.read.casualties.counts import noun_after
from rashomon.read.casualties.verbs import VerbTolls
from rashomon.read.casualties.victims import ASKED
from rashomon.read.casualties.words import Kind, Verb

_POINTERS = frozenset("to at of reached is was stands exceeded hit passed".split())
_STATE = frozenset({"critical", "condition", "serious", "stable", "grave", "discharged"})
_NOT = frozenset({"not", "n't", "n’t", "never", "without"})
_BETWEEN = frozenset({"CD", "NNP", "NNPS", "POS", "JJ", "PRP$", "NN", "RB"})


class NounTolls(VerbTolls):
    """Tolls told by adjectives and nouns."""

    # --- adjectives and nouns -------------------------------------------------------------------------------
    def adjective(self, i: int, kind: Kind) -> None:
        """ "left 12 dead", "12 wounded soldiers", "was found dead", "among the dead"."""
        passage = self.passage
        lower, head = passage.lower, passage.heads[i]
        if i and lower[i - 1] == "shot":
            return  # the verb tells it
        if passage.deps[i] == "amod" and head > i:
            count = self.phrases.owner.get(i)
            if count is not None and count.end > i + 1 and count.low != 0:
                if passage.lower[count.start] in ("a", "an") and count.low is not None:
                    return  # "carried a wounded man": said in passing
                self.add(kind, i, self.phrases.counted(count))
                return
        if kind == "wounded" and self.tended(i):
            return
        if self.among(i, kind):
            return
        if self.listed(i, kind):
            return
        if self.share(i, kind):
            return
        if lower[i - 1] in ("and", "or") and self.before(i) is None:
            follows = self.after(i)  # "killed one protester and injured scores more", the verb taken for an adjective
            if follows is not None:
                self.add(kind, i, follows)
                return
        group = self.before(i)
        if group is None and passage.deps[i] in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advmod"):
            for kid in passage.children(i, "nsubj", "nsubjpass") or passage.children(
                head, "dobj", "nsubjpass", "nsubj"
            ):
                group = self.phrases.measure(kid, sure=passage.tags[kid] == "NNP")
                break
        self.add(kind, i, group)

    def share(self, i: int, kind: Kind) -> bool:
        """ "15 of the wounded", "dozens of dead", "made up the rest of the dead", "of the 18 dead, seven ..."."""
        lower = self.passage.lower
        whole = self.phrases.owner.get(i - 1)
        if (
            whole is not None
            and lower[i + 1 : i + 2] == [","]
            and "of" in lower[max(0, whole.start - 1) : whole.start + 1]
        ):
            part = self.phrases.owner.get(i + 2)
            if part is not None and whole.start < 2 and part.low is not None:
                self.put(kind, i, part.start, part.end, part.head, part.low, part.high, "people")
                return True
        of = i - 1 - (lower[i - 1 : i] in (["the"], ["those"], ["their"]))
        if of < 1 or lower[of] != "of":
            return False
        count = self.phrases.owner.get(of - 1) or self.phrases.owner.get(of)
        if lower[of - 1] in ("rest", "remainder"):
            for kid in self.passage.children(self._verb_above(of), "nsubj", "attr"):
                if kid != of - 1:
                    self.add(kind, i, self.phrases.measure(kid))
        elif count is not None and not (kind == "wounded" and self.condition(i)):
            self.put(kind, i, count.start, i + 1, count.head, count.low, count.high, "people")
        elif lower[of - 1] in ("number", "toll"):
            self.add(kind, i, self.pointed(i))  # "the number of dead has risen to 21"
        return True

    def _verb_above(self, token: int) -> int:
        """The nearest verb that the token hangs on, else the token itself."""
        return next((up for up in self.passage.ancestors(token) if self.passage.tags[up].startswith("VB")), token)

    def condition(self, i: int) -> bool:
        """Whether only the state of the wounded is told: "four of the wounded are in a critical condition"."""
        return any(word in _STATE for word in self.passage.lower[i + 1 : i + 6])

    def listed(self, i: int, kind: Kind) -> bool:
        """ "the dead included an Iraqi family", "put the dead at six": the verb after the noun tells whom it counts."""
        passage = self.passage
        _, last = passage.sentences[passage.sentence_of[i]]
        following = passage.lower[i + 1 : min(i + 3, last)]
        if not i or passage.lower[i - 1] not in ("the", "those", "whose"):
            return False
        if following[:1] and following[0] in ("include", "included", "includes"):
            count = self.phrases.owner.get(i + 2)
            if count is not None:
                self.add(kind, i, self.phrases.measure(count.head) or self.phrases.counted(count))
            else:
                noun = noun_after(passage, i + 3 if passage.tags[i + 2 : i + 3] == ["DT"] else i + 2)
                self.add(kind, i, self.phrases.measure(noun[0]) if noun else None)
            return True
        if following[:1] == ["at"]:
            count = self.phrases.owner.get(i + 2)
            self.add(kind, i, self.phrases.counted(count) if count is not None else None)
            return True
        return False

    def among(self, i: int, kind: Kind) -> bool:
        """ "a commander was among the dead": the subject is counted, and the number of the whole, where told."""
        passage = self.passage
        lower = passage.lower
        for j in range(i - 1, max(-1, i - 5), -1):
            if lower[j] in ("among", "amongst"):
                verb = passage.heads[j]
                count = self.phrases.owner.get(i - 1)
                if count is not None and not passage.tags[verb].startswith("VB") and j < count.start:
                    self.add(kind, i, self.phrases.counted(count))  # "Teen among 3 killed in raid": a headline's whole
                    return True
                for kid in passage.children(verb, "nsubj", "attr"):
                    group = self.phrases.measure(kid)
                    if group is not None:
                        self.add(kind, i, group)
                        return True
                return True
            if lower[j] not in ("the", "those", "people", "all") and passage.tags[j] not in _BETWEEN:
                return False
        return False

    def noun(self, i: int, kind: Kind, sure: bool = True) -> None:
        """ "the killing of 12 civilians", "nine deaths", "no deaths"; ``sure`` False asks for people known as such."""
        passage = self.passage
        for prep in passage.children(i, "prep"):
            if passage.lower[prep] == "of":
                for kid in passage.children(prep, "pobj"):
                    group = self.phrases.measure(kid, sure)
                    if group is None and self.phrases.owner.get(kid) is not None:
                        group = self.phrases.counted(self.phrases.owner[kid])
                    self.add(kind, i, group)
                    return
        if not sure:
            return
        if self.summed(i) is not None:
            self.add(kind, i, None)  # "raised to nine the number of deaths"
            return
        count = self.phrases.owner.get(i)
        if count is not None and count.head == i:
            self.put(kind, i, count.start, count.end, i, count.low, count.high, "people")
            return
        if passage.lower[i].endswith("s") and self.caused(i) and passage.lower[i] in self.lex.deaths:
            self.put(kind, i, i, i + 1, i, None, None, "people")
            return
        for kid in passage.children(i, "poss"):
            self.add(kind, i, self.phrases.measure(kid, sure=False))

    def casualties(self, i: int) -> None:
        """ "no casualties" is nobody killed and nobody wounded; "12 casualties" does not say how many died."""
        count = self.phrases.owner.get(i)
        none = count is not None and count.low == 0
        passage = self.passage
        left = i - 1
        while left > 0 and i - left < 4 and passage.tags[left] == "JJ":
            left -= 1
        none = none or passage.lower[max(left, 0)] in ("no", "without") or passage.lower[max(0, left - 1)] == "without"
        near = passage.lower[max(0, i - 7) : i]
        none = none or (passage.lower[max(left, 0)] == "any" and not _NOT.isdisjoint(near) and ASKED.isdisjoint(near))
        if not none and not self.caused(i):
            return
        start = count.start if count is not None else i
        bound = 0 if none else None
        self.put("killed", i, start, i + 1, i, bound, bound, "people")
        if none or count is not None:
            self.put("wounded", i, start, i + 1, i, bound, bound, "people")

    def caused(self, i: int) -> bool:
        """Whether the noun hangs on a verb of causing, suffering or reporting."""
        passage, node = self.passage, i
        for _ in range(5):
            head = passage.heads[node]
            counted = self.phrases.owner.get(i) is not None
            if head == node or (passage.lower[head] in ("number", "figure") and not counted):
                return False
            if passage.tags[head].startswith("VB"):
                return passage.lower[head] in self.lex.causing and passage.deps[node] != "nsubj"
            node = head
        return False

    def toll(self, i: int) -> None:
        """ "the death toll rose to 42"."""
        passage = self.passage
        _, last = passage.sentences[passage.sentence_of[i]]
        best = None
        near = self.phrases.owner.get(i - 2)
        if near is not None and near.start < i - 1 and near.low and passage.lower[i - 1] in ("its", "the", "their"):
            self.put(
                "killed", i, near.start, i - 1, near.start, near.low, near.high, "people"
            )  # "updated to 18 its toll"
            return
        for j in range(i + 1, min(last, i + 26)):
            count = self.phrases.owner.get(j)
            if count is None or count.start != j or count.low == 0 or self.hurt(count):
                continue
            group = self.phrases.counted(count, sure=False)
            if group is None:
                continue
            pointed = passage.lower[j - 1] in _POINTERS or passage.lower[j] == "from"
            if pointed or (best is None and j - i < 9):
                best = replace(group, low=group.high) if passage.lower[j] == "from" else group
            if pointed and passage.lower[j - 1] != "of":
                break
        if best is None and passage.lower[passage.heads[i]].startswith(("confirm", "corroborat")):
            self.confirmed(i)
        self.add("killed", i, best)

    def confirmed(self, i: int) -> None:
        """ "A doctor confirmed the death toll": the figure told last."""
        last = next((toll for toll in reversed(self.tolls) if toll.kind == "killed" and toll.low), None)
        if last is not None:
            self.put("killed", i, i, i + 1, i, last.low, last.high, last.who)

    def figure(self, i: int) -> None:
        """ "put the figure at 191,000" where the sentence speaks of people killed."""
        first, last = self.passage.sentences[self.passage.sentence_of[i]]
        if any(word in ("killed", "dead", "toll", "died", "deaths") for word in self.passage.lower[first:last]):
            self.add("killed", i, self.pointed(i))

    def lives(self, i: int) -> None:
        """ "claimed the lives of 12", "42 people lost their lives"."""
        passage = self.passage
        head = passage.heads[i]
        if passage.lower[head] not in self.lex.take_life:
            if passage.lower[i + 1 : i + 2] == ["lost"]:
                head = i + 1  # "40 lives lost in attack"
            else:
                before = range(i - 1, max(-1, i - 4), -1)
                head = next((k for k in before if passage.lower[k] in self.lex.take_life), -1)
            if head < 0 or not passage.tags[head].startswith("VB"):
                return
        own = self.phrases.owner.get(i)
        if passage.lower[head] in ("lost", "lose", "loses", "losing"):
            if (
                own is not None
                and own.head == i
                and own.start < i
                and passage.lower[i - 1] not in ("their", "his", "her")
            ):
                self.put(
                    "killed", head, own.start, own.end, i, own.low, own.high, "people"
                )  # "over 40 lives were lost"
                return
            self.add("killed", head, self.subject(head, Verb("killed", True, False)))
            return
        count = self.phrases.owner.get(i)
        if count is not None:
            self.put("killed", i, count.start, count.end, i, count.low, count.high, "people")
            return
        self.noun(i, "killed")

    def injuries(self, i: int) -> None:
        """ "three civilians sustained injuries", "no injuries", "the injury of 89"."""
        passage = self.passage
        head = passage.heads[i]
        top = passage.heads[head] if passage.tags[head] == "IN" else head
        if passage.lower[top] in self.lex.take_injury and passage.tags[top].startswith("VB"):
            kind: Kind = "killed" if self.of_dead(top) else "wounded"
            self.add(kind, i, self.subject(top, Verb(kind, True, False)))
        elif passage.deps[i] == "appos" or passage.lower[i - 1 : i] == ["sustained"]:
            count = self.phrases.owner.get(i)
            if count is not None and count.start < i - 1:
                self.put("wounded", i, count.start, i - 1, count.start, count.low, count.high, "people")
            else:
                self.add("wounded", i, self.before(i - 1))
        elif passage.lower[i - 1 : i] == ["with"] and passage.tags[passage.heads[i - 1]] in ("NNS", "CD", "JJ"):
            self.add("wounded", i, self.before(i - 1))  # "left 12 dead and 40 others with injuries"
        elif passage.lower[i] in ("injury", "injuries"):
            self.noun(i, "wounded")

    def of_dead(self, verb: int) -> bool:
        """Whether the wounds are those of the dead: "the dead youth had a wound in the neck"."""
        lower = self.passage.lower
        subjects = self.passage.children(verb, "nsubj")
        return any(self.lex.adjectives.get(lower[kid]) == "killed" for s in subjects for kid in self.passage.kids[s])

    def limb(self, i: int) -> None:
        """ "a third lost a leg"."""
        head = self.passage.heads[i]
        if self.passage.lower[head] in ("lost", "lose", "loses") and self.passage.deps[i] == "dobj":
            self.add("wounded", head, self.subject(head, Verb("wounded", False, False)))

    def found_bodies(self, i: int) -> None:
        """ "12 bodies were found", "found the bodies of 12 people"."""
        count = self.phrases.owner.get(i)
        passage = self.passage
        if not any(passage.lower[above] in self.lex.body_verbs for above in [i, *passage.ancestors(i)[:3]]):
            near = passage.lower[i + 1 : i + 6]
            if not any(word in self.lex.body_verbs for word in near):
                return
        if count is not None and count.head == i and count.low != 0:
            self.put("killed", i, count.start, count.end, i, count.low, count.high, "people")
        elif any(self.passage.lower[prep] == "of" for prep in self.passage.children(i, "prep")):
            self.noun(i, "killed")


__all__ = ["NounTolls"]
