"""What a site's robots.txt asks of us (RFC 9309), read by protego, fetched once for each site."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from rashomon.collect.addresses import Target, show
from rashomon.errors import AddressRefused, FetchError

if TYPE_CHECKING:
    from protego import Protego

    from rashomon.collect.answer import Fetched

AGENT = "rashomon"
_MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 kibibytes must be read
_KEPT = 86_400.0  # seconds; RFC 9309, 2.4: not longer than a day
_FAILURE_KEPT = 900.0  # seconds until a site that failed is asked for its robots.txt again


class Asker(Protocol):
    """What this module needs of a Fetcher."""

    def get(self, url: str, *, robots: bool, max_bytes: int, cut: bool) -> Fetched:
        """Fetch an address."""

    def slow_down(self, host: str, seconds: float) -> None:
        """Pause so long between requests to a host."""

    def target(self, url: str) -> Target:
        """A URL as it would be asked."""


@dataclass(slots=True)
class _Site:
    """The rules of one site; without rules and failure, all is allowed."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    until: float = -1.0
    rules: Protego | None = None
    failure: FetchError | None = None


class Robots:
    """The robots.txt files of all sites that one Fetcher asks."""

    def __init__(self, asker: Asker, clock: Callable[[], float] = time.monotonic) -> None:
        self._asker = asker
        self._clock = clock
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def allowed(self, url: str) -> bool:
        """Whether a URL may be asked; raises FetchError where its site's robots.txt cannot be had now."""
        return self._allows(self._asker.target(url))

    def check(self, target: Target) -> None:
        """Raise FetchError where a URL may not be asked, or not now."""
        if not self._allows(target):
            raise FetchError(
                f"{show(target.url)}: the robots.txt of {target.host} asks programs to leave it alone; "
                "save the page yourself and give the file"
            )

    def _allows(self, target: Target) -> bool:
        site = self._site(target)
        if isinstance(site.failure, AddressRefused):  # so is the page, for the same reason
            raise AddressRefused(str(site.failure).replace(f"{target.site}/robots.txt", show(target.url), 1))
        if site.failure is not None:
            raise FetchError(
                f"{show(target.url)}: not fetched, since its site's robots.txt cannot be had now ({site.failure})",
                site.failure.status,
                site.failure.wait,
            )
        return site.rules is None or site.rules.can_fetch(target.url, AGENT)

    def _site(self, target: Target) -> _Site:
        with self._lock:
            site = self._sites.setdefault(target.site, _Site())
        with site.lock:
            if self._clock() >= site.until:
                site.rules, site.failure = None, None
                try:
                    site.rules = self._fetch(target)
                except FetchError as error:
                    site.failure = error
                site.until = self._clock() + (_FAILURE_KEPT if site.failure else _KEPT)
        return site

    def _fetch(self, target: Target) -> Protego | None:
        """The rules of a site; None where it has none. Raises FetchError where it fails or cannot be reached."""
        try:
            found = self._asker.get(f"{target.site}/robots.txt", robots=False, max_bytes=_MAX_BYTES, cut=True)
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return None
            raise
        from protego import Protego

        body = found.body if len(found.body) < _MAX_BYTES else found.body.rpartition(b"\n")[0]  # its last line is torn
        rules = Protego.parse(body.decode("utf-8", "replace"))
        delay = rules.crawl_delay(AGENT)
        if delay:
            self._asker.slow_down(target.host, float(delay))
        return rules
