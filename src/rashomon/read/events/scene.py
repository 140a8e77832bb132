"""One passage with its look-ups, its events and what was noted about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from rashomon.read.events.marks import Marks
from rashomon.read.events.roles import EventMention
from rashomon.read.events.topic import Topics
from rashomon.read.notes import Note
from rashomon.read.passage import Passage
from rashomon.read.tagger import Table


@dataclass(slots=True)
class Scene:
    """One passage with its look-ups and what was noted about it."""

    number: int
    passage: Passage
    marks: Marks
    notes: list[Note] | None = None
    published: dt.date | None = None
    stop: int | None = None  # character where links to other stories begin
    armed: int = 0  # parties of the whole report that fight, police and governments left out
    flying: bool = False  # aircraft or air strikes are named anywhere in the report
    country: str | None = None  # ISO3 the report is about
    topics: Topics | None = None  # of the whole report
    events: list[EventMention] = field(default_factory=list)
    seen: list[EventMention] = field(default_factory=list)  # candidates weighed so far, kept or not
    before: list[EventMention] = field(default_factory=list)  # the candidates of earlier passages
    sights: dict[int, Table] = field(default_factory=dict)  # what the learned tagger saw, by sentence: words x types

    def note(self, event: EventMention, kept: bool, reason: str) -> None:
        """Remember for `explain` what became of a candidate."""
        self._add("events", event, kept, reason)

    def note_weighed(self, step: str, event: EventMention, reason: str) -> None:
        """Remember for `explain` how what may belong to an event was weighed."""
        self._add(step, event, None, reason)

    def _add(self, step: str, event: EventMention, kept: bool | None, reason: str) -> None:
        if self.notes is None:
            return
        span = self.passage.span(event.trigger.start, event.trigger.end)
        rule = f"{event.trigger.rule.id} ({event.type})"
        self.notes.append(Note(step, span.start, span.end, span.text, kept, rule, reason))
