"""With what an attack was done: the weapons of its clause that are its means, not its target or a mere description."""

from __future__ import annotations

from rashomon.lexicon.events import noun_set, verb_set, word_set
from rashomon.read.events.frames import inside
from rashomon.read.events.marks import Marks
from rashomon.read.events.roles import EventMention, is_armed
from rashomon.read.events.triggers import Weapon
from rashomon.read.passage import Passage

# Weapon types from the most to the least telling: a suicide bomber's car bomb is a suicide bomb.
_ORDER = ("suicide_bomb", "chemical_weapon", "grenade", "air_drone_strike", "shelling_artillery_missile",
          "remote_explosive_ied", "excessive_force", "attack")  # fmt: skip
_AIMED = frozenset("at on against upon towards toward onto".split())
_BEFORE = frozenset("after following since before despite".split())
_BOMBS = frozenset(["bomb", "bombs"])


def instrument(passage: Passage, marks: Marks, event: EventMention) -> Weapon | None:
    """The weapon in the event's own noun phrase, else in its clause, else its trigger; the most telling of several."""
    found = [
        weapon
        for weapon in marks.load_weapons(event.sentence)
        if not _described(passage, weapon) and not _other_occasion(passage, event, weapon)
    ]
    if not found:
        return None
    hit = _hit(passage, event)
    own = [w for w in found if event.clause[0] <= w.start < event.clause[1] and w.end - 1 not in hit]
    modifiers = [w for w in found if w.end - 1 in event.frame.modifiers]
    if modifiers and any(w.type == "air_drone_strike" and _carries(passage, event, w) for w in own):
        modifiers = []  # "the jets carried out a missile attack"
    trigger = [w for w in found if w.start < event.trigger.end and event.trigger.start < w.end]
    for group in (modifiers, own, [] if event.trigger.rule.kill else trigger):
        if group:
            return min(group, key=lambda w: (_ORDER.index(w.type), abs(w.start - event.trigger.head)))
    return None


def _carries(passage: Passage, event: EventMention, weapon: Weapon) -> bool:
    """Whether the weapon is who acts: "warplanes", "by helicopters", "from a drone"."""
    acting = {head for word, head in event.frame.preps if word in ("by", "from")}
    return weapon.end - 1 in acting | {event.frame.subject}


def _hit(passage: Passage, event: EventMention) -> set[int]:
    """Tokens of what is aimed at: a helicopter shot at is no air strike."""
    rule, frame = event.trigger.rule, event.frame
    heads = [head for word, head in frame.preps if word in _AIMED]
    if rule.object == "target" and frame.object is not None and not rule.kill:
        heads.append(frame.object)
    if rule.subject == "target" and frame.subject is not None:
        heads.append(frame.subject)
    return {token for head in heads for token in inside(passage, head)}


def _described(passage: Passage, weapon: Weapon) -> bool:
    """Whether the weapon only describes a site or a trade: "a missile base", "chemical weapons inspectors"."""
    last = weapon.end - 1
    head = passage.heads[last]
    if passage.deps[last] not in ("compound", "nmod", "amod") or head <= last or passage.heads[head] == last:
        return False
    word = passage.lower[head]
    return word in noun_set("base") or word in noun_set("stores") or word in noun_set("trades")


def _other_occasion(passage: Passage, event: EventMention, weapon: Weapon) -> bool:
    """Whether the weapon belongs to an occasion that this one answers or follows: "in retaliation for a gas attack"."""
    chain = [weapon.end - 1, *passage.ancestors(weapon.end - 1)]
    if event.trigger.head in chain[:1]:
        return False
    above = {event.trigger.head, *passage.ancestors(event.trigger.head)}
    for token in chain:
        if token in above:
            return False
        word = passage.lower[token]
        if passage.deps[token] == "prep" and word in _BEFORE:
            return True
        if word in word_set("answers"):
            return True
    return False


def delivery(passage: Passage, event: EventMention) -> str | None:
    """The type that the way a bomb is brought tells: dropped from the air, thrown by hand, planted; None otherwise."""
    tokens = {event.trigger.head, event.frame.predicate, *(trigger.head for trigger in event.folded)}
    tokens |= {kid for head in list(tokens) for kid in passage.children(head, "acl", "relcl")}
    words = {passage.lower[token] for token in tokens}
    for kind in ("dropped", "thrown", "planted"):
        if words & verb_set(kind):
            return {"dropped": "air_drone_strike", "thrown": "grenade", "planted": "remote_explosive_ied"}[kind]
    state = is_armed(event.actor) and event.actor is not None and event.actor.side == "state"
    bare = passage.lower[event.trigger.end - 1] in _BOMBS and event.trigger.end - event.trigger.start == 1
    if state and bare:
        return "air_drone_strike"  # "killed by army bombs": armies drop them
    return None


__all__ = ["delivery", "instrument"]
