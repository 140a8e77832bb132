"""JSON to reports: one object, a list of them, or one a line, with the fields of collect/fields.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rashomon.collect import guard
from rashomon.collect.fields import report_from
from rashomon.collect.items import Item, Origin, canonical, failed, found, guarded
from rashomon.errors import InputError
from rashomon.settings import settings

_BLOCK = 1 << 20


def from_json(data: bytes, origin: Origin) -> Iterator[Item]:
    """A JSON file to its report or reports; each report has an id of its own."""
    text = guard.decode(data)
    if not text.strip():
        raise InputError("is empty")
    value = _loads(text)
    if not isinstance(value, list):
        yield found(origin, report_from(value), canonical(value))
        return
    if not value:
        raise InputError("holds an empty list; a report needs at least id and text")
    for index, item in enumerate(value):
        part = Origin(origin.source, f"index {index}")
        try:
            yield found(part, report_from(item), canonical(item))
        except InputError as error:
            yield failed(part, error)


def from_lines(data: bytes, origin: Origin) -> Iterator[Item]:
    """The lines of a .jsonl file that is in memory already."""
    if not data.strip():
        raise InputError("is empty")
    for number, line in enumerate(data.split(b"\n"), 1):
        yield from _from_line(line, Origin(origin.source, f"line {number}"))


def read_lines(path: Path, origin: Origin, only: int | None = None) -> Iterator[Item]:
    """A .jsonl file, line by line, so that it may be larger than memory; ``only`` is the one line wanted."""
    limit = settings().input.max_bytes
    empty = True
    with guard.opened(path) as stream:
        number = 0
        while line := stream.readline(limit + 1):
            number += 1
            empty = empty and not line.strip()
            if len(line) > limit:
                _skip_line(stream, line)
            if only in (None, number):
                yield from _from_line(line, Origin(origin.source, f"line {number}"))
            if only == number:
                return
    if empty:
        raise InputError("is empty")


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line that is over the limit, so that the next one is read as such."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(_BLOCK)


def _from_line(line: bytes, origin: Origin) -> Iterator[Item]:
    def read() -> Iterator[Item]:
        if len(line) > settings().input.max_bytes:
            raise InputError(guard.too_large(None))
        text = guard.decode(line)
        if text.strip():
            yield found(origin, report_from(_loads(text)), line.strip())

    return guarded(origin, read)


def _loads(text: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})") from error
    except RecursionError as error:
        raise InputError("is nested too deeply for JSON with reports in it") from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"is not valid JSON: {str(error)[:80]}") from error
    return value
