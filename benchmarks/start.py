"""Start-up: wall time and peak memory of ``rashomon --help`` and of ``rashomon read FILE``, each in a new process.

    python benchmarks/start.py [FILE]

Peak memory is what the system counts for the child (ru_maxrss); the first run, which also fills the file cache, is
not counted.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
STORY = "The army said on Sunday that its units had recaptured the town of Rastan, killing at least 16 militants.\n"


def measure(arguments: list[str]) -> tuple[float, float]:
    """Seconds of the median run, and megabytes at the peak of any child so far."""
    command = [sys.executable, "-m", "rashomon.cli", *arguments]
    subprocess.run(command, capture_output=True, check=True)
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        seconds.append(time.perf_counter() - started)
    unit = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss is in bytes there, in kilobytes elsewhere
    return statistics.median(seconds), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder, "story.txt"))
        if len(sys.argv) < 2:
            Path(file).write_text(STORY, encoding="utf-8")
        for name, arguments in (
            ("rashomon --help", ["--help"]),
            ("rashomon read FILE", ["read", file, "--published", "2016-04-04"]),
        ):
            seconds, memory = measure(arguments)
            print(f"{name:20}  {seconds:6.2f} s  {memory:6.0f} MB at the peak")


if __name__ == "__main__":
    main()
