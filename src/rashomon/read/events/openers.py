"""Places in no list: names that open the lines of a log; "Sheikh X", no person where "in" or "town" tells a village."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.lexicon.events import noun_set
from rashomon.read.events.scene import Scene
from rashomon.read.places.words import words
from rashomon.records import PlaceMention

_LINE = re.compile(
    r"^[ \t]*(?:[-*•·–][ \t]*)?(?:\d{1,2}(?:[./]\d{1,2}|:\d{2})?[.)]?[ \t]*[-–]?[ \t]*)?"
    r"(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|d[aeo])){0,2})(?:,[^.:\n]{1,25})?(?: \([^)\n]{1,40}\))?[.:]\s",
    re.MULTILINE,
)
_LINES = 2  # lines opened by a known place from which such a name is a place too
_WHERE = frozenset("in at near inside outside around into".split())


@dataclass(frozen=True, slots=True)
class _Opener:
    """A name that opens a line of a scene: its tokens, end exclusive."""

    scene: Scene
    first: int
    last: int


def mark_openers(scenes: list[Scene]) -> None:
    """Mark the names that open lines as places where at least as many lines open with known places, two or more."""
    known, unknown = 0, []
    for scene in scenes:
        passage, marks = scene.passage, scene.marks
        if passage.in_title:
            continue
        for line in _LINE.finditer(passage.text):
            first, last = passage.tokens(*line.span("name"))
            if any(place is not None and place.lat is not None for place in marks.places[first:last]):
                known += 1
            elif _is_free(scene, first, last):
                unknown.append(_Opener(scene, first, last))
    if known < max(_LINES, len(unknown)):
        return
    for one in unknown:
        span = one.scene.passage.span(one.first, one.last)
        one.scene.marks.add_places(
            [PlaceMention(span.start, span.end, span.text, "toponym", span.text, country=one.scene.country)]
        )


def _is_free(scene: Scene, first: int, last: int) -> bool:
    """Whether the words are a name that no other step has taken for anything."""
    passage, marks = scene.passage, scene.marks
    if last <= first or passage.tags[last - 1] not in ("NNP", "NNPS") or passage.words[first].isupper():
        return False
    taken = any(
        marks.actors[at] is not None or marks.places[at] is not None or marks.timed[at] for at in range(first, last)
    )
    return not taken and not any(passage.lower[at] in words().never for at in range(first, last))


def free_villages(scenes: list[Scene]) -> None:
    """Let "Sheikh X" be no person where "in" or "town" tells that it is a village."""
    for scene in scenes:
        passage, marks = scene.passage, scene.marks
        for place in {place for place in marks.places if place is not None and place.lat is None}:
            first, last = passage.tokens(place.start, place.end)
            actor = marks.actors[last - 1]
            if actor is None or actor.kind != "person" or actor.start < first or actor.end > last:
                continue
            before, after = passage.lower[first - 1] if first else "", passage.lower[last : last + 1]
            if before in _WHERE or (after and after[0] in noun_set("place")):
                passage.actors = [one for one in passage.actors if one is not actor]
                marks.actors[first:last] = [None] * (last - first)
