"""Made-up readings in any number: happenings told by several reports, with the noise that real accounts have.

A report has six claims: four voices on its main happening and one on each of two others, as news reports do.

A fixed flow of claims a day, so that a larger library is one that runs over more days, as real ones do. Everything
hangs on the seed alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.records import (
    Actor,
    Casualties,
    Claim,
    Period,
    Place,
    Reading,
    Report,
    Source,
    Span,
)

CLAIMS_A_DAY = 500
START = dt.date(2015, 1, 1)
_TYPES = (
    ("armed_clash", "clash", "clashed"), ("air_drone_strike", "explosive", "bombed"),
    ("shelling_artillery_missile", "explosive", "shelled"), ("remote_explosive_ied", "explosive", "exploded"),
    ("attack", "violence", "attacked"), ("arrests", "violence", "arrested"),
    ("government_regains_territory", "territory", "retook"), ("control", "territory", "hold"),
)  # fmt: skip
_PARTIES = ("army", "rebels", "Northern Front", "River Brigade", "police", "Union of the South", "militiamen")
_SOURCES = (
    ("army", "military"), ("Lake Monitor", "monitor"), ("residents", "witness"), ("a medic", "medical"),
    ("Northern Front", "armed_group"), ("publisher", "publisher"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Happening:
    day: dt.date
    place: Place
    kind: tuple[str, str, str]
    actor: str
    target: str
    killed: int


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Readings with at least this many claims in all, about six a report, by day of publication."""
    chance = random.Random(seed)
    towns = [_town(number, chance) for number in range(1_500)]
    made = number = 0
    day = START
    while made < claims:
        happenings = [_happening(day, towns, chance) for _ in range(CLAIMS_A_DAY // 3)]
        for _ in range(CLAIMS_A_DAY // 6):
            main, *others = chance.sample(happenings, 3)
            yield _reading(number, day, [main, main, main, *others, main], chance)
            number += 1
            made += 6
            if made >= claims:
                return
        day += dt.timedelta(days=1)


def _town(number: int, chance: random.Random) -> Place:
    syllables = ("ba", "dor", "kel", "mi", "ra", "sun", "te", "var", "zo", "lin")
    name = "".join(chance.choice(syllables) for _ in range(3)).capitalize() + f" {number}"
    country = ("AAA", "BBB", "CCC")[number % 3]
    lat, lon = chance.uniform(5, 15), chance.uniform(20 + 20 * (number % 3), 30 + 20 * (number % 3))
    return Place(name, number + 1, round(lat, 4), round(lon, 4), country, f"Province {number % 30}", "town")


def _happening(day: dt.date, towns: list[Place], chance: random.Random) -> _Happening:
    actor, target = chance.sample(_PARTIES, 2)
    happened = day - dt.timedelta(days=chance.choice((0, 0, 1)))
    town = towns[int(len(towns) * chance.random() ** 2)]  # some towns are in the news far more often
    return _Happening(happened, town, chance.choice(_TYPES), actor, target, chance.randint(0, 30))


def _reading(number: int, day: dt.date, told: list[_Happening], chance: random.Random) -> Reading:
    text, claims = "", []
    for index, one in enumerate(told):
        name, kind = chance.choice(_SOURCES)
        killed = max(0, one.killed + chance.choice((0, 0, 0, 2, -2)))
        words = f"{name} said the {one.actor} {one.kind[2]} the {one.target} in {one.place.name}, killing {killed}."
        start = len(text)
        text += words + " "
        at = start + words.index(one.kind[2])
        where = Span(start, start + len(words), words)
        spot = start + words.index(one.place.name)
        place = replace(one.place, mention=Span(spot, spot + len(one.place.name), one.place.name))
        claims.append(
            Claim(
                id=f"c{index}", type=one.kind[0], family=one.kind[1], quote=where,
                trigger=Span(at, at + len(one.kind[2]), one.kind[2]), rule="made", main=index == 0,
                actor=Actor(one.actor), target=Actor(one.target), place=place,
                when=Period(one.day, one.day, "day", where), killed=Casualties(killed, killed, None, where),
                source=Source(name, kind), extent="full" if one.kind[1] == "territory" else None,  # type: ignore[arg-type]
            )
        )  # fmt: skip
    identity = hashlib.sha256(f"{number}".encode()).hexdigest()[:16]
    report = Report(identity, text.strip(), f"Day {day}", day, f"Outlet {number % 40}", None, "en")
    return Reading(report, claims=tuple(claims))
