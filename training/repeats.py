"""Train the weights that tell a claim told again from another claim (read/claims/sameness.py) on annotated reports.

    python training/repeats.py --gold train.json [--check dev.json]

Two tellings of one family are one where both lie in the quotes of one annotated claim, two where they lie in quotes of
different ones; tellings without an annotated claim are left out. Logistic regression, L2, scored over reports.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from fit import Table, arguments, articles, claims_at, fit, read, watched
from rashomon.read.claims import make as claims_step
from rashomon.read.claims.repeats import Draft
from rashomon.read.claims.sameness import pair_signs

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "repeat_weights.toml"


def tellings(article: dict[str, Any]) -> list[Draft]:
    """Every telling of a report, unmerged, in text order."""
    seen: list[Draft] = []

    def watch(drafts: list[Draft], draft: Draft) -> None:
        seen.append(draft)

    with watched(claims_step, "host_of", watch):
        read(article)
    return seen


def annotated(article: dict[str, Any], draft: Draft) -> set[str]:
    """The ids of the annotated claims of the telling's family whose quotes hold its trigger."""
    claim = draft.claim
    text = (article["title"] or "") if claim.in_title else article["text"]
    found = claims_at(article, text, claim.trigger.start, claim.trigger.end, claim.family)
    return {gold["id"] for gold in found}


def table(path: str) -> Table:
    rows = Table([], [], [])
    for article in articles(path):
        known = [(draft, ids) for draft in tellings(article) if (ids := annotated(article, draft))]
        for (first, a), (second, b) in itertools.combinations(known, 2):
            if first.claim.family == second.claim.family:
                rows.add(pair_signs(first, second), bool(a & b), str(article["unit_id"]))
    return rows


if __name__ == "__main__":
    args = arguments(__doc__)
    fit(table(args.gold), table(args.check) if args.check else None, OUT, args.least, "two tellings are one claim")
