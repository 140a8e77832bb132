"""``rashomon compare``: what reports, or a whole library, tell differently, the most disputed incidents first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.lexicon_option import LexiconOption
from rashomon.cli.library import LibraryOption
from rashomon.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rashomon.cli.progress import Progress
    from rashomon.export.accounts import Account, Happening
    from rashomon.library.protocol import Library
    from rashomon.records import Comparison, ControlInterval, Reading


class Format(StrEnum):
    """What ``--format`` can be."""

    text = "text"
    json = "json"
    html = "html"


_BY_SUFFIX = {".txt": Format.text, ".json": Format.json, ".html": Format.html, ".htm": Format.html}


def compare(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE...]",
            help="Reports: .txt, .html, .json, .jsonl, folders of them, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    library: LibraryOption = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date of the files as YYYY-MM-DD.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Outlet that published the files.")] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="text to look at, json (the comparison), html (a page; for files).",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of the screen.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Of a library, at most this many incidents.")] = 20,
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, max=256, help="Processes that read again what is out of date.")
    ] = 1,
    _lexicon: LexiconOption = None,
) -> None:
    """Set accounts side by side: incidents with the most disagreements first, then who is said to hold which place.

    Of files, every incident is shown. Of a library, its comparison is brought up to date and summed up; look at
    one of its incidents with rashomon incident ID.

    Examples:

      rashomon compare army.txt rebels.txt wire.txt --published 2016-04-04

      rashomon compare reports/ --format html --output accounts.html

      rashomon compare --library news.rashomon --limit 10
    """  # fmt: skip
    chosen = format_ or (_BY_SUFFIX.get(output.suffix.lower()) if output else None) or Format.text
    if files:
        _files(files, published, publisher, chosen, output)
        return
    if published is not None or publisher is not None:
        raise UsageError("--published and --publisher: go with files, not with a library")
    if not library:
        raise UsageError("nothing to compare; name files, or a library with --library")
    if chosen is Format.html:
        raise UsageError("--format html: goes with files; of a library, use text or json")
    _library(library, chosen, output, limit, workers)


# --- files ----------------------------------------------------------------------------------------------------------


def _files(files: list[str], published: str | None, publisher: str | None, chosen: Format, output: Path | None) -> None:
    from rashomon import api
    from rashomon.cli import output as out
    from rashomon.cli.progress import Progress
    from rashomon.cli.read import Job, given_by
    from rashomon.collect.files import input_files

    told = given_by(files, published, None, publisher)
    if output is not None:
        out.check(output, input_files(files))
    with Progress() as progress:
        job = Job(told, progress)
        readings = list(job.readings(files))
        job.check_written(output)
        progress.phase("comparing")
        comparison = api.compare(readings)
        text = _render(readings, comparison, chosen, to_file=output is not None) if readings else ""
    if readings:
        out.write(text, output)
    elif chosen is Format.json:
        out.write(_json(comparison), None)
    job.finish(output)


def _json(comparison: Comparison) -> str:
    from rashomon.export.phrases import json_text

    return json_text(comparison.to_dict(), indent=2) + "\n"


def _render(readings: Sequence[Reading], comparison: Comparison, chosen: Format, *, to_file: bool) -> str:
    if chosen is Format.json:
        return _json(comparison)
    if chosen is Format.html:
        from rashomon.export.page import page

        return page(readings, comparison)
    from rashomon.cli.view import screen

    console, finish = screen(to_file=to_file)
    for part in parts(readings, comparison, console.width):
        console.print(part)
    return finish()


def parts(readings: Sequence[Reading], comparison: Comparison, width: int) -> list[RenderableType]:
    """The view of some readings: reports, disputed incidents, others that several tell of, the rest, timelines."""
    from rich.text import Text

    from rashomon.cli.sides import sides
    from rashomon.cli.view import counted, report_heads
    from rashomon.export.accounts import accounts_of, by_voice, compared, disputed_first, voices

    copies = {report: group for group in comparison.copies for report in group}
    happenings = disputed_first(compared({one.key: one for one in accounts_of(readings)}, comparison), copies)
    disputed = [one for one in happenings if one.differences]
    shared = [one for one in happenings if not one.differences and len(by_voice(one.accounts, copies)) > 1]
    alone = [one for one in happenings if not one.differences and len(by_voice(one.accounts, copies)) < 2]
    claims = sum(len(reading.claims) for reading in readings)
    counts = [counted(len(happenings), "incident"), counted(claims, "claim"), counted(voices(readings), "voice")]
    counts.append(counted(len(comparison.disagreements), "disagreement"))
    found: list[RenderableType] = [*report_heads(readings), Text(), Text(", ".join(counts))]
    if not happenings:
        return [*found, Text(), Text("No claims about violence or territory were found.", style="dim")]
    many = len(readings) > 1

    def number(account: Account) -> str:
        return f"in report [{account.report + 1}]" if many else ""

    for title, style, chosen in (
        ("Accounts differ", "bold magenta", disputed),
        ("Told by several voices, no contradiction found", "bold", shared),
    ):
        found += _section(title, style) if chosen else []
        for index, one in enumerate(chosen):
            found += [*([Text()] if index else []), *sides(one, width, number=number, copies=copies)]
    if alone:
        found += [*_section("Told by one voice only", "bold"), *_alone(alone, many)]
    if comparison.control:
        found += [*_section("Who is said to hold which place", "bold"), *timelines(comparison.control, width)]
    return found


def _section(title: str, style: str) -> list[RenderableType]:
    from rich.rule import Rule
    from rich.text import Text

    return [Text(), Text(title, style=style), Rule(style="dim")]


def _alone(happenings: Sequence[Happening], many: bool) -> list[RenderableType]:
    """A few lines for each incident that only one voice tells of: what, where, when, who says so in which words."""
    from rich.padding import Padding
    from rich.text import Text

    from rashomon.cli.view import quote
    from rashomon.export import phrases

    found: list[RenderableType] = []
    for one in happenings:
        place = one.incident.place if one.incident is not None else None
        known = [phrases.place_words(place) if place is not None else "", one.when]
        head = Text(one.label, style="bold blue")
        head.append("".join(f" · {part}" for part in known if part), style="not bold blue")
        found.append(head)
        name = ""
        for account in one.accounts:
            voice = phrases.source_name(account.claim.source, account.reading.report.publisher)
            told = Text(f"{voice}  " if voice != name else "", style="cyan")
            name = voice
            doubts = ", ".join(phrases.doubts(account.claim))
            told.append(f"{doubts}  " if doubts else "", style="bold yellow").append_text(quote(account.claim))
            told.append(f"  in report [{account.report + 1}]" if many else "", style="not italic dim")
            found.append(Padding(told, (0, 0, 0, 2)))
    return found


def timelines(intervals: Sequence[ControlInterval], width: int) -> list[RenderableType]:
    """The chart of every place, one below the other."""
    from rich.text import Text

    from rashomon.cli.timeline import chart
    from rashomon.export import phrases

    found: list[RenderableType] = []
    for (name, _), group in groupby(intervals, key=lambda one: (one.place.name, one.place.country)):
        theirs = list(group)
        head = Text(phrases.one_line(name), style="bold")
        where = phrases.where_words(theirs[0].place)
        head.append(f"  {where}" if where else "", style="not bold dim")
        found += [*([Text()] if found else []), head, chart(theirs, width)]
    return found


# --- a library ------------------------------------------------------------------------------------------------------


def _library(location: str, chosen: Format, output: Path | None, limit: int, workers: int) -> None:
    from rashomon.cli import output as out
    from rashomon.cli.library import opened
    from rashomon.cli.progress import Progress

    if output is not None:
        out.check(output, [Path(location)])
    with opened(location) as library, Progress() as progress:
        _bring_up_to_date(library, progress, workers)
        if chosen is Format.json:
            from rashomon.cli.summary import stream

            with library.view() as view, out.opened(output) as put:
                progress.close()
                for text in stream(view):
                    put(text)
        else:
            from rashomon.cli.summary import parts as summary_parts
            from rashomon.cli.view import screen

            progress.phase("counting")
            console, finish = screen(to_file=output is not None)
            with library.view() as view:
                found = summary_parts(view, limit)
            progress.close()
            for part in found:
                console.print(part)
            out.write(finish(), output)


def _bring_up_to_date(library: Library, progress: Progress, workers: int) -> None:
    """Read again what an older version has read, then compare what is not compared yet."""
    from rashomon.cli.messages import say
    from rashomon.cli.view import counted
    from rashomon.read.version import reading_version
    from rashomon.run.compare import update
    from rashomon.run.reread import reread

    with library.view() as view:
        counts = view.counts()
        stale = len(view.stale(reading_version(), counts.reports))
    progress.phase("reading again")
    progress.expect(stale)
    read = reread(library, workers, progress.step) if stale else 0
    progress.phase("comparing")
    progress.expect(counts.reports if read else counts.waiting)
    update(library, progress.step)
    progress.expect(None)
    if read:
        say(f"{counted(read, 'report')} read again, since this version reads otherwise than the one before")
