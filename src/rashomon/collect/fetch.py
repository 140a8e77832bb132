"""Fetching addresses of other people: only where it may be, not too much, not too long, not too often.

collect/addresses.py says which addresses may be reached, collect/connect.py makes sure of it where the socket is
opened, collect/politeness.py says when, collect/robots.py what the site itself asks.
"""

from __future__ import annotations

import codecs
import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

import rashomon
from rashomon.collect.addresses import Exceptions, Target, check_url, show
from rashomon.collect.answer import Fetched
from rashomon.collect.guard import megabytes
from rashomon.collect.politeness import HostTrouble, Turns
from rashomon.collect.robots import AGENT, Robots
from rashomon.errors import AddressRefused, FetchError
from rashomon.settings import FetchSettings, settings

if TYPE_CHECKING:
    import ssl

    import httpx2

    from rashomon.collect.connect import Resolve

_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
_PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")  # asked for; httpx2 unpacks them in pieces
_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST_WAIT = 7 * 86_400.0  # seconds; a longer Retry-After counts as this


class Fetcher:
    """Fetches addresses; to be used in a ``with`` block, by several threads if need be.

    ``allow`` and ``ports`` are added to fetch.allow_hosts and fetch.ports of the settings; ``resolve``, ``clock`` and
    ``sleep`` stand for the system's (tests give their own), ``context`` for its certificates.
    """

    def __init__(
        self,
        *,
        allow: Iterable[str] = (),
        ports: Iterable[int] = (),
        limits: FetchSettings | None = None,
        resolve: Resolve | None = None,
        context: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import httpx2

        from rashomon.collect import connect

        self._limits = limits or settings().fetch
        self._exceptions = Exceptions([*self._limits.allow_hosts, *allow], [*self._limits.ports, *ports])
        self._deadline = connect.Deadline()
        backend = connect.Backend(self._exceptions, self._deadline, resolve or connect.resolve_name)
        self._client = httpx2.Client(
            transport=connect.Transport(backend, context),
            cookies=connect.no_cookies(),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds),
            headers={
                "User-Agent": f"{AGENT}/{rashomon.__version__}",
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, deflate",
            },
        )
        self._turns = Turns(self._limits, clock, sleep)
        self.robots = Robots(self, clock)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def target(self, url: str) -> Target:
        """A URL as it would be asked; raises AddressRefused where it would not."""
        return check_url(url, self._exceptions)

    def slow_down(self, host: str, seconds: float) -> None:
        """Pause so long between requests to a host, up to fetch.max_crawl_delay."""
        self._turns.slow_down(host, seconds)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        max_bytes: int | None = None,
        cut: bool = False,
        robots: bool = True,
    ) -> Fetched:
        """What an address answers, over at most fetch.max_redirects redirects, each judged like the address itself.

        ``max_bytes`` is fetch.max_bytes where it is not given; ``cut`` takes the beginning of a longer answer.
        Raises AddressRefused for an address that may not be reached and FetchError for everything else that fails,
        with ``status`` where the site gave one and ``wait`` where it is worth asking again after so many seconds.
        """
        target = self.target(url)
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        ask = _Ask({key: value for key, value in headers.items() if value}, max_bytes or self._limits.max_bytes, cut)
        seen = {target.url}
        for _ in range(self._limits.max_redirects + 1):
            if robots and self._limits.robots:
                self.robots.check(target)
            with self._turns.turn(target.host, show(target.url), free=not robots):
                answer = self._ask(target, ask)
            if isinstance(answer, Fetched):
                return answer
            try:
                target = self.target(answer)
            except AddressRefused as error:
                raise AddressRefused(f"{show(url)}: is redirected to {error}") from error
            if target.url in seen:
                raise FetchError(f"{show(url)}: is redirected in a circle; it may want cookies, which are not kept")
            seen.add(target.url)
        raise FetchError(
            f"{show(url)}: is redirected more than {self._limits.max_redirects} times; give its last address"
        )

    def _ask(self, target: Target, ask: _Ask) -> Fetched | str:
        """One request: the answer, or where it says to go instead."""
        import httpcore2
        import httpx2

        shown = show(target.url)
        self._deadline.start(self._limits.total_seconds)
        try:
            with self._client.stream("GET", target.url, headers=ask.headers) as response:
                return _answer(target, response, ask)
        except AddressRefused as error:
            raise AddressRefused(f"{shown}: {error}") from error
        except httpcore2.TimeoutException as error:
            raise HostTrouble(f"{shown}: takes too long; try again later ({_told(error)})") from error
        except httpcore2.NetworkError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                what = f"its certificate does not hold ({_told(error)}); it may not be the site it says it is"
                raise HostTrouble(f"{shown}: {what}") from error
            raise HostTrouble(f"{shown}: cannot be reached: {_told(error)}; try again later") from error
        except httpcore2.ProtocolError as error:
            raise HostTrouble(
                f"{shown}: its answer breaks off or is no HTTP ({_told(error)}); try again later"
            ) from error
        except httpx2.DecodingError as error:
            raise FetchError(
                f"{shown}: its answer is packed in a damaged way; save the page and give the file"
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise FetchError(f"{shown}: cannot be asked: {_told(error)}; check the address") from error


@dataclass(frozen=True, slots=True)
class _Ask:
    """What is the same for every redirect of one ``get``."""

    headers: Mapping[str, str]
    max_bytes: int
    cut: bool


def _told(error: Exception) -> str:
    """What an error of the network says, in one short line."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 160 else text[:160] + "..."


def _answer(target: Target, response: httpx2.Response, ask: _Ask) -> Fetched | str:
    """What a response holds; raises FetchError for anything but success, and HostTrouble where the host fails."""
    status, shown, headers = response.status_code, show(target.url), response.headers
    if status in _REDIRECTS and headers.get("location"):
        return _join(target.url, headers["location"])
    if status == 304 and ask.headers:
        return Fetched(304, target.url, b"", "", headers.get("etag"), headers.get("last-modified"))
    if status == 429 or status >= 500:
        wait = retry_after(headers.get("retry-after"), headers.get("date"))
        when = f"in {wait:,.0f} seconds" if wait else "later"
        raise HostTrouble(f"{shown}: answers {_status(status)}; try again {when}", status, wait)
    if not 200 <= status < 300:
        raise FetchError(f"{shown}: answers {_status(status)}; {_REMEDIES.get(status, 'check the address')}", status)
    packing = headers.get("content-encoding", "").strip().lower()
    if packing not in _PACKINGS:
        raise FetchError(
            f"{shown}: is packed as {packing[:40]!r}, which was not asked for; save the page and give the file"
        )
    return Fetched(
        status,
        target.url,
        _body(shown, response, ask),
        headers.get("content-type", "").partition(";")[0].strip().lower(),
        headers.get("etag"),
        headers.get("last-modified"),
        charset(response.charset_encoding),
    )


_REMEDIES = {
    401: "it needs a password; save the page and give the file",
    402: "it needs a subscription; save the page and give the file",
    403: "it does not want programs, or needs a subscription; save the page and give the file",
    404: "check the address",
    410: "it is gone for good; take it off your list",
    451: "it is withheld for legal reasons",
}


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _join(base: str, location: str) -> str:
    """Where a redirect leads; servers send it as UTF-8 or Latin-1, mostly as ASCII."""
    from urllib.parse import quote, urljoin

    try:
        return urljoin(base, quote(location.strip(" \t"), safe="%/:=&?~#+!$,;'@()*[]\\|"))
    except ValueError as error:
        raise FetchError(f"{show(base)}: is redirected to {show(location)!r}, which is no address") from error


def _body(shown: str, response: httpx2.Response, ask: _Ask) -> bytes:
    """The unpacked body, given up as soon as it is known to be too large."""
    large = FetchError(f"{shown}: is larger than {megabytes(ask.max_bytes)}; download it and give the file")
    told = response.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and len(told) < 19 and int(told) > ask.max_bytes and not ask.cut:
        raise large
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > ask.max_bytes:
            if not ask.cut:
                raise large
            break
    return b"".join(parts)[: ask.max_bytes]


def charset(name: str | None) -> str | None:
    """Python's name of a charset; None where it is not known, or is none that text is sent in."""
    try:
        found = codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        return None
    return None if found and found.translate(_PLAIN) in _NO_CHARSETS else found


# No charsets but Python's own transformations; decoding much with the first two would not end.
_NO_CHARSETS = frozenset(
    "punycode idna unicodeescape rawunicodeescape undefined base64 bz2 hex quopri rot13 uu zlib utf7".split()
)
_PLAIN = {ord("-"): None, ord("_"): None}


def retry_after(value: str | None, date: str | None) -> float | None:
    """The seconds a Retry-After header asks for; a time of day counts from the server's own Date header."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
        since = parsedate_to_datetime(date) if date else dt.datetime.now(dt.UTC)
        seconds = (until - since).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), _LONGEST_WAIT)
