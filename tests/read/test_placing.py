"""Each event's place among all places of a report: what is weighed, and what stands without weights."""

from __future__ import annotations

import pytest
from claim_lines import DAY, read_all

import rashomon
from rashomon.gazetteer import default
from rashomon.lexicon.weights import Weights
from rashomon.read.actors import find_actors
from rashomon.read.claims import placing
from rashomon.read.claims.chains import Chains
from rashomon.read.claims.placing import candidates
from rashomon.read.claims.setting import Setting
from rashomon.read.claims.told import within
from rashomon.read.events import Marks, Scene
from rashomon.read.parse import parse
from rashomon.read.places import find_places
from rashomon.records import PlaceMention, Reading

TWO = "Shells hit Kharkiv on Monday. In Odesa, police arrested two men."

# text; the words of the place of each claim, in order
REPORTS = [
    (TWO, ["Kharkiv", "Odesa"]),
    ("Gunmen killed three farmers in the town of Bama in Borno.", ["Bama"]),
    ("Rebels left Bukavu for Goma on Friday and shelled the airport in Goma.", ["Goma"]),
    ("The United Nations in Geneva said an air strike killed ten people in Nyala.", ["Nyala"]),
    ("A bomb killed two officers in Quetta, the capital of Balochistan province.", ["Quetta"]),
    ("Fighters from Tripoli shelled the Libyan town of Tarhuna.", ["Tarhuna"]),
]


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in REPORTS])


@pytest.mark.parametrize(("text", "places"), REPORTS)
def test_the_place_of_each_claim(readings: dict[str, Reading], text: str, places: list[str]) -> None:
    told = [claim.place.mention.text for claim in readings[text].claims if claim.place and claim.place.mention]
    assert len(told) == len(places)
    assert all(place in mention for place, mention in zip(places, told, strict=True))


def test_the_mention_is_a_slice_of_the_report(readings: dict[str, Reading]) -> None:
    for text, reading in readings.items():
        for claim in reading.claims:
            assert claim.place is not None
            assert claim.place.mention is not None
            assert text[claim.place.mention.start : claim.place.mention.end] == claim.place.mention.text


def test_weights_can_choose_another_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "model", lambda: Weights({"first named town": 9.0}, 0.5))
    claims = rashomon.read(TWO, published=DAY).claims
    assert {claim.place.name for claim in claims if claim.place} == {"Kharkiv"}


def test_without_weights_the_rules_choice_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "model", lambda: None)
    claims = rashomon.read(TWO, published=DAY).claims
    assert [claim.place.name for claim in claims if claim.place] == ["Kharkiv", "Odesa"]


def test_a_report_without_a_place_leaves_it_open() -> None:
    (claim,) = rashomon.read("Rebels ambushed a convoy, killing nine soldiers.", published=DAY).claims
    assert claim.place is None


def scene(text: str) -> Scene:
    passage = next(parse([(text, False)]))
    passage.actors = find_actors(passage)
    passage.places = find_places([passage], default(), None)[0]
    return Scene(0, passage, Marks(passage))


def test_candidates_are_the_distinct_places_in_order() -> None:
    found = candidates([scene("Goma fell. Bukavu is calm. Fighters left Goma for Bukavu and Goma.")])
    assert [(one.place.name, len(one.mentions)) for one in found.values()] == [("Goma", 3), ("Bukavu", 2)]


def test_a_peoples_name_is_a_candidate_too() -> None:
    found = candidates([scene("Malian soldiers left.")])
    assert [one.place.kind for one in found.values()] == ["demonym"]


def test_many_places_are_weighed_up_to_a_bound() -> None:
    found = candidates([scene("Shells hit " + ", ".join(CITIES) + ".")])
    assert len(found) <= 40


def test_where_a_party_is_forbidden_is_no_place_of_a_report() -> None:
    found = candidates([scene("The army shelled Islamic State, outlawed in Russia, near Goma on Monday.")])
    assert "Goma" in [one.place.name for one in found.values()]
    assert "Russia" not in [one.place.name for one in found.values()]


def test_a_province_called_after_its_town_holds_the_other_towns() -> None:
    found = candidates([scene("Shells hit Homs on Monday. Fighting in Homs province spread to Palmyra and Tadmur.")])
    setting = Setting(found, [])
    homs = next(key for key in found if key[0] == "Homs")
    palmyra = next(key for key in found if key[0] == "Palmyra")
    assert setting.nested(palmyra, homs)
    assert not setting.nested(homs, palmyra)


def test_a_bracket_does_not_part_a_place_from_what_it_lies_near() -> None:
    found = candidates([scene("A mine exploded in Rutshuru 70 km (45 miles) north of Goma on Monday.")])
    chains = Chains(found)
    goma = next(one for one in found.values() if one.place.name == "Goma")
    assert chains.role(goma.mentions[0]) == "beside"


def place(name: str, precision: str, country: str | None = "COD", admin1: str | None = "North Kivu") -> PlaceMention:
    return PlaceMention(0, 1, name, "toponym", name, country=country, admin1=admin1, precision=precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("inner", "outer", "lies"),
    [
        (place("Goma", "town"), place("Democratic Republic of the Congo", "country", admin1=None), True),
        (place("Goma", "town"), place("North Kivu", "admin1", admin1="North Kivu"), True),
        (place("Goma", "town"), place("South Kivu", "admin1", admin1="South Kivu"), False),
        (place("Goma", "town"), place("Rwanda", "country", "RWA", None), False),
        (place("Hamlet", "town", None, None), place("Rwanda", "country", "RWA", None), True),
    ],
)
def test_what_lies_within_what(inner: PlaceMention, outer: PlaceMention, lies: bool) -> None:
    assert within(inner, outer) is lies


def test_the_nearest_mention_is_shown() -> None:
    text = "Goma is calm. Rebels shelled Goma. Goma burns."
    (claim,) = rashomon.read(text, published=DAY).claims[:1]
    assert claim.place is not None
    assert claim.place.mention is not None
    assert claim.place.mention.start == text.index("shelled Goma") + len("shelled ")


CITIES = """Kyiv Kharkiv Odesa Dnipro Donetsk Lviv Mariupol Luhansk Kherson Sumy Poltava Chernihiv Cherkasy Zhytomyr Rivne
Ternopil Lutsk Uzhhorod Moscow Kazan Samara Omsk Rostov Ufa Perm Voronezh Volgograd Saratov Tolyatti Izhevsk Barnaul Irkutsk
Vladivostok Yaroslavl Tomsk Orenburg Kemerovo Ryazan Astrakhan Penza Kirov Lipetsk Tula Kursk Tver""".split()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Fighting broke out in Kadugli on Sunday. Some 2,000 people have fled to El Obeid.", "Kadugli"),
        ("Fighting broke out in Kadugli on Sunday. Some 2,000 people fled from Dilling to El Obeid.", "Dilling"),
        ("Fighting broke out in Kadugli on Sunday. Some 2,000 people have found refuge in El Obeid.", "Kadugli"),
        ("Some 2,000 people have poured into El Obeid since Sunday.", "El Obeid"),
    ],
)
def test_people_are_displaced_from_where_they_lived(text: str, place: str) -> None:
    claims = [claim for claim in rashomon.read(text, published="2024-06-05").claims if claim.type == "displacement"]
    assert [claim.place.name for claim in claims if claim.place is not None] == [place]
