"""The option that names a library, shared by all commands that need one, and the opening of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rashomon.errors import UsageError

if TYPE_CHECKING:
    from rashomon.export.accounts import Account
    from rashomon.library.protocol import Library, View

VARIABLE = "RASHOMON_LIBRARY"


class Format(StrEnum):
    """What ``--format`` can be of a command that shows what a library has."""

    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="text to look at, or json.")]
LibraryOption = Annotated[
    str | None,
    typer.Option(
        "--library",
        "-l",
        envvar=VARIABLE,
        metavar="LIBRARY",
        help="The library: a file such as news.rashomon, or postgresql://user@host/name.",
        show_default=False,
    ),
]


@contextlib.contextmanager
def opened(location: str | None, *, create: bool = False) -> Iterator[Library]:
    """The library at ``location``, closed at the end.

    Raises UsageError where none is named, LibraryError where it cannot be opened, or is not there and ``create`` is
    not set.
    """
    if not location or not location.strip():
        raise UsageError(f"no library is named; name one with --library FILE or set {VARIABLE}")
    from rashomon.library import open_library

    with open_library(location, create=create) as library:
        yield library


def warn_waiting(view: View) -> None:
    """Say so where reports have been read but not compared."""
    waiting = view.counts().waiting
    if waiting:
        from rashomon.cli.messages import say

        told = "report is" if waiting == 1 else "reports are"
        say(f"{waiting:,} {told} not compared yet; bring the comparison up to date with: rashomon compare --library")


def accounts(view: View, keys: Sequence[str]) -> dict[str, Account]:
    """The accounts of these claims ("REPORT:CLAIM") by key, in the order of the reports; unknown ones are left out."""
    from rashomon.export.accounts import accounts_of

    wanted = set(keys)
    readings = view.readings(sorted({key.rpartition(":")[0] for key in wanted}))
    return {one.key: one for one in accounts_of(readings) if one.key in wanted}


def copies(view: View, reports: Iterable[str]) -> dict[str, list[str]]:
    """The ids of all reports that carry the text of a report, by its id; reports without copies are left out."""
    found: dict[str, list[str]] = {}
    groups: dict[str, list[str]] = {}
    for entry in view.entries(sorted(set(reports))):
        if entry.voice:
            if entry.voice not in groups:
                groups[entry.voice] = view.copies(entry.voice)
            if len(groups[entry.voice]) > 1:
                found[entry.report.id] = groups[entry.voice]
    return found


def account_dict(account: Account) -> dict[str, Any]:
    """One account as plain JSON values: its key, its report without the text, its claim."""
    from rashomon.records import plain

    report = {key: value for key, value in plain(account.reading.report).items() if key != "text"}
    return {"key": account.key, "report": report, "claim": plain(account.claim)}
