"""The records of a WARC file, packed or plain, past whatever is damaged.

A packed WARC is a row of gzip members, one record each. Where a member cannot be unpacked, or what it holds is no
record, reading goes on at the next place that looks like the start of a member (1f 8b 08 and header bytes that a
packer writes); in a plain file at the next head of a record. Nothing is passed over silently: every stretch
that gave no record is told with its place. Memory stays flat: one record is held at a time, of a limited size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from rashomon.collect.warc_bytes import MAGIC, START, Damaged, Member, Plain, Source, at_end, next_head, next_member

_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_TAIL = b"\r\n\r\n"  # behind every record
_HEAD_BYTES = 65_536  # longest head of a record
_PEEK = 8192  # of a record that is too large: enough to see what it is


@dataclass(frozen=True, slots=True)
class Raw:
    """One record as it stands: head and block; ``cut`` where it is too large and only its beginning is here."""

    place: str  # "10234", or "0+512": 512 bytes into what the member at byte 0 unpacks to
    data: bytes
    cut: bool = False

    @property
    def block(self) -> bytes:
        """What follows the head."""
        return self.data[self.data.index(_TAIL) + len(_TAIL) :]


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of the file that gave no record."""

    place: str
    reason: str


def records(stream: BinaryIO, limit: int, only: int | None = None) -> Iterator[Raw | Lost]:
    """Every record and every loss of a WARC file, in order; with ``only`` what begins at that byte."""
    read = _packed if _is_packed(stream) else _unpacked
    yield from read(stream, limit, only or 0, only is not None)


def _is_packed(stream: BinaryIO) -> bool:
    """Whether a file is packed, be its beginning damaged or not."""
    stream.seek(0)
    start = stream.read(5)
    if start.startswith((MAGIC, b"WARC/")):
        return start.startswith(MAGIC)
    return next_head(stream, 0) is None and next_member(stream, 0) is not None


def _packed(stream: BinaryIO, limit: int, start: int, single: bool) -> Iterator[Raw | Lost]:
    """The records of a packed file from the member at ``start`` on, or of that member alone."""
    place: int | None = start
    while place is not None and not at_end(stream, place):
        member = Member(stream, place)
        told: Lost | None = None
        try:
            yield from _members_records(member, str(place), limit)
            following = member.end
        except _Lost as error:
            told, following = error.lost, None
        if single:
            if told:
                yield told
            return
        if following is None:
            # A record that is merely too large was sound up to where it was left.
            following = next_member(stream, (member.packed - len(member.waiting)) if told is None else place + 1)
        if told:
            yield _measured(stream, told, place, following)
        place = following


class _Lost(Exception):  # noqa: N818 - carries a Lost out of a generator
    def __init__(self, lost: Lost) -> None:
        self.lost = lost


def _members_records(member: Member, place: str, limit: int) -> Iterator[Raw]:
    """The records in one member; the last one is given once the whole member has proved sound."""
    held: Raw | None = None
    inner = place
    try:
        while held is None or member.fill(1):
            if held is not None:
                yield held
                inner = f"{place}+{member.where}"
            held = _record(member, inner, limit)
            if held.cut and inner != place:
                raise Damaged("is too large, and what follows it in this gzip member is not read; pack it by records")
            if held.cut:
                break
        if member.broken and not held.cut:
            raise member.broken
    except Damaged as error:
        raise _Lost(Lost(inner, str(error))) from error
    yield held


def _unpacked(stream: BinaryIO, limit: int, start: int, single: bool) -> Iterator[Raw | Lost]:
    """The records of a plain file from ``start`` on, or the one there."""
    place: int | None = start
    while place is not None and not at_end(stream, place):
        source = Plain(stream, place)
        try:
            raw = _record(source, str(place), limit)
            yield raw
            following: int | None = source.where
        except Damaged as error:
            following = None if single else next_head(stream, place + 1)
            yield _measured(stream, Lost(str(place), str(error)), place, following)
        if single:
            return
        place = following


def _record(source: Source, place: str, limit: int) -> Raw:
    """The record that begins here; raises Damaged where it is no whole one."""
    source.fill(16)
    if not START.match(source.buffer):
        raise source.broken or Damaged("does not begin with a record (WARC/1.0 or WARC/1.1)")
    head = _head(source)
    found = _LENGTH.search(head)
    if not found:
        raise Damaged("has no Content-Length")
    length = int(found[1])
    if len(head) + length > limit:
        peek = min(length, _PEEK)
        data = head + source.take(peek)
        if len(data) < len(head) + peek or not source.skip(length - peek + len(_TAIL)):
            raise Damaged("gives a wrong length: its end is not where it says")
        return Raw(place, _sized(head, data[len(head) :]), cut=True)
    block = source.take(length)
    if len(block) < length:
        raise source.broken or Damaged(
            f"is cut off or gives a wrong length: {len(block):,} of {length:,} bytes are there"
        )
    tail = source.take(4)
    if tail not in (_TAIL, b""):
        raise Damaged("gives a wrong length: its end is not where it says")
    return Raw(place, _sized(head, block))


def _sized(head: bytes, block: bytes) -> bytes:
    """The record with a clean head and the one length that it has.

    fastwarc (2.0.1) ends the whole process for a length larger than memory, so that no other one may reach it.
    """
    lines: list[bytes] = []
    for line in head.split(b"\n"):
        plain = b" ".join(line.split())
        if line[:1] in (b" ", b"\t") and lines and plain:  # the line before goes on
            lines[-1] += b" " + plain
        elif plain and b"content-length" not in plain.partition(b":")[0].lower():
            lines.append(plain)
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(block)]) + _TAIL + block


def _head(source: Source) -> bytes:
    """The head of a record with the empty line after it."""
    wanted = 1024
    while True:
        whole = source.fill(wanted)
        for mark in (b"\r\n\r\n", b"\n\n"):
            at = source.buffer.find(mark, 0, _HEAD_BYTES)
            if at >= 0:
                return source.take(at + len(mark))
        if not whole or wanted > _HEAD_BYTES:
            raise source.broken or Damaged("has no end of its head")
        wanted *= 4


def _measured(stream: BinaryIO, lost: Lost, start: int, following: int | None) -> Lost:
    """A loss with how many bytes of the file it is."""
    end = following if following is not None else stream.seek(0, 2)
    return Lost(lost.place, f"{lost.reason}; {end - start:,} bytes are lost")
