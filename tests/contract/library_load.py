"""One writer and several readers on one library, each a process: how long they take, and whether what is read fits."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field, replace
from itertools import islice
from multiprocessing import get_context
from multiprocessing.queues import Queue

from made_library import full_report, put_full

from rashomon.errors import LibraryError
from rashomon.library import open_library
from rashomon.library.protocol import Library, View

CLAIMS = 3  # of each report of made_library


@dataclass(slots=True)
class Told:
    """What one process saw; times in seconds."""

    writes: bool
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)  # of the store: locks, lost connections
    torn: list[str] = field(default_factory=list)  # what did not fit together in one view


def load(location: str, seconds: float, readers: int) -> list[Told]:
    """Write and read for some seconds; one result for each process."""
    context = get_context("spawn")
    results: Queue[Told] = context.Queue()
    jobs = [context.Process(target=_write, args=(location, seconds, results))]
    jobs += [context.Process(target=_read, args=(location, seconds, number, results)) for number in range(readers)]
    for job in jobs:
        job.start()
    told = [results.get(timeout=seconds + 120) for _ in jobs]
    for job in jobs:
        job.join()
    return told


def _write(location: str, seconds: float, results: Queue[Told]) -> None:
    told = Told(writes=True)
    with open_library(location) as library:
        end = time.monotonic() + seconds
        number = 0
        while time.monotonic() < end:
            number += 1
            _timed(told, library, number)
    results.put(told)


def _timed(told: Told, library: Library, number: int) -> None:
    """One edit: four new reports, and one earlier report read again, so that its incident goes."""
    start = time.perf_counter()
    try:
        with library.edit() as edit:
            for each in range(4):
                put_full(edit, number * 4 + each)
            if number > 2:
                _, read = full_report(random.Random(number).randrange(4, number * 4))
                edit.put_reading(replace(read, warnings=(str(number),)), f"v{number}")
    except LibraryError as error:
        told.errors.append(str(error))
    told.times.append(time.perf_counter() - start)


def _read(location: str, seconds: float, number: int, results: Queue[Told]) -> None:
    told = Told(writes=False)
    chance = random.Random(number)
    with open_library(location) as library:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.perf_counter()
            try:
                with library.view() as view:
                    told.torn += _unfit(view, chance)
            except LibraryError as error:
                told.errors.append(str(error))
            told.times.append(time.perf_counter() - start)
    results.put(told)


def _unfit(view: View, chance: random.Random) -> list[str]:
    """What does not fit together in one view."""
    found = []
    counts = view.counts()
    ids = list(view.report_ids())
    if len(ids) != counts.reports or counts.read != counts.reports:
        found.append(f"{len(ids)} reports, {counts.reports} counted, {counts.read} read")
    if counts.claims != CLAIMS * counts.read:
        found.append(f"{counts.claims} claims of {counts.read} readings")
    wanted = chance.sample(ids, min(20, len(ids)))
    readings = view.readings(wanted)
    if [one.report.id for one in readings] != sorted(wanted) or any(len(one.claims) != CLAIMS for one in readings):
        found.append("a report without its reading or claims")
    incidents = view.incidents(list(islice(view.incident_ids(), 20)))
    keys = [key for one in incidents for key in one.claims]
    kept = {
        f"{reading.report.id}:{claim.id}"
        for reading in view.readings(sorted({key.split(":")[0] for key in keys}))
        for claim in reading.claims
    }
    if not kept.issuperset(keys) or set(view.incidents_of(keys)) != set(keys):
        found.append("an incident with claims that are not there")
    if len(view.search("tessalor", 5)) != min(5, counts.reports):
        found.append("the search index lacks reports")
    return found
