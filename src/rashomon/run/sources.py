"""From what a person names (files, folders, addresses, lists of them) to the items in it, one unit after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.collect.items import Failed, Item, Origin
from rashomon.errors import InputError
from rashomon.library.records import Failure

if TYPE_CHECKING:
    from rashomon.collect.fetch import Fetcher

AHEAD_LOCAL = 64  # items looked at together before the first of them is read
AHEAD_REMOTE = 4  # of slow sources: what has arrived is kept soon
_ADDRESS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Unit:
    """One file or address; ``stamp`` tells whether a file has changed since it was collected to its end."""

    name: str
    items: Callable[[], Iterator[Item]]
    stamp: str | None = None
    ahead: int = AHEAD_LOCAL


def is_address(source: str) -> bool:
    """Whether a source is an address on the network, and not a file."""
    return source.lower().startswith(_ADDRESS)


def is_list(source: str) -> bool:
    """Whether a source is a file that lists addresses."""
    from rashomon.collect.lists import LISTS

    return Path(source).suffix.lower() in LISTS


class Opener:
    """Opens sources; the network is touched only where an address is among them."""

    def __init__(self, known: Callable[[str], bool]) -> None:
        self._known = known  # whether a report from this address is kept already
        self._fetcher: Fetcher | None = None

    def close(self) -> None:
        """Close what is open to the network."""
        if self._fetcher is not None:
            self._fetcher.close()

    @property
    def fetcher(self) -> Fetcher:
        """The one way out: addresses, robots and delays are looked after there."""
        if self._fetcher is None:
            from rashomon.collect.fetch import Fetcher

            self._fetcher = Fetcher()
        return self._fetcher

    def units(self, sources: Iterable[str]) -> Iterator[Unit]:
        """Every file and address that the sources name, in order."""
        for source in sources:
            if is_address(source):
                yield self.address(source)
            elif "://" in source and not os.path.exists(source):
                reason = "cannot be fetched; an address begins with https:// or http://"
                yield Unit(source, partial(iter, [Failed(Origin(source), reason)]))
            elif os.path.isdir(source):
                yield from _folder(source)
            elif is_list(source):
                addresses, wrong = addresses_in(source)
                yield Unit(source, partial(iter, wrong))
                yield from map(self.address, addresses)
            else:
                yield _file(os.path.abspath(source))

    def address(self, url: str) -> Unit:
        """One page or feed on the network."""
        from rashomon.collect.web import collect_url

        return Unit(url, lambda: collect_url(url, self.fetcher, skip=self._known), ahead=AHEAD_REMOTE)

    def again(self, failure: Failure) -> Iterator[Item]:
        """The item that failed, tried again: from its address where it has one, else from its file."""
        from rashomon.collect.files import collect_again

        if failure.url is not None:
            return self.address(failure.url).items()
        return collect_again(failure.origin)


def _folder(name: str) -> Iterator[Unit]:
    """The files of a folder; what else it holds is told as a remark."""
    from rashomon.collect.files import folder_remarks, input_files

    path = Path(os.path.abspath(name))
    if remarks := folder_remarks(path):
        yield Unit(name, partial(iter, remarks))
    for file in input_files([str(path)]):
        yield _file(str(file))


def _file(name: str) -> Unit:
    from rashomon.collect.files import collect_path

    try:
        info = os.stat(name)
        stamp = f"{info.st_size} bytes, {info.st_mtime_ns}"
    except (OSError, ValueError):  # told by whoever opens it
        stamp = None
    return Unit(Path(name).as_posix(), lambda: collect_path(name), stamp)


def addresses_in(name: str) -> tuple[list[str], list[Failed]]:
    """The addresses in an OPML file or a list of URLs, and what is wrong with its other lines."""
    from rashomon.collect import guard
    from rashomon.collect.lists import read_list

    origin = Origin(Path(os.path.abspath(name)).as_posix())
    try:
        listed = read_list(guard.read_bytes(Path(name)), Path(name).suffix.lower())
    except InputError as error:
        return [], [Failed(origin, str(error))]
    return listed.urls, [Failed(Origin(origin.source, part), reason) for part, reason in listed.wrong]
