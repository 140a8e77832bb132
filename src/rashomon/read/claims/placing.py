"""Choose the place of each event among all places of the report, by weights over how each stands to the event.

The rules of context.py make a first choice from the clause, from what is pointed back to and from the sentences
before; that choice is one sign among others here. Weights: lexicon/placing_weights.toml, made by training/placing.py;
without that file the rules' choice stands.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.lexicon.weights import Weights, weights
from rashomon.read.claims.told import FINE, Told, within
from rashomon.read.events.roles import place_words
from rashomon.read.events.scene import Scene
from rashomon.records import PlaceMention

Key = tuple[str, str | None]
_WHOLE = frozenset(
    "war conflict uprising revolt revolution insurgency crisis country countrys nation nationwide".split()
)
_NEAR = frozenset(
    "near outside around km kilometres kilometers miles border bordering outskirts toward towards".split()
)
_MOST = 40  # places of a report that are weighed


@dataclass(slots=True)
class Candidate:
    """One place of the report: its mentions with the scene and sentence of each, in order."""

    mentions: list[tuple[Scene, int, PlaceMention]]

    @property
    def place(self) -> PlaceMention:
        """The first mention: the one that names it."""
        return self.mentions[0][2]


def model() -> Weights | None:
    """The model that weighs the places of a report for an event; None where none is shipped."""
    return weights("placing_weights")


def choose_places(scenes: list[Scene], told: list[Told]) -> None:
    """Give every event the likeliest place of the report, in place; the rules' choice where nothing weighs more."""
    trained = model()
    if trained is None:
        return
    places = candidates(scenes)
    for n, item in enumerate(told):
        best, most = None, -math.inf
        for candidate, signs in weighed(places, told, n):
            score = trained.score(signs)
            if score > most:
                best, most = candidate, score
        if best is not None and (item.place is None or _key(best.place) != _key(item.place)):
            scene, _, mention = _nearest(best, item)
            item.place, item.place_scene = mention, scene
            item.inherited_place = scene is not item.scene or not _in_clause(item, mention)


def candidates(scenes: list[Scene]) -> dict[Key, Candidate]:
    """The distinct places of a report with their mentions, in order of first mention."""
    found: dict[Key, Candidate] = {}
    for scene in scenes:
        passage = scene.passage
        named = [place for place in dict.fromkeys(scene.marks.places) if place is not None]
        demonyms = [place for place in passage.places if place.kind == "demonym"]
        for place in sorted([*named, *demonyms], key=lambda one: one.start):
            if scene.stop is not None and place.start >= scene.stop:
                break  # named in links to other stories
            if _key(place) in found or len(found) < _MOST:
                sentence = passage.sentence_of[passage.token_at(place.start)]
                found.setdefault(_key(place), Candidate([])).mentions.append((scene, sentence, place))
    return found


