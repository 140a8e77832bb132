"""Where the claims of one incident cannot all be true as told: one disagreement per attribute, and who says what."""

from __future__ import annotations

from rashomon.compare.accounts import WIDE, Account, is_brief, kilometres, told_here
from rashomon.compare.conflicts import Told, conflicts, of_one_mind, two_voices
from rashomon.compare.doers import occurrence, perpetrator
from rashomon.compare.parties import fit
from rashomon.compare.rules import Rules
from rashomon.compare.scoring import figure_level, levels, place_level, score
from rashomon.compare.tolls import tolls
from rashomon.compare.victims import victims
from rashomon.records import Actor, Disagreement

_VOICES = 12  # as many as a note names
_LASTING = frozenset(["control", "siege", "displacement", "cumulative_toll"])  # told on many days
_WHOLE = "full"
_LESS = frozenset(["most", "part", "centre", "outskirts"])


def disagreements(incident: str, group: list[Account], rules: Rules) -> list[Disagreement]:
    """All disagreements within one incident, by attribute."""
    if len(group) < 2:
        return []
    doers = perpetrator(group, rules)
    killed, killed_then = tolls(group, "killed", rules)
    wounded, wounded_then = tolls(group, "wounded", rules)
    found: list[tuple[str, Told]] = [
        ("killed", killed),
        ("killed", killed_then),
        ("wounded", wounded),
        ("wounded", wounded_then),
        ("perpetrator", doers),
        ("control", _control(group, rules)),
        ("weapon", _weapon(group, rules)),
        ("occurrence", occurrence(group, doers, rules)),
        ("place", _place(group, rules)),
        ("date", _date(group, rules)),
        ("victims", victims(group, rules)),
    ]
    return [
        Disagreement(
            incident,
            attribute,  # type: ignore[arg-type]
            tuple(sorted(one.key for one, _ in told)),
            note(attribute, told),
            update=told is killed_then or told is wounded_then,
        )
        for attribute, told in found
        if told
    ]


# --- the attributes -------------------------------------------------------------------------------------------------


def _control(group: list[Account], rules: Rules) -> Told:
    """Different holders, or the whole place against a part of it, or a holder denied."""
    held: list[tuple[Account, tuple[str, str, Actor], str]] = []
    for one in group:
        claim = one.claim
        if claim.family != "territory" or claim.actor is None:
            continue
        if claim.stance == "denies" and claim.type != "control":
            continue
        if claim.type == "control" and not is_brief(one, rules):
            continue  # what was held for months may have been lost since
        leaves = claim.type == "non_violent_transfer_of_territory"
        kind = "denies" if claim.stance == "denies" else "leaves" if leaves else "holds"
        words = {"denies": "not {}", "leaves": "{} left", "holds": "{} ({})"}[kind]
        extent: str = claim.extent or "unspecified"
        told = words.format(claim.actor.name, extent)
        if claim.type != "control" and extent in _LESS:
            extent = "taken"  # who took the hospital may have taken the town as well
        held.append((one, (kind, extent, Actor(claim.actor.name, claim.actor.id)), told))

    def clash(a: tuple[str, str, Actor], b: tuple[str, str, Actor]) -> bool:
        same = fit(a[2], b[2]) in ("same", "fits")
        if a[0] != b[0]:
            return same
        if a[0] != "holds":
            return False
        if same:
            return (a[1] == _WHOLE and b[1] in _LESS) or (b[1] == _WHOLE and a[1] in _LESS)
        return _WHOLE in (a[1], b[1]) or {*_LESS, "taken"}.isdisjoint((a[1], b[1]))

    return conflicts(held, clash, two_voices)


def _weapon(group: list[Account], rules: Rules) -> Told:
    told = [
        (one, one.claim.type, one.claim.type.replace("_", " "))
        for one in group
        if one.claim.family == "explosive"
        and one.claim.stance == "affirms"
        and one.claim.source.kind != "publisher"
        and is_brief(one, rules)
    ]
    told = of_one_mind(told, lambda value: value)

    def against(a: Account, b: Account) -> bool:
        # raids and shells often come together: only one toll for both makes them one happening
        same = {figure_level(getattr(a.claim, slot), getattr(b.claim, slot), rules) for slot in ("killed", "wounded")}
        return two_voices(a, b) and not same.isdisjoint(("same", "same_few"))

    return conflicts(told, lambda a, b: not any({a, b} <= kinds for kinds in rules.weapons.groups), against)


def _place(group: list[Account], rules: Rules) -> Told:
    """Different towns told for what is otherwise one happening, each named in its own clause."""
    told: list[tuple[Account, str, str]] = []
    by_name: dict[str, Account] = {}
    for one in group:
        place = one.claim.place
        if one.claim.type not in rules.place_told.single or one.claim.stance == "denies" or not is_brief(one, rules):
            continue
        if place is None or not told_here(one.claim, place) or place.precision in WIDE or one.place is None:
            continue
        by_name.setdefault(one.place, one)
        told.append((one, one.place, place.name))

    def clash(a: str, b: str) -> bool:
        one, other = by_name[a], by_name[b]
        first, second = one.claim.place, other.claim.place
        if place_level(one, other, rules) not in ("near", "apart", "far") or first is None or second is None:
            return False
        if first.country != second.country:
            return False  # rather where a border town felt the blast
        if f" {a} " in f" {b} " or f" {b} " in f" {a} ":
            return False
        distance = kilometres(first, second)
        return distance is not None and distance > rules.tolerance.place_km

    return conflicts(of_one_mind(told, lambda value: value), clash, two_voices)


def _date(group: list[Account], rules: Rules) -> Told:
    told = [
        (one, one.days, str(one.claim.when.start))
        for one in group
        if one.days is not None
        and one.claim.when is not None
        and told_here(one.claim, one.claim.when)
        and one.claim.type not in _LASTING
    ]

    def clash(a: tuple[int, int], b: tuple[int, int]) -> bool:
        # those further apart are rather two happenings
        return rules.tolerance.date_days < max(a[0], b[0]) - min(a[1], b[1]) <= rules.tolerance.date_most

    def against(a: Account, b: Account) -> bool:
        if not two_voices(a, b):
            return False
        found = levels(a, b, rules)
        # apart from the days, the two must tell one happening
        return score(found, rules) - rules.points["time"][found["time"]] > rules.weights.threshold

    return conflicts(told, clash, against)


# --- who says what --------------------------------------------------------------------------------------------------


def note(attribute: str, told: Told) -> str:
    """One line: each voice with what it says; a later figure of the same voice is marked as an update."""
    by_voice: dict[str, list[tuple[Account, str]]] = {}
    for account, words in sorted(
        told, key=lambda one: (one[0].report.published is None, one[0].report.published, one[0].key)
    ):
        by_voice.setdefault(account.voice, []).append((account, words))
    parts = []
    for teller, said in by_voice.items():
        figures = list(dict.fromkeys(words for _, words in said))
        sizes = {words.removeprefix("at least ") for words in figures}
        update = attribute in ("killed", "wounded") and len(sizes) > 1
        parts.append(f"{teller}: {', then '.join(figures)}{' (update)' if update else ''}")
    more = [f"and {len(parts) - _VOICES} more"] if len(parts) > _VOICES else []
    return "; ".join(parts[:_VOICES] + more)
