"""Who may have a part in a report's events: its parties with their mentions, and what else an event can hit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from rashomon.read.actors.find import localise
from rashomon.read.claims.told import Told
from rashomon.read.events.coreference import named_party
from rashomon.read.events.marks import ARMED
from rashomon.read.events.scene import Scene
from rashomon.read.events.whom import of_owner
from rashomon.read.passage import ActorMention, Passage, Toll
from rashomon.records import Actor, Span

What = Literal["party", "victims", "thing", "place", "civilians", "nobody"]

# Types with too few annotated events to learn their parties from: the rules' choice stands.
RULED_ACTOR = frozenset(["violent_demonstration", "mob_violence"])
RULED_TARGET = RULED_ACTOR | {"excessive_force", "peaceful_protest", "disrupted_weapons_use"}
CIVIL = frozenset(["civilians", "children", "women", "people"])
_VOICES = frozenset(["media", "monitor", "witness", "international_org", "organisation", "local_official"])
_NEARBY = 3  # sentences before and after within which an armed party may have a part in an event
_LEADING = 5
_MOST = 40  # parties of a report that are weighed


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention of a party."""

    scene: Scene
    sentence: int
    actor: ActorMention


@dataclass(slots=True)
class Player:
    """One who may have a part in an event; ``party`` is its first mention under the name that the report gives it."""

    key: str
    what: What
    party: ActorMention | None = None
    seen: list[Seen] = field(default_factory=list)
    by_scene: dict[int, list[Seen]] = field(default_factory=dict)  # the same, by the number of the passage
    armed: bool = False  # can do violence or hold ground


NOBODY = Player("nobody", "nobody")
VICTIMS = Player("victims", "victims")
THING = Player("thing", "thing")
PLACE = Player("place", "place")
CIVILIANS = Player("unnamed civilians", "civilians")


def name_party(
    actor: ActorMention | None, passages: list[Passage], number: int, country: str | None
) -> ActorMention | None:
    """A description under the name of the party it stands for, else as one of the report's country."""
    if actor is None or not actor.generic:
        return actor
    named = named_party(passages, number, actor)
    if named is not actor:
        return replace(actor, name=named.name, id=named.id, country=named.country, side=named.side)
    return localise(actor, country) if country is not None else actor


def key_of(actor: ActorMention | None) -> str | None:
    """What two mentions of one party share: its id, else its name; civilians are one whatever they are called."""
    if actor is None:
        return None
    if actor.kind in CIVIL:
        return "civilians"
    return actor.id or actor.name.casefold()


def players(scenes: list[Scene], told: list[Told], country: str | None) -> dict[str, Player]:
    """The parties of a report by key, in order of first mention; those that the rules chose are always among them."""
    passages = [scene.passage for scene in scenes]
    found: dict[str, Player] = {}
    for scene in scenes:
        for actor in scene.passage.actors:
            if actor.kind in _VOICES:
                continue
            owned = of_owner(scene.passage, scene.marks, actor)  # "its army"
            _add(found, scene, actor, name_party(owned, passages, scene.number, country))
    for item in told:
        for chosen in (item.own_actor, item.event.actor, item.event.target):
            if chosen is not None and chosen.kind not in ("thing", "people") and key_of(chosen) not in found:
                _add(found, item.scene, chosen, chosen)
    return found


def _add(found: dict[str, Player], scene: Scene, actor: ActorMention, named: ActorMention | None) -> None:
    key = key_of(named)
    if key is None or named is None or (key not in found and len(found) >= _MOST):
        return
    player = found.setdefault(key, Player(key, "party", named, armed=named.acts and named.kind in ARMED))
    if actor.start < len(scene.passage):
        seen = Seen(scene, scene.passage.sentence_of[actor.start], actor)
        player.seen.append(seen)
        player.by_scene.setdefault(scene.number, []).append(seen)
    if player.party is not None and player.party.generic and not named.generic:
        player.party, player.armed = named, named.acts and named.kind in ARMED


def _may_act(player: Player, item: Told, leading: frozenset[str]) -> bool:
    """Whether the party can be the doer: an armed one nearby or leading, others where the sentence names them."""
    party = player.party
    if party is None or not (party.acts or party.kind in CIVIL | {"protesters"}):
        return False
    if player.armed or party.kind in ("unknown", "gunmen"):
        return player.key in leading or _within(player, item, _NEARBY)
    return _near(player, item)


def _near(player: Player, item: Told) -> bool:
    gap = 0 if player.key == "civilians" else 1
    return any(0 <= item.event.sentence - seen.sentence <= gap for seen in here(player, item))


