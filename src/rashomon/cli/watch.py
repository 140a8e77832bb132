"""``rashomon watch``: feeds, polled politely, into a library."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.collect import Teller, stopping, tell_tally
from rashomon.cli.lexicon_option import LexiconOption
from rashomon.cli.library import LibraryOption, opened
from rashomon.errors import UsageError

if TYPE_CHECKING:
    from rashomon.run.collect import Collector

_TICK = 1.0  # seconds between two looks at whether somebody wants to stop


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(metavar="FEED...", help="Addresses of RSS or Atom feeds, or lists of them (.opml, .urls)."),
    ],
    library: LibraryOption = None,
    once: Annotated[bool, typer.Option("--once", help="Ask the feeds that are due, then leave (for cron).")] = False,
    _lexicon: LexiconOption = None,
) -> None:
    """Watch feeds and collect what is new, until Ctrl-C.

    Politely: one request at a time to a site, its robots.txt and its answers (not changed, too many requests, later)
    are respected, and a feed that fails is asked less and less often. [fetch] and [feed] in the settings say how.

    Examples:

      rashomon watch https://example.org/feed.xml --library news.rashomon

      rashomon watch feeds.opml --library news.rashomon --once
    """
    from rashomon.collect.fetch import Fetcher
    from rashomon.run.collect import Collector, Tally
    from rashomon.run.watch import now, pause, poll_due

    addresses = _addresses(feeds)
    told = Teller()
    with opened(library, create=True) as kept, Fetcher() as fetcher:
        collector = Collector(kept, say=told)
        with stopping(collector):
            while True:
                collector.tally = Tally()
                asked = poll_due(collector, fetcher, addresses)
                if asked:
                    told.say(f"{asked:,} feed{'' if asked == 1 else 's'} asked", False)
                    tell_tally(collector.tally)
                if once or collector.stopped:
                    break
                _wait(collector, pause(collector, addresses, now()))
                if collector.stopped:
                    break
    if collector.stopped:
        raise KeyboardInterrupt
    if once and told.failures:
        raise typer.Exit(1)


def _wait(collector: Collector, seconds: float) -> None:
    end = time.monotonic() + max(seconds, _TICK)
    while not collector.stopped and (left := end - time.monotonic()) > 0:
        time.sleep(min(_TICK, left))


def _addresses(feeds: list[str]) -> list[str]:
    """The addresses named; raises UsageError for what is neither an address nor a list of them."""
    from rashomon.run.sources import addresses_in, is_address, is_list

    found: list[str] = []
    for name in feeds:
        if is_address(name):
            found.append(name)
        elif is_list(name):
            addresses, wrong = addresses_in(name)
            for problem in wrong:
                Teller.say(f"{problem.origin}: {problem.reason}", True)
            found += addresses
        else:
            raise UsageError(f"{name}: is no address (https://...) and no list of addresses (.opml, .urls)")
    if not found:
        raise UsageError("no feed to watch; give addresses, or lists that hold some")
    return found
