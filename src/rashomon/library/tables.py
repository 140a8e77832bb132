"""What every part of a transaction needs to ask the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rashomon.library.statements import Statements

PAGE = 2000  # ids fetched at once where all are walked


class Tables:
    """One open transaction."""

    def __init__(self, statements: Statements) -> None:
        self._do = statements

    def _l(self, values: Sequence[str]) -> tuple[Any]:
        return (self._do.each(values),)

    def _column(self, sql: str, values: Sequence[Any]) -> list[Any]:
        return [row[0] for row in self._do.rows(sql, values)]

    def _value(self, sql: str, values: Sequence[Any]) -> Any:
        found = self._do.rows(sql, values)
        return found[0][0] if found else None

    def _walk(self, sql: str) -> Iterator[str]:
        """All ids of a query that takes the last id and a limit."""
        last = ""
        while page := self._column(sql, (last, PAGE)):
            yield from page
            last = page[-1]
