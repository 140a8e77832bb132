"""Web archives (WARC, packed or plain) to reports: the pages among their responses.

warc_records.py finds the records, fastwarc reads what is in them; a record whose digest does not fit is a failure.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from base64 import b32encode
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rashomon.collect import guard
from rashomon.collect.documents import page_day
from rashomon.collect.items import Item, Origin, Remark, failed, found
from rashomon.collect.warc_records import Lost, Raw, records
from rashomon.errors import InputError
from rashomon.records import Report
from rashomon.settings import settings

if TYPE_CHECKING:
    from fastwarc.stream_io import WarcReader
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_ALGORITHMS = ("sha1", "sha256", "sha512", "md5")
_HEAD_BYTES = 65_536


def read_warc(path: Path, origin: Origin, only: int | None = None) -> Iterator[Item]:
    """The reports of a WARC file; ``only`` is the byte at which the one wanted begins."""
    limit = settings().warc.max_record_bytes
    with guard.opened(path) as stream:
        if not stream.seekable():
            raise InputError("is a pipe; save it to a file first")
        if not stream.read(1):
            raise InputError("is empty")
        archive = Archive(origin.source)
        for raw in records(stream, limit, only):
            yield from archive.items(raw)
        if only is None:
            yield from archive.remarks()


class Archive:
    """The records of one file to items; keeps count of what is no page, and of pages dated by their capture."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pages = 0
        self.passed: Counter[str] = Counter()
        self.captured = 0
        self.odd_days = 0

    def items(self, raw: Raw | Lost) -> Iterator[Item]:
        """What one record gives: a report, a failure, or nothing where it is no page."""
        origin = Origin(self.source, f"byte {raw.place}")
        url: str | None = None
        try:
            if isinstance(raw, Lost):
                raise InputError(raw.reason)
            record = _parsed(raw)
            url = _url(record)
            _check_digest(record, raw)
            kind = _kind(record, raw)
            if kind != "page":
                self.passed[kind] += 1
                return
            self.pages += 1
            if raw.cut:
                limit = guard.megabytes(settings().warc.max_record_bytes)
                raise InputError(f"is larger than {limit}; the limit is warc.max_record_bytes in the settings")
            data = _body(record)
            yield found(origin, self._report(record, data, url or str(origin)), data)
        except InputError as error:
            yield failed(origin, error, url)
        except (ValueError, OSError, LookupError) as error:  # heads can hold anything
            yield failed(origin, InputError(f"is a damaged record ({str(error)[:100]})"), url)

    def _report(self, record: WarcRecord, data: bytes, url: str) -> Report:
        from rashomon.collect.pages import read_page

        page = read_page(data, (record.http_charset or "").strip("\"' ") or None)
        guard.check_length(page.text)
        day, odd = page_day(page.published)
        self.odd_days += bool(odd)
        if day is None:
            day = page_day((record.headers.get("WARC-Date") or "")[:10])[0]
            self.captured += day is not None
        publisher = page.publisher or _host(url)
        return Report(url, page.text, page.title, day, publisher, url)

    def remarks(self) -> Iterator[Item]:
        """What is worth knowing of the archive as a whole."""
        if self.passed:
            told = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.passed.items()))
            yield Remark(f"{self.source}: passed over records that are no page: {told}")
        if self.odd_days:
            yield Remark(
                f"{self.source}: {self.odd_days:,} dates of pages are none or in the future, so they are left out"
            )
        if self.captured:
            pages = "page has no date of its own" if self.captured == 1 else "pages have no date of their own"
            yield Remark(f"{self.source}: {self.captured:,} {pages}; the day of capture (WARC-Date) stands for it")


def _parsed(raw: Raw) -> WarcRecord:
    """The record with its heads read, its digest checked; raises InputError."""
    from fastwarc.warc import WarcRecord

    try:
        record = WarcRecord.from_bytes(raw.data)
        if record.is_http:
            record.parse_http(max_header_len=_HEAD_BYTES)
    except (OSError, ValueError, OverflowError) as error:
        raise InputError(f"is a damaged record ({' '.join(str(error).split())[:100]})") from error
    return record


