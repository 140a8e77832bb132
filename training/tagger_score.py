"""Scores of tagged words against annotated triggers, for training/tagger.py."""

from __future__ import annotations

from collections import Counter

import numpy as np

from rashomon.lexicon.families import FAMILY
from tagger_data import Example

CUTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def spans(table: np.ndarray, cut: float) -> list[tuple[int, int, int]]:
    """Runs of words (first, last exclusive, label) of one type whose chances add up to ``cut`` over all types."""
    found: list[tuple[int, int, int]] = []
    for word in np.flatnonzero(table.sum(axis=1) >= cut):
        label = int(table[word].argmax()) + 1
        if found and found[-1][2] == label and word - found[-1][1] <= 1:
            found[-1] = (found[-1][0], int(word) + 1, label)
        else:
            found.append((int(word), int(word) + 1, label))
    return found


def tally(
    examples: list[Example], tables: list[list[np.ndarray]], types: list[str], cut: float, by: str
) -> tuple[Counter[str], Counter[str], Counter[str], Counter[str], Counter[str]]:
    """Right spans, spans, told claims found, told claims, by type or family ("any": all as one)."""

    def name(label: int) -> str:
        kind = types[label - 1]
        return {"type": kind, "family": FAMILY[kind], "any": "any"}[by]

    right, given, hit, told, sure = Counter[str](), Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for example, rows in zip(examples, tables, strict=True):
        found: set[str] = set()
        for n, table in enumerate(rows):
            gold = [(a, b, name(label), claim) for s, a, b, label, claim in example.mentions if s == n]
            for first, last, label in spans(table, cut):
                group = name(label)
                met = [claim for a, b, other, claim in gold if first < b and a < last and other == group]
                given[group] += 1
                right[group] += bool(met)
                found.update(claim for claim in met if claim)
        for claim, label in example.claims.items():
            told[name(label)] += 1
            hit[name(label)] += claim in found
    return right, given, hit, told, sure


def f1(right: int, given: int, hit: int, told: int) -> tuple[float, float, float]:
    precision, recall = right / max(1, given), hit / max(1, told)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def log_loss(examples: list[Example], tables: list[list[np.ndarray]]) -> float:
    """Mean over the scored words of minus the logarithm of the chance given to the annotated label."""
    losses = []
    for example, rows in zip(examples, tables, strict=True):
        for labels, table in zip(example.labels, rows, strict=True):
            for label, line in zip(labels, table, strict=True):
                if label >= 0:
                    chance = line[label - 1] if label else 1 - line.sum()
                    losses.append(-np.log(max(float(chance), 1e-6)))
    return float(np.mean(losses))


def report(examples: list[Example], tables: list[list[np.ndarray]], types: list[str]) -> list[str]:
    """Lines of figures: precision of tagged spans against recall of claims, at some cuts, by family, by type."""
    lines = ["cut: precision of spans, recall of claims, F1 | family | type | any"]
    best, at = 0.0, 0.5
    for cut in CUTS:
        parts = []
        for by in ("family", "type", "any"):
            right, given, hit, told, _ = tally(examples, tables, types, cut, by)
            p, r, f = f1(right.total(), given.total(), hit.total(), told.total())
            parts.append(f"{p:.3f} {r:.3f} {f:.3f}")
            if by == "family" and f > best:
                best, at = f, cut
        lines.append(f"{cut}: " + " | ".join(parts))
    lines.insert(1, f"best family F1 {best:.3f} at {at}; log loss a word {log_loss(examples, tables):.4f}")
    for by in ("family", "type"):
        right, given, hit, told, _ = tally(examples, tables, types, at, by)
        lines.append(f"by {by} at {at}")
        for group, count in told.most_common():
            p, r, f = f1(right[group], given[group], hit[group], count)
            lines.append(f"  {group}: {count} claims, P {p:.2f} R {r:.2f} F1 {f:.2f}")
    return lines