def weighed(places: dict[Key, Candidate], told: list[Told], n: int) -> Iterator[tuple[Candidate, dict[str, float]]]:
    """Every place with its signs for the n-th event."""
    item = told[n]
    event, scene = item.event, item.scene
    ranks: dict[Key, int] = {}
    for level, place in place_words(scene.passage, scene.marks, event):
        ranks.setdefault(_key(place), level)
    close = [places[key].place for key, rank in ranks.items() if rank <= 3 and key in places]
    before = next((other for other in reversed(told[:n]) if other.place is not None), None)
    pointed = next((other.place for other in told[:n] if other.event is item.antecedent), None)
    alike = next((other.place for other in reversed(told[:n]) if other.event.type == event.type), None)
    background = _background(item)
    total = sum(len(candidate.mentions) for candidate in places.values())
    towns = [key for key, candidate in places.items() if FINE[candidate.place.precision] <= 0]
    main_town = max(towns, key=lambda key: len(places[key].mentions), default=None)
    for key, candidate in places.items():
        place = candidate.place
        precision = place.precision or "unlisted"
        rank = ranks.get(key)
        finer = any(FINE[other.precision] < FINE[place.precision] and within(other, place) for other in close)
        signs = {
            f"rank {rank}": True,
            f"precision {precision}": True,
            f"precision {precision} in clause": rank is not None and rank <= 3,
            f"family {event.trigger.rule.type} precision {precision}": True,
            f"toll {precision}": event.type == "cumulative_toll",
            "chosen by the rules": item.place is not None and _key(item.place) == key,
            "chosen by the rules, in clause": item.place is not None
            and _key(item.place) == key
            and not item.inherited_place,
            "finer in clause": finer,
            "inside another in clause": any(place is not other and within(place, other) for other in close),
            "nothing in clause": not close,
            "of the happening pointed to": pointed is not None and _key(pointed) == key,
            "of the event before": before is not None and before.place is not None and _key(before.place) == key,
            "of the event of its type before": alike is not None and _key(alike) == key,
            "inside the rules' choice": item.place is not None
            and place is not item.place
            and FINE[place.precision] < FINE[item.place.precision]
            and within(place, item.place),
            "around the rules' choice": item.place is not None
            and FINE[place.precision] > FINE[item.place.precision]
            and within(item.place, place),
            "most named town": key == main_town,
            "first named town": bool(towns) and key == towns[0],
            "first named town, nothing in clause": bool(towns) and key == towns[0] and not close,
            "most named town, nothing in clause": key == main_town and not close,
            "of the first event": told[0].place is not None and _key(told[0].place) == key,
            "only a people's name": all(mention.kind == "demonym" for _, _, mention in candidate.mentions),
            "share of mentions": len(candidate.mentions) / total,
            "in title": any(where.passage.in_title for where, _, _ in candidate.mentions),
            "in first sentence": any(not where.passage.in_title and at == 0 for where, at, _ in candidate.mentions),
            f"background {precision}": background,
            "only near it": rank is not None and rank <= 3 and _beside(scene, item, candidate),
            **_distance(candidate, item, precision),
        }
        yield candidate, {name: float(value) for name, value in signs.items() if value}


def _background(item: Told) -> bool:
    """Whether the clause speaks of the war as a whole, or of a year other than the last one named around it."""
    first, last = item.event.clause
    passage = item.scene.passage
    return not _WHOLE.isdisjoint(passage.lower[first:last])


def _beside(scene: Scene, item: Told, candidate: Candidate) -> bool:
    """Whether the clause puts the event near the place, not in it ("outside X", "20 km from X", "the X border")."""
    passage = scene.passage
    for where, _, mention in candidate.mentions:
        if where is scene and _in_clause(item, mention):
            first, last = passage.tokens(mention.start, mention.end)
            around = {*passage.lower[max(0, first - 4) : first], *passage.lower[last : last + 1]}
            return not _NEAR.isdisjoint(around)
    return False


def _distance(candidate: Candidate, item: Told, precision: str) -> dict[str, float]:
    """How many sentences before or after the event the nearest mention stands."""
    gaps = [item.event.sentence - at for where, at, _ in candidate.mentions if where is item.scene]
    behind = [gap for gap in gaps if gap >= 0]
    if behind:
        gap = min(min(behind), 4)
        return {f"sentences before {gap}": True, f"sentences before {gap}, {precision}": True}
    if gaps:
        return {f"sentences after {min(-max(gaps), 3)}": True}
    return {"other passage only": True}


def _nearest(candidate: Candidate, item: Told) -> tuple[Scene, int, PlaceMention]:
    """The mention to show: in the event's own clause, else the last one before it, else the first."""
    own = [mention for mention in candidate.mentions if mention[0] is item.scene]
    inside = [mention for mention in own if _in_clause(item, mention[2])]
    before = [mention for mention in own if mention[1] <= item.event.sentence]
    return (inside[:1] or before[-1:] or candidate.mentions[:1])[0]


def _in_clause(item: Told, place: PlaceMention) -> bool:
    first, last = item.event.clause
    passage = item.scene.passage
    return passage.starts[first] <= place.start < passage.ends[last - 1]


def _key(place: PlaceMention) -> Key:
    return place.name, place.country
