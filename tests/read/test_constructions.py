"""Happenings in shapes of a sentence that hide who does it or what it is done to."""

from __future__ import annotations

import pytest
from claim_lines import read_all, told

from rashomon.records import Reading

TOLD = [
    # the place that a verb of entering ends in
    ("Pro-government militiamen walked into Port Sudan on Tuesday.",
     "government_regains_territory by=pro-government_militiamen at=Port_Sudan"),
    ("M23 fighters marched into the town of Masisi after heavy clashes.",
     "non_state_overtakes_territory by=M23 at=Masisi; armed_clash"),
    # a headline's passive
    ("Nineteen roadside bombs defused in Kabul.", "disrupted_weapons_use by=none at=Kabul"),
    ("Rebels shelled Goma on Monday. Three girls taken away.",
     "shelling_artillery_missile at=Goma; arrests by=none on=civilians"),
    # bombs that are found have not gone off
    ("The mines planted along the road near Gao were removed by army sappers on Friday.",
     "disrupted_weapons_use at=Gao"),
    ("Fourteen bombs hidden in a school near Baidoa were defused by the police.", "disrupted_weapons_use at=Baidoa"),
    # what is snatched may be arms
    ("Gunmen attacked a police post in Jos on Monday and 12 rifles were snatched from the constables.",
     "armed_clash at=Jos; looting_property_destruction at=Jos"),
    ("Gunmen attacked a police post in Jos on Monday and decamped with a large number of weapons.",
     "armed_clash at=Jos; looting_property_destruction by=gunmen at=Jos"),
    # the speaker's own
    ("Our units entered the village of Kidal on Friday, an army spokesman said.",
     "government_regains_territory by=Malian_Armed_Forces at=Kidal says=army_spokesman"),
    ('"Our units entered the camp near Sirte at dawn", said Colonel Ahmed Musa of the Libyan army.',
     "government_regains_territory by=Libyan_Armed_Forces at=Sirte"),
    ('Rebels shelled Goma on Monday. "Our men have pulled back to the base at Rutshuru," the army commander said.',
     "shelling_artillery_missile; non_violent_transfer_of_territory by=Congolese_Armed_Forces at=Rutshuru"),
    ("Rebels shelled Goma on Monday. The villagers said their men were taken away by soldiers.",
     "shelling_artillery_missile; arrests by=Congolese_Armed_Forces on=civilians"),
    # words for going, mines, bodies, beatings and shots
    ("Rebels shelled Goma on Monday. Government troops fell back from Masisi on Tuesday.",
     "shelling_artillery_missile; non_violent_transfer_of_territory by=Congolese_Armed_Forces at=Masisi"),
    ("Rebels shelled Goma on Monday. Militants slipped away from the town of Kitchanga overnight.",
     "shelling_artillery_missile; non_violent_transfer_of_territory by=militants at=Kitchanga"),
    ("A farmer drove over a landmine near Kharkiv and was killed.", "remote_explosive_ied on=civilians at=Kharkiv killed=1"),
    ("Two children stepped on a mine near Donetsk.", "remote_explosive_ied at=Donetsk"),
    ("The removal of nine pipe bombs from a bridge in Cali took two days.", "disrupted_weapons_use"),
    ("Rebels raided Djibo on Monday. On Tuesday the bodies of 17 men were found near Ouahigouya.",
     "attack at=Djibo; attack at=Ouahigouya killed=17"),
    ("Gunmen raided Bunia on Monday. On Tuesday soldiers flogged two teenagers in the market of Mahagi.",
     "attack at=Bunia; attack by=Congolese_Armed_Forces on=civilians at=Mahagi"),
    ("The army fought rebels in Tigray on Monday. Shots are still heard near Mekele.", "armed_clash"),
    ("Russia annexed Crimea in 2014.", "government_regains_territory by=Russia at=Crimea"),
    ("Islamic State fighters maintain a presence in the west of Cabo Delgado province.", "control by=Islamic_State"),
    ("Farmers blocked the main road at Potosi on Tuesday.", "peaceful_protest by=farmers from=2024-06-04"),
    ("Rockets rained on Ashkelon.", "shelling_artillery_missile at=Ashkelon"),
    # aircraft that wreck a building strike it
    ("Warplanes flattened a market in Togoga, killing 60.", "air_drone_strike by=warplanes at=Togoga killed=60"),
    # booty before another object
    ("Armed men raided the village of Kpatinga, made off with cattle and burned 20 homes.",
     "attack at=Kpatinga; looting_property_destruction on=cattle"),
    # who gets away is not displaced
    ("Gunmen opened fire on a bus near Jos, killing 12. The attackers then fled on foot.", "attack killed=12"),
    # people brought out, ground given up
    ("The army evacuated 2,000 civilians from Marawi.", "displacement by=Philippine_Armed_Forces on=civilians at=Marawi"),
    ("The army evacuated its base in Marawi.", "non_violent_transfer_of_territory by=Philippine_Armed_Forces at=Marawi"),
    ("Rebels surrendered the town of Marawi to the army on Monday.", "non_violent_transfer_of_territory at=Marawi"),
    ("Wagner mercenaries raised their flag over the town of Bakhmut.",
     "non_state_overtakes_territory by=Wagner_Group at=Bakhmut"),
    ("The army says it has cleared the Sambisa forest of insurgents.",
     "government_regains_territory by=Nigerian_Armed_Forces at=Sambisa says=army"),
    # unrest
    ("Police used tear gas and batons against demonstrators in Tbilisi.", "excessive_force by=Georgian_Police at=Tbilisi"),
    ("Residents stoned a police station in Kasulu on Friday.", "violent_demonstration by=residents at=Kasulu"),
    ("A gas pipeline was sabotaged near Marib by separatists.", "looting_property_destruction at=Marib"),
    # ground left, handed over, cut off, held
    ("Rebels attacked Djibo on Monday. French troops left the base at Dori.",
     "attack at=Djibo; non_violent_transfer_of_territory by=French_Armed_Forces at=Dori"),
    ("Rebels attacked Djibo on Monday and left the town in flames.", "attack at=Djibo"),
    ("Rebels attacked Djibo on Monday. Dori was handed over to the regional force.",
     "attack at=Djibo; non_violent_transfer_of_territory at=Dori"),
    ("Rebels attacked Djibo on Monday. Jihadists have cut all roads to Dori.", "attack at=Djibo; siege by=jihadists at=Dori"),
    ("Rebels attacked Djibo on Monday. The jihadists now hold sway over most of Soum province.",
     "attack at=Djibo; control by=jihadists at=Soum"),
    ("Rebels attacked Djibo on Monday. The army has regained full control over Dori.",
     "attack at=Djibo; government_regains_territory by=Burkinabe_Armed_Forces at=Dori"),
    ("Rebels attacked Djibo on Monday. Three shepherds were found near Dori with their throats slit.",
     "attack at=Djibo; attack at=Dori"),
    # a raid with its dead needs no party to be one of a conflict
    ("A raid on the village of Kpatinga killed nine villagers.", "attack on=civilians at=Kpatinga killed=9"),
    ("A police raid on a nightclub in Lyon ended in 12 arrests.", ""),
    ("A shark attack killed a surfer near Perth.", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(text for text, _ in TOLD)


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_told(readings: dict[str, Reading], text: str, expected: str) -> None:
    told(readings[text], expected)
