"""Read an annotation file; what does not hold in it is told by report, claim and field, with what to do."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rashomon.collect.guard import reason
from rashomon.errors import ReportError
from rashomon.lexicon.families import FAMILY
from rashomon.records import Certainty, Disagreement, Extent, SourceKind, Stance

SEE = "docs/codebook.md describes the format"
_ATTRIBUTES = typing.get_args(typing.get_type_hints(Disagreement)["attribute"])
_VALUES = {
    "stance": typing.get_args(Stance), "certainty": typing.get_args(Certainty), "extent": typing.get_args(Extent),
}  # fmt: skip
_CLAIM_KEYS = (
    "id", "quote", "trigger", "also", "type", "main", "actor", "target", "place", "date", "killed", "wounded",
    "source", "stance", "certainty", "extent", "incident", "note",
)  # fmt: skip
_ALL_TOLD = 20  # problems that one error message tells


@dataclass(slots=True)
class Gold:
    """A checked annotation: clusters of reports with their claims."""

    path: Path
    clusters: list[dict[str, Any]] = field(default_factory=list)

    @property
    def reports(self) -> list[dict[str, Any]]:
        """All reports, in the order of the file."""
        return [report for cluster in self.clusters for report in cluster["articles"]]


def annotated_reports(path: Path) -> list[dict[str, Any]]:
    """The reports of an annotation file, in its order; raises ReportError where it is none."""
    return read_gold(path).reports


def read_gold(path: Path) -> Gold:
    """An annotation file, checked; raises ReportError with everything that does not hold in it, a line each."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ReportError(f"{path}: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise ReportError(
            f"{path} is no annotation file: it is not UTF-8 (at byte {error.start:,}); save it so"
        ) from error
    except json.JSONDecodeError as error:
        told = f"not valid JSON at line {error.lineno}, column {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"
        raise ReportError(f"{path} is no annotation file: {told}; {SEE}") from error
    except RecursionError as error:
        raise ReportError(f"{path} is no annotation file: it is nested too deep; {SEE}") from error
    problems = _problems(data)
    if problems:
        more = len(problems) - _ALL_TOLD
        lines = [f"{path} is no annotation file: {problems[0]}", *problems[1:_ALL_TOLD]]
        raise ReportError("\n".join(lines + ([f"and {more:,} more; mend these first"] if more > 0 else [])))
    return Gold(path, data["clusters"])


def _problems(data: Any) -> list[str]:
    """What does not hold; the shape first, since all else hangs on it."""
    shape = list(_shape(data))
    if shape:
        return [f"{told}; {SEE}" for told in shape]
    found: list[str] = []
    seen: set[str] = set()
    clusters: set[str] = set()
    for cluster in data["clusters"]:
        if cluster["cluster"] in clusters:
            found.append(f"cluster {cluster['cluster']}: two clusters have this name; give each its own")
        clusters.add(cluster["cluster"])
        keys: set[str] = set()
        for report in cluster["articles"]:
            unit = str(report["unit_id"])
            if unit in seen:
                found.append(f"{unit}: two reports have this unit_id; give each its own")
            seen.add(unit)
            found += _report(report, unit)
            keys |= {f"{unit}:{claim['id']}" for claim in report["claims"]}
        found += _disagreements(cluster, keys)
    return found


def _shape(data: Any) -> Iterator[str]:
    """Whether there are clusters, reports, texts and claims at all."""
    if not isinstance(data, dict) or not isinstance(data.get("clusters"), list):
        yield 'it must be an object with a list "clusters"'
        return
    if not data["clusters"]:
        yield 'its list "clusters" is empty'
    for number, cluster in enumerate(data["clusters"], 1):
        here = f"cluster {cluster.get('cluster', number)}" if isinstance(cluster, dict) else f"cluster {number}"
        if not isinstance(cluster, dict) or not isinstance(cluster.get("articles"), list):
            yield f'{here}: it must be an object with a list "articles"'
            continue
        if not isinstance(cluster.setdefault("cluster", str(number)), str):
            yield f'cluster {number}: "cluster" is {cluster["cluster"]!r}; give it a name, in quotation marks'
        for place, report in enumerate(cluster["articles"], 1):
            yield from _report_shape(report, f"{here}, article {place}")


