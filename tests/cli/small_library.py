"""A small library of readings made by hand, in a real SQLite file, compared."""

import datetime as dt
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "compare"))

from made_readings import (
    ARMY,
    MONITOR,
    NURSE,
    RSF,
    SPOKESMAN,
    SUNDAY,
    dead,
    report,
    told,
)  # fmt: skip

from rashomon.collect.items import Origin, digest_of
from rashomon.library import open_library
from rashomon.library.records import ID_LENGTH, Entry
from rashomon.read.version import reading_version
from rashomon.records import Place, Reading, Source
from rashomon.run.compare import update

LONG_AGO = dt.date(2020, 5, 1)  # far from all else, so that no rule joins it
HOSTILE = "Evil\x1b]0;owned\x07\x9b31m\u202eNews"
ELSEWHERE = Place("Tessalor", 9, 9.1, 40.2, "ETH", "Oromia", "town")
LAKE = Place("Lake District", 10, 1.0, 30.0, "SDN", "Lake", "admin1")


def readings() -> list[Reading]:
    """Shelling of Tessalor told by three voices, one text twice, who holds Tessalor, and a Tessalor elsewhere."""
    shelled = "shelling of the market of Tessalor killed"
    army = report(
        "army",
        told("government_regains_territory", "its units retook all of Tessalor", SPOKESMAN, actor=ARMY, extent="full"),
        told("shelling_artillery_missile", f"{shelled} 9 people", SPOKESMAN, killed=dead(9, 9, "9"), main=True),
        publisher="Army Press",
    )
    monitor = report(
        "monitor",
        told("control", "the army held most of Tessalor", MONITOR, actor=ARMY, extent="most"),
        told(
            "shelling_artillery_missile", f"{shelled} at least 30 people", MONITOR,
            killed=dead(30, None, "at least 30"), main=True,
        ),
        told("shelling_artillery_missile", f"{shelled} dozens", NURSE, killed=dead(None, None, "dozens"), main=True),
        publisher=HOSTILE,
    )  # fmt: skip
    wire = [
        report(
            f"wire {number}",
            told("control", "the Rapid Support Forces hold Tessalor", actor=RSF, extent="full", certainty="hedged"),
            publisher=outlet,
        )
        for number, outlet in enumerate(("Lake Wire", "Harbour Post"))
    ]
    other = report(
        "other",
        told("attack", "gunmen attacked Tessalor", Source("Lake Monitor", "monitor"), place=ELSEWHERE, day=SUNDAY),
        told(
            "arrests", "police arrested farmers", Source("Lake Monitoring Group", "monitor"), place=LAKE, day=LONG_AGO
        ),
        publisher="Highland Times",
    )
    return [army, monitor, *wire, other]


def fill(path: Path | str, items: Iterable[Reading], *, compared: bool = True) -> dict[str, str]:
    """Keep the readings in a library; reports with one text are copies. The library's ids by the given ones."""
    ids: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    with open_library(path) as library:
        with library.edit() as edit:
            for reading in items:
                given = reading.report.id
                digest = digest_of(reading.report.text.encode(), given)
                kept = replace(
                    reading, report=replace(reading.report, id=digest[:ID_LENGTH], title=f"Title of {given}")
                )
                ids[given] = kept.report.id
                texts.setdefault(reading.report.text, []).append(kept.report.id)
                edit.add(Entry(kept.report, digest, given), Origin(f"{given}.txt"))
                edit.put_reading(kept, reading_version())
            for group in texts.values():
                if len(group) > 1:
                    edit.put_voice(group, min(group))
        if compared:
            update(library)
    return ids
