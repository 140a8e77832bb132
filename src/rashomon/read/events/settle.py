"""Settle the event types that hang on the slots: by weapon, by who takes a place, by who holds people."""

from __future__ import annotations

from rashomon.lexicon.events import noun_set, verb_set, word_set
from rashomon.lexicon.families import FAMILY
from rashomon.read.events.answers import settle_answer
from rashomon.read.events.extent import extent_of
from rashomon.read.events.instruments import delivery, instrument
from rashomon.read.events.marks import ARMED
from rashomon.read.events.parties import STATE_KINDS
from rashomon.read.events.roles import EventMention, is_armed
from rashomon.read.events.scene import Scene
from rashomon.read.passage import ActorMention

_CIVIL = frozenset(["civilians", "protesters", "person", "medical", "media", "rescue", "people"])
BLASTS = frozenset(["suicide_bomb", "air_drone_strike", "shelling_artillery_missile"])  # what a "blast" may prove to be
_VEHICLES = frozenset(["suicide_bomb"])
_MONTH = 27  # days from which a toll is one over a period, not of an incident
_WARS = frozenset(
    "war wars conflict conflicts insurgency rebellion crisis unrest violence bloodshed hostilities".split()
)


def settle(scene: Scene, event: EventMention) -> None:
    """Give the event its type and, for ground held or taken, its extent."""
    if event.kill and (any(toll.total for toll in event.tolls) or _by_war(scene, event) or _over_months(scene, event)):
        event.type = "cumulative_toll"
    elif event.type == "strike":
        settle_strike(scene, event)
    elif event.type == "told":
        settle_answer(scene, event)
    elif event.type == "territory":
        settle_territory(event, scene.country)
    elif event.type == "hold":
        event.type = "abduction" if event.actor is not None and event.actor.side == "non_state" else "arrests"
    elif event.type == "arrests" and event.actor is not None and event.actor.side == "non_state":
        event.type = "abduction"
    elif event.type == "armed_clash":
        _settle_clash(scene, event)
    elif event.type == "remote_explosive_ied":
        _settle_device(scene, event)
    elif event.type in ("air_drone_strike", "shelling_artillery_missile"):
        _settle_load(scene, event)
    elif event.type == "attack":
        _settle_shot(scene, event)
    _settle_foiled(scene, event)
    _settle_crowd(scene, event)
    if FAMILY[event.type] == "territory" and event.type != "non_violent_transfer_of_territory":
        event.extent = extent_of(scene.passage, scene.marks, event)


def _by_war(scene: Scene, event: EventMention) -> bool:
    """Whether a war itself is said to have killed: "the conflict has cost 30,000 lives"."""
    subject = event.frame.subject
    return subject is not None and bool(event.tolls) and scene.passage.lower[subject] in _WARS


def _over_months(scene: Scene, event: EventMention) -> bool:
    """Whether a bare toll is counted over a month or more: "killed since January", "612 homicides in the quarter"."""
    if not event.tolls or event.folded:
        return False
    passage = scene.passage
    start, end = passage.starts[event.clause[0]], passage.ends[event.clause[1] - 1]
    for time in passage.times:
        if start <= time.start < end and time.begin is not None and time.until is not None:
            since = passage.text[max(0, time.start - 6) : time.start].lower().endswith("since ")
            long = (time.until - time.begin).days >= _MONTH
            if passage.aside(event.trigger.head, passage.token_at(time.start)):
                continue  # "in the city that has been divided since 2012"
            if long or (since and scene.published is not None and (scene.published - time.begin).days >= _MONTH):
                return True
    return False


def _settle_clash(scene: Scene, event: EventMention) -> None:
    """A clash with protesters is a riot, a storming that kills civilians an attack, an air operation a strike."""
    rule, sides = event.trigger.rule, {side.kind for side in (event.actor, event.target) if side is not None}
    if rule.id == "clash" and "protesters" in sides:
        event.type = "violent_demonstration"
    elif rule.id == "advance" and _stormed(scene, event) and not is_armed(event.target) and _civilians_hit(event):
        event.type = "attack"
    elif rule.id in ("offensive", "advance"):
        _settle_by_air(scene, event)


