"""All that a library holds as JSON lines in one order: two libraries with the same content give the same bytes.

Left out is what hangs on when and how often something was done: attempts, what waits, validators of feeds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from rashomon.library.protocol import Library, View
from rashomon.library.records import Decision
from rashomon.records import plain

_PORTION = 200  # records held at once
_dumps = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode


def dump(library: Library) -> Iterator[str]:
    """The lines, each with its end: reports, readings, decisions, copies, failures, incidents, control."""
    with library.view() as view:
        for ids in _portions(view.report_ids()):
            yield from _reports(view, ids)
        yield from _copies(view)
        for failure in view.failures():
            fields = {name: getattr(failure, name) for name in ("reason", "url", "report")}
            yield _line("failure", {**fields, "origin": plain(failure.origin)})
        for ids in _portions(view.incident_ids()):
            for incident in view.incidents(ids):
                yield _line("incident", plain(incident))
            for difference in view.disagreements(ids):
                yield _line("disagreement", plain(difference))
        for place in view.control_places():
            for interval in view.control(place):
                yield _line("control", plain(interval))


def _reports(view: View, ids: list[str]) -> Iterator[str]:
    for entry in view.entries(ids):
        origins = [plain(origin) for origin in view.origins(entry.report.id)]
        yield _line(
            "report",
            {**plain(entry.report), "digest": entry.digest, "given_id": entry.given_id, "origins": origins},
        )
    for reading in view.readings(ids):
        yield _line("reading", {**plain(reading), "report": reading.report.id})
    for report in ids:
        for decision, claim in view.decisions(report):
            yield _line("decision", {**_decision(decision), "now": claim})


def _copies(view: View) -> Iterator[str]:
    """The groups of copies by their smallest id; which of them gives the group its name does not matter."""
    for ids in _portions(view.report_ids()):
        for entry in view.entries(ids):
            group = view.copies(entry.voice)
            if len(group) > 1 and group[0] == entry.report.id:
                yield _line("copies", {"reports": group})


def _decision(decision: Decision) -> dict[str, Any]:
    """A decision without its time."""
    return {name: plain(getattr(decision, name)) for name in Decision.__dataclass_fields__ if name != "at"}


def _line(kind: str, fields: dict[str, Any]) -> str:
    return _dumps({"kind": kind, **fields}) + "\n"


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(ids)
    while portion := list(islice(stream, _PORTION)):
        yield portion
