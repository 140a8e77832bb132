"""What was added to the gazetteer: a folder of parts beside it, each a whole SQLite file, and a list of them.

Why parts: a file that is added is written into a file of its own, and then the list is replaced in one step. So a
killed, refused or full-disk adding changes nothing, readers are never in the way, and adding a country costs what that
country costs. Measured with 3 million rows there (422 MB): 10,000 more are a part of 1.4 MB; in the one file they would
change 27,000 pages, since names lie all over it, which writes 111 MB twice (journal and file) while readers wait; by
way of a copy it would be 422 MB. Where there would be more than ``gazetteer.max_parts``, the two smallest are merged.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from rashomon.errors import GazetteerError

FOLDER = "gazetteer-added-v1"  # beside the gazetteer file; the number is that of the parts' layout
_LIST = "added.json"
_LOCK = "lock.sqlite"

PartKind = Literal["places", "names", "hierarchy", "codes"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was added; what ``rashomon gazetteer info`` tells."""

    file: str
    sha256: str
    bytes: int
    dated: str  # ISO day that the zip or the file gives
    newest: str  # the newest day in the column of modification dates, "" where there is none
    added: str  # ISO time in UTC
    rows: int
    taken: int  # places, names, or relations
    off: dict[str, int] = field(default_factory=dict)  # rows that did not hold, by reason
    countries: tuple[str, ...] = ()  # ISO3 of those it still answers for; "" for what lies in none


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the folder; ``hidden`` are countries in it for which a newer part answers."""

    file: str
    kind: PartKind
    sources: tuple[Source, ...]
    hidden: tuple[str, ...] = ()

    @property
    def countries(self) -> frozenset[str]:
        """The countries that it answers for."""
        return frozenset(country for source in self.sources for country in source.countries)


def folder_of(gazetteer: Path) -> Path:
    """Where what was added to a gazetteer file lies."""
    return gazetteer.parent / FOLDER


def listed(folder: Path) -> tuple[Part, ...]:
    """The parts, the newest first; none where nothing was added. Raises GazetteerError where the list is damaged."""
    try:
        text = (folder / _LIST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(folder, error) from error
    try:
        return tuple(_part(entry) for entry in json.loads(text)["parts"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(folder, error) from error


def _part(entry: dict[str, Any]) -> Part:
    sources = tuple(Source(**{**one, "countries": tuple(one["countries"])}) for one in entry["sources"])
    if entry["kind"] not in ("places", "names", "hierarchy", "codes") or Path(entry["file"]).name != entry["file"]:
        raise ValueError(f"part {entry['file']}")
    return Part(entry["file"], entry["kind"], sources, tuple(entry["hidden"]))


def damaged(folder: Path, error: object) -> GazetteerError:
    """The error for a folder that cannot be read."""
    return GazetteerError(
        f"what was added to the gazetteer, in {folder}, is damaged ({error}); remove that folder and add it again"
    )


def with_part(parts: Sequence[Part], new: Part) -> tuple[Part, ...]:
    """The list with a new part first: it takes its countries over, and the place of what it replaces wholly."""
    if new.kind != "places":
        return (new, *(part for part in parts if part.kind != new.kind))
    return (new, *(kept for part in parts if (kept := _without(part, new.countries)) is not None))


def _without(part: Part, taken: frozenset[str]) -> Part | None:
    if part.kind != "places" or not part.countries & taken:
        return part
    trimmed = [
        replace(source, countries=tuple(c for c in source.countries if c not in taken)) for source in part.sources
    ]
    sources = tuple(source for source in trimmed if source.countries)
    hidden = tuple(sorted({*part.hidden, *(part.countries & taken)}))
    return replace(part, sources=sources, hidden=hidden) if sources else None


def commit(folder: Path, parts: Sequence[Part]) -> None:
    """Make a list the valid one, in one step, and remove the files that it does not name."""
    text = json.dumps({"parts": [asdict(part) for part in parts]}, indent=1, ensure_ascii=False)
    with temporary(folder) as file:
        with file.open("w", encoding="utf-8") as stream:
            stream.write(text + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        file.chmod(0o644)
        file.replace(folder / _LIST)
    sweep(folder, parts)


def sweep(folder: Path, parts: Sequence[Part]) -> None:
    """Remove what the list does not name: parts that were replaced, and what a killed process left."""
    kept = {part.file for part in parts} | {_LIST, _LOCK, f"{_LOCK}-journal"}
    for file in folder.iterdir():
        if file.name not in kept and file.suffix in (".sqlite", ".tmp", ".sqlite-journal"):
            with contextlib.suppress(OSError):  # where another process has it open, some systems refuse; the next time
                file.unlink()


@contextlib.contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """An empty file in the folder, gone at the end unless it was moved."""
    handle, name = tempfile.mkstemp(suffix=".tmp", dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def keep(file: Path, kind: PartKind) -> str:
    """Move a finished temporary file to its own name in the folder, and return that name."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
    file.chmod(0o644)
    target = file.with_name(f"{kind}-{file.stem.removeprefix('tmp')}.sqlite")
    file.replace(target)
    return target.name


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for one process; raises GazetteerError where another one adds, or nothing may be written.

    The lock is SQLite's on an empty file: it works on every system and goes with the process that held it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            told = f"another process is adding to the gazetteer in {folder}; try again when it has finished"
            raise GazetteerError(told) from error
        raise unwritable(folder, error) from error
    except (OSError, sqlite3.Error) as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: Exception) -> GazetteerError:
    """The error for a folder that cannot be written: no permission, a full disk."""
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if "full" in told or "No space" in told:
        told = "the disk is full; nothing was changed"
    return GazetteerError(f"cannot add to the gazetteer in {folder}: {told}")
