"""Train the weights that choose the place of an event (read/claims/placing.py) on annotated reports.

    python training/placing.py --gold train.json [--check dev.json]

For every event that lies in the quote of an annotated claim of its family, the places of the report are weighed
against each other (a conditional logit: the shares of all places of one event sum to one); right are those whose name
or words are the annotated place's. Places are chosen in text order and one event's place is a sign for the next, so
the signs are drawn again with the choices of models that have not seen the report, ROUNDS times.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from fit import arguments, articles, claims_at, read, watched
from rashomon.lexicon.families import FAMILY
from rashomon.lexicon.weights import Weights
from rashomon.read.claims import context
from rashomon.read.claims.mentions import Candidate
from rashomon.read.claims.placing import candidates, choose
from rashomon.read.claims.setting import Setting
from rashomon.read.claims.standing import weighed
from rashomon.read.claims.told import Told
from rashomon.read.events.scene import Scene
from rashomon.read.events.whereabouts import place_phrase, site

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "placing_weights.toml"
PENALTY = 8.0  # L2; 4 to 10 differ by less than 0.01 in the share of right places
RARE = 4  # signs seen fewer times are left out
FOLDS = 8
ROUNDS = 3


@dataclass
class Reading:
    """A report as the choice sees it, with the annotated places of each event."""

    unit: str
    scenes: list[Scene]
    told: list[Told]
    wanted: list[list[set[str]]]


@dataclass
class Choice:
    """One event: the signs of every place of its report, and which of them are right."""

    unit: str
    rows: list[dict[str, float]]
    right: list[bool]


def readings(path: str) -> list[Reading]:
    found: list[Reading] = []
    current: dict[str, Any] = {}

    def watch(scenes: list[Scene], told: list[Told]) -> None:
        wanted = [annotated(current, item) for item in told]
        found.append(Reading(str(current["unit_id"]), scenes, [replace(item) for item in told], wanted))

    with watched(context, "choose_places", watch):
        for article in articles(path):
            current = article
            read(article)
    return found


def annotated(article: dict[str, Any], item: Told) -> list[set[str]]:
    """The names of the places of the annotated claims that hold the event."""
    passage, trigger = item.scene.passage, item.event.trigger
    start, end = passage.starts[trigger.start], passage.ends[trigger.end - 1]
    claims = claims_at(article, passage.text, start, end, FAMILY[item.event.type])
    places = [claim["place"] for claim in claims if claim["place"]]
    return [{name for name in (place["name"], place["mention"]) if name} for place in places]


def choices(reading: Reading, weights: Mapping[str, float] | None) -> tuple[list[Choice], int]:
    """The choices of a report as they stand when places are chosen in order, and how many come out right."""
    told = [replace(item) for item in reading.told]
    places = candidates(reading.scenes)
    setting = Setting(places, told)
    names = {key: called(candidate) for key, candidate in places.items()}
    model = Weights(dict(weights), 0.5) if weights is not None else None
    found, hits = [], 0
    for n, (item, wanted) in enumerate(zip(told, reading.wanted, strict=True)):
        rows = list(weighed(setting, n))
        scored = [(model.score(signs), one) for one, signs in rows] if model else []
        if rows and wanted:
            right = [any(alike(a, b) for want in wanted for a in want for b in names[one.key]) for one, _ in rows]
            found.append(Choice(reading.unit, [signs for _, signs in rows], right))
            if scored:
                hits += right[max(range(len(rows)), key=lambda at: scored[at][0])]
        choose(item, scored, setting)
    return found, hits


def called(candidate: Candidate) -> set[str]:
    """All that a claim could call the place: its name, its mentions, its phrases."""
    names = {candidate.place.name}
    for mention in candidate.mentions:
        passage = mention.scene.passage
        names |= {mention.place.text, passage.span(*place_phrase(passage, mention.scene.marks, mention.place)).text}
        names |= {site(passage, mention.place) or mention.place.name}
    return names


def alike(one: str, other: str) -> bool:
    a, b = (plain(name) for name in (one, other))
    return bool(a and b) and (a == b or difflib.SequenceMatcher(None, a, b).ratio() >= 0.84)


def plain(name: str) -> str:
    """A name without what transliterations differ in."""
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'s ", " ")
    name = re.sub(r"[^a-z0-9]+", " ", name)
    drop = "the|a|an|al|el|ar|ad|as|az|at|ash|city|town|province|governorate|village|district|of|region"
    name = re.sub(rf"\b({drop})\b", " ", name)
    for a, b in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("y", "i"), ("e", "i"), ("o", "u"), ("q", "k")):
        name = name.replace(a, b)
    return re.sub(r"(.)\1+", r"\1", name.replace("kh", "h").replace("gh", "g").replace(" ", "")).rstrip("h")


def train(found: list[Choice], penalty: float = PENALTY) -> dict[str, float]:
    """The weights under which the right places have the largest share, less the penalty."""
    found = [choice for choice in found if any(choice.right)]
    counts = Counter(name for choice in found for row in choice.rows for name in row)
    at = {name: n for n, name in enumerate(sorted(name for name in counts if counts[name] >= RARE))}
    rows = [row for choice in found for row in choice.rows]
    entries = [(n, at[name], value) for n, row in enumerate(rows) for name, value in row.items() if name in at]
    lines, columns, values = (list(column) for column in zip(*entries, strict=True))
    matrix = csr_matrix((values, (lines, columns)), shape=(len(rows), len(at)))
    right = np.array([flag for choice in found for flag in choice.right])
    sizes = np.array([len(choice.rows) for choice in found])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def shares(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        top = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - np.repeat(top, sizes))
        totals = np.add.reduceat(powers, starts)
        return powers / np.repeat(totals, sizes), top + np.log(totals)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        every, whole = shares(scores)
        good, part = shares(np.where(right, scores, -1e3))
        return float((whole - part).sum() + penalty / 2 * weights @ weights), matrix.T @ (
            every - good
        ) + penalty * weights

    best = minimize(loss, np.zeros(len(at)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: float(best.x[n]) for name, n in at.items()}


def crossed(reports: list[Reading]) -> tuple[dict[str, float], str]:
    """The weights after ROUNDS rounds, and the share of right places on reports that a model has not seen."""
    fold = {unit: n % FOLDS for n, unit in enumerate(sorted({report.unit for report in reports}))}
    drawn = {id(report): choices(report, None)[0] for report in reports}
    share = ""
    for _ in range(ROUNDS):
        models = [train([c for r in reports if fold[r.unit] != n for c in drawn[id(r)]]) for n in range(FOLDS)]
        outcome = {id(report): choices(report, models[fold[report.unit]]) for report in reports}
        total = sum(len(found) for found, _ in outcome.values())
        hits = sum(right for _, right in outcome.values())
        share = f"{hits / total:.3f} of {total} events"
        final = train([choice for found in drawn.values() for choice in found])
        drawn = {key: found for key, (found, _) in outcome.items()}
    return final, share


def main() -> None:
    args = arguments(__doc__)
    reports = readings(args.gold)
    weights, share = crossed(reports)
    lines = [
        "# Made by training/placing.py, do not edit: what each sign adds to a place's weight as the place of an event.",
        f"# {len(reports)} reports; right place, cross-validated over reports: {share}",
    ]
    if args.check:
        outcome = [choices(report, weights) for report in readings(args.check)]
        total = sum(len(found) for found, _ in outcome)
        lines.append(f"# on reports not trained on: {sum(hits for _, hits in outcome) / total:.3f} of {total} events")
    print("\n".join(lines))
    lines += ["", "least = 0.5", "", "[weights]", '"bias" = 0.0']
    lines += [f"{json.dumps(name)} = {value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= 0.02]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
