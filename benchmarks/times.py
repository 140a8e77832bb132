"""Speed of the time expressions: milliseconds a report of 350 words, and sentences a second.

python benchmarks/times.py [FILE.jsonl with "text" and "published" ...]; without files, on sentences of its own.
"""

import datetime as dt
import json
import re
import sys
import time
from pathlib import Path

from rashomon.read.times.find import find_times

OWN = (
    "Two days after the truce of 14 March 2015 collapsed, gunmen shelled the market overnight, residents said "
    "on Sunday. "
    "The garrison, besieged since last August, lost more than 40 men over the past three weeks, a spokesman added. "
    "Nobody could say who holds the bridge, and the mill on the far bank has stood empty for years. "
)


def main() -> None:
    reports: list[tuple[str, dt.date | None]] = [(OWN * 7, dt.date(2016, 4, 4))] * 200
    if len(sys.argv) > 1:
        rows = [json.loads(line) for path in sys.argv[1:] for line in Path(path).read_text("utf-8").splitlines()]
        reports = [
            (row["text"], dt.date.fromisoformat(row["published"]) if row.get("published") else None) for row in rows
        ]
    find_times(OWN, None)
    start = time.process_time()
    found = sum(len(find_times(text, anchor)) for text, anchor in reports)
    spent = time.process_time() - start
    words = sum(len(text.split()) for text, _ in reports)
    sentences = sum(len(re.findall(r"[.!?]\s", text)) + 1 for text, _ in reports)
    print(f"{found} expressions in {words} words, {spent:.2f} s")
    print(f"{spent / words * 350_000:.2f} ms a report of 350 words, {sentences / spent:,.0f} sentences a second")


if __name__ == "__main__":
    main()
