"""Records as the library stores them: JSON without what is empty, spans as offsets, texts that any store accepts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
from typing import Any

from rashomon.records import (
    Actor,
    Attribution,
    Casualties,
    Claim,
    ControlInterval,
    Disagreement,
    Incident,
    Period,
    Place,
    PlaceMention,
    Reading,
    Report,
    Source,
    Span,
    TimeMention,
)

# PostgreSQL stores no NUL, and neither store a lone surrogate: they are written as this noncharacter and six digits.
_MARK = "\U0010fffe"
_UNFIT = re.compile("[\0\ud800-\udfff\U0010fffe]")
_MARKED = re.compile("\U0010fffe([0-9a-f]{6})")
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def escape(text: str) -> str:
    """The text in characters that every store accepts; ``unescape`` gives it back."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNFIT.sub(lambda found: f"{_MARK}{ord(found[0]):06x}", text)


def unescape(text: str) -> str:
    """What ``escape`` was given."""
    if text.isascii() or _MARK not in text:
        return text
    return _MARKED.sub(lambda found: chr(int(found[1], 16)), text)


def key_of(*parts: str) -> str:
    """32 hex digits that stand for texts of any length."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def short(name: str) -> str:
    """A name to look up by, at most 103 characters: PostgreSQL's index holds 2,700 bytes of all its columns."""
    return name if len(name) <= 100 else f"{name[:70]}…{key_of(name)}"


def encode_reading(reading: Reading, kept: Report) -> str:
    """All of a reading but its claims; of its report what differs from the report that is kept."""
    text = reading.report.text
    data: dict[str, Any] = {}
    for name in ("places", "times", "attributions"):
        if items := getattr(reading, name):
            data[name] = [_thin(item, text) for item in items]
    if reading.warnings:
        data["warnings"] = list(reading.warnings)
    if reading.report != kept:
        data["report"] = {
            name: _value(getattr(reading.report, name), text)
            for name in Report.__dataclass_fields__
            if getattr(reading.report, name) != getattr(kept, name)
        }
    return _dumps(data)


def decode_report(data: dict[str, Any], kept: Report) -> Report:
    """The report of a reading: as kept, with what the reading changed."""
    changes = data.get("report")
    if not changes:
        return kept
    if changes.get("published"):
        changes["published"] = dt.date.fromisoformat(changes["published"])
    return dataclasses.replace(kept, **changes)


def decode_reading(stored: str, kept: Report, claims: list[str]) -> Reading:
    """The reading whose parts were stored by ``encode_reading`` and ``encode_claim``."""
    data = json.loads(stored)
    report = decode_report(data, kept)
    text = report.text
    return Reading(
        report,
        tuple(PlaceMention(**item) for item in data.get("places", ())),
        tuple(TimeMention(**_days(item, "begin", "until")) for item in data.get("times", ())),
        tuple(_attribution(item, text) for item in data.get("attributions", ())),
        tuple(decode_claim(claim, report) for claim in claims),
        tuple(data.get("warnings", ())),
    )


def encode_claim(claim: Claim, report: Report) -> str:
    """One claim; the text of a span is left to the report where it is the report's."""
    return _dumps(_thin(claim, (report.title or "") if claim.in_title else report.text))


def decode_claim(stored: str, report: Report) -> Claim:
    """The claim stored by ``encode_claim``."""
    data = json.loads(stored)
    text = (report.title or "") if data.get("in_title") else report.text
    for name in ("quote", "trigger"):
        data[name] = _span(data[name], text)
    if "also" in data:
        data["also"] = tuple(_span(item, text) for item in data["also"])
    for name, kind in _PARTS:
        if (item := data.get(name)) is not None:
            data[name] = _part(kind, item, text)
    if "via" in data:
        data["via"] = tuple(_part(Source, item, text) for item in data["via"])
    return Claim(**data)


def encode(record: Incident | Disagreement | ControlInterval) -> str:
    """One outcome of comparing."""
    return _dumps(_thin(record, ""))


def decode_incident(stored: str) -> Incident:
    """The incident stored by ``encode``."""
    data = json.loads(stored)
    for name, kind in (("place", Place), ("when", Period)):
        if (item := data.get(name)) is not None:
            data[name] = _part(kind, item, "")
    data["claims"] = tuple(data["claims"])
    return Incident(**data)


def decode_disagreement(stored: str) -> Disagreement:
    """The disagreement stored by ``encode``."""
    data = json.loads(stored)
    return Disagreement(
        data["incident"], data["attribute"], tuple(data["claims"]), data["note"], data.get("update", False)
    )


def decode_control(stored: str) -> ControlInterval:
    """The interval stored by ``encode``."""
    data = _days(json.loads(stored), "start", "end")
    data["place"] = _part(Place, data["place"], "")
    data["sources"], data["claims"] = tuple(data["sources"]), tuple(data["claims"])
    return ControlInterval(**data)


_PARTS: tuple[tuple[str, type], ...] = (
    ("actor", Actor), ("target", Actor), ("place", Place), ("when", Period),
    ("killed", Casualties), ("wounded", Casualties), ("source", Source),
)  # fmt: skip


# The names of a record's fields and their defaults.
_FIELDS = {
    kind: tuple((field.name, field.default) for field in dataclasses.fields(kind))
    for kind in (
        Actor, Attribution, Casualties, Claim, ControlInterval, Disagreement, Incident, Period, Place, PlaceMention,
        Source, TimeMention,
    )
}  # fmt: skip


def _thin(record: Any, text: str) -> dict[str, Any]:
    """A record as JSON values, without the fields that hold their default."""
    kept = {}
    for name, default in _FIELDS[type(record)]:
        value = getattr(record, name)
        if value is default or value == default:
            continue
        kept[name] = value if value.__class__ is str else _value(value, text)
    return kept


def _value(value: Any, text: str) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Span):
        own = text[value.start : value.end] == value.text
        return [value.start, value.end] if own else [value.start, value.end, value.text]
    if isinstance(value, tuple):
        return [_value(item, text) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return _thin(value, text)


def _span(value: list[Any], text: str) -> Span:
    start, end = value[0], value[1]
    return Span(start, end, value[2] if len(value) == 3 else text[start:end])


def _part(kind: type, data: dict[str, Any], text: str) -> Any:
    """A record within a claim: its spans and days made again."""
    for name in ("mention", "cue"):
        if (item := data.get(name)) is not None:
            data[name] = _span(item, text)
    if kind is Period:
        _days(data, "start", "end")
    return kind(**data)


def _attribution(data: dict[str, Any], text: str) -> Attribution:
    source, cue = (item and _span(item, text) for item in (data.get("source"), data.get("cue")))
    content = tuple(_span(item, text) for item in data["content"])
    return Attribution(source, cue, content, data["name"], data["kind"])


def _days(data: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        value = data.get(name)
        data[name] = None if value is None else dt.date.fromisoformat(value)
    return data
