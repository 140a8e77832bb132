"""Every statement that people were killed or wounded, with whom it counts.

Each casualty word is read by its class: verbs with an object ("killed 42 people") or a subject ("42 were killed",
"died"), adjectives ("left 12 dead"), nouns ("the deaths of 12", "the death toll rose to 42", "no casualties").
The parse is asked first; where it is broken, the counted group that stands next to the word.
"""

from __future__ import annotations

from rashomon.read.casualties.nouns import NounTolls
from rashomon.read.casualties.numerals import DAYS, MONTHS
from rashomon.read.casualties.words import Verb, words
from rashomon.read.modality.judgement import judge
from rashomon.read.passage import Passage, Toll

_SPEECH = frozenset("said says told reported reports according added claimed".split())
_OUTSET = frozenset("start beginning outbreak onset began started erupted broke intervention".split())
_DIED = frozenset("died dies die dying succumbed succumbs succumb".split())
_LARGE = 20_000  # dead: no single incident of the last decades' conflicts is told with as many


class _Finder(NounTolls):
    """The tolls of one passage."""

    def read(self) -> list[Toll]:
        """Every casualty word of the passage in text order."""
        lower, tags, lex = self.passage.lower, self.passage.tags, self.lex
        for i, word in enumerate(lower):
            if word in lex.verbs and (tags[i].startswith("VB") or word not in lex.adjectives):
                use = self.use(i)
                noun = (tags[i] == "NN" and word in lex.nouns) or (tags[i] in ("NN", "NNS") and word in lex.injuries)
                if use is not None and not noun:
                    self.predicate(i, use)
                    continue
            if word in lex.adjectives:
                self.adjective(i, lex.adjectives[word])
            elif word in lex.nouns:
                self.noun(i, lex.nouns[word])
            elif word in lex.unsure_nouns:
                self.noun(i, "killed", sure=False)
            elif word in lex.limbs:
                self.limb(i)
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
    tolls = [toll for toll in tolls if not _died_of_it(passage, toll, tolls)]
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


def _died_of_it(passage: Passage, toll: Toll, tolls: list[Toll]) -> bool:
    """Whether the wounded are told to have died in the same sentence: "was wounded and died in hospital"."""
    if toll.kind != "wounded" or toll.low is None or toll.victims is None:
        return False
    for other in tolls:
        if other.kind != "killed" or other.word < toll.word or other.victims is None or other.low != toll.low:
            continue
        if passage.sentence_of[other.word] != passage.sentence_of[toll.word]:
            continue
        same = other.victims == toll.victims or passage.lower[other.victims[0]] in ("he", "she", "who", "both")
        if same and passage.lower[other.word] in _DIED:
            return True
    return False


def _total(passage: Passage, toll: Toll) -> bool:
    """Whether the clause counts the dead of a war, a campaign or a long period."""
    lex, lower = words(), passage.lower
    if _in_one(passage, toll.word):
        return False
    if (toll.low or toll.high or 0) >= _LARGE:
        return True
    if toll.victims is not None and lower[toll.victims[1] : toll.victims[1] + 1] == ["total"]:
        return True  # "40 soldiers total", as "in total"
    first, last = passage.sentences[passage.sentence_of[toll.word]]
    low, high = max(first, toll.word - 14), min(last, toll.word + 16)
    for i in range(toll.word - 1, low - 1, -1):
        if lower[i] in _SPEECH and toll.word - i > 2:
            low = i + 1
            break
    high = next((i for i in range(toll.word + 1, high) if lower[i] in _SPEECH), high)
    return any(
        _long(passage, i, first, last) and not passage.aside(toll.word, i) for i in range(low, high)
    ) or any(
        tuple(lower[i : i + len(phrase)]) == phrase and not (phrase == ("so", "far") and i < toll.word)
        for i in range(low, high) for phrase in lex.phrases
    )  # fmt: skip


def _in_one(passage: Passage, word: int) -> bool:
    """Whether the toll is one happening's: "killed in a raid last year", not "in a war"."""
    for prep in passage.children(word, "prep", "agent"):
        if passage.lower[prep] in ("in", "by"):
            for noun in passage.children(prep, "pobj"):
                single = passage.tags[noun] == "NN" and any(
                    passage.lower[kid] in ("a", "an") for kid in passage.kids[noun]
                )
                if single and passage.lower[noun] not in words().conflicts | words().periods:
                    return True
    return False


def _long(passage: Passage, i: int, first: int, last: int) -> bool:
    """Whether the word at ``i`` opens or names a long period: "since 2011", "in the conflict", "war has"."""
    lex, lower, tags = words(), passage.lower, passage.tags
    word = lower[i]
    if word == "since" and i + 1 < last:
        near = lower[i + 1 : i + 8]
        if tags[i + 1] in ("CD", "PRP$") or lower[i + 1] in MONTHS:
            return True
        return any(w in lex.conflicts or w in _OUTSET for w in near) and lower[i + 1] not in DAYS
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
