"""How the comparison of a library grows: ``python benchmarks/scale.py [CLAIMS ...]`` (10,000 100,000 1,000,000).

Each size is stored and compared in a process of its own; prints the processor's time per claim and the peak of memory.
"""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import readings

from rashomon.collect.items import Origin
from rashomon.library import open_library
from rashomon.library.records import Entry
from rashomon.run.compare import update

PORTION = 500  # reports stored in one transaction


def measure(claims: int, folder: Path) -> None:
    with open_library(folder / "library.db") as library:
        start = time.process_time()
        stored = _store(library, claims)
        kept = time.process_time()
        update(library, _Growth(stored))
        end = time.process_time()
        with library.view() as view:
            counts = view.counts()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(
        f"{stored:>10,} claims: stored {1e3 * (kept - start) / stored:.2f} ms a claim, "
        f"compared {1e3 * (end - kept) / stored:.2f} ms a claim, {counts.incidents:,} incidents, "
        f"peak memory {peak:,.0f} MB, file {size:,.0f} MB",
        flush=True,
    )


class _Growth:
    """Tells, at each tenth of the way, what the claims since the last one cost."""

    def __init__(self, claims: int) -> None:
        self.claims = claims
        self.done = self.told = 0
        self.time = time.process_time()

    def __call__(self, reports: int) -> None:
        self.done += 6 * reports
        if self.done - self.told >= self.claims / 10:
            now = time.process_time()
            cost = 1e3 * (now - self.time) / (self.done - self.told)
            print(f"{self.done:>14,} of {self.claims:,} compared: {cost:.2f} ms a claim", flush=True)
            self.told, self.time = self.done, now


def _store(library, claims: int) -> int:  # type: ignore[no-untyped-def]
    made, waiting = 0, []
    for reading in readings(claims):
        waiting.append(reading)
        made += len(reading.claims)
        if len(waiting) == PORTION:
            _put(library, waiting)
            waiting = []
    _put(library, waiting)
    return made


def _put(library, portion) -> None:  # type: ignore[no-untyped-def]
    with library.edit() as edit:
        for reading in portion:
            digest = reading.report.id + hashlib.sha256(reading.report.id.encode()).hexdigest()[:48]
            edit.add(Entry(reading.report, digest, "", b"", reading.report.id), Origin("made"))
            edit.put_reading(reading, "made")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        with tempfile.TemporaryDirectory() as place:
            measure(int(sys.argv[2]), Path(place))
    else:
        for size in [int(word.replace(",", "")) for word in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
            subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)
