"""How much speaks for two claims being about one incident: one level per field, each worth the points of compare.toml."""

from __future__ import annotations

from rashomon.compare.accounts import WIDE, Account, kilometres
from rashomon.compare.parties import fit
from rashomon.compare.rules import Rules
from rashomon.records import Casualties

Levels = dict[str, str]


def score(levels: Levels, rules: Rules) -> float:
    """The points of a pair; above the threshold they speak for one incident."""
    weights = rules.weights
    return weights.start + sum(getattr(weights, field)[level] for field, level in levels.items())


def levels(a: Account, b: Account, rules: Rules) -> Levels:
    """How the two claims compare, field by field."""
    return {
        "place": place_level(a, b, rules),
        "time": time_level(a, b),
        "type": type_level(a, b, rules),
        "killed": figure_level(a.claim.killed, b.claim.killed),
        "wounded": figure_level(a.claim.wounded, b.claim.wounded),
        "actor": fit(a.claim.actor, b.claim.actor),
        "target": fit(a.claim.target, b.claim.target),
        "words": words_level(a, b),
        "report": report_level(a, b),
        "main": main_level(a, b),
    }


def place_level(a: Account, b: Account, rules: Rules) -> str:
    """Same, near, inside (one holds the other), apart (both in one province), far, or unknown."""
    one, other = a.claim.place, b.claim.place
    if one is None or other is None:
        return "unknown"
    if one.geonames_id is not None and one.geonames_id == other.geonames_id and one.precision == other.precision:
        return "same"
    land = one.country is None or other.country is None or one.country == other.country
    if a.place == b.place and land and one.precision == other.precision:
        return "same"
    province = land and one.admin1 is not None and one.admin1 == other.admin1
    if one.precision in WIDE or other.precision in WIDE:
        if one.precision == other.precision:
            return "apart" if land else "far"
        if not land:
            return "far"
        return "inside" if province or "country" in (one.precision, other.precision) else "apart"
    distance = kilometres(one, other)
    if distance is not None:
        if distance <= rules.place.same_km:
            return "same"
        if distance <= rules.place.near_km:
            return "near"
    return "apart" if province else "far"


def time_level(a: Account, b: Account) -> str:
    """Same days, overlap, close (the next day), apart, or unknown."""
    if a.days is None or b.days is None:
        return "unknown"
    if a.days == b.days:
        return "same"
    gap = max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])
    return "overlap" if gap <= 0 else "close" if gap == 1 else "apart"


def type_level(a: Account, b: Account, rules: Rules) -> str:
    """Same type, same family, alike families, or other."""
    if a.claim.type == b.claim.type:
        return "same"
    one, other = a.claim.family, b.claim.family
    if one == other:
        return "family"
    return "alike" if (one, other) in rules.alike.pairs or (other, one) in rules.alike.pairs else "other"


def figure_level(a: Casualties | None, b: Casualties | None) -> str:
    """Same figures, figures that fit, that differ, one figure only, or none."""
    if a is None and b is None:
        return "none"
    if a is None or b is None:
        return "one"
    if (a.low, a.high) == (b.low, b.high):
        return "same" if a.low is not None else "fits"
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


def main_level(a: Account, b: Account) -> str:
    """Whether both, one or none is its report's main incident."""
    return ("none", "one", "both")[a.claim.main + b.claim.main]
