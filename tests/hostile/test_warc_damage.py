"""Ten thousand records, some of them damaged: what is whole comes out, what is not is told with its place."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from io import BytesIO

import pytest

from rashomon.collect.warc_records import Lost, Raw, records

MANY = 10_000
BAD = 20
LIMIT = 1_000_000


def small(number: int) -> bytes:
    """A record so small that ten thousand are quickly made."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>%d The army left Tessalor on Sunday.</p>" % number
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://wire.example/%d\r\n" % number
    return head + b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
        len(block),
        block,
    )


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def flipped(member: bytes, chance: random.Random) -> bytes:
    """One bit of the packed content is another."""
    at = chance.randrange(10, len(member) - 4)
    return member[:at] + bytes([member[at] ^ (1 << chance.randrange(8))]) + member[at + 1 :]


def cut(member: bytes, chance: random.Random) -> bytes:
    return member[: chance.randrange(12, len(member) - 1)]


def wrong_length(member: bytes, chance: random.Random) -> bytes:
    """The record, or the packer, gives another length than there is."""
    if chance.random() < 0.3:
        return member[:-4] + (7).to_bytes(4, "little")
    data = gzip.decompress(member)
    length = data.split(b"Content-Length: ")[1].split(b"\r\n")[0]
    other = chance.choice([b"12", b"99999", b"999999999999", b"-5", b"x"])
    return gzip.compress(data.replace(b"Content-Length: " + length, b"Content-Length: " + other), mtime=0)


def no_magic(member: bytes, chance: random.Random) -> bytes:
    return b"\x1f\x8c" + member[2:]


@pytest.fixture(scope="module")
def members() -> list[bytes]:
    return [packed(small(number)) for number in range(MANY)]


def check(data: bytes, places: list[int], bad: set[int]) -> list[Lost]:
    """Every record that is whole is there once, every other one is a loss at its place."""
    got = list(records(BytesIO(data), LIMIT))
    raws = {int(item.place): item.data for item in got if isinstance(item, Raw)}
    lost = [item for item in got if isinstance(item, Lost)]
    assert len(raws) + len(lost) == len(got)
    for number, place in enumerate(places):
        if number in bad:
            assert place not in raws
        else:
            assert raws[place] == small(number)[:-4]
    assert set(raws) <= set(places), "a record that never was"
    return lost


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_packed_archive_with_damaged_members_and_a_cut_tail(members: list[bytes], seed: int) -> None:
    chance = random.Random(seed)
    bad = set(chance.sample(range(MANY - 1), BAD))
    ways: list[Callable[[bytes, random.Random], bytes]] = [flipped, cut, wrong_length, no_magic]
    spoilt = [chance.choice(ways)(one, chance) if at in bad else one for at, one in enumerate(members)]
    spoilt[-1] = spoilt[-1][:-30]
    places = [0]
    for member in spoilt[:-1]:
        places.append(places[-1] + len(member))
    lost = check(b"".join(spoilt), places, bad | {MANY - 1})
    assert {int(item.place) for item in lost} == {places[at] for at in bad | {MANY - 1}}
    assert all(item.reason.endswith("bytes are lost") for item in lost)


def test_a_plain_archive_with_damaged_records_and_a_cut_tail() -> None:
    chance = random.Random(4)
    whole = [small(number) for number in range(MANY)]
    bad = set(range(100, MANY - 1, MANY // BAD))
    spoilt = list(whole)
    for at in bad:
        one = whole[at]
        length = one.split(b"Content-Length: ")[1].split(b"\r\n")[0]
        other = chance.choice([b"12", b"99999", b"999999999999", b"-5", b"x"])
        spoilt[at] = chance.choice(
            [one[:-60], one.replace(b"Content-Length: " + length, b"Content-Length: " + other), b"X" + one[1:]]
        )
    spoilt[-1] = spoilt[-1][:-30]
    places = [0]
    for one in spoilt[:-1]:
        places.append(places[-1] + len(one))
    lost = check(b"".join(spoilt), places, bad | {MANY - 1})
    assert {int(item.place) for item in lost} == {places[at] for at in bad | {MANY - 1}}


@pytest.mark.parametrize("first", [b"\0\0\0\0", b"PK", b"\x1f\x8c\x08\0"])
def test_a_damaged_beginning_costs_one_record(first: bytes) -> None:
    whole = [small(number) for number in range(3)]
    for pieces in (whole, [packed(one) for one in whole]):
        spoilt = first + pieces[0][len(first) :]
        got = list(records(BytesIO(spoilt + pieces[1] + pieces[2]), LIMIT))
        assert [type(item) for item in got] == [Lost, Raw, Raw]
        assert [int(item.place) for item in got] == [0, len(spoilt), len(spoilt) + len(pieces[1])]


@pytest.mark.parametrize(
    "noise", [b"\0" * 3_000_000, b"\x1f\x8b\x08" * 50_000, b"\x1f\x8b\x08\0\0\0\0\0\0\x03" * 5_000]
)
def test_noise_between_members_costs_nothing_else(noise: bytes) -> None:
    one, two = packed(small(1)), packed(small(2))
    got = list(records(BytesIO(one + noise + two), LIMIT))
    assert [item.data for item in got if isinstance(item, Raw)] == [small(1)[:-4], small(2)[:-4]]
    assert any(isinstance(item, Lost) and item.place == str(len(one)) for item in got)
