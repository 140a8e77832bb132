"""The part of a transaction that is about reports, readings, copies, decisions and what could not be collected."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from rashomon.collect.items import Origin
from rashomon.errors import LibraryError
from rashomon.library.codec import decode_reading, encode_claim, encode_reading, key_of, short
from rashomon.library.ledger import LedgerTables
from rashomon.library.records import ID_LENGTH, Counts, Entry, Hit
from rashomon.library.statements import Row
from rashomon.library.words import snippet, words
from rashomon.records import Claim, Reading, Report
from rashomon.settings import settings

_REPORT = "r.id, t.text, t.title, r.published, r.publisher, r.url, r.language"
_CLAIM = (
    "key", "report", "number", "id", "type", "family", "in_title", "trigger_start", "trigger_end", "place", "country",
    "admin1", "first_day", "last_day", "source", "source_kind", "stance", "killed_low", "killed_high", "data",
)  # fmt: skip


class ReportTables(LedgerTables):
    """Reports and readings of one open transaction."""

    def counts(self) -> Counts:
        """How many of what the library holds."""
        found = self._do.rows(
            "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM reports WHERE version IS NOT NULL),"
            " (SELECT count(*) FROM claims), (SELECT count(*) FROM incidents), (SELECT count(*) FROM disagreements),"
            " (SELECT count(*) FROM failures),"
            " (SELECT count(*) FROM reports WHERE version IS NOT NULL AND compared = 0)"
        )
        return Counts(*found[0])

    def known(self, digests: Sequence[str]) -> set[str]:
        """Those among the digests whose reports are kept."""
        return {
            row[0] for row in self._do.rows("SELECT digest FROM reports WHERE digest IN (EACH(?))", self._l(digests))
        }

    def report_ids(self) -> Iterator[str]:
        """The ids of all reports, sorted."""
        return self._walk("SELECT id FROM reports WHERE id > ? ORDER BY id LIMIT ?")

    def entries(self, ids: Sequence[str]) -> list[Entry]:
        """The reports of the ids, by id; unknown ids are left out."""
        rows = self._do.rows(
            f"SELECT {_REPORT}, r.digest, r.given_id, t.sketch, r.voice FROM reports r JOIN texts t ON t.report = r.id"
            " WHERE r.id IN (EACH(?)) ORDER BY r.id",
            self._l(ids),
        )
        return [Entry(_report(row), row[7], row[8], bytes(row[9]), row[10]) for row in rows]

    def readings(self, ids: Sequence[str]) -> list[Reading]:
        """The readings of the reports, by report id; reports without one are left out."""
        claims: dict[str, list[str]] = defaultdict(list)
        wanted = self._l(ids)
        for report, data in self._do.rows(
            "SELECT report, data FROM claims WHERE report IN (EACH(?)) ORDER BY report, number", wanted
        ):
            claims[report].append(data)
        rows = self._do.rows(
            f"SELECT {_REPORT}, d.data FROM readings d JOIN reports r ON r.id = d.report"
            " JOIN texts t ON t.report = r.id WHERE d.report IN (EACH(?)) ORDER BY d.report",
            wanted,
        )
        return [decode_reading(row[7], _report(row), claims[row[0]]) for row in rows]

    def origins(self, report: str) -> list[Origin]:
        """Where a report was found, sorted."""
        rows = self._do.rows("SELECT source, part FROM origins WHERE report = ?", (report,))
        return [Origin(*row) for row in sorted(rows)]

    def stale(self, version: str, limit: int, after: str = "") -> list[str]:
        """Up to ``limit`` ids above ``after`` of reports that ``version`` has not read, sorted."""
        return self._column(
            "SELECT id FROM reports WHERE id > ? AND (version IS NULL OR version <> ?) ORDER BY id LIMIT ?",
            (after, version, limit),
        )

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Reports that have all the words in title or text, best first; whatever else was typed counts as a blank."""
        wanted = list(dict.fromkeys(words(text)))
        if not wanted or limit < 1:
            return []
        ids = self._do.find(wanted, limit)
        entries = {entry.report.id: entry.report for entry in self.entries(ids)}
        width = settings().library.snippet_characters
        return [
            Hit(id, one.title, one.published, one.publisher, snippet(one.text, wanted, width))
            for id in ids
            for one in [entries[id]]
        ]

    def find_reports(self, prefix: str) -> list[str]:
        """The ids that start with ``prefix``, sorted."""
        return self._column(
            "SELECT id FROM reports WHERE id >= ? AND substr(id, 1, ?) = ? ORDER BY id", (prefix, len(prefix), prefix)
        )

    def has_url(self, url: str) -> bool:
        """Whether a report with this URL is kept."""
        return self._value("SELECT 1 FROM reports WHERE url_key = ? LIMIT 1", (key_of(url),)) is not None

    def alike(self, bands: Sequence[int]) -> list[tuple[str, bytes, str]]:
        """Id, sketch and voice of the reports that share a band, by id."""
        rows = self._do.rows(
            "SELECT r.id, t.sketch, r.voice FROM reports r JOIN texts t ON t.report = r.id"
            " WHERE r.id IN (SELECT report FROM bands WHERE band IN (EACH_NUMBER(?))) ORDER BY r.id",
            (self._do.each([_signed(band) for band in bands]),),
        )
        return [(row[0], bytes(row[1]), row[2]) for row in rows]

    def copies(self, voice: str) -> list[str]:
        """The ids of the reports of one voice, sorted."""
        return self._column("SELECT id FROM reports WHERE voice = ? ORDER BY id", (voice,))

    # --- what an edit adds

    def add(self, entry: Entry, origin: Origin, bands: Sequence[int] = ()) -> None:
        """Keep a report, or only one more origin of it where it is kept already.

        Raises LibraryError where another report has the same id, ValueError where the id is not of the digest.
        """
        report = entry.report
        if report.id != entry.digest[:ID_LENGTH]:
            raise ValueError(f"report id {report.id} is not the head of digest {entry.digest}")
        kept = self._do.rows("SELECT digest, given_id FROM reports WHERE id = ?", (report.id,))
        if kept and kept[0][0] != entry.digest:
            raise LibraryError(
                f"{origin}: two different items share the id {report.id}; this one is left out, since the library could"
                " not tell them apart: please report it with both files"
            )
        if not kept:
            self._add(entry, bands)
        elif entry.given_id < kept[0][1]:  # of several given ids the smallest, so that no order of adding matters
            self._do.run("UPDATE reports SET given_id = ? WHERE id = ?", (entry.given_id, report.id))
        self._do.run(
            "INSERT INTO origins (report, key, source, part) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (report.id, key_of(origin.source, origin.part), origin.source, origin.part),
        )

    def _add(self, entry: Entry, bands: Sequence[int]) -> None:
        report = entry.report
        self._do.run(
            "INSERT INTO reports (id, digest, given_id, published, publisher, url, url_key, language, voice)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                report.id,
                entry.digest,
                entry.given_id,
                report.published and report.published.isoformat(),
                report.publisher,
                report.url,
                None if report.url is None else key_of(report.url),
                report.language,
                entry.voice or report.id,
            ),
        )
        self._do.keep_text(report.id, report.title, report.text, entry.sketch)
        if bands:
            rows = sorted({(_signed(band), report.id) for band in bands})
            self._do.insert("bands", ("band", "report"), rows)

    def put_reading(self, reading: Reading, version: str) -> None:
        """Keep what ``version`` read out of a kept report; it replaces what was read before, decisions stay.

        The report waits to be compared; so do the reports whose incidents or control timelines held claims of the
        reading that is replaced, since these are dissolved. Raises LibraryError where the report is not kept.
        """
        id = reading.report.id
        found = self._do.rows(
            f"SELECT {_REPORT}, r.version FROM reports r JOIN texts t ON t.report = r.id WHERE r.id = ?", (id,)
        )
        if not found:
            raise LibraryError(f"report {id} is not in the library: add it before its reading")
        if found[0][7] is not None:
            self._forget_reading(id)
        self._do.run(
            "INSERT INTO readings (report, data) VALUES (?, ?)", (id, encode_reading(reading, _report(found[0])))
        )
        if reading.claims:
            rows = (_claim(reading.report, claim, number) for number, claim in enumerate(reading.claims))
            self._do.insert("claims", _CLAIM, rows)
        self._do.run("UPDATE reports SET version = ?, compared = 0 WHERE id = ?", (version, id))

    def _forget_reading(self, report: str) -> None:
        self._dissolve(report)
        self._do.run("DELETE FROM spots WHERE report = ?", (report,))
        self._do.run("DELETE FROM claims WHERE report = ?", (report,))
        self._do.run("DELETE FROM readings WHERE report = ?", (report,))

    def _dissolve(self, report: str) -> None:
        raise NotImplementedError

    def put_voice(self, reports: Sequence[str], voice: str) -> None:
        """Say that the reports are copies of one voice; they wait to be compared again."""
        self._do.run("UPDATE reports SET voice = ?, compared = 0 WHERE id IN (EACH(?))", (voice, *self._l(reports)))


