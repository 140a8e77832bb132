"""The steps from a report to its reading, in order."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

from rashomon.errors import ReportTooLong
from rashomon.gazetteer import Gazetteer, default
from rashomon.read.actors import find_actors
from rashomon.read.attribution import find_voices
from rashomon.read.casualties import find_counts, find_tolls
from rashomon.read.claims import make_claims, report_country, tell
from rashomon.read.events import Marks, Scene, about_conflict, count_armed, find_events, names_aircraft
from rashomon.read.events.openers import free_villages, mark_openers
from rashomon.read.events.topic import Topics
from rashomon.read.events.unlisted import mark_unlisted
from rashomon.read.notes import Note
from rashomon.read.parse import parse
from rashomon.read.passage import Passage, Voice
from rashomon.read.places import find_places
from rashomon.read.teasers import find_teasers
from rashomon.read.times import find_times, issued_on
from rashomon.records import Attribution, Reading, Report, TimeMention

BATCH = 32  # reports parsed together
DATELINE = 90  # characters at the head of a text within which its dateline ends
MAX_CHARACTERS = 400_000


def read_report(report: Report, gazetteer: Gazetteer | None = None, notes: list[Note] | None = None) -> Reading:
    """Read one report; ``notes`` collects what became of every candidate."""
    return _read_parsed(report, list(parse(_texts(report))), gazetteer or default(), notes)


def read_reports(reports: Iterable[Report], gazetteer: Gazetteer | None = None) -> Iterator[Reading]:
    """Read reports in batches, in order."""
    places = gazetteer or default()
    stream = iter(reports)
    while batch := list(islice(stream, BATCH)):
        parsed = parse([text for report in batch for text in _texts(report)])
        for report in batch:
            yield _read_parsed(report, list(islice(parsed, len(_texts(report)))), places, None)


def explain(text: str, published: dt.date | None = None) -> tuple[Reading, list[Note]]:
    """Read a text and say, for every candidate, which rule fired and why it was kept or dropped."""
    notes: list[Note] = []
    return read_report(make_report(text, published=published), notes=notes), notes


def make_report(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: dt.date | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Report:
    """A report; without an id it gets one from its title and text (the same text, the same id).

    Raises ReportTooLong where the text has more than MAX_CHARACTERS.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReportTooLong(
            f"{len(text):,} characters in one report (limit {MAX_CHARACTERS:,}): split it into its single reports"
        )
    if id is None:
        raw = f"{title or ''}\n{text}".encode("utf-8", "surrogatepass")
        id = hashlib.sha256(raw).hexdigest()[:12]
    return Report(id, text, title or None, published, publisher, url, language)


def _texts(report: Report) -> list[tuple[str, bool]]:
    return ([(report.title, True)] if report.title else []) + [(report.text, False)]


def _read_parsed(report: Report, passages: list[Passage], gazetteer: Gazetteer, notes: list[Note] | None) -> Reading:
    # 1 who and how many: names first, since places and voices lean on them
    published = issued_on(report.text, report.published)
    for passage in passages:
        passage.actors = find_actors(passage)
        passage.times = _times(passage, published)
        passage.counts = find_counts(passage)
    # 2 where
    found = find_places(passages, gazetteer, report.publisher, published, notes)
    for passage, places in zip(passages, found, strict=True):
        passage.places = places
    # 3 who says so, and how many dead and wounded
    for passage, voices in zip(passages, find_voices(passages), strict=True):
        passage.voices = voices
        passage.tolls = find_tolls(passage)
    # 4 what happened
    scenes = [Scene(n, passage, Marks(passage), notes) for n, passage in enumerate(passages)]
    country = report_country(scenes)
    teasers = find_teasers(report.text)
    armed, flying, topics = count_armed(passages), names_aircraft(passages), Topics(passages)
    for scene in scenes:
        scene.country, scene.published = country, published
        scene.armed, scene.flying, scene.topics = armed, flying, topics
    mark_unlisted(scenes)
    mark_openers(scenes)
    free_villages(scenes)
    for scene in scenes:
        scene.stop = teasers.start if teasers is not None and not scene.passage.in_title else None
        scene.before = [event for other in scenes[: scene.number] for event in other.seen]
        find_events(scene)
    if not about_conflict(scenes):
        for scene in scenes:
            for event in scene.events:
                scene.note(event, False, "the report tells of no armed conflict, protest or violence")
            scene.events = []
    for scene in scenes:
        for event in scene.events:
            scene.note(event, True, f"became a claim ({event.type})")
    # 5 what the context adds, and what is told twice
    claims = make_claims(tell(scenes), published, country)
    body = passages[-1]
    return Reading(
        report=report,
        places=tuple(body.places),
        times=tuple(body.times),
        attributions=tuple(_attribution(body, voice) for voice in body.voices),
        claims=claims,
        warnings=() if teasers is None else (f"links to other stories from character {teasers.start} on: not read",),
    )


def _times(passage: Passage, published: dt.date | None) -> list[TimeMention]:
    """The time expressions; without a publication day they count from the day of the dateline, where it has one."""
    found = find_times(passage.text, published)
    if published is not None or not found or passage.in_title:
        return found
    day = found[0]
    sent = passage.text[:DATELINE].split(" - ")[0].split(" – ")[0].split(" — ")[0]
    if day.end <= len(sent) < DATELINE and day.type == "DATE" and day.begin is not None and day.begin == day.until:
        return find_times(passage.text, day.begin)
    return found


def _attribution(passage: Passage, voice: Voice) -> Attribution:
    return Attribution(
        source=passage.span(*voice.source) if voice.source else None,
        cue=passage.span(*voice.cue) if voice.cue else None,
        content=tuple(passage.span(*part) for part in voice.content),
        name=voice.name,
        kind=voice.kind,
    )
