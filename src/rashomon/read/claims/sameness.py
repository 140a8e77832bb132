"""How likely two tellings of one report are one claim: a small logistic model over what they share.

A title, a lead and the text tell one thing three times, with other words, figures rounded and the source named only
once; and two raids on one day read almost alike. The signs for either are weighed here (weights:
lexicon/repeat_weights.toml, made by training/repeats.py; without that file repeats.py falls back to its rules).
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from rashomon.lexicon.weights import Weights, weights
from rashomon.read.claims.told import Told
from rashomon.read.events.parties import fits_party
from rashomon.read.passage import ActorMention
from rashomon.records import Casualties, Claim

_WIDE = frozenset(["admin1", "country", "region", "admin2"])


class Telling(Protocol):
    """One telling of a claim: its event in context, the claim it would make, and how it stands in the report."""

    told: Told
    claim: Claim
    lead: bool
    dated: bool


def model() -> Weights | None:
    """The model that tells a claim told again from another claim; None where none is shipped."""
    return weights("repeat_weights")


def pair_signs(first: Telling, second: Telling) -> dict[str, float]:
    """What two tellings share and where they differ; ``first`` stands before ``second`` in the report."""
    a, b = first.claim, second.claim
    one, other = first.told.event, second.told.event
    signs = {
        f"family {a.family}": True,
        "type same": a.type == b.type,
        "trigger same": a.trigger.text.lower() == b.trigger.text.lower(),
        "rule same": a.rule == b.rule,
        "second points back": other.definite,
        "second tells casualties": other.kill,
        "first tells casualties": one.kill,
        "antecedent": second.told.antecedent is one,
        "stance differs": a.stance != b.stance,
        "certainty differs": a.certainty != b.certainty,
        **_standing(first, second),
        **_voices(a, b),
        **_places(first, second),
        **_days(first, second),
        **_figures("killed", a.killed, b.killed),
        **_figures("wounded", a.wounded, b.wounded),
        **_parties("actor", one.actor, other.actor),
        **_parties("target", one.target, other.target),
        **_extents(a, b),
    }
    return {name: float(value) for name, value in signs.items() if value}


def _standing(first: Telling, second: Telling) -> dict[str, float]:
    one, other = first.told.event, second.told.event
    apart = other.sentence - one.sentence if one.passage == other.passage else None
    return {
        "first in title": first.claim.in_title,
        "first in lead": first.lead,
        "second in lead": second.lead,
        "same sentence": apart == 0,
        "next sentence": apart == 1,
        "within three sentences": apart is not None and apart <= 3,
        "over eight sentences": apart is not None and apart > 8,
    }


def _voices(a: Claim, b: Claim) -> dict[str, float]:
    outlets = (a.source.kind == "publisher") + (b.source.kind == "publisher")
    same = a.source.name == b.source.name or one_source(a.source.name, b.source.name)
    return {
        "source same": same and not outlets,
        "source outlet twice": outlets == 2,
        "source outlet first": a.source.kind == "publisher" and outlets == 1,
        "source outlet second": b.source.kind == "publisher" and outlets == 1,
        "source differs": not same and not outlets,
        "source of one kind": not same and not outlets and a.source.kind == b.source.kind,
    }


def one_source(a: str, b: str) -> bool:
    """Whether one name holds the other: a person with their organisation and the organisation itself."""
    return f"({a})" in b or f"({b})" in a or a in b or b in a


def _places(first: Telling, second: Telling) -> dict[str, float]:
    a, b = first.claim.place, second.claim.place
    inherited = first.told.inherited_place or second.told.inherited_place
    if a is None or b is None:
        return {"place missing": True}
    same = a.name == b.name
    nested = a.country == b.country and (a.precision in _WIDE or b.precision in _WIDE)
    return {
        "place same": same and not inherited,
        "place same by context": same and inherited,
        "place nested": not same and nested,
        "place differs": not same and not nested,
        "place differs by context": not same and not nested and inherited,
    }


def _days(first: Telling, second: Telling) -> dict[str, float]:
    a, b = first.claim.when, second.claim.when
    if a is None or b is None:
        return {"day missing": True}
    near = a.start - b.end <= dt.timedelta(days=1) and b.start - a.end <= dt.timedelta(days=1)
    both = first.dated and second.dated
    return {
        "day same": a.start == b.start and a.end == b.end,
        "day same and told twice": a.start == b.start and both,
        "day differs": not near,
        "day differs and told twice": not near and both,
    }


def _figures(kind: str, a: Casualties | None, b: Casualties | None) -> dict[str, float]:
    if a is None and b is None:
        return {f"{kind} told by neither": True}
    if a is None or b is None:
        return {f"{kind} told by {'second' if a is None else 'first'}": True}
    if a.low is None or b.low is None:
        return {f"{kind} without a figure": True}
    same = a.low == b.low or a.low == b.high
    return {
        f"{kind} same": same,
        f"{kind} same above two": same and a.low > 2,
        f"{kind} differs": not same,
        f"{kind} rises": b.low > a.low,
    }


def _parties(role: str, a: ActorMention | None, b: ActorMention | None) -> dict[str, float]:
    if a is None or b is None:
        return {f"{role} missing": a is None and b is None, f"{role} told by one": (a is None) != (b is None)}
    same = a.name == b.name
    fits = fits_party(a, b)
    return {f"{role} same": same, f"{role} fits": fits and not same, f"{role} differs": not fits}


def _extents(a: Claim, b: Claim) -> dict[str, float]:
    known = {a.extent, b.extent} - {None, "unspecified"}
    return {"extent differs": len(known) == 2, "extent same": len(known) == 1 and a.extent == b.extent}