def _check_digest(record: WarcRecord, raw: Raw) -> None:
    """Raise InputError where the block digest does not fit; one that is missing or of unknown kind proves nothing."""
    algorithm, _, value = (record.headers.get("WARC-Block-Digest") or "").strip().partition(":")
    name = algorithm.lower().replace("-", "")
    if name not in _ALGORITHMS or not value or raw.cut:
        return
    digest = hashlib.new(name, raw.block, usedforsecurity=False)
    if value.lower() not in (digest.hexdigest(), b32encode(digest.digest()).decode().lower()):
        raise InputError("is damaged: its content does not fit its digest")


def _kind(record: WarcRecord, raw: Raw) -> str:
    """``page``, or what else it is, in a word or two."""
    kind = str(record.record_type)
    if kind != "response":
        return kind
    if not record.is_http:
        return "response without HTTP (dns)"
    media = (record.http_content_type or "").split(";")[0].strip().lower()
    if record.http_headers.status_code != 200:
        return "answer with a status other than 200"
    return "page" if media in _PAGES else "answer of another kind (image, script, ...)"


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _url(record: WarcRecord) -> str | None:
    return guard.clean(record.headers.get("WARC-Target-URI") or "").strip().strip("<>") or None


def _body(record: WarcRecord) -> bytes:
    """The page's bytes, unpacked; raises InputError where they cannot be, or are too many.

    Some crawlers keep a page unpacked beside the header that says how it was packed: then it is taken as it is.
    """
    from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

    data = record.reader.read()
    if (record.http_headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        with suppress(_NotPacked):
            data = _unpacked(ChunkedReader(BytesIO(data)), "chunked", re.match(rb"[0-9A-Fa-f]{1,8}[ \t]*[;\r\n]", data))
    for name in reversed((record.http_headers.get("Content-Encoding") or "").lower().split(",")):
        with suppress(_NotPacked):
            if name.strip() in ("gzip", "x-gzip"):
                data = _unpacked(_Zlib(data), "gzip", data.startswith(b"\x1f\x8b"))
            elif name.strip() == "deflate":
                data = _unpacked(_Zlib(data), "deflate", data.startswith(b"\x78"))
            elif name.strip() == "br":
                data = _unpacked(BrotliReader(BytesIO(data)), "br", not data.lstrip().startswith(b"<"))
            elif name.strip() == "zstd":
                data = _unpacked(ZstdReader(BytesIO(data)), "zstd", data.startswith(b"\x28\xb5\x2f\xfd"))
    return data


class _NotPacked(Exception):  # noqa: N818 - not a failure
    """A body is not packed as its header says."""


class _Zlib:
    """Reads gzip and deflate; fastwarc's reader takes a cut one for whole (2.0.1)."""

    def __init__(self, data: bytes) -> None:
        self.unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self.data = data

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes; raises OSError where what is packed is damaged or cut."""
        try:
            block = self.unpacker.decompress(self.data, size)
        except zlib.error as error:
            raise OSError(str(error)) from error
        self.data = self.unpacker.unconsumed_tail
        if not block and not self.unpacker.eof:
            raise OSError("it is cut off")
        return block


def _unpacked(reader: WarcReader | _Zlib, name: str, packed: object) -> bytes:
    """All that a reader gives, up to the limit of a file; raises InputError beyond it and for damaged bytes."""
    if not packed:
        raise _NotPacked
    limit = settings().input.max_bytes
    parts: list[bytes] = []
    size = 0
    try:
        while block := reader.read(1 << 18):
            parts.append(block)
            size += len(block)
            if size > limit:
                raise InputError(f"unpacks to more than {guard.megabytes(limit)}; the limit is input.max_bytes")
    except OSError as error:
        raise InputError(f"its {name} content cannot be unpacked ({' '.join(str(error).split())[:80]})") from error
    return b"".join(parts)
