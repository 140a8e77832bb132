"""From claims of many reports to incidents, disagreements and control timelines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.records import Comparison, Disagreement, Incident, Reading, Report


def compare(readings: Iterable[Reading]) -> Comparison:
    """Set the claims of several readings side by side; nobody is declared right.

    The result does not depend on the order of the readings. Raises UsageError where two different readings carry
    one report id.
    """
    # imported here: the package itself is imported with rashomon, which must stay light
    from rashomon.compare.accounts import accounts_of
    from rashomon.compare.control import timeline
    from rashomon.compare.copies import groups
    from rashomon.compare.disagreements import disagreements
    from rashomon.compare.incidents import clusters, incident_of
    from rashomon.compare.rules import load_rules
    from rashomon.records import Comparison

    rules = load_rules()
    given = list(readings)
    reports = [reading.report for reading in given]
    copies = groups(reports, _same_text(reports)) if len(reports) > 1 else {}
    accounts = accounts_of(given, rules, copies)
    incidents: list[Incident] = []
    differences: list[Disagreement] = []
    for members in clusters(accounts, rules):
        group = [accounts[index] for index in members]
        incident = incident_of(group)
        incidents.append(incident)
        differences += disagreements(incident.id, group, rules)
    carried: dict[str, list[str]] = {}
    for report, same in sorted(copies.items()):
        carried.setdefault(same.first, []).append(report)
    return Comparison(
        tuple(incidents), tuple(differences), tuple(timeline(accounts)), tuple(map(tuple, carried.values()))
    )


def _same_text(reports: list[Report]) -> dict[str, str]:
    from rashomon.collect import near

    return near.groups({report.id: report.text for report in reports})


__all__ = ["compare"]
