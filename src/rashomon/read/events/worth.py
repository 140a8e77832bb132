"""How likely a candidate is a claim: a small logistic model over what the rules found, trained on coded reports.

Rules say what a happening is; whether one is told here, rather than named in passing, hangs on many weak signs at
once, and those are weighed better than ruled. The model sees no words of the report, only signs: which rule fired,
which roles are filled, where in the sentence and the report it stands. Weights: lexicon/claim_weights.toml, made by
training/claims.py; without that file the rules' own needs decide.
"""

from __future__ import annotations

from rashomon.lexicon.events import accidents
from rashomon.lexicon.weights import Weights, weights
from rashomon.read.events.needs import unmet
from rashomon.read.events.roles import EventMention, is_armed
from rashomon.read.events.scene import Scene

Signs = dict[str, float]


def model() -> Weights | None:
    """The model that tells claims from mentions in passing; None where none is shipped."""
    return weights("claim_weights")


def refusal(scene: Scene, event: EventMention) -> str:
    """Why the candidate is no claim; an empty text where it is one."""
    missing = unmet(scene, event)
    if _mishap(scene, event):
        return "told of an accident or an illness, not of violence"
    trained = model()
    if trained is None or (missing and event.trigger.rule.strict):
        return missing
    probability = trained.chance(signs_of(scene, event))
    if probability >= trained.least:
        return ""
    return f"chance {probability:.2f} of being a claim is under {trained.least:.2f}{'; ' + missing if missing else ''}"


def _mishap(scene: Scene, event: EventMention) -> bool:
    """Whether only casualties are told, by an accident or an illness."""
    if not event.kill or event.folded or event.weapon is not None or is_armed(event.actor):
        return False
    if event.type == "cumulative_toll":
        return False
    passage = scene.passage
    begin, end = passage.sentences[event.sentence]
    return not accidents().isdisjoint(passage.lower[begin:end])


def signs_of(scene: Scene, event: EventMention) -> Signs:
    """The signs of a candidate, each with its value; signs with value 0 are left out."""
    signs = {**_words(scene, event), **_roles(scene, event), **_setting(scene, event)}
    return {name: float(value) for name, value in signs.items() if value}


def _words(scene: Scene, event: EventMention) -> Signs:
    passage, trigger = scene.passage, event.trigger
    predicate = event.frame.predicate
    determiner = passage.children(trigger.head, "det")
    return {
        f"rule {trigger.rule.id}": 1,
        f"form {trigger.kind}": 1,
        f"type {event.type}": 1,
        f"label {passage.deps[trigger.head]}": 1,
        f"tag {passage.tags[trigger.head]}": 1,
        f"predicate label {passage.deps[predicate]}": 1,
        f"predicate tag {passage.tags[predicate]}": 1,
        f"determiner {passage.lower[determiner[0]] if determiner else 'none'}": 1,
        "folded": min(3, len(event.folded)),
    }


def _roles(scene: Scene, event: EventMention) -> Signs:
    judgement = event.judgement
    return {
        "needs unmet": bool(unmet(scene, event)),
        "actor": event.actor is not None,
        "actor armed": is_armed(event.actor),
        "actor generic": event.actor is not None and event.actor.generic,
        "target": event.target is not None,
        "target armed": is_armed(event.target),
        "nobody": event.actor is None and event.target is None and not event.tolls,
        "weapon": event.weapon is not None,
        "toll": bool(event.tolls),
        "toll in figures": any(toll.low is not None for toll in event.tolls),
        "toll of long": any(toll.total for toll in event.tolls),
        "voice": event.voice is not None,
        "hedged": judgement is not None and judgement.certainty == "hedged",
        "denied": judgement is not None and judgement.stance == "denies",
        "ongoing": judgement is not None and judgement.aspect == "ongoing",
        "type settled": event.settled,
    }


def _setting(scene: Scene, event: EventMention) -> Signs:
    passage, marks = scene.passage, scene.marks
    begin, end = passage.sentences[event.sentence]
    first, last = event.clause
    above = [event.trigger.head, *passage.ancestors(event.trigger.head)]
    labels = {passage.deps[token] for token in above}
    earlier = [*scene.before, *scene.seen]
    mishap = not accidents().isdisjoint(passage.lower[begin:end])
    return {
        "nobody fights in the report": scene.armed == 0,
        "one party fights in the report": scene.armed == 1,
        "nobody fights, casualties only": scene.armed == 0 and event.kill and not event.folded,
        "accident": mishap,
        "accident, casualties only": mishap and event.kill and not event.folded,
        "place in clause": any(marks.places[token] is not None for token in range(first, last)),
        "place in sentence": any(marks.places[token] is not None for token in range(begin, end)),
        "time in clause": any(marks.timed[first:last]),
        "time in sentence": any(marks.timed[begin:end]),
        "points back": event.definite,
        "title": passage.in_title,
        "first sentence": event.sentence == 0,
        "first three sentences": event.sentence < 3,
        "after eight sentences": event.sentence > 8,
        "after fifteen sentences": event.sentence > 15,
        "long sentence": end - begin > 40,
        "in relative clause": "relcl" in labels,
        "in adverbial clause": "advcl" in labels,
        "in participle": "acl" in labels,
        "depth": min(len(above), 9) / 4,
        "earlier of its type": min(4, sum(other.type == event.type for other in earlier)),
    }
