"""RSS, RDF and Atom feeds to their entries, read by feedparser.

A feed's DOCTYPE never reaches a parser: one that declares nothing is cut out, one with declarations is refused. A feed
that is small and well-formed is read in this process, any other in a worker that can be stopped. Run as a module this
is that worker: the feed on standard input, its entries as JSON on standard output.
"""

from __future__ import annotations

import codecs
import datetime as dt
import json
import re
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urldefrag
from xml.parsers import expat

from rashomon.collect import guard
from rashomon.collect.fetch import charset
from rashomon.errors import InputError
from rashomon.settings import settings


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: ``text`` is its full text, "" where the feed has a teaser only; ``date`` is the day as written.

    ``url`` is "" where the entry has no address that can be fetched; ``id`` is the feed's own for it, else the URL.
    """

    url: str
    title: str
    published: dt.date | None
    text: str
    id: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class FeedContent:
    """A whole feed; ``ttl`` is how many minutes it asks to be kept before the next look, 0 where it does not say."""

    title: str
    ttl: float
    entries: tuple[FeedEntry, ...] = field(default=())


def entries_of(data: bytes, url: str = "", encoding: str | None = None) -> list[FeedEntry]:
    """The entries of a feed, in its order; see ``read_feed``."""
    return list(read_feed(data, url, encoding).entries)


def read_feed(data: bytes, url: str = "", encoding: str | None = None) -> FeedContent:
    """A feed, whole or damaged; relative links are resolved against ``url``, ``encoding`` is what its server says.

    Raises InputError where it is too large, declares entities, is no feed, or takes too long to read.
    """
    limits = settings().feed
    if len(data) > limits.max_bytes:
        raise InputError(
            f"is {guard.megabytes(len(data))}; the limit for a feed is {guard.megabytes(limits.max_bytes)} "
            "(raise feed.max_bytes in the settings)"
        )
    text = _without_doctype(_decode(data, encoding))
    if not text.strip():
        raise InputError("is empty")
    if len(text) > limits.suspicious_bytes or not _tame(text):
        return _in_worker(text, url)
    return _parse(text, url)


def is_feed(data: bytes, content_type: str = "") -> bool:
    """Whether bytes are a feed: their first element is one of a feed's, or they are called one and hold it early."""
    start = _decode(data[:65_536], None) if data else ""
    rest = _split(start)[1]
    root = _ROOT.match(rest)
    if root:
        return root[1].lower() in ("rss", "feed") or (root[1].lower() == "rdf" and "purl.org/rss" in rest[:8_192])
    named = content_type.partition(";")[0].strip().lower() in ("application/rss+xml", "application/atom+xml")
    return named and bool(re.search(r"<(?:rss|feed|(?:rdf:)?RDF)[\s>]", start[:8_192]))


_ROOT = re.compile(r"<(?:[\w.-]{1,50}:)?(\w{1,50})")
_DECLARED = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"'][^>]{0,200}?\?>")
_ENDS = {"<?": "?>", "<!--": "-->", "<![CDATA[": "]]>"}
_QUOTED = re.compile(r"<!\[CDATA\[|<!--")
_LONGEST_DOCTYPE = 500  # characters
_ATTRIBUTES = 100  # of one element; feedparser's time grows with their square
_WESTERN = ("utf-8", "ascii", "iso8859-1")  # read as Windows-1252 where the bytes are no UTF-8, as browsers do


