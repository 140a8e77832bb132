"""What a library's comparison found: counts, the most disputed incidents, and all of it as one JSON value."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.cli.view import counted
from rashomon.export import phrases
from rashomon.records import Comparison, Disagreement, Incident

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rashomon.library.protocol import View
    from rashomon.library.records import Counts

CHUNK = 500  # incidents or reports asked for at once


@dataclass(slots=True)
class Summary:
    """Counts of one library, and its most disputed incidents with their disagreements, the most disputed first."""

    counts: Counts
    copies: int = 0  # reports whose text another report has too
    attributes: Counter[str] = field(default_factory=Counter)
    disputed: list[tuple[Incident, list[Disagreement]]] = field(default_factory=list)
    incidents: int = 0  # how many are disputed at all


def summary(view: View, limit: int) -> Summary:
    """Count what a library holds; of its disputed incidents keep the first ``limit``."""
    found = Summary(view.counts())
    for ids in _chunks(view.report_ids()):
        found.copies += sum(bool(one.voice) and one.voice != one.report.id for one in view.entries(ids))
    ranked: list[tuple[tuple[int, int, str], Incident, list[Disagreement]]] = []
    for incident, differences in disputed(view):
        found.incidents += 1
        found.attributes.update(one.attribute for one in differences)
        ranked.append(((-len(differences), -len(incident.claims), incident.id), incident, differences))
        if len(ranked) > 2 * limit + CHUNK:
            ranked = heapq.nsmallest(limit, ranked, key=lambda one: one[0])
    best = heapq.nsmallest(limit, ranked, key=lambda one: one[0])
    found.disputed = [(incident, differences) for _, incident, differences in best]
    return found


def disputed(view: View) -> Iterator[tuple[Incident, list[Disagreement]]]:
    """Every incident with disagreements, by id."""
    for ids in _chunks(view.incident_ids()):
        theirs: dict[str, list[Disagreement]] = {}
        for one in view.disagreements(ids):
            theirs.setdefault(one.incident, []).append(one)
        for incident in view.incidents(sorted(theirs)):
            yield incident, theirs[incident.id]


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(ids)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def parts(view: View, limit: int) -> list[RenderableType]:
    """The summary as it is shown."""
    found = summary(view, limit)
    counts = found.counts
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    rows = [
        (counts.reports, "reports", _reports(found)),
        (counts.claims, "claims", ""),
        (counts.incidents, "incidents", f"{found.incidents:,} of them disputed" if found.incidents else ""),
        (counts.disagreements, "disagreements", _attributes(found.attributes)),
    ]
    for number, name, about in rows:
        text = Text(name)
        text.append(f"  {about}" if about else "", style="dim")
        table.add_row(Text(f"{number:,}", style="bold"), text)
    shown: list[RenderableType] = [table]
    if not found.disputed:
        told = "No accounts contradict each other." if counts.incidents else "No incidents yet."
        return [*shown, Text(), Text(told, style="dim")]
    shown += [Text(), Text("Most disputed", style="bold magenta")]
    for incident, differences in found.disputed:
        shown += [Text(), *_incident(incident, differences)]
    if found.incidents > len(found.disputed):
        more = found.incidents - len(found.disputed)
        them = "it" if more == 1 else "them"
        told = f"{counted(more, 'more disputed incident')}; show {them} with --limit {found.incidents}"
        shown += [Text(), Text(told, style="dim")]
    shown += [Text(), Text("Side by side: rashomon incident ID --library LIBRARY", style="dim")]
    return shown


def _reports(found: Summary) -> str:
    counts = found.counts
    told = [f"{counts.reports - found.copies:,} of them texts of their own; copies of one text count as one voice"]
    parts = told if found.copies else []
    parts += [f"{counts.reports - counts.read:,} not read"] if counts.read < counts.reports else []
    parts += [f"{counts.failures:,} failures waiting"] if counts.failures else []
    return "; ".join(parts)


def _attributes(attributes: Counter[str]) -> str:
    ranked = sorted(attributes.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{phrases.ATTRIBUTES.get(name, name)} {number:,}" for name, number in ranked)


def _incident(incident: Incident, differences: list[Disagreement]) -> list[RenderableType]:
    known = [phrases.place_words(incident.place)] if incident.place is not None else []
    known += [phrases.when_words(incident.when)] if incident.when is not None else []
    head = Text(phrases.type_words(incident.type), style="bold blue")
    head.append("".join(f" · {one}" for one in known if one), style="not bold blue")
    line = Text(f"{incident.id} · {counted(len(incident.claims), 'claim')}", style="dim")
    table = Table.grid(padding=(0, 1))
    for one in differences:
        text = Text(phrases.difference(one), style="bold magenta")
        text.append(f"  {phrases.one_line(one.note)}", style="not bold default")
        table.add_row(Text("≠", style="bold magenta"), text)
    return [head, line, Padding(table, (0, 0, 0, 2))]


def stream(view: View) -> Iterator[str]:
    """A library's comparison as one JSON value with the keys of ``Comparison.to_dict()``, a record a line."""
    yield '{"incidents": ['
    mark = "\n"
    for ids in _chunks(view.incident_ids()):
        for item in Comparison(incidents=tuple(view.incidents(ids))).to_dict()["incidents"]:
            yield mark + phrases.json_text(item)
            mark = ",\n"
    yield '\n], "disagreements": ['
    mark = "\n"
    for ids in _chunks(view.incident_ids()):
        for item in Comparison(disagreements=tuple(view.disagreements(ids))).to_dict()["disagreements"]:
            yield mark + phrases.json_text(item)
            mark = ",\n"
    yield '\n], "control": ['
    mark = "\n"
    for place in view.control_places():
        for item in Comparison(control=tuple(view.control(place))).to_dict()["control"]:
            yield mark + phrases.json_text(item)
            mark = ",\n"
    groups: dict[str, list[str]] = {}
    for ids in _chunks(view.report_ids()):
        for entry in view.entries(ids):
            if entry.voice and entry.voice != entry.report.id:
                groups.setdefault(entry.voice, [entry.voice]).append(entry.report.id)
    yield '\n], "copies": ['
    mark = "\n"
    for _, group in sorted(groups.items()):
        yield mark + phrases.json_text(sorted(group))
        mark = ",\n"
    yield "\n]}\n"
