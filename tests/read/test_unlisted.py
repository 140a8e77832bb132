"""Places in no gazetteer, told by their setting, and names known only in part."""

from __future__ import annotations

import pytest

from rashomon.gazetteer import default
from rashomon.read.actors import find_actors
from rashomon.read.claims.chains import Chains
from rashomon.read.claims.placing import candidates
from rashomon.read.events.marks import Marks
from rashomon.read.events.scene import Scene
from rashomon.read.events.unlisted import mark_unlisted
from rashomon.read.parse import parse
from rashomon.read.places import find_places


def scene(text: str) -> Scene:
    passage = next(parse([(text, False)]))
    passage.actors = find_actors(passage)
    passage.places = find_places([passage], default(), None)[0]
    found = Scene(0, passage, Marks(passage))
    mark_unlisted([found])
    return found


def marked(text: str) -> list[str]:
    return [place.text for place in dict.fromkeys(scene(text).marks.places) if place is not None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The rebels have captured Zorumba after three days of heavy fighting.", "Zorumba"),
        ("The soldiers shelled the hamlet of Zorumba for several hours.", "Zorumba"),
        ("About two hundred people fled from Zorumba during the night.", "Zorumba"),
        ("The battle for Zorumba went on.", "Zorumba"),
        ("The army holds Zorumba, a range of hills near the road.", "Zorumba"),
        ("Families left for neighbouring Zorumba.", "Zorumba"),
        ("An air strike on Zorumba killed three people.", "Zorumba"),
        ("Forty guards were killed in the attack against the Zorumba gas field.", "Zorumba"),
        ("Gunmen fired at troops near Zorumba village at dawn.", "Zorumba"),
        ("He was shot dead in Bidi Colony of Karachi.", "Bidi Colony"),
        ("Two mortar rounds hit the Zorumbin Square on Friday.", "Zorumbin Square"),
        ("The first sites will include Zorumba near the city of Aleppo.", "Zorumba"),
        ("Gunmen opened fire on farmers of Danga Zoru, in the department of Tillaberi.", "Danga Zoru"),
        ("The army took Goma and Zorumba on Sunday.", "Zorumba"),
        ("The army shelled a mosque in Ovri-Kalacha with mortars.", "Ovri-Kalacha"),
        ("A mine exploded on the Goma-Zorumba road.", "Goma-Zorumba road"),
        ("The rocket fire on Zorumba went on until the evening.", "Zorumba"),
        ("Early on that day two rockets struck Zorumba and burned a shop down.", "Zorumba"),
    ],
)
def test_the_setting_tells_a_place(text: str, name: str) -> None:
    assert name in marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "They waited in Tuesdays.",
        "He came from a Kurdish area.",
        "People heard Zorumba on the radio.",
        "President John Zorumba said so.",
        "Troops entered a Kurdish village.",
        "The workers have struck Zorumba off their list.",
    ],
)
def test_what_the_setting_does_not_tell(text: str) -> None:
    assert not marked(text)


def test_an_article_belongs_to_the_name() -> None:
    assert "Al Qaryatayn" in marked("Syria: the army recaptured the town of Al Qaryatayn near Homs.")


def test_names_without_commas_are_parted_where_a_new_one_begins() -> None:
    found = marked("Syria: jets struck positions in Zisrun Kafr Bano and Douma near Damascus.")
    assert "Kafr Bano" in found
    assert "Zisrun Kafr Bano" not in found


def test_the_word_between_two_names_belongs_to_neither() -> None:
    found = marked("Syria: shells fell on the neighborhoods of Karam Zorun and Tal Zarazir on Tuesday.")
    assert found == ["Syria", "Karam Zorun", "Tal Zarazir"]


def test_two_countries_are_no_hyphened_name() -> None:
    assert "Chad-Sudan" not in marked("Fighting went on along the Chad-Sudan border.")


def test_halves_side_by_side_are_one_name() -> None:
    assert "Jabal al-Dayir" in marked("The army holds Jabal al-Dayir in Sudan, south of Khartoum.")


def chains(text: str) -> tuple[Chains, dict[str, tuple[str, str | None]]]:
    places = candidates([scene(text)])
    return Chains(places), {one.place.text: key for key, one in places.items()}


def test_what_the_words_put_into_what() -> None:
    found, key = chains("Fighting went on in Masisi in Kivu, Congo.")
    assert key["Kivu"] in found.inner[key["Masisi"]]
    assert key["Congo"] in found.inner[key["Masisi"]]


def test_what_only_says_where_another_lies() -> None:
    one = scene("Fighting went on in Masisi, 25 km west of Goma.")
    places = candidates([one])
    found = Chains(places)
    roles = {candidate.place.text: found.role(candidate.mentions[0]) for candidate in places.values()}
    assert roles == {"Masisi": "", "Goma": "beside"}


def test_names_far_apart_are_not_tied() -> None:
    found, _ = chains("Fighting went on in Sake. Goma was calm, and so was all of Bukavu yesterday.")
    assert not found.inner
    assert not found.beside


def test_what_a_campaign_is_called_is_no_place() -> None:
    assert "Desert Lance" not in marked('Fighters crossed at Jarablus in an operation dubbed "Desert Lance" on Monday.')
    assert "Desert Lance" in marked("Fighters crossed near Desert Lance village on Monday.")
