from __future__ import annotations

import dataclasses
import time

import pytest

from rashomon.gazetteer import default
from rashomon.read.parse import parse
from rashomon.read.passage import ActorMention
from rashomon.read.places.find import find_places
from rashomon.records import PlaceMention


def places(text: str, outlet: str | None = None) -> list[PlaceMention]:
    return find_places(list(parse([(text, False)])), default(), outlet)[0]


def place(text: str, name: str, outlet: str | None = None) -> PlaceMention:
    return next(mention for mention in places(text, outlet) if mention.text == name)


@pytest.mark.parametrize(
    ("text", "name", "country", "lat", "lon"),
    [
        ("Syrian troops entered Al-Qaryatain in Homs province at dawn.", "Al-Qaryatain", "SYR", 34.2, 37.2),
        ("Shells fell on al- Mayadin in eastern Syria.", "al- Mayadin", "SYR", 35.0, 40.5),
        ("Jets hit Deir Ezzor, the Syrian army said.", "Deir Ezzor", "SYR", 35.3, 40.1),
        ("Syrian rebels left the city of Deir el-Zour.", "Deir el-Zour", "SYR", 35.3, 40.1),
        ("Militants attacked a post near Makhmour in northern Iraq.", "Makhmour", "IRQ", 35.8, 43.6),
        ("Drones struck Kyiv overnight, Ukrainian officials said.", "Kyiv", "UKR", 50.4, 30.5),
        ("Drones struck Kiev overnight, Ukrainian officials said.", "Kiev", "UKR", 50.4, 30.5),
        ("The Sudanese army shelled El Fasher in North Darfur.", "El Fasher", "SDN", 13.6, 25.3),
        ("The Sudanese army shelled Al-Fashir in North Darfur.", "Al-Fashir", "SDN", 13.6, 25.3),
        ("Rebels marched into Goma in eastern Congo.", "Goma", "COD", -1.7, 29.2),
        ("Fighters took Myawaddy, on the border of Myanmar with Thailand.", "Myawaddy", "MMR", 16.7, 98.5),
        ("Gunmen burned cars in Culiacan, Sinaloa.", "Culiacan", "MEX", 24.8, -107.4),
        ("The front in the Donbas did not move, Ukraine said.", "Donbas", "UKR", 48.2, 38.3),
        ("People fled from Catatumbo in Colombia.", "Catatumbo", "COL", 8.6, -73.1),
    ],
)
def test_conflict_places(text: str, name: str, country: str, lat: float, lon: float) -> None:
    found = place(text, name)
    assert found.country == country
    assert found.lat is not None
    assert found.lon is not None
    assert abs(found.lat - lat) < 0.5
    assert abs(found.lon - lon) < 0.5
    assert text[found.start : found.end] == found.text


def test_the_report_decides_between_namesakes() -> None:
    assert (
        place("Iraqi police found arms in Tripoli Street. Libyan militias clashed in Tripoli.", "Tripoli").country
        == "LBY"
    )
    assert place("Lebanese soldiers deployed in Tripoli after clashes, Beirut said.", "Tripoli").country == "LBN"


def test_what_follows_the_comma_decides() -> None:
    assert place("He was arrested in Paris, Texas, on Friday.", "Paris").country == "USA"
    assert place("He was arrested in Paris, France, on Friday.", "Paris").country == "FRA"


def test_province_and_town_of_one_name() -> None:
    text = "Clashes spread across Idlib province in Syria. A bomb killed two in Idlib."
    province, town = (mention for mention in places(text) if mention.text == "Idlib")
    assert (province.precision, town.precision) == ("admin1", "town")
    assert province.admin1 == town.admin1 == "Idlib"


def test_peoples_are_demonyms_with_the_country_point() -> None:
    found = place("The Sudanese army advanced.", "Sudanese")
    assert (found.kind, found.country, found.precision, found.lat) == ("demonym", "SDN", "country", 16.0)


def test_lost_apostrophe() -> None:
    texts = [mention.text for mention in places("Fighting in Deir Ezzors countryside went on in eastern Syria.")]
    assert "Deir Ezzor" in texts


def test_unknown_village_is_given_without_a_point() -> None:
    found = place("Gunmen stormed the village of Kalandaro Bey in northern Mali.", "Kalandaro Bey")
    assert (found.lat, found.precision, found.geonames_id) == (None, None, None)
    assert found.country == "MLI"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Paris told reporters that he would leave.", "Paris"),
        ("John Lincoln, 42, was hurt at home.", "Lincoln"),
        ("He lives at 12 Homs Street with his wife.", "Homs"),
        ("On Monday in March the council met.", "March"),
    ],
)
def test_persons_streets_and_days_are_no_places(text: str, name: str) -> None:
    assert name not in [mention.text for mention in places(text)]


def test_a_place_inside_an_organisation_name_is_left_alone() -> None:
    (passage,) = parse([("In Syria the Aleppo Media Centre published a film from Aleppo.", False)])
    first = passage.words.index("Aleppo")
    passage.actors = [ActorMention(first, first + 3, first + 2, "Aleppo Media Centre", None, "media")]
    found = [mention for mention in find_places([passage], default())[0] if mention.text == "Aleppo"]
    assert [mention.start for mention in found] == [passage.text.rindex("Aleppo")]
    passage.actors = [dataclasses.replace(passage.actors[0], generic=True)]
    assert len([m for m in find_places([passage], default())[0] if m.text == "Aleppo"]) == 2


def test_title_and_text_are_one_report() -> None:
    passages = list(parse([("Clashes in Tripoli", True), ("Libyan forces fought near Misrata in Libya.", False)]))
    title, body = find_places(passages, default())
    assert title[0].country == "LBY"
    assert {mention.text for mention in body} >= {"Libyan", "Misrata", "Libya"}


def test_publishers_home_breaks_a_tie() -> None:
    text = "Firefighters were called to a house in Richmond on Friday."
    assert place(text, "Richmond", "www.surreynews.co.uk").country == "GBR"
    assert place(text, "Richmond").country != "GBR"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0\0",
        "🙂 🙂",
        "دمشق ‏حلب",
        "A" * 20_000,
        "Al-" * 2000,
        "in the X " * 500,
        "Homs, " * 500,
        "\n\n \t",
        "’s ’s",
    ],
)
def test_any_text_is_read(text: str) -> None:
    for mention in places(text):
        assert text[mention.start : mention.end] == mention.text


def test_reading_is_deterministic_and_quick() -> None:
    text = " ".join(f"Soldiers near Homs and Palmyra in Syria met Officer Number {n} of Deir Ezzor." for n in range(25))
    passages = list(parse([(text, False)]))
    first = find_places(passages, default())
    start = time.process_time()
    assert find_places(passages, default()) == first
    assert time.process_time() - start < 0.1
