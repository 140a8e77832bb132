"""The store of reports, readings, failures, decisions and what their comparison gave."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import LibraryError

if TYPE_CHECKING:
    from rashomon.library.protocol import Library

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def open_library(location: str | Path, *, create: bool = True) -> Library:
    """The library at ``location``: a file (SQLite) or an address such as postgresql://user@host/name (PostgreSQL).

    A library that is not there is made, unless ``create`` is off. Raises LibraryError for what cannot be opened: a
    missing folder, a file of another program, a newer library, a server that says no.
    """
    if isinstance(location, str) and (scheme := _SCHEME.match(location)) is not None:
        if scheme[1].lower() not in ("postgresql", "postgres"):
            raise LibraryError(f"a library is a file or postgresql://user@host/name, not {scheme[1]}://...")
        try:
            from rashomon.library.postgres import PostgresLibrary
        except ImportError as error:
            raise LibraryError(
                "a library in PostgreSQL needs the package psycopg: pip install 'rashomon[postgres]'"
            ) from error

        return PostgresLibrary(location, create=create)
    from rashomon.library.sqlite import SqliteLibrary

    return SqliteLibrary(location, create=create)


__all__ = ["open_library"]
