"""How likely a candidate is a claim: a small logistic model over what the rules found, trained on coded reports.

Rules say what a happening is; whether one is told here, rather than named in passing, hangs on many weak signs at
once, and those are weighed better than ruled. The model sees no words of the report, only signs: which rule fired,
which roles are filled, where in the sentence and the report it stands. Weights: lexicon/claim_weights.toml, made by
training/claims.py; without that file the rules' own needs decide.
"""

from __future__ import annotations

import math

from rashomon.lexicon.events import accidents, noun_set, verb_set
from rashomon.lexicon.families import FAMILY
from rashomon.lexicon.weights import Weights, weights
from rashomon.read.events.answers import denied, is_answer
from rashomon.read.events.needs import unmet
from rashomon.read.events.opinion import second_opinion
from rashomon.read.events.roles import EventMention, is_armed
from rashomon.read.events.scene import Scene
from rashomon.read.events.tolls import of_toll
from rashomon.read.modality.signs import is_present
from rashomon.read.modality.words import lexicon

Signs = dict[str, float]
_TRUST = 0.1  # how much less chance does for a rule that asks much and got it
# Types that the annotated reports do not code: the model cannot tell their claims, the rules' needs decide.
_UNCODED = frozenset(["headquarters_established", "change_to_group_activity", "protest_with_intervention"])
_BE = frozenset("is are was were be been being remains remained".split())
_GOVERNING = frozenset(["performing", "occurring", "reacting", "causing", "unreal", "hedging", "denying"])
_UNDER = frozenset(
    "in of during after since before by from on to for against amid with following as into about over despite "
    "between".split()
)
_ANSWERED = frozenset("responsibility involvement behind blame credit".split())
_QUOTES = frozenset(['"', "“", "”", "``", "''"])
_MONTH = 40  # days
CLIP = 4.0  # log-odds of the topic beyond which it is equally sure


def model() -> Weights | None:
    """The model that tells claims from mentions in passing; None where none is shipped."""
    return weights("claim_weights")


def refusal(scene: Scene, event: EventMention) -> str:
    """Why the candidate is no claim; an empty text where it is one."""
    missing = unmet(scene, event)
    if _mishap(scene, event):
        return "told of an accident or an illness, not of violence"
    if _gets_away(scene, event):
        return "the doers get away: nobody is displaced"
    trained = model()
    if trained is None or (missing and event.trigger.rule.strict):
        return missing
    if scene.topics is not None and (other := scene.topics.refusal(event)):
        return other
    if event.type in _UNCODED:
        return missing
    if not missing and of_toll(scene.passage, event) and any(other.tolls for other in scene.events):
        return ""  # the attack was told: who its dead were is a claim, by the annotation guide
    odds = trained.score(signs_of(scene, event))
    opinion = second_opinion(scene, event, odds)
    chance = 1 / (1 + math.exp(-odds)) if opinion is None else opinion.chance
    # who counts casualties of a happening rarely names it in passing
    sure = event.trigger.rule.strict or (bool(event.folded) and any(toll.low for toll in event.tolls))
    least = (trained.least if opinion is None else opinion.least) - (_TRUST if sure else 0)
    if chance >= least:
        return ""
    told = f"{chance:.2f} of being a claim" if opinion is None else str(opinion)
    return f"chance {told} is under {least:.2f}{'; ' + missing if missing else ''}"


def _mishap(scene: Scene, event: EventMention) -> bool:
    """Whether only casualties are told, by an accident or an illness."""
    if not event.kill or event.folded or event.weapon is not None or is_armed(event.actor):
        return False
    if event.type == "cumulative_toll":
        return False
    passage = scene.passage
    begin, end = passage.sentences[event.sentence]
    return not accidents().isdisjoint(passage.lower[begin:end])


def _gets_away(scene: Scene, event: EventMention) -> bool:
    """Whether those who flee are those who did it: "the suspect fled on foot"."""
    subject = event.frame.subject
    if event.trigger.rule.id != "flee" or subject is None:
        return False
    return scene.passage.lower[subject] in noun_set("culprit")


