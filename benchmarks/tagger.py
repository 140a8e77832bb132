"""Speed of the learned tagger: words a CPU-second on one thread, start-up and memory.

python benchmarks/tagger.py [FILE.jsonl with "text" ...]; without files, on sentences of its own.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path

from rashomon.read.tagger import tagger

OWN = (
    "Two days after the truce collapsed , gunmen shelled the market overnight , residents said on Sunday . "
    "The garrison , besieged since last August , lost more than 40 men over the past three weeks . "
    "Nobody could say who holds the bridge , and the mill on the far bank has stood empty for years . "
)


def sentences(text: str) -> list[list[str]]:
    """A rough cut, good enough to time: the reader hands over the parser's words."""
    return [re.findall(r"\w+|[^\w\s]", part) for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    reports = [sentences(OWN * 7)] * 100
    if len(sys.argv) > 1:
        rows = [json.loads(line) for path in sys.argv[1:] for line in Path(path).read_text("utf-8").splitlines()]
        reports = [sentences(row["text"]) for row in rows]
    before, start = memory(), time.process_time()
    found = tagger()
    if found is None:
        print("no tagger: onnxruntime or src/rashomon/models/tagger.onnx is missing")
        return
    print(f"start: {time.process_time() - start:.2f} s")
    found.scores(reports[0])
    start = time.process_time()
    for report in reports:
        found.scores(report)
    spent = time.process_time() - start
    words = sum(len(words) for report in reports for words in report)
    print(f"{words} words, {words / spent:,.0f} a CPU-second, {spent / words * 350_000:.1f} ms a report of 350 words")
    print(f"memory: {memory() - before:.0f} MB more than before")


if __name__ == "__main__":
    main()
