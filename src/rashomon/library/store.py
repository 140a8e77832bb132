"""What both stores share: views and edits over a few open connections."""

from __future__ import annotations

import contextlib
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Generic, TypeVar

from rashomon.errors import LibraryBusy, LibraryError
from rashomon.library.compared import ComparisonTables
from rashomon.library.statements import Statements
from rashomon.settings import settings

IDLE = 8  # connections kept open for the next view

Connection = TypeVar("Connection", bound=Statements)


class Store(ABC, Generic[Connection]):
    """A library over connections of one kind; it may be used by several threads."""

    location: str

    def __init__(self) -> None:
        self._idle: list[Connection] = []
        self._guard = threading.Lock()
        self._writing = threading.Lock()  # one edit at a time in this process; other processes wait in the store
        self._closed = False

    # --- what a store has to say

    @abstractmethod
    def _connect(self) -> Connection:
        """A new connection."""

    @abstractmethod
    def _begin(self, connection: Connection, *, write: bool) -> None:
        """Begin a transaction: all that is read in it is of one state."""

    @abstractmethod
    def _commit(self, connection: Connection) -> None:
        """End a transaction; what it wrote is durable when this returns."""

    @abstractmethod
    def _rollback(self, connection: Connection) -> None:
        """End a transaction as if it had never been; silent where the connection is lost."""

    @abstractmethod
    def _lost(self, connection: Connection) -> bool:
        """Whether a connection has ended by itself, so that another one is to be tried."""

    @abstractmethod
    def _drop(self, connection: Connection) -> None:
        """Close a connection."""

    @abstractmethod
    def _errors(self) -> AbstractContextManager[None]:
        """Turn the errors of the store into LibraryError."""

    @abstractmethod
    def check(self) -> list[str]:
        """What is damaged or unfit, one line each with its remedy."""

    # --- views and edits

    @contextlib.contextmanager
    def view(self) -> Iterator[ComparisonTables]:
        """One consistent state of the library, to read."""
        with self._errors(), self._transaction(write=False) as connection:
            yield ComparisonTables(connection)

    @contextlib.contextmanager
    def edit(self) -> Iterator[ComparisonTables]:
        """A transaction that writes: all of it is kept, durably, when the block ends without an error, else nothing.

        Raises LibraryBusy where somebody else is writing for longer than we wait (settings: library.busy_seconds).
        """
        if not self._writing.acquire(timeout=settings().library.busy_seconds):
            raise LibraryBusy(busy_line(self.location))
        try:
            with self._errors(), self._transaction(write=True) as connection:
                yield ComparisonTables(connection)
        finally:
            self._writing.release()

    @contextlib.contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Connection]:
        connection = self._take(write=write)
        sound = False
        try:
            yield connection
            self._commit(connection)
            sound = True
        finally:
            if not sound:
                self._rollback(connection)
            self._give(connection, sound)

    def _take(self, *, write: bool) -> Connection:
        """A connection in a new transaction; one that went stale while idle is replaced."""
        while True:
            with self._guard:
                if self._closed:
                    raise LibraryError(f"{self.location}: this library has been closed")
                connection, fresh = (self._idle.pop(), False) if self._idle else (None, True)
            if connection is None:
                connection = self._connect()
            try:
                self._begin(connection, write=write)
            except BaseException as error:
                lost = not fresh and isinstance(error, Exception) and self._lost(connection)
                self._drop(connection)
                if not lost:
                    raise
            else:
                return connection

    def _give(self, connection: Connection, sound: bool) -> None:
        """Keep a connection for the next transaction, unless its last one failed."""
        with self._guard:
            if sound and not self._closed and len(self._idle) < IDLE:
                self._idle.append(connection)
                return
        self._drop(connection)

    def close(self) -> None:
        """Close all connections; harmless a second time."""
        with self._guard:
            idle, self._idle, self._closed = self._idle, [], True
        for connection in idle:
            self._drop(connection)

    def __enter__(self) -> Store[Connection]:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()


def busy_line(location: str) -> str:
    """What is said where a library stays busy."""
    waited = settings().library.busy_seconds
    return (
        f"{location}: somebody else has been writing to it for {waited:g} seconds; try again when that is done, or wait"
        " longer with library.busy_seconds in your settings file"
    )
