"""Settle the event types that hang on the slots: by weapon, by who takes a place, by who holds people."""

from __future__ import annotations

from rashomon.lexicon.events import FAMILY
from rashomon.read.events.frames import inside
from rashomon.read.events.marks import Marks
from rashomon.read.events.parties import STATE_KINDS
from rashomon.read.events.roles import EventMention, is_armed
from rashomon.read.events.scene import Scene
from rashomon.read.events.triggers import Weapon
from rashomon.read.passage import ActorMention, Passage
from rashomon.records import Extent

_CIVIL = frozenset(["civilians", "protesters", "person", "medical", "media", "rescue", "people"])
# Weapon types from the most to the least telling: a suicide bomber's car bomb is a suicide bomb.
_ORDER = ("suicide_bomb", "chemical_weapon", "grenade", "air_drone_strike", "shelling_artillery_missile",
          "remote_explosive_ied", "excessive_force", "attack")  # fmt: skip
_EXTENTS: tuple[tuple[Extent, frozenset[str]], ...] = (
    ("outskirts", frozenset("outskirts edge edges periphery approaches".split())),
    ("centre", frozenset("centre center heart downtown".split())),
    ("most", frozenset("most majority bulk three-quarters much".split())),
    ("part", frozenset(
        "part parts half portion portions areas neighbourhoods neighborhoods districts swathes swaths section sections "
        "quarter quarters pockets several some third large side eastern western northern southern east west streets "
        "suburbs villages".split())),
    ("full", frozenset("full fully entire entirely all whole completely complete total totally entirety".split())),
)  # fmt: skip
_MONTH = 27  # days from which a toll is one over a period, not of an incident
_WARS = frozenset(
    "war wars conflict conflicts insurgency rebellion crisis unrest violence bloodshed hostilities".split()
)


def settle(scene: Scene, event: EventMention) -> None:
    """Give the event its type and, for ground held or taken, its extent."""
    if event.kill and (any(toll.total for toll in event.tolls) or _by_war(scene, event) or _over_months(scene, event)):
        event.type = "cumulative_toll"
    elif event.type == "strike":
        settle_strike(scene.passage, scene.marks, event)
    elif event.type == "territory":
        settle_territory(event, scene.country)
    elif event.type == "hold":
        event.type = "abduction" if event.actor is not None and event.actor.side == "non_state" else "arrests"
    elif event.type == "arrests" and event.actor is not None and event.actor.side == "non_state":
        event.type = "abduction"
    elif event.type == "armed_clash":
        _settle_clash(scene, event)
    if FAMILY[event.type] == "territory" and event.type != "non_violent_transfer_of_territory":
        event.extent = extent_of(scene.passage, event)


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
            if long or (since and scene.published is not None and (scene.published - time.begin).days >= _MONTH):
                return True
    return False


def _settle_clash(scene: Scene, event: EventMention) -> None:
    """A clash with protesters is a riot, a storming that kills civilians an attack, an air operation a strike."""
    rule, sides = event.trigger.rule, {side.kind for side in (event.actor, event.target) if side is not None}
    if rule.id == "clash" and "protesters" in sides:
        event.type = "violent_demonstration"
    elif rule.id == "advance" and not is_armed(event.target) and _civilians_hit(event):
        event.type = "attack"
    elif rule.id in ("offensive", "advance"):
        _settle_by_air(scene, event)


def _civilians_hit(event: EventMention) -> bool:
    whos = {toll.who for toll in event.tolls}
    return bool(whos & {"civilians", "children", "women", "people"}) and not whos & {"soldiers", "militants", "police"}


def _settle_by_air(scene: Scene, event: EventMention) -> None:
    """An operation told with warplanes or shells in its own noun phrase is an air or artillery strike."""
    for token in event.frame.modifiers:
        weapon = scene.marks.weapons[token]
        if weapon is not None and weapon.type in ("air_drone_strike", "shelling_artillery_missile"):
            event.type = weapon.type


def weapon_type(passage: Passage, marks: Marks, event: EventMention) -> Weapon | None:
    """The weapon in the event's own clause, else in its sentence; the most telling one of several."""
    found = marks.load_weapons(event.sentence)
    if not found:
        return None
    own = [weapon for weapon in found if event.clause[0] <= weapon.start < event.clause[1]]
    inside_trigger = [
        weapon for weapon in found if weapon.start < event.trigger.end and event.trigger.start < weapon.end
    ]
    modifiers = [weapon for weapon in found if weapon.end - 1 in event.frame.modifiers]
    for group in (modifiers, own, [] if event.trigger.rule.kill else inside_trigger):
        if group:
            return min(group, key=lambda weapon: (_ORDER.index(weapon.type), abs(weapon.start - event.trigger.head)))
    return None


def settle_strike(passage: Passage, marks: Marks, event: EventMention) -> None:
    """Give an attack its type: by weapon, else armed clash between two armed sides, else the rule's default."""
    rule = event.trigger.rule
    weapon = weapon_type(passage, marks, event)
    event.weapon = weapon
    if weapon is not None and weapon.type != "attack":
        event.type = weapon.type
        if event.type == "excessive_force" and is_armed(event.actor) and event.actor.side == "non_state":  # type: ignore[union-attr]
            event.type = "attack"
        return
    event.settled = False
    event.type = rule.default or "attack"
    if rule.id in ("bombing", "bomb") and event.actor is not None and event.actor.side == "non_state":
        event.type = "remote_explosive_ied"  # no aircraft to bomb from
    if rule.damage:
        event.settled = not is_armed(event.actor)
    elif is_armed(event.target) and not rule.sure:
        event.type, event.settled = "armed_clash", is_armed(event.actor)
    elif event.target is not None and event.target.kind == "protesters" and _state(event.actor):
        event.type, event.settled = "excessive_force", True
    elif _victims(event) == "armed" and not rule.sure:
        event.type, event.settled = "armed_clash", is_armed(event.actor) and not event.kill
    elif weapon is not None:
        event.settled = True


def _state(actor: ActorMention | None) -> bool:
    return actor is not None and actor.kind in STATE_KINDS


def _victims(event: EventMention) -> str | None:
    whos = {toll.who for toll in event.tolls}
    if whos & {"soldiers", "militants", "police", "fighters"}:
        return "armed"
    return "civil" if whos - {None} else None


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


def extent_of(passage: Passage, event: EventMention) -> Extent:
    """How much of the place is held or taken, by the words around it."""
    first, last = event.clause
    words: set[str] = set()
    focus = [event.frame.object] if event.frame.object is not None else []
    if event.frame.passive or event.trigger.rule.subject == "place":
        focus += [token for token in (event.frame.subject, event.frame.object) if token is not None]
    focus += [head for word, head in event.frame.preps if word in ("of", "over", "in", "on", "to")]
    for token in focus:
        for here in inside(passage, token):
            if first <= here < last:
                words.add(passage.lower[here])
                words.update(passage.lower[kid] for kid in passage.kids[here] if kid < here)
    for extent, markers in _EXTENTS:
        if words & markers:
            return extent
    near = set(passage.lower[max(first, event.trigger.start - 2) : event.trigger.end])
    if near & _EXTENTS[-1][1]:
        return "full"
    return event.trigger.rule.extent or "unspecified"
