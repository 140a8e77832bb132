"""From claims of many reports to incidents, disagreements and control timelines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.records import Comparison, Disagreement, Incident, Reading


def compare(readings: Iterable[Reading]) -> Comparison:
    """Set the claims of several readings side by side; nobody is declared right.

    The result does not depend on the order of the readings. Raises UsageError where two different readings carry
    one report id.
    """
    # imported here: the package itself is imported with rashomon, which must stay light
    from rashomon.compare.accounts import accounts_of
    from rashomon.compare.control import timeline
    from rashomon.compare.disagreements import disagreements
    from rashomon.compare.incidents import clusters, incident_of
    from rashomon.compare.rules import load_rules
    from rashomon.records import Comparison

    rules = load_rules()
    accounts = accounts_of(readings, rules)
    incidents: list[Incident] = []
    differences: list[Disagreement] = []
    for members in clusters(accounts, rules):
        group = [accounts[index] for index in members]
        incident = incident_of(group)
        incidents.append(incident)
        differences += disagreements(incident.id, group, rules)
    return Comparison(tuple(incidents), tuple(differences), tuple(timeline(accounts)))


__all__ = ["compare"]
