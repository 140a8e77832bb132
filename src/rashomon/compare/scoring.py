"""How much speaks for two claims being about one incident: a level per field, each worth the points of compare.toml."""

from __future__ import annotations

from rashomon.compare.accounts import WIDE, Account, kilometres
from rashomon.compare.parties import fit
from rashomon.compare.rules import Rules
from rashomon.records import Casualties, Claim, Period, Place

Levels = dict[str, str]


def score(levels: Levels, rules: Rules) -> float:
    """The points of a pair; above the threshold they speak for one incident."""
    points = rules.points
    return rules.weights.start + sum(points[field][level] for field, level in levels.items())


def levels(a: Account, b: Account, rules: Rules) -> Levels:
    """How the two claims compare, field by field."""
    place = place_level(a, b, rules)
    return {
        "place": _inherited(place, told_here(a.claim, a.claim.place), told_here(b.claim, b.claim.place)),
        "time": _inherited(time_level(a, b), told_here(a.claim, a.claim.when), told_here(b.claim, b.claim.when)),
        "type": type_level(a, b, rules),
        "killed": figure_level(a.claim.killed, b.claim.killed, rules),
        "wounded": figure_level(a.claim.wounded, b.claim.wounded, rules),
        "actor": fit(a.claim.actor, b.claim.actor),
        "target": fit(a.claim.target, b.claim.target),
        "words": words_level(a, b),
        "report": report_level(a, b),
        "main": main_level(a, b, elsewhere=place in ("apart", "far")),
        "voice": voice_level(a, b),
        "trigger": trigger_level(a, b),
        "pointer": pointer_level(a, b),
    }


def _inherited(level: str, a_here: bool, b_here: bool) -> str:
    """The level, marked where one of the two values is taken from the context of its clause."""
    return level if (a_here and b_here) or level == "unknown" else f"{level}_inherited"


def told_here(claim: Claim, value: Place | Period | None) -> bool:
    """Whether the claim's own clause names the place or the time, not another one of its report."""
    return (
        value is not None
        and value.mention is not None
        and value.mention.start < claim.quote.end
        and claim.quote.start < value.mention.end
    )


def place_level(a: Account, b: Account, rules: Rules) -> str:
    """How two places lie: same, same_wide, near, inside (one holds the other), apart (one province), far, unknown."""
    one, other = a.claim.place, b.claim.place
    if one is None or other is None or a.place is None or b.place is None:
        return "unknown"
    land = one.country is None or other.country is None or one.country == other.country
    if not land:
        return "far"
    wide = one.precision in WIDE or other.precision in WIDE
    if a.place == b.place or (one.geonames_id is not None and one.geonames_id == other.geonames_id):
        return "same_wide" if wide else "same"
    province = one.admin1 is not None and one.admin1 == other.admin1
    if wide:
        holds = (province and "admin1" in (one.precision, other.precision)) or "country" in (
            one.precision,
            other.precision,
        )
        if holds and one.precision != other.precision:
            return "inside"
        return "near" if _within(a.place, b.place) else "apart"
    distance = kilometres(one, other)
    if distance is not None:
        if distance <= rules.place.same_km:
            return "same"
        if distance <= rules.place.near_km:
            return "near"
    elif _within(a.place, b.place):
        return "near"
    return "apart" if province else "far"


def _within(a: str, b: str) -> bool:
    """Whether one name holds the other as whole words: "eastern suburbs of X" and "X"."""
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def time_level(a: Account, b: Account) -> str:
    """Same days, overlap (for most of the longer one), within (a part of it), close (the next day), apart, unknown."""
    if a.days is None or b.days is None:
        return "unknown"
    if a.days == b.days:
        return "same"
    gap = max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])
    if gap > 0:
        return "close" if gap == 1 else "apart"
    longer = max(a.days[1] - a.days[0], b.days[1] - b.days[0]) + 1
    return "overlap" if 3 * (1 - gap) >= longer else "within"


def type_level(a: Account, b: Account, rules: Rules) -> str:
    """Same type, close types, same family, kin or distant families, or other.

    Same or close types that seldom happen twice in a day and province (a suicide bomb) are ``single``. Two holders of
    a place are ``rival``; control beside a taking of ground is ``held`` where the holder took it, else ``state``.
    """
    close = frozenset((a.claim.type, b.claim.type)) in rules.close_types
    if (a.claim.type == b.claim.type or close) and {a.claim.type, b.claim.type} <= rules.place_told.single:
        return "single"
    if a.claim.type == b.claim.type:
        rivals = a.claim.type == "control" and fit(a.claim.actor, b.claim.actor) == "differ"
        return "rival" if rivals else "same"
    if close:
        return "close"
    one, other = a.claim.family, b.claim.family
    if one == other:
        if "control" not in (a.claim.type, b.claim.type):
            return "family"
        return "held" if fit(a.claim.actor, b.claim.actor) in ("same", "fits") else "state"
    return rules.kinship.get(frozenset((one, other)), "other")


def figure_level(a: Casualties | None, b: Casualties | None, rules: Rules) -> str:
    """Same figures (a few people: same_few), figures that fit, that differ, one figure only, or none."""
    if a is None and b is None:
        return "none"
    if a is None or b is None:
        return "one"
    if (a.low, a.high) == (b.low, b.high):
        return "fits" if a.low is None else "same" if a.low >= rules.tolerance.telling else "same_few"
    low_a, high_a = a.low or 0, a.high if a.high is not None else float("inf")
    low_b, high_b = b.low or 0, b.high if b.high is not None else float("inf")
    return "fits" if low_a <= high_b and low_b <= high_a else "differ"


def words_level(a: Account, b: Account) -> str:
    """How many words of the shorter clause the other has too."""
    short = min(len(a.words), len(b.words))
    shared = len(a.words & b.words) / short if short else 0.0
    return "many" if shared >= 0.6 else "some" if shared >= 0.35 else "few" if shared >= 0.15 else "none"


def report_level(a: Account, b: Account) -> str:
    """Told in other reports, or in one report: adjacent clauses, near, or far."""
    if a.report.id != b.report.id:
        return "other"
    one, other = a.claim.quote, b.claim.quote
    gap = max(one.start, other.start) - min(one.end, other.end)
    return "adjacent" if gap < 60 else "near" if gap < 400 else "far"


def main_level(a: Account, b: Account, elsewhere: bool) -> str:
    """Whether both, one or none is its report's main incident; both at different places is a level of its own."""
    level = ("none", "one", "both")[a.claim.main + b.claim.main]
    return "both_elsewhere" if level == "both" and elsewhere else level


def voice_level(a: Account, b: Account) -> str:
    """One source twice in one report (own), two sources there (two), one source in two reports (shared), or other."""
    if a.report.id == b.report.id:
        return "own" if a.voice == b.voice else "two"
    return "shared" if a.voice == b.voice else "other"


def trigger_level(a: Account, b: Account) -> str:
    """Whether the same word carries both happenings (its first letters: "strike", "strikes")."""
    return "same" if a.claim.trigger.text[:5].lower() == b.claim.trigger.text[:5].lower() else "other"


def pointer_level(a: Account, b: Account) -> str:
    """Whether a clause sets its happening apart ("another raid"), or the later of one report points back to it."""
    if a.apart or b.apart:
        return "apart"
    if a.report.id != b.report.id:
        return "none"
    later = a if a.claim.quote.start > b.claim.quote.start else b
    return "back" if later.back else "none"
