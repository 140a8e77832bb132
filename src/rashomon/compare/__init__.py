"""From claims of many reports to incidents, disagreements and control timelines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType

from rashomon.compare.accounts import accounts_of
from rashomon.compare.control import timeline
from rashomon.compare.disagreements import disagreements
from rashomon.compare.incidents import clusters, incident_of
from rashomon.compare.rules import rules
from rashomon.records import Comparison, Disagreement, Incident, Reading


def compare(readings: Iterable[Reading]) -> Comparison:
    """Set the claims of several readings side by side; nobody is declared right.

    The result does not depend on the order of the readings. Raises UsageError where two different readings carry
    one report id.
    """
    rule = rules()
    accounts = accounts_of(readings, rule)
    incidents: list[Incident] = []
    differences: list[Disagreement] = []
    for members in clusters(accounts, rule):
        group = [accounts[index] for index in members]
        incident = incident_of(group)
        incidents.append(incident)
        differences += disagreements(incident.id, group, rule)
    return Comparison(tuple(incidents), tuple(differences), tuple(timeline(accounts)))


class _Room(ModuleType):
    """This package under the public name ``rashomon.compare``, which is a call.

    Python binds a package's name in its parent when it is first imported, over the function of the same name.
    """

    def __call__(self, readings: Iterable[Reading]) -> Comparison:
        return compare(readings)


sys.modules[__name__].__class__ = _Room

__all__ = ["compare"]
