"""How likely two tellings of one report are one claim: a small logistic model over what they share.

A title, a lead and the text tell one thing three times, with other words, figures rounded and the source named only
once; and two raids on one day read almost alike. The signs for either are weighed here (weights:
lexicon/repeat_weights.toml, made by training/repeats.py; without that file repeats.py falls back to its rules).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Protocol

from rashomon.lexicon.weights import Weights, weights
from rashomon.read.claims.told import Told
from rashomon.read.events.parties import fits_party
from rashomon.read.passage import ActorMention, Passage
from rashomon.records import Casualties, Claim

_WIDE = frozenset(["admin1", "country", "region", "admin2"])
_AGAINST = frozenset(
    f"{told} differs" for told in ("killed", "wounded", "place", "day", "actor", "target", "extent", "source")
)
_FOR = ("type same", "place same", "actor same", "target same", "killed same", "wounded same", "trigger same")
_OTHERS = frozenset(
    "another other others also separate separately elsewhere meanwhile further second third earlier later previous "
    "previously similar".split()
)
_EMPTY = frozenset("be is are was were been being have has had do did say said says one two".split())
_ENDING = re.compile(r"(?:ings?|ed|es|s)$")


class Telling(Protocol):
    """One telling of a claim: its event in context, the claim it would make, and how it stands in the report."""

    told: Told
    claim: Claim
    lead: bool
    dated: bool
    words: frozenset[str]


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
        **_wording(first, second),
        **_voices(a, b),
        **_places(first, second),
        **_days(first, second),
        **_figures("killed", a.killed, b.killed),
        **_figures("wounded", a.wounded, b.wounded),
        **_parties("actor", one.actor, other.actor),
        **_parties("target", one.target, other.target),
        **_extents(a, b),
    }
    against = any(value and name in _AGAINST for name, value in signs.items())
    if not against:
        signs |= _agreement(signs, first, second)
    return {name: float(value) for name, value in signs.items() if value}


def _agreement(signs: Mapping[str, float], first: Telling, second: Telling) -> dict[str, float]:
    """For two tellings that differ in nothing told: how much they have in common."""
    shared = sum(bool(signs.get(name)) for name in _FOR)
    return {
        "nothing differs": True,
        "nothing differs from the lead": first.lead or first.claim.in_title,
        "nothing differs, second points back": second.told.event.definite,
        "nothing differs, both outlet": bool(signs.get("source outlet twice")),
        "nothing differs, one voice": bool(signs.get("source same")),
        "nothing differs, two shared": shared == 2,
        "nothing differs, three shared": shared >= 3,
    }


def _standing(first: Telling, second: Telling) -> dict[str, float]:
    one, other = first.told.event, second.told.event
    apart = other.sentence - one.sentence if one.passage == other.passage else None
    return {
        **(_tie(first, second) if apart == 0 else {}),
        "title and lead": first.claim.in_title and second.lead,
        "both in title": first.claim.in_title and second.claim.in_title,
        "first in title": first.claim.in_title,
        "first in lead": first.lead,
        "second in lead": second.lead,
        "same sentence": apart == 0,
        "next sentence": apart == 1,
        "within three sentences": apart is not None and apart <= 3,
        "over eight sentences": apart is not None and apart > 8,
    }


def clause_words(passage: Passage, clause: tuple[int, int]) -> frozenset[str]:
    """What an event's clause is about: its nouns, verbs, adjectives and numbers, their endings cut off."""
    found = set()
    for token in range(*clause):
        if passage.tags[token][:1] in "NVJC" and passage.tags[token] not in ("CC",):
            word = passage.lower[token]
            found.add(_ENDING.sub("", word) if len(word) > 4 else word)
        elif passage.lower[token] in _OTHERS:
            found.add(passage.lower[token])
    return frozenset(found - _EMPTY)


def _wording(first: Telling, second: Telling) -> dict[str, float]:
    """How much of their words the two clauses share."""
    one, other = first.words - _OTHERS, second.words - _OTHERS
    shared = len(one & other)
    least = min(len(one), len(other))
    share = shared / least if least else 0.0
    return {
        "words shared": share,
        "most words shared": share >= 0.6 and shared > 2,
        "no word shared": shared == 0,
        "another, also, other": not _OTHERS.isdisjoint(second.words),
    }


def _tie(first: Telling, second: Telling) -> dict[str, float]:
    """How two triggers of one sentence hang together: one under the other, or side by side."""
    one, other = first.told.event, second.told.event
    passage = first.told.scene.passage
    a, b = one.trigger.head, other.trigger.head
    above, below = passage.ancestors(b), passage.ancestors(a)
    if a in above or b in below:
        chain = above[: above.index(a)] if a in above else below[: below.index(b)]
        low = b if a in above else a
        deps = {passage.deps[t] for t in (low, *chain)}
        return {"joined by and": deps <= {"conj", "appos"}, "under the other": not deps <= {"conj", "appos"}}
    return {"side by side": True}


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
