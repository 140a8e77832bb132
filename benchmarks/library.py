"""One writer and eight readers on one library, in both stores: python benchmarks/library.py [SECONDS]

Counts lock errors and torn reads (both must be 0) and prints how long reads and writes take. A write adds four reports
with their readings and comparison and reads one report again; a read is one view with counts, readings, incidents, a
search.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "contract"))

from library_load import Told, load
from postgres_server import postgres_server

READERS = 8


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as folder:
        wrong = report("SQLite", load(f"{folder}/news.rashomon", seconds, READERS), seconds)
    with postgres_server() as address:
        wrong += report("PostgreSQL", load(address.format("postgres"), seconds, READERS), seconds)
    return 1 if wrong else 0


def report(store: str, told: list[Told], seconds: float) -> int:
    errors = [line for one in told for line in one.errors]
    torn = [line for one in told for line in one.torn]
    print(f"{store}: {len(errors)} lock errors, {len(torn)} torn reads in {seconds:g} s")
    for what, writes in (("writes", True), ("reads", False)):
        times = sorted(time for one in told if one.writes is writes for time in one.times)
        p50, p99 = (1000 * times[int(len(times) * share)] for share in (0.5, 0.99))
        print(f"  {len(times):6,} {what}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {1000 * times[-1]:.1f} ms")
    for line in sorted({*errors, *torn})[:5]:
        print(f"  {line}")
    return len(errors) + len(torn)


if __name__ == "__main__":
    raise SystemExit(main())
