"""The records that every room shares: what a report is, what a claim holds, and how they become plain JSON values.

All offsets are Python code points into the report's text, or into its title where ``in_title`` is set.
Dates are ISO days. ``None`` means "not said" or "not known", never "zero".
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

Stance = Literal["affirms", "denies"]
Certainty = Literal["asserted", "hedged"]
Aspect = Literal["happened", "ongoing"]
Extent = Literal["full", "most", "part", "centre", "outskirts", "unspecified"]
PlaceKind = Literal["toponym", "demonym"]
Precision = Literal["town", "admin2", "admin1", "country", "region", "relative"]
SourceKind = Literal[
    "government", "military", "armed_group", "monitor", "media", "medical", "witness", "international_org",
    "foreign_government", "local_official", "opposition", "rescue", "unknown", "publisher",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the report: ``text`` is exactly the characters from ``start`` up to ``end``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One published text: a news article, wire item or press release."""

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text and the gazetteer entry it was resolved to (``lat`` None: not resolved)."""

    start: int
    end: int
    text: str
    kind: PlaceKind
    name: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    admin1: str | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression with its TIMEX3 type and value, and the days it covers where they can be told."""

    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    begin: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is made to speak (source), by which word (cue), and what they are made to say (content)."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    name: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to a claim under its canonical name; ``mention`` is where the text names it."""

    name: str
    id: str | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim happened, at the level of a named place; ``mention`` is None where it is inherited."""

    name: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: Precision | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included; ``precision`` is day, week, month, year or range."""

    start: dt.date
    end: dt.date
    precision: str
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Casualties:
    """A count of people, bounds included; a ``None`` bound is unknown ("at least 16" is 16 to None)."""

    low: int | None
    high: int | None
    who: str | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The voice a claim is attributed to; ``kind`` publisher with no mention where nobody else is named."""

    name: str
    kind: SourceKind
    mention: Span | None = None
    cue: Span | None = None


PUBLISHER = Source("publisher", "publisher")


@dataclass(frozen=True, slots=True)
class Claim:
    """One happening or state told by one source in one report (docs/codebook.md says what each field means)."""

    id: str
    type: str
    family: str
    quote: Span
    trigger: Span
    rule: str
    main: bool = False
    in_title: bool = False
    also: tuple[Span, ...] = ()
    actor: Actor | None = None
    target: Actor | None = None
    place: Place | None = None
    when: Period | None = None
    killed: Casualties | None = None
    wounded: Casualties | None = None
    source: Source = PUBLISHER
    via: tuple[Source, ...] = ()
    stance: Stance = "affirms"
    certainty: Certainty = "asserted"
    aspect: Aspect = "happened"
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read out of one report."""

    report: Report
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values with the keys of docs/codebook.md."""
        data: dict[str, Any] = plain(self)
        for item in data["attributions"]:
            for key in ("source", "cue"):
                item[key] = item[key] and [item[key]["start"], item[key]["end"]]
            item["content"] = [[span["start"], span["end"]] for span in item["content"]]
        return data


@dataclass(frozen=True, slots=True)
class Incident:
    """What several claims, of one report or many, speak about; ``claims`` are "REPORT:CLAIM" keys."""

    id: str
    label: str
    type: str
    claims: tuple[str, ...]
    place: Place | None = None
    when: Period | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims about one incident that cannot both be true as told, or give different figures."""

    incident: str
    attribute: Literal[
        "killed", "wounded", "perpetrator", "control", "weapon", "occurrence", "place", "date", "victims"
    ]
    claims: tuple[str, ...]
    note: str
    update: bool = False  # each voice changed what itself says: no source contradicts another


@dataclass(frozen=True, slots=True)
class ControlInterval:
    """Who is said to hold a place, from when until when, according to which sources."""

    place: Place
    holder: str
    extent: Extent
    start: dt.date | None
    end: dt.date | None
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Accounts of several reports set side by side; nobody is declared right."""

    incidents: tuple[Incident, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    control: tuple[ControlInterval, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()  # ids of reports that carry the same text: each group is one voice

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values with the keys of docs/codebook.md."""
        data: dict[str, Any] = plain(self)
        for interval in data["control"]:
            interval["from"], interval["until"] = interval.pop("start"), interval.pop("end")
        return data


def plain(value: Any) -> Any:
    """A record as plain JSON values: dataclasses to dicts in field order, tuples to lists, dates to ISO days."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
