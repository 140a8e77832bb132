"""Tell whether two events of a report are one claim told twice by one voice, and merge them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from rashomon.read.claims.sameness import model, one_source, pair_signs
from rashomon.read.claims.told import FINE, Told, within
from rashomon.read.events.answers import is_answer
from rashomon.read.events.parties import fits_party
from rashomon.read.events.tolls import of_toll
from rashomon.records import Casualties, Claim, Period, Span

_STATES = frozenset(["control", "siege"])
_HOLDING = frozenset(["abduction", "arrests"])
_WIDE = frozenset(["admin1", "country", "region", "admin2"])
_FINER = {"town": 0, "relative": 0, "admin2": 1, "region": 2, "admin1": 3, "country": 4, None: -1}
_ROUNDED = 1.2  # how far above a rounded figure ("over 500") the exact one may lie
_FINER_SHARE = 2.0  # times its sum that a finer place may lie behind
_REACH = 80  # claims that a telling is held against, last first
_TELLINGS = 8  # tellings of each that it is held against


@dataclass(slots=True)
class Draft:
    """A claim while repeats are still being merged into it."""

    told: Told
    claim: Claim
    also: list[Span] = field(default_factory=list)
    lead: bool = False  # told in the title or the first sentences
    dated: bool = False  # by its own words, not by the report's day
    said: Period | None = None  # the day of the statement or the report, where its sentence tells no other
    words: frozenset[str] = frozenset()  # what its clause is about
    passages: list[int] = field(default_factory=list)
    members: list[Draft] = field(default_factory=list)  # the tellings merged so far, each as it was


def host_of(drafts: list[Draft], draft: Draft) -> Draft | None:
    """The claim that the draft tells again: the likeliest one before it, or None where it is a claim of its own.

    Held against all tellings of a claim, by their mean: one that resembles a single telling would else chain two
    claims together (claim F1 in cross-validation 0.685; by the likeliest telling 0.681).
    """
    trained = model()
    if trained is None:
        return next((other for other in reversed(drafts) if tells_again(other, draft)), None)
    best, most, part = None, trained.least, _is_part(draft)
    for host in reversed(drafts[-_REACH:]):
        if host.claim.family != draft.claim.family or host.claim.stance != draft.claim.stance:
            continue
        if (host.claim.type in _HOLDING) != (draft.claim.type in _HOLDING):
            continue  # "kidnapped on Monday, shot on Tuesday" are two acts
        if any(_other_side(member.told, draft.told) for member in [host, *host.members]):
            continue
        if _disputed(host.claim, draft.claim) or _is_part(host) != part or _answers(host, draft):
            continue
        members = host.members[-_TELLINGS:] or [host]
        likely = sum(trained.chance(pair_signs(member, draft)) for member in members) / len(members)
        if likely > most:
            best, most = host, likely
    return best


def _answers(one: Draft, other: Draft) -> bool:
    """Whether one of two voices only answers what was told before: it blames or denies, which the other does not."""
    a, b = one.claim.source, other.claim.source
    if is_answer(one.told.event) == is_answer(other.told.event):
        return False
    return a.name != b.name and not one_source(a.name, b.name)


def _is_part(draft: Draft) -> bool:
    """Whether a part of a toll is told, which by the annotation guide is a claim beside the whole."""
    return of_toll(draft.told.scene.passage, draft.told.event)


def _disputed(a: Claim, b: Claim) -> bool:
    """Whether two named sources give different figures: two versions, however alike they are told."""
    if "publisher" in (a.source.kind, b.source.kind) or a.source.name == b.source.name:
        return False
    if one_source(a.source.name, b.source.name):
        return False
    return _differ(a.killed, b.killed) or _differ(a.wounded, b.wounded)


def _differ(a: Casualties | None, b: Casualties | None) -> bool:
    """Whether both tell a figure, and not the same one; "at least 16" and "16" are the same."""
    if a is None or b is None:
        return False
    one, other = (count.high if count.low is None else count.low for count in (a, b))
    return one is not None and other is not None and one != other


def _other_side(one: Told, other: Told) -> bool:
    """Whether one word tells the losses of both sides: "30 soldiers and 39 rebels were killed"."""
    return one.event is not other.event and one.event.trigger is other.event.trigger


def tells_again(host: Draft, draft: Draft) -> bool:
    """Whether the draft tells the host's claim again: same kind, same voice, nothing that speaks against it."""
    a, b = host.claim, draft.claim
    if not _one_kind(a, b) or a.stance != b.stance or not _one_voice(host, draft) or _answers(host, draft):
        return False
    if (host.lead or draft.lead) and _same_figure(a, b) and _fits_tolls(a, b):
        return True  # a lead gives the figure and leaves place, day and doer vague
    if a.certainty != b.certainty or not _fits_tolls(a, b):
        return False
    if not (_fits_place(host, draft) and _fits_when(host, draft) and _fits_extent(a, b)):
        return False
    first, second = host.told.event, draft.told.event
    if not fits_party(first.actor, second.actor):
        return False
    return a.family in ("explosive", "toll") or fits_party(first.target, second.target)


def _one_kind(a: Claim, b: Claim) -> bool:
    if a.type == b.type:
        return True
    return a.family == b.family == "territory" and not {a.type, b.type} & _STATES


def _one_voice(host: Draft, draft: Draft) -> bool:
    """The same source; or one of the two is the outlet's own lead, which a named source tells in detail."""
    a, b = host.claim.source, draft.claim.source
    if a.name == b.name or one_source(a.name, b.name):
        return True
    if "publisher" not in (a.kind, b.kind):
        return False
    lead = host if a.kind == "publisher" else draft
    return _same_figure(host.claim, draft.claim) or (lead.lead and _same_spot(host.claim, draft.claim))


