"""Whether a candidate stands in news of conflict or unrest, told by the common words of its report.

"Shot", "attack", "battle" and "strike" are used of crime, sport, business and elections as well. What the report is
about decides, and in a mixed report what the sentences around are about. A logistic model weighs how many words of each
topic (lexicon/topics.toml) stand in the report and around the candidate, whether anybody fights, and what is told.
Weights: lexicon/topic_weights.toml, made by training/topics.py; without that file nothing is refused for its topic.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from rashomon.lexicon.families import FAMILY
from rashomon.lexicon.topics import topics
from rashomon.lexicon.weights import Weights, weights
from rashomon.read.events.marks import ARMED
from rashomon.read.events.roles import EventMention
from rashomon.read.passage import ActorMention, Passage

FIGHTING = ARMED - {"government", "foreign_government", "opposition", "political_party", "party", "police"}
AROUND = 2  # sentences before and after a candidate that count as around it
SHORT = 60  # words; shorter reports are counted as if they had so many, so that one word does not decide
FULL = 100  # words from which on a report's words are taken at their full weight


def model() -> Weights | None:
    """The model that tells news of conflict from other news; None where none is shipped."""
    return weights("topic_weights")


class Topics:
    """The words of a report by topic; counted when the first candidate asks for them."""

    def __init__(self, passages: list[Passage]) -> None:
        self.passages = passages

    @cached_property
    def _by_token(self) -> list[list[str | None]]:
        known = topics()
        return [[known.get(word) for word in passage.lower] for passage in self.passages]

    @cached_property
    def _in_report(self) -> dict[str, float]:
        size = max(SHORT, self._size)
        counts = Counter(topic for found in self._by_token for topic in found if topic is not None)
        signs = {f"{topic} in report": math.log1p(100 * count / size) for topic, count in counts.items()}
        parties = {actor.name for passage in self.passages for actor in fighting(passage.actors)}
        return {**signs, "fights in report": min(3, len(parties)) / 3}

    def signs(self, event: EventMention) -> dict[str, float]:
        """The model's signs: logarithms of one plus the words around, and of one plus those in 100 of the report."""
        passage = self.passages[event.passage]
        sentences = passage.sentences[max(0, event.sentence - AROUND) : event.sentence + AROUND + 1]
        first, last = sentences[0][0], sentences[-1][1]
        own = {token for trigger in (event.trigger, *event.folded) for token in range(trigger.start, trigger.end)}
        found = self._by_token[event.passage]
        counts = Counter(found[token] for token in range(first, last) if token not in own)
        signs = {f"{topic} around": math.log1p(count) for topic, count in counts.items() if topic is not None}
        near = any(first <= actor.start < last for actor in fighting(passage.actors))
        return {**self._in_report, **signs, "fights around": float(near), f"told of {FAMILY[event.type]}": 1.0}

    @cached_property
    def _size(self) -> int:
        return sum(len(passage) for passage in self.passages)

    def score(self, event: EventMention) -> float:
        """The log-odds that the candidate stands in news of conflict or unrest; 0 without a model.

        A text of fewer than FULL words says little by the words it lacks: its log-odds are drawn towards 0.
        """
        trained = model()
        return 0.0 if trained is None else trained.score(self.signs(event)) * min(1.0, self._size / FULL)

    def refusal(self, event: EventMention) -> str:
        """Why the candidate is refused for its topic alone; an empty text where it is not."""
        trained = model()
        if trained is None:
            return ""
        chance = 1 / (1 + math.exp(-self.score(event)))
        if chance >= trained.least:
            return ""
        return f"chance {chance:.2f} of standing in news of conflict or unrest is under {trained.least:.2f}"


def fighting(actors: Iterable[ActorMention]) -> list[ActorMention]:
    """The parties that fight, police and governments left out."""
    return [actor for actor in actors if actor.acts and actor.kind in FIGHTING]
