"""Different figures for the dead or the wounded of one incident, and what is no difference: parts, sums, other days."""

from __future__ import annotations

from typing import Literal

from rashomon.compare.accounts import WIDE, Account, told_here
from rashomon.compare.conflicts import Told, conflicts, one_voice, two_voices, voice
from rashomon.compare.figures import Figure, denies_figures, differ, figure, is_total, is_update
from rashomon.compare.rules import Rules
from rashomon.compare.scoring import place_level
from rashomon.records import Casualties

Slot = Literal["killed", "wounded"]
_NONE = Figure(0, 0, "", rough=False, text="not so many")


def tolls(group: list[Account], slot: Slot, rules: Rules) -> tuple[Told, Told]:
    """Different figures of several voices for the same people, or one that is denied; and those that a voice changed.

    Parts of one voice's toll are left out.
    """
    counted = [
        (one, count)
        for one in group
        if one.claim.stance == "affirms" and (count := figure(one, _count(one, slot), rules)) is not None
    ]
    told: list[tuple[Account, tuple[Figure, bool], str]] = [
        (one, (count, True), count.text) for one, count in _wholes(counted, slot, rules)
    ]
    if slot == "killed":
        told += [(one, (_NONE, False), _NONE.text) for one in group if denies_figures(one, rules)]
    figures = {one.key: count for one, (count, _), _ in told}

    def clash(a: tuple[Figure, bool], b: tuple[Figure, bool]) -> bool:
        if a[1] != b[1]:
            return max(a[0].high, b[0].high) > 0
        return a[1] and differ(a[0], b[0], rules)

    def against(a: Account, b: Account) -> bool:
        if a.claim.stance != b.claim.stance:
            return two_voices(a, b)
        few, most = sorted((a, b), key=lambda one: figures[one.key].high)
        if other_days(a, b, rules) or _holds_place(most, few, rules) or longer(most, few, rules):
            return False
        if voice(a) == voice(b) and is_total(most, _count(most, slot), rules):
            return False
        # one text carried twice with two figures was brought up to date in between
        if a.report.id != b.report.id or two_voices(a, b) or is_update(a, rules) or is_update(b, rules):
            return True
        share = figures[few.key].high / figures[most.key].high
        if voice(a) == voice(b):
            return _two_states(share, most, few, slot, rules)
        # what a report counts itself is mostly a part of its sources' figure; a close one counts them all
        return share >= rules.tolerance.own_share

    between = conflicts(told, clash, lambda a, b: not one_voice(a, b) and against(a, b))
    return between, conflicts(told, clash, lambda a, b: one_voice(a, b) and against(a, b))


def _count(one: Account, slot: Slot) -> Casualties | None:
    return one.claim.killed if slot == "killed" else one.claim.wounded


def _wholes(counted: list[tuple[Account, Figure]], slot: Slot, rules: Rules) -> list[tuple[Account, Figure]]:
    """Without the figures that count a part of what the same voice counts in the same report: those below another."""
    totals: dict[tuple[str, str, str], tuple[int, str, Account]] = {}
    revised: set[tuple[str, str, str]] = set()
    for one, count in counted:
        teller = (one.report.id, voice(one), count.who)
        totals[teller] = max(totals.get(teller, (0, "", one)), (count.high, one.key, one))
        if is_update(one, rules):
            revised.add(teller)
    kept = []
    for one, count in counted:
        teller = (one.report.id, voice(one), count.who)
        most, _, other = totals[teller]
        if count.high in (0, most) or teller in revised or _two_states(count.high / most, other, one, slot, rules):
            kept.append((one, count))
    return kept


def _two_states(share: float, most: Account, few: Account, slot: Slot, rules: Rules) -> bool:
    """Whether one voice's two figures are two states of one toll: at least 20, and in the next line at least 22."""
    counts = (_count(most, slot), _count(few, slot))
    if any(count is None or count.low is None or count.high is not None for count in counts):
        return False
    return share >= rules.tolerance.state_share


def other_days(a: Account, b: Account, rules: Rules) -> bool:
    """Whether both clauses name their days, and these do not meet; one is enough where they lie far apart."""
    if a.days is None or b.days is None or a.claim.type == b.claim.type == "cumulative_toll":
        return False
    gap = max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])
    here = told_here(a.claim, a.claim.when) + told_here(b.claim, b.claim.when)
    return (gap > 0 and here == 2) or (gap > rules.tolerance.happening_days and here == 1)


def _holds_place(most: Account, few: Account, rules: Rules) -> bool:
    """Whether the larger figure is that of a wider place: fewer dead in one town than in its province is no wonder."""
    wide, narrow = most.claim.place, few.claim.place
    if wide is None or narrow is None or most.place is None or few.place is None or most.place == few.place:
        return False
    if " and " in most.place and f" {few.place} " in f" {most.place} ":
        return True
    if wide.precision not in WIDE or narrow.precision in WIDE:
        return False
    level = place_level(most, few, rules)
    return level == "inside" or (wide.precision == "region" and level != "far")


def longer(most: Account, few: Account, rules: Rules) -> bool:
    """Whether the larger figure is that of a longer time which holds the other's days."""
    if most.days is None or few.days is None or "cumulative_toll" in (most.claim.type, few.claim.type):
        return False
    holds = most.days[0] <= few.days[0] and few.days[1] <= most.days[1]
    by = (most.days[1] - most.days[0]) - (few.days[1] - few.days[0])
    return holds and by >= rules.tolerance.happening_days - 1
