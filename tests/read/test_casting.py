"""Who did it and whom it hit: the rules' roles, what is weighed among the report's parties, what stands without weights."""

from __future__ import annotations

import pytest
from claim_lines import DAY, read_all, told

import rashomon
from rashomon.lexicon.weights import Weights
from rashomon.read.actors import find_actors
from rashomon.read.claims import casting
from rashomon.read.claims.players import players
from rashomon.read.events import Marks, Scene
from rashomon.read.parse import parse
from rashomon.read.reader import explain
from rashomon.records import Reading

TWO = "The army shelled rebels near Bor on Monday. Police arrested two men in Juba."

# text; its claims by the rules alone
RULES = [
    # both sides of a clash
    ("Congolese government troops and M23 rebels clashed near Rutshuru.", "armed_clash by=Congolese_Armed_Forces on=M23"),
    ("Heavy clashes also broke out during the night in El Fasher between the army and the Rapid Support Forces.",
     "armed_clash by=Sudanese_Armed_Forces on=Rapid_Support_Forces"),
    ("The army and the RSF exchanged fire in Omdurman on Monday.",
     "armed_clash by=Sudanese_Armed_Forces on=Rapid_Support_Forces"),
    ("Clashes pitted soldiers against armed residents in Kaya on Sunday.",
     "armed_clash by=Burkinabe_Armed_Forces on=armed_residents"),
    # both sides where people fight who do not fight elsewhere, or whom no list of parties holds
    ("At least 14 people were killed in clashes between farmers and herders in Benue state on Sunday.",
     "armed_clash by=farmers on=herders killed=14-"),
    ("Fighting between the Rizeigat and the Maalia tribes in East Darfur left 60 people dead, elders said.",
     "armed_clash by=Rizeigat on=Maalia_tribes killed=60"),
    ("Clashes between militiamen and villagers near Bria killed nine people on Friday.",
     "armed_clash by=militiamen on=villagers killed=9"),
    ("Ten people died in fighting between the Lou Nuer and the Murle near Pibor.", "armed_clash by=Lou_Nuer on=Murle"),
    ("Residents of Goz Beida fought with nomads near the wells on Monday.", "armed_clash by=residents on=nomads"),
    # two sides under one noun, and one side under one noun
    ("Clashes broke out between Hausa and Yoruba traders in Ibadan on Friday, killing ten.",
     "armed_clash by=Hausa on=Yoruba_traders"),
    ("Clashes between Sudanese and South Sudanese soldiers killed ten in Abyei on Monday.",
     "armed_clash by=Sudanese_Armed_Forces on=South_Sudanese_Armed_Forces"),
    ("Congolese and Rwandan troops exchanged fire near Goma on Monday.",
     "armed_clash by=Congolese_Armed_Forces on=Rwandan_Armed_Forces"),
    ("French and Malian troops clashed with jihadists near Menaka.",
     "armed_clash by=French_and_Malian_Armed_Forces on=jihadists"),
    # two countries' forces under one noun
    ("Burkinabe and Malian soldiers killed 20 jihadists near Dori on Monday.",
     "armed_clash by=Burkinabe_and_Malian_Armed_Forces on=jihadists"),
    # whose position, whose truck
    ("Positions of the Ukrainian army near Avdiivka were shelled by Russia on Monday.",
     "shelling_artillery_missile by=Russia on=Ukrainian_Armed_Forces"),
    ("A roadside bomb went off beneath an army truck in Yala on Thursday.", "remote_explosive_ied by=none on=Thai_Armed_Forces"),
    # who meets a bomb
    ("A convoy of UN peacekeepers hit a roadside bomb near Kidal.", "remote_explosive_ied by=none on=United_Nations"),
    # what stood near a blast
    ("A car bomb exploded near a police station in Kabul on Sunday.", "remote_explosive_ied by=none on=a_police_station"),
    # doers that no list holds
    ("A shop owner was shot dead by a pillion rider in Pattani on Friday.", "attack by=pillion_rider"),
    # whose troops, whose shells
    ("Al-Shabaab said its fighters killed 12 soldiers at a base near Jowhar on Tuesday.", "armed_clash by=Al-Shabaab"),
    ("Moscow said its forces had captured the village of Robotyne in Ukraine on Sunday.",
     "non_state_overtakes_territory by=Russian_Armed_Forces"),
    ("Hezbollah rockets hit a house in Metula on Friday.", "shelling_artillery_missile by=Hezbollah on=a_house"),
    # what damage is done to, what is set on fire
    ("The shelling caused material damage to houses and shops in Marib.",
     "shelling_artillery_missile; looting_property_destruction on=houses"),
    ("Militants set fire to two trucks near Pattani on Monday.",
     "looting_property_destruction by=militants on=two_trucks"),
    # protests that are put down
    ("The police cracked down on pro-democracy protests in Yangon on Sunday.",
     "excessive_force by=Myanmar_Police on=protesters; peaceful_protest"),
    # who undergoes it, who is blamed
    ("The army faced a counter-offensive by the Islamic State near Mosul on Monday.",
     "armed_clash by=Islamic_State on=Iraqi_Armed_Forces"),
    ("Lebanon has accused Israel of bombarding the village of Khiam on Monday.", "shelling_artillery_missile by=Israel"),
    ("The minister blamed Al-Shabaab for the suicide bombing in Mogadishu on Monday.", "suicide_bomb by=Al-Shabaab"),
    ("Ten people were killed at the hands of Boko Haram in Bama on Monday.", "attack by=Boko_Haram on=civilians"),
    # a particle read as a preposition
    ("A mob burned down the house of a councillor in Sylhet.", "violent_demonstration by=mob"),
    # nothing hits a number of lives or a weapon
    ("Chemical weapons were used in an attack on Sardasht.", "chemical_weapon by=none on=none"),
]  # fmt: skip

