"""Reports that carry one text: wire copy is not independent evidence, so a group of copies counts as one voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.records import Report


@dataclass(frozen=True, slots=True)
class Copies:
    """One group of reports with the same text: its first report and the name its own words go by."""

    first: str  # the smallest id of the group
    voice: str

    @classmethod
    def of(cls, first: Report) -> Copies:
        """The group whose smallest id this report has; the name stays the same when further copies come in."""
        return cls(first.id, f"{first.publisher or f'report {first.id}'} and copies")


def groups(reports: Iterable[Report], first_of: Mapping[str, str]) -> dict[str, Copies]:
    """The group of every report that has copies, by report id; ``first_of`` gives each report its group's first id."""
    by_id = {report.id: report for report in reports}
    members: dict[str, list[str]] = defaultdict(list)
    for report in by_id:
        members[first_of.get(report, report)].append(report)
    return {report: Copies.of(by_id[first]) for first, group in members.items() if len(group) > 1 for report in group}
