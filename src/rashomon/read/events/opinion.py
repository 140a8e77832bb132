"""A second opinion on a candidate: what the learned tagger sees in its sentence, beside what the signs say.

The rules find and explain the claims; whether a clause tells a happening or only names it varies with wording more than
any list. Where the signs leave it open (read/events/worth.py), the tagger (read/tagger.py) reads the sentence and says
how likely the candidate's words tell a claim at all, and one of its family. Weights: lexicon/tagger_weights.toml, made
by training/claims.py. Without that file, the model or onnxruntime the signs decide alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from rashomon.lexicon.families import FAMILY
from rashomon.lexicon.weights import Weights, weights
from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene
from rashomon.read.tagger import tagger

OPEN = 2.2  # log-odds by the signs, either way, within which a second opinion is asked for: chances from 0.1 to 0.9
_LOW, _HIGH = -1.0, 5.0  # the tagger's log-odds are cut here: it is too sure of what it has not seen before


@dataclass(frozen=True, slots=True)
class Opinion:
    """The chance that a candidate is a claim, with what the tagger saw; ``least``: from which it is one."""

    chance: float
    least: float
    seen: float  # the tagger's own chance for the candidate's family

    def __str__(self) -> str:
        """For a note: what was seen, with which score."""
        return f"{self.chance:.2f} of being a claim (the tagger alone: {self.seen:.2f})"


def model() -> Weights | None:
    """The weights of the second opinion; None where none are shipped."""
    return weights("tagger_weights")


def second_opinion(scene: Scene, event: EventMention, odds: float) -> Opinion | None:
    """What comes of the signs' log-odds once the tagger has read the sentence; None where it is not asked."""
    trained, network = model(), tagger()
    if trained is None or network is None or abs(odds) > OPEN:
        return None
    first, last = scene.passage.sentences[event.sentence]
    if event.sentence not in scene.sights:
        scene.sights[event.sentence] = network.scores([scene.passage.words[first:last]])[0]
    rows = scene.sights[event.sentence][[token - first for token in telling(event) if first <= token < last]]
    own = [n for n, kind in enumerate(network.types) if FAMILY.get(kind) == FAMILY[event.type]]
    family = float(rows[:, own].sum(axis=1).max()) if own else 0.0
    return Opinion(trained.chance(signs(odds, float(np.sum(rows, axis=1).max()), family)), trained.least, family)


def telling(event: EventMention) -> list[int]:
    """The tokens of the candidate's words, those folded into it among them."""
    return [token for one in (event.trigger, *event.folded) for token in range(one.start, one.end)]


def signs(odds: float, whole: float, family: float) -> dict[str, float]:
    """The model's signs: log-odds by the rules' signs, of any claim and of one of the family by the tagger."""
    return {"signs": odds, "tagger, any": cut_odds(whole), "tagger, family": cut_odds(family)}


def cut_odds(chance: float) -> float:
    """A chance as log-odds, within bounds."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return max(_LOW, min(_HIGH, math.log(chance / (1 - chance))))
