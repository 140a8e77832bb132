"""What a report adds to a clause that leaves its place, its type or its parties open."""

from __future__ import annotations

import pytest
from claim_lines import read_all, told

from rashomon.gazetteer import default
from rashomon.read.actors import find_actors
from rashomon.read.claims.context import report_country
from rashomon.read.events.marks import Marks
from rashomon.read.events.scene import Scene
from rashomon.read.parse import parse
from rashomon.read.places import find_places
from rashomon.records import Reading

REPORTS = [
    # the place of the sentence before
    ("Shells hit the port of Odesa on Monday. Two dockers were killed in the shelling.",
     "shelling_artillery_missile at=Odesa killed=2 from=2024-06-03 also=1"),
    # the finer of two places in one clause
    ("Gunmen killed three farmers in the town of Bama in Borno.", "attack at=Bama in=NGA killed=3"),
    # "the town" points back over another sentence
    ("Rebels attacked Goma on Friday. Nobody knows how many there were. They captured the town on Sunday.",
     "attack at=Goma from=2024-05-31; non_state_overtakes_territory at=Goma from=2024-06-02"),
    # a lead names the dead, the text the weapon
    ("Nine people were killed in an attack on Kharkiv on Monday. A missile hit a block of flats in Kharkiv on Monday, killing nine "
     "people, the mayor said.",
     "shelling_artillery_missile at=Kharkiv killed=9 says=mayor from=2024-06-03 also=1"),
    # a war's toll belongs to the country
    ("Fighting broke out in Omdurman on Monday between the army and the RSF. The war in Sudan has killed more than 15,000 people "
     "since April 2023.",
     "armed_clash at=Omdurman; cumulative_toll at=Sudan by=none killed=15000-"),
    # a bare "the army" is the country's
    ("Soldiers shot dead two students in Harare.", "attack by=Zimbabwean_Armed_Forces at=Harare killed=2"),
    ("The army shelled the town of Rathedaung in Myanmar.", "shelling_artillery_missile by=Myanmar_Armed_Forces at=Rathedaung"),
]  # fmt: skip


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in REPORTS])


@pytest.mark.parametrize(("text", "lines"), REPORTS)
def test_the_report_fills_what_the_clause_leaves_open(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


def scenes(*texts: tuple[str, bool]) -> list[Scene]:
    passages = list(parse(texts))
    for passage in passages:
        passage.actors = find_actors(passage)
    for passage, places in zip(passages, find_places(passages, default(), None), strict=True):
        passage.places = places
    return [Scene(n, passage, Marks(passage)) for n, passage in enumerate(passages)]


def test_the_report_is_about_the_country_of_most_places() -> None:
    assert report_country(scenes(("Shells hit Kharkiv and Sumy. Talks were held in Geneva.", False))) == "UKR"


def test_a_name_in_the_title_counts_twice() -> None:
    assert report_country(scenes(("Fighting in Goma", True), ("Talks on it began in Geneva.", False))) == "COD"


def test_a_report_without_places_is_about_no_country() -> None:
    assert report_country(scenes(("Rebels captured a bridge.", False))) is None
