"""Which events of a report are one happening, and what that gives them."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon.read.claims import context
from rashomon.read.claims.setting import Setting
from rashomon.read.claims.told import Told
from rashomon.read.events.scene import Scene
from rashomon.read.reader import explain, make_report, read_report
from rashomon.records import Reading

DAY = dt.date(2023, 5, 10)


def ties(monkeypatch: pytest.MonkeyPatch, text: str) -> dict[tuple[str, str], float]:
    """The chance of one happening for every two events, by their words."""
    found: dict[tuple[str, str], float] = {}

    def watch(scenes: list[Scene], told: list[Told]) -> None:
        from rashomon.read.claims.placing import candidates

        setting = Setting(candidates(scenes), told)
        words = [item.scene.passage.span(item.event.trigger.start, item.event.trigger.end).text for item in told]
        for n, others in setting.ties.items():
            for m, chance in others:
                found[words[n], words[m]] = chance

    monkeypatch.setattr(context, "choose_places", watch)
    read_report(make_report(text, published=DAY))
    return found


def read(text: str, title: str | None = None) -> Reading:
    return read_report(make_report(text, published=DAY, title=title))


def test_a_lead_and_its_detail_are_tied(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ties(
        monkeypatch,
        "A suicide bomber killed 14 people in northern Nigeria on Tuesday. The bombing in Gwoza killed 14 people, "
        "police said. In April soldiers arrested three men in Lagos.",
    )
    alike = max(chance for (one, other), chance in found.items() if "bomb" in one.lower() and "bomb" in other.lower())
    assert alike > 0.5
    assert all(chance < alike for (one, _), chance in found.items() if one == "arrested")


def test_a_killing_is_no_arrest_though_an_arrest_was_told_before_it() -> None:
    text = "Two reporters were arrested by police in Pemba on Monday. Insurgents killed four fishermen on Tuesday."
    killed = [claim for claim in read(text).claims if claim.killed]
    assert [claim.type for claim in killed] == ["attack"]


def test_a_heading_places_what_stands_in_its_line() -> None:
    text = (
        "Weekly log of incidents.\n\n02/05 Pemba. Two reporters were arrested by police.\n\n"
        "03/05 Palma. Insurgents killed four fishermen."
    )
    assert [claim.place.name for claim in read(text).claims if claim.place] == ["Pemba", "Palma"]


def test_what_opens_the_sentence_places_it() -> None:
    text = (
        "Shells killed two people in Stepanakert on Friday. In Tartar, on the other side of the line, prosecutors said "
        "shells had landed on a cemetery, killing four mourners."
    )
    places = [claim.place.name for claim in read(text).claims if claim.place and claim.killed]
    assert places == ["Stepanakert", "Tartar"]


def test_what_is_told_of_the_whole_country_lies_there() -> None:
    text = (
        "Junta troops burned houses in Budalin, Myanmar, on Tuesday. "
        "Clashes throughout the country killed 80 soldiers, a monitor said."
    )
    places = [claim.place.name for claim in read(text).claims if claim.place]
    assert places == ["Budalin", "Myanmar"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Since January 310 people have died in political violence, a rights group says.", "Kenya"),
        ("Since January 310 people have died in violence in the city, a rights group says.", "Kisumu"),
    ],
)
def test_a_toll_since_a_day_is_the_whole_countrys(text: str, place: str) -> None:
    lead = "Police shot two protesters dead in Kisumu on Monday. "
    assert [claim.place.name for claim in read(lead + text).claims if claim.place][-1] == place


def test_who_backs_somebody_is_no_place() -> None:
    places = [claim.place for claim in read("Turkey-backed rebels killed five soldiers near Afrin on Monday.").claims]
    assert [place.name for place in places if place] == ["Afrin"]


def test_explain_lists_the_places_weighed_and_what_names_may_mean() -> None:
    _, notes = explain("The army shelled Goma on Monday after rebels had killed two guards in Sake.", DAY)
    weighed = {note.text: note.reason for note in notes if note.step == "places"}
    assert weighed["shelled"].startswith("Goma ")
    assert " · Sake " in weighed["shelled"]
    names = {note.text: note.reason for note in notes if note.step == "names"}
    assert "COD" in names["Goma"]
    assert all(note.kept is None for note in notes if note.step in ("places", "names"))
