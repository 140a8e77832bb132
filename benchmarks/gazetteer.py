"""How adding GeoNames files grows: ``python benchmarks/gazetteer.py [ROWS ...]`` (10,000 100,000 1,000,000).

Each size is a made-up dump in the real columns, added in a process of its own to a fresh folder with the gazetteer of
this machine; prints seconds, bytes and peak memory, and what look-ups cost before and after.
"""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

_WORDS = ("Tall", "Khirbat", "Kafr", "Wadi", "Ayn", "Qaryat", "Bayt", "Jabal", "Umm", "Abu")
_SYLLABLES = ("ba", "dur", "kha", "mi", "ra", "sun", "te", "war", "zu", "lin", "hā", "sha", "qa", "fi", "ne", "gho")
# Shares of feature codes, about those of a country dump.
_CODES = (("P", "PPL", 55), ("H", "STM", 12), ("T", "HLL", 9), ("S", "FRM", 9), ("T", "MT", 6), ("A", "ADM3", 2),
          ("L", "RGN", 2), ("S", "DAM", 1), ("S", "AIRP", 1), ("A", "ADM2", 1), ("L", "LCTY", 2))  # fmt: skip


def rows(count: int, seed: int = 1, country: str = "SY", first: int = 50_000_000) -> Iterator[str]:
    """Lines of a made-up dump: first-level units, then places with names of a plausible kind; ids from ``first``."""
    chance = random.Random(seed)
    kinds, weights = [code[:2] for code in _CODES], [code[2] for code in _CODES]
    for number in range(count):
        unit = f"{number % 14 + 1:02}"
        letter, code = ("A", "ADM1") if number < 14 else chance.choices(kinds, weights)[0]
        name = _name(chance)
        others = {_name(chance) for _ in range(chance.choice((0, 0, 1, 2, 4)))} | {"قرية"}
        people = chance.choice((0, 0, 0, 120, 900, 4_000)) if letter == "P" else 0
        ascii_name = name.replace("ā", "a")
        yield "\t".join(
            (str(first + number), name, ascii_name, ",".join(sorted(others)), f"{chance.uniform(32.5, 37):.5f}",
             f"{chance.uniform(35.8, 42):.5f}", letter, code, country, "", unit, "", "", "", str(people), "", "400",
             "Asia/Damascus", f"20{number % 25:02}-0{number % 9 + 1}-11")
        )  # fmt: skip


def _name(chance: random.Random) -> str:
    word = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4)))).capitalize()
    return f"{chance.choice(_WORDS)} {word}" if chance.random() < 0.5 else word


def pack(path: Path, lines: Iterator[str]) -> Path:
    """A zip as GeoNames gives it, with the lines in a member of the same name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(f"{path.stem}.txt", "w") as file:
        for line in lines:
            file.write(f"{line}\n".encode())
    return path


def measure(count: int, folder: Path) -> None:
    from rashomon.gazetteer import Gazetteer, default
    from rashomon.gazetteer.add import add
    from rashomon.gazetteer.parts import folder_of

    base = folder / "gazetteer.sqlite"
    os.symlink(default().path, base)
    dump = pack(folder / "SY.zip", rows(count))
    alone = _look_ups(Gazetteer.open(base))
    idle = _peak()
    start, busy = time.perf_counter(), time.process_time()
    outcome = add([dump], base)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    ((source, _),) = outcome.added
    size = sum(file.stat().st_size for file in folder_of(base).iterdir())
    told = _peak()
    small = pack(folder / "IQ.zip", rows(10_000, 2, "IQ", 90_000_000))
    start = time.perf_counter()
    add([small], base)
    more = time.perf_counter() - start
    print(
        f"{count:>10,} rows, {source.taken:,} taken: {seconds:.1f} s, {1e6 * seconds / count:.0f} µs a row "
        f"({1e6 * busy / count:.0f} of the processor), "
        f"{size / count:.0f} bytes a row, peak memory {told} MB ({idle} before); 10,000 rows more "
        f"{more:.1f} s; a look-up {alone:.0f} µs built-in, {_look_ups(Gazetteer.open(base)):.0f} µs with them",
        flush=True,
    )


def _look_ups(gazetteer) -> float:  # type: ignore[no-untyped-def]
    """Microseconds of a look-up that is not in memory, over built-in names."""
    with closing(sqlite3.connect(gazetteer.path)) as base:
        names = [row[0] for row in base.execute("SELECT name FROM place WHERE id % 97 = 5 LIMIT 3000")]
    gazetteer.lookup("Damascus")
    start = time.perf_counter()
    for name in names:
        gazetteer.lookup(name)
    return 1e6 * (time.perf_counter() - start) / len(names)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        with tempfile.TemporaryDirectory() as place:
            measure(int(sys.argv[2]), Path(place))
    else:
        for size in [int(word.replace(",", "")) for word in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
            subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)
