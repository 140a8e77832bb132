"""Settle the event types that hang on the slots: by weapon, by who takes a place, by who holds people."""

from __future__ import annotations

from rashomon.lexicon.countries import countries
from rashomon.read.events.frames import inside
from rashomon.read.events.marks import Marks
from rashomon.read.events.parties import STATE_KINDS
from rashomon.read.events.roles import EventMention, is_armed
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
    if rule.id == "lose":
        side = _side(event.actor or event.target, report_country)
        event.type = "government_regains_territory" if side == "non_state" else event.type
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
    if near & _EXTENTS[-1][1] or (event.trigger.rule.id == "retake" and "stability" in near):
        return "full"
    if "ground" in near or "territory" in near:
        return "part"
    return "unspecified"


def country_names() -> dict[str, str]:
    """ISO3 to the country's common English name."""
    return {country.iso3: country.name for country in countries()}
