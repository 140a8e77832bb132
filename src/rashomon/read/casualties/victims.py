"""Who a casualty word counts: from the head of a noun phrase to a group with bounds and category."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rashomon.read.casualties.counts import category, find_counts, is_plural, person_nouns
from rashomon.read.casualties.rows import follower, widened
from rashomon.read.casualties.words import words
from rashomon.read.passage import Count, Passage

_ONE = frozenset({"he", "she", "him", "her", "i", "me", "himself", "herself"})
_MANY = frozenset({"they", "them", "we", "us", "those", "these", "others", "all", "both", "many", "several", "some"})
_NEXT = frozenset({"second", "third", "fourth", "fifth", "sixth", "other"})
_PART = frozenset(
    {"including", "include", "includes", "included", "among", "amongst", "mostly", "mainly", "comprising"}
)
ASKED = frozenset({"if", "whether", "clear", "known"})  # "it was not clear if anyone was hurt"
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_GROUP_KINDS = frozenset({"person", "people_person", "individual"})


@dataclass(frozen=True, slots=True)
class Group:
    """A counted phrase: tokens ``start`` to ``end`` (exclusive), its head, bounds and category."""

    start: int
    end: int
    head: int
    low: int | None
    high: int | None
    who: str | None
    known: bool  # the head is known to name people


class Phrases:
    """The counts of a passage, found once, and the phrases measured with them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.counts: list[Count] = [widened(passage, count) for count in passage.counts or find_counts(passage)]
        self.owner: dict[int, Count] = {}
        for count in self.counts:
            for token in range(count.start, count.end):
                self.owner.setdefault(token, count)
        self.bodies = {
            token
            for actor in passage.actors
            if not actor.generic and actor.id is not None and actor.kind not in _GROUP_KINDS
            for token in range(actor.start, actor.end)
        }

    def counted(self, count: Count, sure: bool = True) -> Group | None:
        """A count as a group; None where it counts things."""
        passage = self.passage
        bare = count.who is None and passage.tags[count.head] == "CD" and (sure or not self._goes_on(count.end))
        if not (count.people or bare):
            known_thing = passage.lower[count.head] in words().nobody
            if (
                not sure
                or known_thing
                or passage.tags[count.head] not in ("NNS", "NNPS", "NN", "NNP", "JJ", "VBN", "VBD")
            ):
                return None
        who = count.who if count.who is not None else "people"
        if passage.lower[count.head] in ("others", "more"):
            who = self._same_as_before(count) or who
        return Group(count.start, count.end, count.head, count.low, count.high, who, count.people or bare)

    def _goes_on(self, end: int) -> bool:
        """Whether a noun that was not understood follows the bare figure ("three pick-up vehicles")."""
        tags = self.passage.tags[end : end + 2]
        if self.passage.lower[end : end + 1] in (["dead"], ["killed"], ["wounded"], ["injured"], ["hurt"]):
            return False
        return bool(tags) and (tags[0] in ("NN", "NNS", "NNP", "JJ") or tags[-1] == "HYPH")

    def _same_as_before(self, count: Count) -> str | None:
        """ "three others": others of the kind counted before in the sentence."""
        first, _ = self.passage.sentences[self.passage.sentence_of[count.start]]
        for token in range(count.start - 1, first - 1, -1):
            found = self.owner.get(token)
            if found is not None and found.people and found.who not in (None, "women", "children"):
                return found.who
        return None

    def measure(self, head: int, sure: bool = True) -> Group | None:
        """The people that the noun phrase with the head ``head`` counts, coordinated phrases added up.

        ``sure`` False asks for a noun that is known to name people. None where nobody is counted.
        """
        members: list[Group] = []
        for token in self._coordinated(head):
            group = self._one(token, sure)
            if group is not None and not (members and self._same_person(token, group)):
                members.append(group)
        if not members:
            return None
        unique: dict[int, Group] = {}
        for group in members:
            unique.setdefault(group.start, group)
        return self.grown(sorted(unique.values(), key=lambda group: group.start))

    def grown(self, members: list[Group]) -> Group:
        """The groups as one, with those that the row goes on with behind them."""
        passage = self.passage
        _, last = passage.sentences[passage.sentence_of[members[0].start]]
        while len(members) < 12:
            count = follower(passage, self.owner, max(group.end for group in members), last)
            group = self.counted(count) if count is not None else None
            if group is None:
                break
            members.append(group)
        if len(members) > 2 and self._listed_again(members):
            told = sum(group.low or 0 for group in members[1:])
            return replace(members[0], low=told, high=told)
        return join(members) if len(members) > 1 else members[0]

    def _listed_again(self, members: list[Group]) -> bool:
        """Whether the groups behind the first say who it is: "five people, three women and two men"."""
        whole, rest = members[0], members[1:]
        if self.passage.lower[whole.end : whole.end + 1] != [","]:
            return False
        parts = [group.low for group in rest if group.low is not None and group.low == group.high]
        if len(parts) < len(rest):
            return False
        if whole.low is None:
            return whole.high is None and self.passage.lower[whole.start] in ("the", "all") and whole.known
        return whole.low == whole.high == sum(parts)

    def _same_person(self, head: int, group: Group) -> bool:
        """ "a polio worker and supervisor": a second noun without an article of its own names the same person.

        Not where one of them is a word of kin, sex or age: "a man, woman and child".
        """
        passage = self.passage
        if group.end - group.start != 1 or passage.tags[head] != "NN" or passage.lower[head - 1] != "and":
            return False
        kin = words().kin
        return passage.tags[head - 2] == "NN" and not (passage.lower[head] in kin and passage.lower[head - 2] in kin)

    def _coordinated(self, head: int) -> list[int]:
        """The heads of "two women and a boy", without the parts named after "including"."""
        passage, found, stack = self.passage, [head], [head]
        while stack and len(found) < 40:
            node = stack.pop()
            for kid in passage.kids[node]:
                dep = passage.deps[kid]
                names = passage.tags[kid] in _NAME_TAGS and passage.tags[node] in _NAME_TAGS
                names = names or (kid in self.owner and node in self.owner)
                listed = dep == "appos" and names and any(passage.deps[k] == "conj" for k in passage.kids[kid])
                if (dep == "conj" or listed) and kid > node and not self._parted(node, kid) and not self._own(kid):
                    found.append(kid)
                    stack.append(kid)
        return found

    def _parted(self, first: int, last: int) -> bool:
        """Whether what stands between makes the second a part of the first, or another thing altogether."""
        between = self.passage.lower[first + 1 : last]
        if "(" in between and ")" in between:
            shut = len(between) - between[::-1].index(")")
            between = between[: between.index("(")] + between[shut:]
        return any(word in _PART or word in ("(", "-", "–", ";", ":") for word in between)

    def _own(self, token: int) -> bool:
        """Whether a coordinated phrase has a casualty word of its own ("and five others injured")."""
        passage = self.passage
        if passage.tags[token] not in ("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "DT", "JJ"):
            return True
        if passage.tags[token] == "JJ" and passage.lower[token] in ("injured", "wounded", "hurt", "dead"):
            return True
        count = self.owner.get(token)
        after = count.end if count is not None else token + 1
        return after < len(passage) and passage.lower[after] in (
            "injured", "wounded", "killed", "dead", "hurt", "missing", "arrested", "captured", "displaced"
        )  # fmt: skip

    def _one(self, head: int, sure: bool) -> Group | None:
        passage = self.passage
        lower, tag = passage.lower, passage.tags[head]
        count = self.owner.get(head)
        if count is not None and head <= count.head:
            return self.counted(count, sure)
        for kid in passage.kids[head]:  # a number that hangs on the noun though other words stand between
            count = self.owner.get(kid)
            if passage.deps[kid] in ("nummod", "quantmod") and count is not None and count.low != 0:
                group = self.counted(count, sure)
                if group is not None:
                    who = category(passage, head) or group.who
                    return Group(group.start, max(head + 1, group.end), head, group.low, group.high, who, True)
        word = lower[head]
        if word in _ONE:
            return Group(head, head + 1, head, 1, 1, "people", True)
        if word in ("anyone", "anybody"):
            near = lower[max(0, head - 5) : head]
            if ASKED.isdisjoint(near) and any(before in ("not", "n't", "n’t", "never", "nobody") for before in near):
                return Group(head, head + 1, head, 0, 0, "people", True)
            return None
        if word in _NEXT and head and lower[head - 1] in ("a", "the"):
            return Group(head - 1, head + 1, head, 1, 1, "people", True)  # "and a third was hurt"
        if word in _MANY:
            return Group(head, head + 1, head, None, None, "people", True)
        if tag in _NAME_TAGS:
            return self._named(head, sure)
        if tag not in ("NN", "NNS", "JJ", "VBN"):
            return None
        first = self._left(head)
        for token in range(head - 1, first - 1, -1):
            count = self.owner.get(token)
            if count is not None and count.people and count.head < head:
                return self.counted(count, sure)
        who = category(passage, head, first)
        if who is None and (not sure or word in words().nobody or tag in ("JJ", "VBN")):
            return None
        if who is None and tag == "NN" and (
            passage.lower[first] in ("a", "an", "another") or any(
                passage.deps[kid] == "appos" and passage.tags[kid] in _NAME_TAGS for kid in passage.kids[head])
        ):  # fmt: skip
            return Group(first, head + 1, head, 1, 1, "people", False)
        if is_plural(passage, head) or who is None:
            return Group(first, head + 1, head, None, None, who, who is not None)
        return Group(first, head + 1, head, 1, 1, who, True)

    def _named(self, head: int, sure: bool) -> Group | None:
        """A name: one person, unless it is a known body of people, a place or a plural."""
        passage = self.passage
        first = self._left(head)
        who = category(passage, head, first)
        if is_plural(passage, head) or (head in self.bodies and passage.lower[head] not in person_nouns()[0]):
            return Group(first, head + 1, head, None, None, who, who is not None) if sure or who else None
        if passage.words[head].isupper() and len(passage.words[head]) > 1:
            return None
        start = passage.starts[head]
        if any(place.start <= start < place.end for place in passage.places):
            return None
        titled = any(person_nouns()[0].get(word) for word in passage.lower[first:head])
        if not (sure or who or titled):
            return None
        if who is None:
            whos = [person_nouns()[0].get(word) for word in passage.lower[first:head]]
            who = next((found for found in whos if found), "people")
        return Group(first, head + 1, head, 1, 1, who, True)

    def _left(self, head: int) -> int:
        """The first token of the noun phrase, read off the tags."""
        first = head
        while first and head - first < 8 and self.passage.tags[first - 1] in (
            "NN", "NNP", "NNPS", "JJ", "DT", "PRP$", "POS", "HYPH", "JJS", "JJR", "VBN", "CD", "NNS"
        ):  # fmt: skip
            first -= 1
            if self.passage.tags[first] in ("DT", "PRP$"):
                break
        return first


def _added(members: list[Group]) -> tuple[int | None, int | None]:
    """The bounds of several groups together; uncounted ones leave the upper bound open.

    A figure before a bare list ("270 soldiers, guards and staff") counts the whole list.
    """
    first, rest = members[0], members[1:]
    if first.low is not None and all(group.low is None and group.end - group.start == 1 for group in rest):
        return first.low, first.high
    lows = [group.low for group in members if group.low is not None]
    highs = [group.high for group in members if group.high is not None]
    return (sum(lows) if lows else None), (sum(highs) if len(highs) == len(members) else None)


def join(members: list[Group]) -> Group:
    """Several groups, in text order, as one."""
    low, high = _added(members)
    whos = {group.who for group in members}
    who = whos.pop() if len(whos) == 1 else "people"
    return Group(members[0].start, members[-1].end, members[0].head, low, high, who, True)


__all__ = ["ASKED", "Group", "Phrases", "join"]
