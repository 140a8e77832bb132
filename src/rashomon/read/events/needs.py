"""Whether an event has the roles that its rule asks for (the ``needs`` of lexicon/events.toml)."""

from __future__ import annotations

from rashomon.lexicon.events import noun_set
from rashomon.lexicon.families import FAMILY
from rashomon.read.events.answers import answered, names_account
from rashomon.read.events.frames import inside
from rashomon.read.events.roles import EventMention, is_armed
from rashomon.read.events.scene import Scene

_CONCLUDED = frozenset(
    "reached reach signed sign agreed agree concluded conclude effect force began begin begun brokered announced "
    "declared struck accepted took came entered implemented holding held violated breached broken collapsed "
    "under".split()
)
_PROTESTING = frozenset(["opposition", "political_party", "party", "foreign_government"])
_RUINS = frozenset("flames ruins ashes rubble tatters shock chaos panic darkness mourning fear".split())
_SIDES = frozenset(["state", "rebel", "calm", "unarmed", "protesters"])
# lists of weapons.toml
_LISTED = frozenset(["account", "part", "deed", "arms", "base", "protest", "loot", "missile", "road", "bodies"])
_LASTING = frozenset(
    "ongoing underway continued continues continuing continue raged raging rages erupted broke intensified resumed "
    "flared escalated spread still subsided ensued".split()
)


def unmet(scene: Scene, event: EventMention) -> str:
    """Why the event is no claim, or an empty text where one of its rule's needs is met."""
    if _by_name_only(scene, event):
        return "names people by what befell them"
    needs = event.trigger.rule.needs
    if event.type == "peaceful_protest" and is_armed(event.actor) and event.actor is not None:
        if event.actor.kind not in _PROTESTING:
            return "armed forces do not protest"
    if not needs or any(_met(scene, event, need) for need in needs):
        return ""
    if event.definite and event.trigger.rule.repeats and _told_before(scene, event):
        return ""
    return f"no role filled: needs one of {', '.join(needs)}"


def _by_name_only(scene: Scene, event: EventMention) -> bool:
    """ "The wounded were flown out", "a camp for displaced families": who they are, not what happened, uncounted."""
    passage, head = scene.passage, event.trigger.head
    if event.trigger.kind != "verb" or event.trigger.rule.id not in ("wound", "kill", "displace"):
        return False
    dep, tag = passage.deps[head], passage.tags[head]
    noun = dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj") and tag in ("JJ", "VBN", "NN", "NNS")
    if noun and any(passage.lower[kid] in ("the", "these", "those") for kid in passage.children(head, "det")):
        governing = passage.heads[head]
        counted = any(toll.low is not None or toll.high is not None for toll in event.tolls)
        return not (counted or passage.lower[governing] == "among")
    if dep == "amod" and event.trigger.rule.id == "displace":
        above = passage.heads[head]
        return above > head and not passage.children(above, "nummod")
    return False


def _it(scene: Scene, event: EventMention) -> bool:
    """Whether the object is an "it" that can stand for a place named just before ("X, before rebels seized it")."""
    token, passage = event.frame.object, scene.passage
    if token is None or passage.lower[token] not in ("it", "which", "that"):
        return False
    first = passage.sentences[max(0, event.sentence - 1)][0]
    return any(scene.marks.places[at] is not None for at in range(first, token))


def _told_before(scene: Scene, event: EventMention) -> bool:
    """Whether "the attack" can point back to a happening of its family told before."""
    families = {FAMILY.get(event.trigger.rule.default or event.type)} | (
        {"explosive", "violence", "clash"} if event.trigger.rule.type == "strike" else set()
    )
    return any(FAMILY[other.type] in families for other in [*scene.before, *scene.events])


def _met(scene: Scene, event: EventMention, need: str) -> bool:
    return all(_has(scene, event, part) for part in need.split("+"))


def _side_is(event: EventMention, kind: str) -> bool:
    """Whether the actor is of the state, of its enemies ("rebel"), no enemy of it ("calm"), no fighter, a protester."""
    actor = event.actor
    if kind == "calm":
        return actor is None or actor.side != "non_state"
    if actor is None:
        return False
    if kind == "state":
        return actor.side == "state"
    if kind == "rebel":
        return actor.side == "non_state" and actor.acts
    if kind == "unarmed":
        return not is_armed(actor)
    return actor.kind == "protesters"


def _civil(scene: Scene, event: EventMention) -> bool:
    """Whether those who leave are people, and nobody is left by them ("left dozens wounded")."""
    kinds, left = scene.marks.kinds(event.frame.subject), event.frame.object
    target = event.target
    if "people" not in kinds or "armed" in kinds or target is None or target.kind == "thing":
        return False
    return left is None or "people" not in scene.marks.kinds(left)


def _chemical(scene: Scene, token: int) -> bool:
    weapon = scene.marks.weapons[token]
    return weapon is not None and weapon.type == "chemical_weapon"


