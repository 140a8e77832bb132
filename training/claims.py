"""Train the weights that tell claims from mentions in passing (read/events/worth.py) on annotated reports.

    python training/claims.py --gold train.json [--check dev.json]

A candidate counts as a claim where its words lie in the quote of an annotated claim of the same family. Logistic
regression, L2, no words of the reports among the signs; scored by cross-validation over reports.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fit import Table, arguments, articles, claims_at, fit, read
from rashomon.lexicon.events import FAMILY
from rashomon.read.events import find as events_step
from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene
from rashomon.read.events.worth import Signs, signs_of

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "claim_weights.toml"


def candidates(article: dict[str, Any]) -> list[tuple[Signs, bool]]:
    """Every candidate the rules weigh in a report, with whether the annotation has it as a claim."""
    seen: list[tuple[Scene, EventMention, Signs]] = []

    def watch(scene: Scene, event: EventMention) -> str:
        seen.append((scene, event, signs_of(scene, event)))
        return ""

    real, events_step.refusal = events_step.refusal, watch
    try:
        read(article)
    finally:
        events_step.refusal = real
    return [(signs, _annotated(article, scene, event)) for scene, event, signs in seen]


def _annotated(article: dict[str, Any], scene: Scene, event: EventMention) -> bool:
    passage = scene.passage
    start, end = passage.starts[event.trigger.start], passage.ends[event.trigger.end - 1]
    return bool(claims_at(article, passage.text, start, end, FAMILY[event.type]))


def table(path: str) -> Table:
    rows = Table([], [], [])
    for article in articles(path):
        for signs, label in candidates(article):
            rows.add(signs, label, str(article["unit_id"]))
    return rows


if __name__ == "__main__":
    args = arguments(__doc__)
    fit(table(args.gold), table(args.check) if args.check else None, OUT, args.least, "a candidate is a claim")
