"""Turns at a host: one request at a time, a pause after each, a longer one after each failure."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rashomon.errors import FetchError
from rashomon.settings import FetchSettings

_LEAST_BACKOFF = 1.0  # seconds, where no delay is set
_STEPS = 20  # doublings after which a longer pause would mean nothing


class HostTrouble(FetchError):  # noqa: N818 - reads as what it is
    """The host fails, or asks to be left alone; ``wait`` is set to the pause it gets."""


@dataclass(slots=True)
class _Host:
    """When a host may be asked again, and how often in a row it failed."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    failures: int = 0
    delay: float = 0.0


class Turns:
    """Who may ask which host when, by a monotonic clock in seconds."""

    def __init__(self, limits: FetchSettings, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def slow_down(self, host: str, seconds: float) -> None:
        """Pause so long between requests to a host, as its robots.txt asks."""
        self._host(host).delay = min(seconds, self._limits.max_crawl_delay)

    @contextmanager
    def turn(self, host: str, shown: str, free: bool = False) -> Iterator[None]:
        """One request's turn at a host; waits for it, or raises FetchError where that would take too long.

        ``free`` turns (robots.txt) are followed by no pause.
        """
        state = self._host(host)
        with state.lock:
            wait = state.next_at - self._clock()
            if wait > self._limits.patience_seconds:
                raise FetchError(
                    f"{shown}: {host} failed or asked to be left alone; try again in {wait:,.0f} seconds", wait=wait
                )
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            except HostTrouble as error:
                state.failures += 1
                error.wait = max(error.wait or 0.0, self._backoff(state))
                state.next_at = self._clock() + error.wait
                raise
            except FetchError:
                state.next_at = self._clock() + self._delay(state)
                raise
            state.failures = 0
            state.next_at = self._clock() + (0.0 if free else self._delay(state))

    def _delay(self, state: _Host) -> float:
        return max(state.delay, self._limits.delay_seconds)

    def _backoff(self, state: _Host) -> float:
        """The pause after a failure: twice the last one."""
        first = max(self._delay(state), _LEAST_BACKOFF)
        return min(first * (1 << min(state.failures, _STEPS)), self._limits.max_backoff_seconds)

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
