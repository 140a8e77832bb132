"""Incidents and disagreements as compared against those annotated, over the claims that were found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from rashomon.evaluate.matching import best_first
from rashomon.evaluate.same import Record
from rashomon.evaluate.scores import f1


@dataclass(slots=True)
class Told:
    """How many were told, how many annotated, and how many are both."""

    right: int = 0
    told: int = 0
    annotated: int = 0

    def add(self, right: int, told: int, annotated: int) -> None:
        """Count some more."""
        self.right, self.told, self.annotated = self.right + right, self.told + told, self.annotated + annotated

    @property
    def f1(self) -> float | None:
        """Harmonic mean of right by told and right by annotated."""
        return f1(self.right, self.told, self.annotated)


@dataclass(slots=True)
class Compared:
    """Pairs of claims in one incident, and disagreements; by attribute, too."""

    pairs: Told = field(default_factory=Told)
    disagreements: Told = field(default_factory=Told)
    attributes: dict[str, Told] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, shares rounded to three places."""
        pairs, differences = self.pairs.f1, self.disagreements.f1
        return {
            "same_incident_f1": None if pairs is None else round(pairs, 3),
            "disagreement_f1": None if differences is None else round(differences, 3),
            "disagreements": self.disagreements.annotated,
            "disagreements_predicted": self.disagreements.told,
        }


def compared(
    clusters: Iterable[Record], comparisons: Mapping[str, Record], known: Mapping[str, str]
) -> Compared | None:
    """Score ``Comparison.to_dict()`` by cluster; ``known`` is which claim as read is which annotated one.

    A disagreement counts where its attribute is right and two of its claims are. None where no claim of the annotation
    names its incident.
    """
    found = Compared()
    given = [cluster for cluster in clusters if _incidents(cluster) or cluster.get("disagreements")]
    if not given:
        return None
    for cluster in given:
        mine = comparisons.get(cluster["cluster"]) or {}
        _count_pairs(found, _incidents(cluster), mine.get("incidents", ()), known)
        _count_disagreements(found, cluster, mine.get("disagreements", ()), known)
    return found


def _incidents(cluster: Record) -> dict[str, str]:
    return {
        f"{report['unit_id']}:{claim['id']}": claim["incident"]
        for report in cluster["articles"]
        for claim in report["claims"]
        if claim.get("incident")
    }


def _count_pairs(
    found: Compared, annotated: Mapping[str, str], incidents: Sequence[Record], known: Mapping[str, str]
) -> None:
    own = {known[key]: one["id"] for one in incidents for key in one["claims"] if key in known}
    for a, b in combinations([key for key in annotated if key in own], 2):
        together, told = annotated[a] == annotated[b], own[a] == own[b]
        found.pairs.add(together and told, told, together)


def _count_disagreements(found: Compared, cluster: Record, told: Sequence[Record], known: Mapping[str, str]) -> None:
    wanted = [(one["attribute"], set(one["claims"])) for one in cluster.get("disagreements") or ()]
    got = [(one["attribute"], {known[key] for key in one["claims"] if key in known}) for one in told]
    offers = {
        (i, j): 1.0
        for i, (attribute, claims) in enumerate(wanted)
        for j, (other, others) in enumerate(got)
        if attribute == other and len(claims & others) >= 2
    }
    hits = best_first(offers)
    found.disagreements.add(len(hits), len(got), len(wanted))
    right, rightly = {i for i, _ in hits}, {j for _, j in hits}
    for side, (listed, good) in enumerate(((wanted, right), (got, rightly))):
        for n, (attribute, claims) in enumerate(listed):
            tally = found.attributes.setdefault(attribute, Told())
            tally.add(n in good and side == 0, side == 1, side == 0)
            if n not in good:
                named = ", ".join(sorted(claims)) or "claims that are not annotated"
                (found.missed if side == 0 else found.false).append(f"{cluster['cluster']} {attribute}: {named}")
