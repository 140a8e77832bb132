"""Fill the slots of an event from its frame: who did it, to whom, where, with what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from rashomon.lexicon.countries import countries
from rashomon.lexicon.entries import EventRule
from rashomon.read.events.coreference import pronoun_party
from rashomon.read.events.frames import (
    BLAMING,
    Frame,
    clause,
    conjuncts,
    inside,
    is_verb,
    noun_frame,
    prepositions,
    verb_frame,
    widen,
)
from rashomon.read.events.marks import ARMED, Marks
from rashomon.read.events.sides import met_by, side, two_sides
from rashomon.read.events.triggers import Trigger, Weapon
from rashomon.read.events.whom import agent, party, thing
from rashomon.read.passage import ActorMention, Judgement, Passage, Toll
from rashomon.records import Extent, PlaceMention

_AGAINST = frozenset("against on at upon toward towards targeting onto over into".split())
_BESIDE = frozenset("near around outside from toward towards".split())
_PLACING = frozenset("in at on inside of into to across within along between through over".split())
_BY = frozenset("in inside near beside beneath under underneath outside at by".split())
_ENDS = frozenset(["into", "with", "over"])  # what some verbs end in, whose object is theirs
_BLASTS = frozenset(["remote_explosive_ied", "shelling_artillery_missile", "suicide_bomb", "grenade"])
_MAY_ACT = frozenset(["civilians", "protesters", "person", "people"])  # besides those who fight


@dataclass(slots=True)
class EventMention:
    """One happening or state as one clause tells it, before repeats are merged."""

    passage: int  # index into the draft's passages
    sentence: int
    trigger: Trigger
    frame: Frame
    clause: tuple[int, int]
    type: str
    actor: ActorMention | None = None
    target: ActorMention | None = None
    place: PlaceMention | None = None
    where: tuple[int, int] | None = None  # tokens of the phrase that places it ("the centre of the town")
    tolls: list[Toll] = field(default_factory=list)
    weapon: Weapon | None = None
    judgement: Judgement | None = None
    extent: Extent | None = None
    voice: int | None = None
    definite: bool = False  # "the attack": points back
    answers: EventMention | None = None  # the happening told before of which its words only speak (answers.py)
    folded: list[Trigger] = field(default_factory=list)
    settled: bool = True  # False: the type is a guess that context may better
    sides: bool = False  # its own words name both sides of a clash: "between A and B"
    may_be: frozenset[str] = frozenset()  # the types context may give instead; empty: any attack

    @property
    def kill(self) -> bool:
        """Whether only a word for casualties tells it."""
        return self.trigger.rule.kill


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {country.iso3: country.name for country in countries()}


def _demonym(passage: Passage, token: int) -> ActorMention | None:
    """The country behind a bare "Israeli" or "US" before an event noun."""
    start = passage.starts[token]
    for place in passage.places:
        if place.start <= start < place.end and place.country and place.precision == "country":
            name = _country_names().get(place.country, place.name)
            return ActorMention(token, token + 1, token, name, None, "government", place.country, "state", acts=True)
    return None


def _blamed_country(passage: Passage, token: int | None) -> ActorMention | None:
    """The country behind a bare name that somebody blames: "accused Israel of bombarding"."""
    if token is None or passage.deps[token] != "dobj" or passage.lower[passage.heads[token]] not in BLAMING:
        return None
    return _demonym(passage, token)


def _modifier_actor(passage: Passage, marks: Marks, event: EventMention) -> ActorMention | None:
    """Who an event noun's own modifiers say did it: "coalition air strikes", "IS attack", "Russian raids"."""
    best = None
    for token in event.frame.modifiers:
        actor = marks.actors[token]
        if actor is not None and actor.acts and not (event.trigger.start <= actor.head < event.trigger.end):
            best = actor
            break
        if actor is None and best is None and passage.deps[token] in ("amod", "compound", "poss", "nmod"):
            best = _demonym(passage, token)
    return best


def _whose(passage: Passage, marks: Marks, weapon: int) -> ActorMention | None:
    """Whose shells or jets they are: "Armenian shells landed", "its jets hit", "rockets of the militia"."""
    found = party(passage, marks, weapon)
    if found is not None and found.kind != "unknown":
        return found
    for kid in passage.kids[weapon]:
        if passage.tags[kid] == "PRP$":
            return pronoun_party(passage, marks, kid)
        if kid < weapon and passage.deps[kid] in ("amod", "compound", "poss", "nmod"):
            owner = marks.actors[kid] if marks.actors[kid] != found else None
            owner = owner or _demonym(passage, kid)
            if owner is not None:
                return owner
    return found