def _report_shape(report: Any, here: str) -> Iterator[str]:
    if not isinstance(report, dict):
        yield f"{here}: it must be an object"
        return
    if not isinstance(report.get("unit_id"), str | int) or not str(report["unit_id"]).strip():
        yield f"{here}: unit_id is missing; give each report an id of its own"
    else:
        here = str(report["unit_id"])
    if not isinstance(report.get("text"), str) or not report["text"].strip():
        yield f"{here}: text is missing (no text or no claims); give the report's text as it was annotated"
    if not isinstance(report.get("claims"), list):
        yield f"{here}: claims is missing (no text or no claims); give a list, empty where there are none"
        return
    for number, claim in enumerate(report["claims"], 1):
        if not isinstance(claim, dict):
            yield f"{here}, claim {number}: it must be an object"
            continue
        for key in ("id", "type", "quote"):
            if not isinstance(claim.get(key), (str, int) if key == "id" else str) or claim[key] == "":
                yield f"{here}, claim {claim.get('id', number)}: {key} is missing or no text"


# --- one report -------------------------------------------------------------------------------------------------------


def _report(report: Mapping[str, Any], unit: str) -> Iterator[str]:
    for key in ("title", "publisher"):
        if not isinstance(report.get(key), str | None):
            yield f"{unit}: {key} is {report[key]!r}; give text or null"
            return
    if report.get("published") is not None and _day(report["published"]) is None:
        yield f"{unit}: published is {report['published']!r}; give a day such as 2016-04-04, or null"
    texts = (report["text"], report.get("title") or "")
    seen: set[str] = set()
    for claim in report["claims"]:
        here = f"{unit}:{claim['id']}"
        if str(claim["id"]) in seen:
            yield f"{here}: two claims of this report have this id; give each its own"
        seen.add(str(claim["id"]))
        for told in _claim(claim, texts):
            yield f"{here}: {told}"


def _claim(claim: Mapping[str, Any], texts: tuple[str, str]) -> Iterator[str]:
    if claim["type"] not in FAMILY:
        yield f"type: there is no type {claim['type']!r}{_like(claim['type'], FAMILY)}"
    for key in claim:
        if key not in _CLAIM_KEYS:
            yield f"{key}: there is no such field{_like(key, _CLAIM_KEYS)}"
    also = claim.get("also") or []
    if not isinstance(also, list) or not all(isinstance(quote, str) for quote in also):
        yield "also: give a list of quotes"
        also = []
    for name, quote in (("quote", claim["quote"]), *(("also", quote) for quote in also)):
        if not any(quote in text for text in texts):
            yield f"{name}: {_cut(quote)} is not in the text or title; {_near(quote, texts)}"
    trigger = claim.get("trigger")
    if trigger is not None and (not isinstance(trigger, str) or trigger not in claim["quote"]):
        yield f"trigger: {_cut(trigger)} is not in the quote; give words of {_cut(claim['quote'])}"
    for key in ("actor", "target", "place", "source", "killed", "wounded"):
        yield from _slot(key, claim.get(key), texts)
    yield from _date(claim.get("date"))
    if not isinstance(claim.get("incident"), str | None):
        yield f"incident: is {claim['incident']!r}; give the incident's id, in quotation marks, or null"
    for key, values in _VALUES.items():
        if claim.get(key) is not None and claim[key] not in values:
            yield f"{key}: {claim[key]!r} is not known{_like(claim[key], values)}"


