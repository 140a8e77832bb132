"""A small web server for tests: it answers what it is told, and remembers who asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from rashomon.collect.fetch import Fetcher
from rashomon.errors import FetchError
from rashomon.settings import FetchSettings, load

Say = Callable[[BaseHTTPRequestHandler], object]
Route = tuple[int, Mapping[str, str], bytes] | Say


class Server(ThreadingHTTPServer):
    """Answers from ``routes`` (path -> answer), 404 elsewhere; ``connections`` counts every socket that was opened."""

    daemon_threads = True

    def __init__(self, routes: dict[str, Route], host: str = "127.0.0.1", port: int = 0) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.routes = routes
        self.connections = 0
        self.asked: list[tuple[str, dict[str, str]]] = []
        super().__init__((host, port), _Handler)

    def get_request(self) -> tuple[Any, Any]:
        self.connections += 1
        return super().get_request()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up on a test's answer may do so."""

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
        route = self.server.routes.get(self.path, (404, {}, b""))
        if callable(route):
            route(self)
            return
        status, headers, body = route
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(routes: dict[str, Route], host: str = "127.0.0.1", port: int = 0) -> Iterator[Server]:
    server = Server(routes, host, port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def page(body: bytes, kind: str = "text/html", **headers: str) -> Route:
    return 200, {"Content-Type": kind, **{key.replace("_", "-"): value for key, value in headers.items()}}, body


def moved(location: str, status: int = 302) -> Route:
    return status, {"Location": location}, b""


def limits(**changes: object) -> FetchSettings:
    """The default limits without delays, with changes."""
    return load().fetch.model_copy(update={"delay_seconds": 0.0, **changes})


class Clock:
    """A clock that moves only where somebody sleeps; ``slept`` are the pauses."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def fetcher(*servers: Server, clock: Clock | None = None, robots: bool = False, **changes: Any) -> Fetcher:
    """A Fetcher that may ask these servers and no others of this machine; without robots.txt unless told."""
    resolve = changes.pop("resolve", None)
    clock = clock or Clock()
    return Fetcher(
        allow=[f"{_host(server)}:{server.server_port}" for server in servers],
        ports=[server.server_port for server in servers],
        limits=limits(robots=robots, **changes),
        resolve=resolve,
        clock=clock,
        sleep=clock.sleep,
    )


def _host(server: Server) -> str:
    host = str(server.server_address[0])
    return f"[{host}]" if ":" in host else host


def failure(get: Fetcher, url: str, told: str | None = None) -> FetchError:
    """The error that fetching an address ends with."""
    with pytest.raises(FetchError, match=told) as caught:
        get.get(url)
    return caught.value
