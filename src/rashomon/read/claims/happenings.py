"""How likely two events of a report are one happening, whoever tells it: a lead, its details, "the attack" later on.

Weighed before places are chosen, so that the place one telling names can hold for the others (standing.py). Weights:
lexicon/happening_weights.toml, made by training/happenings.py; without that file no events are tied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rashomon.lexicon.families import FAMILY
from rashomon.lexicon.weights import Weights, weights
from rashomon.read.claims.mentions import Key
from rashomon.read.claims.told import Told
from rashomon.read.events.parties import fits_party
from rashomon.read.passage import ActorMention, Toll
from rashomon.read.times.dating import event_period
from rashomon.records import Period

_OTHER = frozenset("another other others separate separately elsewhere meanwhile also similar second".split())
_FORMER = frozenset("earlier previous previously last month months year years ago former before since".split())
_DULL = frozenset(
    "that this with from have were been they said their after which would about there where when them also according "
    "into over more than some other while being against between during including".split()
)


@dataclass(slots=True)
class Sight:
    """An event as the pairs see it: what its clause and sentence say, drawn once."""

    item: Told
    lead: bool
    words: frozenset[str]  # of the clause, four letters and more, no names of places
    other: bool
    former: bool
    period: Period | None
    killed: Toll | None
    wounded: Toll | None
    places: frozenset[Key] = field(default_factory=frozenset)  # keys of the places its clause names for itself


def model() -> Weights | None:
    """The model that ties the tellings of one happening; None where none is shipped."""
    return weights("happening_weights")


def sight(item: Told, places: frozenset[Key]) -> Sight:
    """Draw what the pairs of an event need."""
    event, passage, marks = item.event, item.scene.passage, item.scene.marks
    first, last = event.clause
    begin, end = passage.sentences[event.sentence]
    words = frozenset(
        word[:6]
        for at, word in enumerate(passage.lower[first:last], first)
        if len(word) > 3 and word.isalpha() and word not in _DULL and marks.places[at] is None
    )
    near = passage.lower[max(begin, first - 3) : last]
    whole = passage.lower[begin:end]
    return Sight(
        item,
        passage.in_title or event.sentence < 2,
        words,
        not _OTHER.isdisjoint(near),
        not _FORMER.isdisjoint(whole),
        event_period(passage, event.trigger.head, event.clause, item.scene.published),
        next((toll for toll in event.tolls if toll.kind == "killed"), None),
        next((toll for toll in event.tolls if toll.kind == "wounded"), None),
        places,
    )


def pair_signs(one: Sight, other: Sight, nested: Callable[[Key, Key], bool]) -> dict[str, float]:
    """What two events share and where they differ; ``one`` stands before ``other``, ``nested`` compares places."""
    a, b = one.item.event, other.item.event
    families = sorted((FAMILY.get(a.type, "?"), FAMILY.get(b.type, "?")))
    apart = b.sentence - a.sentence if a.passage == b.passage else None
    shared = len(one.words & other.words)
    signs: dict[str, float] = {
        "families " + " ".join(families): True,
        "type same": a.type == b.type,
        "rule same": a.trigger.rule.id == b.trigger.rule.id,
        "second points back": b.definite,
        "second points back, type same": b.definite and a.type == b.type,
        "first tells casualties": a.kill,
        "second tells casualties": b.kill,
        "antecedent": other.item.antecedent is a,
        "first in lead": one.lead,
        "both in lead": one.lead and other.lead,
        "first in title": one.item.scene.passage.in_title,
        "other passage": apart is None,
        "same sentence": apart == 0,
        "next sentence": apart == 1,
        "within three sentences": apart is not None and apart <= 3,
        "over eight sentences": apart is not None and apart > 8,
        "shared words": min(shared, 6) / 6,
        "share of words": shared / (1 + min(len(one.words), len(other.words))),
        "first speaks of others": one.other,
        "second speaks of others": other.other,
        "one of before, other not": one.former != other.former,
        "both of before": one.former and other.former,
        "same voice": a.voice == b.voice and apart is not None,
        **_days(one.period, other.period),
        **_figures("killed", one.killed, other.killed),
        **_figures("wounded", one.wounded, other.wounded),
        **_parties("actor", a.actor, b.actor),
        **_parties("target", a.target, b.target),
        **_places(one, other, nested),
    }
    return {name: float(value) for name, value in signs.items() if value}


def _days(a: Period | None, b: Period | None) -> dict[str, float]:
    if a is None or b is None:
        return {"day told by neither": a is None and b is None, "day told by second only": a is None and b is not None}
    same = a.start == b.start and a.end == b.end
    apart = a.start > b.end or b.start > a.end
    return {"day same": same, "day differs": apart, "day within": not same and not apart}


def _figures(kind: str, a: Toll | None, b: Toll | None) -> dict[str, float]:
    if a is None or b is None or a.low is None or b.low is None:
        return {f"{kind} told by one": (a is None) != (b is None)}
    same = a.low == b.low or (b.high is not None and a.low == b.high)
    return {f"{kind} same": same, f"{kind} same above two": same and a.low > 2, f"{kind} differs": not same}


def _parties(role: str, a: ActorMention | None, b: ActorMention | None) -> dict[str, float]:
    if a is None or b is None:
        return {f"{role} missing": a is None and b is None}
    same, fits = a.name == b.name, fits_party(a, b)
    return {f"{role} same": same, f"{role} fits": fits and not same, f"{role} differs": not fits}


def _places(one: Sight, other: Sight, nested: Callable[[Key, Key], bool]) -> dict[str, float]:
    if not one.places or not other.places:
        return {"place told by neither": not one.places and not other.places}
    same = bool(one.places & other.places)
    held = not same and any(nested(a, b) or nested(b, a) for a in one.places for b in other.places)
    return {"place same": same, "place nested": held, "place differs": not same and not held}
