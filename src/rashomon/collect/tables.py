"""CSV and TSV files to reports, one a row, of any size.

The first line names the columns; which of them is the text, the title and so on is told by the settings ([tables]).
Rows are counted as a spreadsheet counts them: the names are row 1.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from rashomon.collect import guard
from rashomon.collect.columns import Rows, check, fields_of
from rashomon.collect.items import Item, Origin, failed
from rashomon.errors import InputError
from rashomon.settings import settings

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536  # bytes at the start that tell the encoding
_BLOCK = 1 << 16
_RESUMED = 100  # stray quotes after which the rest of a file is given up
_STRAY = re.compile("[\udc80-\udcff]")  # what "surrogateescape" makes of bytes that are not UTF-8
_BROKEN = "a quotation mark is opened and never closed; close it, or double it where it is part of the text"


class RowError(InputError):
    """One row cannot be read; the next one can."""


def read_table(path: Path, origin: Origin, only: int | None = None) -> Iterator[Item]:
    """The reports of a CSV or TSV file, row by row; ``only`` is the one row wanted."""
    with guard.opened(path) as stream:
        lines = Lines(_decoded(stream))
        names, delimiter = _header(lines)
        places = check(names)
        rows = Rows(origin.source)
        csv.field_size_limit(max(csv.field_size_limit(), settings().input.max_bytes))
        number = 1
        for number, row in _rows(lines, delimiter):
            if only in (None, number):
                if isinstance(row, RowError):
                    yield failed(Origin(origin.source, f"row {number}"), row)
                elif row:
                    yield from _report(rows, number, names, places, row)
            if only == number:
                return
        if number == 1:
            raise InputError("has names of columns, but no row")
        yield from rows.remarks()


def _report(rows: Rows, number: int, names: list[str], places: dict[str, int], row: list[str]) -> Iterator[Item]:
    origin = Origin(rows.source, f"row {number}")
    if any(cell.strip() for cell in row[len(names) :]):
        yield failed(
            origin, RowError(f"has {len(row):,} cells for {len(names):,} columns; quote cells that hold a comma")
        )
        return
    if not any(cell.strip() for cell in row):
        return
    if any(map(_STRAY.search, row)):
        yield failed(
            origin, RowError("is not UTF-8; save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8")
        )
        return
    cells = {name: row[at] for name, at in places.items() if at < len(row)}
    yield from rows.report(number, cells, dict(zip(names, row, strict=False)))


def _decoded(stream: BinaryIO) -> TextIO:
    """The file as text; raises InputError where its start is binary or neither UTF-8 nor UTF-16 with a mark."""
    sample = stream.read(_SAMPLE)
    stream.seek(0)
    if not sample.strip():
        raise InputError("is empty")
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return io.TextIOWrapper(stream, "utf-16", "replace", newline="")
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) < _SAMPLE)
    except UnicodeDecodeError as error:
        guard.decode(sample[: error.end])  # says what is wrong
        raise
    if guard.looks_binary(text):
        raise InputError("is binary, not a table; save it as CSV in UTF-8")
    return io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")


class Lines:
    """The lines of a file for csv, which may be put back; no line, and no row, is longer than the limit of a file."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.limit = settings().input.max_bytes
        self.back: list[str] = []
        self.row: list[str] = []  # of the row that is being read
        self.size = 0
        self.ended = False

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self.back.pop() if self.back else self.text.readline(self.limit + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self.row.append(line)
        self.size += len(line)
        if len(line) > self.limit:
            while line and not line.endswith(("\n", "\r")):
                line = self.text.readline(_BLOCK)
            self.row = []
            raise RowError(
                f"is longer than {guard.megabytes(self.limit)}; the limit is input.max_bytes in the settings"
            )
        if self.size > self.limit:
            raise RowError(_BROKEN)
        return line

    def begin(self) -> None:
        """Forget the lines of the last row."""
        self.row = []
        self.size = 0
        self.ended = False

    def resume(self) -> None:
        """Put back all lines of this row but its first, to read on there."""
        self.back.extend(reversed(self.row[1:]))


def _header(lines: Lines) -> tuple[list[str], str]:
    """The names of the columns and what stands between them: what makes most known names, then most columns."""
    limit = settings().tables.max_columns
    for line in lines:
        if not line.strip(",;\t|\r\n \ufeff"):
            continue
        if max(map(line.count, _DELIMITERS)) >= limit:
            raise InputError(f"its first line has more than {limit:,} columns; the limit is tables.max_columns")
        guesses = [(next(csv.reader([line], delimiter=mark), []), mark) for mark in _DELIMITERS]
        return max(guesses, key=lambda guess: (len(fields_of(guess[0])), len(guess[0])))
    raise InputError("is empty")


def _rows(lines: Lines, delimiter: str) -> Iterator[tuple[int, list[str] | RowError]]:
    """Each row with its number, and an error in the place of each that cannot be read."""
    reader = csv.reader(lines, delimiter=delimiter)
    number, resumed = 1, 0
    while True:
        lines.begin()
        number += 1
        row: list[str] | RowError
        try:
            row = next(reader)
        except StopIteration:
            return
        except RowError as error:
            row = error
        except csv.Error:
            row = RowError(_BROKEN)
        if lines.ended and not isinstance(row, RowError):
            row = RowError(_BROKEN)  # the file ended within quotes
        yield number, row
        if isinstance(row, RowError):
            resumed += 1
            if resumed > _RESUMED:
                raise InputError(f"more than {_RESUMED} rows with stray quotation marks; the rest is not read")
            lines.resume()
            reader = csv.reader(lines, delimiter=delimiter)


__all__ = ["read_table"]
