"""An address to what it holds: a page or a text to its report, a feed to the reports of its entries."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from rashomon.collect import guard
from rashomon.collect.answer import Feed, Fetched
from rashomon.collect.documents import page_day, split_title
from rashomon.collect.feeds import FeedContent, FeedEntry, is_feed, read_feed
from rashomon.collect.fetch import Fetcher
from rashomon.collect.fields import in_future
from rashomon.collect.items import Found, Item, Origin, Remark, canonical, digest_of, failed, found
from rashomon.errors import FetchError, InputError
from rashomon.records import Report
from rashomon.settings import settings

Skip = Callable[[str], bool]  # whether the report of a URL is known, so that it need not be fetched
_PAGES = ("text/html", "application/xhtml+xml")


def collect_url(url: str, fetcher: Fetcher, skip: Skip | None = None) -> Iterator[Item]:
    """The report of a page or text, or the reports of a feed's entries; each address that fails is one Failed."""
    origin = Origin(url)
    try:
        fetched = fetcher.get(url)
        if is_feed(fetched.body, fetched.content_type):
            feed = read_feed(fetched.body, fetched.url, fetched.encoding)
            yield from collect_entries(url, feed, fetcher, skip)
        else:
            yield from _report(origin, url, fetched)
    except InputError as error:
        yield failed(origin, _after(url, error), url)


def collect_entries(url: str, feed: FeedContent, fetcher: Fetcher, skip: Skip | None = None) -> Iterator[Item]:
    """The reports of a feed's entries that are not known yet: from the feed where it has them whole, else fetched."""
    if not feed.entries:
        yield Remark(f"{url}: the feed has no entries")
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        key = entry.url or entry.id
        if key and key in seen:
            continue
        seen.add(key)
        if entry.url and skip is not None and skip(entry.url):
            continue
        yield from collect_entry(url, number, entry, feed.title, fetcher)


def collect_entry(url: str, number: int, entry: FeedEntry, publisher: str, fetcher: Fetcher) -> Iterator[Item]:
    """One entry of the feed at ``url``, the ``number``-th: its own text where that is whole, else its page."""
    origin = Origin(entry.url) if entry.url else Origin(url, f"entry {number}")
    try:
        if entry.text:
            guard.check_length(entry.text)
            report = Report(entry.id or str(origin), entry.text, url=entry.url or None)
            fields = {"id": entry.id, "title": entry.title, "published": entry.published, "text": entry.text}
            yield _dated(found(origin, report, canonical(fields)), entry, publisher)  # as collect/feedfiles.py does
            return
        if not entry.url:
            raise InputError("has neither a text nor an address; there is nothing to read")
        for item in _report(origin, entry.url, fetcher.get(entry.url)):
            yield _dated(item, entry, publisher) if isinstance(item, Found) else item
    except InputError as error:
        yield failed(origin, _after(origin.source, error), entry.url or None)


def _dated(item: Found, entry: FeedEntry, publisher: str) -> Found:
    """The report with what its feed knows of it: the feed's date goes first, since pages' dates are often guessed."""
    report = item.report
    day = entry.published if entry.published and not in_future(entry.published) else None
    report = dataclasses.replace(
        report,
        title=report.title or entry.title or None,
        published=day or report.published,
        publisher=report.publisher or publisher or None,
    )
    return dataclasses.replace(item, report=report)


def _report(origin: Origin, url: str, fetched: Fetched) -> Iterator[Item]:
    """The report of a page or a text; raises InputError for anything else."""
    body = fetched.body
    kind = _kind(fetched)
    if not body.strip():
        raise InputError("is empty")
    if kind in _PAGES:
        remark, report = _page(url, _utf8(fetched))
    elif kind == "text/plain":
        remark, report = None, _text(url, _utf8(fetched))
    else:
        raise InputError(_other(kind, fetched))
    guard.check_length(report.text)
    if remark:
        yield Remark(f"{url}: {remark}")
    yield Found(origin, report, digest_of(body, fetched.url))


