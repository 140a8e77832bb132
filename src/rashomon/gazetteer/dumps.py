"""GeoNames files, told by their columns and read row by row within limits; nothing is unpacked to disk."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Literal

from rashomon.errors import InputError
from rashomon.settings import settings

Kind = Literal["places", "names", "hierarchy", "codes"]
Step = Callable[[int], None]

# Columns of GeoNames' tables (https://download.geonames.org/export/dump/readme.txt).
COLUMNS: dict[Kind, tuple[int, ...]] = {"places": (19,), "names": (10, 8), "hierarchy": (3, 2), "codes": (4,)}
_CHUNK = 1 << 20
_LONGEST = 1 << 20  # characters of a row; the longest that GeoNames allows has about 11,000
_HEAD = 1 << 16  # bytes looked at to tell what a table is
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class Table:
    """One GeoNames table: a file, or the member of a zip; ``dated`` is the day its zip or file gives."""

    path: Path
    member: str | None
    kind: Kind
    bytes: int  # unpacked
    dated: dt.date

    @property
    def name(self) -> str:
        """The file as messages name it."""
        return self.path.name


@dataclass(slots=True)
class Tally:
    """What happened to the rows of a table."""

    rows: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)  # the line where each kind of bad row was first seen
    passed: int = 0  # rows of a kind that is not wanted

    def off(self, why: str, line: int) -> None:
        """Count a row that does not hold."""
        self.bad[why] += 1
        self.first.setdefault(why, line)

    def told(self) -> str:
        """The rows that do not hold, in words; "" where all do."""
        lines = {why: f" (first in line {line:,})" if line else "" for why, line in self.first.items()}
        return ", ".join(f"{n:,} {why}{lines[why]}" for why, n in self.bad.most_common())

    def check(self, name: str) -> None:
        """Raise InputError where too many rows do not hold to trust the others."""
        share = settings().gazetteer.max_bad_share
        bad = self.bad.total()
        if bad > 10 and bad > share * self.rows:
            raise InputError(f"{name}: {bad:,} of {self.rows:,} rows do not hold: {self.told()}; download it again")


def recognise(path: Path) -> Table:
    """What a file is, by its content; raises InputError where it is no GeoNames table that can be used."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(f"{path}: is a folder; name the files in it")
        if size == 0:
            raise InputError(f"{path}: is empty; download it again")
        with path.open("rb") as file:
            packed = file.read(2) == b"PK"
        if packed:
            return _in_zip(path)
        dated = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
        table = Table(path, None, "places", size, dated)
        kind, what = _look(table)
        if kind is None:
            raise InputError(f"{path}: is no GeoNames table: {what}")
        return replace(table, kind=kind)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except _UNREADABLE as error:
        raise _unreadable(path, error) from error


def _in_zip(path: Path) -> Table:
    found, others = [], []
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir() or not member.file_size:
                continue
            _check_member(path, member)
            table = Table(path, member.filename, "places", member.file_size, _day(member))
            kind, what = _look(table)
            if kind is None:
                others.append(f"{member.filename}: {what}")
            else:
                found.append(replace(table, kind=kind))
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(str(table.member) for table in found[:5])
        raise InputError(f"{path}: holds {len(found)} GeoNames tables ({names}); unpack it and add them one by one")
    raise InputError(
        f"{path}: holds no GeoNames table: {'; '.join(others[:3]) or 'it has no file with anything in it'}"
    )


def _check_member(path: Path, member: zipfile.ZipInfo) -> None:
    limits = settings().gazetteer
    if member.flag_bits & 1:
        raise InputError(f"{path}: {member.filename} is encrypted")
    if member.file_size > limits.max_unpacked_bytes:
        raise _too_large(path)
    if member.file_size > limits.max_ratio * max(1, member.compress_size) and member.file_size > _CHUNK:
        raise InputError(
            f"{path}: {member.filename} unpacks to more than {limits.max_ratio} times its size, as no GeoNames file "
            "does (settings: gazetteer.max_ratio)"
        )


def _too_large(path: Path) -> InputError:
    limit = settings().gazetteer.max_unpacked_bytes
    return InputError(f"{path}: unpacks to more than {limit:,} bytes (settings: gazetteer.max_unpacked_bytes)")


def _day(member: zipfile.ZipInfo) -> dt.date:
    try:
        return dt.date(*member.date_time[:3])
    except ValueError:  # a zip may hold month 0
        return dt.date(1980, 1, 1)