def _slot(key: str, slot: Any, texts: tuple[str, str]) -> Iterator[str]:
    if slot is None:
        return
    if not isinstance(slot, dict):
        yield f"{key}: is {slot!r}; give an object or null"
        return
    mention = slot.get("mention")
    if mention is not None and (not isinstance(mention, str) or not any(mention in text for text in texts)):
        yield f"{key}.mention: {_cut(mention)} is not in the text or title; {_near(mention, texts)}"
    for part in ("admin1", "country", "who"):
        if not isinstance(slot.get(part), str | None):
            yield f"{key}.{part}: is {slot[part]!r}; give text or null"
    if key in ("killed", "wounded"):
        low, high = slot.get("low"), slot.get("high")
        for bound, value in (("low", low), ("high", high)):
            if value is not None and (type(value) is not int or value < 0):
                yield f"{key}.{bound}: is {value!r}; give a whole number, or null where it is not said"
                return
        if low is not None and high is not None and low > high:
            yield f"{key}: low {low} is above high {high}"
    elif not isinstance(slot.get("name"), str) or not slot["name"].strip():
        yield f"{key}.name: is {slot.get('name')!r}; give a name, or null for the whole {key}"
    if key == "source" and slot.get("kind") not in typing.get_args(SourceKind):
        yield f"source.kind: {slot.get('kind')!r} is not known{_like(slot.get('kind'), typing.get_args(SourceKind))}"


def _date(value: Any) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, dict):
        yield f'date: is {value!r}; give {{"start": "2016-04-04", "end": "2016-04-04"}} or null'
        return
    first, last = _day(value.get("start")), _day(value.get("end"))
    for bound, day in (("start", first), ("end", last)):
        if day is None:
            yield f"date.{bound}: is {value.get(bound)!r}; give a day such as 2016-04-04"
    if first is not None and last is not None and first > last:
        yield f"date: {first} is after {last}"


def _disagreements(cluster: Mapping[str, Any], keys: set[str]) -> Iterator[str]:
    name, known = cluster["cluster"], cluster.get("incidents")
    labels = known if isinstance(known, dict) else {}
    for report in cluster["articles"] if labels else ():
        for claim in report["claims"]:
            if isinstance(claim.get("incident"), str) and claim["incident"] not in labels:
                told = f"incident {claim['incident']!r} is not among the cluster's incidents; add it there"
                yield f"{report['unit_id']}:{claim['id']}: {told}"
    given = cluster.get("disagreements") or []
    if not isinstance(given, list):
        yield f"cluster {name}: disagreements must be a list"
        return
    for number, one in enumerate(given, 1):
        here = f"cluster {name}, disagreement {number}"
        if not isinstance(one, dict) or not isinstance(one.get("claims"), list):
            yield f'{here}: it must be an object with "attribute" and a list "claims"'
            continue
        if one.get("attribute") not in _ATTRIBUTES:
            yield f"{here}: attribute {one.get('attribute')!r} is not known{_like(one.get('attribute'), _ATTRIBUTES)}"
        for key in one["claims"]:
            if not isinstance(key, str) or key not in keys:
                yield f"{here}: there is no claim {key!r} in this cluster; claims are named UNIT_ID:ID"


# --- words ------------------------------------------------------------------------------------------------------------


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _cut(value: Any) -> str:
    text = str(value)
    return f'"{text[:60]}..."' if len(text) > 60 else f'"{text}"'


def _near(quote: Any, texts: tuple[str, str]) -> str:
    """What is commonly wrong with a quote that is not there."""
    if not isinstance(quote, str):
        return "give text"
    if any(" ".join(quote.split()) in " ".join(text.split()) for text in texts):
        return "it is, but with other blanks or line breaks: copy it as it stands there"
    straight = str.maketrans("“”‘’–—", "\"\"''--")
    if any(quote.translate(straight) in text.translate(straight) for text in texts):
        return "it is, but with other quotation marks or dashes: copy it as it stands there"
    if any(quote.lower() in text.lower() for text in texts):
        return "it is, but with other capitals: copy it as it stands there"
    for text in texts:
        match = difflib.SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
        if match.size * 2 >= len(quote):
            return f"it has only {_cut(quote[match.b : match.b + match.size])}: copy it as it stands there"
    return "copy it from there"


def _like(name: Any, known: Any) -> str:
    alike = difflib.get_close_matches(str(name), list(known), 2, 0.6)
    return f"; did you mean {' or '.join(alike)}?" if alike else f"; one of {', '.join(known)}"