def _signed(band: int) -> int:
    """A 64-bit number as both stores hold it."""
    return (band + 2**63) % 2**64 - 2**63


def _bounded(count: int | None) -> int | None:
    """A figure to look up by; one that no column can hold counts as the largest."""
    return None if count is None else min(count, 2**62)


def _report(row: Row) -> Report:
    published = dt.date.fromisoformat(row[3]) if row[3] else None
    return Report(row[0], row[1], row[2], published, row[4], row[5], row[6])


def _claim(report: Report, claim: Claim, number: int) -> tuple[Any, ...]:
    """One row of the table of claims: what is looked up, and the whole claim."""
    from rashomon.compare.accounts import place_name

    place, when, killed = claim.place, claim.when, claim.killed
    voice = claim.source.name if claim.source.kind != "publisher" else report.publisher or f"report {report.id}"
    return (
        f"{report.id}:{claim.id}",
        report.id,
        number,
        claim.id,
        claim.type,
        claim.family,
        int(claim.in_title),
        claim.trigger.start,
        claim.trigger.end,
        short(place_name(place.name)) if place else "",
        short(place.country or "") if place else "",
        short(place.admin1 or "") if place else "",
        when and when.start.isoformat(),
        when and when.end.isoformat(),
        short(voice),
        claim.source.kind,
        claim.stance,
        killed and _bounded(killed.low),
        killed and _bounded(killed.high),
        encode_claim(claim, report),
    )
