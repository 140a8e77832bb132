"""The part of a transaction that is about decisions, failures and what has been collected so far."""

from __future__ import annotations

import datetime as dt
import json

from rashomon.collect.answer import Feed
from rashomon.collect.items import Origin
from rashomon.errors import LibraryError
from rashomon.library.codec import key_of
from rashomon.library.records import Decision, Failure
from rashomon.library.statements import Row
from rashomon.library.tables import Tables


class LedgerTables(Tables):
    """Decisions, failures, finished sources, feeds and remembered values of one open transaction."""

    def failures(self) -> list[Failure]:
        """What could not be collected or read, by origin."""
        rows = self._do.rows("SELECT source, part, reason, url, report, attempts FROM failures")
        return [Failure(Origin(*row[:2]), *row[2:]) for row in sorted(rows, key=lambda row: (row[0], row[1]))]

    def finished(self, source: str) -> str | None:
        """The stamp with which a source was collected to its end."""
        stamp: str | None = self._value("SELECT stamp FROM finished WHERE key = ?", (key_of(source),))
        return stamp

    def feeds(self) -> list[Feed]:
        """The polled addresses, sorted."""
        rows = self._do.rows("SELECT url, etag, modified, next_at, failures FROM feeds")
        return [
            Feed(url, etag, modified, next_at and dt.datetime.fromisoformat(next_at), failures)
            for url, etag, modified, next_at, failures in sorted(rows, key=lambda row: row[0])
        ]

    def decisions(self, report: str) -> list[tuple[Decision, str | None]]:
        """The decisions on a report's claims in order, each with the key of the claim it is about now.

        That is the claim of the same id, else the first with the same type and trigger, else None.
        """
        claims = self._do.rows(
            "SELECT id, key, type, trigger_start, trigger_end, in_title FROM claims WHERE report = ?"
            " ORDER BY number DESC",
            (report,),
        )
        by_id = {row[0]: row[1] for row in claims}
        by_words = {row[2:]: row[1] for row in claims}
        rows = self._do.rows(
            "SELECT claim, verdict, type, trigger_start, trigger_end, in_title, correction, who, at, note"
            " FROM decisions WHERE report = ? ORDER BY number",
            (report,),
        )
        return [(_decision(report, row), by_id.get(row[0]) or by_words.get(row[2:6])) for row in rows]

    def get(self, key: str) -> str | None:
        """A remembered value."""
        value: str | None = self._value("SELECT value FROM remembered WHERE key = ?", (key,))
        return value

    # --- what an edit adds

    def put_failure(self, failure: Failure) -> None:
        """Note what could not be collected or read; at the same origin again, one more attempt and the new reason."""
        origin = failure.origin
        self._do.run(
            "INSERT INTO failures (key, source, part, reason, url, report, attempts) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET reason = excluded.reason, url = excluded.url, report = excluded.report,"
            " attempts = failures.attempts + 1",
            (
                key_of(origin.source, origin.part),
                origin.source,
                origin.part,
                failure.reason,
                failure.url,
                failure.report,
                failure.attempts,
            ),
        )

    def drop_failure(self, origin: Origin) -> None:
        """Forget a failure, since a retry succeeded; harmless where there is none."""
        self._do.run("DELETE FROM failures WHERE key = ?", (key_of(origin.source, origin.part),))

    def finish(self, source: str, stamp: str) -> None:
        """Note that a source was collected to its end."""
        self._do.run(
            "INSERT INTO finished (key, source, stamp) VALUES (?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET stamp = excluded.stamp",
            (key_of(source), source, stamp),
        )

    def put_feed(self, feed: Feed) -> None:
        """Note what is remembered of a polled address."""
        self._do.run(
            "INSERT INTO feeds (key, url, etag, modified, next_at, failures) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, modified = excluded.modified,"
            " next_at = excluded.next_at, failures = excluded.failures",
            (
                key_of(feed.url),
                feed.url,
                feed.etag,
                feed.modified,
                feed.next_at and feed.next_at.isoformat(),
                feed.failures,
            ),
        )

    def decide(self, decision: Decision) -> None:
        """Add a decision. Raises LibraryError where its report is not kept."""
        if self._value("SELECT 1 FROM reports WHERE id = ?", (decision.report,)) is None:
            raise LibraryError(f"report {decision.report} is not in the library: a decision needs its report")
        number = self._value("SELECT count(*) FROM decisions WHERE report = ?", (decision.report,))
        self._do.run(
            "INSERT INTO decisions (report, number, claim, verdict, type, trigger_start, trigger_end, in_title,"
            " correction, who, at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                decision.report,
                number,
                decision.claim,
                decision.verdict,
                decision.type,
                *decision.trigger,
                int(decision.in_title),
                None if decision.correction is None else json.dumps(decision.correction),
                decision.who,
                decision.at and decision.at.isoformat(),
                decision.note,
            ),
        )

    def put(self, key: str, value: str) -> None:
        """Remember a value."""
        self._do.run(
            "INSERT INTO remembered (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def _decision(report: str, row: Row) -> Decision:
    return Decision(
        report,
        claim=row[0],
        verdict=row[1],
        type=row[2],
        trigger=(row[3], row[4]),
        in_title=bool(row[5]),
        correction=None if row[6] is None else json.loads(row[6]),
        who=row[7],
        at=row[8] and dt.datetime.fromisoformat(row[8]),
        note=row[9],
    )
