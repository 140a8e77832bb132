"""What every store can do. Work goes in transactions: ``with library.view() as v`` reads one consistent state,
``with library.edit() as e`` reads and writes, and what it wrote is durable when the block is left without an error.

Everything that is listed comes in an order that does not depend on the order in which it came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from rashomon.collect.answer import Feed
from rashomon.collect.items import Origin
from rashomon.library.records import Counts, Decision, Entry, Failure, Hit, Spot
from rashomon.records import ControlInterval, Disagreement, Incident, Reading


class View(Protocol):
    """One consistent state of the library, to read."""

    # --- reports and readings

    def counts(self) -> Counts:
        """How many of what the library holds."""

    def known(self, digests: Sequence[str]) -> set[str]:
        """Those among the digests whose reports are kept."""

    def report_ids(self) -> Iterator[str]:
        """The ids of all reports, sorted."""

    def entries(self, ids: Sequence[str]) -> list[Entry]:
        """The reports of the ids, by id; unknown ids are left out."""

    def readings(self, ids: Sequence[str]) -> list[Reading]:
        """The readings of the reports, by report id; reports without one are left out."""

    def origins(self, report: str) -> list[Origin]:
        """Where a report was found, sorted."""

    def stale(self, version: str, limit: int, after: str = "") -> list[str]:
        """Up to ``limit`` ids above ``after`` of reports that ``version`` has not read, sorted."""

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Reports that have all the words in title or text, best first; whatever else was typed counts as a blank."""

    def find_reports(self, prefix: str) -> list[str]:
        """The ids that start with ``prefix``, sorted."""

    # --- what could not be collected or read, and what is done

    def failures(self) -> list[Failure]:
        """What could not be collected or read, by origin."""

    def finished(self, source: str) -> str | None:
        """The stamp with which a source was collected to its end."""

    def has_url(self, url: str) -> bool:
        """Whether a report with this URL is kept."""

    def feeds(self) -> list[Feed]:
        """The polled addresses, sorted."""

    # --- copies: reports whose text is nearly the same

    def alike(self, bands: Sequence[int]) -> list[tuple[str, bytes, str]]:
        """Id, sketch and voice of the reports that share a band (64-bit numbers), by id."""

    def copies(self, voice: str) -> list[str]:
        """The ids of the reports of one voice, sorted."""

    # --- decisions

    def decisions(self, report: str) -> list[tuple[Decision, str | None]]:
        """The decisions on a report's claims in order, each with the key of the claim it is about now.

        That is the claim of the same id, else the first with the same type and trigger, else None.
        """

    # --- comparison

    def waiting(self, limit: int) -> list[str]:
        """Up to ``limit`` ids of reports read but not compared: by day of publication, undated last, then by id."""

    def around(self, spots: Sequence[Spot], count: int) -> list[tuple[list[Spot], list[Spot]]]:
        """For each spot the ``count`` spots of its block before it (nearest last) and after it (nearest first)."""

    def components(self, claims: Sequence[str]) -> dict[str, str]:
        """Claim key to component, for the claims that are in one."""

    def members(self, components: Sequence[str]) -> dict[str, list[str]]:
        """Component to the keys of its claims, sorted; for the components that there are."""

    def territory(self, place: str, country: str) -> list[str]:
        """Keys of the claims about who holds a place (normalised name; country may be empty), sorted."""

    def incidents(self, ids: Sequence[str]) -> list[Incident]:
        """The incidents of the ids, by id; unknown ids are left out."""

    def incident_ids(self) -> Iterator[str]:
        """The ids of all incidents, sorted."""

    def incidents_of(self, claims: Sequence[str]) -> dict[str, str]:
        """Claim key to incident id, for the claims that are in one."""

    def disagreements(self, incidents: Sequence[str]) -> list[Disagreement]:
        """The disagreements within the incidents, by incident, in the order they were put."""

    def control(self, place: str | None = None) -> list[ControlInterval]:
        """The control intervals of a place (normalised name), or of all, by place and country."""

    def control_places(self) -> Iterator[str]:
        """The normalised names of the places that have control intervals, sorted."""

    def stale_control(self, limit: int) -> list[tuple[str, str]]:
        """Up to ``limit`` places (normalised name, country) whose control timelines wait to be made anew, sorted."""

    def places(self, name: str) -> list[tuple[str, str, int]]:
        """Normalised names that hold ``name``, each with its country and number of claims, commonest first."""

    def sources(self, name: str) -> list[tuple[str, int]]:
        """Sources whose name holds ``name``, whatever the case, each with its number of claims, commonest first."""

    def claims_of(self, source: str) -> list[str]:
        """Keys of the claims of one source (exact name; a publisher under its own), sorted."""

    def claims_at(self, place: str, country: str | None = None) -> list[str]:
        """Keys of the claims at a place (normalised name), of one country or of all, sorted."""

    def get(self, key: str) -> str | None:
        """A remembered value."""


