"""Places told by another one: names, points, and where the named place itself is meant."""

from __future__ import annotations

import datetime as dt
import math

import pytest

import rashomon
from rashomon.records import Place

DAY = dt.date(2022, 5, 4)


def place_of(text: str, at: int = 0) -> Place:
    place = rashomon.read(text, published=DAY).claims[at].place
    assert place is not None
    return place


def km(one: Place, other: Place) -> float:
    points = [(place.lat, place.lon) for place in (one, other)]
    (a, b), (c, d) = [(lat or 0.0, lon or 0.0) for lat, lon in points]
    return 111.2 * math.hypot(a - c, (b - d) * math.cos(math.radians(a)))


def test_distance_and_direction_give_a_point() -> None:
    beside = place_of("Rebels shelled an army post 40 km north of Goma on Monday, killing five soldiers.")
    goma = place_of("Rebels shelled an army post in Goma on Monday, killing five soldiers.")
    assert (beside.name, beside.precision) == ("40 km north of Goma", "relative")
    assert km(beside, goma) == pytest.approx(40, abs=1)
    assert beside.lat is not None
    assert goma.lat is not None
    assert beside.lat > goma.lat
    assert beside.mention is not None
    assert beside.mention.text == "Goma"  # the name; the way from it is in the place's name


def test_miles_are_told_in_kilometres_and_brackets_are_passed_over() -> None:
    assert place_of("Gunmen killed six herders 10 miles west of Gao on Friday.").name == "16.1 km west of Gao"
    assert place_of("Gunmen killed six herders 16 km (10 miles) west of Gao on Friday.").name == "16 km west of Gao"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Clashes broke out on the outskirts of Goma on Monday, killing two people.", "outskirts of Goma"),
        ("Air strikes hit the eastern suburbs of Kharkiv, killing 12 people.", "eastern suburbs of Kharkiv"),
        ("Gunmen killed three herders to the south of Gao on Friday.", "south of Gao"),
    ],
)
def test_fringes_and_sides_lie_where_the_place_lies(text: str, name: str) -> None:
    place = place_of(text)
    assert (place.name, place.precision) == (name, "relative")
    assert place.lat is not None


def test_a_border_with_a_country_has_no_point() -> None:
    place = place_of("A drone strike killed three men near the border with Jordan on Monday.")
    assert (place.name, place.precision, place.lat) == ("border with Jordan", "relative", None)


def test_a_peoples_border_is_named_as_told() -> None:
    place = place_of("Soldiers captured a hill 20 miles from the Iraqi border on Sunday.")
    assert (place.name, place.lat) == ("32.2 km from the Iraqi border", None)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels captured Masisi, 25 km west of Goma, on Friday.",
        "The army captured the town of Izium south of Kharkiv on Friday after a battle.",
    ],
)
def test_a_place_of_its_own_name_is_not_told_by_the_other(text: str) -> None:
    place = place_of(text)
    assert place.name.startswith(("Masisi", "Izyum"))
    assert place.precision != "relative"


def test_no_distance_without_a_number() -> None:
    assert place_of("Gunmen killed three herders some km west of Gao on Friday.").name == "west of Gao"


@pytest.mark.parametrize(
    "text", ["km of", "of the city", "(km) of Goma", "4000000 km north of Goma", "- km east of Goma"]
)
def test_odd_words_do_no_harm(text: str) -> None:
    for claim in rashomon.read(f"Shelling {text} killed three people on Monday.", published=DAY).claims:
        assert claim.place is None or claim.place.lat is None or abs(claim.place.lat) <= 90
