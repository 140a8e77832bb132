"""Small logistic models as readable weight files: what each sign adds to the log-odds, one line a sign."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rashomon.lexicon.files import load
from rashomon.lexicon.shipped import names


@dataclass(frozen=True)
class Weights:
    """A model made by training/: weights by sign, and the least chance at which its answer is yes."""

    by_sign: Mapping[str, float]
    least: float

    def score(self, signs: Mapping[str, float]) -> float:
        """The log-odds for a row of signs; signs the model does not know count nothing."""
        known = self.by_sign
        return known.get("bias", 0.0) + sum(known.get(name, 0.0) * value for name, value in signs.items())

    def chance(self, signs: Mapping[str, float]) -> float:
        """The probability for a row of signs, from 0 to 1."""
        return 1 / (1 + math.exp(-self.score(signs)))


@lru_cache(maxsize=8)
def weights(name: str) -> Weights | None:
    """The shipped model of that file name; None where it is not shipped, so that the rules decide alone."""
    if name not in names():
        return None
    data = load(name)
    return Weights(dict(data["weights"]), float(data["least"]))