def _has(scene: Scene, event: EventMention, need: str) -> bool:
    passage, marks, frame = scene.passage, scene.marks, event.frame
    first, last = event.clause
    slot, _, kind = need.partition(":")
    if need == "object:named":
        return frame.object is not None and any(marks.places[token] for token in inside(passage, frame.object))
    if need == "subject:named":
        return frame.subject is not None and any(marks.places[token] for token in inside(passage, frame.subject))
    if need == "object:name":  # "took control of Tibu", which no gazetteer may have
        return frame.object is not None and passage.tags[frame.object] == "NNP"
    if need == "object:explosive":
        heads = inside(passage, frame.object) if frame.object is not None else []
        found = [marks.weapons[token] for token in heads]
        return any(weapon is not None and weapon.type in ("remote_explosive_ied", "grenade") for weapon in found)
    if need in ("object:chemical", "by:chemical"):
        means = [head for word, head in frame.preps if word == "by"] if slot == "by" else [frame.object]
        return any(_chemical(scene, token) for head in means if head is not None for token in inside(passage, head))
    if need == "with:missile":
        means = [head for word, head in frame.preps if word == "with"]
        return any(passage.lower[token] in noun_set("missile") for token in means)
    if slot == "object" and kind in _LISTED:
        heads = inside(passage, frame.object) if frame.object is not None else []
        return any(passage.lower[token] in noun_set(kind) for token in heads)
    if need == "object:it":
        return frame.object is not None and passage.lower[frame.object] in ("it", "this", "that")
    if need == "departed":  # not "left the town in flames", nor on the way "for Goma"
        return not any(word == "for" or (word == "in" and passage.lower[head] in _RUINS) for word, head in frame.preps)
    if need == "passive":
        return frame.passive
    if slot == "actor" and kind in _SIDES:
        return _side_is(event, kind)
    if need == "target:protesters":
        return event.target is not None and event.target.kind == "protesters"
    if need == "target:suspects":
        return event.target is not None and passage.lower[event.target.head] in ("suspect", "suspects")
    if need == "target:explosive":
        weapon = marks.weapons[event.target.head] if event.target is not None else None
        return weapon is not None and weapon.type in ("remote_explosive_ied", "grenade")
    if need == "target:arms":
        return event.target is not None and passage.lower[event.target.head] in noun_set("arms")
    if need == "told":
        return answered(scene, event) is not None
    if need == "account":
        return event.voice is not None and names_account(passage, event.trigger.head)
    if need == "denied":
        return event.judgement is not None and event.judgement.stance == "denies"
    if need == "subject:civil":
        return _civil(scene, event)
    if slot == "object" and kind:
        return kind in marks.kinds(frame.object) or (kind == "place" and _it(scene, event))
    if slot == "subject" and kind:
        kinds = marks.kinds(frame.subject)
        return kind in kinds or (kind == "armed" and is_armed(event.actor))
    if slot in ("actor", "target"):
        value = event.actor if slot == "actor" else event.target
        if kind == "armed":
            return is_armed(value)
        if kind == "property":
            return value is not None and "property" in marks.kinds(value.head)
        return value is not None
    if need == "place":
        begin, end = passage.sentences[event.sentence] if not event.trigger.rule.weak else (first, last)
        return any(marks.places[token] is not None for token in range(begin, end))
    if need == "toll":
        return bool(event.tolls)
    if need == "weapon":
        return event.weapon is not None or any(marks.weapons[token] for token in range(first, last))
    if need == "date":
        start, end = passage.starts[first], passage.ends[last - 1]
        return any(start <= time.start < end for time in passage.times)
    if need == "phrase":
        return event.trigger.kind == "phrase"
    if need == "number":
        return any(marks.counts[token] is not None for token in range(first, last))
    if need == "exploded":
        return any(other.rule.id == "device-goes-off" for other in event.folded)
    if need == "under":  # "in rebel hands", "under army control"
        above = passage.heads[event.trigger.head]
        return passage.deps[event.trigger.head] == "pobj" and passage.lower[above] in ("in", "under")
    if need == "at-target":  # "fired into the crowd", "shot at the patrol"
        aimed = [head for word, head in frame.preps if word in ("at", "on", "into", "upon", "towards")]
        return any(
            kind in marks.kinds(head) for head in aimed for kind in ("armed", "people", "property", "party", "weapon")
        )
    if need == "of-place":  # "in possession of the town", not "of the rockets"
        held = [head for word, head in frame.preps if word in ("of", "over", "on", "in", "at", "around")]
        return any("place" in marks.kinds(head) for head in [*held, frame.object])
    if need == "at-protest":  # "the repression of protests", "tear gas at demonstrators"
        aimed = [head for word, head in frame.preps if word in ("at", "on", "against", "of", "upon", "into")]
        return any(passage.lower[head] in noun_set("protest") for head in aimed)
    if need == "lasting":  # "fighting is still ongoing", "clashes broke out"
        return not _LASTING.isdisjoint(passage.lower[first:last])
    if need == "located":  # "an explosion in a residential house"
        return any(
            word in ("in", "at", "near", "outside", "inside", "on")
            for word, head in frame.preps
            if not marks.timed[head]
        )
    if need == "concluded":
        begin, end = passage.sentences[event.sentence]
        return not _CONCLUDED.isdisjoint(passage.lower[begin:end])
    if need == "from-place":
        return any(word in ("from", "of", "out of") and "place" in marks.kinds(head) for word, head in frame.preps)
    return False