def _decode(data: bytes, encoding: str | None) -> str:
    """The characters of a feed: byte order mark, UTF-8, the charset it or its server names, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return guard.clean(data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-16", "replace"))
    if data[:2] in (b"<\0", b"\0<"):
        return guard.clean(data.decode("utf-16-le" if data[0] else "utf-16-be", "replace"))
    try:
        return guard.clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:1024].decode("latin-1"))
        named = [charset(encoding), charset(declared[1] if declared else None)]
    name = next((name for name in named if name and name not in _WESTERN), "windows-1252")
    return guard.clean(data.decode(name, "replace"))


def _without_doctype(text: str) -> str:
    """The feed from its first element on; raises InputError where a DOCTYPE declares entities or anything."""
    doctypes, body = _split(text)
    harmless = all("[" not in doctype and len(doctype) <= _LONGEST_DOCTYPE for doctype in doctypes)
    if not harmless or _declares(body):
        raise InputError("declares entities or a document type of its own, which no feed needs; it is not read")
    return body


def _split(text: str) -> tuple[list[str], str]:
    """The DOCTYPEs before the first element, each up to its first ``>``, and the text from that element on.

    By hand, since a regular expression over nested repeats can take forever.
    """
    doctypes: list[str] = []
    at = 0
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        start = next((mark for mark in ("<?", "<!--") if text.startswith(mark, at)), None)
        doctype = text[at : at + 9].lower() == "<!doctype"
        if start is None and not doctype:
            return doctypes, text[at:]
        end = text.find(_ENDS[start] if start else ">", at + len(start or ""))
        if end < 0:
            return [*doctypes, text[at:]] if doctype else doctypes, "" if doctype else text[at:]
        if doctype:
            doctypes.append(text[at : end + 1])
            if "[" in doctypes[-1]:  # it ends after what it declares
                end = max(end, text.find(">", max(text.find("]", at), at)))
        at = end + len(_ENDS[start] if start else ">")


def _declares(body: str) -> bool:
    """Whether there are declarations outside quoted parts, where no well-formed feed has them."""
    lowered = body.lower()
    if "<!doctype" not in lowered and "<!entity" not in lowered:
        return False
    at = 0
    while quoted := _QUOTED.search(body, at):
        if _declaration(lowered[at : quoted.start()]):
            return True
        end = body.find(_ENDS[quoted[0]], quoted.end())
        if end < 0:
            break
        at = end + len(_ENDS[quoted[0]])
    return _declaration(lowered[at:])


def _declaration(lowered: str) -> bool:
    return "<!entity" in lowered or "<!doctype" in lowered


def _tame(text: str) -> bool:
    """Whether feedparser reads a feed with expat, in good time: well-formed, not deep, no heaps of attributes."""
    depth = deepest = most = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, deepest, most
        depth += 1
        deepest = max(deepest, depth)
        most = max(most, len(attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return False
    return deepest <= settings().html.suspicious_depth and most <= _ATTRIBUTES


def _parse(text: str, url: str) -> FeedContent:
    """What feedparser finds; raises InputError where that is nothing a feed has."""
    import feedparser  # type: ignore[import-untyped,unused-ignore]

    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if url else {})
    try:
        found = feedparser.parse(
            text.encode("utf-8", "replace"), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError) as error:
        raise InputError(f"cannot be read as a feed ({type(error).__name__})") from error
    if not found.entries and not found.version:
        raise InputError("is no feed; give the address of an RSS or Atom feed")
    entries = tuple(_entry(entry) for entry in found.entries[: settings().feed.max_entries])
    return FeedContent(_plain(found.feed.get("title_detail")), _minutes(found.feed.get("ttl")), entries)


def _entry(entry: Any) -> FeedEntry:
    url = urldefrag(str(entry.get("link") or "")).url
    url = url if url.lower().startswith(("http://", "https://")) else ""
    # dict.get, since feedparser's own takes one of these for the other, with a warning
    raw = str(dict.get(entry, "published") or dict.get(entry, "updated") or "").strip()[:100]
    parsed = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    texts = [_plain(part) for part in entry.get("content") or []]
    summary = _plain(entry.get("summary_detail"))
    text = max([*texts, summary], key=len)
    whole = len(text) >= settings().feed.full_characters and not _TEASER.search(text[-100:])
    return FeedEntry(
        url=url,
        title=" ".join(_plain(entry.get("title_detail")).split()),
        published=_day(raw, parsed),
        text=text if whole or not url else "",
        id=str(entry.get("id") or url),
        date=raw,
    )


_TEASER = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\b(?:read|see) (?:more|on|the full (?:story|article|report))|continue reading)\W*\Z",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</?[a-zA-Z][^>]{0,500}>|&[#\w]{2,10};")


def _plain(detail: Any) -> str:
    """A feed's text or HTML as plain text, one line for each block."""
    from rashomon.collect.pages import all_text

    value = str((detail or {}).get("value") or "")
    if (detail or {}).get("type") != "text/plain" or _MARKUP.search(value):
        try:
            value = all_text(value)
        except (AssertionError, ValueError):  # html.parser on a damaged "<!["; one entry must not cost the others
            value = re.sub(r"<[^<>]*>", " ", value)
    return guard.clean(value).strip()


def _day(raw: str, parsed: Any) -> dt.date | None:
    """The day as the feed writes it, in its own time zone; None where it is none."""
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(raw).date()
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    try:
        return dt.date(*parsed[:3]) if parsed else None
    except (ValueError, TypeError):
        return None


def _minutes(value: Any) -> float:
    text = str(value or "").strip()
    return float(text[:6]) if text.isascii() and text.isdigit() else 0.0


def _in_worker(text: str, url: str) -> FeedContent:
    """The feed as a worker process reads it, limited in time and memory."""
    limits = settings().feed
    command = [sys.executable, "-m", __name__, str(limits.memory_megabytes), url]
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=limits.timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"took longer than {limits.timeout_seconds:g} seconds to read as a feed; "
            "it is damaged or far too large (raise feed.timeout_seconds in the settings)"
        ) from error
    if done.returncode != 0:
        raise InputError("cannot be read as a feed: it is malformed or nested too deeply")
    found = json.loads(done.stdout)
    if isinstance(found, str):
        raise InputError(found)
    entries = [
        FeedEntry(**item | {"published": item["published"] and dt.date.fromisoformat(item["published"])})
        for item in found["entries"]
    ]
    return FeedContent(found["title"], found["ttl"], tuple(entries))


def _work() -> None:
    guard.limit_memory(int(sys.argv[1]))
    sys.setrecursionlimit(20_000)
    try:
        found: object = asdict(_parse(sys.stdin.buffer.read().decode("utf-8"), sys.argv[2]))
    except InputError as error:
        found = str(error)
    sys.stdout.write(json.dumps(found, default=str))


if __name__ == "__main__":
    _work()
