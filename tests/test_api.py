"""The public calls: one report, many reports in one or more processes, and what they say about bad fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

import rashomon
from rashomon import Comparison, Reading, Report
from rashomon.errors import RashomonError, ReportError, ReportTooLong, UsageError

TEXT = "Rebels shelled Goma on Monday, killing nine people, the mayor said."
REPORTS: list[dict[str, Any]] = [
    {"id": n, "text": f"Gunmen killed {n + 2} farmers in Zurmi on Monday.", "published": "2024-06-05"}
    for n in range(70)
]


def test_read_gives_a_reading_of_the_report() -> None:
    reading = rashomon.read(TEXT, "2024-06-05", "Rebels shell Goma", "The Paper", id="r1", url="https://example.org/1")
    assert reading.report == Report(
        "r1", TEXT, "Rebels shell Goma", dt.date(2024, 6, 5), "The Paper", "https://example.org/1", None
    )
    assert [claim.type for claim in reading.claims] == ["shelling_artillery_missile"]


@pytest.mark.parametrize(
    "day", ["2024-06-05", dt.date(2024, 6, 5), dt.datetime(2024, 6, 5, 23, 59), "2024-06-05T08:00:00Z"]
)
def test_a_day_may_be_told_in_several_ways(day: Any) -> None:
    reading = rashomon.read(TEXT, published=day)
    assert reading.report.published == dt.date(2024, 6, 5)
    assert type(reading.report.published) is dt.date
    assert reading.claims[0].when is not None
    assert reading.claims[0].when.start == dt.date(2024, 6, 3)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": None}, "report: text must be a string, not NoneType"),
        ({"text": b"bytes"}, "report: text must be a string, not bytes"),
        (
            {"text": TEXT, "published": "last week"},
            "report: published must be a day such as 2016-04-04, not 'last week'",
        ),
        ({"text": TEXT, "published": 20240605}, "report: published must be a day such as 2016-04-04, not 20240605"),
        ({"text": TEXT, "title": 7}, "report: title must be a string or nothing, not int"),
        ({"text": TEXT, "publisher": ["a"]}, "report: publisher must be a string or nothing, not list"),
        ({"text": TEXT, "url": 1.5}, "report: url must be a string or nothing, not float"),
        ({"text": 1, "id": "desk-4"}, "report desk-4: text must be a string, not int"),
    ],
)
def test_a_bad_field_is_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ReportError) as caught:
        rashomon.read(**fields)
    assert str(caught.value) == message


def test_a_report_without_a_text_is_named_by_its_id() -> None:
    with pytest.raises(ReportError, match="report 9: text must be a string"):
        list(rashomon.read_many([{"id": 9, "title": "No text"}]))


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(ReportTooLong, match="split it into its single reports"):
        rashomon.read("x" * 400_001)


def test_errors_are_of_one_kind() -> None:
    with pytest.raises(RashomonError):
        rashomon.read(TEXT, published="soon")


@pytest.mark.parametrize("workers", [0, -1])
def test_some_worker_must_do_the_work(workers: int) -> None:
    with pytest.raises(UsageError, match=f"workers must be 1 or more, not {workers}"):
        list(rashomon.read_many([], workers=workers))


def test_records_and_dicts_read_alike() -> None:
    record = Report("r1", TEXT, published=dt.date(2024, 6, 5))
    plain = {"id": "r1", "text": TEXT, "published": "2024-06-05"}
    assert list(rashomon.read_many([record])) == list(rashomon.read_many([plain]))


def test_other_keys_of_a_dict_are_passed_over() -> None:
    (reading,) = rashomon.read_many([{"text": TEXT, "annotator": "x"}])
    assert reading.report.text == TEXT


def test_an_id_becomes_text() -> None:
    (reading,) = rashomon.read_many([{"id": 0, "text": TEXT}])
    assert reading.report.id == "0"


def test_readings_come_as_they_are_read() -> None:
    def reports() -> Iterator[dict[str, Any]]:
        yield from REPORTS[:40]
        raise RuntimeError("asked for more than was needed")

    readings = rashomon.read_many(reports())
    assert next(readings).report.id == "0"


def test_two_workers_read_like_one() -> None:
    one = list(rashomon.read_many(REPORTS))
    two = list(rashomon.read_many(iter(REPORTS), workers=2))
    assert [reading.report.id for reading in two] == [str(n) for n in range(len(REPORTS))]
    assert two == one


def test_a_bad_report_among_many_is_named_with_workers_too() -> None:
    with pytest.raises(ReportError, match="report 1: text"):
        list(rashomon.read_many([REPORTS[0], {"id": 1}], workers=2))


def test_compare_sets_readings_side_by_side() -> None:
    readings = list(rashomon.read_many(REPORTS[:2]))
    comparison = rashomon.compare(iter(readings))
    assert isinstance(comparison, Comparison)
    assert {claim for incident in comparison.incidents for claim in incident.claims} == {"0:c1", "1:c1"}


def test_comparing_nothing_gives_nothing() -> None:
    assert rashomon.compare([]) == Comparison()


def test_calls_stay_calls_after_use() -> None:
    rashomon.compare(rashomon.read_many(REPORTS[:1]))
    assert isinstance(rashomon.read(TEXT), Reading)
    assert isinstance(rashomon.compare([]), Comparison)