# text; its claims as the shipped weights choose
WEIGHED = [
    ("Armenia's defence ministry denied any losses on Monday. Azerbaijan said its army had taken Hadrut on Friday.",
     "non_state_overtakes_territory by=Azerbaijani_Armed_Forces on=none"),
    ("Residents of Bama hid in their homes. Boko Haram attacked the town of Bama on Sunday. In the assault nine people were "
     "killed.", "attack by=Boko_Haram on=civilians killed=9"),
    ("The Houthis shelled a market in Taiz on Sunday, killing six people.",
     "shelling_artillery_missile by=Houthis on=civilians killed=6"),
    ("Three aid workers were abducted by gunmen in Baidoa.", "abduction by=gunmen on=aid_workers"),
    ("Rebels surrounded the town of Bambari on Friday.", "siege by=Central_African_rebels on=Bambari"),
    ("The army holds the town of Malakal.", "control on=none at=Malakal"),
]  # fmt: skip


@pytest.fixture
def by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "weights", lambda name: None)


@pytest.mark.usefixtures("by_rules")
@pytest.mark.parametrize(("text", "lines"), RULES)
def test_the_rules_fill_the_roles(text: str, lines: str) -> None:
    told(rashomon.read(text, published=DAY), lines)


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all([text for text, _ in WEIGHED])


@pytest.mark.parametrize(("text", "lines"), WEIGHED)
def test_the_parties_of_each_claim(readings: dict[str, Reading], text: str, lines: str) -> None:
    told(readings[text], lines)


def test_weights_can_choose_another_party(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "weights", lambda name: Weights({"kind police": 9.0}, 0.5))
    actors = [claim.actor.name for claim in rashomon.read(TWO, published=DAY).claims if claim.actor]
    assert actors
    assert all("Police" in name for name in actors)


def test_the_type_follows_the_doer(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Rebels hold Sake. The army shelled rebels near Sake on Monday. Goma was captured on Tuesday."
    monkeypatch.setattr(casting, "weights", lambda name: Weights({"kind military": 9.0}, 0.5))
    (taken,) = [claim for claim in rashomon.read(text, published=DAY).claims if claim.rule == "take"]
    assert taken.actor is not None
    assert taken.type == "government_regains_territory"
    monkeypatch.setattr(casting, "weights", lambda name: Weights({"kind rebels": 9.0}, 0.5))
    (taken,) = [claim for claim in rashomon.read(text, published=DAY).claims if claim.rule == "take"]
    assert taken.type == "non_state_overtakes_territory"


def test_weights_can_choose_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "weights", lambda name: Weights({"nobody": 9.0, "nobody nobody": 9.0}, 0.5))
    assert [claim.actor for claim in rashomon.read(TWO, published=DAY).claims] == [None, None]


def test_nobody_does_a_thing_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "weights", lambda name: Weights({"kind military": 9.0}, 0.5))
    for claim in rashomon.read(TWO, published=DAY).claims:
        assert claim.actor is None or claim.target is None or claim.actor.name != claim.target.name


def test_the_words_are_a_slice_of_the_report(readings: dict[str, Reading]) -> None:
    for text, reading in readings.items():
        for claim in reading.claims:
            for one in (claim.actor, claim.target):
                if one is not None and one.mention is not None:
                    assert text[one.mention.start : one.mention.end] == one.mention.text


def test_explain_names_the_signs() -> None:
    _, notes = explain("The Houthis shelled a market in Taiz on Sunday, killing six people.")
    (actor,) = [note for note in notes if note.step == "actor"]
    assert actor.kept is None
    assert actor.reason.startswith("Houthis ")
    assert "subject" in actor.reason
    assert "nobody" in actor.reason
    (target,) = [note for note in notes if note.step == "target"]
    assert "the dead and wounded" in target.reason


def test_players_are_the_distinct_parties() -> None:
    passage = next(parse([("Boko Haram left Bama. The army followed Boko Haram.", False)]))
    passage.actors = find_actors(passage)
    found = players([Scene(0, passage, Marks(passage))], [], "NGA")
    assert [(one.party.name, len(one.seen)) for one in found.values() if one.party] == [
        ("Boko Haram", 2),
        ("Nigerian Armed Forces", 1),
    ]


@pytest.mark.usefixtures("by_rules")
def test_without_weights_the_rules_choice_stands() -> None:
    text = "Rebels captured Goma. Nine people were killed in an air strike in Paris."
    claims = rashomon.read(text, published=DAY).claims
    assert [claim.actor is None for claim in claims] == [False, True]
