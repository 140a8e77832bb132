"""Measure the reader on annotated reports: how much it finds, which fields are right, what goes wrong and how.

The annotation's form is that of docs/codebook.md, "Annotated reports". A predicted claim counts as found where its type
belongs to the family of the annotated one and both point at the same words; each is paired once.
"""

from __future__ import annotations

from rashomon.evaluate.gold import Gold, annotated_reports, read_gold
from rashomon.evaluate.matching import match
from rashomon.evaluate.measure import Measured, measure
from rashomon.evaluate.same import FIELDS
from rashomon.evaluate.scores import Counts, Mistake, Scores, Tally, score

__all__ = [
    "FIELDS", "Counts", "Gold", "Measured", "Mistake", "Scores", "Tally", "annotated_reports", "match", "measure",
    "read_gold", "score",
]  # fmt: skip