def _same_figure(a: Claim, b: Claim) -> bool:
    """Whether both tell the same number of dead or of wounded."""
    for one, other in ((a.killed, b.killed), (a.wounded, b.wounded)):
        if one is not None and other is not None and one.low == other.low and (one.low or 0) > 2:
            return True
    return False


def _same_spot(a: Claim, b: Claim) -> bool:
    return a.place is not None and b.place is not None and a.place.name == b.place.name


def _fits_tolls(a: Claim, b: Claim) -> bool:
    return _fits_toll(a.killed, b.killed) and _fits_toll(a.wounded, b.wounded)


def _fits_place(host: Draft, draft: Draft) -> bool:
    a, b = host.claim.place, draft.claim.place
    if a is None or b is None or draft.told.inherited_place or host.told.inherited_place or a.name == b.name:
        return True
    return a.country == b.country and (a.precision in _WIDE or b.precision in _WIDE)


def _fits_when(host: Draft, draft: Draft) -> bool:
    a, b = host.claim.when, draft.claim.when
    if a is None or b is None or not host.dated or not draft.dated:
        return True
    day = dt.timedelta(days=1)
    return (a.start - b.end) <= day and (b.start - a.end) <= day


def _fits_toll(a: Casualties | None, b: Casualties | None) -> bool:
    if a is None or b is None or a.low is None or b.low is None:
        return True
    return a.low == b.low or a.low == b.high


def _fits_extent(a: Claim, b: Claim) -> bool:
    known = {a.extent, b.extent} - {None, "unspecified"}
    return len(known) < 2


def _fuller(a: Casualties | None, b: Casualties | None) -> Casualties | None:
    """The better told of two figures for the same people: a number before "dozens", "at least 16" before "16"."""
    if a is None or b is None:
        return a or b
    if a.low is None and a.high is None:
        return a if b.low is None and b.high is None else b
    if a.low is not None and a.high is None and b.low == b.high and b.low is not None:
        return b if a.low < b.low <= _ROUNDED * a.low else a  # "over 500", then "546"
    return b if a.low == b.low and a.high is not None and b.high is None else a


def _newer(title: Casualties | None, body: Casualties | None) -> bool:
    """Whether the text's figure stands in for the headline's, which is rounded or lags behind; a part's does not."""
    if title is None or body is None or body.low is None:
        return False
    return title.low is None or 2 * body.low > title.low


def merge(host: Draft, draft: Draft) -> None:
    """Fill the host's open slots from the draft and remember the draft's clause as a repeat."""
    a, b = host.claim, draft.claim
    if not host.members:
        host.members.append(replace(host, also=[], members=[]))
    host.members.append(draft)
    changes: dict[str, Any] = {}
    for slot in ("actor", "target"):
        if getattr(a, slot) is None and getattr(b, slot) is not None:
            changes[slot] = getattr(b, slot)
    for slot in ("killed", "wounded"):
        told, again = getattr(a, slot), getattr(b, slot)
        changes[slot] = again if a.in_title and not b.in_title and _newer(told, again) else _fuller(told, again)
    if b.place is not None and not draft.told.inherited_place and a.family != "toll":
        if a.place is None or _FINER[b.place.precision] < _FINER[a.place.precision]:
            changes["place"] = b.place
    if draft.dated and not host.dated:
        changes["when"] = b.when
        host.dated = True
    if a.source.kind == "publisher" and b.source.kind != "publisher":
        changes["source"], changes["via"] = b.source, b.via
    if a.extent == "unspecified" and b.extent is not None:
        changes["extent"] = b.extent
    if a.in_title and not b.in_title:
        # the body tells it: its clause carries the claim, the title is the repeat
        host.also.append(a.quote)
        changes |= {"quote": b.quote, "trigger": b.trigger, "in_title": False, "rule": b.rule}
        host.lead = draft.lead
    else:
        host.also.append(b.quote)
    host.claim = replace(a, **changes)
    host.passages += draft.passages


def agree(draft: Draft) -> None:
    """Give a claim told more than once the place that is likeliest over all its tellings, as one of them has it.

    By the sum of the shares of each place (placing.py): 0.72 of such claims right in cross-validation, 0.68 with the
    finest place of any telling. A place inside the likeliest, named by a telling's own clause, needs half of its sum.
    """
    shares: dict[tuple[str, str | None], float] = {}
    for member in draft.members:
        for key, share in member.told.shares.items():
            shares[key] = shares.get(key, 0.0) + share
    in_title = draft.claim.in_title
    chosen: dict[tuple[str, str | None], Draft] = {}
    for member in sorted(draft.members, key=lambda m: (m.told.inherited_place, m.claim.in_title != in_title)):
        place = member.told.place
        if place is not None and (place.name, place.country) in shares:
            chosen.setdefault((place.name, place.country), member)
    if not chosen:
        return
    best = max(chosen, key=lambda key: shares[key])
    for key, member in chosen.items():
        close = _FINER_SHARE * shares[key] >= shares[best]
        if close and not member.told.inherited_place and _holds(chosen[best], member):
            best = key
    told = chosen[best].claim
    where = told.place
    if where is not None and told.in_title != in_title:
        where = replace(where, mention=None)  # it points into the other text
    draft.claim = replace(draft.claim, place=where)


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the place of the one telling lies in that of the other, as far as the gazetteer knows."""
    a, b = outer.told.place, inner.told.place
    assert a is not None  # both have a place
    assert b is not None
    return FINE[b.precision] < FINE[a.precision] and within(b, a)