def _look(table: Table) -> tuple[Kind | None, str]:
    """The kind of a table by its first rows, or None and what is there instead."""
    with _opened(table) as stream:
        head = stream.read(_HEAD)
    lines = head.decode("utf-8", "replace").splitlines()
    rows = [line.split("\t") for line in (lines[:-1] if len(head) == _HEAD else lines)[:50] if line.strip()]
    for kind, widths in COLUMNS.items():
        fitting = sum(len(row) in widths and _fits(kind, row) for row in rows)
        if rows and fitting >= len(rows) / 2:
            return kind, ""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    known = [kind for kind, widths in COLUMNS.items() if width in widths]
    what = f"has {width} columns, but other things in them than {known[0]}" if known else f"has {width} column(s)"
    wanted = "19 (places), 10 (alternate names), 4 (admin codes) or 3 (hierarchy)"
    return None, f"{what}; wanted are {wanted}, separated by tabs"


def _fits(kind: Kind, row: list[str]) -> bool:
    try:
        if kind == "places":
            return int(row[0]) > 0 and abs(float(row[4])) <= 90 and abs(float(row[5])) <= 180
        if kind == "codes":
            return "." in row[0] and int(row[3]) > 0
        return int(row[0]) > 0 and int(row[1]) > 0
    except ValueError:
        return False


@contextlib.contextmanager
def _opened(table: Table) -> Iterator[IO[bytes]]:
    if table.member is None:
        with table.path.open("rb") as stream:
            yield stream
    else:
        with zipfile.ZipFile(table.path) as archive, archive.open(table.member) as stream:
            yield stream


def rows(table: Table, tally: Tally, step: Step) -> Iterator[tuple[int, list[str]]]:
    """The rows with the right number of columns, each with its line number; ``step`` is told bytes as they are read.

    Memory is flat: a megabyte at a time. Raises InputError where the file ends in the middle, is damaged, larger
    than the limit, or has a line that no table has.
    """
    widths = COLUMNS[table.kind]
    try:
        for chunk in _chunks(table, step):
            for line in _lines(chunk, tally):
                if not line:
                    continue
                row = line.split("\t")
                if len(row) in widths:
                    yield tally.rows, row
                else:
                    tally.off("with too few or too many columns", tally.rows)
    except _UNREADABLE as error:
        raise _unreadable(table.path, error) from error


def _chunks(table: Table, step: Step) -> Iterator[bytes]:
    """Whole lines, about a megabyte together."""
    total, rest = 0, b""
    with _opened(table) as stream:
        while chunk := stream.read(_CHUNK):
            total += len(chunk)
            if total > settings().gazetteer.max_unpacked_bytes:
                raise _too_large(table.path)
            step(len(chunk))
            whole, newline, after = chunk.rpartition(b"\n")
            if newline:
                yield rest + whole
                rest = after
            else:
                rest += chunk
            if len(rest) > _LONGEST:
                raise InputError(
                    f"{table.path}: has a line of more than {_LONGEST:,} characters; it is no GeoNames table"
                )
    if rest:
        yield rest


def _lines(chunk: bytes, tally: Tally) -> Iterator[str]:
    try:
        lines = chunk.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        yield from _careful(chunk, tally)
        return
    for line in lines:
        tally.rows += 1
        yield line.removesuffix("\r")


def _careful(chunk: bytes, tally: Tally) -> Iterator[str]:
    """The lines of a chunk that is not UTF-8 throughout."""
    for line in chunk.split(b"\n"):
        tally.rows += 1
        try:
            yield line.decode("utf-8").removesuffix("\r")
        except UnicodeDecodeError:
            tally.off("not in UTF-8", tally.rows)


def _unreadable(path: Path, error: Exception) -> Exception:
    if isinstance(error, InputError):
        return error
    if isinstance(error, PermissionError):
        return InputError(f"{path}: may not be read")
    if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
        return InputError(f"{path}: is cut off or damaged ({error}); download it again")
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(f"{path}: cannot be read: {told}")


@dataclass(frozen=True, slots=True)
class Print:
    """A file as it was when it was opened: its checksum, size and time."""

    sha256: str
    bytes: int
    stamp: int  # nanoseconds


def number_of(text: str) -> int:
    """A GeoNames id; raises ValueError where it is none."""
    number = int(text)
    if not 0 < number < 2**40:  # SQLite takes up to 2**63; GeoNames is at 13 million
        raise ValueError(text)
    return number


def fingerprint(path: Path, step: Step) -> Print:
    """The SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                step(len(chunk))
            status = os.fstat(file.fileno())
    except OSError as error:
        raise _unreadable(path, error) from error
    return Print(digest.hexdigest(), status.st_size, status.st_mtime_ns)


def check_unchanged(path: Path, seen: Print) -> None:
    """Raise InputError where a file has been written to since its checksum was taken."""
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    if (status.st_size, status.st_mtime_ns) != (seen.bytes, seen.stamp):
        raise InputError(f"{path}: was changed while it was read; add it again when it is complete")
