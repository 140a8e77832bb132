"""Choose the place of each event among all places of the report, by weights over how each stands to the event.

The rules of context.py make a first choice from the clause, from what is pointed back to and from the sentences
before; that choice is one sign among others (standing.py). Weights: lexicon/placing_weights.toml, made by
training/placing.py; without that file the rules' choice stands.
"""

from __future__ import annotations

from rashomon.lexicon.weights import Weights, weights
from rashomon.read.claims.mentions import Candidate, Key, Mention, mention_of
from rashomon.read.claims.setting import Setting
from rashomon.read.claims.standing import weighed
from rashomon.read.claims.told import Told
from rashomon.read.events.scene import Scene
from rashomon.records import PlaceMention

_BACKED = tuple(
    f"-{word}" for word in "backed led based brokered sponsored funded trained supplied made allied".split()
)
_SHOWN = 5  # places of an event that `explain` lists
_MOST = 40  # places of a report that are weighed


def model() -> Weights | None:
    """The model that weighs the places of a report for an event; None where none is shipped."""
    return weights("placing_weights")


def choose_places(scenes: list[Scene], told: list[Told]) -> None:
    """Give every event the likeliest place of the report, in place; the rules' choice where nothing weighs more."""
    trained = model()
    if trained is None or not told:
        return
    setting = Setting(candidates(scenes), told)
    for n, item in enumerate(told):
        scored = [(trained.score(signs), candidate) for candidate, signs in weighed(setting, n)]
        choose(item, scored, setting)
        if item.scene.notes is not None:
            _note(item, scored)


def _note(item: Told, scored: list[tuple[float, Candidate]]) -> None:
    """Tell `explain` how the likeliest places of an event were weighed, the best first."""
    best = sorted(scored, key=lambda pair: -pair[0])[:_SHOWN]
    listed = " · ".join(f"{candidate.place.name} {score:.1f}" for score, candidate in best)
    if item.place is not None and best and item.place.name != best[0][1].place.name:
        listed += f" (taken: {item.place.name}, which the best one only says the way to)"
    if listed:
        item.scene.note_weighed("places", item.event, listed)


def choose(item: Told, scored: list[tuple[float, Candidate]], setting: Setting) -> None:
    """Give the event the place of the highest score; of "X west of Y" in its clause never Y."""
    if not scored:
        return
    best = max(scored, key=lambda pair: pair[0])[1]
    mention = _nearest(best, item)
    spot = mention.scene.number, mention.first
    if spot in setting.chains.beside and mention.scene is item.scene and _in_clause(item, mention.place):
        best = setting.places[setting.chains.beside[spot]]
    if item.place is None or best.key != _key(item.place):
        mention = _nearest(best, item)
        item.place, item.place_scene = mention.place, mention.scene
        item.inherited_place = mention.scene is not item.scene or not _in_clause(item, mention.place)


def candidates(scenes: list[Scene]) -> dict[Key, Candidate]:
    """The distinct places of a report with their mentions, in order of first mention."""
    found: dict[Key, Candidate] = {}
    for scene in scenes:
        passage = scene.passage
        named = [place for place in dict.fromkeys(scene.marks.places) if place is not None]
        demonyms = [place for place in passage.places if place.kind == "demonym"]
        for place in sorted([*named, *demonyms], key=lambda one: one.start):
            if place.text.lower().endswith(_BACKED):
                continue  # "US-backed"
            if scene.stop is not None and place.start >= scene.stop:
                break  # named in links to other stories
            if _key(place) in found or len(found) < _MOST:
                candidate = found.setdefault(_key(place), Candidate(_key(place), place))
                candidate.mentions.append(mention_of(scene, place))
    return found


def _nearest(candidate: Candidate, item: Told) -> Mention:
    """The mention to show: in the event's own clause, else the last one before it, else the first."""
    own = [mention for mention in candidate.mentions if mention.scene is item.scene]
    inside = [mention for mention in own if _in_clause(item, mention.place)]
    before = [mention for mention in own if mention.sentence <= item.event.sentence]
    return (inside[:1] or before[-1:] or candidate.mentions[:1])[0]


def _in_clause(item: Told, place: PlaceMention) -> bool:
    first, last = item.event.clause
    passage = item.scene.passage
    return passage.starts[first] <= place.start < passage.ends[last - 1]


def _key(place: PlaceMention) -> Key:
    return place.name, place.country
