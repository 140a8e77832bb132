"""What collecting finds: reports with where they came from, failures with their reason, and remarks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rashomon.errors import InputError
from rashomon.records import Report


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item was found: a file or address, and which part of it where it holds several."""

    source: str  # the path (posix) or the URL
    part: str = ""  # "line 12", "index 3", "row 5", "byte 10234"; empty: the whole

    def __str__(self) -> str:
        return f"{self.source}: {self.part}" if self.part else self.source


@dataclass(frozen=True, slots=True)
class Found:
    """One report as found; ``report.id`` is the id that the source gave it, ``digest`` says which item it is."""

    origin: Origin
    report: Report
    digest: str


@dataclass(frozen=True, slots=True)
class Failed:
    """One item that could not be made a report; ``reason`` is one line: what is wrong and what to do."""

    origin: Origin
    reason: str
    url: str | None = None  # where it can be fetched again
    kind: type[InputError] = field(default=InputError, compare=False, repr=False)  # the error it stands for


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing that kept nothing from being read."""

    text: str


Item = Found | Failed | Remark


def digest_of(data: bytes, url: str | None) -> str:
    """The identity of an item: SHA-256 (hex) of its bytes and its URL; the same item, the same digest."""
    return hashlib.sha256(data + b"\0" + (url or "").encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: object) -> bytes:
    """A JSON value as bytes that do not depend on the order of its keys; what JSON lacks (a date) as its text."""
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), default=str).encode("ascii")
    except RecursionError as error:
        raise InputError("is nested too deeply for a report") from error


def found(origin: Origin, report: Report, data: bytes) -> Found:
    """A report with its digest over ``data``, the item's bytes."""
    return Found(origin, report, digest_of(data, report.url))


def failed(origin: Origin, error: Exception, url: str | None = None) -> Failed:
    """A failure with the error's message as its reason, in one line."""
    kind = type(error) if isinstance(error, InputError) else InputError
    return Failed(origin, " ".join(str(error).split()), url, kind)


def guarded(origin: Origin, read: Callable[[], Iterable[Item]]) -> Iterator[Item]:
    """What ``read`` gives; an error that a user can mend becomes a failure of ``origin``."""
    try:
        yield from read()
    except InputError as error:
        yield failed(origin, error)
