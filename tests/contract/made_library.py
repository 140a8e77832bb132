"""Reports and readings made by hand, to fill libraries with."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from rashomon.collect.items import Origin, digest_of
from rashomon.compare.accounts import place_name
from rashomon.library.protocol import Edit, Library
from rashomon.library.records import Decision, Entry, Failure, Spot
from rashomon.records import (
    Actor,
    Attribution,
    Casualties,
    Claim,
    ControlInterval,
    Disagreement,
    Incident,
    Period,
    Place,
    PlaceMention,
    Reading,
    Report,
    Source,
    Span,
    TimeMention,
)

DAY = dt.date(2024, 3, 3)
TESSALOR = Place("Tessalor", 1, 12.5, 33.1, "SDN", "Blue Nile", "town")
KURMIN = Place("Al Kurmin", 2, 13.6, 34.4, "SDN", "Blue Nile", "town")
MONITOR = Source("Lake Monitor", "monitor")
ARMY = Actor("Sudanese Armed Forces", "SDN:military")


def entry(
    text: str, title: str | None = None, given_id: str = "given", url: str | None = None, **fields: object
) -> Entry:
    digest = digest_of(text.encode("utf-8", "surrogatepass"), url)
    report = Report(digest[:16], text, title, DAY, "The Lake Post", url, "en")
    return Entry(replace(report, **fields), digest, given_id)  # type: ignore[arg-type]


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words), words)


def claim(
    report: Report, words: str, id: str = "c1", kind: str = "shelling_artillery_missile", **fields: object
) -> Claim:
    """A claim whose clause and trigger are ``words`` of the report's text."""
    here = span(report.text, words)
    made = Claim(id, kind, "explosive", here, here, "made", place=TESSALOR, when=Period(DAY, DAY, "day", here))
    return replace(made, **fields)  # type: ignore[arg-type]


def reading(report: Report, *claims: Claim) -> Reading:
    first = report.text.split(" ")[0]
    word = Span(0, len(first), first)
    return Reading(
        report,
        places=(PlaceMention(0, len(first), first, "toponym", first, 7, 0.0, -1.5, "SDN", None, "town"),),
        times=(TimeMention(0, len(first), first, "DATE", "2024-03-03", DAY, None),),
        attributions=(Attribution(None, word, (word, Span(3, 5, "no slice")), "a nurse", "medical"),),
        claims=claims,
        warnings=("1 name was passed over",),
    )


def full_report(number: int) -> tuple[Entry, Reading]:
    """A report with three claims: what happened, how many died, who holds the town."""
    text = f"Shells hit Tessalor on day {number}. Monitors said {number} people died. The army holds Al Kurmin."
    made = entry(text, f"Shells, day {number}", f"given {number}", f"https://lake.example/{number}")
    report = made.report
    killed = Casualties(number, None, "people", span(text, f"{number} people"))
    return made, reading(
        report,
        claim(report, "Shells hit Tessalor", "c1"),
        claim(report, f"{number} people died", "c2", source=MONITOR, killed=killed, stance="denies"),
        claim(
            report, "The army holds Al Kurmin", "c3", "control", family="territory", place=KURMIN, actor=ARMY, extent="most"
        ),
    )  # fmt: skip


def put_full(edit: Edit, number: int) -> str:
    """One report with its reading and comparison; returns its id."""
    made, read = full_report(number)
    report = made.report.id
    edit.add(made, Origin("news.jsonl", f"line {number}"), [number, number + 1, 2**63 + number])
    edit.put_reading(read, "v1")
    keys = [f"{report}:{one.id}" for one in read.claims]
    edit.put_spots([report], [Spot("town", number, number + 3, "explosive", report, at) for at in range(3)])
    incident = Incident(
        f"i{number}", f"shelling {number}", "attack", tuple(keys[:2]), TESSALOR, Period(DAY, DAY, "day")
    )
    differs = Disagreement(incident.id, "killed", tuple(keys[:2]), "2, 3")
    edit.put_component(keys[0], [incident, Incident(f"j{number}", "hold", "control", tuple(keys[2:]))], [differs])
    place = f"{place_name('Al Kurmin')} {number}"
    held = ControlInterval(KURMIN, ARMY.name, "most", DAY, None, ("The Lake Post",), tuple(keys[2:]), True)
    edit.put_control(place, "SDN", [held, replace(held, start=None)])
    edit.compared([report])
    edit.decide(Decision(report, "c1", "rejected", read.claims[0].type, (0, 19), who="Ada", note=f"no {number}"))
    edit.put_failure(Failure(Origin("broken", f"line {number}"), "not JSON", "https://x.example/"))
    return report


def fill(library: Library, numbers: list[int], portion: int = 3) -> None:
    for first in range(0, len(numbers), portion):
        with library.edit() as edit:
            for number in numbers[first : first + portion]:
                put_full(edit, number)


def shuffled(count: int, seed: int) -> list[int]:
    numbers = list(range(count))
    random.Random(seed).shuffle(numbers)
    return numbers
