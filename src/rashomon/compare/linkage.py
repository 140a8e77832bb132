"""From scored pairs to groups: merge the pairs that score best first, as long as two groups agree as a whole."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]  # two indexes, the smaller one first


def components(size: int, links: Iterable[Pair]) -> list[list[int]]:
    """Indexes that hang together by these pairs, each list sorted, by first index.

    Groups are made within one of these lists (``merge``), so each can be made, and made again, without the others.
    """
    above = list(range(size))

    def root(index: int) -> int:
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    for a, b in links:
        one, other = root(a), root(b)
        above[max(one, other)] = min(one, other)
    found: dict[int, list[int]] = {}
    for index in range(size):
        found.setdefault(root(index), []).append(index)
    return list(found.values())


def within(parts: list[list[int]], scores: Mapping[Pair, float]) -> list[dict[Pair, float]]:
    """The scores of each component's own pairs; those between components play no part."""
    of = {index: number for number, part in enumerate(parts) for index in part}
    own: list[dict[Pair, float]] = [{} for _ in parts]
    for (a, b), points in scores.items():
        if of[a] == of[b]:
            own[of[a]][a, b] = points
    return own


def merge(members: list[int], scores: Mapping[Pair, float], threshold: float, unscored: float) -> list[list[int]]:
    """Groups of the members of one component, by average linkage, each sorted, by first index.

    Two groups merge while the mean score of the pairs between them is above the threshold; a pair that was never
    scored, or scored lower still, counts as ``unscored``. The result hangs on nothing but the members' own pairs.
    """
    links: dict[int, dict[int, float]] = {index: {} for index in members}
    for (a, b), points in sorted(scores.items()):
        if points > unscored and a in links and b in links:
            links[a][b] = links[b][a] = points
    groups = {index: [index] for index in members}
    counts = {index: dict.fromkeys(row, 1) for index, row in links.items()}

    def mean(a: int, b: int) -> float:
        possible = len(groups[a]) * len(groups[b])
        return (links[a][b] + unscored * (possible - counts[a][b])) / possible

    heap = [(-s, a, b) for a, row in links.items() for b, s in row.items() if a < b and s > threshold]
    heapq.heapify(heap)
    while heap:
        minus, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or b not in links[a] or mean(a, b) != -minus:
            continue
        if len(links[a]) < len(links[b]):
            a, b = b, a
        groups[a] += groups.pop(b)
        del links[a][b], counts[a][b]
        for other, value in links[b].items():
            if other == a:
                continue
            links[a][other] = links[other][a] = links[a].get(other, 0.0) + value
            counts[a][other] = counts[other][a] = counts[a].get(other, 0) + counts[b][other]
            del links[other][b], counts[other][b]
        del links[b], counts[b]
        for other in links[a]:
            if (joined := mean(a, other)) > threshold:
                heapq.heappush(heap, (-joined, min(a, other), max(a, other)))
    return sorted(sorted(group) for group in groups.values())
