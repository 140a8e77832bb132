"""What the two stores do differently, behind one face: running SQL, inserting many rows, the search index, windows.

SQL is written once with ``?`` for a value, and with ``EACH(?)`` or ``EACH_NUMBER(?)`` for the elements of a list
made by ``each``: ``WHERE id IN (EACH(?))``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from rashomon.library.records import Spot

Row = tuple[Any, ...]
Window = tuple[list[Spot], list[Spot]]


class Statements(Protocol):
    """An open transaction of one store; texts go in and come out as they are, whatever the store can hold."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that gives no rows."""

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert many rows."""

    def each(self, values: Iterable[str] | Iterable[int]) -> Any:
        """The value to hand over for ``EACH(?)`` (texts) or ``EACH_NUMBER(?)`` (whole numbers)."""

    def keep_text(self, report: str, title: str | None, text: str, sketch: bytes) -> None:
        """Keep the text of a new report and index its words."""

    def find(self, words: Sequence[str], limit: int) -> list[str]:
        """Ids of the reports that have all the words in title or text, best first."""

    def windows(self, spots: Sequence[Spot], count: int) -> list[Window]:
        """For each spot up to ``count`` spots of its block before it and after it, in order."""