def _both_sides(passage: Passage, marks: Marks, event: EventMention) -> None:
    """Fill both parts where the words name the two sides together."""
    rule = event.trigger.rule
    found = two_sides(passage, marks, event.frame, rule.type, (event.trigger.start, event.trigger.end))
    if found and rule.subject in ("actor", None, ""):
        event.actor = event.actor or found[0]
        if len(found) > 1:
            event.target = next(one for one in (found[1], found[0]) if one != event.actor)
            event.sides = rule.type == "armed_clash" and event.actor in found


def _slot(event: EventMention, name: str, found: ActorMention | None) -> None:
    if found is None:
        return
    if name == "actor" and event.actor is None and (found.acts or found.kind in _MAY_ACT):
        event.actor = found
    elif name in ("target", "people", "any") and event.target is None and found != event.actor and not _tells(found):
        event.target = found


def _had_part(passage: Passage, marks: Marks, noun: int) -> ActorMention | None:
    """Whose part is denied: "the group's involvement", "the involvement of the group"."""
    owners = [*passage.children(noun, "poss"), *(head for word, head in prepositions(passage, noun) if word == "of")]
    return next(filter(None, (party(passage, marks, token) for token in owners)), None)


def _tells(found: ActorMention) -> bool:
    """Whether the words name who reports it: "kills 32, medical source"."""
    return found.kind in ("monitor", "media") or found.name.rpartition(" ")[2].rstrip("s") in ("source", "monitor")


def _verb_slots(passage: Passage, marks: Marks, event: EventMention) -> None:
    rule, frame = event.trigger.rule, event.frame
    subject, target = frame.subject, frame.object
    if target is not None and (event.trigger.start <= target < event.trigger.end or passage.lower[target] == "fire"):
        target = next((head for word, head in frame.preps if word in ("of", "over", "to")), None)
        frame.object = target  # "in control of X", "took control of X", "set fire to X"
    last = passage.lower[event.trigger.end - 1]
    if last in _ENDS and not frame.passive:
        target = frame.object = next((head for word, head in frame.preps if word == last), target)  # "marched into X"
    if rule.subject == "target" and not frame.passive:
        # "fled", "died", "lost": the one who undergoes it is the grammatical subject
        _slot(event, "target", party(passage, marks, subject) or thing(passage, marks, subject))
    elif rule.type == "told" and target is not None:
        _slot(event, "actor", _had_part(passage, marks, target))  # "denied its fighters' part in the raid"
    if subject is not None and not (rule.subject == "target" and not frame.passive):
        _slot(event, rule.subject, party(passage, marks, subject))
        if rule.subject == "actor":
            _slot(event, "actor", _blamed_country(passage, subject))
        if rule.subject == "weapon" or (rule.subject == "actor" and event.actor is None and marks.weapons[subject]):
            _slot(event, "actor", _whose(passage, marks, subject))
        if rule.subject == "actor" and is_verb(passage, event.trigger.head):
            _slot(event, "actor", agent(passage, marks, subject))
    if rule.object == "actor":  # "blamed X for the raid", "blamed the raid on X", "attributed it to X"
        blamed = [head for word, head in frame.preps if word in ("on", "to")]
        _slot(event, "actor", next(filter(None, (party(passage, marks, head) for head in [*blamed, target])), None))
    elif target is not None:
        armed_with = marks.weapons[target] is not None and "people" not in marks.kinds(target)
        if rule.type == "disrupted_weapons_use" or (rule.object in ("target", "people", "any") and not armed_with):
            arms = rule.type == "disrupted_weapons_use"
            _slot(event, "target", party(passage, marks, target) or thing(passage, marks, target, weapons=arms))
        elif rule.object == "place" and "armed" in marks.kinds(target) and "place" not in marks.kinds(target):
            _slot(event, "target", party(passage, marks, target))


def _prep_slots(passage: Passage, marks: Marks, event: EventMention) -> None:
    rule = event.trigger.rule
    noun, arms = event.trigger.kind == "noun", rule.type == "disrupted_weapons_use"
    for word, head in event.frame.preps:
        if word == "by":
            _slot(event, "actor", party(passage, marks, head) or agent(passage, marks, head))
        elif word in _AGAINST or (word == "with" and rule.type == "armed_clash"):
            if marks.places[head] is None:
                other = side(passage, marks, head) if word == "with" else party(passage, marks, head)
                _slot(event, "target", other or thing(passage, marks, head))
        elif (
            word == "of"
            and (noun or rule.of == "actor")
            and rule.of in ("actor", "target")
            and marks.places[head] is None
        ):
            _slot(
                event,
                rule.of,
                party(passage, marks, head) or (thing(passage, marks, head, arms) if rule.of == "target" else None),
            )
        elif word == "to" and noun and rule.type == "looting_property_destruction":
            _slot(event, "target", party(passage, marks, head) or thing(passage, marks, head))  # "damage to houses"
        elif word in ("from", "to") and rule.type in ("territory", "non_violent_transfer_of_territory"):
            found = party(passage, marks, head)
            if found is not None and found.acts and marks.places[head] is None:
                # "fell to the rebels", "wrested from IS": the taker after "to", the loser after "from"
                _slot(event, "target" if word == "from" else "actor", found)


