"""Files, folders and standard input to reports.

A file gives reports, remarks (what was passed over or mended) and errors as values, in order, so that one bad
file, line or page never keeps the others from being read.

A ``.txt`` file is one report. Its first line is the title only where it is clearly one: at most 150
characters long, not ending like a sentence or a dateline, followed by a blank line and then by text. A
``.html`` file is one page with one article. A ``.json`` file holds one report or a list, a ``.jsonl`` file
one report a line, with the fields id and text and, where known, title, published, publisher and url.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.collect import guard
from rashomon.collect.fields import in_future, parse_day, report_from
from rashomon.errors import InputError
from rashomon.records import Report
from rashomon.settings import settings

STDIN = "-"
_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing that kept nothing from being read."""

    text: str


Item = Report | Remark | InputError


def read_inputs(names: Iterable[str]) -> Iterator[Item]:
    """The reports of all files, folders and ``-``, in order; a repeated id is an error."""
    seen: dict[str, str] = {}
    for name in names:
        for where, item in _read_input(name):
            if isinstance(item, Report) and item.id in seen:
                yield InputError(f"{where}: id {item.id!r} was already read from {seen[item.id]}; ids must differ")
                continue
            if isinstance(item, Report):
                seen[item.id] = where
            yield item


def input_files(names: Iterable[str]) -> list[Path]:
    """Every file that ``read_inputs`` would open, for telling inputs from outputs."""
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if name == STDIN:
            continue
        if path.is_dir():
            found.extend(_walk(path)[0])
        else:
            found.append(path)
    return found


def expected(names: Iterable[str]) -> int | None:
    """About how many reports there are, for a progress bar; None where only reading would tell."""
    total = 0
    for path in [Path(name) for name in names if name == STDIN] + input_files(names):
        suffix = path.suffix.lower()
        if suffix == ".json" or suffix not in READERS or not path.is_file():
            return None  # a named pipe, too, could be read only once
        total += _count_lines(path) if suffix in _LINES else 1
    return total or None


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 0


def _read_input(name: str) -> Iterator[tuple[str, Item]]:
    """What one argument of the call gives, with the file it comes from."""
    if name == STDIN:
        yield from (("standard input", item) for item in _guarded("standard input", _read_stdin))
    elif os.path.isdir(name):
        yield from _read_folder(Path(name))
    else:
        yield from ((name, item) for item in read_file(Path(name)))


def _read_stdin() -> Iterator[Item]:
    if sys.stdin is None:  # type: ignore[redundant-expr,unused-ignore]
        raise InputError("is closed")
    try:
        data = guard.read_stream(sys.stdin.buffer)
    except OSError as error:
        raise InputError(f"cannot be read: {guard.reason(error)}") from error
    return _sniff(data, "stdin")


def _read_folder(folder: Path) -> Iterator[tuple[str, Item]]:
    files, skipped = _walk(folder)
    if skipped:
        kinds = Counter(path.suffix.lower() or "no suffix" for path in skipped)
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())[:8])
        files_word = "file" if len(skipped) == 1 else "files"
        yield str(folder), Remark(f"{folder}: skipped {len(skipped):,} {files_word} of other kinds ({told})")
    if not files:
        yield str(folder), InputError(f"{folder}: holds no report; known kinds are {', '.join(READERS)}")
    for path in files:
        yield from ((str(path), item) for item in read_file(path))


