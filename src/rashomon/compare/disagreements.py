"""Where the claims of one incident cannot all be true as told: one disagreement per attribute, and who says what."""

from __future__ import annotations

from rashomon.compare.accounts import WIDE, Account, kilometres, told_here
from rashomon.compare.conflicts import Told, conflicts, of_one_mind, two_voices, voice
from rashomon.compare.figures import Figure, differ, figure, head_count, is_update
from rashomon.compare.parties import acts, fit, party
from rashomon.compare.rules import Rules
from rashomon.compare.scoring import figure_level, levels, place_level, score
from rashomon.lexicon.events import FAMILY
from rashomon.records import Actor, Disagreement

_VOICES = 12  # as many as a note names
_LASTING = frozenset(["control", "siege", "displacement", "cumulative_toll"])  # told on many days
_WHOLE = "full"
_LESS = frozenset(["most", "part", "centre", "outskirts"])


def disagreements(incident: str, group: list[Account], rules: Rules) -> list[Disagreement]:
    """All disagreements within one incident, by attribute."""
    if len(group) < 2:
        return []
    found: list[tuple[str, Told]] = [
        ("killed", _figures(group, "killed", rules)),
        ("wounded", _figures(group, "wounded", rules)),
        ("perpetrator", _perpetrator(group, rules)),
        ("control", _control(group, rules)),
        ("weapon", _weapon(group, rules)),
        ("occurrence", _occurrence(group, rules)),
        ("place", _place(group, rules)),
        ("date", _date(group, rules)),
        ("victims", _victims(group, rules)),
    ]
    return [
        Disagreement(
            incident,
            attribute,  # type: ignore[arg-type]
            tuple(sorted(one.key for one, _ in told)),
            note(attribute, told),
            update=len({voice(one) for one, _ in told}) == 1,
        )
        for attribute, told in found
        if told
    ]


# --- the attributes -------------------------------------------------------------------------------------------------


def _figures(group: list[Account], slot: str, rules: Rules) -> Told:
    """Different figures for the same people, the parts of one voice's toll left out."""
    counted = [
        (one, count)
        for one in group
        if one.claim.stance == "affirms" and (count := figure(one, getattr(one.claim, slot), rules)) is not None
    ]
    highs = {one.key: count.high for one, count in counted}
    totals: dict[tuple[str, str, str], int] = {}
    revised: set[tuple[str, str, str]] = set()
    for one, count in counted:
        teller = (one.report.id, voice(one), count.who)
        totals[teller] = max(totals.get(teller, 0), count.high)
        if is_update(one, rules):
            revised.add(teller)
    told: list[tuple[Account, tuple[Figure, str | None, bool], str]] = []
    where: dict[tuple[str | None, bool], Account] = {}
    for one, count in counted:
        teller = (one.report.id, voice(one), count.who)
        if count.high in (0, totals[teller]) or teller in revised:
            spot = (one.place, _is_wide(one))
            where.setdefault(spot, one)
            told.append((one, (count, *spot), count.text))

    def clash(a: tuple[Figure, str | None, bool], b: tuple[Figure, str | None, bool]) -> bool:
        if not differ(a[0], b[0], rules):
            return False
        wide, narrow = (a, b) if a[2] else (b, a)
        part = wide[2] and not narrow[2] and narrow[0].high < wide[0].low
        # fewer dead in one town than in its province is no contradiction
        return not (part and place_level(where[a[1:]], where[b[1:]], rules) == "inside")

    def against(a: Account, b: Account) -> bool:
        # one text carried twice with two figures was brought up to date in between
        if a.report.id != b.report.id or two_voices(a, b) or is_update(a, rules) or is_update(b, rules):
            return True
        few, most = sorted((highs[a.key], highs[b.key]))
        # what a report counts itself is mostly a part of its sources' figure; a close one counts them all
        return voice(a) != voice(b) and few >= rules.tolerance.own_share * most

    return conflicts(told, clash, against)


def _is_wide(one: Account) -> bool:
    return one.claim.place is not None and one.claim.place.precision in WIDE


def _perpetrator(group: list[Account], rules: Rules) -> Told:
    """Different actors named, or a denial that the actor whom others name did it."""
    named: list[tuple[Account, tuple[str, str, Actor], str]] = []
    rule = rules.perpetrator
    for one in group:
        claim = one.claim
        if claim.actor is None or claim.family not in rule.denial:
            continue
        if not rule.anonymous.isdisjoint(claim.actor.name.lower().split()) or not acts(claim.actor):
            continue
        words = claim.actor.name if claim.stance == "affirms" else f"not {claim.actor.name}"
        named.append((one, (claim.stance, claim.type, Actor(claim.actor.name, claim.actor.id)), words))

    def clash(a: tuple[str, str, Actor], b: tuple[str, str, Actor]) -> bool:
        together = fit(a[2], b[2])
        if a[0] != b[0]:
            return together in ("same", "fits")
        families = {FAMILY[a[1]], FAMILY[b[1]]}
        return a[0] == "affirms" and len(families) == 1 and families <= rule.families and together == "differ"

    def against(a: Account, b: Account) -> bool:
        if a.claim.stance == b.claim.stance and not rule.several.isdisjoint((a.claim.type, b.claim.type)):
            return two_voices(a, b) and (_is_blamed(a, b) or _is_blamed(b, a))
        return two_voices(a, b)

    return conflicts(of_one_mind(named, lambda value: value[0]), clash, against)


def _is_blamed(one: Account, by: Account) -> bool:
    """Whether the source of one claim is who did it in the other."""
    source = one.claim.source
    return source.kind != "publisher" and fit(Actor(source.name), by.claim.actor) in ("same", "fits")