def _kind(fetched: Fetched) -> str:
    """The kind of content: what its first bytes say where they are clear, else what the server says."""
    start = fetched.body[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"%pdf-"):
        return "application/pdf"
    if start.startswith(b"warc/") or urlsplit(fetched.url).path.lower().endswith((".warc", ".warc.gz")):
        return "application/warc"
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return fetched.content_type or ("text/plain" if not guard.looks_binary(start.decode("latin-1")) else "unknown")


def _other(kind: str, fetched: Fetched) -> str:
    """What is told of content that is neither page nor text nor feed."""
    if kind == "application/pdf":
        return "is a PDF; save its text as .txt and give the file"
    if kind in ("application/warc", "application/warc-fields"):
        return "is a web archive (WARC); download it and give the file"
    if kind in ("text/xml", "application/xml"):
        return "is XML, but neither a page nor a feed"
    return f"is of the kind {kind[:60]!r}, not a page, a text or a feed; give its text as a file"


def _utf8(fetched: Fetched) -> bytes:
    """The body in UTF-8 where its server names another charset and the bytes bear it out."""
    if fetched.encoding in (None, "utf-8", "ascii", "iso8859-1") or fetched.body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return fetched.body
    try:
        fetched.body.decode("utf-8")
    except UnicodeDecodeError:
        return fetched.body.decode(str(fetched.encoding), "replace").encode("utf-8", "replace")
    return fetched.body


def _page(url: str, data: bytes) -> tuple[str | None, Report]:
    """The report of a page, and a remark on it where there is one."""
    from rashomon.collect.pages import read_page

    page = read_page(data)
    day, odd = page_day(page.published)
    return odd, Report(url, page.text, page.title, day, page.publisher or urlsplit(url).hostname, url)


def _text(url: str, data: bytes) -> Report:
    title, body = split_title(guard.decode_page(data))
    return Report(url, body, title, publisher=urlsplit(url).hostname, url=url)


def _after(url: str, error: InputError) -> InputError:
    """The error without the address at the front of its message, which its origin tells already."""
    return type(error)(str(error).removeprefix(f"{url}: "))


def poll(
    feed: Feed, fetcher: Fetcher, now: dt.datetime, tell: Callable[[str], None] | None = None
) -> tuple[Feed, list[FeedEntry] | None]:
    """Ask a feed once; when to ask next is in the returned Feed, by ``now`` (UTC) and no clock.

    The entries are a list after an answer, empty where nothing has changed (304), and None where the feed failed;
    ``tell`` then gets the reason in one line. Raises nothing that has to do with the feed.
    """
    state, content = poll_feed(feed, fetcher, now, tell)
    return state, None if content is None else list(content.entries)


def poll_feed(
    feed: Feed, fetcher: Fetcher, now: dt.datetime, tell: Callable[[str], None] | None = None
) -> tuple[Feed, FeedContent | None]:
    """``poll`` with the whole feed, its title included, as ``collect_entries`` takes it."""
    limits = settings().feed
    try:
        fetched = fetcher.get(feed.url, etag=feed.etag, modified=feed.modified, max_bytes=limits.max_bytes)
        if fetched.status == 304:
            return _next(feed, now, limits.poll_minutes), FeedContent("", 0.0)
        if not is_feed(fetched.body, fetched.content_type):
            raise InputError("is no feed; give the address of an RSS or Atom feed")
        content = read_feed(fetched.body, fetched.url, fetched.encoding)
    except InputError as error:
        if tell is not None:
            tell(f"{feed.url}: {_after(feed.url, error)}")
        failed = dataclasses.replace(feed, failures=feed.failures + 1)
        pause = min(limits.poll_minutes * 2 ** min(failed.failures, 30), limits.max_poll_minutes)
        asked = (error.wait or 0.0) / 60 if isinstance(error, FetchError) else 0.0
        return dataclasses.replace(failed, next_at=now + dt.timedelta(minutes=max(pause, asked))), None
    fresh = dataclasses.replace(feed, etag=fetched.etag, modified=fetched.modified)
    return _next(fresh, now, max(limits.poll_minutes, min(content.ttl, limits.max_poll_minutes))), content


def _next(feed: Feed, now: dt.datetime, minutes: float) -> Feed:
    return dataclasses.replace(feed, next_at=now + dt.timedelta(minutes=minutes), failures=0)
