"""Train the weights that choose the place of an event (read/claims/placing.py) on annotated reports.

    python training/placing.py --gold train.json [--check dev.json]

For every event that lies in the quote of an annotated claim of its family, each place of the report is a row: right
where its name or words are those of the annotated place. The highest score wins at reading time.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path
from typing import Any

from fit import Table, arguments, articles, claims_at, fit, read
from rashomon.lexicon.events import FAMILY
from rashomon.read.claims import context
from rashomon.read.claims.placing import candidates, weighed
from rashomon.read.claims.told import Told
from rashomon.read.events.scene import Scene
from rashomon.read.events.whereabouts import place_phrase

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "placing_weights.toml"


def rows_of(article: dict[str, Any], rows: Table) -> None:
    def watch(scenes: list[Scene], told: list[Told]) -> None:
        places = candidates(scenes)
        for n, item in enumerate(told):
            wanted = annotated(article, item)
            for candidate, signs in weighed(places, told, n) if wanted else ():
                names = {candidate.place.name}
                for scene, _, mention in candidate.mentions:
                    names |= {mention.text, scene.passage.span(*place_phrase(scene.passage, scene.marks, mention)).text}
                right = any(alike(one, other) for one in wanted for other in names)
                rows.add(signs, right, str(article["unit_id"]))

    real, context.choose_places = context.choose_places, watch
    try:
        read(article)
    finally:
        context.choose_places = real


def annotated(article: dict[str, Any], item: Told) -> set[str]:
    """The names of the place of the first annotated claim that holds the event and has one."""
    passage, trigger = item.scene.passage, item.event.trigger
    start, end = passage.starts[trigger.start], passage.ends[trigger.end - 1]
    for claim in claims_at(article, passage.text, start, end, FAMILY[item.event.type]):
        if claim["place"]:
            return {name for name in (claim["place"]["name"], claim["place"]["mention"]) if name}
    return set()


def alike(one: str, other: str) -> bool:
    a, b = (plain(name) for name in (one, other))
    return bool(a and b) and (a == b or difflib.SequenceMatcher(None, a, b).ratio() >= 0.84)


def plain(name: str) -> str:
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"\b(the|al|el|ar|city|town|province|governorate|village|district|of|region)\b", " ", name)
    return re.sub(r"[^a-z0-9]", "", name.replace("q", "k").replace("ou", "u").replace("y", "i").replace("e", "i"))


def table(path: str) -> Table:
    rows = Table([], [], [])
    for article in articles(path):
        rows_of(article, rows)
    return rows


if __name__ == "__main__":
    args = arguments(__doc__)
    fit(table(args.gold), table(args.check) if args.check else None, OUT, args.least, "a place is the event's")
