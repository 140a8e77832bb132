"""What servers and name servers try: to lead us into private networks, and to use up our time and memory."""

from __future__ import annotations

import contextlib
import gzip
import socket
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "collect"))
from webserver import Server, failure, fetcher, moved, page, serving

from rashomon.errors import AddressRefused, FetchError

SECRET = {"/": page(b"secret"), "/robots.txt": page(b"", "text/plain")}


def _other_address() -> str:
    """An address of this machine that is not 127.0.0.1."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return "::1"
    return "127.0.0.2"


@contextlib.contextmanager
def two_servers() -> Iterator[tuple[Server, Server]]:
    """One that may be asked, and a private one that may not, on the same port of another address."""
    for _ in range(20):
        with serving({}) as public:
            try:
                private = Server(dict(SECRET), _other_address(), public.server_port)
            except OSError:  # the port is taken there
                continue
            threading.Thread(target=private.serve_forever, args=(0.01,), daemon=True).start()
            try:
                yield public, private
            finally:
                private.shutdown()
                private.server_close()
            return
    raise AssertionError("no port is free on both addresses")


def test_a_private_server_counts_who_asks_it() -> None:
    """So that a count of 0 below means something."""
    with two_servers() as (_, private), fetcher(private) as get:
        host = _other_address()
        assert get.get(private.url(host=f"[{host}]" if ":" in host else host)).body == b"secret"
        assert private.connections == 1


def test_a_name_whose_address_changes_to_a_private_one_gets_no_connection() -> None:
    answers = [["127.0.0.1"], [_other_address()]]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    with two_servers() as (public, private):
        public.routes["/"] = page(b"public")
        with fetcher(public, resolve=rebinding) as get:
            assert get.get(public.url(host="wire.example")).body == b"public"
            with pytest.raises(AddressRefused, match="this machine"):
                get.get(public.url(host="wire.example"))
        assert (len(asked), public.connections, private.connections) == (2, 1, 0)


@pytest.mark.parametrize("private_first", [True, False])
def test_a_name_with_a_public_and_a_private_address_gets_no_connection(private_first: bool) -> None:
    both = ["127.0.0.1", _other_address()]
    with two_servers() as (public, private):
        with fetcher(public, resolve=lambda host, port: both[::-1] if private_first else both) as get:
            assert isinstance(failure(get, public.url(host="wire.example"), "this machine"), AddressRefused)
        assert (public.connections, private.connections) == (0, 0)


def test_a_name_is_resolved_once_for_each_connection() -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with serving({"/": moved("/b"), "/b": page(b"public")}) as server, fetcher(server, resolve=resolve) as get:
        get.get(server.url(host="wire.example"))
    assert len(asked) == server.connections == 2


@pytest.mark.parametrize(
    "path", ["http://[::1]:{}/", "http://127.0.0.2:{}/", "//intranet.example:{}/", "http://0.0.0.0:{}/"]
)
def test_a_redirect_to_a_private_address_is_not_followed(path: str) -> None:
    inside: dict[str, Any] = {"robots": True, "resolve": lambda host, port: [_other_address()]}
    with two_servers() as (public, private), fetcher(public, **inside) as get:
        public.routes["/"] = moved(path.format(private.server_port))
        with pytest.raises(AddressRefused):
            get.get(public.url())
        assert private.connections == 0
        assert public.paths == ["/robots.txt", "/"]


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "ftp://wire.example/",
        "gopher://127.0.0.1:25/",
        "javascript:alert(1)",
        "http://2130706433/",
        "http://127.0.0.1\\@wire.example/",
        "http://user@127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "//[::ffff:127.0.0.1]/",
        "http://[",
        "http://127.0.0.1%0d%0aX:y/",
        "http://１２７.0.0.1/",
    ],
)
def test_a_redirect_to_what_is_no_plain_address_is_not_followed(location: str) -> None:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 302 Found\r\nLocation: " + location.encode() + b"\r\n\r\n")

    with serving({"/": say}) as server, fetcher(server) as get:
        error = failure(get, server.url())
        assert server.connections == 1
    assert str(error).isprintable()


def test_a_resolver_that_never_answers_is_not_waited_for() -> None:
    done = threading.Event()

    def silent(host: str, port: int) -> list[str]:
        done.wait(30)
        return []

    with fetcher(resolve=silent, connect_seconds=0.1) as get:
        failure(get, "http://wire.example/", r"takes too long.*not resolved in time")
    done.set()


@pytest.mark.parametrize("answer", [["not an address"], ["1.2.3"], []])
def test_a_resolver_that_answers_nonsense_is_an_error(answer: list[str]) -> None:
    with fetcher(resolve=lambda host, port: answer) as get, pytest.raises(FetchError, match=r"http://wire\.example/: "):
        get.get("http://wire.example/")


def _drip(handler: BaseHTTPRequestHandler, start: bytes, piece: bytes) -> None:
    with contextlib.suppress(OSError):
        handler.wfile.write(start)
        for _ in range(400):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.05)


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.0 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n", b"\x1f"),
        (b"", b"H"),
        (b"HTTP/1.0 200 OK\r\n", b"X: y\r\n"),
    ],
    ids=["body", "packed", "status", "headers"],
)
def test_an_answer_that_drips_ends_with_the_whole_time(start: bytes, piece: bytes) -> None:
    quick: dict[str, Any] = {"total_seconds": 0.4, "read_seconds": 0.3}
    with serving({"/": lambda handler: _drip(handler, start, piece)}) as server, fetcher(server, **quick) as get:
        failure(get, server.url())


def test_a_silent_server_ends_with_the_time_to_read() -> None:
    done = threading.Event()
    with serving({"/": lambda handler: done.wait(20)}) as server, fetcher(server, read_seconds=0.2) as get:
        failure(get, server.url(), "takes too long")
        done.set()


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b"x" * 65_536)


def test_an_endless_answer_is_given_up_at_the_limit() -> None:
    with serving({"/": _endless}) as server, fetcher(server, max_bytes=300_000) as get:
        failure(get, server.url(), r"larger than 0\.3 MB; download it")
        assert len(get.get(server.url(), cut=True).body) == 300_000


def test_an_answer_that_says_it_is_too_large_is_not_read() -> None:
    with serving({"/": (200, {"Content-Length": "99999999999"}, b"x")}) as server, fetcher(server) as get:
        failure(get, server.url(), "larger than")


def test_a_bomb_is_given_up_while_it_is_unpacked() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    with serving({"/": page(bomb, Content_Encoding="gzip")}) as server, fetcher(server, max_bytes=1_000_000) as get:
        failure(get, server.url(), r"larger than 1\.0 MB")


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip", "gzip,br", "compress", "x" * 1000])
def test_packing_that_was_not_asked_for_is_refused(packing: str) -> None:
    with serving({"/": page(b"\x1b\xff\xff", Content_Encoding=packing)}) as server, fetcher(server) as get:
        failure(get, server.url(), "not asked for")


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip at all",
        b"HTTP/1.1 999999 Odd\r\n\r\n",
        b"220 mail.wire.example ESMTP\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 500_000 + b"\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"",
    ],
    ids=["short", "two", "negative", "chunk", "torn", "gzip", "status", "mail", "long", "location", "tls", "nothing"],
)
def test_broken_answers_are_errors_in_one_line(answer: bytes) -> None:
    with serving({"/": lambda handler: handler.wfile.write(answer)}) as server, fetcher(server) as get:
        error = str(failure(get, server.url()))
    assert error.startswith(server.url())
    assert error.isprintable()
    assert len(error) < 400


def test_bytes_after_the_told_length_are_left() -> None:
    with serving({"/": (200, {"Content-Length": "5"}, b"hello and more")}) as server, fetcher(server) as get:
        assert get.get(server.url()).body == b"hello"
