"""How much speaks for two claims being about one incident: a level per field, each worth the points of compare.toml."""

from __future__ import annotations

from functools import lru_cache

from rashomon.compare.accounts import WIDE, Account, kilometres, place_name, told_here
from rashomon.compare.parties import fit
from rashomon.compare.rules import Rules
from rashomon.gazetteer.keys import exact_key, translit_key
from rashomon.records import Casualties, Claim

Levels = dict[str, str]
_ALIKE = ("same", "close")
_ONE_DAY = ("same", "overlap", "within", "close")  # a day is soon wrong by one
_KM_A_DEGREE = 111  # of latitude
_OPENING = 300  # characters within which a report says what it is about


def score(levels: Levels, rules: Rules) -> float:
    """The points of a pair; above the threshold they speak for one incident."""
    points = rules.points
    return rules.weights.start + sum([points[field][level] for field, level in levels.items()])


def links(a: Account, b: Account, points: float, rules: Rules) -> bool:
    """Whether a pair with these points brings two claims together by itself; see ``linking`` in compare.toml."""
    if points <= rules.weights.threshold or points > rules.linking.doubtful:
        return points > rules.weights.threshold
    if a.report.id == b.report.id:
        return place_level(a, b, rules) not in ("apart", "far")
    return a.claim.family == b.claim.family and time_level(a, b) not in ("close", "apart")


def levels(a: Account, b: Account, rules: Rules) -> Levels:
    """How the two claims compare, field by field."""
    type_ = type_level(a, b, rules)
    return {
        "type": type_,
        "place": placing_level(a, b, type_, rules),
        "time": timing_level(a, b),
        "kind": a.claim.type if a.claim.type == b.claim.type else "mixed",
        "scenes": scenes_level(a, b, type_),
        "killed": figure_level(a.claim.killed, b.claim.killed, rules),
        "actor": fit(a.claim.actor, b.claim.actor),
        "target": fit(a.claim.target, b.claim.target),
        "words": words_level(a, b),
        "report": report_level(a, b),
        "opening": opening_level(a, b),
        "stance": stance_level(a, b, type_),
        "voice": voice_level(a, b),
        "trigger": trigger_level(a, b),
        "pointer": pointer_level(a, b),
    }


def placing_level(a: Account, b: Account, type_: str, rules: Rules) -> str:
    """How the two places lie (``place_level``), ``_inherited`` where a clause takes its place from its context.

    Two reports that tell of two towns, or of places far from each other, tell of things ``elsewhere``. Where such
    things are seldom (``single`` types) and of one day, and one clause inherits its place or both count as many dead,
    that is ``elsewhere_rare``.
    """
    level = place_level(a, b, rules)
    if level == "unknown":
        return level
    here = told_here(a.claim, a.claim.place) and told_here(b.claim, b.claim.place)
    if a.report.id != b.report.id and level in ("apart", "far") and _two_towns(a, b):
        doubtful = not here or figure_level(a.claim.killed, b.claim.killed, rules) == "same"
        if type_ == "single" and doubtful and time_level(a, b) in _ONE_DAY:
            return "elsewhere_rare"
        level = "elsewhere"
    return level if here else f"{level}_inherited"


def plainly_elsewhere(a: Account, b: Account, rules: Rules) -> bool:
    """Whether a look at two reports' towns tells that they lie too far apart for one happening, of whatever figures.

    Most pairs that share a block only for their country and kind are such: they are not scored at all.
    """
    one, other = a.claim.place, b.claim.place
    if one is None or other is None or one.lat is None or other.lat is None or a.report.id == b.report.id:
        return False
    if abs(one.lat - other.lat) * _KM_A_DEGREE <= rules.place.near_km or a.place == b.place:
        return False
    if one.precision in WIDE or other.precision in WIDE or {a.claim.type, b.claim.type} <= rules.place_told.single:
        return False
    return place_level(a, b, rules) in ("apart", "far")


def _two_towns(a: Account, b: Account) -> bool:
    """Whether neither place is wide, or they lie in two countries."""
    one, other = a.claim.place, b.claim.place
    if one is None or other is None:
        return False
    abroad = one.country is not None and other.country is not None and one.country != other.country
    return abroad or WIDE.isdisjoint((one.precision, other.precision))


def timing_level(a: Account, b: Account) -> str:
    """How the two times lie (``time_level``), ``_inherited`` where a clause takes its time from its context.

    Of two reports that do not both give days, nothing says that they speak of one occasion: ``undated``.
    """
    level = time_level(a, b)
    if level == "unknown":
        return level if a.report.id == b.report.id else "undated"
    here = told_here(a.claim, a.claim.when) and told_here(b.claim, b.claim.when)
    return level if here else f"{level}_inherited"


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
    if province and one.admin1 is not None and place_name(one.admin1) in (a.place, b.place):
        return "inside"  # many a province has the name of its capital
    distance = kilometres(one, other)
    if distance is not None:
        if distance <= rules.place.same_km:
            return "same"
        if distance <= rules.place.near_km:
            return "near"
    elif _spelled(a.place) == _spelled(b.place):
        return "same"
    elif _within(a.place, b.place):
        return "near"
    return "apart" if province else "far"


@lru_cache(maxsize=65536)
def _spelled(place: str) -> str:
    """A name under the spellings that transliteration varies: "Rahad", "Rehad"."""
    return translit_key(exact_key(place)) or place


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
    a place, or a holder and another taker by two voices, are ``rival``; control beside a taking of that ground is
    ``held`` where the holder took it, else ``state``.
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
        there = place_level(a, b, rules) in ("same", "same_wide", "near")
        together = fit(a.claim.actor, b.claim.actor)
        if there and together == "differ" and a.voice != b.voice:
            return "rival"
        return "held" if there and together in ("same", "fits") else "state"
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


def opening_level(a: Account, b: Account) -> str:
    """Whether both, one or none of the claims stand in the title or the first lines of their reports."""
    return ("none", "one", "both")[_opens(a.claim) + _opens(b.claim)]


def _opens(claim: Claim) -> bool:
    return claim.in_title or claim.quote.start < _OPENING


def scenes_level(a: Account, b: Account, type_: str) -> str:
    """How many places the busier report names for such happenings: one (or none), two, many; for pairs of one type,
    of one ``single`` type, and of unlike types."""
    alike = "single" if type_ == "single" else "alike" if type_ in (*_ALIKE, "rival") else "unlike"
    scenes = max(a.scenes, b.scenes)
    return f"{alike}_{'one' if scenes < 2 else 'two' if scenes == 2 else 'many'}"


def stance_level(a: Account, b: Account, type_: str) -> str:
    """Whether one denies what the other, of the same or a close type, affirms; a denial answers somebody."""
    against = a.claim.stance != b.claim.stance and (type_ == "single" or type_ in _ALIKE)
    return "against" if against else "none"


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
