"""A disk that fails: a layer between SQLite and its files whose nth write, sync or cut raises an error."""

from __future__ import annotations

from collections.abc import Callable

import apsw

from rashomon.errors import LibraryError


def line_of(call: Callable[[], None]) -> str | None:
    """The line that a failing call says; None where it succeeds."""
    try:
        call()
    except LibraryError as error:
        if "\n" not in str(error):
            return str(error)
        raise
    return None


class FailingDisk(apsw.VFS):
    """Passes everything on to the system's own files until the call numbered ``fails_at``, and fails from then on.

    ``once``: only that call fails. ``calls`` counts them.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.fails_at: int | None = None
        self.once = False
        self.calls = 0
        self.error: type[apsw.Error] = apsw.FullError
        super().__init__(name, "")

    def count(self) -> None:
        self.calls += 1
        if self.fails_at is None or self.calls < self.fails_at or (self.once and self.calls > self.fails_at):
            return
        raise self.error("made to fail")

    def arm(self, fails_at: int | None, error: type[apsw.Error] = apsw.FullError, *, once: bool = False) -> None:
        self.calls, self.fails_at, self.error, self.once = 0, fails_at, error, once

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's name
        return _File(self, name, flags)


class _File(apsw.VFSFile):
    def __init__(self, disk: FailingDisk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self.disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.disk.count()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.disk.count()
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.disk.count()
        super().xTruncate(size)
