"""``rashomon search``: reports of a library by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.library import Format, FormatOption, LibraryOption
from rashomon.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from rashomon.library.records import Hit


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words that a report has, all of them.")],
    library: LibraryOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most this many reports.")] = 20,
    format_: FormatOption = Format.text,
) -> None:
    """Find the reports of a library whose title or text has all these words, the best matches first.

    Examples:

      rashomon search market bombed --library news.rashomon

      rashomon search "Er Rahad" --library news.rashomon --limit 50
    """
    from rashomon.cli import library as libraries
    from rashomon.cli import output as out

    wanted = " ".join(words).strip()
    if not wanted:
        raise UsageError("WORDS: are empty; give at least one word")
    with libraries.opened(library) as opened, opened.view() as view:
        hits = view.search(wanted, limit + 1)
    if format_ is Format.json:
        from rashomon.export.phrases import json_text
        from rashomon.records import plain

        out.write(json_text([plain(hit) for hit in hits[:limit]], indent=2) + "\n", None)
    elif hits:
        from rashomon.cli.view import screen

        console, finish = screen()
        for index, hit in enumerate(hits[:limit]):
            for part in _shown(hit, first=not index, marked=not console.is_terminal):
                console.print(part)
        out.write(finish(), None)
    _tell(hits, wanted, limit)


def _tell(hits: list[Hit], wanted: str, limit: int) -> None:
    """Say that there are none, or more; leave with 1 where there are none."""
    from rashomon.cli.messages import say

    if not hits:
        say(f"no report has all of these words: {wanted}")
        raise typer.Exit(1)
    if len(hits) > limit:
        say(f"there are more; show them with --limit {2 * limit}")


def _shown(hit: Hit, *, first: bool, marked: bool) -> list[RenderableType]:
    """Title, where it was published, and the words found with what stands around them."""
    from rich.padding import Padding
    from rich.text import Text

    from rashomon.export import phrases

    known = [
        phrases.day(hit.published) if hit.published else "no date",
        phrases.one_line(hit.publisher or ""),
        phrases.one_line(hit.report),
    ]
    title = phrases.one_line(hit.title or "") or "without a title"
    return [
        *([] if first else [Text()]),
        Text(title, style="bold"),
        Text(" · ".join(one for one in known if one), style="dim"),
        Padding(_snippet(phrases.one_line(hit.snippet), marked=marked), (0, 0, 0, 2)),
    ]


def _snippet(snippet: str, *, marked: bool) -> Text:
    """The snippet with its hits in bold, and without their brackets where the screen shows that."""
    from rich.text import Text

    text = Text()
    rest = snippet
    while "[" in rest and "]" in rest[rest.index("[") :]:
        before, _, after = rest.partition("[")
        hit, _, rest = after.partition("]")
        text.append(before).append(f"[{hit}]" if marked else hit, style="bold yellow")
    return text.append(rest)
