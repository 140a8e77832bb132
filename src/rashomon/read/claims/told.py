"""An event together with what the report's context adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene
from rashomon.read.passage import ActorMention
from rashomon.records import Actor, PlaceMention

# How fine a place is told, finest first; a name no gazetteer has is a quarter or a hamlet.
FINE = {None: -1, "town": 0, "relative": 0, "admin2": 1, "region": 2, "admin1": 3, "country": 4}


@dataclass(slots=True)
class Told:
    """An event with what the report's context adds to it."""

    event: EventMention
    scene: Scene
    place: PlaceMention | None = None
    inherited_place: bool = False
    place_scene: Scene | None = None  # where the report names the place
    antecedent: EventMention | None = None  # the happening told before that this one points back to
    shares: dict[tuple[str, str | None], float] = field(default_factory=dict)  # how likely each place is its own
    own_actor: ActorMention | None = None  # who did it by the event's own words, before the context was asked
    doer: str | None = None  # key of the party chosen as actor (players.py)
    hit: str | None = None  # key of who or what was chosen as target
    actor: Actor | None = None  # as the claim has them
    target: Actor | None = None


def within(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether the one place can lie in the other, by country and province."""
    if inner.country != outer.country:
        return inner.country is None
    return outer.precision == "country" or outer.admin1 is None or inner.admin1 in (outer.admin1, outer.name)
