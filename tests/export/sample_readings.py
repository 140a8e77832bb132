"""Readings made by hand over a text of our own, so that the views are tested apart from the reader."""

import datetime as dt

from rashomon.records import (
    Actor,
    Attribution,
    Casualties,
    Claim,
    Comparison,
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

TITLE = "Army says Tessalor is secured, monitors report fighting"
TEXT = """The army said its units had recaptured the town of Tessalor on Sunday.
The Lake Monitor said the army was in control of most of Tessalor, but that clashes went on in the outskirts.

A nurse said shelling killed at least 16 people, while the mayor put the dead at 9. The army denied that it \
had shelled the market.
Some pasted <script>document.title = "broken"</script> & <b>markup</b> into it. 💥
قال الجيش إن المدينة آمنة
"""
SUNDAY = dt.date(2024, 3, 3)


def span(words: str, text: str = TEXT, after: str = "") -> Span:
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words), words)


PLACE = Place("Tessalor", 1, 12.5, 33.1, "SDN", "Blue Nile", "town", span("Tessalor"))
ARMY = Source("Sudanese Army", "military", span("The army"), span("said"))
MONITOR = Source("Lake Monitor", "monitor", span("The Lake Monitor"), span("said", after="The Lake"))
WHEN = Period(SUNDAY, SUNDAY, "day", span("Sunday"))


def reading(report_id: str = "tessalor.txt") -> Reading:
    shelling = {"trigger": span("shelling"), "type": "shelling_artillery_missile", "family": "violence"}
    claims = (
        Claim(
            "c1", "government_regains_territory", "territory",
            span("its units had recaptured the town of Tessalor on Sunday"), span("recaptured"), "retake",
            main=True, actor=Actor("Sudanese Army", None, span("its units")), place=PLACE, when=WHEN, source=ARMY,
            extent="full",
        ),
        Claim(
            "c2", "control", "control", span("the army was in control of most of Tessalor"), span("in control"),
            "hold", actor=Actor("Sudanese Army", None, span("the army")), place=PLACE, source=MONITOR,
            extent="most",
        ),
        Claim(
            "c3", "armed_clash", "violence", span("clashes went on in the outskirts"), span("clashes"), "clash",
            place=PLACE, source=MONITOR, aspect="ongoing", certainty="hedged",
        ),
        Claim(
            "c4", quote=span("shelling killed at least 16 people"), rule="shelling", place=PLACE, when=WHEN,
            target=Actor("civilians", None, span("people")),
            killed=Casualties(16, None, "people", span("at least 16 people")),
            source=Source("nurse", "medical", span("A nurse"), None), **shelling,  # type: ignore[arg-type]
        ),
        Claim(
            "c5", quote=span("shelling killed at least 16 people, while the mayor put the dead at 9"),
            rule="shelling", place=PLACE, when=WHEN, killed=Casualties(9, 9, "people", span("9", after="dead")),
            source=Source("mayor", "local_official", span("the mayor"), None),
            via=(Source("publisher", "publisher"),), **shelling,  # type: ignore[arg-type]
        ),
        Claim(
            "c6", "shelling_artillery_missile", "violence", span("it had shelled the market"), span("shelled"),
            "shelling", actor=Actor("Sudanese Army", None, span("it", after="denied that")),
            source=Source("Sudanese Army", "military", span("The army", after="dead at 9"), None), stance="denies",
        ),
        Claim(
            "c7", "control", "control", Span(0, 30, TITLE[:30]), span("secured", TITLE), "secure", in_title=True,
            place=PLACE, source=ARMY,
        ),
    )  # fmt: skip
    content = span("its units had recaptured the town of Tessalor on Sunday")
    return Reading(
        Report(report_id, TEXT, TITLE, dt.date(2024, 3, 4), "Harbour Wire", "https://example.org/1", "en"),
        (PlaceMention(51, 59, "Tessalor", "toponym", "Tessalor", 1, 12.5, 33.1, "SDN", "Blue Nile", "town"),),
        (TimeMention(span("Sunday").start, span("Sunday").end, "Sunday", "DATE", "2024-03-03", SUNDAY, SUNDAY),),
        (Attribution(span("The army"), span("said"), (content,), "Sudanese Army", "military"),),
        claims,
        ("a list of links at the end was passed over",),
    )


def comparison(report_id: str = "tessalor.txt") -> Comparison:
    def keys(*numbers: int) -> tuple[str, ...]:
        return tuple(f"{report_id}:c{number}" for number in numbers)

    return Comparison(
        (
            Incident("i1", "Tessalor retaken", "government_regains_territory", keys(1, 2), PLACE, WHEN),
            Incident("i2", "Shelling of Tessalor", "shelling_artillery_missile", keys(4, 5, 6), PLACE, WHEN),
        ),
        (
            Disagreement("i1", "control", keys(1, 2), "all of it against most of it"),
            Disagreement("i2", "killed", keys(4, 5), "16 or more against 9"),
        ),
    )