def _settle_device(scene: Scene, event: EventMention) -> None:
    """A bomb that was dropped, fell or came by an aircraft is an air strike; one in a vehicle may be a suicide bomb."""
    brought = delivery(scene.passage, event)
    by = instrument(scene.passage, scene.marks, event)
    if brought is not None:
        event.type = brought
    elif by is not None and by.type in ("air_drone_strike", "suicide_bomb", "chemical_weapon"):
        event.type = by.type
    else:
        words = scene.passage.lower[event.trigger.start : event.trigger.end]
        laid = {"roadside", "mine", "landmine", "ied", "improvised", "magnetic", "sticky", "booby", "land"} & set(words)
        early = scene.passage.in_title or event.sentence < 2 or event.definite
        event.settled, event.may_be = bool(laid) or not early, _VEHICLES


def _settle_load(scene: Scene, event: EventMention) -> None:
    """Shells or bombs with a chemical load are a chemical attack; missiles told to come from aircraft an air strike."""
    weapon = instrument(scene.passage, scene.marks, event)
    if weapon is not None and weapon.type == "chemical_weapon":
        event.type, event.weapon = weapon.type, weapon
    elif weapon is not None and weapon.type == "air_drone_strike" and event.type == "shelling_artillery_missile":
        event.type = weapon.type


def _settle_shot(scene: Scene, event: EventMention) -> None:
    """Fighters shot or gunned down fell in fighting; executed or murdered ones did not."""
    if event.trigger.rule.id == "shoot" and scene.passage.lower[event.trigger.start] in verb_set("shot"):
        if is_armed(event.target):
            event.type, event.settled = "armed_clash", True


def _settle_foiled(scene: Scene, event: EventMention) -> None:
    """A bombing that was foiled is weapons use disrupted."""
    if event.type in ("suicide_bomb", "remote_explosive_ied") and event.trigger.kind == "noun":
        if scene.passage.lower[event.frame.predicate] in verb_set("foiled"):
            hit = scene.passage.deps[event.trigger.head] in ("dobj", "nsubjpass")
            event.type = "disrupted_weapons_use" if hit else event.type


def _settle_crowd(scene: Scene, event: EventMention) -> None:
    """What a crowd does: it riots where it burns and attacks, and is a mob where it kills."""
    actor, rule = event.actor, event.trigger.rule
    if actor is None or actor.kind not in ("protesters", "civilians"):
        return
    killing = event.kill or (event.type == "attack" and bool(event.tolls))
    if killing and FAMILY[event.type] == "violence":
        event.type = "mob_violence"
    elif actor.kind == "protesters" and rule.id in ("loot", "damage", "strike-at", "advance", "clash"):
        event.type = "violent_demonstration"


def _stormed(scene: Scene, event: EventMention) -> bool:
    return scene.passage.lower[event.trigger.head] in verb_set("storm")


def _civilians_hit(event: EventMention) -> bool:
    whos = {toll.who for toll in event.tolls}
    return bool(whos & {"civilians", "children", "women", "people"}) and not whos & {"soldiers", "militants", "police"}


def _settle_by_air(scene: Scene, event: EventMention) -> None:
    """An operation told with warplanes or shells in its own noun phrase is an air or artillery strike."""
    for token in event.frame.modifiers:
        weapon = scene.marks.weapons[token]
        if weapon is not None and weapon.type in ("air_drone_strike", "shelling_artillery_missile"):
            event.type = weapon.type


def settle_strike(scene: Scene, event: EventMention) -> None:
    """Give an attack its type: by weapon, else armed clash between two armed sides, else the rule's default."""
    passage, rule = scene.passage, event.trigger.rule
    weapon = instrument(passage, scene.marks, event)
    event.weapon = weapon
    if weapon is not None and weapon.type != "attack":
        event.type = weapon.type
        if event.type == "remote_explosive_ied":
            event.type = delivery(passage, event) or event.type
            if event.type == "remote_explosive_ied" and passage.lower[weapon.end - 1] in word_set("blasts"):
                event.settled, event.may_be = False, BLASTS
        if event.type == "excessive_force" and is_armed(event.actor) and event.actor.side == "non_state":  # type: ignore[union-attr]
            event.type = "attack"
        return
    event.settled = False
    event.type = _default(scene, event)
    if weapon is not None and event.type in BLASTS:
        event.type = "attack"  # "bullets hit the car": no shells
    if rule.damage and is_armed(event.target) and "property" not in scene.marks.kinds(event.frame.object):
        event.type = "armed_clash"  # "destroyed sixty terrorists"
    elif rule.damage:
        event.settled = not is_armed(event.actor)
    elif rule.default in ("attack", "armed_clash") and _at_garrison(scene, event):
        event.type, event.settled = "armed_clash", is_armed(event.actor) and is_armed(event.target)
    elif _at_protest(scene, event) and (_state(event.actor) or (event.kill and event.actor is None)):
        event.type, event.settled = "excessive_force", True
    elif rule.default in ("attack", "armed_clash") and (_victims(event) == "armed" or _two_sides(event)):
        event.type, event.settled = "armed_clash", is_armed(event.actor) and not event.kill
    elif weapon is not None:
        event.settled = True