def _control(group: list[Account], rules: Rules) -> Told:
    """Different holders, or the whole place against a part of it, or a holder denied."""
    held: list[tuple[Account, tuple[str, str | None, Actor], str]] = []
    for one in group:
        claim = one.claim
        if claim.family != "territory" or claim.actor is None:
            continue
        if claim.stance == "denies" and claim.type != "control":
            continue
        if claim.type == "control" and not _brief(one, rules):
            continue  # what was held for months may have been lost since
        leaves = claim.type == "non_violent_transfer_of_territory"
        kind = "denies" if claim.stance == "denies" else "leaves" if leaves else "holds"
        words = {"denies": "not {}", "leaves": "{} left", "holds": "{} ({})"}[kind]
        extent = claim.extent or "unspecified"
        held.append(
            (one, (kind, claim.extent, Actor(claim.actor.name, claim.actor.id)), words.format(claim.actor.name, extent))
        )

    def clash(a: tuple[str, str | None, Actor], b: tuple[str, str | None, Actor]) -> bool:
        same = fit(a[2], b[2]) in ("same", "fits")
        if a[0] != b[0]:
            return same
        if a[0] != "holds":
            return False
        if same:
            return (a[1] == _WHOLE and b[1] in _LESS) or (b[1] == _WHOLE and a[1] in _LESS)
        return _WHOLE in (a[1], b[1]) or _LESS.isdisjoint((a[1], b[1]))

    return conflicts(held, clash, two_voices)


def _brief(one: Account, rules: Rules) -> bool:
    """Whether a claim tells one happening, not a campaign."""
    return one.days is None or one.days[1] - one.days[0] < rules.tolerance.happening_days


def _weapon(group: list[Account], rules: Rules) -> Told:
    told = [
        (one, one.claim.type, one.claim.type.replace("_", " "))
        for one in group
        if one.claim.family == "explosive"
        and one.claim.stance == "affirms"
        and one.claim.source.kind != "publisher"
        and _brief(one, rules)
    ]
    told = of_one_mind(told, lambda value: value)

    def against(a: Account, b: Account) -> bool:
        # raids and shells often come together: only one toll for both makes them one happening
        same = {figure_level(getattr(a.claim, slot), getattr(b.claim, slot), rules) for slot in ("killed", "wounded")}
        return two_voices(a, b) and not same.isdisjoint(("same", "same_few"))

    return conflicts(told, lambda a, b: not any({a, b} <= kinds for kinds in rules.weapons.groups), against)


def _occurrence(group: list[Account], rules: Rules) -> Told:
    """A denial that it happened at all, against those who say it did."""
    told: list[tuple[Account, str, str]] = []
    for one in group:
        claim = one.claim
        if claim.type == "control":
            continue
        if claim.stance == "denies" and claim.actor is not None and claim.family in rules.perpetrator.denial:
            continue
        words = "denies it" if claim.stance == "denies" else "says so"
        told.append((one, claim.stance, words))
    return conflicts(told, lambda a, b: a != b, two_voices)


def _place(group: list[Account], rules: Rules) -> Told:
    """Different towns told for what is otherwise one happening, each named in its own clause."""
    told: list[tuple[Account, str, str]] = []
    by_name: dict[str, Account] = {}
    for one in group:
        place = one.claim.place
        if one.claim.type not in rules.place_told.single or one.claim.stance == "denies" or not _brief(one, rules):
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
        return max(a[0], b[0]) - min(a[1], b[1]) > rules.tolerance.date_days

    def against(a: Account, b: Account) -> bool:
        if not two_voices(a, b):
            return False
        found = levels(a, b, rules)
        # apart from the days, the two must tell one happening
        return score(found, rules) - rules.points["time"][found["time"]] > rules.weights.threshold

    return conflicts(told, clash, against)


def _victims(group: list[Account], rules: Rules) -> Told:
    """Civilians against armed people as those hit; or different numbers of people seized, besieged, driven out."""
    told: list[tuple[Account, tuple[str, str], str]] = []
    for one in group:
        claim = one.claim
        if claim.target is None or claim.family not in rules.victims.families or claim.stance == "denies":
            continue
        if one.apart or not _brief(one, rules):
            continue
        kind = _victim_kind(claim.target, rules)
        if kind == "civil" or (kind == "armed" and claim.source.kind in rules.victims.armed_said_by):
            told.append((one, (kind, claim.family), claim.target.name))

    def clash(a: tuple[str, str], b: tuple[str, str]) -> bool:
        return a[0] != b[0] and (a[1], b[1]) != ("clash", "clash")  # in a clash both sides lose people

    found = conflicts(of_one_mind(told, lambda value: value[0]), clash, two_voices)
    return found or conflicts(_numbers(group, rules), lambda a, b: differ(a, b, rules), two_voices)


def _numbers(group: list[Account], rules: Rules) -> list[tuple[Account, Figure, str]]:
    """How many people are said to have been seized, besieged, driven out."""
    told = []
    for one in group:
        if one.claim.type in rules.victims.counted and one.claim.stance == "affirms" and one.claim.target is not None:
            number = head_count(one.claim.target)
            if number is not None:
                told.append((one, number, number.text))
    return told


def _victim_kind(target: Actor, rules: Rules) -> str | None:
    words = target.name.lower().split()
    if not rules.victims.civil.isdisjoint(words):
        return "civil"
    if not rules.victims.armed.isdisjoint(words) or party(target.name, target.id).kind in rules.victims.armed_kinds:
        return "armed"
    return None


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
        update = attribute in ("killed", "wounded") and len(figures) > 1
        parts.append(f"{teller}: {', then '.join(figures)}{' (update)' if update else ''}")
    more = [f"and {len(parts) - _VOICES} more"] if len(parts) > _VOICES else []
    return "; ".join(parts[:_VOICES] + more)
