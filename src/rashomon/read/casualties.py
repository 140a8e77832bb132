"""Every statement that people were killed or wounded, with whom it counts.

Each casualty word is read by its class: verbs with an object ("killed 42 people") or a subject ("42 were killed",
"died"), adjectives ("left 12 dead"), nouns ("the deaths of 12", "the death toll rose to 42", "no casualties").
The parse is asked first; where it is broken, the counted group that stands next to the word.
"""

from __future__ import annotations

from rashomon.read.casualty_words import Kind, Verb, words
from rashomon.read.numerals import DAYS as _DAYS
from rashomon.read.numerals import MONTHS as _MONTHS
from rashomon.read.counts import noun_after
from rashomon.read.modality import judge
from rashomon.read.passage import Count, Passage, Toll
from rashomon.read.victims import Group, Phrases, join

_SKIP = frozenset(
    "were was are is be been being have has had also reportedly reported confirmed feared were left found lay lie lying "
    "more others other either seriously critically severely badly fatally instantly later all both then still believed "
    "said to allegedly immediately who which that who as well more than remain remained , ' \" ” “ ) subsequently "
    "gravely slightly mortally brutally got get gets".split()
)
_STOP = frozenset("but while when after before ; . : by that said".split())
_FURTHER = [["a", "second"], ["a", "third"], ["a", "fourth"], ["a", "fifth"], ["the", "other"]]
_LEFT = frozenset({"left", "leaving", "leave", "leaves"})
_BETWEEN = frozenset({"CD", "NNP", "NNPS", "POS", "JJ", "PRP$", "NN", "RB"})
_SPEECH = frozenset("said says told reported reports according added claimed".split())
_OUTSET = frozenset("start beginning outbreak onset began started erupted broke intervention".split())
_LARGE = 20_000  # dead: no single incident of the last decades' conflicts is told with as many
_PART = frozenset("including include includes included among amongst mostly mainly comprising".split())
_WHO = frozenset({"who", "which", "that", "whom"})


