"""The bytes of a WARC file, read forward from a place in it, and the places where reading can begin again."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
START = re.compile(rb"WARC/1\.[01]\r?\n")
_NEXT = re.compile(START.pattern + rb"(?:WARC-|Content-)", re.IGNORECASE)
_FIRST = 4096  # bytes read of a member at first; most records of a small site fit
_BLOCK = 1 << 18
_BOMB = 10_000_000  # bytes; a member that unpacks to more and to _RATIO times its size is no archive of texts
_RATIO = 100
# The systems that RFC 1952 numbers, and the compression hints that packers write.
_SYSTEMS = frozenset([*range(14), 255])
_HINTS = frozenset([0, 2, 4])


class Damaged(Exception):  # noqa: N818 - reads as what it is
    """What is read here is no whole record."""


class Source:
    """Bytes read forward; ``where`` counts those taken."""

    def __init__(self) -> None:
        self.buffer = b""
        self.where = 0
        self.broken: Damaged | None = None  # why there is no more

    def more(self) -> bytes:
        """The next bytes, empty at the end; raises Damaged."""
        raise NotImplementedError

    def skip(self, count: int) -> bool:
        """Leave out ``count`` bytes, where that is possible; False where no record begins after them."""
        raise NotImplementedError

    def fill(self, count: int) -> bool:
        """Have ``count`` bytes in the buffer; False where there are not that many."""
        if len(self.buffer) >= count or self.broken:
            return len(self.buffer) >= count
        parts, size = [self.buffer], len(self.buffer)
        try:
            while size < count and (block := self.more()):
                parts.append(block)
                size += len(block)
        except Damaged as error:
            self.broken = error
        self.buffer = b"".join(parts)
        return size >= count

    def take(self, count: int) -> bytes:
        """Up to ``count`` bytes."""
        self.fill(count)
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        self.where += len(taken)
        return taken


class Plain(Source):
    """A file that is not packed, from ``where`` on."""

    def __init__(self, stream: BinaryIO, where: int) -> None:
        super().__init__()
        self.stream = stream
        self.where = where
        stream.seek(where)

    def more(self) -> bytes:
        """The next block of the file."""
        return self.stream.read(_BLOCK)

    def skip(self, count: int) -> bool:
        """Leave out bytes without reading them; False where no record begins after them."""
        size = self.stream.seek(0, 2)
        self.where += count
        self.buffer = b""
        self.stream.seek(min(self.where, size))
        self.fill(16)
        return self.where <= size and (not self.buffer or bool(START.match(self.buffer)))


class Member(Source):
    """What one gzip member unpacks to; ``end`` is the place after it, once it is unpacked whole and sound."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        super().__init__()
        self.stream = stream
        self.start = start
        self.packed = start  # place of the next bytes to be read
        self.given = 0
        self.size = _FIRST
        self.waiting = b""
        self.unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.end: int | None = None

    def more(self) -> bytes:
        """The next stretch of what is packed; raises Damaged where it cannot be unpacked, is cut or is a bomb."""
        while self.end is None:
            packed = self.waiting or self._read()
            try:
                block = self.unpacker.decompress(packed, _BLOCK)
            except zlib.error as error:
                raise Damaged(f"cannot be unpacked ({str(error).rpartition(': ')[2]})") from error
            self.waiting = self.unpacker.unconsumed_tail
            if self.unpacker.eof:
                self.end = self.packed - len(self.unpacker.unused_data)
            self.given += len(block)
            if self.given > _BOMB and self.given > _RATIO * (self.packed - self.start):
                raise Damaged(f"unpacks to more than {_RATIO} times its size, as no archive of pages does")
            if block:
                return block
        return b""

    def skip(self, count: int) -> bool:
        """Nothing is done, and all is taken to be well."""
        return True  # what is too large is not unpacked further

    def _read(self) -> bytes:
        self.stream.seek(self.packed)
        packed = self.stream.read(self.size)
        if not packed:
            raise Damaged("is cut off: the file ends within it")
        self.packed += len(packed)
        self.size = _BLOCK
        return packed


def at_end(stream: BinaryIO, place: int) -> bool:
    """Whether a file ends at or before a place."""
    stream.seek(place)
    return not stream.read(1)


def next_member(stream: BinaryIO, start: int) -> int | None:
    """The next place from ``start`` on that looks like the start of a gzip member."""
    for place, header in _search(stream, start, MAGIC, 10):
        if len(header) == 10 and not header[3] & 0xE0 and header[8] in _HINTS and header[9] in _SYSTEMS:
            return place
    return None


def next_head(stream: BinaryIO, start: int) -> int | None:
    """The next place from ``start`` on where a record's head begins, be it in the middle of a line (after a cut)."""
    for place, head in _search(stream, start, b"WARC/1.", 20):
        if _NEXT.match(head):
            return place
    return None


def _search(stream: BinaryIO, start: int, mark: bytes, width: int) -> Iterator[tuple[int, bytes]]:
    """Each place of ``mark`` from ``start`` on, with the ``width`` bytes from there."""
    place, window = start, b""
    while True:
        stream.seek(place + len(window))
        block = stream.read(_BLOCK)
        window += block
        at = window.find(mark)
        while at >= 0 and (at + width <= len(window) or not block):
            yield place + at, window[at : at + width]
            at = window.find(mark, at + 1)
        if not block:
            return
        keep = min(len(window), len(mark) - 1) if at < 0 else len(window) - at
        place += len(window) - keep
        window = window[len(window) - keep :]
