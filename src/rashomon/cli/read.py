"""``rashomon read``: files, folders and standard input to readings."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.lexicon_option import LexiconOption
from rashomon.errors import InputError, RashomonError, UsageError

if TYPE_CHECKING:
    from rashomon.cli.progress import Progress
    from rashomon.collect.files import Input
    from rashomon.records import Comparison, Reading, Report

BATCH = 16  # reports read together: enough for the parser, few enough for the progress bar to move
_TOLD_ONE_BY_ONE = 3  # reports without a date that get a line each


class Format(StrEnum):
    """What ``--format`` can be."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


_BY_SUFFIX = {".txt": Format.text, ".json": Format.json, ".jsonl": Format.jsonl, ".html": Format.html,
              ".htm": Format.html}  # fmt: skip


def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Reports: .txt, .html, .json, .jsonl, folders of them, or - for standard input.",
            show_default=False,
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Publication date as YYYY-MM-DD; “on Sunday” is counted from it."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the report, where there is one report.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Outlet that published it.")] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="text to look at, json (one list), jsonl (one reading a line), html (a page).",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of the screen.")
    ] = None,
    _lexicon: LexiconOption = None,
) -> None:
    """Read reports and show who says what happened, grouped by place and incident.

    An option wins over what a file says. Files that cannot be read are told one by one; the others still are.

    Examples:

      rashomon read report.txt --published 2016-04-04

      rashomon read reports/ --format html --output accounts.html

      curl -s https://example.org/story | rashomon read -
    """
    from rashomon.cli import output as out
    from rashomon.cli.progress import Progress
    from rashomon.collect.files import input_files

    given = given_by(files, published, title, publisher)
    chosen = format_ or (_BY_SUFFIX.get(output.suffix.lower()) if output else None) or Format.text
    if output is not None:
        out.check(output, input_files(files))
    streaming = chosen is Format.jsonl
    with Progress(shown=not (streaming and output is None)) as progress:
        job = Job(given, progress)
        if streaming:
            with out.opened(output) as put:
                for reading in job.readings(files):
                    put(_line(reading) + "\n")
                job.check_written(output)
        else:
            found = list(job.readings(files))
            job.check_written(output)
            if found:
                progress.phase("comparing")
                text = _render(found, chosen, to_file=output is not None)
                progress.close()
                out.write(text, output)
            elif chosen is Format.json and output is None:
                out.write("[]\n", None)
    job.finish(output)


@dataclass(frozen=True, slots=True)
class Given:
    """What the call says about its reports."""

    published: dt.date | None
    title: str | None
    publisher: str | None


def given_by(files: list[str], published: str | None, title: str | None, publisher: str | None) -> Given:
    """The options, checked; raises UsageError."""
    from rashomon.collect.fields import in_future, parse_day

    day = None
    if published is not None:
        try:
            day = parse_day(published)
        except ValueError as error:
            raise UsageError(f"--published {error}") from error
        if in_future(day):
            raise UsageError(f"--published {day}: is in the future; give the day the report was published")
    if title is not None and (len(files) > 1 or Path(files[0]).is_dir()):
        raise UsageError("--title: goes with one report, not with several")
    if files.count("-") > 1:
        raise UsageError("-: standard input can be read only once")
    return Given(day, title or None, publisher or None)


