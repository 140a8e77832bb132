"""Collect sources into a library: every report kept and read, every failure kept with its reason.

What is told as saved is durable. A source may be collected again, in any order and after any interruption: what is
kept already is recognised by its bytes and address, and files that were collected to their end are not opened again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from rashomon.collect.items import Failed, Found, Item, Remark
from rashomon.collect.language import language_of
from rashomon.collect.near import sketch
from rashomon.library.protocol import Edit, Library
from rashomon.library.records import ID_LENGTH, Entry, Failure
from rashomon.read.version import reading_version
from rashomon.records import Reading, Report
from rashomon.run import copies
from rashomon.run.reader import ENGLISH, BatchReader, Result
from rashomon.run.sources import Opener, Unit

PORTION = 64  # items in one transaction
_SECONDS = 5.0  # what is read is saved at the latest after so long


@dataclass(slots=True)
class Tally:
    """What one run of collecting did, in items."""

    new: int = 0
    known: int = 0  # kept already
    copies: int = 0  # new, with the text of another report
    foreign: int = 0  # new, in a language that is not read
    failed: int = 0
    unchanged: int = 0  # files collected to their end before
    mended: int = 0  # failures that a retry made good


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for reports whose source does not say it."""

    published: date | None = None
    publisher: str | None = None


@dataclass(slots=True)
class _Job:
    """One item on its way, or (without an item) the end of a unit; ``report`` is set where it is to be read."""

    item: Found | Failed | None
    report: Report | None = None
    ended: Unit | None = None
    failure: Failure | None = None  # that this item tries to mend


def _silent(text: str, wrong: bool) -> None:
    """Say nothing."""


