"""What an address answered, and what is remembered of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``body`` unpacked, ``url`` where it came from in the end, validators as the server sent them.

    ``status`` is one of success (200 to 299), or 304 with an empty body where validators were given and still hold.
    ``content_type`` is without parameters, in small letters; ``encoding`` the charset it named, where Python knows it.
    """

    status: int
    url: str
    body: bytes
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What is remembered of a polled address, to ask politely: validators as the server sent them, times in UTC."""

    url: str
    etag: str | None = None
    modified: str | None = None  # the Last-Modified header, as sent
    next_at: dt.datetime | None = None  # not to be asked before
    failures: int = 0  # in a row
