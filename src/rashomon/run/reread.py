"""Read again what an older release or lexicon has read; decisions and reports stay as they are."""

from __future__ import annotations

from collections.abc import Callable

from rashomon.library.protocol import Library
from rashomon.library.records import Failure
from rashomon.read.version import reading_version
from rashomon.records import Reading
from rashomon.run.compare import forget
from rashomon.run.reader import BatchReader

PORTION = 256  # reports in one transaction


def reread(library: Library, workers: int = 1, step: Callable[[int], None] = lambda done: None) -> int:
    """Make the readings anew that this version did not make; returns the number of reports.

    Each portion is one transaction, which also says that the comparison starts anew: stopped at any point, the next
    call goes on from the last one. A report that cannot be read keeps its old reading and becomes a failure.
    """
    version = reading_version()
    done, after = 0, ""
    with BatchReader(workers) as reader:
        while True:
            with library.view() as view:
                ids = view.stale(version, PORTION, after)
                entries = view.entries(ids)
                origins = {entry.report.id: view.origins(entry.report.id) for entry in entries}
            if not entries:
                return done
            results = list(reader.read(entry.report for entry in entries))
            with library.edit() as edit:
                forget(edit)
                for entry, result in zip(entries, results, strict=True):
                    report = entry.report.id
                    if isinstance(result, Reading):
                        edit.put_reading(result, version)
                    else:
                        edit.put_failure(Failure(origins[report][0], result, entry.report.url, report))
            after = ids[-1]
            done += len(entries)
            step(len(entries))
