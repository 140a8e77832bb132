"""Rashomon reads news about armed conflict and keeps every account apart.

>>> import rashomon
>>> reading = rashomon.read("The army said it had retaken the town of Rastan.", published="2016-04-04")
>>> [claim.type for claim in reading.claims]
['government_regains_territory']
"""

from __future__ import annotations

from importlib.metadata import version as _version

import rashomon.compare
import rashomon.read  # noqa: F401 - the packages first: the functions of the same names take their place below
from rashomon.api import compare, open_library, read, read_many
from rashomon.records import (
    Actor,
    Attribution,
    Casualties,
    Claim,
    Comparison,
    ControlInterval,
    Disagreement,
    Incident,
    Period,
    Place,
    PlaceMention,
    Reading,
    Report,
    Source,
    Span,
    TimeMention,
)

__version__ = _version("rashomon")
__all__ = [
    "Actor",
    "Attribution",
    "Casualties",
    "Claim",
    "Comparison",
    "ControlInterval",
    "Disagreement",
    "Incident",
    "Period",
    "Place",
    "PlaceMention",
    "Reading",
    "Report",
    "Source",
    "Span",
    "TimeMention",
    "__version__",
    "compare",
    "open_library",
    "read",
    "read_many",
]
