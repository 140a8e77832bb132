"""Connections to checked addresses only: a name is resolved once, every address it stands for is judged, and the
connection goes to exactly one of them, within a time that is set for the whole request.

The check sits below HTTP, where the socket is opened, so that no redirect and no second answer of a name server can go
around it. TLS still verifies the name, and the Host header still carries it.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

import httpcore2
import httpx2

from rashomon.collect.addresses import IP, Exceptions, leads_to, refused
from rashomon.errors import AddressRefused

if TYPE_CHECKING:
    import ssl

Resolve = Callable[[str, int], list[str]]  # a name and a port to addresses; raises OSError


def resolve_name(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives for a name, in its order; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


class Deadline:
    """When the request at hand must have ended, on the monotonic clock; one for each thread."""

    def __init__(self) -> None:
        self._local = threading.local()

    def start(self, seconds: float) -> None:
        """Let the request that this thread begins now take so long."""
        self._local.end = time.monotonic() + seconds

    def cap(self, timeout: float | None) -> float:
        """The timeout, or the time that is left where that is less; raises ReadTimeout where none is left."""
        left: float = getattr(self._local, "end", float("inf")) - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the whole time is used up")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore2.NetworkStream):
    """A connection whose every wait ends with the request's time."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.cap(timeout))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Backend(httpcore2.NetworkBackend):
    """Opens sockets to addresses that may be reached, and to no others."""

    def __init__(self, exceptions: Exceptions, deadline: Deadline, resolve: Resolve = resolve_name) -> None:
        self._exceptions = exceptions
        self._deadline = deadline
        self._resolve = resolve
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to one of the host's addresses; raises AddressRefused where any of them may not be reached."""
        failure: Exception | None = None
        for ip in self._addresses(host, port, self._deadline.cap(timeout)):
            try:
                stream = self._plain.connect_tcp(str(ip), port, self._deadline.cap(timeout), None, socket_options or [])
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            return _Stream(stream, self._deadline)
        raise failure or httpcore2.ConnectError("its name has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None
    ) -> httpcore2.NetworkStream:
        """Never: nothing that is fetched lies behind a local socket."""
        raise AddressRefused(f"{path}: local sockets are not fetched from")

    def _addresses(self, host: str, port: int, timeout: float) -> list[IP]:
        """The addresses of a host, all of them judged."""
        try:
            found = [ipaddress.ip_address(host)]
        except ValueError:
            found = [ipaddress.ip_address(text) for text in self._names(host, port, timeout)]
        for ip in found:
            why = refused(ip)
            if why is not None and not self._exceptions.permits(host, ip, port):
                raise AddressRefused(leads_to(str(ip), why))
        return found

    def _names(self, host: str, port: int, timeout: float) -> list[str]:
        """What the resolver says, waited for no longer than a connection is: the system's has no limit of its own."""
        answer: list[list[str] | Exception] = []

        def ask() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        thread = threading.Thread(target=ask, daemon=True, name=f"resolve {host}")
        thread.start()
        thread.join(timeout)
        if not answer:
            raise httpcore2.ConnectTimeout("its name is not resolved in time")
        if isinstance(answer[0], Exception):
            raise httpcore2.ConnectError("no such host is known") from answer[0]
        return answer[0]


class _Body(httpx2.SyncByteStream):
    """An answer's body as httpx2 wants it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Any:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class Transport(httpx2.BaseTransport):
    """httpx2's way to the network, through ``Backend``; errors come as httpcore2's."""

    def __init__(self, backend: Backend, context: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context or httpx2.create_ssl_context(),
            max_connections=None,
            max_keepalive_connections=10,
            keepalive_expiry=3.0,  # seconds; less than servers keep them, so that none is closed under a request
            network_backend=backend,
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request over a checked connection."""
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


def no_cookies() -> CookieJar:
    """A cookie jar that takes none."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))