def _near_blast(passage: Passage, marks: Marks, event: EventMention) -> None:
    """The building or vehicle that a bomb or shell went off in, at or beside: "exploded outside a police station"."""
    for word, head in event.frame.preps:
        if word in _BY and "property" in marks.kinds(head) and marks.places[head] is None:
            _slot(event, "target", party(passage, marks, head) or thing(passage, marks, head))


def place_words(passage: Passage, marks: Marks, event: EventMention) -> list[tuple[int, PlaceMention]]:
    """Places that may be where it happened, each with a rank: lower is closer to the trigger's own roles."""
    ranked: dict[tuple[int, int], tuple[int, PlaceMention]] = {}
    first, last = event.clause
    source = set()
    if event.voice is not None:
        voice = passage.voices[event.voice]
        source = set(range(*voice.source)) if voice.source else set()
    own = _role_tokens(passage, marks, event)
    begin, end = passage.sentences[event.sentence]
    for token in range(begin, end):
        place = marks.places[token]
        if place is None:
            continue
        if token in own:
            rank = own[token]
        elif first <= token < last:
            rank = 3
        else:
            rank = 5
        if token in source:
            rank += 3
        if marks.actors[token] is not None and passage.deps[token] != "pobj":
            continue  # "the US said", "Syrian army": a party, not a place
        key = (place.start, place.end)
        if key not in ranked or rank < ranked[key][0]:
            ranked[key] = (rank, place)
    return sorted(ranked.values(), key=lambda item: (item[0], abs(_distance(passage, event, item[1]))))


def _distance(passage: Passage, event: EventMention, place: PlaceMention) -> int:
    return passage.token_at(place.start) - event.trigger.head


def _role_tokens(passage: Passage, marks: Marks, event: EventMention) -> dict[int, int]:
    """Tokens below the frame's own places -> rank 0 (object of a taking or holding), 1 (in, at, on), 2 (other)."""
    ranks: dict[int, int] = {}
    rule = event.trigger.rule
    heads: list[tuple[int, int]] = []
    if event.frame.object is not None:
        hit = rule.object == "place" or "place" in marks.kinds(event.frame.object)
        heads.append((0 if hit else 2, event.frame.object))
    if rule.subject == "place" and event.frame.subject is not None:
        heads.append((0, event.frame.subject))
    for word, head in event.frame.preps:
        if word in _BESIDE:
            heads.append((2, head))
        elif word in _PLACING or word in _AGAINST:
            heads.append((0 if word == "of" and rule.of == "place" else 1, head))
    for modifier in event.frame.modifiers:
        heads.append((2, modifier))
    head = event.trigger.head
    if passage.deps[head] in ("attr", "appos") and rule.type in ("control", "siege"):
        above = passage.heads[head]  # "Ghouta is a rebel bastion", "Raqqa, the group's stronghold"
        heads += (
            [(0, above)] if passage.deps[head] == "appos" else [(0, kid) for kid in passage.children(above, "nsubj")]
        )
    for rank, head in heads:
        for one in [head, *conjuncts(passage, head)]:
            left, right = passage.edges(one)
            for token in range(left, right):
                if marks.places[token] is not None:
                    ranks[token] = min(rank + _aside(passage, token, one), ranks.get(token, 9))
    return ranks


def _aside(passage: Passage, token: int, head: int) -> int:
    """How far a place stands aside inside a phrase: 0 "the town of X", 1 "a town in X", 2 "the town near X"."""
    steps, here = 0, token
    while here != head and passage.heads[here] != here and steps < 3:
        here = passage.heads[here]
        word = passage.lower[here]
        if passage.deps[here] == "prep" and word != "of":
            steps += 2 if word in _BESIDE else 1
    return min(steps, 3)


