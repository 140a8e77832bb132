"""Train the weights that tell claims from mentions in passing (read/events/worth.py) on annotated reports.

    python training/claims.py --gold train.json [--check dev.json] [--oof oof.json]

A candidate counts as a claim where its words lie in the quote of an annotated claim of the same family. Logistic
regression, L2, no words of the reports among the signs; scored by cross-validation over reports. With ``--oof``, the
tagger's chances for reports it has not seen (tagger.py --oof), also the weights of the second opinion that the tagger
gives where the signs leave it open (read/events/opinion.py): the signs' log-odds are those of cross-validation.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from fit import Table, arguments, articles, claims_at, fit, read, watched
from rashomon.lexicon.families import FAMILY
from rashomon.read.events import find as events_step
from rashomon.read.events.opinion import OPEN, telling
from rashomon.read.events.opinion import signs as opinion_signs
from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene
from rashomon.read.events.worth import Signs, signs_of

OPINION_LEAST = 0.55  # the least chance at which dev keeps three claims of four right; F1 is flat from 0.5 to 0.58
OPINION = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "tagger_weights.toml"
OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "claim_weights.toml"


def candidates(article: dict[str, Any]) -> list[tuple[Signs, bool, Scene, EventMention]]:
    """Every candidate the rules weigh in a report, with whether the annotation has it as a claim."""
    seen: list[tuple[Scene, EventMention, Signs]] = []

    def watch(scene: Scene, event: EventMention) -> str:
        seen.append((scene, event, signs_of(scene, event)))
        return ""

    with watched(events_step, "refusal", watch):
        read(article)
    return [(signs, _annotated(article, scene, event), scene, event) for scene, event, signs in seen]


def _annotated(article: dict[str, Any], scene: Scene, event: EventMention) -> bool:
    passage = scene.passage
    start, end = passage.starts[event.trigger.start], passage.ends[event.trigger.end - 1]
    return bool(claims_at(article, passage.text, start, end, FAMILY[event.type]))


def table(path: str, chances: dict[str, Any], seen: list[tuple[float, float]]) -> Table:
    """The candidates of all reports; ``seen`` takes what the tagger says of each: of any claim, of its family."""
    rows = Table([], [], [])
    for article in articles(path):
        unit = str(article["unit_id"])
        for signs, label, scene, event in candidates(article):
            rows.add(signs, label, unit)
            seen.append(tagged(chances.get(unit, {}), scene, event))
    return rows


def tagged(chances: dict[str, Any], scene: Scene, event: EventMention) -> tuple[float, float]:
    """The tagger's out-of-fold chances for a candidate's words, by the characters at which they begin."""
    passage = scene.passage
    by_start = {start: found for start, _, found in chances.get("title" if passage.in_title else "text", [])}
    words = [by_start.get(passage.starts[token], {}) for token in telling(event)]
    family = FAMILY[event.type]
    return (
        max(sum(found.values()) for found in words),
        max(sum(chance for kind, chance in found.items() if FAMILY.get(kind) == family) for found in words),
    )


def fit_opinion(rows: Table, chances: np.ndarray, seen: list[tuple[float, float]], least: float | None) -> None:
    """Fit the second opinion on the candidates that the signs leave open."""
    odds = np.log(chances / (1 - chances))
    left = np.flatnonzero(np.abs(odds) <= OPEN)
    asked = Table([], [], [])
    for n in left:
        asked.add(opinion_signs(float(odds[n]), *seen[n]), rows.labels[n], rows.groups[n])
    fit(asked, None, OPINION, least, "a candidate is a claim, where its signs leave it open")


if __name__ == "__main__":
    args = arguments(__doc__, oof=True)
    oof = json.loads(Path(args.oof).read_text(encoding="utf-8")) if args.oof else {}
    seen: list[tuple[float, float]] = []
    rows = table(args.gold, oof, seen)
    check = table(args.check, {}, []) if args.check else None
    chances = fit(rows, check, OUT, args.least, "a candidate is a claim")
    if oof:
        fit_opinion(rows, chances, seen, OPINION_LEAST)