@dataclass(slots=True)
class Collector:
    """Collects into one library; ``stop()`` ends it after what is in hand has been saved."""

    library: Library
    workers: int = 1
    defaults: Defaults = field(default_factory=Defaults)
    say: Callable[[str, bool], None] = _silent  # a line to tell, and whether it is about a failure
    saved: Callable[[int], None] = lambda count: None  # so many more items are durable
    tally: Tally = field(default_factory=Tally)
    stopped: bool = False
    _seen: set[str] = field(default_factory=set)

    def stop(self) -> None:
        """End soon: no further item is taken up."""
        self.stopped = True

    def collect(self, sources: Iterable[str]) -> Tally:
        """Everything in the sources (files, folders, addresses, lists of them); raises LibraryError."""
        opener = Opener(self.has_url)
        try:
            self._run(job for unit in opener.units(sources) for job in self._unit(unit))
        finally:
            opener.close()
        return self.tally

    def retry(self) -> Tally:
        """Every failed item again; those that succeed are failures no more."""
        with self.library.view() as view:
            failures = view.failures()
        opener = Opener(lambda url: False)
        try:
            self._run(job for failure in failures for job in self._again(failure, opener))
        finally:
            opener.close()
        return self.tally

    def take(self, items: Iterator[Item]) -> Tally:
        """Items that somebody else has opened (``rashomon watch``)."""
        self._run(self._jobs(items, 1))
        return self.tally

    # --- from sources to jobs

    def has_url(self, url: str) -> bool:
        """Whether a report from this address is kept."""
        with self.library.view() as view:
            return view.has_url(url)

    def _unit(self, unit: Unit) -> Iterator[_Job]:
        if unit.stamp is not None:
            with self.library.view() as view:
                if view.finished(unit.name) == unit.stamp:
                    self.tally.unchanged += 1
                    return
        yield from self._jobs(unit.items(), unit.ahead)
        if not self.stopped:
            yield _Job(None, ended=unit)

    def _again(self, failure: Failure, opener: Opener) -> Iterator[_Job]:
        if failure.report is not None:
            with self.library.view() as view:
                report = view.entries([failure.report])[0].report
            yield _Job(Failed(failure.origin, failure.reason, failure.url), report, failure=failure)
            return
        for job in self._jobs(opener.again(failure), 1):
            job.failure = failure
            yield job

    def _jobs(self, items: Iterator[Item], ahead: int) -> Iterator[_Job]:
        """The items with what is to be done with each; nothing is read that is kept already."""
        while not self.stopped and (portion := list(islice(items, ahead))):
            for remark in portion:
                if isinstance(remark, Remark):
                    self.say(remark.text, False)
            found = [item for item in portion if isinstance(item, Found)]
            with self.library.view() as view:
                known = view.known([item.digest for item in found])
            for item in portion:
                if isinstance(item, Failed):
                    yield _Job(item)
                elif isinstance(item, Found):
                    kept = item.digest in known or item.digest in self._seen
                    self._seen.add(item.digest)
                    yield _Job(item, None if kept else self._report(item))

    def _report(self, item: Found) -> Report:
        given = item.report
        return replace(
            given,
            id=item.digest[:ID_LENGTH],
            published=given.published or self.defaults.published,
            publisher=given.publisher or self.defaults.publisher,
            language=given.language or language_of(given.text),
        )

    # --- from jobs to the library

    def _run(self, jobs: Iterator[_Job]) -> None:
        """Read what is to be read, and save in portions what is done, in the order of the jobs."""
        with BatchReader(self.workers) as reader:
            portion: list[tuple[_Job, Result | None]] = []
            last = time.monotonic()
            for job, result in _read(jobs, reader):
                portion.append((job, result))
                if len(portion) >= PORTION or time.monotonic() - last > _SECONDS:
                    self._save(portion)
                    portion, last = [], time.monotonic()
            self._save(portion)

    def _save(self, portion: list[tuple[_Job, Result | None]]) -> None:
        """One transaction; only what it made durable is counted and told."""
        if not portion:
            return
        tally = replace(self.tally)
        told: list[str] = []
        with self.library.edit() as edit:
            for job, result in portion:
                self._put(edit, job, result, tally, told)
        for line in told:
            self.say(line, True)
        self.tally = tally
        self.saved(sum(job.item is not None for job, _ in portion))

    def _put(self, edit: Edit, job: _Job, result: Result | None, tally: Tally, told: list[str]) -> None:
        if job.item is None:
            if job.ended is not None and job.ended.stamp is not None:
                edit.finish(job.ended.name, job.ended.stamp)
            return
        if isinstance(job.item, Failed) and job.report is None:
            self._fail(edit, Failure(job.item.origin, job.item.reason, job.item.url), tally, told)
            return
        if isinstance(job.item, Found):
            self._keep(edit, job.item, job.report, tally)
        if isinstance(result, Reading):
            edit.put_reading(result, reading_version())
        elif isinstance(result, str) and job.report is not None:
            failure = Failure(job.item.origin, result, job.report.url, job.report.id)
            self._fail(edit, failure, tally, told)
            return
        if job.failure is not None:
            edit.drop_failure(job.failure.origin)
            tally.mended += 1

    def _keep(self, edit: Edit, item: Found, report: Report | None, tally: Tally) -> None:
        edit.drop_failure(item.origin)
        if report is None:
            edit.add(self._entry(item, self._report(item)), item.origin)
            tally.known += 1
            return
        shape, bands = sketch(report.text)
        edit.add(self._entry(item, report, shape), item.origin, bands)
        tally.new += 1
        tally.foreign += report.language not in ENGLISH
        tally.copies += copies.link(edit, report.id, shape, bands) > 0

    @staticmethod
    def _entry(item: Found, report: Report, shape: bytes = b"") -> Entry:
        given = item.report.id
        named = given if not given.startswith(item.origin.source) else ""  # a path is its origin, not its name
        return Entry(report, item.digest, named, shape, report.id)

    @staticmethod
    def _fail(edit: Edit, failure: Failure, tally: Tally, told: list[str]) -> None:
        edit.put_failure(failure)
        tally.failed += 1
        told.append(f"{failure.origin}: {failure.reason}")


def _read(jobs: Iterable[_Job], reader: BatchReader) -> Iterator[tuple[_Job, Result | None]]:
    """The jobs in order, each with its reading where it has a report to be read."""
    waiting: deque[_Job] = deque()

    def reports() -> Iterator[Report]:
        for job in jobs:
            waiting.append(job)
            if job.report is not None:
                yield job.report

    for result in reader.read(reports()):
        while waiting[0].report is None:
            yield waiting.popleft(), None
        yield waiting.popleft(), result
    while waiting:
        yield waiting.popleft(), None


__all__ = ["Collector", "Defaults", "Tally"]