class _Finder:
    """The tolls of one passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.phrases = Phrases(passage)
        self.lex = words()
        self.tolls: list[Toll] = []

    # --- what is next to a word -----------------------------------------------------------------------------
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
            if other is None or other.end != i or not other.people or other.start == 0 or self.object_of(other):
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
        """The nearest counted people to the left in the same clause ("three fighters from the committees were killed")."""
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
                return self.phrases.counted(count, sure) if count.start == i else None
            if passage.tags[i] not in ("RB", "``", "''", "DT", "JJ", "PDT") and passage.lower[i] not in (
                "another",
                "(",
                '"',
            ):
                return None
        return None

    # --- verbs ----------------------------------------------------------------------------------------------
    def verb(self, i: int, use: Verb) -> None:
        """A verb that kills or wounds."""
        passage = self.passage
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
        if self.among(i, kind):
            return
        if self.listed(i, kind):
            return
        if self.share(i, kind):
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
        """ "15 of the wounded", "dozens of dead"."""
        lower = self.passage.lower
        of = i - 1 - (lower[i - 1 : i] in (["the"], ["those"], ["their"]))
        if of < 1 or lower[of] != "of":
            return False
        count = self.phrases.owner.get(of - 1) or self.phrases.owner.get(of)
        if count is not None:
            self.put(kind, i, count.start, i + 1, count.head, count.low, count.high, "people")
        elif lower[of - 1] in ("number", "toll"):
            self.add(kind, i, self.pointed(i))  # "the number of dead has risen to 21"
        return True

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
                self.add(kind, i, self.phrases.counted(count))
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
                for kid in passage.children(verb, "nsubj", "attr"):
                    group = self.phrases.measure(kid)
                    if group is not None:
                        self.add(kind, i, group)
                        return True
                return True
            if lower[j] not in ("the", "those", "people", "all") and passage.tags[j] not in _BETWEEN:
                return False
        return False

    def noun(self, i: int, kind: Kind) -> None:
        """ "the killing of 12 civilians", "nine deaths", "no deaths"."""
        passage = self.passage
        for prep in passage.children(i, "prep"):
            if passage.lower[prep] == "of":
                for kid in passage.children(prep, "pobj"):
                    group = self.phrases.measure(kid)
                    if group is None and self.phrases.owner.get(kid) is not None:
                        group = self.phrases.counted(self.phrases.owner[kid])
                    self.add(kind, i, group)
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
            if head == node or passage.lower[head] in ("number", "figure"):
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
        if near is not None and near.end == i - 1 and near.low and passage.lower[i - 1] in ("its", "the"):
            self.add("killed", i, self.phrases.counted(near, sure=False))  # "updated to 18 its toll"
            return
        for j in range(i + 1, min(last, i + 26)):
            count = self.phrases.owner.get(j)
            if count is None or count.start != j or count.low == 0:
                continue
            group = self.phrases.counted(count, sure=False)
            if group is None:
                continue
            pointed = passage.lower[j - 1] in (
                "to",
                "at",
                "of",
                "reached",
                "is",
                "was",
                "stands",
                "exceeded",
                "hit",
                "passed",
            )
            if best is None or pointed:
                best = group
            if pointed and passage.lower[j - 1] != "of":
                break
        self.add("killed", i, best)

    def pointed(self, word: int) -> Group | None:
        """The figure that follows "at", "to" or "is" close behind a casualty word."""
        _, last = self.passage.sentences[self.passage.sentence_of[word]]
        for j in range(word + 1, min(last, word + 8)):
            count = self.phrases.owner.get(j)
            if (
                count is not None
                and count.start == j
                and self.passage.lower[j - 1] in ("at", "to", "is", "was", "reached")
            ):
                return self.phrases.counted(count, sure=False)
        return None

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
            head = next((k for k in range(i - 1, max(-1, i - 4), -1) if passage.lower[k] in self.lex.take_life), -1)
            if head < 0 or not passage.tags[head].startswith("VB"):
                return
        if passage.lower[head] in ("lost", "lose", "loses", "losing"):
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
            self.add("wounded", i, self.subject(top, Verb("wounded", True, False)))
        elif passage.deps[i] == "appos" or passage.lower[i - 1 : i] == ["sustained"]:
            self.add("wounded", i, self.before(i - 1))
        elif passage.lower[i] in ("injury", "injuries"):
            self.noun(i, "wounded")

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

    # --- results --------------------------------------------------------------------------------------------
    def add(self, kind: Kind, word: int, group: Group | None) -> None:
        """A toll of the group, where there is one."""
        if group is not None and self.passage.lower[max(0, group.start - 2) : group.start] == ["number", "of"]:
            group = self.pointed(word)  # "put the number of policemen killed at 27"
        if group is not None:
            self.put(kind, word, group.start, group.end, group.head, group.low, group.high, group.who)

    def put(
        self, kind: Kind, word: int, start: int, end: int, head: int, low: int | None, high: int | None, who: str | None
    ) -> None:  # fmt: skip
        """A toll with its bounds as given."""
        self.tolls.append(Toll(kind, word, (start, end), head, low, high, who))

    def read(self) -> list[Toll]:
        """Every casualty word of the passage in text order."""
        lower, tags, lex = self.passage.lower, self.passage.tags, self.lex
        for i, word in enumerate(lower):
            if word in lex.verbs and (tags[i].startswith("VB") or word not in lex.adjectives):
                use = self.use(i)
                if use is not None and not (tags[i] == "NN" and word in lex.nouns):
                    self.predicate(i, use)
                    continue
            if word in lex.adjectives:
                self.adjective(i, lex.adjectives[word])
            elif word in lex.nouns:
                self.noun(i, lex.nouns[word])
            elif word in ("toll", "tolls"):
                self.toll(i)
            elif word in ("victims", "victim"):
                self.among(i, "killed")
            elif word in ("figure", "tally", "number") and lower[i + 1 : i + 2] == ["at"]:
                self.figure(i)
            elif word in lex.deaths:
                if lower[i + 1 : i + 2] not in (["toll"], ["tolls"]):
                    self.noun(i, "killed")
            elif word in ("casualties", "casualty"):
                self.casualties(i)
            elif word in ("lives", "life"):
                self.lives(i)
            elif word in lex.injuries:
                self.injuries(i)
            elif word in lex.bodies:
                self.found_bodies(i)
        return self.tolls

    def predicate(self, i: int, use: Verb) -> None:
        """A casualty verb, or its participle used as a noun ("six of those killed", "among the 22 killed")."""
        if self.passage.tags[i] in ("VBN", "VBD", "JJ") and (
            self.among(i, use.kind) or self.share(i, use.kind)
        ):  # fmt: skip
            return
        self.verb(i, use)

    def use(self, i: int) -> Verb | None:
        """The use of the verb at ``i``, particles of a phrasal verb considered."""
        following = tuple(self.passage.lower[i + 1 : i + 4])
        for use in self.lex.verbs[self.passage.lower[i]]:
            if not use.tail or following[: len(use.tail)] == use.tail:
                return use
        return None


def find_tolls(passage: Passage) -> list[Toll]:
    """Every statement of people killed or wounded, in text order.

    A toll that is only planned, feared or asked about is left out; "nobody was killed" is 0 to 0.
    """
    finder = _Finder(passage)
    kept: list[Toll] = []
    for toll in finder.read():
        judgement = judge(passage, toll.word)
        if not judgement.real and toll.low != 0 and judgement.stance != "denies":
            continue
        kept.append(toll)
    return _merge(passage, kept)


def _merge(passage: Passage, tolls: list[Toll]) -> list[Toll]:
    """One toll for each kind and group; a group both killed and wounded has no number of either."""
    shared: dict[tuple[int, int] | None, set[str]] = {}
    for toll in tolls:
        shared.setdefault(toll.victims, set()).add(toll.kind)
    found: dict[tuple[str, tuple[int, int] | None], Toll] = {}
    for toll in tolls:
        low, high = toll.low, toll.high
        if len(shared[toll.victims]) > 1 and low != 0:
            low = high = None
        made = Toll(toll.kind, toll.word, toll.victims, toll.head, low, high, toll.who, _total(passage, toll))
        found.setdefault((toll.kind, toll.victims), made)
    return sorted(found.values(), key=lambda toll: (toll.word, toll.kind))


def _total(passage: Passage, toll: Toll) -> bool:
    """Whether the clause counts the dead of a war, a campaign or a long period."""
    lex, lower = words(), passage.lower
    if (toll.low or toll.high or 0) >= _LARGE:
        return True
    first, last = passage.sentences[passage.sentence_of[toll.word]]
    low, high = max(first, toll.word - 14), min(last, toll.word + 16)
    for i in range(toll.word - 1, low - 1, -1):
        if lower[i] in _SPEECH and toll.word - i > 2:
            low = i + 1
            break
    high = next((i for i in range(toll.word + 1, high) if lower[i] in _SPEECH), high)
    return any(_long(passage, i, first, last) for i in range(low, high)) or any(
        tuple(lower[i : i + len(phrase)]) == phrase and not (phrase == ("so", "far") and i < toll.word)
        for i in range(low, high) for phrase in lex.phrases
    )  # fmt: skip


def _long(passage: Passage, i: int, first: int, last: int) -> bool:
    """Whether the word at ``i`` opens or names a long period: "since 2011", "in the conflict", "war has"."""
    lex, lower, tags = words(), passage.lower, passage.tags
    word = lower[i]
    if word == "since" and i + 1 < last:
        near = lower[i + 1 : i + 8]
        if tags[i + 1] in ("CD", "PRP$") or lower[i + 1] in _MONTHS:
            return True
        return any(w in lex.conflicts or w in _OUTSET for w in near) and lower[i + 1] not in _DAYS
    if word in lex.conflicts and i > first:
        if lower[i + 1 : i + 2] and lower[i + 1] in (
            "has",
            "have",
            "had",
            "that",
            "which",
            "killed",
            "claimed",
            "cost",
        ):
            return True
        for j in range(i - 1, max(first, i - 5) - 1, -1):
            if lower[j] in ("in", "during", "from"):
                return True
            if lower[j] == "of":
                return lower[j - 1] in lex.periods or lower[j - 1] in ("toll", "victims", "start", "course")
            if tags[j].startswith("VB"):
                break
    return False


__all__ = ["find_tolls"]
