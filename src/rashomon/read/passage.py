"""A parsed stretch of a report as plain lists: what every later step works on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from rashomon.records import (
    Aspect,
    Certainty,
    PlaceMention,
    Report,
    SourceKind,
    Span,
    Stance,
    TimeMention,
)


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A party or voice named by the tokens ``start`` to ``end`` (exclusive), under its canonical name."""

    start: int
    end: int
    head: int  # token of the head noun: the arc into the rest of the sentence hangs on it
    name: str  # canonical English name; for a bare description the description itself ("residents")
    id: str | None  # lexicon id, stable across releases
    kind: str  # a key of lexicon/actors/kinds.toml: military, armed_group, civilians, monitor, ...
    country: str | None = None  # ISO 3166-1 alpha-3 the party belongs to
    side: str | None = None  # state | non_state | international | None where it cannot be told
    acts: bool = False  # can do violence or hold ground
    speaks: str | None = None  # its kind as a source (records.SourceKind); None: not a voice
    generic: bool = False  # a description ("the group", "militants"), not a proper name


@dataclass(frozen=True, slots=True)
class Count:
    """A counted group of people or things: "at least 16 civilians" is 16 to None of "civilians"."""

    start: int
    end: int
    head: int  # token of the counted noun, or of the number where it stands alone
    low: int | None
    high: int | None
    who: str | None  # civilians, children, soldiers, militants, people, ...; None: things
    people: bool = True


@dataclass(frozen=True, slots=True)
class Toll:
    """People said to be killed or wounded: the word that says so and whom it counts."""

    kind: Literal["killed", "wounded"]
    word: int  # token of "killed", "dead", "injuring", "casualties"
    victims: tuple[int, int] | None  # tokens of the phrase that is counted, end exclusive
    head: int | None  # token of its head noun
    low: int | None  # "at least 16": 16 to None; "dozens": None to None; "no casualties": 0 to 0
    high: int | None
    who: str | None  # civilians, children, soldiers, militants, police, people, ...
    total: bool = False  # a toll over a war, campaign or long period, not of one incident


@dataclass(frozen=True, slots=True)
class Voice:
    """One attribution: who is made to speak, by which cue, and the content, as token ranges (end exclusive)."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    name: str  # canonical, or the description as told ("a military source")
    kind: SourceKind
    outer: int | None = None  # index of the voice that this one is told by ("DPA reported that ... said")


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a predicate is told: whether it is told as a fact at all, and with what doubt."""

    real: bool  # False: a plan, threat, hypothesis, question, negated or habitual statement
    stance: Stance = "affirms"
    certainty: Certainty = "asserted"
    aspect: Aspect = "happened"
    reason: str = ""  # which word decided


@dataclass(slots=True)
class Passage:
    """One title or body with its tokens and parse; positions of tokens are indexes into the lists.

    ``words`` are the words as the parser saw them (a headline's capitals may be lowered; same lengths);
    ``text`` and the offsets ``starts`` and ``ends`` are always the report's own.
    """

    text: str
    in_title: bool
    words: list[str]
    lower: list[str]
    tags: list[str]  # Penn Treebank
    deps: list[str]  # ClearNLP labels as spaCy's English models give them
    heads: list[int]  # index of the governing token; a root governs itself
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]  # token ranges, end exclusive, in order, without gaps
    kids: list[list[int]] = field(default_factory=list)  # dependents in text order
    sentence_of: list[int] = field(default_factory=list)  # token -> index into sentences
    actors: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    tolls: list[Toll] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Fill in the lists that follow from the others."""
        self.kids = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                self.kids[head].append(token)
        self.sentence_of = [n for n, (first, last) in enumerate(self.sentences) for _ in range(first, last)]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens ``first`` to ``last`` (exclusive)."""
        start, end = self.starts[first], self.ends[last - 1]
        return Span(start, end, self.text[start:end])

    def char_span(self, start: int, end: int) -> Span:
        """The characters ``start`` to ``end`` as a span."""
        return Span(start, end, self.text[start:end])

    def token_at(self, char: int) -> int:
        """The token that holds the character, or the last one before it."""
        return max(0, bisect_right(self.starts, char) - 1)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The token range (end exclusive) that covers the characters ``start`` to ``end``."""
        first = self.token_at(start)
        return first, max(first + 1, bisect_left(self.starts, end))

    def edges(self, token: int) -> tuple[int, int]:
        """The first and last (exclusive) token of everything that hangs on ``token``, itself included."""
        first = last = token
        stack = [token]
        while stack:
            here = stack.pop()
            first, last = min(first, here), max(last, here)
            stack.extend(self.kids[here])
        return first, last + 1

    def children(self, token: int, *deps: str) -> list[int]:
        """The dependents of ``token`` with one of the labels, in text order."""
        return [kid for kid in self.kids[token] if self.deps[kid] in deps]

    def ancestors(self, token: int) -> list[int]:
        """The governors of ``token``, nearest first, up to the root of its sentence."""
        found = []
        while self.heads[token] != token:
            token = self.heads[token]
            found.append(token)
        return found

    def aside(self, word: int, other: int) -> bool:
        """Whether ``other`` stands in a relative clause that says which place or people is meant, beside ``word``.

        "Twelve people drowned fleeing areas where the army is fighting rebels": the fighting did not kill them.
        """
        own, node = {word, *self.ancestors(word)}, other
        while node not in own and self.heads[node] != node:
            if self.deps[node] == "advcl" and self.children(node, "nsubj", "nsubjpass") and self._while(node):
                return True
            if self.deps[node] == "relcl" and self.heads[node] != word:
                return "when" not in self.lower[self.edges(node)[0] : node]  # "on January 13, when a blast struck"
            node = self.heads[node]
        return False

    def told_after(self, word: int, other: int) -> bool:
        """Whether ``word`` stands in a clause that says after or before what ``other`` happened.

        "The army shelled the hills after rebels killed two policemen": not the shells killed them.
        """
        above, node = {other, *self.ancestors(other)}, word
        while node not in above and self.heads[node] != node:
            if self.deps[node] == "advcl" and self.children(node, "nsubj", "nsubjpass"):
                if any(self.lower[kid] in ("after", "before") and kid < node for kid in self.kids[node]):
                    return True
            node = self.heads[node]
        return False

    def _while(self, node: int) -> bool:
        return any(self.lower[kid] in ("while", "whereas") and kid < node for kid in self.kids[node])


@dataclass(slots=True)
class Draft:
    """A report on its way to a reading."""

    report: Report
    passages: list[Passage]  # the title first, where there is one
    warnings: list[str] = field(default_factory=list)
