"""Claims to incidents: merge the pairs that score best first, as long as the two groups agree as a whole."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.compare.accounts import WIDE, Account
from rashomon.compare.blocking import pairs
from rashomon.compare.linkage import Pair, components, merge, within
from rashomon.compare.rules import Rules
from rashomon.compare.scoring import levels, links, plainly_elsewhere, score
from rashomon.records import Incident, Period, Place


def clusters(accounts: list[Account], rules: Rules) -> list[list[int]]:
    """Indexes of the claims that speak of one happening, every claim once, in order of its first claim."""
    scores = scored(accounts, pairs(accounts, rules), rules)
    threshold, start = rules.weights.threshold, rules.weights.start
    parts = components(len(accounts), linked(accounts, scores, rules))
    own = within(parts, scores)
    return sorted(group for part, near in zip(parts, own, strict=True) for group in merge(part, near, threshold, start))


def linked(accounts: Sequence[Account], scores: Mapping[Pair, float], rules: Rules) -> list[Pair]:
    """The scored pairs that bring claims together."""
    return [(a, b) for (a, b), points in scores.items() if links(accounts[a], accounts[b], points, rules)]


def scored(accounts: Sequence[Account], wanted: Iterable[Pair], rules: Rules) -> dict[Pair, float]:
    """The points of pairs of indexes; without those that score no more than a pair that was never compared."""
    found: dict[Pair, float] = {}
    for a, b in wanted:
        if plainly_elsewhere(accounts[a], accounts[b], rules):
            continue
        points = score(levels(accounts[a], accounts[b], rules), rules)
        if points > rules.weights.start:
            found[a, b] = points
    return found


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
