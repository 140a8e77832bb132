"""What compare.toml holds: blocks, weights, tolerances."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from rashomon.lexicon.families import FAMILY


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Blocking(_Table):
    """Which claims are compared at all."""

    cell_degrees: float
    neighbours: int
    gap_days: int


class Linking(_Table):
    """Which pairs bring claims together."""

    doubtful: float


class Nearness(_Table):
    """Which two points count as one place, in kilometres."""

    same_km: float
    near_km: float


_PLACE = ("same", "same_wide", "near", "inside", "apart", "far", "elsewhere")
_TIME = ("same", "overlap", "within", "close", "apart")
LEVELS = {
    "place": {*_PLACE, *(f"{level}_inherited" for level in _PLACE), "elsewhere_rare", "unknown"},
    "time": {*_TIME, *(f"{level}_inherited" for level in _TIME), "undated", "unknown"},
    "type": {"single", "same", "close", "held", "rival", "family", "state", "kin", "distant", "other"},
    "kind": {*FAMILY, "mixed"},
    "scenes": {f"{types}_{many}" for types in ("single", "alike", "unlike") for many in ("one", "two", "many")},
    "killed": {"same", "same_few", "fits", "differ", "one", "none"},
    "actor": {"same", "fits", "unknown", "differ"},
    "target": {"same", "fits", "unknown", "differ"},
    "words": {"many", "some", "few", "none"},
    "report": {"adjacent", "near", "far", "other"},
    "opening": {"both", "one", "none"},
    "stance": {"against", "none"},
    "voice": {"own", "two", "shared", "other"},
    "trigger": {"same", "other"},
    "pointer": {"apart", "back", "none"},
}


class Weights(_Table):
    """Points of each level of each field (scoring.py says what the levels mean)."""

    threshold: float
    start: float
    place: dict[str, float]
    time: dict[str, float]
    type: dict[str, float]
    kind: dict[str, float]
    scenes: dict[str, float]
    killed: dict[str, float]
    actor: dict[str, float]
    target: dict[str, float]
    words: dict[str, float]
    report: dict[str, float]
    opening: dict[str, float]
    stance: dict[str, float]
    voice: dict[str, float]
    trigger: dict[str, float]
    pointer: dict[str, float]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for field, wanted in LEVELS.items():
            missing = sorted(wanted - set(getattr(self, field)))
            if missing:
                raise ValueError(f"weights.{field} lacks {', '.join(missing)}")
        return self


class Alike(_Table):
    """Types that accounts confuse, and families that often (kin) or sometimes (distant) tell one happening."""

    types: tuple[tuple[str, str], ...]
    kin: tuple[tuple[str, str], ...]
    distant: tuple[tuple[str, str], ...]


class Words(_Table):
    """Words by which a clause sets its happening apart from others, or points back to one."""

    apart: frozenset[str]
    back: frozenset[str]


class FigureWords(_Table):
    """Words by which a clause counts a part of the dead, or counts roughly."""

    part_before: tuple[str, ...]
    part_after: tuple[str, ...]
    more: frozenset[str]
    summed: tuple[str, ...]
    total: tuple[str, ...]
    update: tuple[str, ...]
    only_when: tuple[str, ...]
    around: tuple[str, ...]
    over: tuple[str, ...]
    denied: frozenset[str]
    many: tuple[str, ...]


class Figures(_Table):
    """Which figures are held against each other, and as what."""

    classes: dict[str, tuple[str, ...]]
    vague: dict[str, tuple[int, int]]
    words: FigureWords


class Weapons(_Table):
    """Groups of weapons that no two accounts disagree about."""

    groups: tuple[frozenset[str], ...]


class Perpetrator(_Table):
    """Where two names for the actor contradict each other, and what a denial denies."""

    families: frozenset[str]
    denial: frozenset[str]
    several: frozenset[str]
    taking: frozenset[str]
    sides: frozenset[str]
    anonymous: frozenset[str]


class Victims(_Table):
    """Where two names for those hit contradict each other."""

    families: frozenset[str]
    civil: frozenset[str]
    anybody: frozenset[str]
    armed: frozenset[str]
    armed_kinds: frozenset[str]
    armed_said_by: frozenset[str]
    partisan: frozenset[str]
    longest: int
    counted: frozenset[str]
    measures: frozenset[str]


class PlaceTold(_Table):
    """Types of which one happening has one place, and words for places within a town."""

    single: frozenset[str]


class Tolerance(_Table):
    """How far two accounts may lie apart before they disagree."""

    people: int
    telling: int
    share: float
    around_share: float
    part_few: int
    part_share: float
    own_share: float
    state_share: float
    happening_days: int
    date_days: int
    date_most: int
    place_km: float


class Rules(_Table):
    """All of compare.toml."""

    blocking: Blocking
    linking: Linking
    place: Nearness
    weights: Weights
    alike: Alike
    words: Words
    figures: Figures
    weapons: Weapons
    perpetrator: Perpetrator
    victims: Victims
    place_told: PlaceTold
    tolerance: Tolerance

    @cached_property
    def points(self) -> dict[str, dict[str, float]]:
        """Field -> level -> points."""
        return {name: value for name, value in self.weights.model_dump().items() if isinstance(value, dict)}

    @cached_property
    def close_types(self) -> frozenset[frozenset[str]]:
        """Pairs of types that accounts often confuse."""
        return frozenset(frozenset(pair) for pair in self.alike.types)

    @cached_property
    def kinship(self) -> dict[frozenset[str], str]:
        """Pair of families -> kin or distant."""
        listed = [("kin", self.alike.kin), ("distant", self.alike.distant)]
        return {frozenset(pair): level for level, pairs in listed for pair in pairs}
