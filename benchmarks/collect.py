"""What collecting costs beside reading: ``python benchmarks/collect.py [REPORTS] [LOCATION]`` (400, a file).

The same reports are read alone and collected into a new library (found, told apart, sketched, linked, stored), in turn,
four times each in one process; prints the ratio of the CPU seconds of the best runs, store's own process not counted.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from rashomon.collect.files import collect_path
from rashomon.collect.items import Found
from rashomon.library import open_library
from rashomon.run.collect import Collector
from rashomon.run.reader import read_batch

ROUNDS = 4
EXAMPLES = Path(__file__).parent.parent / "examples"


def write(path: Path, count: int) -> None:
    """Reports of a usual length: the examples, each time with another number in every sentence."""
    texts = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(EXAMPLES.glob("*.json"))]
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            report = dict(texts[number % len(texts)])
            words = report["text"].split(" ")
            report["text"] = " ".join(
                f"{word} {number * 7 + at}" if at % 40 == 39 else word for at, word in enumerate(words)
            )
            report["id"] = f"{report['id']}-{number}"
            stream.write(json.dumps(report) + "\n")


def read_alone(path: Path) -> float:
    reports = [item.report for item in collect_path(path) if isinstance(item, Found)]
    start = time.process_time()
    for at in range(0, len(reports), 32):
        read_batch(reports[at : at + 32])
    return time.process_time() - start


def collect(path: Path, location: str) -> float:
    start = time.process_time()
    with open_library(location) as library:
        Collector(library).collect([str(path)])
    return time.process_time() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "reports.jsonl")
        write(path, count)
        read_alone(path)
        alone, kept = [], []
        for number in range(ROUNDS):
            alone.append(read_alone(path))
            kept.append(collect(path, str(Path(name, f"{number}.db"))))
    print(
        f"{count:,} reports: reading {1e3 * min(alone) / count:.1f} ms a report, "
        f"collecting {1e3 * min(kept) / count:.1f} ms, "
        f"store and bookkeeping {100 * (min(kept) / min(alone) - 1):.0f}% on top"
    )


if __name__ == "__main__":
    main()
