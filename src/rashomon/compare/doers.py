"""Who is said to have done it, who denies that, and who denies that it happened at all."""

from __future__ import annotations

from typing import NamedTuple

from rashomon.compare.accounts import Account, told_here
from rashomon.compare.conflicts import Told, conflicts, two_voices, voice
from rashomon.compare.figures import denies_figures
from rashomon.compare.parties import acts, fit
from rashomon.compare.rules import Rules
from rashomon.compare.victims import victim_kind
from rashomon.lexicon.families import FAMILY
from rashomon.records import Actor

_ONE = ("same", "fits")
_CLOSE = 40  # characters before its clause within which a denial names the doer


class _Named(NamedTuple):
    """The actor whom a claim names or clears."""

    stance: str
    type: str
    actor: Actor
    hit: str | None  # civilians or armed people


def perpetrator(group: list[Account], rules: Rules) -> Told:
    """Different actors named, or a denial that the actor whom others name did it."""
    named: list[tuple[Account, _Named, str]] = []
    for one in group:
        actor = _actor(one, rules)
        if actor is not None:
            words = actor.name if one.claim.stance == "affirms" else f"not {actor.name}"
            hit = victim_kind(one.claim.target, rules) if one.claim.target is not None else None
            named.append((one, _Named(one.claim.stance, one.claim.type, actor, hit), words))

    def clash(a: _Named, b: _Named) -> bool:
        together = fit(a.actor, b.actor)
        if FAMILY[a.type] != FAMILY[b.type]:
            return False
        if a.stance != b.stance:
            return together in _ONE
        if a.stance == "denies" or FAMILY[a.type] not in rules.perpetrator.families:
            return False
        # other doers and other victims are rather another happening
        return together == "differ" and (a.hit == b.hit or None in (a.hit, b.hit))

    def against(a: Account, b: Account) -> bool:
        if a.claim.stance == b.claim.stance and not rules.perpetrator.several.isdisjoint((a.claim.type, b.claim.type)):
            return two_voices(a, b) and (_is_blamed(a, b) or _is_blamed(b, a))
        return two_voices(a, b)

    return conflicts(_coherent(named), clash, against)


def _actor(one: Account, rules: Rules) -> Actor | None:
    """The actor as far as it can be held against others; who denies without naming anybody clears himself.

    A denial that takes its actor from what it denies ("denied any such shelling") is of the happening, not of the doer.
    """
    claim, rule = one.claim, rules.perpetrator
    if claim.family not in rule.denial or denies_figures(one, rules) or _denies_it_all(one):
        return None
    actor = claim.actor
    if fit(actor, claim.target) == "same":
        return None  # nobody hits himself: one of the two is misread
    if actor is None and claim.stance == "denies" and claim.type not in rule.taking and claim.source.kind in rule.sides:
        actor = Actor(voice(one))
    if actor is None or not rule.anonymous.isdisjoint(actor.name.lower().split()) or not acts(actor):
        return None
    return Actor(actor.name, actor.id)


def _denies_it_all(one: Account) -> bool:
    """Whether the claim denies a happening with an actor that its own words do not name ("X denied shelling" does)."""
    claim, actor = one.claim, one.claim.actor
    if claim.stance != "denies" or actor is None or actor.mention is None or told_here(claim, actor):
        return False
    text = (one.report.title or "") if claim.in_title else one.report.text
    between = text[actor.mention.end : claim.quote.start]
    return not 0 < len(between) <= _CLOSE or "." in between


def _coherent(named: list[tuple[Account, _Named, str]]) -> list[tuple[Account, _Named, str]]:
    """Without the voices that both blame and clear one actor."""
    stands: dict[tuple[str, str], set[str]] = {}
    for one, value, _ in named:
        stands.setdefault((voice(one), value.actor.name), set()).add(value.stance)
    torn = {who for (who, _), told in stands.items() if len(told) > 1}
    return [item for item in named if voice(item[0]) not in torn]


def _is_blamed(one: Account, by: Account) -> bool:
    """Whether the source of one claim is who did it in the other."""
    teller = Actor(voice(one))
    return one.claim.source.kind != "publisher" and acts(teller) and fit(teller, by.claim.actor) in _ONE


def occurrence(group: list[Account], cleared: Told, rules: Rules) -> Told:
    """A denial that it happened at all, against those who say it did; ``cleared`` are claims about who did it."""
    about_doers = {one.key for one, _ in cleared}
    told: list[tuple[Account, tuple[str, str], str]] = []
    for one in group:
        claim = one.claim
        if claim.type == "control":
            continue
        if claim.stance == "denies":
            if one.key in about_doers or denies_figures(one, rules):
                continue
            if claim.actor is not None and claim.family in rules.perpetrator.denial and not _denies_it_all(one):
                continue
        value = (claim.stance, claim.family)
        told.append((one, value, "denies it" if claim.stance == "denies" else "says so"))
    return conflicts(told, lambda a, b: a[0] != b[0] and a[1] == b[1], two_voices)
