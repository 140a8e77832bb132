"""The columns of a table as a report's fields, and its rows as reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.collect.dates import day_of
from rashomon.collect.fields import in_future, report_from
from rashomon.collect.items import Item, Origin, Remark, canonical, found, guarded
from rashomon.errors import InputError
from rashomon.settings import settings

_SHOWN = 20  # column names in a message
_ID_LENGTH = 500  # as ReportFields


def plain_name(name: str) -> str:
    """A column's name without case, with ``_`` for spaces and hyphens."""
    return "_".join(name.strip().casefold().replace("-", " ").replace("_", " ").split())


def fields_of(names: Sequence[str]) -> dict[str, int]:
    """Which column holds which field of a report, by the lists of the settings ([tables]), earlier names first."""
    places: dict[str, int] = {}
    for at, name in reversed(list(enumerate(names))):
        places[plain_name(name)] = at
    known: dict[str, list[str]] = settings().tables.model_dump(include=set(_FIELDS))
    taken = {name: [places[plain] for plain in map(plain_name, known[name]) if plain in places] for name in _FIELDS}
    return {name: at[0] for name, at in taken.items() if at}


_FIELDS = ("text", "title", "published", "publisher", "url", "id")


def check(names: Sequence[str]) -> dict[str, int]:
    """``fields_of``; raises InputError, naming the columns, where none of them holds the text."""
    places = fields_of(names)
    if "text" not in places:
        shown = ", ".join(name.strip()[:40] or "(no name)" for name in names[:_SHOWN])
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        raise InputError(
            f"no column holds the text; the columns are {shown}{more}. Name one text, "
            "or add its name to tables.text in the settings"
        )
    return places


@dataclass(slots=True)
class Rows:
    """The rows of one table to its reports; keeps count of the dates that could not be told."""

    source: str
    undated: int = field(default=0, init=False)

    def report(self, number: int, cells: Mapping[str, object], row: object) -> Iterator[Item]:
        """One row; ``cells`` are its fields' values, ``row`` all of it, which is its identity."""
        origin = Origin(self.source, f"row {number}")

        def read() -> Iterator[Item]:
            values = {name: _text(value) for name, value in cells.items() if name != "published"}
            values["text"] = values.get("text") or ""
            values["published"] = self._published(cells.get("published"))
            values["id"] = (values.get("id") or "").strip()[:_ID_LENGTH] or f"{self.source} row {number}"[-_ID_LENGTH:]
            yield found(origin, report_from(values), canonical(row))

        return guarded(origin, read)

    def _published(self, value: object) -> str | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        day = day_of(value)
        if day is None or in_future(day):
            self.undated += 1
            return None
        return day.isoformat()

    def remarks(self) -> Iterator[Item]:
        """What is worth knowing of the table as a whole."""
        if self.undated:
            rows = "row has a date that is" if self.undated == 1 else "rows have a date that is"
            yield Remark(
                f"{self.source}: {self.undated:,} {rows} none, in the future or could be two days (03/04/2016); "
                "kept without it: write dates as YYYY-MM-DD"
            )


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)
