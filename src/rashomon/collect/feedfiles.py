"""Feeds and subscription lists that lie on disk: entries told in full are reports, the others are addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.collect import guard
from rashomon.collect.documents import from_page
from rashomon.collect.fields import in_future
from rashomon.collect.items import Failed, Item, Origin, Remark, canonical, failed, found
from rashomon.errors import InputError
from rashomon.records import Report

if TYPE_CHECKING:
    from rashomon.collect.feeds import FeedEntry

_SUMMARY = "only a summary; fetch it with rashomon collect URL"
_FEED = "the address of a feed; read it with rashomon collect URL"


def from_feed(data: bytes, origin: Origin) -> Iterator[Item]:
    """A feed to its entries: a report where the entry carries its text, else a failure with the entry's address.

    What counts as its text is told by feed.full_characters in the settings.
    """
    from rashomon.collect.feeds import is_feed, read_feed

    if not data.strip():
        raise InputError("is empty")
    if not is_feed(data, "application/rss+xml"):
        raise InputError("is no feed; its first element must be one of RSS, RDF or Atom")
    feed = read_feed(data)
    if not feed.entries:
        raise InputError("is a feed without entries")
    for number, entry in enumerate(feed.entries, 1):
        yield from _from_entry(entry, feed.title, Origin(origin.source, f"entry {number}"))


def from_list(data: bytes, origin: Origin) -> Iterator[Item]:
    """A subscription list (OPML): each feed in it is a failure with its address, to be fetched."""
    from rashomon.collect.lists import read_list

    if not data.strip():
        raise InputError("is empty")
    listed = read_list(data, ".opml")
    for number, url in enumerate(listed.urls, 1):
        yield Failed(Origin(origin.source, f"entry {number}"), _FEED, url)
    for part, reason in listed.wrong:
        yield Failed(Origin(origin.source, part), reason)


def from_xml(data: bytes, origin: Origin) -> Iterator[Item]:
    """An XML file, where it is a feed, a subscription list or a page."""
    from rashomon.collect.feeds import is_feed

    start = data[:4096].lower()
    if not data.strip():
        raise InputError("is empty")
    if is_feed(data):
        yield from from_feed(data, origin)
    elif b"<opml" in start:
        yield from from_list(data, origin)
    elif b"<html" in start:
        yield from from_page(data, origin)
    else:
        raise InputError(
            "is XML, but neither a feed (RSS, Atom), a list of feeds (OPML) nor a page; give its text as .txt"
        )


def _from_entry(entry: FeedEntry, publisher: str, origin: Origin) -> Iterator[Item]:
    url = entry.url or None
    if not entry.text.strip():
        yield Failed(origin, _SUMMARY if url else "has neither a text nor an address; there is nothing to read", url)
        return
    day = entry.published
    if day is not None and in_future(day):
        yield Remark(f"{origin}: the entry's date {day} is in the future, so it is left out")
        day = None
    try:
        guard.check_length(entry.text)
    except InputError as error:
        yield failed(origin, error, url)
        return
    report = Report(entry.id or str(origin), entry.text, entry.title or None, day, publisher or None, url)
    fields = {"id": entry.id, "title": entry.title, "published": entry.published, "text": entry.text}
    yield found(origin, report, canonical(fields))