def signs_of(scene: Scene, event: EventMention) -> Signs:
    """The signs of a candidate, each with its value; signs with value 0 are left out."""
    signs = {**_words(scene, event), **_roles(scene, event), **_setting(scene, event), **_wording(scene, event)}
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
    judgement, kinds = event.judgement, scene.marks.kinds
    said: Signs = {f"object {kind}": 1 for kind in kinds(event.frame.object)}
    said |= {f"subject {kind}": 1 for kind in kinds(event.frame.subject)}
    return said | {
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
        "denied, its kind told before": denied(scene, event) is not None,
        "answers": is_answer(event),
        "accused of it": _accused(scene, event),
        "ongoing": judgement is not None and judgement.aspect == "ongoing",
        "type settled": event.settled,
    }


def _accused(scene: Scene, event: EventMention) -> bool:
    """Whether a voice accuses somebody of it, or blames it on them."""
    cue = None if event.voice is None else scene.passage.voices[event.voice].cue
    return cue is not None and scene.passage.lower[cue[0]] in verb_set("accuse")


def _setting(scene: Scene, event: EventMention) -> Signs:
    passage, marks = scene.passage, scene.marks
    begin, end = passage.sentences[event.sentence]
    first, last = event.clause
    above = [event.trigger.head, *passage.ancestors(event.trigger.head)]
    labels = {passage.deps[token] for token in above}
    earlier = [*scene.before, *scene.seen]
    other = 0.0 if scene.topics is None else max(0.0, min(CLIP, -scene.topics.score(event))) / CLIP
    mishap = not accidents().isdisjoint(passage.lower[begin:end])
    return {
        "in other news": other,
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


def _wording(scene: Scene, event: EventMention) -> Signs:
    """How the words around name it: what governs an event noun, tense, number, days long past."""
    passage, head = scene.passage, event.trigger.head
    above = passage.heads[head]
    signs: Signs = {}
    if event.trigger.kind == "noun":
        for kind in lexicon().verbs.get(passage.lower[above], ()):
            if kind in _GOVERNING:
                signs[f"under a verb of {kind}"] = 1
        if passage.deps[head] == "pobj" and passage.lower[above] in _UNDER:
            signs[f"under {passage.lower[above]}"] = 1
        counted = any(passage.deps[kid] in ("nummod", "det", "poss") for kid in passage.kids[head])
        be = passage.deps[head] == "nsubj" and passage.lower[above] in _BE and not passage.children(above, "expl")
        signs["said to be something"] = be
        signs["bare plural"] = passage.tags[head] == "NNS" and not counted
        signs["answered for"] = any(passage.lower[at] in _ANSWERED for at in passage.ancestors(head)[:3])
    predicate = event.frame.predicate
    signs["had"] = any(passage.lower[kid] == "had" for kid in passage.children(predicate, "aux"))
    signs["present"] = is_present(passage, predicate)
    first, last = event.clause
    begin, end = passage.sentences[event.sentence]
    signs["long past in clause"], signs["a period in clause"] = _past(scene, first, last)
    signs["long past in sentence"], signs["a period in sentence"] = _past(scene, begin, end)
    signs["quoted"] = sum(word in _QUOTES for word in passage.lower[begin:head]) % 2
    family = FAMILY[event.type]
    signs["its family told before"] = any(FAMILY.get(other.type) == family for other in scene.before)
    signs["another family in the title"] = bool(scene.before) and not signs["its family told before"]
    signs["others in the sentence"] = min(3, sum(other.sentence == event.sentence for other in scene.seen))
    return signs


def _past(scene: Scene, first: int, last: int) -> tuple[bool, bool]:
    """Whether the tokens name a day more than a month before the report, and whether they name a long period."""
    if scene.published is None or not any(scene.marks.timed[first:last]):
        return False, False
    passage, old, long = scene.passage, False, False
    start, end = passage.starts[first], passage.ends[last - 1]
    for time in passage.times:
        if start <= time.start < end and time.begin is not None and time.until is not None:
            old = old or (scene.published - time.until).days > _MONTH
            long = long or (time.until - time.begin).days > _MONTH
    return old, long
