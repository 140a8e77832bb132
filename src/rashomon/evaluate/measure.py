"""Read the reports of an annotation, compare them cluster by cluster, and score both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rashomon import api
from rashomon.errors import InputError
from rashomon.evaluate.comparison import Compared, compared
from rashomon.evaluate.gold import Gold
from rashomon.evaluate.kinds import Seen
from rashomon.evaluate.scores import Scores, score
from rashomon.read.notes import Note
from rashomon.read.reader import make_report, read_report
from rashomon.read.version import reading_version
from rashomon.records import Reading


@dataclass(slots=True)
class Measured:
    """Everything that was measured on one annotation, and what it was measured of."""

    scores: Scores
    comparison: Compared | None
    claims: dict[str, list[dict[str, Any]]]  # as read, by unit_id
    comparisons: dict[str, dict[str, Any]]  # by cluster
    version: str  # of the reader: release, lexicon, gazetteer

    def to_dict(self) -> dict[str, Any]:
        """All figures as plain JSON values, with the counts that they are made of."""
        scores = self.scores
        figures = scores.to_dict()
        return {
            "version": self.version,
            "reports": scores.reports,
            **figures,
            "fields": {
                name: {"right": one.right, "total": one.total, "missing": one.missing, "extra": one.extra}
                for name, one in scores.fields.items()
            },
            "families": {name: _counts(one) for name, one in sorted(scores.families.items())},
            "source_kinds": {
                name: {**_counts(one), "source_right": scores.sources_right[name]}
                for name, one in sorted(scores.source_kinds.items())
            },
            "types": [{"annotated": want, "told": got, "claims": n} for (want, got), n in sorted(scores.types.items())],
            **(self.comparison.to_dict() if self.comparison is not None else {}),
        }


def _counts(one: Any) -> dict[str, Any]:
    return {
        "annotated": one.annotated, "told": one.told, "found": one.found, "confirmed": one.confirmed,
        "f1": None if one.f1 is None else round(one.f1, 3),
    }  # fmt: skip


def measure(gold: Gold, step: Callable[[int], None] = lambda done: None) -> Measured:
    """Read every report as it stands in the annotation and score what comes out; ``step`` is told each report done."""
    claims: dict[str, list[dict[str, Any]]] = {}
    comparisons: dict[str, dict[str, Any]] = {}
    seen: dict[str, Seen] = {}
    for cluster in gold.clusters:
        readings: list[Reading] = []
        for annotated in cluster["articles"]:
            unit = str(annotated["unit_id"])
            notes: list[Note] = []
            day = dt.date.fromisoformat(annotated["published"]) if annotated.get("published") else None
            try:
                report = make_report(
                    annotated["text"], id=unit, title=annotated.get("title"), published=day,
                    publisher=annotated.get("publisher"),
                )  # fmt: skip
            except InputError as error:
                raise InputError(f"{unit}: {error}") from error
            reading = read_report(report, notes=notes)
            plain = reading.to_dict()
            claims[unit], seen[unit] = plain["claims"], Seen(plain["places"], notes)
            readings.append(reading)
            step(1)
        both = api.compare(readings).to_dict()
        comparisons[cluster["cluster"]] = {key: both[key] for key in ("incidents", "disagreements")}
    scores = score(gold.reports, claims, seen)
    return Measured(scores, compared(gold.clusters, comparisons, scores.known), claims, comparisons, reading_version())
