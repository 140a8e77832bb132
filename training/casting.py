"""Train the weights that choose the actor and the target of an event (read/claims/casting.py) on annotated reports.

    python training/casting.py --gold train.json [--check dev.json]

For every event that lies in the quote of an annotated claim of its family, everyone who may have done it, or may have
been hit, is weighed against the others and against nobody; right are those whose name or words are the annotated
party's, and nobody where none is annotated. Parties are chosen in text order and one event's parties are signs for the
next, so the signs are drawn again with the choices of models that have not seen the report, ROUNDS times.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fit import arguments, articles, claims_at, read, watched
from placing import Choice, train
from rashomon.lexicon.families import FAMILY
from rashomon.lexicon.weights import Weights
from rashomon.read.actors.find import find_actors
from rashomon.read.claims import context
from rashomon.read.claims.bearing import Setting
from rashomon.read.claims.casting import choose
from rashomon.read.claims.players import CIVIL, Player, as_actor, players
from rashomon.read.claims.told import Told
from rashomon.read.events.scene import Scene
from rashomon.read.parse import parse

LEXICON = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon"
PENALTY = 4.0  # L2; 4 to 16 differ by less than 0.01 in the share of right parties
FOLDS = 8
ROUNDS = 3
SLOTS = ("actor", "target")
Models = Mapping[str, Mapping[str, float] | None]


@dataclass
class Reading:
    """A report as the choice sees it, with the annotated parties of each event: None is nobody."""

    unit: str
    setting: Setting
    told: list[Told]
    wanted: dict[str, list[list[dict[str, Any] | None]]]


def readings(path: str) -> list[Reading]:
    found: list[Reading] = []
    current: dict[str, Any] = {}

    def watch(scenes: list[Scene], told: list[Told], country: str | None) -> None:
        if told:
            claims = [annotated(current, item) for item in told]
            wanted = {slot: [[claim[slot] for claim in every] for every in claims] for slot in SLOTS}
            setting = Setting(players(scenes, told, country), told, country)
            found.append(Reading(str(current["unit_id"]), setting, told, wanted))

    with watched(context, "choose_parties", watch):
        for article in articles(path):
            current = article
            read(article)
    return found


def annotated(article: dict[str, Any], item: Told) -> list[dict[str, Any]]:
    """The annotated claims that hold the event."""
    passage, trigger = item.scene.passage, item.event.trigger
    start, end = passage.starts[trigger.start], passage.ends[trigger.end - 1]
    return claims_at(article, passage.text, start, end, FAMILY[item.event.type])


def choices(reading: Reading, models: Models) -> tuple[dict[str, list[Choice]], dict[str, int]]:
    """The choices of a report as they stand when parties are chosen in order, and how many come out right."""
    setting, found = reading.setting, {slot: list[Choice]() for slot in SLOTS}
    hits = dict.fromkeys(SLOTS, 0)
    who, whom = (Weights(dict(model), 0.5) if (model := models[slot]) is not None else None for slot in SLOTS)
    setting.as_ruled()
    for n, item in enumerate(setting.told):
        weighed = choose(setting, n, who, whom)
        for slot, rows, key in zip(SLOTS, weighed, (item.doer, item.hit), strict=True):
            wanted = reading.wanted[slot][n]
            if rows.rows and wanted:
                right = [any(is_right(want, one, item, slot) for want in wanted) for one, _ in rows.rows]
                found[slot].append(Choice(reading.unit, [signs for _, signs in rows.rows], right))
                hits[slot] += any(
                    good for good, (one, _) in zip(right, rows.rows, strict=True) if one.key == (key or "nobody")
                )
    return found, hits


def is_right(want: dict[str, Any] | None, one: Player, item: Told, slot: str) -> bool:
    """Whether the player is the annotated party, under any of the names that the text or the claim gives it."""
    if want is None or one.what == "nobody":
        return want is None and one.what == "nobody"
    ruled = item.own_actor if slot == "actor" else item.event.target
    told = as_actor(one, item, ruled, hit=slot == "target")
    if told is None:
        return False
    mine = [told.name] + ([told.mention.text] if told.mention else [])
    theirs = [name for name in (want["name"], want["mention"]) if name]
    if any(alike(a, b) for a in mine for b in theirs):
        return True
    return bool(party_ids(theirs[0]) & ({told.id} if told.id else set())) or (
        plain(theirs[0]) in CIVIL and plain(told.name) in CIVIL
    )


@cache
def party_ids(name: str) -> frozenset[str]:
    """The lexicon's ids of what a name names."""
    passage = next(iter(parse([(f"The {name} attacked.", False)])))
    return frozenset(actor.id for actor in find_actors(passage) if actor.id)


