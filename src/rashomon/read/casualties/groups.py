"""The counted groups next to a casualty word, for where the parse does not name the victims."""

from __future__ import annotations

from rashomon.read.casualties.counts import person_nouns
from rashomon.read.casualties.victims import Group, Phrases, join
from rashomon.read.casualties.words import Kind, words
from rashomon.read.passage import Count, Passage, Toll

_SKIP = frozenset(
    "were was are is be been being have has had also reportedly reported confirmed feared left found lay lie lying "
    "more others other either seriously critically severely badly fatally instantly later all both then still believed "
    "said to allegedly immediately who which that who as well more than remain remained , ' \" ” “ ) subsequently "
    "gravely slightly mortally brutally got get gets - – —".split()
)
_STOP = frozenset("but while when after before ; . : by that said".split())
STATE = frozenset({"soldiers", "police", "security forces"})
_POINTERS = frozenset({"at", "to", "is", "was", "reached", "hit", "passed"})
_SUMS = frozenset({"number", "total", "toll", "tally"})
_FURTHER = [["a", "second"], ["a", "third"], ["a", "fourth"], ["a", "fifth"], ["the", "other"]]
_PART = frozenset("including include includes included among amongst mostly mainly comprising".split())


class Neighbours:
    """The counted groups of one passage around a word, and the tolls found so far."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.phrases = Phrases(passage)
        self.lex = words()
        self.tolls: list[Toll] = []

    def before(self, word: int, sure: bool = True) -> Group | None:
        """The counted group that ends right before ``word``, auxiliaries and adverbs apart."""
        passage = self.passage
        first, _ = passage.sentences[passage.sentence_of[word]]
        i = word - 1
        while i >= first and word - i < 9:
            count = self.phrases.owner.get(i)
            if count is not None and not (count.end - 1 > i):
                return self._whole(count, first, sure)
            if passage.tags[i] != "RB" and (passage.lower[i] == "another" or passage.lower[i - 1 : i + 1] in _FURTHER):
                return Group(i, i + 1, i, 1, 1, "people", True)
            if passage.lower[i] not in _SKIP and not (passage.tags[i] == "RB" and passage.lower[i] != "not"):
                return None
            i -= 1
        return None

    def _whole(self, count: Count, first: int, sure: bool) -> Group | None:
        """The count, or the whole that it is a part of ("14 people including three children")."""
        lower = self.passage.lower
        for i in range(count.start - 1, max(first, count.start - 9) - 1, -1):
            if lower[i] in _PART or (lower[i] in ("them", "whom") and lower[i - 1] == "of"):
                for j in range(i - 1, max(first, i - 6) - 1, -1):
                    whole = self.phrases.owner.get(j)
                    if whole is not None and whole.people and whole.end <= i:
                        return self.phrases.counted(whole, sure)
            if self.passage.tags[i].startswith("VB") and lower[i] not in _PART:
                break
        return self._chain(count, sure)

    def _chain(self, count: Count, sure: bool) -> Group | None:
        """The counted group with those that stand before it in one row ("At least 16 civilians and three children")."""
        lower, owner = self.passage.lower, self.phrases.owner
        group = self.phrases.counted(count, sure)
        for _ in range(8):
            if group is None or group.start < 2:
                break
            i = group.start - 1
            if lower[i - 2 : i + 1] == ["as", "well", "as"]:
                i -= 2
            elif lower[i] not in ("and", ",", "&"):
                break
            other = owner.get(i - 1)
            if other is None or other.end != i or not other.people or self.object_of(other):
                break
            whole = self.phrases.counted(other, sure)
            if whole is None:
                break
            group = join([whole, group])
        return group

    def object_of(self, count: Count) -> bool:
        """Whether a casualty verb takes the count as its object ("killed five and 30 others injured")."""
        return any(word in self.lex.verbs for word in self.passage.lower[max(0, count.start - 2) : count.start])

    def far(self, word: int) -> Group | None:
        """The nearest counted people to the left in the clause ("three fighters from the village were killed")."""
        passage = self.passage
        first, _ = passage.sentences[passage.sentence_of[word]]
        for i in range(word - 1, max(first, word - 20) - 1, -1):
            count = self.phrases.owner.get(i)
            if count is not None and count.people and count.end == i + 1 and count.low is not None:
                return self._whole(count, first, sure=False)
            if passage.lower[i] in _STOP or (
                passage.tags[i] in ("VBD", "VBZ", "VBP") and passage.lower[i] not in _SKIP
            ):
                return None
        return None

    def after(self, word: int, sure: bool = True) -> Group | None:
        """The counted group that begins within two tokens after ``word``."""
        passage = self.passage
        _, last = passage.sentences[passage.sentence_of[word]]
        for i in range(word + 1, min(word + 4, last)):
            count = self.phrases.owner.get(i)
            if count is not None:
                group = self.phrases.counted(count, sure) if count.start == i else None
                return self.phrases.grown([group]) if group is not None else None
            if passage.lower[i] == "another" and (i + 1 >= last or passage.tags[i + 1] in (".", ",", "IN", "CC", "RB")):
                return Group(i, i + 1, i, 1, 1, "people", True)  # "killed one and injured another"
            if passage.tags[i] not in ("RB", "``", "''", "DT", "JJ", "PDT") and passage.lower[i] not in (
                "another",
                "(",
                '"',
            ):
                return None
        return None

    def pointed(self, word: int) -> Group | None:
        """The figure that follows "at", "to" or "is" close behind a casualty word."""
        _, last = self.passage.sentences[self.passage.sentence_of[word]]
        for j in range(word + 1, min(last, word + 8)):
            count = self.phrases.owner.get(j)
            if count is not None and count.start == j and self.passage.lower[j - 1] in _POINTERS:
                return self.phrases.counted(count, sure=False)
        return None

    def summed(self, word: int) -> Group | None:
        """The sum told before what it counts: "raising to 37 the number of people killed"."""
        lower = self.passage.lower
        for i in range(word - 1, max(2, word - 6), -1):
            if lower[i] in _SUMS and lower[i - 1] == "the":
                count = self.phrases.owner.get(i - 2)
                if count is not None and count.end == i - 1 and lower[count.start - 1] == "to":
                    return self.phrases.counted(count, sure=False)
                return None
        return None

    def hurt(self, count: Count) -> bool:
        """Whether a word for the wounded follows the group: "as hundreds more were wounded"."""
        lower, tags, at = self.passage.lower, self.passage.tags, count.end
        while at < len(lower) and (lower[at] in _SKIP or tags[at] == "RB"):
            if self.lex.adjectives.get(lower[at]) is not None:
                break
            at += 1
        return lower[at : at + 1] != [] and self.lex.adjectives.get(lower[at]) == "wounded"

    def add(self, kind: Kind, word: int, group: Group | None) -> None:
        """A toll of the group, where there is one."""
        lower = self.passage.lower
        group = self.summed(word) or group
        if group is not None and (
            lower[max(0, group.start - 2) : group.start] == ["number", "of"]
            or (lower[group.head] == "number" and group.low is None and lower[group.start] == "the")
        ):
            group = self.pointed(word)  # "put the number of policemen killed at 27"
        for part in self.sides(group) if group is not None else ():
            self.put(kind, word, part.start, part.end, part.head, part.low, part.high, part.who)

    def sides(self, group: Group) -> list[Group]:
        """The losses of either side of a fight, where both are counted: "30 soldiers and 39 rebels"; else the group."""
        if group.who != "people" or not group.low:
            return [group]
        counts = [c for c in self.phrases.counts if group.start <= c.start and c.end <= group.end]
        members = [self.phrases.counted(count) for count in counts]
        whole = [member for member in members if member is not None]
        state = [member for member in whole if member.who in STATE]
        others = [member for member in whole if member.who == "militants" and self._opposing(member)]
        if not state or not others or len(state) + len(others) < len(counts) or join(whole).low != group.low:
            return [group]
        halves = [join(half) if len(half) > 1 else half[0] for half in (state, others)]
        return sorted(halves, key=lambda half: half.start)

    def _opposing(self, group: Group) -> bool:
        """Whether the militants are named as such, or by a modifier: not mere "fighters", who may be the army's own."""
        lower = self.passage.lower
        if lower[group.head] not in self.lex.either_side:
            return True
        return any(person_nouns()[2].get(word) == "militants" for word in lower[group.start : group.head])

    def put(
        self, kind: Kind, word: int, start: int, end: int, head: int, low: int | None, high: int | None, who: str | None
    ) -> None:  # fmt: skip
        """A toll with its bounds as given."""
        self.tolls.append(Toll(kind, word, (start, end), head, low, high, who))


__all__ = ["STATE", "Neighbours"]
