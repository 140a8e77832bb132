"""``rashomon incident``: the accounts of one incident side by side, each value with its words."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.library import Format, FormatOption, LibraryOption
from rashomon.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from rashomon.export.accounts import Happening
    from rashomon.library.protocol import View
    from rashomon.records import Incident

_NAMED = 5  # incidents that an ambiguous beginning is told with


def incident(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The incident's id, or its first characters.")],
    library: LibraryOption = None,
    format_: FormatOption = Format.text,
) -> None:
    """Show the accounts of one incident side by side, where they differ, and the words each value rests on.

    Each voice has a column where the width allows it. What accounts tell differently is marked ≠.

    Examples:

      rashomon incident i5f92f5a08e13 --library news.rashomon

      rashomon incident i5f92 --library news.rashomon --format json
    """
    from rashomon.cli import library as libraries
    from rashomon.cli import output as out

    with libraries.opened(library) as opened, opened.view() as view:
        libraries.warn_waiting(view)
        found = find(view, id_)
        happening = _happening(view, found)
        copies = libraries.copies(view, [key.rpartition(":")[0] for key in found.claims])
        if format_ is Format.json:
            out.write(_json(happening, copies), None)
            return
    from rashomon.cli.sides import sides
    from rashomon.cli.view import screen

    console, finish = screen()
    for part in sides(happening, console.width, copies=copies):
        console.print(part)
    out.write(finish(), None)


def find(view: View, wanted: str) -> Incident:
    """The incident with this id, or the only one whose id begins so.

    Raises UsageError where several begin so, LibraryError where none does.
    """
    name = wanted.strip().lower()
    if exact := view.incidents([name]):
        return exact[0]
    matching = list(islice((one for one in view.incident_ids() if name and one.startswith(name)), _NAMED + 1))
    if len(matching) > 1:
        more = " and more" if len(matching) > _NAMED else ""
        raise UsageError(f"ID {wanted}: begins {', '.join(matching[:_NAMED])}{more}; give more of it")
    found = view.incidents(matching)
    if not found:
        raise LibraryError(
            f"no incident has the id {wanted}; ids are shown by: rashomon compare --library LIBRARY, "
            "and by: rashomon place NAME"
        )
    return found[0]


def _happening(view: View, found: Incident) -> Happening:
    """The incident with its accounts and disagreements; raises LibraryError where none of its claims is there."""
    from rashomon.cli.library import accounts
    from rashomon.export.accounts import compared
    from rashomon.records import Comparison

    comparison = Comparison((found,), tuple(view.disagreements([found.id])))
    happenings = compared(accounts(view, found.claims), comparison)
    if not happenings:
        raise LibraryError(
            f"incident {found.id}: its claims have been read anew since; run: rashomon compare --library LIBRARY"
        )
    return happenings[0]


def _json(happening: Happening, copies: dict[str, list[str]]) -> str:
    from rashomon.cli.library import account_dict
    from rashomon.export.accounts import by_voice
    from rashomon.export.phrases import json_text
    from rashomon.records import plain

    data = {
        "incident": plain(happening.incident),
        "disagreements": plain(happening.differences),
        "voices": [
            {
                "name": voice.name,
                "reports_with_the_same_text": voice.copies,
                "accounts": [account_dict(account) for account in voice.accounts],
            }
            for voice in by_voice(happening.accounts, copies)
        ],
        "copies": sorted({tuple(group) for group in copies.values()}),
    }
    return json_text(data, indent=2) + "\n"
