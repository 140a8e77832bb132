"""The public calls: read one report, read many, compare readings, open a library."""

from __future__ import annotations

import datetime as dt
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from rashomon.errors import ReportError, UsageError
from rashomon.records import Comparison, Reading, Report

if TYPE_CHECKING:
    from rashomon.library.protocol import Library

SHARD = 64  # reports a worker process takes at once


def read(
    text: str,
    published: str | dt.date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    *,
    id: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one report: every claim with who says it, where, when, to whom, each value tied to its characters.

    ``published`` is the report's day (ISO "2016-04-04" or a date): relative dates ("on Sunday") hang on it.
    Raises ReportError for a date that is none or a text that is no string, ReportTooLong past the limit.
    """
    from rashomon.read.reader import read_report

    return read_report(
        _report(
            {
                "id": id,
                "text": text,
                "published": published,
                "title": title,
                "publisher": publisher,
                "url": url,
            }
        )
    )


def read_many(reports: Iterable[Mapping[str, Any] | Report], workers: int = 1) -> Iterator[Reading]:
    """Read reports (records or dicts with DESIGN's report fields), yielding their readings in the same order.

    ``workers`` processes share the work; the result does not depend on their number. Reports are taken from the
    iterable as they are needed. Raises ReportError for the first report that lacks a text.
    """
    from rashomon.lexicon.overlay import adopt, current
    from rashomon.read.reader import read_reports

    if workers < 1:
        raise UsageError(f"workers must be 1 or more, not {workers}")
    stream = (_report(item) for item in reports)
    if workers == 1:
        yield from read_reports(stream)
        return
    lexicon = (current(),)  # the workers read by the same one, whatever becomes of its files
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=adopt, initargs=lexicon) as pool:
        waiting: deque[Future[list[Reading]]] = deque()
        while True:
            while len(waiting) < 2 * workers and (shard := list(islice(stream, SHARD))):
                waiting.append(pool.submit(_read_shard, shard))
            if not waiting:
                return
            yield from waiting.popleft().result()


def _read_shard(reports: list[Report]) -> list[Reading]:
    from rashomon.read.reader import read_reports

    return list(read_reports(reports))


def compare(readings: Iterable[Reading]) -> Comparison:
    """Set the claims of several readings side by side: incidents, disagreements, control timelines."""
    from rashomon.compare import compare as compare_readings

    return compare_readings(readings)


def open_library(location: str | os.PathLike[str], *, create: bool = True) -> Library:
    """A library of many reports: a path (SQLite) or a ``postgresql://`` address; docs/library.md says what it can do.

    A new one is made where there is none, unless ``create`` is not set. Raises LibraryError where it cannot be opened.
    """
    from rashomon.library import open_library as opened

    return opened(os.fspath(location), create=create)


def _report(item: Mapping[str, Any] | Report) -> Report:
    from rashomon.read.reader import make_report

    if isinstance(item, Report):
        return item
    name = item.get("id")
    where = f"report {name}" if name is not None else "report"
    text = item.get("text")
    if not isinstance(text, str):
        raise ReportError(f"{where}: text must be a string, not {type(text).__name__}")
    for field in ("title", "publisher", "url", "language"):
        if not isinstance(item.get(field), str | None):
            raise ReportError(f"{where}: {field} must be a string or nothing, not {type(item[field]).__name__}")
    return make_report(
        text,
        id=None if name is None else str(name),
        title=item.get("title"),
        published=_day(item.get("published"), where),
        publisher=item.get("publisher"),
        url=item.get("url"),
        language=item.get("language"),
    )


def _day(value: Any, where: str) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.fromisoformat(value).date()
    except (TypeError, ValueError) as error:
        raise ReportError(f"{where}: published must be a day such as 2016-04-04, not {value!r}") from error
