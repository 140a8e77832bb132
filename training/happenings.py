"""Train the weights that tie the tellings of one happening (read/claims/happenings.py) on annotated reports.

    python training/happenings.py --gold train.json [--check dev.json]

Two events of a report are one happening where they lie in quotes of annotated claims of one incident. Logistic
regression, L2, scored over reports.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from fit import Table, arguments, articles, claims_at, fit, read, watched
from rashomon.lexicon.families import FAMILY
from rashomon.read.claims import context
from rashomon.read.claims.happenings import pair_signs
from rashomon.read.claims.placing import candidates
from rashomon.read.claims.setting import Setting
from rashomon.read.claims.told import Told
from rashomon.read.events.scene import Scene

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "happening_weights.toml"
REACH = 25  # events after it that an event is held against, as in standing.py


def annotated(article: dict[str, Any], item: Told) -> set[str]:
    """The incidents of the annotated claims of the event's family whose quotes hold its trigger."""
    passage, trigger = item.scene.passage, item.event.trigger
    start, end = passage.starts[trigger.start], passage.ends[trigger.end - 1]
    return {gold["incident"] for gold in claims_at(article, passage.text, start, end, FAMILY[item.event.type])}


def table(path: str) -> Table:
    rows = Table([], [], [])
    current: dict[str, Any] = {}

    def watch(scenes: list[Scene], told: list[Told]) -> None:
        setting = Setting(candidates(scenes), told)
        known = [(n, ids) for n, item in enumerate(told) if (ids := annotated(current, item))]
        for (n, a), (m, b) in itertools.combinations(known, 2):
            if m - n <= REACH:
                signs = pair_signs(setting.sights[n], setting.sights[m], setting.nested)
                rows.add(signs, bool(a & b), str(current["unit_id"]))

    with watched(context, "choose_places", watch):
        for article in articles(path):
            current = article
            read(article)
    return rows


if __name__ == "__main__":
    args = arguments(__doc__)
    check = table(args.check) if args.check else None
    fit(table(args.gold), check, OUT, args.least, "two events are one happening")
