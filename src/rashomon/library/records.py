"""What the library keeps beside reports and readings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from rashomon.collect.items import Origin
from rashomon.compare.spot import Spot as Spot
from rashomon.records import Report

ID_LENGTH = 16  # hex digits of an item's digest that are its report's id in the library
Verdict = Literal["accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One report as kept: ``report.id`` is the library's id, the first ID_LENGTH digits of ``digest``."""

    report: Report
    digest: str
    given_id: str  # the id that its source gave it
    sketch: bytes = b""  # of its text, for finding copies (collect/near.py); empty: too short for one
    voice: str = ""  # id of the first report of its group of copies; its own id where there is none


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be collected or read; kept until a retry succeeds."""

    origin: Origin
    reason: str
    url: str | None = None
    report: str | None = None  # set where the report is kept and only its reading failed
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's review of one claim; decisions are only ever added.

    It is tied to the claim's id and to its words (type, trigger), so that it finds its claim again after a re-reading.
    """

    report: str
    claim: str
    verdict: Verdict
    type: str
    trigger: tuple[int, int]
    in_title: bool = False
    correction: dict[str, Any] | None = None
    who: str = ""
    at: dt.datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A report found by its words; ``snippet`` shows them, the found ones between ``[`` and ``]``."""

    report: str
    title: str | None
    published: dt.date | None
    publisher: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what a library holds."""

    reports: int
    read: int
    claims: int
    incidents: int
    disagreements: int
    failures: int
    waiting: int  # reports whose reading is not compared yet
