"""Files, folders and standard input to reports.

A file gives reports, remarks (what was passed over or mended) and failures as values, in order, so that one bad
file, line or page never keeps the others from being read.

A ``.txt`` file is one report, a ``.html`` file one page with one article (documents.py). A ``.json`` file holds one
report or a list, a ``.jsonl`` file one report a line (jsonfiles.py), a ``.csv``, ``.tsv`` or ``.parquet`` file one a
row (tables.py, parquet.py), a ``.warc`` file the pages of a crawl (warc.py), a feed its entries that are told in full
(feedfiles.py).
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rashomon.collect import guard
from rashomon.collect.documents import from_page, from_text
from rashomon.collect.feedfiles import from_feed, from_list, from_xml
from rashomon.collect.items import Failed, Found, Item, Origin, Remark, guarded
from rashomon.collect.jsonfiles import from_json, from_lines, read_lines
from rashomon.collect.unknown import from_unknown
from rashomon.errors import InputError
from rashomon.records import Report

STDIN = "-"
Input = Report | Remark | InputError
Streamed = Callable[[Path, Origin, int | None], Iterator[Item]]

READERS: dict[str, Callable[[bytes, Origin], Iterator[Item]]] = {
    ".txt": from_text,
    ".text": from_text,
    ".html": from_page,
    ".htm": from_page,
    ".xhtml": from_page,
    ".json": from_json,
    ".jsonl": from_lines,
    ".ndjson": from_lines,
    ".rss": from_feed,
    ".atom": from_feed,
    ".xml": from_xml,
    ".opml": from_list,
}


def _read_table(path: Path, origin: Origin, only: int | None) -> Iterator[Item]:
    from rashomon.collect.tables import read_table

    return read_table(path, origin, only)


def _read_parquet(path: Path, origin: Origin, only: int | None) -> Iterator[Item]:
    from rashomon.collect.parquet import read_parquet

    return read_parquet(path, origin, only)


def _read_warc(path: Path, origin: Origin, only: int | None) -> Iterator[Item]:
    from rashomon.collect.warc import read_warc

    return read_warc(path, origin, only)


# Those that may be larger than memory; the last argument is the one line, row or byte wanted, or None for all.
STREAMED: dict[str, Streamed] = {
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".csv": _read_table,
    ".tsv": _read_table,
    ".parquet": _read_parquet,
    ".warc": _read_warc,
    ".warc.gz": _read_warc,
}
KINDS = tuple(dict.fromkeys([*READERS, *STREAMED]))
_PART = re.compile(r"(?:line|index|row|byte|entry) \d+(?:\+\d+)?")
_COUNTED = (".jsonl", ".ndjson")  # as many reports as lines
_SINGLE = (".txt", ".text", ".html", ".htm", ".xhtml")


def collect_path(path: str | os.PathLike[str]) -> Iterator[Item]:
    """Everything in a file or in the files of a folder, in order; hidden files and other kinds are passed over.

    Raises nothing for what a file holds: what cannot be read is a Failed, which costs nothing else.
    """
    name = Path(path)
    if os.path.isdir(name):
        yield from _collect_folder(name)
    else:
        yield from _collect_file(name)


def collect_again(origin: Origin) -> Iterator[Item]:
    """What a failure's origin gives now: the one part where it names one, else the whole file."""
    if _PART.fullmatch(origin.part):
        yield collect_part(origin)
    else:
        yield from collect_path(origin.source)


def collect_part(origin: Origin) -> Item:
    """One part of a file again: a report, or the failure it still is.

    An origin without a part stands for a file; of one that holds several reports this gives the first, so take
    ``collect_again`` where that may be.
    """
    path = Path(origin.source)
    number = origin.part.rpartition(" ")[2]
    stream = STREAMED.get(_kind(path))
    only = int(number) if number.isdecimal() else None
    items = _collect_file(path) if stream is None or only is None else _streamed(stream, path, only)
    for item in items:
        if not isinstance(item, Remark) and (item.origin == origin or not origin.part):
            return item
        if isinstance(item, Failed) and not item.origin.part:
            return Failed(origin, item.reason)
    return Failed(origin, "is not there any more; the file has changed, collect it again")


