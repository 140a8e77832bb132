"""``rashomon collect``: files, folders, feeds, pages and web archives into a library."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.lexicon_option import LexiconOption
from rashomon.cli.library import LibraryOption, opened
from rashomon.errors import InputError, UsageError

if TYPE_CHECKING:
    from rashomon.run.collect import Collector, Defaults, Tally

_TOLD_ONE_BY_ONE = 20  # failures that get a line each


def collect(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...",
            help="Files (.txt .html .json .jsonl .csv .tsv .parquet .warc .warc.gz .rss .atom), folders, addresses of "
            "pages and feeds, lists of them (.opml, .urls).",
            show_default=False,
        ),
    ] = None,
    library: LibraryOption = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before.")] = False,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date of the reports whose source gives none.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Outlet of the reports whose source names none.")] = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, max=256, help="Processes that read.")] = 1,
    _lexicon: LexiconOption = None,
) -> None:
    """Collect reports into a library and read them; nothing is lost, and nothing is kept twice.

    What is told as saved is saved. After Ctrl-C, or a crash, the same command goes on where it stopped. What could
    not be collected is kept with its reason, and tried again with --retry.

    Examples:

      rashomon collect reports/ news.csv --library news.rashomon

      rashomon collect https://example.org/feed.xml --library postgresql://localhost/war

      rashomon collect --retry --library news.rashomon
    """
    from rashomon.cli.progress import Progress
    from rashomon.run.collect import Collector

    if bool(sources) == retry:
        raise UsageError("name the sources to collect, or --retry for what failed before")
    defaults = _defaults(published, publisher)
    with opened(library, create=True) as kept, Progress() as progress:
        progress.phase("collecting")
        if sources and progress.wanted:
            progress.expect(_expected(sources))
        told = Teller()
        collector = Collector(kept, workers, defaults, say=told, saved=progress.step)
        with stopping(collector):
            tally = collector.retry() if retry else collector.collect(sources or [])
        progress.close()
        told.close()
        tell_tally(tally, retry=retry)
    if collector.stopped:
        told.say("stopped; what is counted is saved, and the same command goes on from here", False)
        raise KeyboardInterrupt
    if tally.failed:
        raise typer.Exit(InputError.exit_code)


class Teller:
    """Tells the first failures one by one, and how many more there were."""

    def __init__(self) -> None:
        self.failures = 0

    def __call__(self, text: str, wrong: bool) -> None:
        """One line; a failure beyond the first few is only counted."""
        self.failures += wrong
        if not wrong or self.failures <= _TOLD_ONE_BY_ONE:
            self.say(text, wrong)

    def close(self) -> None:
        """Tell how many failures had no line of their own."""
        if self.failures > _TOLD_ONE_BY_ONE:
            self.say(f"and {self.failures - _TOLD_ONE_BY_ONE:,} more; rashomon doctor lists what is waiting", True)

    @staticmethod
    def say(text: str, wrong: bool) -> None:
        """One line on standard error."""
        from rashomon.cli.messages import say

        say(text, kind="error" if wrong else "note")


@contextmanager
def stopping(collector: Collector) -> Iterator[None]:
    """Ctrl-C ends the collector after what is in hand is saved; a second one ends it at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        if collector.stopped:
            raise KeyboardInterrupt
        collector.stop()
        Teller.say("stopping when what is in hand is saved; Ctrl-C again stops at once", False)

    former = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


def _defaults(published: str | None, publisher: str | None) -> Defaults:
    from rashomon.collect.fields import in_future, parse_day
    from rashomon.run.collect import Defaults

    if published is None:
        return Defaults(None, publisher or None)
    try:
        day = parse_day(published)
    except ValueError as error:
        raise UsageError(f"--published {error}") from error
    if in_future(day):
        raise UsageError(f"--published {day}: is in the future; give the day the reports were published")
    return Defaults(day, publisher or None)


def _expected(sources: list[str]) -> int | None:
    from rashomon.collect.files import expected
    from rashomon.run.sources import is_address

    return None if any(is_address(source) for source in sources) else expected(sources)


def tell_tally(tally: Tally, *, retry: bool = False) -> None:
    """One line about what was done."""
    parts = [f"{tally.new:,} new report{'' if tally.new == 1 else 's'}"]
    if tally.copies:
        parts.append(f"{tally.copies:,} of them with the text of another")
    if tally.foreign:
        parts.append(f"{tally.foreign:,} in languages that are not read")
    if tally.known:
        parts.append(f"{tally.known:,} kept already")
    if tally.unchanged:
        parts.append(f"{tally.unchanged:,} file{'' if tally.unchanged == 1 else 's'} unchanged since last time")
    if retry:
        parts.append(f"{tally.mended:,} mended")
    if tally.failed:
        parts.append(f"{tally.failed:,} failed (kept; try again with --retry)")
    Teller.say(", ".join(parts), False)
