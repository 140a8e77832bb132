"""What "they", "it", "the group", "the town" and "the attack" stand for."""

from __future__ import annotations

import pytest
from claim_lines import read_all, told

from rashomon.gazetteer import default
from rashomon.read.actors import find_actors
from rashomon.read.attribution import find_voices
from rashomon.read.events.coreference import last_place, named_party, pronoun_party
from rashomon.read.events.marks import Marks
from rashomon.read.parse import parse
from rashomon.read.passage import Passage
from rashomon.read.places import find_places
from rashomon.records import Reading

# the pronoun's sentence is the last one; who it stands for (none: nobody)
PRONOUNS = [
    ("The Arakan Army attacked the base. It captured the town.", "It", "Arakan Army"),
    ("M23 rebels advanced on Sake. They seized the town.", "They", "M23"),
    ("The Houthis left the port because they had lost it.", "they", "Houthis"),
    ("The Taliban, who hold the district, denied it.", "who", "Taliban"),
    ("Boko Haram fighters burned the village. Nobody knows why. They left at dawn.", "They", "Boko Haram"),
    ("Al Shabaab said it had taken the base.", "it", "Al-Shabaab"),
    ("The RSF said its fighters held the city.", "its", "Rapid Support Forces"),
    ("A nurse said they had burned the school.", "they", "none"),
    ("The bridge is old. It fell.", "It", "none"),
]
PLACES = [
    ("Rebels shelled Goma. Then they took the town.", "town", "Goma"),
    ("Troops left Kherson for Mykolaiv. They shelled the city.", "city", "Mykolaiv"),
    ("Clashes shook Bukavu in South Kivu province. Fighters now hold the province.", "province", "South Kivu"),
    ("Fighters entered Somalia. The country is at war.", "country", "Somalia"),
    ("Fighters entered Somalia. The town is empty.", "town", "none"),
    ("Shells hit Goma. The mosque is empty.", "mosque", "none"),
]


def read(text: str) -> tuple[Passage, Marks]:
    passage = next(parse([(text, False)]))
    passage.actors = find_actors(passage)
    passage.places = find_places([passage], default(), None)[0]
    passage.voices = find_voices([passage])[0]
    return passage, Marks(passage)


def last(passage: Passage, word: str) -> int:
    return max(token for token, other in enumerate(passage.words) if other == word)


@pytest.mark.parametrize(("text", "word", "wanted"), PRONOUNS)
def test_a_pronoun_stands_for_the_party_before_it(text: str, word: str, wanted: str) -> None:
    passage, marks = read(text)
    found = pronoun_party(passage, marks, last(passage, word))
    assert (found.name if found else "none") == wanted


def test_other_words_stand_for_nobody() -> None:
    passage, marks = read("M23 rebels took the town. Soldiers fled.")
    assert pronoun_party(passage, marks, last(passage, "town")) is None


@pytest.mark.parametrize(("text", "noun", "wanted"), PLACES)
def test_the_town_is_the_last_one_of_its_level(text: str, noun: str, wanted: str) -> None:
    passage, marks = read(text)
    place = last_place([marks], 0, last(passage, noun), noun)
    assert (place.name if place else "none") == wanted


def test_the_town_may_stand_in_the_title() -> None:
    (title, above), (body, below) = read("Rebels shell Goma"), read("They took the town.")
    place = last_place([above, below], 1, last(body, "town"), "town")
    assert place is not None
    assert (place.name, title.text[place.start : place.end]) == ("Goma", "Goma")


@pytest.mark.parametrize(
    ("text", "mention", "wanted"),
    [
        ("Al Shabaab took the base. The militants left.", "militants", "Al-Shabaab"),
        ("M23 left. The rebels burned the camp.", "rebels", "M23"),
        ("The rebels left. M23 took the base.", "rebels", "rebels"),
        ("The Nigerian army left. The militants came.", "militants", "militants"),
    ],
)
def test_the_rebels_are_the_last_ones_named(text: str, mention: str, wanted: str) -> None:
    passage, _ = read(text)
    actor = next(actor for actor in passage.actors if passage.words[actor.head] == mention)
    assert named_party([passage], 0, actor).name == wanted


REPORTS = [
    ("M23 rebels advanced on Goma on Thursday. They seized the town hours later.",
     "armed_clash by=M23 at=Goma; non_state_overtakes_territory by=M23 at=Goma"),
    ("A bomb exploded in Jalalabad on Friday. The blast killed nine people.",
     "remote_explosive_ied at=Jalalabad killed=9 from=2024-05-31 also=1"),
    ("Gunmen attacked a village near Bama on Sunday. The attack left 15 people dead, police said.",
     "attack by=gunmen at=Bama killed=15 from=2024-06-02 says=police also=1"),
    ("The army said it was in control of Baidoa. Al Shabaab said its fighters held the city.",
     "control by=Somali_Armed_Forces at=Baidoa says=army; control by=Al-Shabaab at=Baidoa says=Al-Shabaab"),
    ("Al Shabaab fighters attacked a base in Adado, killing six soldiers. The militants also kidnapped a farmer in Adado.",
     "armed_clash by=Al-Shabaab at=Adado killed=6; abduction by=Al-Shabaab at=Adado"),
]  # fmt: skip


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in REPORTS])


@pytest.mark.parametrize(("text", "lines"), REPORTS)
def test_claims_hold_who_and_what_is_pointed_back_to(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)
