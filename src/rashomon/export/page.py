"""One self-contained HTML page of readings: the reports with their marked words, and every account beside.

The page asks the network for nothing: styles and script stand in it and are named by hash in a content
security policy that forbids everything else. It can be read without the script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from rashomon.export import phrases
from rashomon.export.accounts import Account, PlaceGroup, accounts_of, group, voices
from rashomon.export.spans import Stretch, cut, marks_of
from rashomon.records import Claim, Comparison, Reading

_SHORT = 160  # characters of a quote in the list of differences


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a claim on its card; ``field`` is its style."""

    label: str
    value: str
    field: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as the page shows it; ``index`` counts from 1."""

    index: int
    reading: Reading
    title: list[list[Stretch]]
    paragraphs: list[list[Stretch]]
    places: list[PlaceGroup]
    noted: frozenset[int]  # claims whose number stands in the text


@dataclass(frozen=True, slots=True)
class Side:
    """One account in a difference: a link to its card, who says it, and what."""

    href: str
    source: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement with the accounts that are part of it."""

    label: str
    attribute: str
    note: str
    sides: list[Side]


def page(readings: Sequence[Reading], comparison: Comparison | None = None) -> str:
    """The page as text; write it as UTF-8."""
    css, js = _static("page.css"), _static("page.js")
    return _template().render(
        reports=[_report(index, reading, comparison) for index, reading in enumerate(readings, 1)],
        differences=_differences(readings, comparison),
        claims=sum(len(reading.claims) for reading in readings),
        voices=voices(readings),
        css=Markup(css),
        js=Markup(js),
        css_hash=_hash(css),
        js_hash=_hash(js),
        rows=rows,
        name_of=_source_name,
        phrases=phrases,
    )


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(_static("page.html"))


@lru_cache(maxsize=3)
def _static(name: str) -> str:
    return files("rashomon.export").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which a content security policy names an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _report(index: int, reading: Reading, comparison: Comparison | None) -> ReportView:
    in_title, in_text = marks_of(reading)
    title = cut(reading.report.title or "", in_title)
    paragraphs = cut(reading.report.text, in_text)
    noted = {note for paragraph in title + paragraphs for stretch in paragraph for note in stretch.notes}
    return ReportView(index, reading, title, paragraphs, group([reading], comparison), frozenset(noted))


def rows(claim: Claim) -> list[Row]:
    """The fields of a claim in the order a reader compares them."""
    found = []
    if claim.actor is not None:
        label = {"control": "held by", "siege": "besieged by"}.get(claim.type, "by")
        found.append(Row(label, phrases.actor_name(claim.actor), "actor"))
    if claim.target is not None:
        label = "against" if claim.type in ("control", "armed_clash") else "to"
        found.append(Row(label, phrases.actor_name(claim.target), "target"))
    if claim.killed is not None:
        found.append(Row("killed", phrases.count_words(claim.killed), "casualties"))
    if claim.wounded is not None:
        found.append(Row("wounded", phrases.count_words(claim.wounded), "casualties"))
    if claim.extent is not None and claim.extent != "unspecified":
        found.append(Row("extent", phrases.EXTENTS[claim.extent], "extent"))
    if claim.place is not None:
        found.append(Row("place", phrases.one_line(claim.place.name), "place"))
    when = phrases.when_words(claim.when)
    if when:
        found.append(Row("when", when, "time"))
    return found


def _source_name(account: Account) -> str:
    return phrases.source_name(account.claim.source, account.reading.report.publisher)


def _differences(readings: Sequence[Reading], comparison: Comparison | None) -> list[Difference]:
    if comparison is None:
        return []
    by_key = {account.key: account for account in accounts_of(readings)}
    labels = {incident.id: incident.label for incident in comparison.incidents}
    found = []
    for one in comparison.disagreements:
        sides = [
            Side(
                f"#r{account.report + 1}c{account.number}",
                _source_name(account),
                _said(account, one.attribute),
            )
            for account in (by_key[key] for key in one.claims if key in by_key)
        ]
        attribute = phrases.difference(one)
        label = phrases.one_line(labels.get(one.incident, ""))
        found.append(Difference(label, attribute, phrases.one_line(one.note), sides))
    return found


def _said(account: Account, attribute: str) -> str:
    """What an account says on the disputed point."""
    claim = account.claim
    if attribute == "killed" and claim.killed is not None:
        return f"{phrases.count_words(claim.killed)} killed"
    if attribute == "wounded" and claim.wounded is not None:
        return f"{phrases.count_words(claim.wounded)} wounded"
    quote = phrases.one_line(claim.quote.text)
    denial = "denies: " if claim.stance == "denies" else ""  # its clause reads like what it denies
    return f"{denial}“{quote if len(quote) <= _SHORT else quote[: _SHORT - 1].rstrip() + '…'}”"