def build(passage: Passage, number: int, marks: Marks, trigger: Trigger) -> EventMention:
    """The event of one trigger with the slots that its own frame fills."""
    verbal = trigger.kind == "verb" or (trigger.kind == "phrase" and is_verb(passage, trigger.head))
    frame = verb_frame(passage, trigger.head) if verbal else noun_frame(passage, trigger.head)
    if trigger.kind == "verb" and _lost_auxiliary(passage, marks, trigger.rule, frame):
        frame.passive, frame.object, frame.subject = True, frame.subject, None
    if trigger.kind == "phrase":
        widen(passage, (trigger.start, trigger.end), trigger.head, frame)
    event = EventMention(
        passage=number,
        sentence=passage.sentence_of[trigger.head],
        trigger=trigger,
        frame=frame,
        clause=clause(passage, frame.predicate),
        type=trigger.rule.type,
    )
    left, right = event.clause
    event.clause = (min(left, trigger.start), max(right, trigger.end))
    if trigger.rule.of == "actor":  # "under its control"
        for token in range(trigger.start, trigger.end):
            if passage.tags[token] == "PRP$":
                _slot(event, "actor", pronoun_party(passage, marks, token))
    if verbal or trigger.kind == "phrase":
        if trigger.rule.type == "armed_clash":
            _both_sides(passage, marks, event)
        _verb_slots(passage, marks, event)
    else:
        if frame.object is None and trigger.rule.of == "place":
            frame.object = next((head for word, head in frame.preps if word == "of"), None)  # "the fall of X"
        if trigger.rule.subject == "place":
            _holding(passage, marks, event)
        _both_sides(passage, marks, event)
        _slot(event, "actor", party(passage, marks, frame.subject))
        _slot(event, "actor", _blamed_country(passage, frame.subject))
        _slot(event, "actor", _modifier_actor(passage, marks, event))
        if trigger.rule.type == "remote_explosive_ied":
            met = met_by(passage, trigger.head)
            _slot(event, "target", party(passage, marks, met) or thing(passage, marks, met))
        if frame.object is not None:
            arms = trigger.rule.type == "disrupted_weapons_use"
            hit = party(passage, marks, frame.object) or thing(passage, marks, frame.object, weapons=arms)
            _slot(event, "target", hit)
    _prep_slots(passage, marks, event)
    _slot(event, "actor", _beside(passage, marks, trigger))
    if event.target is None and (trigger.rule.type in _BLASTS or trigger.rule.default in _BLASTS):
        _near_blast(passage, marks, event)
    event.definite = any(
        passage.lower[kid] in ("the", "this", "that", "these", "those") for kid in passage.children(trigger.head, "det")
    )
    return event


def _lost_auxiliary(passage: Passage, marks: Marks, rule: EventRule, frame: Frame) -> bool:
    """Whether a headline's passive was read as active: "Two bombs defused", "Three girls taken away"."""
    if frame.passive or frame.object is not None or passage.tags[frame.predicate] not in ("VBD", "VBN"):
        return False
    kinds = marks.kinds(frame.subject)
    if passage.children(frame.predicate, "aux") or "armed" in kinds:
        return False
    if rule.type == "disrupted_weapons_use":
        return bool(kinds & {"weapon", "device"})
    return rule.type == "hold" and rule.object == "people" and bool(kinds & {"people", "person"})


def _holding(passage: Passage, marks: Marks, event: EventMention) -> None:
    """Who holds what in "X is under rebel control", "X is in the army's hands", "the army is in full control of X"."""
    noun, frame = event.trigger.head, event.frame
    above = passage.heads[noun]
    if passage.deps[noun] != "pobj":
        return
    holder = passage.heads[above]
    subject = verb_frame(passage, holder).subject if is_verb(passage, holder) else holder
    if passage.lower[above] == "in" and passage.lower[noun] == "control":
        _slot(event, "actor", party(passage, marks, subject))
        frame.object = next((head for word, head in frame.preps if word == "of"), frame.object)
    else:
        frame.subject = subject


def _beside(passage: Passage, marks: Marks, trigger: Trigger) -> ActorMention | None:
    """A party right before the trigger the parse has not tied to it: "regime shelling", "Assads random attacks"."""
    token = trigger.start - 1
    while token >= 0 and token > trigger.start - 4 and passage.tags[token] in ("JJ", "POS", "RB", "VBG", "VBN"):
        if marks.actors[token] is not None:
            break
        token -= 1
    found = marks.actors[token] if token >= 0 else None
    if found is None or not found.acts or passage.sentence_of[token] != passage.sentence_of[trigger.start]:
        return None
    return (
        found if passage.deps[found.head] in ("compound", "amod", "poss", "nmod", "nsubj", "npadvmod", "det") else None
    )


def is_armed(actor: ActorMention | None) -> bool:
    """Whether the party can do violence or hold ground."""
    return actor is not None and actor.acts and actor.kind in ARMED


__all__ = ["EventMention", "build", "inside", "is_armed", "party", "place_words", "replace", "thing"]
