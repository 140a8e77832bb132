"""Collects a file in a process of 10 CPU seconds and 512 MB, which notes every file and connection it opens.

As a module it is that process: the path as its argument, what was found as JSON on standard output.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 10  # of the processor


@dataclass(frozen=True)
class Outcome:
    found: list[dict[str, Any]]  # id, url, title, text, published
    failed: list[dict[str, Any]]  # part, reason, url
    remarks: list[str]
    touched: list[str]  # files opened that are neither the program's nor the input, and connections
    written: list[str]


def collect(path: Path) -> Outcome:
    """What collect_path gives for a file, within the limits; a process that breaks them is a failed assertion."""
    done = subprocess.run(
        [sys.executable, __file__, str(path)], capture_output=True, text=True, timeout=120, check=False, cwd=path.parent
    )
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-1000:]}"
    assert "Traceback" not in done.stderr
    return Outcome(**json.loads(done.stdout))


def _work(name: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    outcome = Outcome([], [], [], [], [])
    from rashomon.collect.files import Failed, Found, collect_path

    own = (
        *sysconfig.get_paths().values(),
        sys.base_prefix,
        str(Path(__file__).parents[2] / "src"),
        "/dev/",
        "/proc/self",
        "/sys/",
        "/etc/",
        "/usr/",
    )

    def watch(event: str, details: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
            outcome.touched.append(event)
        elif event == "open" and isinstance(details[0], str):
            opened, mode = str(details[0]), str(details[1])
            if any(letter in mode for letter in "wax+"):
                outcome.written.append(opened)
            elif not opened.startswith(name) and not opened.startswith(own):
                outcome.touched.append(opened)

    sys.addaudithook(watch)
    for item in collect_path(name):
        if isinstance(item, Found):
            report = item.report
            outcome.found.append({"id": report.id, "url": report.url, "title": report.title, "text": report.text})
        elif isinstance(item, Failed):
            source, part = Path(item.origin.source).name, item.origin.part
            outcome.failed.append({"file": source, "part": part, "reason": item.reason, "url": item.url})
        else:
            outcome.remarks.append(item.text)
    print(json.dumps(vars(outcome)))


if __name__ == "__main__":
    _work(sys.argv[1])