class Edit(View, Protocol):
    """A transaction that writes; nothing of it is seen by others before it ends, and all of it after."""

    def add(self, entry: Entry, origin: Origin, bands: Sequence[int] = ()) -> None:
        """Keep a report, or only one more origin of it where it is kept already.

        Raises LibraryError where another report has the same id, ValueError where the id is not of the digest.
        """

    def put_reading(self, reading: Reading, version: str) -> None:
        """Keep what ``version`` read out of a kept report; it replaces what was read before, decisions stay.

        The report waits to be compared; so do the reports whose incidents or control timelines held claims of the
        reading that is replaced, since these are dissolved. Raises LibraryError where the report is not kept.
        """

    def put_failure(self, failure: Failure) -> None:
        """Note what could not be collected or read; at the same origin again, one more attempt and the new reason."""

    def drop_failure(self, origin: Origin) -> None:
        """Forget a failure, since a retry succeeded; harmless where there is none."""

    def finish(self, source: str, stamp: str) -> None:
        """Note that a source was collected to its end."""

    def put_feed(self, feed: Feed) -> None:
        """Note what is remembered of a polled address."""

    def put_voice(self, reports: Sequence[str], voice: str) -> None:
        """Say that the reports are copies of one voice; they wait to be compared again."""

    def decide(self, decision: Decision) -> None:
        """Add a decision. Raises LibraryError where its report is not kept."""

    def put_spots(self, reports: Sequence[str], spots: Iterable[Spot]) -> None:
        """Keep where the claims of the reports lie; it replaces what was kept of these reports."""

    def put_component(self, component: str, incidents: Sequence[Incident], differences: Sequence[Disagreement]) -> None:
        """Keep the incidents of one component and their disagreements; it replaces a component of the same name.

        A claim belongs to one component: drop the one it was in before.
        """

    def drop_components(self, components: Sequence[str]) -> None:
        """Remove components with their incidents and disagreements."""

    def note_control(self, places: Iterable[tuple[str, str]]) -> None:
        """Note the places (normalised name, country) whose control timelines wait to be made anew."""

    def put_control(self, place: str, country: str, intervals: Sequence[ControlInterval]) -> None:
        """Keep who is said to hold a place (normalised name); it replaces what was kept; the place waits no more."""

    def compared(self, reports: Sequence[str]) -> None:
        """Say that the reports wait no longer."""

    def forget_comparison(self) -> None:
        """Remove all incidents, disagreements, control timelines and spots; all readings wait again."""

    def put(self, key: str, value: str) -> None:
        """Remember a value."""


class Library(Protocol):
    """A store of reports, readings, failures, decisions and what their comparison gave."""

    location: str  # the path, or the address without its password

    def view(self) -> AbstractContextManager[View]:
        """One consistent state of the library, to read."""

    def edit(self) -> AbstractContextManager[Edit]:
        """A transaction that writes: all of it is kept, durably, when the block ends without an error, else nothing.

        Raises LibraryBusy where somebody else is writing for longer than we wait (settings: library.busy_seconds).
        """

    def check(self) -> list[str]:
        """What is damaged or unfit, one line each with its remedy; empty: all well."""

    def close(self) -> None:
        """Close all connections; harmless a second time."""

    def __enter__(self) -> Library: ...
    def __exit__(self, *details: object) -> None: ...
