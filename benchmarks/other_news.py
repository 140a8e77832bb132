"""False alarms in news that is not of conflict: claims a text, by what kind of news and by which rule.

    python benchmarks/other_news.py [--labels LABELS.json] [--part test] FILE.jsonl ...

Each line of a file is a JSON object with `id`, `text` and `published`; a name without a folder is looked for in
$RASHOMON_CORPORA. LABELS is a JSON object "FILE:ID" -> {"label", "part"}, FILE being the name of the file without its
suffix: texts labelled "none" are of other news, those labelled "conflict" only show that reports of conflict still give
claims, other labels are left out. Without labels every text counts as other news: give files that hold nothing else.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rashomon.lexicon.topics import topics
from rashomon.read.reader import make_report, read_reports
from rashomon.records import Reading, Report

SHOWN = 12  # rules listed


def texts(path: Path, labels: dict[str, Any] | None, part: str | None) -> Iterator[tuple[Report, str]]:
    """The reports of a file with their labels."""
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        text = json.loads(line)
        label = {"label": "none"} if labels is None else labels.get(f"{path.stem}:{text['id']}", {})
        if label.get("label") in ("none", "conflict") and part in (None, label.get("part")):
            day = dt.date.fromisoformat(text["published"]) if text.get("published") else None
            yield make_report(text["text"], id=str(text["id"]), published=day), label["label"]


def kind_of_news(text: str) -> str:
    """The topic that most words of a text have, war and unrest left out."""
    known = topics()
    counts = Counter(known.get(word.strip(".,;:!?\"'()").lower(), "") for word in text.split())
    told = {topic: count for topic, count in counts.items() if topic not in ("", "war", "unrest")}
    return max(told, key=lambda topic: (told[topic], topic)) if told else "nothing listed"


def show(name: str, readings: list[Reading], label: str) -> None:
    """One line for the file, and where it is of other news the false alarms by kind of news and by rule."""
    claims = [claim for reading in readings for claim in reading.claims]
    silent = sum(not reading.claims for reading in readings)
    size = len(readings)
    print(
        f"{name:16} {label:9} {size:4} texts  {len(claims) / size:6.3f} claims a text  {silent / size:6.1%} without any"
    )
    if label != "none" or not claims:
        return
    kinds = [(kind_of_news(reading.report.text), len(reading.claims)) for reading in readings]
    all_of = Counter(kind for kind, _ in kinds)
    for kind, count in all_of.most_common():
        alarms = sum(number for other, number in kinds if other == kind)
        print(f"    {kind:16} {count:4} texts  {alarms / count:6.3f} claims a text")
    rules = Counter(f"{claim.rule} ({claim.type})" for claim in claims)
    print("    by rule:", ", ".join(f"{rule} {count}" for rule, count in rules.most_common(SHOWN)))


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("files", nargs="+", help="texts, one JSON object a line")
    options.add_argument("--labels", help="what each text is; without it all are other news")
    options.add_argument("--part", help="only texts whose label has this part")
    args = options.parse_args()
    labels = json.loads(Path(args.labels).read_text(encoding="utf-8")) if args.labels else None
    for name in args.files:
        path = Path(name)
        if not path.exists():
            path = Path(os.environ.get("RASHOMON_CORPORA", ".")) / name
        chosen = list(texts(path, labels, args.part))
        for label in ("none", "conflict"):
            reports = [report for report, other in chosen if other == label]
            if reports:
                show(path.stem, list(read_reports(reports)), label)


if __name__ == "__main__":
    main()
