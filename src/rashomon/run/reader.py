"""Read reports in batches, in this process or in several; a report that cannot be read costs only itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from types import TracebackType

from rashomon.errors import InputError, RashomonError
from rashomon.lexicon.overlay import adopt, current
from rashomon.records import Reading, Report

BATCH = 32  # reports parsed together
ENGLISH = (None, "en")  # languages that are read; None: too short to tell
Result = Reading | str  # a reading, or why there is none, in one line


class BatchReader:
    """Reads batches of reports with ``workers`` processes; the readings do not depend on their number."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> BatchReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def read(self, reports: Iterable[Report]) -> Iterator[Result]:
        """One result for each report, in order; reports are taken as they are needed."""
        stream = iter(reports)
        if self.workers == 1:
            while batch := list(islice(stream, BATCH)):
                yield from read_batch(batch)
            return
        waiting: deque[tuple[list[Report], Future[list[Result]]]] = deque()
        while True:
            while len(waiting) < 2 * self.workers and (batch := list(islice(stream, BATCH))):
                waiting.append((batch, self._submit(batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                self._pool = None
                yield from self._one_by_one(batch)
                waiting = deque((other, self._submit(other)) for other, _ in waiting)

    def _submit(self, batch: list[Report]) -> Future[list[Result]]:
        if self._pool is None:
            lexicon = (current(),)  # the workers read by the same one, whatever becomes of its files
            self._pool = ProcessPoolExecutor(self.workers, get_context("spawn"), initializer=adopt, initargs=lexicon)
        return self._pool.submit(read_batch, batch)

    def _one_by_one(self, batch: list[Report]) -> Iterator[Result]:
        """Find out which report ends the process that reads it, in a process that may end."""
        for report in batch:
            try:
                yield from self._submit([report]).result()
            except BrokenProcessPool:
                self._pool = None
                yield "the process that read it was ended (out of memory?); please report this as a bug with the text"


def read_batch(batch: list[Report]) -> list[Result]:
    """The readings of some reports; those in other languages are empty and say so."""
    from rashomon.read.reader import read_reports

    mine = [report for report in batch if report.language in ENGLISH]
    try:
        found: dict[str, Result] = {reading.report.id: reading for reading in read_reports(mine)}
    except Exception:
        found = {report.id: _read_one(report) for report in mine}
    return [found[report.id] if report.id in found else foreign(report) for report in batch]


def _read_one(report: Report) -> Result:
    from rashomon.read.reader import read_report

    try:
        return read_report(report)
    except InputError as error:
        return str(error)
    except RashomonError:
        raise  # a broken lexicon or gazetteer concerns every report
    except Exception as error:  # a bug of ours must cost one report, not the run
        return f"could not be read ({type(error).__name__}: {error}); please report this as a bug"[:500]


def foreign(report: Report) -> Reading:
    """The empty reading of a report in a language that is not read."""
    from rashomon.collect.language import NAMES

    name = NAMES.get(report.language or "", f"the language {report.language}")
    return Reading(report, warnings=(f"not read: the text is in {name}, and only English is read",))