@dataclass(slots=True)
class Job:
    """One call of the command: what it was given, and what went wrong on the way."""

    given: Given
    progress: Progress
    seen: int = 0
    read: int = 0
    unreadable: int = 0
    undated: list[str] = field(default_factory=list)

    def readings(self, files: list[str]) -> Iterator[Reading]:
        """The reading of every report, in order; messages go to standard error as they come up."""
        from rashomon.collect.files import expected, read_inputs

        if self.progress.wanted:
            self.progress.expect(expected(files))
        if "-" in files and sys.stdin is not None and sys.stdin.isatty():
            self.say("reading from this terminal; end with Ctrl-D")
        for batch in _batches(self._reports(read_inputs(files))):
            for reading in self._read(batch):
                self.read += 1
                self.progress.step()
                yield reading

    def _reports(self, items: Iterable[Input]) -> Iterator[Report]:
        """The reports among the items, with what the call says about them and their language."""
        from rashomon.collect.language import language_of
        from rashomon.records import Report

        for item in items:
            if isinstance(item, InputError):
                self._fail(str(item))
            elif isinstance(item, Report):
                report = replace(
                    item,
                    title=self.given.title or item.title,
                    published=self.given.published or item.published,
                    publisher=self.given.publisher or item.publisher,
                    language=language_of(item.text),
                )
                self.seen += 1
                if self.given.title and self.seen > 1:
                    raise UsageError("--title: goes with one report, and the input holds several")
                if report.published is None and report.language in (None, "en"):
                    self.undated.append(report.id)
                yield report
            else:
                self.say(item.text)

    def _read(self, batch: list[Report]) -> Iterator[Reading]:
        """Readings of a batch, in order; a report that cannot be read costs only itself."""
        import rashomon

        readable = [report for report in batch if report.language in (None, "en")]
        try:
            found = {reading.report.id: reading for reading in rashomon.read_many(readable)}
        except Exception:  # found out below which report it was
            found = {}
        for report in batch:
            if report.language not in (None, "en"):
                yield self._foreign(report)
            elif report.id in found:
                yield found[report.id]
            else:
                try:
                    yield from rashomon.read_many([report])
                except RashomonError as error:
                    if not isinstance(error, InputError):
                        raise  # a broken lexicon or gazetteer concerns every report
                    self._fail(f"{report.id}: {error}")
                except Exception as error:
                    self._fail(
                        f"{report.id}: reading failed ({type(error).__name__}: {str(error)[:200]}); "
                        "this is a bug: please report it with the text"
                    )

    def _foreign(self, report: Report) -> Reading:
        from rashomon.collect.language import NAMES
        from rashomon.records import Reading

        name = NAMES.get(report.language or "", f"the language {report.language}")
        self.say(f"{report.id}: is in {name}, which is not read; kept without claims")
        return Reading(report, warnings=(f"not read: the text is in {name}, and only English is read",))

    def say(self, text: str, kind: str = "note") -> None:
        """One line on standard error."""
        from rashomon.cli.messages import say

        say(text, kind="error" if kind == "error" else "note")

    def _fail(self, text: str) -> None:
        self.unreadable += 1
        self.say(text, "error")

    def check_written(self, output: Path | None) -> None:
        """Raise InputError, which keeps a file from being replaced, where there is nothing to write to it."""
        if output is not None and not self.read:
            raise InputError(f"nothing could be read, so nothing was written to {output}")

    def finish(self, output: Path | None) -> None:
        """Tell what was written and which reports lack a date; leave with 1 where an input was unreadable."""
        remedy = "so days such as “on Sunday” stay open; give it with --published YYYY-MM-DD"
        if len(self.undated) > _TOLD_ONE_BY_ONE:
            self.say(f"{len(self.undated):,} reports have no publication date, {remedy}")
        else:
            for name in self.undated:
                self.say(f"{name}: no publication date, {remedy}")
        if output is not None:
            self.say(f"{self.read:,} {'reading' if self.read == 1 else 'readings'} written to {output}")
        if self.unreadable:
            raise typer.Exit(InputError.exit_code)


def _batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _render(readings: list[Reading], chosen: Format, *, to_file: bool) -> str:
    """All readings in the chosen format, as text that ends with a line break."""
    if chosen is Format.json:
        return json.dumps([reading.to_dict() for reading in readings], ensure_ascii=False, indent=2) + "\n"
    comparison = compare(readings)
    if chosen is Format.html:
        from rashomon.export.page import page

        return page(readings, comparison)
    from rashomon.cli.view import render

    return render(readings, comparison, to_file=to_file)


def _line(reading: Reading) -> str:
    return json.dumps(reading.to_dict(), ensure_ascii=False)


def compare(readings: list[Reading]) -> Comparison | None:
    """The accounts side by side; None, with a note, where that is not possible."""
    from rashomon.cli.messages import say

    try:
        from rashomon import api  # rashomon.compare is the module of that name once it is loaded

        return api.compare(readings)
    except Exception as error:  # what was read is worth showing all the same
        say(f"the accounts could not be compared ({type(error).__name__}: {error}); they are shown apart")
        return None


__all__ = ["Format", "Job", "compare", "read"]