def _within(player: Player, item: Told, sentences: int) -> bool:
    at = item.event.sentence
    return any(-sentences <= at - seen.sentence <= sentences for seen in here(player, item))


def leading(parties: dict[str, Player]) -> frozenset[str]:
    """The keys of the armed parties that the report names most: they may act far from where it names them."""
    armed = [player for player in parties.values() if player.armed]
    armed.sort(key=lambda player: -len(player.seen))
    return frozenset(player.key for player in armed[:_LEADING])


def doers(parties: dict[str, Player], item: Told, leaders: frozenset[str], ruled: str | None) -> Iterator[Player]:
    """All who may have done it, whoever the rules chose among them; nobody last."""
    for player in parties.values():
        if player.key == ruled or _may_act(player, item, leaders):
            yield player
    yield NOBODY


def sufferers(parties: dict[str, Player], item: Told) -> Iterator[Player]:
    """All who or which may have been hit: parties, the dead and wounded, the thing hit, the place; nobody last."""
    for player in parties.values():
        if _within(player, item, _NEARBY) if player.armed else _near(player, item):
            yield player
    target = item.event.target
    thing = target is not None and target.kind in ("thing", "people")
    if victims_of(item) is not None:
        yield VICTIMS
    elif "civilians" not in parties or not _near(parties["civilians"], item):
        yield CIVILIANS
    if thing:
        yield THING
    if item.place is not None and item.event.type == "siege":
        yield PLACE
    yield NOBODY


def victims_of(item: Told) -> Toll | None:
    """The toll that says who was killed or wounded."""
    return next((toll for toll in item.event.tolls if toll.victims is not None and toll.high != 0), None)


# --- as a claim has them --------------------------------------------------------------------------------------------


def as_actor(player: Player, item: Told, ruled: ActorMention | None, hit: bool) -> Actor | None:
    """The player as a party of the event's claim, as its target where ``hit``.

    ``ruled`` is what the rules found in the event's own words: where they chose the same party, their words are shown.
    """
    if player.what == "nobody":
        return None
    passage = item.scene.passage
    if player.what == "civilians":
        return Actor("civilians")
    if player.what == "victims":
        toll = victims_of(item)
        assert toll is not None
        assert toll.victims is not None
        name = "civilians" if toll.who in CIVIL or toll.who is None else toll.who
        ruled = item.event.target
        if ruled is not None and toll.victims[0] <= ruled.head < toll.victims[1] and ruled.kind in ARMED:
            name = ruled.name  # "four peacekeepers": rather their own name than "soldiers"
        return Actor(name, None, passage.span(*toll.victims))
    if player.what == "place":
        assert item.place is not None
        own = passage.text[item.place.start : item.place.end] == item.place.text and item.place.text
        return Actor(item.place.name, None, passage.char_span(item.place.start, item.place.end) if own else None)
    seen = nearest(player, item)
    shown: Span | None
    if ruled is not None and (player.what == "thing" or key_of(ruled) == player.key):
        party, shown = ruled, passage.span(ruled.start, ruled.end)
    elif seen is not None and player.key == "civilians":
        party, shown = seen.actor, passage.span(seen.actor.start, seen.actor.end)
    else:
        assert player.party is not None
        party = player.party
        shown = passage.span(seen.actor.start, seen.actor.end) if seen is not None else None
    if party.kind in CIVIL and hit and item.event.type not in RULED_TARGET:
        return Actor("civilians", party.id, shown)  # "ten farmers", "a family": whoever does not fight
    if party.kind == "people":
        return Actor(shown.text if shown else party.name, party.id, shown)
    return Actor(party.name, party.id, shown)


def _called(item: Told, toll: Toll) -> str:
    """The dead and wounded by a name: civilians, or those that their own words name ("journalists", "soldiers")."""
    named = item.scene.marks.actors[toll.head] if toll.head is not None else None
    if named is not None and named.kind not in CIVIL and named.head == toll.head:
        return named.name
    return "civilians" if toll.who in CIVIL or toll.who is None else toll.who


def nearest(player: Player, item: Told) -> Seen | None:
    """The mention to show: in the event's clause, else in its sentence, else the last one before, else one after."""
    own = here(player, item)
    if not own:
        return None
    first, last = item.event.clause
    head, sentence = item.event.trigger.head, item.event.sentence
    return min(
        own,
        key=lambda seen: (
            not first <= seen.actor.head < last,
            seen.sentence != sentence,
            seen.sentence > sentence,
            abs(seen.actor.head - head),
        ),
    )


def here(player: Player, item: Told) -> list[Seen]:
    """The player's mentions in the event's own passage."""
    return player.by_scene.get(item.scene.number, [])
