"""SIGKILL at random moments: what was told as saved is there, nothing is there twice, and the end is the same.

Each test kills 50 times. A child collects or compares; it is killed at a random moment of the time that an
undisturbed one takes, the library is looked at, and the next child goes on with what it left. Whenever one comes to its
end, the library must give the bytes of an undisturbed run, and a new library is begun.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from stories import write

from rashomon.library import open_library
from rashomon.library.dump import dump

pytest_plugins = ("stores",)  # both stores, and a library of its own for each test

KILLS = 50
REPORTS = 16
SEED = 20161122

Work = Callable[[str, list[str], str], None]
NewLibrary = Callable[[], str]  # the location of an empty one


@dataclass
class Bench:
    """Runs work in children and keeps what they told."""

    folder: Path
    context: multiprocessing.context.ForkServerContext
    kills: int = 0
    told: list[str] = field(default_factory=list)

    def run(self, work: Work, location: str, sources: list[str], seconds: float | None = None) -> bool:
        """Whether the child came to its end; without ``seconds`` it is left alone."""
        ledger = self.folder / "ledger"
        ledger.write_text("")
        child = self.context.Process(target=work, args=(location, sources, str(ledger)))
        child.start()
        if seconds is not None:
            time.sleep(seconds)
            child.kill()
        child.join()
        self.told = ledger.read_text().split()
        if child.exitcode == 0:
            return True
        assert child.exitcode == -9, f"the child ended by itself with {child.exitcode}"
        self.kills += 1
        return False


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    # the server looks for what it loads beforehand there and nowhere else, and says nothing where it is missing
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["working"])
    return Bench(tmp_path, context)


def state(location: str) -> tuple[int, int, str]:
    """Reports, readings, and everything as bytes; fails where the library is damaged."""
    with open_library(location) as library:
        assert library.check() == []
        with library.view() as view:
            counts = view.counts()
        return counts.reports, counts.read, "".join(dump(library))


def test_killed_while_collecting(bench: Bench, place: NewLibrary, tmp_path: Path) -> None:
    import working

    chance = random.Random(SEED)
    sources = [str(path) for path in write(tmp_path / "in", REPORTS)]
    undisturbed = place()
    assert bench.run(working.collect, undisturbed, sources)
    whole = state(undisturbed)
    start = time.monotonic()
    assert bench.run(working.collect, place(), sources)
    length = time.monotonic() - start
    assert whole[:2] == (REPORTS, REPORTS)
    ends = 0
    while bench.kills < KILLS:
        location, before = place(), 0
        while not bench.run(working.collect, location, sources, chance.uniform(0.02, length)):
            reports, read, content = state(location)
            saved = max((int(word) for word in bench.told if word.isdecimal()), default=0)
            assert reports == read >= before, "a report without its reading, or one that was there is gone"
            assert reports >= min(REPORTS, saved), "something told as saved is not there"
            assert len(set(content.splitlines())) == len(content.splitlines()), "something is there twice"
            before = reports
            if bench.kills >= KILLS:
                assert bench.run(working.collect, location, sources)
                break
        assert state(location) == whole
        ends += 1
    assert ends >= 1


def test_killed_while_comparing(bench: Bench, place: NewLibrary, tmp_path: Path) -> None:
    import working

    chance = random.Random(SEED)
    sources = [str(path) for path in write(tmp_path / "in", REPORTS)]
    undisturbed = place()
    assert bench.run(working.collect, undisturbed, sources)
    start = time.monotonic()
    assert bench.run(working.compare_all, undisturbed, sources)
    length = time.monotonic() - start
    whole = state(undisturbed)
    assert '"kind":"disagreement"' in whole[2]
    ends = 0
    while bench.kills < KILLS:
        location = place()
        assert bench.run(working.collect, location, sources)
        while not bench.run(working.compare_all, location, sources, chance.uniform(0.0, length)):
            assert state(location)[:2] == (REPORTS, REPORTS)
            if bench.kills >= KILLS:
                assert bench.run(working.compare_all, location, sources)
                break
        assert state(location) == whole
        ends += 1
    assert ends >= 1