def alike(one: str, other: str) -> bool:
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    if len(min(a, b, key=len)) > 3 and (f" {a} " in f" {b} " or f" {b} " in f" {a} "):
        return True
    return a == b or difflib.SequenceMatcher(None, a, b).ratio() >= 0.82


def plain(name: str) -> str:
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'s ", " ")
    return " ".join(word for word in re.sub(r"[^a-z0-9]+", " ", name).split() if word not in ("the", "a", "an"))


def crossed(reports: list[Reading]) -> tuple[dict[str, dict[str, float]], dict[str, str], list[Models]]:
    """The weights after ROUNDS rounds, the shares of right parties on unseen reports, and the models of the folds."""
    fold = folds(reports)
    none: Models = dict.fromkeys(SLOTS)
    first = {id(report): choices(report, none) for report in reports}
    drawn = {key: found for key, (found, _) in first.items()}
    shares = {slot: f"by rules {_share(first.values(), slot)}" for slot in SLOTS}
    models: list[Models] = []
    for _ in range(ROUNDS):
        models = [
            {
                slot: train([c for r in reports if fold[r.unit] != n for c in drawn[id(r)][slot]], PENALTY)
                for slot in SLOTS
            }
            for n in range(FOLDS)
        ]
        final = {slot: train([c for found in drawn.values() for c in found[slot]], PENALTY) for slot in SLOTS}
        outcome = {id(report): choices(report, models[fold[report.unit]]) for report in reports}
        drawn = {key: found for key, (found, _) in outcome.items()}
    for slot in SLOTS:
        shares[slot] = f"{_share(outcome.values(), slot)}, {shares[slot]}"
    return final, shares, models


def folds(reports: list[Reading]) -> dict[str, int]:
    return {unit: n % FOLDS for n, unit in enumerate(sorted({report.unit for report in reports}))}


def _share(outcome: Any, slot: str) -> str:
    every = list(outcome)
    total = sum(len(found[slot]) for found, _ in every)
    best = sum(any(choice.right) for found, _ in every for choice in found[slot])
    return f"{sum(hits[slot] for _, hits in every) / total:.3f} of {total} events (at best {best / total:.3f})"


def main() -> None:
    args = arguments(__doc__)
    reports = readings(args.gold)
    weights, shares, _ = crossed(reports)
    checked = [choices(report, weights) for report in readings(args.check)] if args.check else []
    for slot in SLOTS:
        lines = [
            f"# Made by training/casting.py, do not edit: what each sign adds to the weight of a party as {slot}.",
            f"# {len(reports)} reports; right {slot}, cross-validated over reports: {shares[slot]}",
        ]
        if checked:
            lines.append(f"# on reports not trained on: {_share(checked, slot)}")
        print("\n".join(lines))
        lines += ["", "least = 0.5", "", "[weights]", '"bias" = 0.0']
        kept = sorted((name, value) for name, value in weights[slot].items() if abs(value) >= 0.02)
        lines += [f"{json.dumps(name)} = {value:.3f}" for name, value in kept]
        (LEXICON / f"{slot}_weights.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
