"""Add GeoNames files to the gazetteer: each is checked, written beside what is there, and taken into the list at once.

A file that is interrupted leaves nothing behind; the same command, given again, starts with it anew, and files that
were finished before may be given again without harm: what a file brought is replaced, never doubled.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rashomon.errors import InputError
from rashomon.gazetteer import othernames, places, write
from rashomon.gazetteer.dumps import Kind, Table, Tally, check_unchanged, fingerprint, recognise, rows
from rashomon.gazetteer.layers import attach, knowing
from rashomon.gazetteer.merge import fewer
from rashomon.gazetteer.parts import (
    Part,
    Source,
    commit,
    folder_of,
    keep,
    listed,
    locked,
    sweep,
    temporary,
    unwritable,
    with_part,
)
from rashomon.gazetteer.store import Gazetteer, default_path

# What the later ones build on comes first.
_ORDER: tuple[Kind, ...] = ("codes", "hierarchy", "places", "names")


class Progress(Protocol):
    """What is told how far it is; ``rashomon.cli.progress.Progress`` does it on a terminal."""

    def phase(self, name: str) -> None:
        """What is being done now."""

    def expect(self, total: int | None) -> None:
        """How many steps it has."""

    def step(self, count: int = 1) -> None:
        """So many more are done."""


class _Silent:
    def phase(self, name: str) -> None: ...

    def expect(self, total: int | None) -> None: ...

    def step(self, count: int = 1) -> None: ...


@dataclass(slots=True)
class Outcome:
    """What adding gave: sources with remarks on each, and the files that could not be added, with the reason."""

    added: list[tuple[Source, list[str]]] = field(default_factory=list)
    failed: list[InputError] = field(default_factory=list)


def add(paths: Sequence[Path], gazetteer: Path | None = None, progress: Progress | None = None) -> Outcome:
    """Add GeoNames files to the gazetteer file (the user's own by default), one after another.

    A file that does not hold is told in the outcome, and the others are added all the same. Raises GazetteerError
    where there is no gazetteer, it cannot be written, or another process adds to it.
    """
    base = gazetteer or default_path()
    Gazetteer.open(base).close()  # a damaged one is told before an hour's work
    outcome = Outcome()
    tables = []
    for path in paths:
        try:
            tables.append(recognise(path))
        except InputError as error:
            outcome.failed.append(error)
    if not tables:
        return outcome
    folder = folder_of(base)
    with locked(folder):
        sweep(folder, listed(folder))
        for table in sorted(tables, key=lambda table: _ORDER.index(table.kind)):
            try:
                outcome.added.append(_Adding(base, table, progress or _Silent()).run())
            except InputError as error:
                outcome.failed.append(error)
            except (OSError, sqlite3.Error) as error:
                raise unwritable(folder, error) from error
    return outcome


class _Adding:
    """One table on its way in."""

    def __init__(self, base: Path, table: Table, progress: Progress) -> None:
        self.base, self.table, self.progress = base, table, progress
        self.folder = folder_of(base)
        self.parts = listed(self.folder)
        self.tally = Tally()
        self.newest = ""
        self.countries: tuple[str, ...] = ()

    def run(self) -> tuple[Source, list[str]]:
        """Check, write, take into the list; the source and remarks on it."""
        self._phase("checking", self.table.path.stat().st_size)
        seen = fingerprint(self.table.path, self._step)
        with temporary(self.folder) as file:
            with write.writing(file) as connection:
                self._phase("reading", self.table.bytes)
                taken = self._write(connection)
            check_unchanged(self.table.path, seen)
            if not taken:
                raise InputError(f"{self.table.path}: has nothing that the gazetteer takes{self._off()}")
            name = keep(file, self.table.kind)
        source = Source(
            self.table.name, seen.sha256, seen.bytes, self.table.dated.isoformat(), self.newest,
            dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), self.tally.rows, taken, dict(self.tally.bad),
            self.countries,
        )  # fmt: skip
        remarks = [*self._remarks(source), *self._take(Part(name, self.table.kind, (source,)))]
        return source, remarks

    def _phase(self, doing: str, total: int | None) -> None:
        self._left = 0
        self.progress.phase(f"{self.table.name}: {doing}" + (" (MB)" if total else ""))
        self.progress.expect(total // 1_000_000 if total else None)

    def _step(self, size: int) -> None:
        self._left += size
        self.progress.step(self._left // 1_000_000)
        self._left %= 1_000_000

    def _off(self) -> str:
        return f"; {self.tally.told()}" if self.tally.bad else ""

    def _write(self, connection: sqlite3.Connection) -> int:
        stream = rows(self.table, self.tally, self._step)
        writers: dict[Kind, Callable[[sqlite3.Connection, Iterable[tuple[int, list[str]]]], int]] = {
            "places": self._places,
            "names": self._names,
            "codes": lambda file, found: othernames.write_codes(file, found, self.tally),
            "hierarchy": lambda file, found: othernames.write_tree(file, found, self.tally),
        }
        taken = writers[self.table.kind](connection, stream)
        self.tally.check(str(self.table.path))
        return taken

    def _places(self, connection: sqlite3.Connection, stream: Iterable[tuple[int, list[str]]]) -> int:
        write.empty(connection)
        with closing(sqlite3.connect(":memory:", uri=True)) as base:
            attach(base, self.base, "base")
            reader = places.Reader(base)
            taken = write.stage(connection, reader.read(stream, self.tally), self.tally)
        self.tally.check(str(self.table.path))
        self.newest, self.countries = reader.newest, tuple(sorted(reader.countries()))
        if len(reader.rows) > 1 and not reader.with_units:
            raise InputError(
                f"{self.table.path}: is a list of towns of {len(reader.rows)} countries, not a whole dump of them; "
                "the gazetteer has towns from 500 people up already; add allCountries.zip or the dump of a country"
            )
        self._phase("sorting names", None)
        write.finish(connection, reader.units)
        for part in self.parts:
            if part.kind == "codes":
                write.use_codes(connection, self.folder / part.file, self.base)
        for part in self.parts:
            if part.kind == "hierarchy":
                write.use_parents(connection, self.folder / part.file)
        return taken

    def _names(self, connection: sqlite3.Connection, stream: Iterable[tuple[int, list[str]]]) -> int:
        with knowing(self.base) as known:
            taken = othernames.stage(connection, othernames.read(stream, self.tally), known)
        self._phase("sorting names", None)
        othernames.finish(connection)
        return taken

    def _take(self, part: Part) -> list[str]:
        """Take the written part into the list, in one step; remarks on what else that changes."""
        self._phase("putting in place", None)
        try:
            commit(self.folder, fewer(self.folder, with_part(self.parts, part)))
        except BaseException:
            sweep(self.folder, listed(self.folder))  # whichever list is valid now
            raise
        if part.kind in ("codes", "hierarchy") and any(other.kind == "places" for other in self.parts):
            return ["it counts for dumps that are added from now on; add those again that were there before"]
        return []

    def _remarks(self, source: Source) -> list[str]:
        found = [f"passed over {self.tally.told()}"] if self.tally.bad else []
        older = [
            (other.file, other.newest)
            for part in self.parts
            for other in part.sources
            if source.newest and other.newest > source.newest and set(other.countries) & set(source.countries)
        ]
        if older:
            file, day = older[0]
            found.append(
                f"its newest change is of {source.newest}, older than that of {file} ({day}), which it now replaces; "
                f"add {file} again if that is not wanted"
            )
        return found
