"""Claims to incidents: merge the pairs that score best first, as long as the two groups agree as a whole."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict

from rashomon.compare.accounts import WIDE, Account
from rashomon.compare.blocking import pairs
from rashomon.compare.rules import Rules
from rashomon.compare.scoring import levels, score
from rashomon.records import Incident, Period, Place


def clusters(accounts: list[Account], rules: Rules) -> list[list[int]]:
    """Indexes of the claims that speak of one happening, every claim once, in order of its first claim.

    Average linkage over the scored pairs: two groups merge while the mean score of the pairs between them is above
    the threshold; a pair that was never scored, or scored lower still, counts as the start weight.
    """
    links: list[dict[int, float]] = [{} for _ in accounts]
    for a, b in pairs(accounts, rules):
        points = score(levels(accounts[a], accounts[b], rules), rules)
        if points > rules.weights.start:
            links[a][b] = links[b][a] = points
    return _merge(links, rules.weights.threshold, rules.weights.start)


def _merge(links: list[dict[int, float]], threshold: float, unscored: float) -> list[list[int]]:
    members = [[index] for index in range(len(links))]
    counts = [dict.fromkeys(row, 1) for row in links]
    alive = [True] * len(links)

    def mean(a: int, b: int) -> float:
        possible = len(members[a]) * len(members[b])
        return (links[a][b] + unscored * (possible - counts[a][b])) / possible

    heap = [(-s, a, b) for a, row in enumerate(links) for b, s in row.items() if a < b and s > threshold]
    heapq.heapify(heap)
    while heap:
        minus, a, b = heapq.heappop(heap)
        if not (alive[a] and alive[b]) or b not in links[a] or mean(a, b) != -minus:
            continue
        if len(links[a]) < len(links[b]):
            a, b = b, a
        alive[b] = False
        members[a] += members[b]
        del links[a][b], counts[a][b]
        for other, value in links[b].items():
            if other == a:
                continue
            links[a][other] = links[other][a] = links[a].get(other, 0.0) + value
            counts[a][other] = counts[other][a] = counts[a].get(other, 0) + counts[b][other]
            del links[other][b], counts[other][b]
        links[b], counts[b] = {}, {}
        for other in links[a]:
            if (joined := mean(a, other)) > threshold:
                heapq.heappush(heap, (-joined, min(a, other), max(a, other)))
    return sorted(sorted(group) for group, live in zip(members, alive, strict=True) if live)


def incident_of(group: list[Account]) -> Incident:
    """The record of one group of claims; its id hangs on the earliest claim alone."""
    first = min(group, key=lambda one: (one.report.published is None, one.report.published, one.key))
    kind = _commonest([one.claim.type for one in group])
    place = _place(group)
    when = _period(group)
    words = [kind.replace("_", " ")]
    if place is not None:
        words.append(f"in {place.name}")
    if when is not None:
        words.append(f"on {when.start}" if when.start == when.end else f"from {when.start} to {when.end}")
    return Incident(
        id=f"i{hashlib.sha256(first.key.encode()).hexdigest()[:12]}",
        label=" ".join(words),
        type=kind,
        claims=tuple(sorted(one.key for one in group)),
        place=place,
        when=when,
    )


def _commonest(values: list[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _place(group: list[Account]) -> Place | None:
    """The place that most claims name, the narrower one where they tie."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for one in group:
        if one.claim.place is not None and one.place is not None:
            by_name[one.place].append(one.claim.place)
    if not by_name:
        return None
    name = min(by_name, key=lambda name: (-len(by_name[name]), by_name[name][0].precision in WIDE, name))
    return by_name[name][0]


def _period(group: list[Account]) -> Period | None:
    """The days that most claims give, the shorter ones where they tie."""
    periods = [one.claim.when for one in group if one.claim.when is not None]
    counts = Counter((when.start, when.end) for when in periods)
    if not counts:
        return None
    best = min(counts, key=lambda days: (-counts[days], days[1] - days[0], days))
    return next(when for when in periods if (when.start, when.end) == best)