def _default(scene: Scene, event: EventMention) -> str:
    """The type of an attack without a weapon: who has no aircraft bombs and raids on the ground."""
    rule, side = event.trigger.rule, event.actor.side if event.actor is not None else None
    default = rule.default or "attack"
    if default != "air_drone_strike":
        return default
    if rule.id in ("bombing", "bomb"):
        return "remote_explosive_ied" if side == "non_state" else default
    if rule.id == "bombardment":
        return "shelling_artillery_missile" if side == "non_state" else default
    if rule.id == "raid" and (side == "non_state" or not scene.flying):
        return "armed_clash" if is_armed(event.target) or _victims(event) == "armed" else "attack"
    return default


def _at_garrison(scene: Scene, event: EventMention) -> bool:
    """Whether an armed party, or what it mans, is attacked."""
    if is_armed(event.target):
        return True
    target = event.target
    if target is not None and scene.passage.lower[target.head] in noun_set("garrison"):
        return True
    aimed = [head for word, head in event.frame.preps if word in ("at", "on")]
    weapons = [scene.marks.weapons[head] for head in aimed]
    return any(
        weapon is not None and weapon.type == "air_drone_strike" for weapon in weapons
    )  # "fired at a helicopter"


def _at_protest(scene: Scene, event: EventMention) -> bool:
    """Whether protesters or their gathering are hit."""
    if event.target is not None and event.target.kind == "protesters":
        return True
    hit = event.frame.object
    return hit is not None and not event.kill and scene.passage.lower[hit] in noun_set("protest")


def _state(actor: ActorMention | None) -> bool:
    return actor is not None and actor.kind in STATE_KINDS


def _victims(event: EventMention) -> str | None:
    whos = {toll.who for toll in event.tolls}
    if whos & {"soldiers", "militants", "police", "fighters"}:
        return "armed"
    return "civil" if whos - {None} else None


def _two_sides(event: EventMention) -> bool:
    """Whether an armed side kills people of another: "47 members of the militia"."""
    return event.kill and is_armed(event.actor) and event.target is not None and event.target.kind in ARMED


def settle_territory(event: EventMention, report_country: str | None) -> None:
    """ACLED's rule: government regains only where the state's own side takes the place, else non-state overtakes.

    Source: ACLED codebook, sub-event types "Government regains territory" and "Non-state actor overtakes territory"
    (a foreign state that does not fight for the local government counts as the latter).
    """
    rule, actor = event.trigger.rule, event.actor
    event.type = "non_state_overtakes_territory"
    if rule.subject == "target":  # "lost X": the subject is the loser
        if event.actor is not None:  # "lost X to the army": the one it went to
            gained = _side(event.actor, report_country) == "state"
        else:
            gained = _side(event.target, report_country) == "non_state"
        event.type = "government_regains_territory" if gained else event.type
    elif actor is None:
        loser = _side(event.target, report_country)
        if loser == "non_state" or (loser is None and rule.again):
            event.type = "government_regains_territory"
    elif _side(actor, report_country) == "state" or (rule.again and actor.side is None and actor.kind == "unknown"):
        event.type = "government_regains_territory"  # "units of the Fifth Division restored control"


def resettle(event: EventMention, report_country: str | None) -> None:
    """Settle what hangs on who did it once more, after the context has named another doer."""
    kind = event.trigger.rule.type
    if event.trigger.rule.subject == "target":
        return  # "lost the town": whose loss it is tells the type
    if kind == "territory" and event.type in ("government_regains_territory", "non_state_overtakes_territory"):
        settle_territory(event, report_country)
    elif kind in ("hold", "arrests") and event.type in ("abduction", "arrests") and event.actor is not None:
        if kind == "hold" or event.actor.side == "non_state":
            event.type = "abduction" if event.actor.side == "non_state" else "arrests"


def _side(actor: ActorMention | None, report_country: str | None) -> str | None:
    """State, foreign or non_state as seen from the country the report is about; None where it cannot be told."""
    if actor is None:
        return None
    if actor.kind in STATE_KINDS or actor.side == "state":
        if actor.country is None or report_country is None or actor.country == report_country:
            return "state"
        return "foreign"
    if actor.kind == "coalition" or actor.side == "international":
        return "state"
    return "non_state" if actor.acts else None
