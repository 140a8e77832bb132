"""The fields of a report as JSON gives them, checked with pydantic, and the errors in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from rashomon.collect import guard
from rashomon.errors import ReportError
from rashomon.records import Report

FIELDS = ("id", "text", "title", "published", "publisher", "url")
_TOMORROW = dt.timedelta(days=1)  # it is already tomorrow east of here


class ReportFields(BaseModel):
    """One report as JSON; unknown keys are left alone, so that an export of ours can be read again."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=1, max_length=500)
    text: str
    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None

    @field_validator("id", mode="before")
    @classmethod
    def _number_as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @field_validator("published", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise ValueError("a date must be text such as 2016-04-04")
        return parse_day(value)

    @field_validator("title", "publisher", "url")
    @classmethod
    def _empty_is_none(cls, value: str | None) -> str | None:
        return (value.strip() or None) if value is not None else None


def parse_day(value: str) -> dt.date:
    """An ISO date or the date part of an ISO date and time; raises ValueError with the remedy."""
    try:
        if len(value.strip()) > 10 and value.strip()[10] in "T ":
            return dt.datetime.fromisoformat(value.strip()).date()
        return dt.date.fromisoformat(value.strip())
    except ValueError as error:
        raise ValueError(f"{value[:40]!r} is not a date; write it as YYYY-MM-DD, for example 2016-04-04") from error


def in_future(day: dt.date) -> bool:
    """Whether a publication date lies beyond tomorrow, so that it must be a mistake."""
    return day > dt.date.today() + _TOMORROW


def report_from(value: object) -> Report:
    """A report from one JSON value.

    Raises ReportError, naming the field, where a field is missing or of the wrong kind or the text is empty,
    and ReportTooLong where the text is longer than a report can be.
    """
    if not isinstance(value, dict):
        raise ReportError(f"a report is an object with the fields {', '.join(FIELDS)}, not {kind(value)}")
    cleaned: dict[Any, Any] = {key: guard.clean(item) if isinstance(item, str) else item for key, item in value.items()}
    try:
        fields = ReportFields.model_validate(cleaned)
    except ValidationError as error:
        raise ReportError(_explain(error)) from error
    if not fields.text.strip():
        raise ReportError("field text: is empty; a report needs its text")
    if fields.published is not None and in_future(fields.published):
        raise ReportError(f"field published: {fields.published} is in the future; correct it or leave it out")
    guard.check_length(fields.text)
    return Report(**fields.model_dump())


def _explain(error: ValidationError) -> str:
    """Each field that is wrong, and how, in one line."""
    parts = []
    for item in error.errors(include_url=False):
        name = item["loc"][0] if item["loc"] else "report"
        if item["type"] == "missing":
            parts.append(f"field {name} is missing")
        elif item["type"] == "string_type":
            parts.append(f"field {name}: must be text, not {kind(item['input'])}")
        elif item["type"] == "string_too_short":
            parts.append(f"field {name}: is empty")
        else:
            parts.append(f"field {name}: {item['msg'].removeprefix('Value error, ')}")
    return "; ".join(parts)


def kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
