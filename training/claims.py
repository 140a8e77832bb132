"""Train the weights that tell claims from mentions in passing (read/events/worth.py) on annotated reports.

    python training/claims.py --gold train.json [--check dev.json]

A candidate counts as a claim where its words lie in the quote of an annotated claim of the same family. Logistic
regression, L2, no words of the reports among the signs; scored by cross-validation over reports.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fit import Table, arguments, articles, fit
from rashomon.api import _report
from rashomon.lexicon.events import FAMILY
from rashomon.read.events import find as events_step
from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene
from rashomon.read.events.worth import Signs, signs_of
from rashomon.read.reader import read_report

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "claim_weights.toml"


def candidates(article: dict[str, Any]) -> list[tuple[Signs, bool]]:
    """Every candidate the rules weigh in a report, with whether the annotation has it as a claim."""
    seen: list[tuple[Scene, EventMention, Signs]] = []

    def watch(scene: Scene, event: EventMention) -> str:
        seen.append((scene, event, signs_of(scene, event)))
        return ""

    real, events_step.refusal = events_step.refusal, watch
    try:
        fields = ("text", "title", "published", "publisher")
        read_report(_report({"id": "x", **{name: article[name] for name in fields}}))
    finally:
        events_step.refusal = real
    return [(signs, _annotated(article, scene, event)) for scene, event, signs in seen]


def _annotated(article: dict[str, Any], scene: Scene, event: EventMention) -> bool:
    passage = scene.passage
    start, end = passage.starts[event.trigger.start], passage.ends[event.trigger.end - 1]
    for claim in article["claims"]:
        if FAMILY[claim["type"]] != FAMILY[event.type]:
            continue
        for quote in [claim["quote"], *claim["also"]]:
            at = passage.text.find(quote)
            while at >= 0:
                if start < at + len(quote) and at < end:
                    return True
                at = passage.text.find(quote, at + 1)
    return False


def table(path: str) -> Table:
    rows = Table([], [], [])
    for article in articles(path):
        for signs, label in candidates(article):
            rows.add(signs, label, str(article["unit_id"]))
    return rows


if __name__ == "__main__":
    args = arguments(__doc__)
    fit(table(args.gold), table(args.check) if args.check else None, OUT, args.least, "a candidate is a claim")