def _walk(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files below a folder, sorted: those of a known kind, and the others; hidden ones are in neither."""
    known: list[Path] = []
    other: list[Path] = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(root, name)
                (known if path.suffix.lower() in READERS else other).append(path)
    return known, other


def read_file(path: Path) -> Iterator[Item]:
    """The reports of one file; each error names the file, and the line or index where there is one."""
    where = str(path)
    suffix = path.suffix.lower()
    if suffix in _LINES:
        yield from _read_lines(path)
    elif suffix in READERS:
        yield from _guarded(where, lambda: READERS[suffix](guard.read_bytes(path), path.as_posix()))
    elif not suffix or not path.exists():
        yield from _guarded(where, lambda: _sniff(guard.read_bytes(path), path.as_posix()))
    else:
        yield InputError(f"{where}: kind {suffix} is not known; give its text as {', '.join(READERS)}")


def _guarded(where: str, read: Callable[[], Iterable[Item]]) -> Iterator[Item]:
    """What ``read`` gives, with ``where`` before each message."""
    try:
        for item in read():
            if isinstance(item, InputError):
                yield type(item)(f"{where}: {item}")
            else:
                yield Remark(f"{where}: {item.text}") if isinstance(item, Remark) else item
    except InputError as error:
        yield type(error)(f"{where}: {error}")


def from_text(data: bytes, name: str) -> Iterator[Item]:
    """A text file to its report."""
    text = guard.decode(data)
    if not text.strip():
        raise InputError("is empty")
    guard.check_length(text)
    odd = text.count("\ufffd")
    if odd:
        characters = "character that is" if odd == 1 else "characters that are"
        yield Remark(f"holds {odd:,} {characters} no text (NUL, control codes); read as U+FFFD")
    title, body = split_title(text)
    yield Report(id=name, text=body, title=title)


def split_title(text: str) -> tuple[str | None, str]:
    """The title, where the first line is clearly one, and the text after it."""
    stripped = text.lstrip("\ufeff\n\t ")
    first, _, rest = stripped.partition("\n")
    first = first.strip()
    blank, _, body = rest.partition("\n")
    clear = first and len(first) <= settings().title.max_characters and first[-1] not in ".,;:-–—"
    if clear and not blank.strip() and body.strip():
        return first, body.strip("\n")
    return None, text.strip("\ufeff").strip("\n")


def from_page(data: bytes, name: str) -> Iterator[Item]:
    """An HTML page to its report; a date that cannot be its own is left out."""
    from rashomon.collect.pages import read_page

    if not data.strip():
        raise InputError("is empty")
    page = read_page(data)
    guard.check_length(page.text)
    published = None
    if page.published:
        try:
            published = parse_day(page.published)
        except ValueError:
            yield Remark(f"the page's date {page.published[:40]!r} is not one, so it is left out")
        if published and in_future(published):
            yield Remark(f"the page's date {published} is in the future, so it is left out")
            published = None
    yield Report(name, page.text, page.title, published, page.publisher, page.url)


def from_json(data: bytes, name: str) -> Iterator[Item]:
    """A JSON file to its report or reports; ``name`` is not used, since each report has its own id."""
    text = guard.decode(data)
    if not text.strip():
        raise InputError("is empty")
    value = _loads(text)
    if not isinstance(value, list):
        yield report_from(value)
        return
    if not value:
        raise InputError("holds an empty list; a report needs at least id and text")
    for index, item in enumerate(value):
        try:
            yield report_from(item)
        except InputError as error:
            yield type(error)(f"index {index}: {error}")


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


def _read_lines(path: Path) -> Iterator[Item]:
    """A .jsonl file, line by line, so that it may be larger than memory."""
    limit = settings().input.max_bytes
    found = False
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(limit + 1):
                number += 1
                found = found or bool(line.strip())
                yield from _guarded(f"{path}: line {number}", lambda line=line: _from_line(line))  # type: ignore[misc]
                if len(line) > limit:  # its end is not known, and what follows would be read as a new line
                    return
    except OSError as error:
        yield InputError(f"{path}: cannot be opened: {guard.reason(error)}")
        return
    if not found:
        yield InputError(f"{path}: is empty")


def _from_line(line: bytes) -> Iterator[Item]:
    if len(line) > settings().input.max_bytes:
        raise InputError(guard.too_large(None))
    text = guard.decode(line)
    if text.strip():
        yield report_from(_loads(text))


def from_lines(data: bytes, name: str) -> Iterator[Item]:
    """The lines of a .jsonl file that is in memory already."""
    if not data.strip():
        raise InputError("is empty")
    for number, line in enumerate(data.split(b"\n"), 1):
        yield from _guarded(f"line {number}", lambda line=line: _from_line(line))  # type: ignore[misc]


def _sniff(data: bytes, name: str) -> Iterator[Item]:
    """Bytes without a suffix: JSON where they start like a report or a list, a page, else text."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    after = start[1:].lstrip()[:1]
    if (start[:1] == b"{" and after in b'"}') or (start[:1] == b"[" and after in b"{]"):
        first, _, rest = data.strip().partition(b"\n")
        many_lines = first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
        yield from (from_lines if many_lines else from_json)(data, name)
    elif start[:14].lower() == b"<!doctype html" or start[:5].lower() == b"<html":
        yield from from_page(data, name)
    else:
        yield from from_text(data, name)


READERS: dict[str, Callable[[bytes, str], Iterator[Item]]] = {
    ".txt": from_text,
    ".text": from_text,
    ".html": from_page,
    ".htm": from_page,
    ".xhtml": from_page,
    ".json": from_json,
    ".jsonl": from_lines,
    ".ndjson": from_lines,
}
