"""Who is named: own sentences about conflicts in many countries, and what must not be taken for a party."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from rashomon.read.actors.find import find_actors, localise
from rashomon.read.parse import parse
from rashomon.read.passage import ActorMention, Passage

ODD = ["", " ", "\0\0", "🙂 🙂", "قال الجيش إن", "- - '", "(", "The", "s s s", "’s", "A" * 400_000]


def actors(text: str, in_title: bool = False) -> dict[str, ActorMention]:
    """The mentions of one text by the words they stand on."""
    (passage,) = parse([(text, in_title)])
    return {passage.span(m.start, m.end).text: m for m in find_actors(passage)}


def made(words: list[str], tag: str = "NN") -> Passage:
    """A passage without a parse: every word hangs on itself."""
    text = " ".join(words)
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    size = len(words)
    return Passage(
        text=text, in_title=False, words=words, lower=[word.lower() for word in words], tags=[tag] * size,
        deps=["dep"] * size, heads=list(range(size)), starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentences=[(0, size)] if size else [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mention", "name", "kind", "country"),
    [
        ("The Ukrainian army took the ridge.", "The Ukrainian army", "Ukrainian Armed Forces", "military", "UKR"),
        ("Kenyan soldiers crossed the border.", "Kenyan soldiers", "Kenyan Armed Forces", "military", "KEN"),
        ("Sudanese police beat students.", "Sudanese police", "Sudanese Police", "police", "SDN"),
        ("Russian warplanes hit the depot.", "Russian warplanes", "Russian Air Force", "military", "RUS"),
        ("The Malian junta rejected the deal.", "The Malian junta", "Government of Mali", "government", "MLI"),
        ("US troops left the base.", "US troops", "US Armed Forces", "military", "USA"),
        ("Moscow said it shot down two drones.", "Moscow", "Russia", "government", "RUS"),
        ("Peru's interior ministry confirmed it.", "Peru's interior ministry", "Peruvian Ministry of the Interior",
         "government", "PER"),
        ("Eritrean state television showed the convoy.", "Eritrean state television", "Eritrean state television",
         "media", "ERI"),
        ("A Chadian military spokesman denied it.", "A Chadian military spokesman", "Chadian military spokesman",
         "military", "TCD"),
        ("The Kenyan-led coalition left the port.", "The Kenyan-led coalition", "Kenyan-led coalition", "coalition",
         "KEN"),
    ],
)  # fmt: skip
def test_country_and_noun_make_a_party(text: str, mention: str, name: str, kind: str, country: str) -> None:
    found = actors(text)[mention]
    assert (found.name, found.kind, found.country) == (name, kind, country)
    assert not found.generic


def test_different_nouns_for_one_army_share_an_id() -> None:
    found = actors("Syrian troops advanced. The Syrian military said so. Sudanese soldiers fled the Sudanese army.")
    assert found["Syrian troops"].id == found["The Syrian military"].id == "SYR:military"
    assert found["Sudanese soldiers"].id == found["the Sudanese army"].id == "SDN:military"


@pytest.mark.parametrize(
    ("text", "mention", "name", "kind"),
    [
        ("Zorrakal militants killed a guard.", "Zorrakal militants", "Zorrakal", "armed_group"),
        ("The Lomari Liberation Army seized the bridge.", "The Lomari Liberation Army", "Lomari Liberation Army",
         "armed_group"),
        ("Fighters fled after Jaish al-Karim shelled them.", "Jaish al-Karim", "Jaish al-Karim", "armed_group"),
        ("Men of the Costa Brava Cartel burned trucks.", "the Costa Brava Cartel", "Costa Brava Cartel", "criminal"),
        ("The Tolmar Human Rights Observatory counted ten dead.", "The Tolmar Human Rights Observatory",
         "Tolmar Human Rights Observatory", "monitor"),
        ("Karbesh General Hospital received the wounded.", "Karbesh General Hospital", "Karbesh General Hospital",
         "medical"),
    ],
)  # fmt: skip
def test_unlisted_names_are_known_by_their_form(text: str, mention: str, name: str, kind: str) -> None:
    found = {words: m for words, m in actors(text).items() if mention in words}
    assert [(m.name, m.kind) for m in found.values()] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("Rebels seized the town.", "Rebels", "rebels"),
        ("Unidentified gunmen opened fire.", "Unidentified gunmen", "gunmen"),
        ("Three policemen died.", "Three policemen", "police"),
        ("Most of the village's elderly residents fled.", "Most of the village's elderly residents", "civilians"),
        ("Opposition fighters fired rockets.", "Opposition fighters", "rebels"),
        ("A local official said so.", "A local official", "local_official"),
        ("Government forces withdrew.", "Government forces", "military"),
        ("Medics said six were hurt.", "Medics", "medical"),
        ("Activists and eyewitnesses said so.", "eyewitnesses", "witness"),
    ],
)
def test_descriptions_are_generic(text: str, mention: str, kind: str) -> None:
    found = actors(text)[mention]
    assert (found.kind, found.country, found.generic) == (kind, None, True)


def test_a_party_before_a_deed_stands_alone() -> None:
    found = actors("The town was hit by heavy regime air raids and Israeli strikes.")
    assert {"regime", "Israeli"} <= set(found)
    assert "Syrian" not in actors("He visited the Syrian capital.")


def test_backed_by_is_not_owned_by() -> None:
    found = actors("Turkish-backed rebels entered the village.")["Turkish-backed rebels"]
    assert (found.name, found.country) == ("rebels", None)


def test_loyal_and_pro_forces_fight_for_the_government() -> None:
    found = actors("Fighters loyal to President Bashar al-Assad met pro-government fighters.")
    assert found["Fighters loyal to President Bashar al-Assad"].name == "pro-government forces"
    assert found["Fighters loyal to President Bashar al-Assad"].side == "state"
    assert found["pro-government fighters"].kind == "military"


def test_units_of_an_army_are_the_army() -> None:
    found = actors("Units of the Iraqi army entered the city. A source in the Iraqi police told reporters.")
    assert found["Units of the Iraqi army"].name == "Iraqi Armed Forces"
    voice = found["A source in the Iraqi police"]
    assert (voice.name, voice.acts, voice.speaks) == ("Iraqi Police", False, "government")


def test_a_person_keeps_the_affiliation_and_the_surname_finds_it_again() -> None:
    text = "The Tolmar Observatory said 3 died. Observatory head Nadir Karam-Say spoke. Karam-Say added nothing."
    found = actors(text)
    assert found["Observatory head Nadir Karam-Say"].name == "Nadir Karam-Say (Tolmar Observatory)"
    assert found["Observatory head Nadir Karam-Say"].speaks == "monitor"
    assert found["Karam-Say"].name == "Nadir Karam-Say (Tolmar Observatory)"


def test_an_office_after_the_name_belongs_to_the_person() -> None:
    found = actors("Ana Torvik, spokeswoman for the Lomari Liberation Front, denied it.")
    (mention,) = [m for words, m in found.items() if words.startswith("Ana Torvik")]
    assert mention.name == "Ana Torvik (Lomari Liberation Front)"
    assert mention.speaks == "armed_group"


def test_titles_give_a_kind() -> None:
    found = actors("Lt. Gen. Aldo Merrick said so. Mayor Tessa Volk agreed. Dr. Ilya Brand treated them.")
    assert found["Lt. Gen. Aldo Merrick"].speaks == "military"
    assert found["Mayor Tessa Volk"].speaks == "local_official"
    assert found["Dr. Ilya Brand"].speaks == "medical"


def test_an_acronym_in_brackets_is_learnt() -> None:
    found = actors("The Lomari Popular Front (LPF) took the hill. LPF fighters looted shops.")
    assert found["LPF fighters"].name == "Lomari Popular Front"


def test_acronyms_that_are_words_need_their_capitals() -> None:
    found = actors("IS fighters fled. He is here, as are us all, and it is over.")
    assert found["IS fighters"].name == "Islamic State"
    assert set(found) == {"IS fighters"}


def test_lost_apostrophes_and_possessives() -> None:
    found = actors("Assads forces shelled the town. Bashar al-Assads regime denied it.")
    assert found["Assads forces"].country == "SYR"
    assert found["Bashar al-Assads regime"].name == "Government of Syria"


def test_the_coalition_is_the_one_named_in_full() -> None:
    found = actors("A Saudi-led coalition bombed the port. Coalition aircraft returned; the coalition denied it.")
    assert {found["Coalition aircraft"].name, found["the coalition"].name} == {"Saudi-led coalition"}
    assert actors("The coalition denied it.")["The coalition"].generic


def test_a_citys_police_is_not_the_countrys() -> None:
    found = actors("Lima police fired tear gas.")["Lima police"]
    assert (found.name, found.country, found.id) == ("Lima police", "PER", None)


def test_an_office_before_the_name_gives_its_kind() -> None:
    found = actors("The Somali information minister, Omar Dalib, told reporters. Dalib added more.")
    assert found["The Somali information minister, Omar Dalib"].name == "Omar Dalib"
    assert found["Dalib"].speaks == "government"


def test_verbs_are_no_parties() -> None:
    assert actors("The blast forces everyone to leave.") == {}


def test_mentions_do_not_overlap_and_come_in_order() -> None:
    text = (
        "Syrian and Russian warplanes hit rebels near the base of the National Defence Forces, the army said. "
        "Most of the families of the soldiers fled, Colonel Abed Nour, head of the garrison, told state television."
    )
    (passage,) = parse([(text, False)])
    spans = [(m.start, m.head, m.end) for m in find_actors(passage)]
    assert spans == sorted(spans)
    assert all(a[2] <= b[0] for a, b in pairwise(spans))
    assert all(start <= head < end for start, head, end in spans)


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The army withdrew.", "The army", "Nigerian Armed Forces"),
        ("Police fired.", "Police", "Nigerian Police"),
        ("The government denied it.", "The government", "Government of Nigeria"),
        ("Insurgents attacked.", "Insurgents", "Nigerian rebels"),
        ("A military source said so.", "A military source", "Nigerian military source"),
        ("Residents fled.", "Residents", "residents"),
        ("Gunmen fired.", "Gunmen", "gunmen"),
    ],
)
def test_localise_gives_state_actors_their_country(text: str, mention: str, name: str) -> None:
    found = actors(text)[mention]
    assert localise(found, "NGA").name == name
    assert localise(found, None) is found
    assert localise(found, "XYZ") is found


def test_localise_leaves_named_parties_alone() -> None:
    found = actors("Kenyan soldiers and Taliban fighters met.")
    assert all(localise(mention, "NGA") is mention for mention in found.values())


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_do_not_raise(text: str) -> None:
    assert all(isinstance(mention, ActorMention) for mention in find_actors(made(text.split(" ") if text else [])))


@pytest.mark.parametrize("word", ["army", "Syrian", "of", "Front", "(", "Assads", "most", "Name", "-", "group"])
def test_garbage_takes_linear_time(word: str) -> None:
    def seconds(size: int) -> float:
        passage = made([word] * size, "NNP")
        begin = time.process_time()
        find_actors(passage)
        return time.process_time() - begin

    seconds(10)
    assert seconds(20_000) < 4
