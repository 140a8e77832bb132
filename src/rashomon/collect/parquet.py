"""Parquet files to reports, one a row, read in small batches; nested columns are left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rashomon.collect import guard
from rashomon.collect.columns import Rows, check
from rashomon.collect.items import Failed, Item, Origin
from rashomon.errors import InputError

_BATCH = 16  # rows in memory at once
_LARGE = 100_000_000  # bytes of a column in a row group; more of them than this ...
_RATIO = 200  # ... and packed to less than this part, and it is made to fill the memory


def read_parquet(path: Path, origin: Origin, only: int | None = None) -> Iterator[Item]:
    """The reports of a Parquet file, the first row being row 1; a damaged row group costs only itself."""
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
    import pyarrow.parquet as pq  # type: ignore[import-untyped,unused-ignore]

    with guard.opened(path) as stream:
        try:
            table = pq.ParquetFile(stream)
            flat = [name for name, kind in zip(table.schema_arrow.names, table.schema_arrow.types, strict=True)
                    if not pa.types.is_nested(kind)]  # fmt: skip
        except (pa.ArrowException, OSError, ValueError) as error:
            raise InputError(f"is not a Parquet file, or a damaged one ({_short(error)})") from error
        places = check(flat)
        if table.metadata.num_rows == 0:
            raise InputError("has columns, but no row")
        rows = Rows(origin.source)
        first = 1
        for group in range(table.num_row_groups):
            count = table.metadata.row_group(group).num_rows
            if only is None or first <= only < first + count:
                try:
                    yield from _group(table, group, flat, places, rows, first, only)
                except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
                    reason = f"rows {first:,} to {first + count - 1:,} are damaged ({_short(error)})"
                    yield Failed(Origin(origin.source, f"row group {group}"), reason)
            first += count
        if only is None:
            yield from rows.remarks()


def _group(
    table: Any, group: int, flat: list[str], places: dict[str, int], rows: Rows, first: int, only: int | None
) -> Iterator[Item]:
    """The reports of one row group; a row that Python has no value for (a date beyond year 9999) raises ValueError."""
    _check_size(table.metadata.row_group(group), set(flat))
    number = first
    for batch in table.iter_batches(batch_size=_BATCH, row_groups=[group], columns=flat):
        for row in batch.to_pylist():
            if only in (None, number):
                yield from rows.report(number, {name: row[flat[at]] for name, at in places.items()}, row)
            number += 1


def _check_size(group: Any, names: set[str]) -> None:
    for at in range(group.num_columns):
        column = group.column(at)
        size = column.total_uncompressed_size
        if column.path_in_schema in names and size > _LARGE and size > _RATIO * column.total_compressed_size:
            raise ValueError(f"column {column.path_in_schema} unpacks to {guard.megabytes(size)}")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
