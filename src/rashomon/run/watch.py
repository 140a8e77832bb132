"""Poll feeds politely, each when it is due, and collect what is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from rashomon.collect.answer import Feed
from rashomon.collect.fetch import Fetcher
from rashomon.collect.web import collect_entries, poll_feed
from rashomon.run.collect import Collector

Clock = Callable[[], dt.datetime]


def now() -> dt.datetime:
    """This moment in UTC."""
    return dt.datetime.now(dt.UTC)


def poll_due(collector: Collector, fetcher: Fetcher, addresses: Iterable[str], clock: Clock = now) -> int:
    """Ask every feed that is due and collect its new entries; returns how many feeds were asked.

    What a feed answered (its validators, when to ask next) is kept after its entries are, so that a stop in between
    asks it again. Entries are known by their addresses.
    """
    asked = 0
    for feed in due(collector, addresses, clock()):
        if collector.stopped:
            break
        asked += 1
        state, content = poll_feed(feed, fetcher, clock(), lambda text: collector.say(text, True))
        if content is not None and content.entries:
            collector.take(collect_entries(feed.url, content, fetcher, skip=collector.has_url))
        if not collector.stopped:
            with collector.library.edit() as edit:
                edit.put_feed(state)
    return asked


def due(collector: Collector, addresses: Iterable[str], moment: dt.datetime) -> list[Feed]:
    """The feeds that may be asked at a moment, in the order given."""
    with collector.library.view() as view:
        known = {feed.url: feed for feed in view.feeds()}
    feeds = [known.get(url, Feed(url)) for url in dict.fromkeys(addresses)]
    return [feed for feed in feeds if feed.next_at is None or feed.next_at <= moment]


def pause(collector: Collector, addresses: Iterable[str], moment: dt.datetime) -> float:
    """Seconds until the next of these feeds is due."""
    with collector.library.view() as view:
        known = {feed.url: feed.next_at for feed in view.feeds()}
    times = [known.get(url) for url in addresses]
    soonest = min((time for time in times if time is not None), default=moment)
    return max(0.0, (soonest - moment).total_seconds()) if all(times) else 0.0
