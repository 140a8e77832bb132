import datetime as dt
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pyarrow.parquet as pq  # type: ignore[import-untyped,unused-ignore]
import pytest

from rashomon.collect.files import collect_again, collect_part, collect_path
from rashomon.collect.items import Failed, Found, Remark

STORY = "The army said it had shelled the hills near Tessalor on Sunday."


def collected(path: Path) -> tuple[list[Found], list[Failed], list[str]]:
    items = list(collect_path(path))
    found = [item for item in items if isinstance(item, Found)]
    failed = [item for item in items if isinstance(item, Failed)]
    return found, failed, [item.text for item in items if isinstance(item, Remark)]


def test_rows_are_reports_and_nested_columns_are_left_alone(tmp_path: Path) -> None:
    table = pa.table(
        {
            "ID": [1, 2, 3],
            "Body": [STORY, None, STORY + " Again."],
            "published": pa.array([dt.date(2024, 3, 4), None, None]),
            "tags": [["a"], [], None],
            "text": [{"x": 1}, None, None],  # nested, so it is not the text
            "score": [0.5, float("nan"), None],
            "raw": [b"\xff\x00", b"", None],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=2)
    found, failed, remarks = collected(tmp_path / "a.parquet")
    assert [(item.report.id, item.report.text, item.report.published) for item in found] == [
        ("1", STORY, dt.date(2024, 3, 4)),
        ("3", STORY + " Again.", None),
    ]
    assert [(item.origin.part, item.reason) for item in failed] == [
        ("row 2", "field text: is empty; a report needs its text")
    ]
    assert remarks == []
    assert collect_part(found[1].origin) == found[1]


@pytest.mark.parametrize(
    "days",
    [
        pa.array([dt.datetime(2024, 3, 4, 23, 30)], pa.timestamp("ns")),
        pa.array([dt.datetime(2024, 3, 4, 23, 30)], pa.timestamp("ms", "UTC")),
        pa.array(["4 March 2024"]),
        pa.array([dt.date(2024, 3, 4)], pa.date64()),
        pa.array(["2024-03-04"]).dictionary_encode(),
    ],
    ids=["ns", "utc", "words", "date64", "dictionary"],
)
def test_days_of_all_kinds(tmp_path: Path, days: pa.Array) -> None:
    pq.write_table(pa.table({"text": [STORY], "date": days}), tmp_path / "a.parquet")
    found, failed, _ = collected(tmp_path / "a.parquet")
    assert failed == []
    assert found[0].report.published == dt.date(2024, 3, 4)


def test_no_text_column_and_no_parquet(tmp_path: Path) -> None:
    pq.write_table(pa.table({"wording": [STORY], "day": ["x"]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1" + b"\0" * 1000 + b"PAR1")
    (tmp_path / "c.parquet").write_bytes(b"")
    (tmp_path / "d.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-20])
    for name, told in (("a", "no column holds the text; the columns are wording, day."), ("b", "is not a Parquet file"),
                       ("c", "is not a Parquet file"), ("d", "is not a Parquet file")):  # fmt: skip
        _, failed, _ = collected(tmp_path / f"{name}.parquet")
        assert len(failed) == 1
        assert told in failed[0].reason
        assert "\n" not in failed[0].reason


def test_a_damaged_row_group_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"id": [str(at) for at in range(300)], "text": [f"{STORY} {at}" for at in range(300)]})
    pq.write_table(table, path, row_group_size=100, compression="zstd", use_dictionary=False)
    whole = path.read_bytes()
    column = pq.ParquetFile(path).metadata.row_group(1).column(1)
    start = column.data_page_offset
    path.write_bytes(
        whole[:start] + b"\xff" * column.total_compressed_size + whole[start + column.total_compressed_size :]
    )
    found, failed, _ = collected(path)
    assert [item.report.id for item in found] == [str(at) for at in (*range(100), *range(200, 300))]
    assert [item.origin.part for item in failed] == ["row group 1"]
    assert "rows 101 to 200 are damaged" in failed[0].reason
    path.write_bytes(whole)
    again = [item.report.id for item in collect_again(failed[0].origin) if isinstance(item, Found)]
    assert set(again) >= {str(at) for at in range(100, 200)}