def read_inputs(names: Iterable[str]) -> Iterator[Input]:
    """The reports of all files, folders and ``-``, in order; a repeated id is an error."""
    seen: dict[str, str] = {}
    for name in names:
        for item in _collect_stdin() if name == STDIN else collect_path(name):
            if isinstance(item, Remark):
                yield item
            elif isinstance(item, Failed):
                yield item.kind(f"{_shown(item.origin)}: {item.reason}")
            elif item.report.id in seen:
                first = seen[item.report.id]
                yield InputError(
                    f"{_file(item.origin)}: id {item.report.id!r} was already read from {first}; ids must differ"
                )
            else:
                seen[item.report.id] = _file(item.origin)
                yield item.report


def input_files(names: Iterable[str]) -> list[Path]:
    """Every file that ``read_inputs`` would open, for telling inputs from outputs."""
    files: list[Path] = []
    for name in names:
        path = Path(name)
        if name == STDIN:
            continue
        if path.is_dir():
            files.extend(_walk(path)[0])
        else:
            files.append(path)
    return files


def expected(names: Iterable[str]) -> int | None:
    """About how many reports there are, for a progress bar; None where only reading would tell."""
    total = 0
    for path in [Path(name) for name in names if name == STDIN] + input_files(names):
        kind = _kind(path)
        if kind not in _COUNTED + _SINGLE or not path.is_file():
            return None  # a named pipe, too, could be read only once
        total += _count_lines(path) if kind in _COUNTED else 1
    return total or None


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 0


def _kind(path: Path) -> str:
    """The suffix that says what a file is, lower case; both of ``.warc.gz``."""
    name = path.name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else path.suffix.lower()


def _file(origin: Origin) -> str:
    return "standard input" if origin.source == "stdin" else str(Path(origin.source))


def _shown(origin: Origin) -> str:
    return str(Origin(_file(origin), origin.part))


def _collect_stdin() -> Iterator[Item]:
    origin = Origin("stdin")

    def read() -> Iterator[Item]:
        if sys.stdin is None:  # type: ignore[redundant-expr,unused-ignore]
            raise InputError("is closed")
        try:
            data = guard.read_stream(sys.stdin.buffer)
        except OSError as error:
            raise InputError(f"cannot be read: {guard.reason(error)}") from error
        return from_unknown(data, origin)

    return guarded(origin, read)


def folder_remarks(folder: Path) -> list[Item]:
    """What there is to say about a folder as a whole: files of other kinds, or that it holds no report."""
    files, skipped = _walk(folder)
    told: list[Item] = []
    if skipped:
        kinds = Counter(path.suffix.lower() or "no suffix" for path in skipped)
        names = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())[:8])
        files_word = "file" if len(skipped) == 1 else "files"
        told.append(Remark(f"{folder}: skipped {len(skipped):,} {files_word} of other kinds ({names})"))
    if not files:
        told.append(Failed(Origin(folder.as_posix()), f"holds no report; known kinds are {', '.join(KINDS)}"))
    return told


def _collect_folder(folder: Path) -> Iterator[Item]:
    yield from folder_remarks(folder)
    for path in _walk(folder)[0]:
        yield from _collect_file(path)


def _walk(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files below a folder, sorted: those of a known kind, and the others; hidden ones are in neither.

    A named pipe is among the others: opening it would wait for a writer that may never come.
    """
    known: list[Path] = []
    other: list[Path] = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(root, name)
                (known if _kind(path) in KINDS and not path.is_fifo() else other).append(path)
    return known, other


def _collect_file(path: Path) -> Iterator[Item]:
    """The items of one file."""
    kind = _kind(path)
    origin = Origin(path.as_posix())
    if not _writable(origin.source):
        name = origin.source.encode("utf-8", "backslashreplace").decode()
        yield Failed(Origin(name), "its name is not UTF-8, so it cannot be kept; rename it")
    elif kind in STREAMED:
        yield from _streamed(STREAMED[kind], path, None)
    elif kind in READERS:
        yield from guarded(origin, lambda: READERS[kind](guard.read_bytes(path), origin))
    elif not kind or not path.exists():
        yield from guarded(origin, lambda: from_unknown(guard.read_bytes(path), origin))
    else:
        yield Failed(origin, f"kind {kind} is not known; give its text as {', '.join(KINDS)}")


def _streamed(read: Streamed, path: Path, only: int | None) -> Iterator[Item]:
    origin = Origin(path.as_posix())
    return guarded(origin, lambda: read(path, origin, only))


def _writable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


__all__ = [
    "KINDS", "READERS", "STDIN", "Failed", "Found", "Input", "Item", "Origin", "Remark", "collect_again",
    "collect_part", "collect_path", "expected", "input_files", "read_inputs",
]  # fmt: skip
