"""Choose who did each event and whom it hit, among all parties of the report and nobody, by weights over signs.

The rules of events/roles.py and context.py make a first choice from the clause, from what is pointed back to and from
other tellings; that choice is one sign among others (bearing.py). Weights: lexicon/actor_weights.toml and
lexicon/target_weights.toml, made by training/casting.py; without those files the rules' choice stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.lexicon.weights import Weights, weights
from rashomon.read.claims.bearing import Common, Setting, Signs
from rashomon.read.claims.parts import weighed_doers, weighed_sufferers
from rashomon.read.claims.players import (
    NOBODY,
    PLACE,
    RULED_ACTOR,
    RULED_TARGET,
    THING,
    VICTIMS,
    Player,
    as_actor,
    key_of,
    players,
)
from rashomon.read.claims.told import Told
from rashomon.read.events.answers import is_answer
from rashomon.read.events.scene import Scene
from rashomon.read.events.settle import resettle

NO_ACTOR = frozenset(["cumulative_toll"])  # a war's toll: nobody in particular
_SHOWN = 3  # signs and others weighed that `explain` names for a choice
NO_TARGET = frozenset(["control"])


def choose_parties(scenes: list[Scene], told: list[Told], country: str | None) -> None:
    """Give every event the likeliest actor and target of the report, in place; the rules' choice without weights."""
    if not told:
        return
    setting = Setting(players(scenes, told, country), told, country)
    who, whom = weights("actor_weights"), weights("target_weights")
    setting.as_ruled()
    for n, item in enumerate(told):
        doers, hits = choose(setting, n, who, whom)
        if item.scene.notes is not None and who is not None and whom is not None:
            item.scene.note_weighed("actor", item.event, doers.why(item.doer, who))
            item.scene.note_weighed("target", item.event, hits.why(item.hit, whom))
    for item in told:
        settle_parties(setting, item)


def choose(setting: Setting, n: int, who: Weights | None, whom: Weights | None) -> tuple[Weighed, Weighed]:
    """Choose the doer of the n-th event, then whom it hit; gives both weighings for those who train or explain.

    Nobody does a thing to itself: where both choices fall on one party, the part with the better runner-up gives way.
    """
    item = setting.told[n]
    kind = item.event.type
    doers, hits, common = Weighed(), Weighed(), Common(setting, n)
    item.doer, item.hit = setting.ruled[n], setting.hit[n]
    if item.event.sides and item.own_actor is not None and item.event.target is not None:
        return doers, hits  # "clashes between A and B": nothing to weigh
    # "blamed X": its own words say who; "the fall of Y is a lie", of what nobody told before: no one is known
    named = is_answer(item.event) if item.event.answers is None else item.doer is not None
    if kind in NO_ACTOR:
        item.doer = None
    elif kind not in RULED_ACTOR:
        doers = Weighed(who, weighed_doers(setting, n, common))
        item.doer = doers.key(0) if who is not None and not named else item.doer
    if kind in NO_TARGET or kind in RULED_TARGET:
        item.hit = None if kind in NO_TARGET else item.hit
        return doers, hits
    hits = Weighed(whom, weighed_sufferers(setting, n, common))
    item.hit = hits.key(0) if whom is not None else item.hit
    if item.doer is not None and item.doer == item.hit and who is not None and whom is not None:
        if doers.lead() < hits.lead() and not named:
            item.doer = doers.key(1)
        else:
            item.hit = hits.key(1)
    return doers, hits


class Weighed:
    """Everyone who may have a part, with signs, and in the order of their weights."""

    def __init__(self, trained: Weights | None = None, rows: Iterable[tuple[Player, Signs]] = ()) -> None:
        self.rows = [(one, dict.fromkeys(names, 1.0)) for one, names in rows]
        known = trained.by_sign if trained is not None else {}
        scores = [sum([known[name] for name in signs if name in known]) for _, signs in self.rows]
        self.order = sorted(zip(scores, range(len(self.rows)), strict=True), key=lambda pair: (-pair[0], pair[1]))

    def key(self, rank: int) -> str | None:
        """The key of the one at that rank; None for nobody."""
        if rank >= len(self.order):
            return None
        one = self.rows[self.order[rank][1]][0]
        return None if one is NOBODY else one.key

    def why(self, key: str | None, trained: Weights) -> str:
        """The chosen one with the signs that weigh most for it, then the others that were weighed, all with scores."""
        row = next((at for _, at in self.order if self.rows[at][0].key == (key or NOBODY.key)), None)
        if row is None:
            return f"{key or NOBODY.key} (by rule alone)"
        heavy = sorted(self.rows[row][1], key=lambda name: -trained.by_sign.get(name, 0.0))[:_SHOWN]
        order = sorted(self.order, key=lambda pair: pair[1] != row)
        told = [f"{_called(self.rows[at][0])} {score:.1f}" for score, at in order]
        return " · ".join([f"{told[0]} ({'; '.join(heavy)})", *told[1 : 1 + _SHOWN]])

    def lead(self) -> float:
        """How far the first is ahead of the second."""
        return self.order[0][0] - self.order[1][0] if len(self.order) > 1 else 0.0


def _called(one: Player) -> str:
    return one.party.name if one.party is not None else "the dead and wounded" if one is VICTIMS else one.key


def settle_parties(setting: Setting, item: Told) -> None:
    """Put the chosen parties into the event and as the claim will have them."""
    event = item.event
    rules_actor, rules_target = event.actor, event.target
    doer, hit = player_of(setting, item.doer), player_of(setting, item.hit)
    item.actor = as_actor(doer, item, item.own_actor, hit=False)
    item.target = as_actor(hit, item, rules_target, hit=True)
    if key_of(rules_actor) != item.doer:
        event.actor = doer.party
        resettle(event, setting.country)
    if hit.what == "party" and key_of(rules_target) != hit.key:
        event.target = hit.party
    elif hit.what not in ("party", "thing"):
        event.target = None


def player_of(setting: Setting, key: str | None) -> Player:
    """The player of a key; nobody for None."""
    if key is None:
        return NOBODY
    for one in (VICTIMS, THING, PLACE):
        if one.key == key:
            return one
    return setting.parties.get(key) or Player(key, "civilians")
